"""The ground of a row in a list: raised and barred where it is the current one, ringed where it has the keyboard."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView

from cca_desktop.ui.theme import Colours

_BAR = 3


def paint_ground(
    painter: QPainter,
    row: QRect,
    index: QModelIndex | QPersistentModelIndex,
    view: QAbstractItemView,
    colours: Colours,
) -> bool:
    """Paint the ground of a row of ``view``; tell whether the row is the current one."""
    is_current = index == view.currentIndex()
    if is_current:
        painter.fillRect(row, QColor(colours.raised))
        painter.fillRect(row.left(), row.top(), _BAR, row.height(), QColor(colours.accent))
        if view.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -1))
    return is_current
