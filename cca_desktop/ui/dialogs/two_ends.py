"""A row of a list with words at its left end and a few quiet ones at its right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

AT_THE_RIGHT = Qt.ItemDataRole.UserRole + 1
_EDGE, _GAP = 8, 16  # pixels
_LINES = 1.8  # of the face's own


class TwoEnds(QStyledItemDelegate):
    """Draws the item's own text, and at the right what it holds under ``AT_THE_RIGHT``."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give each row room to breathe."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), round(option.fontMetrics.height() * _LINES))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row; the words at the left give way to those at the right."""
        self.initStyleOption(option, index)
        palette: QPalette = option.palette
        row: QRect = option.rect
        metrics = option.fontMetrics
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        at_the_right = str(index.data(AT_THE_RIGHT) or "")
        painter.save()
        painter.setFont(option.font)
        if is_current:
            painter.fillRect(row, palette.highlight())
        inside = row.adjusted(_EDGE, 0, -_EDGE, 0)
        quiet = palette.placeholderText().color()
        painter.setPen(palette.highlightedText().color() if is_current else quiet)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, at_the_right)
        told = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(palette.highlightedText().color() if is_current else quiet if told else palette.text().color())
        room = inside.width() - metrics.horizontalAdvance(at_the_right) - _GAP
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
