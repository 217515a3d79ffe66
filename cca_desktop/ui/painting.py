"""Paint plain things in a colour: filled boxes, round ones too, and a few lines of words.

Nothing here makes a pen, or gives a painter a bare colour: either has the binding build all of Qt's enumerations first,
which takes as long as laying out the letter (docs/decisions/first-picture.md). What is painted before the reader's
first key is painted with these.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QTextCharFormat, QTextLayout

from cca_desktop.ui.theme import brush
from cca_desktop.ui.utf16 import Utf16Map

_DOTS = "…"


def fill(painter: QPainter, box: QRectF, colour: str, *, rounding: float = 0.0) -> None:
    """Fill ``box`` with ``colour``, its corners rounded with a radius of ``rounding`` pixels."""
    path = QPainterPath()
    path.addRoundedRect(box, rounding, rounding)
    painter.fillPath(path, brush(colour))


def frame(painter: QPainter, box: QRectF, line: str, ground: str, *, width: float = 1.0, rounding: float = 0.0) -> None:
    """Fill ``box`` with ``ground`` and put a ``line`` of ``width`` pixels along the inside of its edge."""
    fill(painter, box, line, rounding=rounding)
    fill(painter, box.adjusted(width, width, -width, -width), ground, rounding=max(0.0, rounding - width))


class Lines:
    """Words set in lines of one width, at most so many; what does not fit is left out, and dots say so."""

    def __init__(self, words: str, face: QFont, width: float, *, at_most: int, closing: str = "") -> None:
        """Set ``words``; where they are cut, the dots are followed by ``closing``, such as a quotation mark."""
        self._layout = QTextLayout(words, face)
        self._line_height = QFontMetricsF(face).lineSpacing()
        kept = words[: self._set(words, width, at_most)]
        if len(kept) < len(words):
            # The dots need room: a word that was begun goes, and the one before it where that is not enough.
            shown = words
            while kept and self._set(shown, width, at_most) < len(shown):
                kept = kept.rstrip().rpartition(" ")[0] or kept[:-1]
                shown = kept.rstrip(" ,;:") + _DOTS + closing
                self._layout.setText(shown)

    def _set(self, words: str, width: float, at_most: int) -> int:
        """Lay out at most so many lines; return how many code points of ``words`` stand in them."""
        ends = 0
        self._layout.beginLayout()
        for number in range(at_most):
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * self._line_height))
            ends = line.textStart() + line.textLength()
        self._layout.endLayout()
        return Utf16Map(words).points(ends)

    def words(self) -> str:
        """Return what is shown, dots and all."""
        return self._layout.text()

    @property
    def height(self) -> float:
        """How high the lines are together, in pixels."""
        return self._layout.lineCount() * self._line_height

    def paint(self, painter: QPainter, at: QPointF, colour: str) -> None:
        """Paint the lines in ``colour`` with their upper left corner ``at``."""
        ink = QTextCharFormat()
        ink.setForeground(brush(colour))
        everything = QTextLayout.FormatRange()
        everything.start, everything.length, everything.format = 0, len(self._layout.text()) * 2, ink
        self._layout.draw(painter, at, [everything])
