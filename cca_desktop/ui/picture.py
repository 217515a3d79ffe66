"""Draw the window into a file, once it stands still."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer, SignalInstance
from PySide6.QtGui import QCursor

from cca_desktop.errors import DiskTroubleError
from cca_desktop.storage.atomic_file import write_atomically
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.search.asker import Asker

_FAR_AWAY = 30_000
_WAITS_AT_MOST_MS = 10_000
_SETTLES_WITHIN_MS = 200


class Shown(Protocol):
    """What is drawn: a program that can show its window."""

    window: MainWindow
    asker: Asker
    introduced: SignalInstance

    def show(self) -> None:
        """Show the window."""


def grab(program: Shown, question: str, file: Path) -> None:
    """Draw the window of ``program`` into ``file``; with a ``question`` the letter stands at the first hit.

    Raises:
        DiskTroubleError: The file cannot be written.
    """
    QCursor.setPos(_FAR_AWAY, _FAR_AWAY)  # a pointer over a button would be seen in the picture
    introduced = QEventLoop()
    program.introduced.connect(introduced.quit)
    QTimer.singleShot(0, program.show)
    introduced.exec()
    search = program.window.panels.search
    if question:
        answered = QEventLoop()
        program.asker.answered.connect(answered.quit)
        program.asker.failed.connect(answered.quit)
        QTimer.singleShot(_WAITS_AT_MOST_MS, answered.quit)
        search.ask(question, is_being_typed=True)
        answered.exec()
        hit = search.current()
        if hit is not None:
            search.hit_became_current.emit(hit)
    settled = QEventLoop()
    QTimer.singleShot(_SETTLES_WITHIN_MS, settled.quit)
    settled.exec()
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    is_drawn = program.window.grab().save(data, "PNG")
    program.window.close()
    if not is_drawn:
        raise DiskTroubleError("The window could not be drawn.")
    write_atomically(file, bytes(data.data().data()))
