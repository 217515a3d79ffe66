"""The icons: one colour each, crisp at any scale, in the ink of the theme."""

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cca_desktop.storage.shipped import shipped


class _InkEngine(QIconEngine):
    """Draws one SVG file, its black turned into another colour."""

    def __init__(self, drawing: bytes) -> None:
        super().__init__()
        self._drawing = drawing
        self._renderer = QSvgRenderer(QByteArray(drawing))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.45)
        self._renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(QColor(0, 0, 0, 0))  # docs/decisions/first-picture.md
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _InkEngine(self._drawing)


def icon(name: str, colour: str) -> QIcon:
    """Return the icon ``name`` in ``colour``."""
    drawing = shipped("resources", "icons", f"{name}.svg").read_bytes()
    return QIcon(_InkEngine(drawing.replace(b"#000", colour.encode())))


def window_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    return QIcon(_InkEngine(shipped("resources", "icons", "app.svg").read_bytes()))
