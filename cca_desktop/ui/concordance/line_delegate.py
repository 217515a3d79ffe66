"""Paint a line of a concordance: its place, and its words with the nodes of all lines below one another."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cca_desktop.search.concordance import Line
from cca_desktop.ui.concordance.line_model import LineModel, LineRole
from cca_desktop.ui.row_ground import paint_ground
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face

_EDGE = 14
_GAP = 8
_LINE = 1.8  # of the face's height
_NODE_BEGINS_AT = 0.45  # of the width that the words have
_WIDEST_PLACE = "¶ 30 "


class LineDelegate(QStyledItemDelegate):
    """Paints; knows nothing but the row it is given."""

    def __init__(self, colours: Colours, scale: int, parent: QAbstractItemView) -> None:
        """Paint in ``colours``, at ``scale`` per cent."""
        super().__init__(parent)
        self._view = parent
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._face = panel_face(scale)
        self._small = panel_face(scale, size=12)
        self._strong = panel_face(scale)
        self._strong.setWeight(QFont.Weight.DemiBold)
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
        paint_ground(painter, rect.adjusted(0, 0, 0, -1), index, self._view, self._colours)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self._colours.line))
        small = QFontMetrics(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(self._colours.ink_quiet))
        place = small.elidedText(model.place_of(line), Qt.TextElideMode.ElideRight, self._place_width)
        baseline = rect.top() + (rect.height() - small.height()) // 2 + small.ascent()
        painter.drawText(QPointF(rect.left() + _EDGE, baseline), place)
        self._paint_words(painter, line, rect.adjusted(_EDGE + self._place_width + _GAP, 0, -_EDGE, 0))
        painter.restore()

    def _paint_words(self, painter: QPainter, line: Line, at: QRect) -> None:
        plain, strong = QFontMetrics(self._face), QFontMetrics(self._strong)
        baseline = at.top() + (at.height() - plain.height()) // 2 + plain.ascent()
        node_left = at.left() + round(at.width() * _NODE_BEGINS_AT)
        left = plain.elidedText(line.left, Qt.TextElideMode.ElideLeft, node_left - at.left())
        node = strong.elidedText(line.node, Qt.TextElideMode.ElideRight, at.right() - node_left)
        right_left = node_left + strong.horizontalAdvance(node)
        right = plain.elidedText(line.right, Qt.TextElideMode.ElideRight, max(0, at.right() - right_left))
        painter.setFont(self._face)
        painter.setPen(QColor(self._colours.ink))
        painter.drawText(QPointF(node_left - plain.horizontalAdvance(left), baseline), left)
        painter.drawText(QPointF(right_left, baseline), right)
        painter.setFont(self._strong)
        painter.setPen(QColor(self._colours.accent))
        painter.drawText(QPointF(node_left, baseline), node)
