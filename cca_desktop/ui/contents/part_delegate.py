"""Paint a part of the outline: its numeral and title, and at the right the paragraphs it holds."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from cca_desktop.ui.rows import EDGE, RowDelegate, strong

PARAGRAPHS_ROLE = Qt.ItemDataRole.UserRole + 1
NUMERAL_ROLE = Qt.ItemDataRole.UserRole + 2
_NUMERAL_WIDTH = 2.4  # of the face's size


class PartDelegate(RowDelegate):
    """Paints parts of an outline."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of one line with space around it."""
        return QSize(80, round(QFontMetrics(self._face).height() * 1.9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: QRect = option.rect
        painter.save()
        is_current = self._paint_ground(painter, row, index)
        text = row.adjusted(EDGE, 0, -EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._small)
        painter.setPen(QColor(self._colours.ink_quiet))
        paragraphs = str(index.data(PARAGRAPHS_ROLE) or "")
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, paragraphs)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, str(index.data(NUMERAL_ROLE) or ""))
        face = strong(self._face) if is_current else self._face
        painter.setFont(face)
        painter.setPen(QColor(self._colours.ink))
        taken = QFontMetrics(self._small).horizontalAdvance(paragraphs) + 8
        title = text.adjusted(round(self._face.pixelSize() * _NUMERAL_WIDTH), 0, -taken, 0)
        words = QFontMetrics(face).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
