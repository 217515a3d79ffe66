"""What goes to the disk behind the window: preferences, the reading place, copies of the notes, and the bin's order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.history import Change
from cca_desktop.settings import Settings
from cca_desktop.storage import settings_file
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import Draft, NoteDesk, write_draft
from cca_desktop.ui.window_state import save_state

_log = logging.getLogger(__name__)
_LOOKS_AFTER_MS = 8_000
LOOKS_AGAIN_AFTER_MS = 3_600_000  # a window may stay open for weeks


class _Findings(NamedTuple):
    """What the look after the start has found: sentences to tell, and notes.

    Some have lain in the bin for too long, and some went from it ``early``, when the clock was ahead.
    """

    warnings: tuple[str, ...]
    overdue: tuple[str, ...]
    early: tuple[str, ...]


class Keeping(QObject):
    """Keeps on the notes' lane, one thing after another; what cannot be kept is said in the status line."""

    def __init__(
        self, lane: Lane[Drawer], document: Document, profile: Profile, window: MainWindow, desk: NoteDesk
    ) -> None:
        """Keep for ``window``, which shows ``document``, in ``profile``; what is due is done after :meth:`begin`."""
        super().__init__(window)
        self._lane = lane
        self._document = document
        self._profile = profile
        self._window = window
        self._desk = desk
        self._warned_of: dict[str, Draft] = {}
        self._preferred: Callable[[], Settings] = Settings
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOKS_AFTER_MS)
        self._looks.timeout.connect(self._look)

    def begin(self, preferred: Callable[[], Settings]) -> None:
        """See before long what is due, and every hour from then on; ``preferred`` gives what the reader prefers."""
        self._preferred = preferred
        self._looks.start()

    @Slot()
    def _look(self) -> None:
        """Copy the notes if a copy is due, and only then see what has lain in the bin for as long as it may."""
        self._looks.setInterval(LOOKS_AGAIN_AFTER_MS)
        job = partial(_look_after, profile=self._profile, kept_days=self._preferred().bin_kept_days)
        self._lane.run(job, done=self._on_findings, failed=self._window.status.show_trouble)

    def _on_findings(self, findings: _Findings) -> None:
        for warning in findings.warnings:
            self._window.status.show_trouble(KnownError(warning))
        if findings.overdue or findings.early:
            days, count = self._preferred().bin_kept_days, len(findings.overdue)
            self._desk.rearrange(partial(_let_go, kept_days=days), partial(self._tell_of_gone, count, days))

    def _tell_of_gone(self, count: int, days: int, first: str) -> None:
        if first:
            told = self.tr("1 note lay in the bin for more than {days} days and is let go of; Undo brings it back")
            if count > 1:
                told = self.tr(
                    "%Ln notes lay in the bin for more than {days} days and are let go of; Undo brings them back",
                    "",
                    count,
                )
            self._window.status.say(told.format(days=days))

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

    def is_all_saved(self, within_s: float) -> bool:
        """Send every draft to the disk once more, be the program well or not; tell whether all came there in time."""
        try:
            if self._window.notes is not None and (editor := self._window.notes.editor()) is not None:
                editor.save()
            for note, draft in self._desk.unsaved().items():
                asked = self._lane.ask(partial(write_draft, note=note, draft=draft))
                if not asked.has_come(within_s):
                    return False
                asked.answer()
        except Exception as mistake:  # noqa: BLE001  asked by the edge that tells of mistakes, this one included
            _log.error("A draft could not be saved: %s", type(mistake).__name__)
            return False
        return True

    def _warn(self, trouble: KnownError) -> None:
        from cca_desktop.ui.dialogs.notice import show_notice

        title = self.tr("A note is not saved")
        words = self.tr("Your note is still in the editor; it has not been saved. {trouble}").format(trouble=trouble)
        show_notice(self._window, title, words, self.tr("Close the window once more to leave without it."))

    def end(self) -> None:
        """Keep how the window is left, and wait until it is."""
        self._looks.stop()
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


def _look_after(drawer: Drawer, *, profile: Profile, kept_days: int) -> _Findings:
    """Heed the ground, make the copies that are due, and wipe out what went a week ago; return what is to be told."""
    from cca_desktop.notes.letting_go import gone_too_early, overdue, wipe_out_what_went
    from cca_desktop.notes.stamp import now
    from cca_desktop.storage.backup import back_up_if_due, fuller_than
    from cca_desktop.storage.ground import heed

    warnings = heed(drawer.database)
    fuller = fuller_than(profile.database_file, profile.backup_folder)
    if fuller is not None:
        warning = (
            f"The file of your notes holds less than the copy {fuller.name}: it may have been replaced. Nothing is "
            "lost; “Copies of the notes” goes back to it."
        )
        warnings = (*warnings, warning)
    back_up_if_due(profile.database_file, profile.backup_folder)
    wipe_out_what_went(drawer.database, now())
    early = gone_too_early(drawer.database, now())
    return _Findings(warnings, overdue(drawer.database, kept_days, now()), early)


def _let_go(drawer: Drawer, *, kept_days: int) -> Change:
    from cca_desktop.notes.letting_go import let_go_of_the_overdue

    return let_go_of_the_overdue(drawer.database, kept_days)
