"""The spread: the whole letter as a strip, with a stroke for each hit."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cca_desktop.ui.theme import Colours

_STROKE = 2.0


class Spread(QWidget):
    """Shows where in the letter the hits stand; a click goes there."""

    place_chosen = Signal(float)  # 0 at the letter's first word, 1 at its last

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._colours = colours
        self._places: tuple[float, ...] = ()
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Spread of the hits over the letter"))

    def set_colours(self, colours: Colours) -> None:
        """Paint in other colours."""
        self._colours = colours
        self.update()

    def show_places(self, places: Sequence[float]) -> None:
        """Show a stroke at each of ``places``, from 0 to 1."""
        self._places = tuple(places)
        self.setAccessibleDescription(self.tr("Strokes: {count}").format(count=len(self._places)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colours.line), 1))
        painter.setBrush(QColor(self._colours.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        inner = self.rect().adjusted(4, 3, -4, -3)
        for place in self._places:
            left = inner.left() + place * (inner.width() - _STROKE)
            painter.fillRect(QRectF(left, inner.top(), _STROKE, inner.height()), QColor(self._colours.accent))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which place was clicked."""
        inner = self.rect().adjusted(4, 3, -4, -3)
        place = (event.position().x() - inner.left()) / max(1, inner.width())
        self.place_chosen.emit(min(1.0, max(0.0, place)))
