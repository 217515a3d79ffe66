"""A list whose rows are copied with Ctrl+C while it has the keyboard, whatever is selected in the letter."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView


class CopyingList(QListView):
    """Knows the key; what is copied is known by the list that is made of it."""

    def copy(self) -> None:
        """Copy what is chosen."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+C before the window's own command of that key does."""
        if event.type() == QEvent.Type.ShortcutOverride and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or move among the rows."""
        if _copies(event):
            self.copy()
        else:
            super().keyPressEvent(event)


def _copies(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
