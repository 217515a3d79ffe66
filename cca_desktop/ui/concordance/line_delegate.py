"""Paint a line of a concordance: its place, and its words with the nodes of all lines below one another."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from cca_desktop.search.concordance import Line
from cca_desktop.ui.concordance.line_model import LineModel, LineRole
from cca_desktop.ui.rows import EDGE, RowDelegate, strong
from cca_desktop.ui.search.unmarked import unmarked
from cca_desktop.ui.theme import Colours

_GAP = 8
_LINE = 1.8  # of the face's height
_NODE_BEGINS_AT = 0.45  # of the width that the words have
_WIDEST_PLACE = "¶ 30 "


class LineDelegate(RowDelegate):
    """Paints lines, all of them equally high."""

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        super().set_look(colours, scale)
        self._strong = strong(self._face)
        self._size = QSize(80, round(QFontMetrics(self._face).height() * _LINE))
        self._place_width = QFontMetrics(self._small).horizontalAdvance(_WIDEST_PLACE)

    def height(self) -> int:
        """Return how high every line is, in pixels."""
        return self._size.height()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for every line."""
        return self._size

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        line: Line = index.data(LineRole.LINE)
        model = index.model()
        assert isinstance(model, LineModel)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self._colours.raised))
        self._paint_ground(painter, rect.adjusted(0, 0, 0, -1), index)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self._colours.line))
        small = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(self._colours.ink_quiet))
        place = small.elidedText(model.place_of(line), Qt.TextElideMode.ElideRight, self._place_width)
        baseline = rect.top() + (rect.height() - small.height()) // 2 + small.ascent()
        painter.drawText(QPointF(rect.left() + EDGE, baseline), place)
        self._paint_words(painter, line, rect.adjusted(EDGE + self._place_width + _GAP, 0, -EDGE, 0))
        painter.restore()

    def _paint_words(self, painter: QPainter, line: Line, at: QRect) -> None:
        plain, strong = QFontMetrics(self._face), QFontMetrics(self._strong)
        baseline = at.top() + (at.height() - plain.height()) // 2 + plain.ascent()
        node_left = at.left() + round(at.width() * _NODE_BEGINS_AT)
        words = (line.left, line.node, line.right)
        before, exact, after = unmarked(*words) if line.kind == "note" else words
        left = plain.elidedText(before, Qt.TextElideMode.ElideLeft, node_left - at.left())
        node = strong.elidedText(exact, Qt.TextElideMode.ElideRight, at.right() - node_left)
        right_left = node_left + strong.horizontalAdvance(node)
        right = plain.elidedText(after, Qt.TextElideMode.ElideRight, max(0, at.right() - right_left))
        painter.setFont(self._face)
        painter.setPen(QColor(self._colours.ink))
        painter.drawText(QPointF(node_left - plain.horizontalAdvance(left), baseline), left)
        painter.drawText(QPointF(right_left, baseline), right)
        painter.setFont(self._strong)
        painter.setPen(QColor(self._colours.accent))
        painter.drawText(QPointF(node_left, baseline), node)
