"""Paint a hit: where it stands, and its words with the hit marked as in the letter; and the headings of groups."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from cca_desktop.search.answer import Hit
from cca_desktop.ui.rows import EDGE, RowDelegate, strong
from cca_desktop.ui.search.hit_model import HitModel, HitRole, shown
from cca_desktop.ui.theme import Colours

_ABOVE = 12
_BETWEEN = 4
_LINES = 2
_BEFORE_IS_AT_MOST = 38  # code points left of the hit, so that it stands in the first line
_WORDS_ARE_AT_MOST = 400  # code points: more than two lines hold, and little to lay out


class HitDelegate(RowDelegate):
    """Paints hits and headings, all of each kind equally high."""

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        super().set_look(colours, scale)
        self._strong = strong(self._small)
        self._line = QFontMetrics(self._face).height() * 1.25
        self._edge = round(EDGE * min(scale, 150) / 100)
        label = QFontMetrics(self._small).height()
        self._row = QSize(80, round(2 * _ABOVE + label + _BETWEEN + _LINES * self._line))
        self._heading = QSize(80, round(label * 2.2))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for every hit, its place and two lines of words, and a lower one for headings."""
        model = index.model()
        return self._heading if isinstance(model, HitModel) and model.is_heading(index.row()) else self._row

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        hit: Hit | None = index.data(HitRole.HIT)
        rect: QRect = option.rect
        painter.save()
        if hit is None:
            self._paint_heading(painter, str(index.data()), rect)
        else:
            model = index.model()
            assert isinstance(model, HitModel)
            self._paint_ground(painter, rect.adjusted(0, 0, 0, -1), index)
            self._paint_hit(painter, hit, model.place_of(hit), rect)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self._colours.line))
        painter.restore()

    def _paint_heading(self, painter: QPainter, title: str, rect: QRect) -> None:
        painter.setFont(self._strong)
        painter.setPen(QColor(self._colours.ink))
        inside = rect.adjusted(self._edge, 0, -self._edge, 0)
        words = QFontMetrics(self._strong).elidedText(title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_hit(self, painter: QPainter, hit: Hit, place: str, rect: QRect) -> None:
        label = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(self._colours.ink_quiet))
        sign = "✎ " if hit.kind == "note" else ""
        painter.drawText(rect.left() + self._edge, rect.top() + _ABOVE + label.ascent(), sign + place)
        words = QRect(rect)
        words.setLeft(rect.left() + self._edge)
        words.setRight(rect.right() - self._edge)
        words.setTop(rect.top() + _ABOVE + label.height() + _BETWEEN)
        self._paint_words(painter, hit, words)

    def _paint_words(self, painter: QPainter, hit: Hit, at: QRect) -> None:
        before, exact, after = shown(hit)
        is_all = not before and not after and " " in exact  # marked from end to end it would tell nothing
        if len(before) > _BEFORE_IS_AT_MOST:
            before = "…" + _tail(before, _BEFORE_IS_AT_MOST)
        is_cut = bool(after) or len(exact) > _WORDS_ARE_AT_MOST
        exact = exact[:_WORDS_ARE_AT_MOST]
        ends = "…" if is_cut and not after.rstrip().endswith((".", "?", "!", ":")) else ""
        text = f"{before}{exact}{after}{ends}".replace("\n", " ")
        if not hit.exact:
            text = before = self.tr("A note without words of its own")
        layout = QTextLayout(text, QFont(self._face))
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.setCacheEnabled(False)
        marked = QTextLayout.FormatRange()
        marked.start = _units(before)
        marked.length = _units(exact)
        look = QTextCharFormat()
        look.setBackground(QColor(self._colours.hit))
        look.setForeground(QColor(self._colours.ink))
        marked.format = look
        if not is_all:
            layout.setFormats([marked])
        layout.beginLayout()
        top = 0.0
        for _number in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(at.width())
            line.setPosition(QPointF(0, top))
            top += self._line
        layout.endLayout()
        painter.setClipRect(at.adjusted(-2, -2, 2, 2))
        painter.setPen(QColor(self._colours.ink))
        layout.draw(painter, QPointF(at.left(), at.top()))
        painter.setClipping(False)


def _tail(words: str, length: int) -> str:
    """Return the end of ``words``, cut before a word."""
    cut = words[-length:]
    space = cut.find(" ")
    return cut[space + 1 :] if 0 <= space < length // 2 else cut


def _units(words: str) -> int:
    """Return how many UTF-16 units Qt counts in ``words``."""
    return len(words) + sum(letter > "\uffff" for letter in words)
