"""Where the concordance stands: on its page at the left, or across the window, under the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from cca_desktop.ui.foot import Foot

if TYPE_CHECKING:
    from cca_desktop.ui.concordance.panel import ConcordancePanel
    from cca_desktop.ui.main_window import MainWindow
    from cca_desktop.ui.window_state import WindowState

_EDGE = 14


class Stand(QObject):
    """Puts the concordance where the reader wants it, and remembers where that is."""

    moved = Signal()  # it stands elsewhere, or is seen no longer

    def __init__(self, window: MainWindow, panel: ConcordancePanel) -> None:
        """Put ``panel`` where the reader left it."""
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._foot: Foot | None = None
        self._elsewhere: QWidget | None = None  # what stands on the page meanwhile
        state = window.state()
        self._height = state.foot_height
        self.is_across = state.is_concordance_across
        if self.is_across:
            self._put_across()
        else:
            self._put_aside()
        panel.turn_wanted.connect(self.turn)
        panel.closed.connect(self.close)

    @Slot()
    def turn(self) -> None:
        """Put it across the window, or back at the side."""
        had_keyboard = QApplication.focusWidget()
        self.is_across = not self.is_across
        if self.is_across:
            self._put_across()
            if self._window.left.currentWidget() is self._window.concordance_page:
                self._window.left.setCurrentWidget(self._window.panels.search)
        else:
            self._put_aside()
        self.show()
        if had_keyboard is None or not self._panel.isAncestorOf(had_keyboard):
            had_keyboard = self._panel.field
        had_keyboard.setFocus()
        self.moved.emit()

    def show(self) -> None:
        """Let it be seen."""
        if self._foot is not None and self.is_across:
            self._foot.open()
        else:
            self._window.show_left(self._window.concordance_page)

    @Slot()
    def close(self) -> None:
        """Give the room across the window back to the letter."""
        if self._foot is not None:
            self._foot.close_panel()
        self._window.letter().setFocus()
        self.moved.emit()

    def is_seen(self) -> bool:
        """Tell whether it can be seen."""
        if self.is_across:
            return self._foot is not None and self._foot.is_open()
        return self._window.left.currentWidget() is self._window.concordance_page

    def kept_in(self, state: WindowState) -> WindowState:
        """Return ``state`` with where this stands."""
        height = self._foot.height_taken() if self._foot is not None else self._height
        is_open = self.is_across and self.is_seen()
        return state._replace(is_concordance_across=self.is_across, is_foot_open=is_open, foot_height=height)

    def _put_across(self) -> None:
        if self._foot is None:
            self._foot = self._window.make_foot(self._height)
        self._window.concordance_page.fill(self._stand_in())
        self._panel.show_across(True)
        self._foot.hold(self._panel)

    def _put_aside(self) -> None:
        if self._foot is not None:
            self._foot.release()
        if self._elsewhere is not None:
            self._elsewhere.hide()
        self._panel.show_across(False)
        self._window.concordance_page.fill(self._panel)

    def _stand_in(self) -> QWidget:
        """Return what says on the page where the concordance is, and brings it back."""
        if self._elsewhere is None:
            self._elsewhere = QWidget()
            words = QLabel(self.tr("The concordance stands across the window, under the letter."))
            words.setWordWrap(True)
            words.setProperty("quiet", True)
            back = QPushButton(self.tr("Put it back here"))
            back.setProperty("link", True)
            back.clicked.connect(self.turn)
            column = QVBoxLayout(self._elsewhere)
            column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
            column.addWidget(words)
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
            column.addStretch(1)
        return self._elsewhere
