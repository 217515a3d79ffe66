"""What goes to the disk behind the window: preferences, the reading place, copies of the notes."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.settings import Settings
from cca_desktop.storage import settings_file
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import Draft, NoteDesk, write_draft
from cca_desktop.ui.window_state import save_state

_BACKS_UP_AFTER_MS = 8_000


class Keeping(QObject):
    """Keeps on the notes' lane, one thing after another; what cannot be kept is said in the status line."""

    def __init__(
        self, lane: Lane[Drawer], document: Document, profile: Profile, window: MainWindow, desk: NoteDesk
    ) -> None:
        """Keep for ``window``, which shows ``document``, in ``profile``; copies are made after :meth:`begin`."""
        super().__init__(window)
        self._lane = lane
        self._document = document
        self._profile = profile
        self._window = window
        self._desk = desk
        self._warned_of: dict[str, Draft] = {}
        self._backs_up = QTimer(self)
        self._backs_up.setSingleShot(True)
        self._backs_up.setInterval(_BACKS_UP_AFTER_MS)
        self._backs_up.timeout.connect(self._back_up)

    def begin(self) -> None:
        """See before long whether a copy of the notes is due."""
        self._backs_up.start()

    @Slot()
    def _back_up(self) -> None:
        self._lane.run(partial(_back_up, profile=self._profile), failed=self._window.status.show_trouble)

    def keep_settings(self, settings: Settings) -> None:
        """Keep what the reader prefers."""
        keep = partial(_keep_settings, file=self._profile.settings_file, settings=settings)
        self._lane.run(keep, failed=self._window.status.show_trouble)

    @Slot(int)
    def keep_place(self, offset: int) -> None:
        """Keep where the reader rests."""
        self._lane.run(self._place(offset), failed=self._window.status.show_trouble)

    def _place(self, offset: int) -> partial[None]:
        return partial(_keep_place, document=self._document, offset=offset)

    def may_close(self) -> bool:
        """Bring every draft to the disk; where one cannot be, say so and stay, once for the same words."""
        if self._window.notes is not None:
            self._window.notes.close_editor()
        for note, draft in self._desk.unsaved().items():
            try:
                self._lane.wait_for(partial(write_draft, note=note, draft=draft))
            except KnownError as trouble:
                self._desk.draft_failed.emit(note, trouble)
                if self._warned_of.get(note) != draft:
                    self._warned_of[note] = draft
                    self._warn(trouble)
                    return False
        return True

    def _warn(self, trouble: KnownError) -> None:
        from cca_desktop.ui.dialogs.notice import show_notice

        title = self.tr("A note is not saved")
        words = self.tr("Your note is still in the editor; it has not been saved. {trouble}").format(trouble=trouble)
        show_notice(self._window, title, words, self.tr("Close the window once more to leave without it."))

    def end(self) -> None:
        """Keep how the window is left, and wait until it is."""
        self._backs_up.stop()
        try:
            save_state(self._profile.window_file, self._window.state())
            self._lane.wait_for(self._place(self._window.panels.letter.place()))
        except KnownError:
            pass  # the notes are safe; only the place and the window's size are not kept


# Jobs of the notes' lane: plain functions.


def _keep_place(drawer: Drawer, *, document: Document, offset: int) -> None:
    drawer.places.keep(document.id, offset)


def _keep_settings(_drawer: Drawer, *, file: Path, settings: Settings) -> None:
    settings_file.save(file, settings)


def _back_up(_drawer: Drawer, *, profile: Profile) -> None:
    from cca_desktop.storage.backup import back_up_if_due

    back_up_if_due(profile.database_file, profile.backup_folder)
