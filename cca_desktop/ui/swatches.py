"""The colours of notes: their names in the reader's language, and small samples that are drawn anew at every size."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from cca_desktop.ui.theme import Colours


def colour_names(speaker: QWidget) -> tuple[str, ...]:
    """Return the names of the colours of notes in the reader's language, in their order."""
    return (
        speaker.tr("Yellow"),
        speaker.tr("Green"),
        speaker.tr("Blue"),
        speaker.tr("Pink"),
        speaker.tr("Violet"),
    )


def spot(colours: Colours, colour: str) -> QIcon:
    """Return a round spot in a note's colour."""
    return QIcon(_Spot(colours, colour))


def marked_letter(colours: Colours, colour: str) -> QIcon:
    """Return a little highlighted letter: the ground and the underline that the words will have."""
    return QIcon(_MarkedLetter(colours, colour))


class _Spot(QIconEngine):
    """Draws itself for every size and every screen that asks: no picture is kept that another would have to stretch."""

    def __init__(self, colours: Colours, colour: str) -> None:
        super().__init__()
        self._look = (colours, colour)
        self._ground, self._line = QColor(colours.note_ground(colour)), QColor(colours.note_line(colour))
        self._ink = QColor(colours.ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        unit = rect.width() / 12
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(self._line)
        pen.setWidthF(unit)
        painter.setPen(pen)
        painter.setBrush(self._ground)
        painter.drawEllipse(QRectF(rect).adjusted(1.5 * unit, 1.5 * unit, -1.5 * unit, -1.5 * unit))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return type(self)(*self._look)


class _MarkedLetter(_Spot):
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        unit = rect.width() / 16
        area = QRectF(rect)
        painter.fillRect(area, self._ground)
        painter.fillRect(QRectF(area.left(), area.bottom() - 2.5 * unit, area.width(), 2.5 * unit), self._line)
        painter.setPen(self._ink)
        face = painter.font()
        face.setPixelSize(max(1, round(area.width() * 0.72)))
        painter.setFont(face)
        painter.drawText(area.adjusted(0, -unit, 0, -unit), Qt.AlignmentFlag.AlignCenter, "a")
