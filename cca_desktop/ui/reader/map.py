"""The map beside the scroll bar: where the marks stand in the whole letter, and what part of it is in view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.marks import Mark
from cca_desktop.ui.theme import Colours, brush, letter_palette

_WIDTH = 14
_STROKE = 3


class MarkMap(QWidget):
    """A strip as high as the letter's window; a click or a drag brings that part of the letter into view."""

    def __init__(self, letter: LetterView, colours: Colours) -> None:
        """Map ``letter``."""
        super().__init__()
        self._letter = letter
        self._colours = colours
        self.setFixedWidth(_WIDTH)
        self.setPalette(letter_palette(colours))
        self.setAccessibleName(self.tr("Map of the marks in the letter"))
        bar = letter.verticalScrollBar()
        bar.valueChanged.connect(self.refresh)
        bar.rangeChanged.connect(self.refresh)

    def set_look(self, colours: Colours, _scale: int) -> None:
        """Change colours."""
        self._colours = colours
        self.setPalette(letter_palette(colours))
        self.update()

    @Slot()
    def refresh(self) -> None:
        """Paint anew what has moved."""
        self.update()

    def sizeHint(self) -> QSize:
        """Return its fixed width."""
        return QSize(_WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a stroke for each mark, and a frame around the view."""
        painter = QPainter(self)
        _fill(painter, QRectF(self.rect()), self._colours.panel)
        _fill(painter, QRectF(0, 0, 1, self.height()), self._colours.line)
        for layer, right in (("note", True), ("hit", False), ("current", False)):
            for mark in self._letter.marks.layer(layer):
                self._paint_stroke(painter, mark, is_right=right)
        bar = self._letter.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if bar.maximum() > 0:
            top = bar.value() / whole * self.height()
            frame = QRectF(1.5, top + 0.5, self.width() - 3, bar.pageStep() / whole * self.height() - 1)
            painter.drawRect(frame)

    def _paint_stroke(self, painter: QPainter, mark: Mark, *, is_right: bool) -> None:
        top = self._letter.share_of(mark.start) * (self.height() - _STROKE)
        colour = self._colours.note_line(mark.colour) if mark.kind == "note" else self._colours.accent
        width = self.width() - 6
        left = 3 + (width // 2 if is_right else 0)
        stroke = QRectF(left, top, width // 2 if mark.kind != "current" else width, _STROKE)
        _fill(painter, stroke, colour)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show by the pointer that a click leads somewhere."""
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the map was clicked."""
        self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        self._go(event.position().y())

    def _go(self, y: float) -> None:
        bar = self._letter.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        bar.setValue(round(y / max(1, self.height()) * whole - bar.pageStep() / 2))


def _fill(painter: QPainter, area: QRectF, colour: str) -> None:
    painter.setBackground(brush(colour))
    painter.eraseRect(area)
