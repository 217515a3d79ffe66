"""The rows of a list: their faces, and their ground, raised and barred where a row is the current one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face

EDGE = 14
_BAR = 3
_SMALL = 12


class RowDelegate(QStyledItemDelegate):
    """Paints; knows nothing but the row it is given."""

    def __init__(self, colours: Colours, scale: int, parent: QAbstractItemView) -> None:
        """Paint rows of ``parent`` in ``colours``, at ``scale`` per cent."""
        super().__init__(parent)
        self._view = parent
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._face = panel_face(scale)
        self._small = panel_face(scale, size=_SMALL)

    def _paint_ground(self, painter: QPainter, row: QRect, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Paint the ground of a row, with a ring where it has the keyboard; tell whether it is the current one."""
        is_current = index == self._view.currentIndex()
        if is_current:
            painter.fillRect(row, QColor(self._colours.raised))
            painter.fillRect(row.left(), row.top(), _BAR, row.height(), QColor(self._colours.accent))
            if self._view.hasFocus():
                painter.setPen(QPen(QColor(self._colours.focus), 2))
                painter.drawRect(row.adjusted(1, 1, -1, -1))
        return is_current


def strong(face: QFont) -> QFont:
    """Return ``face``, a little bolder."""
    bolder = QFont(face)
    bolder.setWeight(QFont.Weight.DemiBold)
    return bolder
