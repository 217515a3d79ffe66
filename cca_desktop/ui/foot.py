"""The foot of the window: room across its whole width, under the letter and both sides."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget


class Foot(QSplitter):
    """Holds the panes of the window above, and one panel that needs width below; the line between can be dragged."""

    def __init__(self, panes: QWidget, height: int) -> None:
        """Take the place of ``panes`` in the window; the foot will be ``height`` pixels high."""
        super().__init__(Qt.Orientation.Vertical)
        self._height = height
        self._panel: QWidget | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        had_keyboard = QApplication.focusWidget()
        window = panes.parentWidget()
        room = window.layout() if window is not None else None
        assert room is not None, "the panes stand in the window"
        room.replaceWidget(panes, self)
        self.addWidget(panes)
        panes.show()
        self.show()
        if had_keyboard is not None:
            had_keyboard.setFocus()

    def hold(self, panel: QWidget) -> None:
        """Show ``panel`` at the foot."""
        self._panel = panel
        self.addWidget(panel)
        panel.show()
        self._share()

    def release(self) -> None:
        """Let go of the panel, which goes elsewhere."""
        self._height = self.height_taken()
        self._panel = None

    def open(self) -> None:
        """Show what is held."""
        if self._panel is not None and self._panel.isHidden():
            self._panel.show()
            self._share()

    def close_panel(self) -> None:
        """Give the room back to the letter."""
        self._height = self.height_taken()
        if self._panel is not None:
            self._panel.hide()

    def is_open(self) -> bool:
        """Tell whether something stands at the foot."""
        return self._panel is not None and not self._panel.isHidden()

    def height_taken(self) -> int:
        """Return how high the foot is, or was when it was last open."""
        return self.sizes()[1] if self.is_open() else self._height

    def _share(self) -> None:
        self.setSizes([max(1, self.height() - self._height), self._height])
