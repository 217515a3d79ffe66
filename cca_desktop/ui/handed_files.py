"""Files that macOS hands to a program: as an event and not with its command line, also before its window is there."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileTakingApplication(QApplication):
    """Qt's application, which keeps the files it is handed until somebody asks for them."""

    files_came = Signal()

    def __init__(self, words: list[str]) -> None:
        """Start with ``words``, as Qt's own."""
        super().__init__(words)
        self._files: list[str] = []

    def event(self, event: QEvent) -> bool:
        """Keep a file, and leave everything else to Qt."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if event.file():
            self._files.append(event.file())
            self.files_came.emit()
        return True

    def take_files(self) -> list[str]:
        """Return the files that came since this was asked last."""
        files, self._files = self._files, []
        return files
