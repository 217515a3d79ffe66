"""The spread: the whole letter as a strip, with a stroke for each hit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.answer import Hit
from cca_desktop.ui.theme import Colours

_HEIGHT = 22  # pixels at 100 %
_STROKE = 2.0


class Spread(QWidget):
    """Shows where in the letter the hits stand; a click goes there."""

    place_chosen = Signal(float)  # 0 at the letter's first word, 1 at its last

    def __init__(self, document: Document, colours: Colours, parent: QWidget | None = None) -> None:
        """Begin empty, as long as ``document``."""
        super().__init__(parent)
        self._document = document
        self._colours = colours
        self._places: tuple[float, ...] = ()
        self._current: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Spread of the hits over the letter"))
        self.set_look(colours, 100)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._stroke = _STROKE * scale / 100
        self.setFixedHeight(round(_HEIGHT * scale / 100))
        self.update()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show a stroke for each of ``hits`` that stands in the letter; without any there is no strip."""
        there = [hit for hit in hits if self._place(hit) is not None]
        self._places = tuple(place for hit in there if (place := self._place(hit)) is not None)
        self.setVisible(bool(there))
        labels = list(dict.fromkeys(hit.paragraph for hit in sorted(there, key=lambda hit: hit.span)))
        self.setAccessibleDescription(
            self.tr("Strokes: %Ln. Paragraphs: {labels}", "", len(there)).format(labels=", ".join(labels))
        )
        self.update()

    def show_current(self, hit: Hit | None) -> None:
        """Mark the stroke of the current hit."""
        self._current = self._place(hit) if hit is not None else None
        self.update()

    def _place(self, hit: Hit) -> float | None:
        if hit.kind != "text" or hit.document != self._document.id:
            return None
        return hit.span.start / max(1, len(self._document.text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colours.line), 1))
        painter.setBrush(QColor(self._colours.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        inner = self.rect().adjusted(4, 3, -4, -3)
        for place in self._places:
            self._paint_stroke(painter, inner.left() + place * (inner.width() - self._stroke), self._stroke)
        if self._current is not None:  # by its width, not by colour alone
            left = inner.left() + self._current * (inner.width() - self._stroke)
            self._paint_stroke(painter, left - self._stroke, 3 * self._stroke)

    def _paint_stroke(self, painter: QPainter, left: float, width: float) -> None:
        painter.fillRect(QRectF(left, 3, width, self.height() - 6), QColor(self._colours.accent))

    def event(self, event: QEvent) -> bool:
        """Say in a tip which paragraph the pointer is at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            offset = round(self._share_at(event.pos().x()) * (len(self._document.text) - 1))
            label = self._document.paragraph_at(offset).label
            QToolTip.showText(event.globalPos(), f"¶ {label}" if label.isdigit() else label, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which place was clicked."""
        self.place_chosen.emit(self._share_at(event.position().x()))

    def _share_at(self, x: float) -> float:
        inner = self.rect().adjusted(4, 3, -4, -3)
        return min(1.0, max(0.0, (x - inner.left()) / max(1, inner.width())))
