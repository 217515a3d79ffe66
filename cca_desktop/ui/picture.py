"""Draw the window into a file, once it stands still."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer

from cca_desktop.errors import DiskTroubleError
from cca_desktop.storage.atomic_file import write_atomically
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.search.asker import Asker

_WAITS_AT_MOST_MS = 10_000


def grab(window: MainWindow, asker: Asker, question: str, file: Path) -> None:
    """Draw ``window`` into ``file``; with a ``question`` the letter stands at the first hit.

    Raises:
        DiskTroubleError: The file cannot be written.
    """
    if question:
        search = window.panels.search
        window.left.setCurrentWidget(search)
        answered = QEventLoop()
        asker.answered.connect(answered.quit)
        asker.failed.connect(answered.quit)
        QTimer.singleShot(_WAITS_AT_MOST_MS, answered.quit)
        QTimer.singleShot(0, lambda: search.ask(question, is_being_typed=True))
        answered.exec()
        hit = search.current()
        if hit is not None:
            search.hit_became_current.emit(hit)
    settled = QEventLoop()
    QTimer.singleShot(200, settled.quit)
    settled.exec()
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    if not window.grab().save(data, "PNG"):
        raise DiskTroubleError("The window could not be drawn.")
    write_atomically(file, data.data().data())
