"""Notes carried out of the window and into it: asked for, read and written off the GUI thread, and told of."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from cca_desktop.errors import KnownError
from cca_desktop.export.formats import MARKDOWN, PDF, PROFILE, write
from cca_desktop.export.incoming import Incoming
from cca_desktop.export.living_lines import with_lines
from cca_desktop.export.outgoing import Outgoing, outgoing
from cca_desktop.export.reading import is_profile, read
from cca_desktop.library.document import Document
from cca_desktop.notes.belongings import Belongings
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.history import Change
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.stamp import now
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import bring_settings, pack, unpacked
from cca_desktop.ui.dialogs.arriving import (
    MOST_SHOWN,
    ArrivingDialog,
    ImportDialog,
    rows_of,
    told_of_notes,
    told_of_profile,
)
from cca_desktop.ui.dialogs.export import SUFFIXES, ExportDialog
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import NoteDesk


class _Preview(NamedTuple):
    """What there is to show of what would come in: sentences, a row for each of the first notes, and their number."""

    told: list[str]
    rows: list[str]
    notes: int
    comes: bool


class _Arrived:
    """The notes of a file, until they are taken in or are not wanted.

    They are let go of one by one, on a lane: to let go of 20,000 at once holds the window up for 30 ms.
    """

    def __init__(self, incoming: Incoming) -> None:
        """Hold them."""
        self.left_out, self.is_ours, self.astray = incoming.left_out, incoming.is_ours, incoming.astray
        self._notes = list(reversed(incoming.notes))

    def incoming(self) -> Incoming:
        """Return them as they were read."""
        return Incoming(tuple(reversed(self._notes)), self.left_out, self.is_ours, self.astray)

    def handed_over(self) -> Iterator[Note]:
        """Hand them over one by one, and keep none."""
        while self._notes:
            yield self._notes.pop()

    def let_go(self) -> None:
        """Keep none."""
        for _ in self.handed_over():
            pass


class _EnoughError(KnownError):
    """Nobody waits any more for what is being read."""


class _Reading(NamedTuple):
    """A file that is being read: the dialog that says so, and what ends it."""

    file: Path
    dialog: ArrivingDialog
    stop: threading.Event

    def look(self) -> None:
        """End the reading where nobody waits for it.

        Raises:
            _EnoughError: Nobody does.
        """
        if self.stop.is_set():
            raise _EnoughError("")


class Carrying(QObject):
    """Exports and imports; made when one of them is first asked for."""

    def __init__(
        self, document: Document, window: MainWindow, desk: NoteDesk, profile: Profile, parent: QObject
    ) -> None:
        """Carry the notes of ``desk``, or all of ``profile``; ``document`` is what can be read here."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._desk = desk
        self._profile = profile
        self._reading: _Reading | None = None
        self._lane: Lane[None] = Lane("export and import", _nothing, self)
        window.closing.connect(self._close)

    # Out.

    def export(self, notes: Sequence[str] = ()) -> None:
        """Ask for a format, then for a name, and write all notes there, or those with the ids in ``notes``."""
        dialog = ExportDialog(len(notes), self._window)
        dialog.format_chosen.connect(partial(self._ask_for_name, frozenset(notes)))
        self._open(dialog)

    def carry(self) -> None:
        """Ask for a name, and pack the whole profile there, to be imported on another machine."""
        self._ask_for_name(frozenset(), PROFILE)

    def _ask_for_name(self, notes: frozenset[str], name: str) -> None:
        suffix = SUFFIXES[name]
        proposed = f"{self._document.short_title}{suffix}" if suffix else self._document.short_title
        dialog = QFileDialog(self._window, self.tr("Export"), proposed, f"*{suffix}" if suffix else "")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if suffix:
            dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.fileSelected.connect(partial(self.export_to, name, notes=notes))
        self._open(dialog)

    def export_to(self, name: str, file: str, *, notes: frozenset[str] = frozenset()) -> None:
        """Write all notes, or those of the ids in ``notes``, as ``name``; the status line tells how it went."""
        try:
            self._profile.refuse_own(Path(file))
        except KnownError as trouble:
            self._on_trouble(trouble)
            return
        self._window.status.say(self.tr("Exporting…"))
        editor = self._window.notes.editor() if self._window.notes is not None else None
        if editor is not None:
            editor.save()  # the last words are on their way to the disk, and what is asked now is answered after them
        if name == PROFILE:
            self._desk.look(_nothing_of, partial(self._pack, Path(file)))
            return
        self._desk.ask(lambda notebook: notebook.all_placed(), partial(self._write, name, Path(file), notes))

    def _pack(self, file: Path, _asked: None) -> None:
        self._run(lambda: pack(self._profile, file), partial(self._on_written, PROFILE, file))

    def _write(self, name: str, file: Path, only: frozenset[str], notes: list[PlacedNote]) -> None:
        leaving = partial(_leaving, name, notes, only, self._document)
        if name == PDF:
            self._run(leaving, partial(self._print, file))
            return
        self._run(lambda: _written(name, leaving(), file), partial(self._on_written, name, file))

    def _print(self, file: Path, out: Outgoing) -> None:
        """Print to a file, which Qt does on the GUI thread."""
        from cca_desktop.ui.print.letter_print import save_pdf

        try:
            save_pdf(self._document, file, out.notes)
        except KnownError as trouble:
            self._on_trouble(trouble)
        else:
            self._on_written(PDF, file, len(out.notes))

    def _on_written(self, name: str, file: Path, count: int) -> None:
        if name == MARKDOWN:
            told = self.tr("%Ln notes exported to the folder {file}", "", count)
        else:
            told = self.tr("%Ln notes exported to {file}", "", count)
        if count == 1:
            told = self.tr("1 note exported to {file}")
        self._window.status.say(told.format(file=file))

    # In.

    @Slot()
    def bring_in(self) -> None:
        """Ask where notes are to come from, and show what would come before anything does."""
        dialog = ImportDialog(self._window)
        dialog.file_wanted.connect(self._ask_for_file)
        dialog.folder_wanted.connect(self._ask_for_folder)
        self._open(dialog)

    @Slot()
    def _ask_for_file(self) -> None:
        self._ask_for(QFileDialog.FileMode.ExistingFile)

    @Slot()
    def _ask_for_folder(self) -> None:
        self._ask_for(QFileDialog.FileMode.Directory)

    def _ask_for(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self._window, self.tr("Import"))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.look_into)
        self._open(dialog)

    @Slot(str)
    def look_into(self, file: str) -> None:
        """Read the notes in ``file``, a file or a folder, and show what would come in."""
        reading = _Reading(Path(file), ArrivingDialog(Path(file).name, self._window), threading.Event())
        self._reading = reading
        reading.dialog.rejected.connect(reading.stop.set)
        self._open(reading.dialog)
        self._lane.run(
            lambda _: _read(reading, (self._document,)),
            done=partial(self._sort, reading),
            failed=partial(self._on_unread, reading),
        )

    def _on_unread(self, reading: _Reading, trouble: KnownError) -> None:
        if not reading.stop.is_set():
            reading.dialog.reject()
            self._on_trouble(trouble)

    def _sort(self, reading: _Reading, arrived: _Arrived | None) -> None:
        if arrived is None:
            self._desk.look(partial(_look_into_profile, reading=reading), partial(self._show_profile, reading))
            return
        self._desk.ask(partial(_looked_at, reading=reading, arrived=arrived), partial(self._show, reading, arrived))

    def _show(self, reading: _Reading, arrived: _Arrived, preview: _Preview | KnownError) -> None:
        let_go = partial(self._run, arrived.let_go, _nothing_of)
        if isinstance(preview, _Preview) and self._shows(reading, preview):
            reading.dialog.accepted.connect(partial(self._take_in, arrived, preview.notes))
            reading.dialog.rejected.connect(let_go)
            return
        if isinstance(preview, KnownError):
            self._on_unread(reading, preview)
        let_go()

    def _take_in(self, arrived: _Arrived, count: int) -> None:
        self._desk.take_in(arrived.handed_over(), partial(self._tell_taken_in, count))

    def _show_profile(self, reading: _Reading, preview: _Preview | KnownError) -> None:
        if isinstance(preview, _Preview) and self._shows(reading, preview):
            reading.dialog.accepted.connect(partial(self._join, reading.file, preview.notes))
        elif isinstance(preview, KnownError):
            self._on_unread(reading, preview)

    def _shows(self, reading: _Reading, preview: _Preview) -> bool:
        """Show what would come in, unless nobody waits for it any more."""
        if reading.stop.is_set():
            return False
        reading.dialog.show_what_comes(preview.told, preview.rows, preview.notes, comes=preview.comes)
        return True

    def _join(self, file: Path, count: int) -> None:
        troubles: list[KnownError] = []
        join = partial(_join, file=file, profile=self._profile, troubles=troubles)
        self._desk.rearrange(join, partial(self._tell_joined, count, troubles))

    def _tell_joined(self, count: int, troubles: list[KnownError], first: str) -> None:
        if count:
            self._tell_taken_in(count, first)
        else:
            self._window.status.say(self.tr("Bookmarks and saved questions brought in"))
        for trouble in troubles:  # after the notes, which are here all the same
            words = self.tr("The notes came in, but not the preferences of the other machine. {trouble}")
            self._on_trouble(KnownError(words.format(trouble=trouble)))

    def _tell_taken_in(self, count: int, _first: str) -> None:
        told = self.tr("1 note brought in") if count == 1 else self.tr("%Ln notes brought in", "", count)
        self._window.status.say(told)

    def _run(self, job: Callable[[], object], done: Callable[..., object]) -> None:
        self._lane.run(lambda _: job(), done=done, failed=self._on_trouble)

    def _on_trouble(self, trouble: KnownError) -> None:
        self._window.status.show_trouble(trouble)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    @Slot()
    def _close(self) -> None:
        if self._reading is not None:
            self._reading.stop.set()
        self._lane.close(finishes_all=True)


def _nothing() -> None:
    """Open what the lane owns: files are its only business, and it owns none."""


# Jobs of the lanes: plain functions.


def _nothing_of(_: object) -> None:
    """Do nothing, ask nothing: the answer says that all that was asked before is done."""


def _leaving(name: str, notes: Sequence[PlacedNote], only: frozenset[str], document: Document) -> Outgoing:
    """Return the notes with the ids in ``only``, or all of them, as the format ``name`` shows them."""
    at = now()
    shown = with_lines(name, notes, (document,), at)
    return outgoing([placed for placed in shown if not only or placed.note.id in only], (document,), at)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let Python not look for what is unused: among the parts of 20,000 notes that holds the window up for 300 ms."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


def _read(reading: _Reading, documents: Sequence[Document]) -> _Arrived | None:
    """Read the notes in a file or folder; None if it is a profile."""
    with _without_collecting():
        reading.look()
        return None if is_profile(reading.file) else _Arrived(read(reading.file, documents, reading.look))


def _looked_at(notebook: Notebook, *, reading: _Reading, arrived: _Arrived) -> _Preview | KnownError:
    try:
        with _without_collecting():
            reading.look()
            incoming = arrived.incoming()
            arrivals = notebook.arrivals(incoming.notes)
            taken = arrivals.taken
            told = told_of_notes(reading.file.name, incoming, arrivals)
            return _Preview(told, rows_of(taken, incoming.astray), len(taken), bool(taken))
    except KnownError as trouble:
        return trouble


def _written(name: str, out: Outgoing, file: Path) -> int:
    write(name, out, file)
    return len(out.notes)


def _look_into_profile(drawer: Drawer, *, reading: _Reading) -> _Preview | KnownError:
    """Say what would become of the notes here if the profile were brought together with them."""
    try:
        reading.look()
        with unpacked(reading.file) as contents:
            joining = Joining(drawer.database, contents.notes)
            steps, belongings = joining.steps(), joining.belongings()
            told = told_of_profile(reading.file.name, steps, belongings)
            rows = rows_of([step.state for step in steps[:MOST_SHOWN]], frozenset())
            return _Preview(told, rows, len(steps), bool(steps) or belongings != Belongings())
    except KnownError as trouble:
        return trouble


def _join(drawer: Drawer, *, file: Path, profile: Profile, troubles: list[KnownError]) -> Change:
    """Bring them together; that the preferences could not come along is put into ``troubles``."""
    with unpacked(file) as contents:
        change = Joining(drawer.database, contents.notes).join()
        try:
            bring_settings(contents, profile)
        except KnownError as trouble:
            troubles.append(trouble)
    return change
