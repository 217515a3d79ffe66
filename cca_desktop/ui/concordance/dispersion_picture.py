"""The dispersion as a picture: a bar for each paragraph, as wide as it is long, as high as it has hits."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.dispersion import Dispersion
from cca_desktop.ui.theme import Colours

_HEIGHT = 40  # pixels at 100 %


class DispersionPicture(QWidget):
    """Shows in which paragraphs the hits crowd; a click goes to a paragraph."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Begin empty, for ``document``."""
        super().__init__()
        self._document = document
        self._dispersion: Dispersion | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Dispersion over the paragraphs"))
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self.setFixedHeight(round(_HEIGHT * scale / 100))
        self.update()

    def show_dispersion(self, dispersion: Dispersion) -> None:
        """Show another one."""
        self._dispersion = dispersion
        told = [
            self.tr("{place}: {hits}").format(place=_place(label), hits=hits)
            for label, hits in zip(dispersion.labels, dispersion.hits, strict=True)
            if hits
        ]
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a base for every paragraph, and the bars on it."""
        if self._dispersion is None:
            return
        painter = QPainter(self)
        most = max(1, *self._dispersion.hits)
        base = self.height() - 4
        for paragraph, (left, width) in enumerate(self._columns()):
            column = QRectF(left, base, max(1.0, width - 1), 3)
            painter.fillRect(column, QColor(self._colours.line))
            hits = self._dispersion.hits[paragraph]
            if hits:
                height = max(3.0, hits / most * (base - 2))
                painter.fillRect(QRectF(left, base - height, max(2.0, width - 1), height), QColor(self._colours.accent))

    def event(self, event: QEvent) -> bool:
        """Say in a tip how many hits a paragraph has in how many words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._dispersion is not None:
            at = self._paragraph_at(event.pos().x())
            words = self.tr("{place}: {hits} in {words} words").format(
                place=_place(self._dispersion.labels[at]),
                hits=self._dispersion.hits[at],
                words=self._dispersion.sizes[at],
            )
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which paragraph was clicked, by where it begins."""
        if self._dispersion is not None:
            paragraph = self._document.paragraphs[self._paragraph_at(round(event.position().x()))]
            self.place_chosen.emit(paragraph.span.start)

    def _columns(self) -> Iterator[tuple[float, float]]:
        """Yield where each paragraph's column begins, and how wide it is."""
        assert self._dispersion is not None
        whole = max(1, sum(self._dispersion.sizes))
        left = 0.0
        for size in self._dispersion.sizes:
            width = size / whole * self.width()
            yield left, width
            left += width

    def _paragraph_at(self, x: int) -> int:
        columns = list(self._columns())
        return next((at for at, (left, width) in enumerate(columns) if left <= x < left + width), len(columns) - 1)


def _place(label: str) -> str:
    return f"¶ {label}" if label.isdigit() else label
