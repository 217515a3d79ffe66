"""What keeps watch behind an open window: requests of a second start, the end of the session, mistakes of our own."""

import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Protocol

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from cca_desktop.storage import inbox
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.keeping import Keeping
from cca_desktop.ui.main_window import MainWindow

_log = logging.getLogger(__name__)
_LOG_BYTES = 500_000
_BEATS_EVERY_MS = 500
_ENDS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # the last two are of some systems only
_SAVES_WITHIN_S = 2.0
NOTES_END_IN = (".jsonld", ".json")  # W3C Web Annotations, and Hypothes.is


class Session(Protocol):
    """What a QSessionManager is asked."""

    def allowsErrorInteraction(self) -> bool:
        """Tell whether the reader may be asked something."""

    def release(self) -> None:
        """Let others ask."""

    def cancel(self) -> None:
        """Ask for the session to go on."""


class Care(QObject):
    """Looks after one window until it is closed."""

    notes_handed = Signal(str)  # a file of notes that somebody wants to look into

    def __init__(self, window: MainWindow, profile: Profile, keeping: Keeping, parent: QObject) -> None:
        """Look after ``window``, whose words ``keeping`` saves; nothing begins before :meth:`begin`."""
        super().__init__(parent)
        self._window = window
        self._keeping = keeping
        self._notice: QMessageBox | None = None  # of a mistake, until it is closed
        self._profile = profile
        self._watcher = QFileSystemWatcher(self)
        self._heart = QTimer(self)  # Python hears of a signal only while it runs, which an idle window does not
        self._heart.setInterval(_BEATS_EVERY_MS)
        self._heart.timeout.connect(self._beat)
        self._watcher.directoryChanged.connect(self._look_into_inbox)

    @Slot()
    def begin(self) -> None:
        """Begin to keep watch."""
        self._keep_a_log()
        sys.excepthook = self._on_mistake
        for name in _ENDS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup leaves one
                signal.signal(number, self._on_end)
        self._heart.start()
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.commitDataRequest.connect(self.end_session, Qt.ConnectionType.DirectConnection)
        if sys.platform == "darwin":
            self._take_handed_files()
        try:
            self._profile.inbox_folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            _log.warning("No inbox: %s", trouble.strerror)
            return
        self._watcher.addPath(str(self._profile.inbox_folder))
        self._look_into_inbox()

    def _keep_a_log(self) -> None:
        file = self._profile.log_file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.exists() and file.stat().st_size > _LOG_BYTES:
                file.replace(file.with_suffix(".old.log"))
            handler = logging.FileHandler(file, encoding="utf-8")
        except OSError:
            return  # a log that cannot be kept is no trouble for a reader
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger("cca_desktop").addHandler(handler)
        logging.getLogger("cca_desktop").setLevel(logging.INFO)

    @Slot()
    def _look_into_inbox(self) -> None:
        requests = inbox.take(self._profile)
        self.open_files([file for request in requests for file in request.files])
        if requests:
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    def open_files(self, files: Sequence[str]) -> None:
        """Have a file of notes looked into; say of any other that this version reads the letter alone."""
        for file in files:
            if file.lower().endswith(NOTES_END_IN):
                self.notes_handed.emit(file)
            else:
                words = self.tr("This version reads the letter alone; it cannot open {name}.")
                self._window.status.say(words.format(name=Path(file).name))

    @Slot()
    def _take_handed_files(self) -> None:
        from cca_desktop.ui.handed_files import FileTakingApplication

        application = QGuiApplication.instance()
        if isinstance(application, FileTakingApplication):
            application.files_came.connect(self._take_handed_files, Qt.ConnectionType.UniqueConnection)
            self.open_files(application.take_files())

    @Slot()
    def _beat(self) -> None:
        """Let Python run for a moment."""

    def _on_end(self, _number: int, _frame: FrameType | None) -> None:
        self._window.end()

    @Slot(object)
    def end_session(self, manager: Session) -> None:
        """Have every word on the disk before the session ends; where that cannot be, ask for it to go on."""
        if self._window.may_close():
            return
        if manager.allowsErrorInteraction():
            manager.release()
            manager.cancel()

    def _on_mistake(self, kind: type[BaseException], mistake: BaseException, trace: TracebackType | None) -> None:
        """Save what is being written, write the mistake down, and say so; the window stays."""
        is_saved = self._keeping.is_all_saved(_SAVES_WITHIN_S)
        _log.error("A mistake of the program", exc_info=(kind, mistake, trace))
        sys.__excepthook__(kind, mistake, trace)
        if self._notice is not None:  # one mistake may make many
            return
        from cca_desktop.ui.dialogs.notice import show_crash

        self._notice = show_crash(self._window, self._profile.log_file, is_saved=is_saved)
        self._notice.finished.connect(self._on_notice_read)

    @Slot()
    def _on_notice_read(self) -> None:
        self._notice = None
