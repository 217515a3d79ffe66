"""The foot of a card: its tags, and when it was written or where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from cca_desktop.ui.painting import Lines, frame
from cca_desktop.ui.theme import Colours

_BESIDE = 8  # from the edge of a tag to its letters
_APART = 6
_ROWS = 2  # of tags; those there is no room for are counted


class Chip:
    """A tag in its box; what stands for those that are left out is no ``tag``."""

    def __init__(self, tag: str, words: Lines, box: QRectF) -> None:
        """Let ``words`` stand in ``box``."""
        self.tag = tag
        self.words = words
        self.box = box


class CardFoot:
    """Tags from the left, as many as there is room for, and at the right what is ``told`` of the note."""

    def __init__(self, tags: Sequence[str], told: str, face: QFont, width: int) -> None:
        """Set both for ``width`` pixels. Places are counted from the upper edge of the foot."""
        self._face = face
        self._metrics = QFontMetrics(face)
        self._line = self._metrics.height() + 6
        self._width = width
        self.chips: list[Chip] = []
        self._left, self._row = 0.0, 0
        self._set_chips(tags)
        self._told: Lines | None = None
        rows = self._row + 1 if self.chips else 0
        if told:
            self._told = Lines(told, face, width, at_most=1)
            wide = min(width, self._metrics.horizontalAdvance(told))
            if not rows or self._left + wide > width:
                rows += 1
            self._told_at = QPointF(width - wide, (rows - 1) * self._line + 3)
        self.height = rows * self._line

    def _set_chips(self, tags: Sequence[str]) -> None:
        for number, tag in enumerate(tags):
            rest = len(tags) - number
            is_last_row = self._row == _ROWS - 1
            room = self._width - self._left - (self._wide(f"+{rest}") + _APART if is_last_row and rest > 1 else 0)
            if self._wide(tag) > room and self._left:
                if is_last_row:
                    self._put("", f"+{rest}")
                    return
                self._row, self._left = self._row + 1, 0.0
            self._put(tag, tag)

    def _wide(self, words: str) -> float:
        return self._metrics.horizontalAdvance(words) + 2 * _BESIDE

    def _put(self, tag: str, words: str) -> None:
        wide = min(self._wide(words), self._width - self._left)
        box = QRectF(self._left, self._row * self._line + 2, wide, self._metrics.height() + 3)
        self.chips.append(Chip(tag, Lines(words, self._face, wide - 2 * _BESIDE + 2, at_most=1), box))
        self._left += wide + _APART

    def tag_at(self, at: QPointF) -> str:
        """Return the tag at a place of the foot, or ""."""
        return next((chip.tag for chip in self.chips if chip.box.contains(at)), "")

    def paint(self, painter: QPainter, at: QPointF, colours: Colours) -> None:
        """Paint it with its upper left corner ``at``."""
        for chip in self.chips:
            box = chip.box.translated(at)
            if chip.tag:
                frame(painter, box, colours.line, colours.panel, rounding=box.height() / 2)
            ink = colours.ink if chip.tag else colours.ink_quiet
            chip.words.paint(painter, QPointF(box.left() + _BESIDE, box.top() + 1.5), ink)
        if self._told is not None:
            self._told.paint(painter, at + self._told_at, colours.ink_quiet)
