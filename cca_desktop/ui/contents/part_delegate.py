"""Paint a part of the outline: its numeral and title, and at the right the paragraphs it holds."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from cca_desktop.ui.row_ground import paint_ground
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face

PARAGRAPHS_ROLE = Qt.ItemDataRole.UserRole + 1
NUMERAL_ROLE = Qt.ItemDataRole.UserRole + 2
_EDGE = 14
_NUMERAL_WIDTH = 2.4  # of the face's size


class PartDelegate(QStyledItemDelegate):
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

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of one line with space around it."""
        return QSize(80, round(QFontMetrics(self._face).height() * 1.9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: QRect = option.rect
        painter.save()
        is_current = paint_ground(painter, row, index, self._view, self._colours)
        text = row.adjusted(_EDGE, 0, -_EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._small)
        painter.setPen(QColor(self._colours.ink_quiet))
        paragraphs = str(index.data(PARAGRAPHS_ROLE) or "")
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, paragraphs)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, str(index.data(NUMERAL_ROLE) or ""))
        face = QFont(self._face)
        if is_current:
            face.setWeight(QFont.Weight.DemiBold)
        painter.setFont(face)
        painter.setPen(QColor(self._colours.ink))
        taken = QFontMetrics(self._small).horizontalAdvance(paragraphs) + 8
        title = text.adjusted(round(self._face.pixelSize() * _NUMERAL_WIDTH), 0, -taken, 0)
        words = QFontMetrics(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
