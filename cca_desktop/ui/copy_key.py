"""Ctrl+C in a list that has the keyboard: its rows are copied, whatever is selected in the letter."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView


class CopyKey(QObject):
    """Takes the key from its list before the window's own command does; other events pass."""

    def __init__(self, rows: QAbstractItemView, copy: Callable[[], None]) -> None:
        """Call ``copy`` for the key in ``rows``."""
        super().__init__(rows)
        self._copy = copy
        rows.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Claim the key, and then do what it says."""
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Copy):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._copy()
            return True
        return False
