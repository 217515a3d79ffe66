"""What was, and what was lost: the bin, the versions of a note, and a note that has gone astray."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.text.guessing import Guess
from cca_desktop.text.span import Span
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import NoteDesk

if TYPE_CHECKING:
    from cca_desktop.notes.correcting import Correction
    from cca_desktop.notes.notebook import Notebook
    from cca_desktop.ui.dialogs.binned import Binned
    from cca_desktop.ui.dialogs.versions import Compared, Version, VersionsDialog
    from cca_desktop.ui.theme import Colours


class NoteHistory(QObject):
    """Opens the windows in which a reader looks back; each of what is chosen there can be undone."""

    said = Signal(str)  # a sentence where there is nothing to look at
    place_seen = Signal(object)  # a Span of the letter
    bin_kept_for = Signal(int)  # so many days, 0 for ever, are what the reader wishes

    def __init__(self, document: Document, window: MainWindow, desk: NoteDesk) -> None:
        """Look back at the notes on ``document``."""
        super().__init__(window)
        self._document = document
        self._window = window
        self._desk = desk
        self._versions_shown: VersionsDialog | None = None
        self._comparing: Lane[None] | None = None

    def show_bin(self, notes: Sequence[Binned], kept_days: int) -> None:
        """Show what lies in the bin, so that it can come back, and how long it is kept there."""
        from cca_desktop.ui.dialogs.bin import BinDialog

        dialog = BinDialog(notes, kept_days, self._window)
        dialog.kept_days_chosen.connect(self.bin_kept_for)
        dialog.restore_wanted.connect(self._restore)
        dialog.end_wanted.connect(self._let_go)
        self._open(dialog)

    def ask_for_versions(self, placed: PlacedNote) -> None:
        """Show every version of a note."""
        self._desk.ask(partial(_versions, note=placed.note.id), self._show_versions)

    def ask_for_correction(self) -> None:
        """Say, once, what has become of the notes where the text is another than they were written on."""
        from cca_desktop.notes.correcting import correction_of

        self._desk.look(partial(correction_of, document=self._document), self._tell_correction)

    def ask_for_place(self, placed: PlacedNote) -> None:
        """Show where the words of an astray note might stand, for the reader to choose."""
        astray = [passage.which for passage in placed.others if passage.state == "astray"]
        if placed.state != "astray" and not astray:
            self.said.emit(self.tr("The note is not astray: it has its place."))
            return
        which = 0 if placed.state == "astray" else astray[0]
        self._desk.ask(
            lambda notebook: notebook.guesses(placed.note.id, which=which),
            partial(self._show_guesses, placed.note, which),
        )

    def _tell_correction(self, correction: Correction | None) -> None:
        if correction is None:
            return
        if correction.astray:
            words = self.tr("The text was corrected. Notes that found their words again: {moved}; astray: {astray}.")
        elif correction.moved:
            words = self.tr("The text was corrected. All notes have found their words again.")
        else:
            return
        words = words.format(moved=correction.moved, astray=correction.astray)
        self.said.emit(words)
        self._window.status.speak(words)

    def _show_versions(self, versions: Sequence[Version]) -> None:
        from cca_desktop.ui.dialogs.versions import VersionsDialog

        if len(versions) < 2:
            self.said.emit(self.tr("The note has no other version yet."))
            return
        dialog = self._versions_shown = VersionsDialog(versions, self._colours, self._window)
        dialog.version_wanted.connect(self._desk.bring_back)
        dialog.comparison_wanted.connect(self._compare)
        dialog.finished.connect(self._on_versions_closed)
        self._open(dialog)
        dialog.begin()

    @Slot()
    def _on_versions_closed(self) -> None:
        self._versions_shown = None

    @Slot(object, object)
    def _compare(self, then: Note, now: Note) -> None:
        """Compare two versions, but not where what is typed goes to the disk: long ones take a while."""
        if self._comparing is None:
            self._comparing = Lane("comparing", _nothing, self)
            self._window.closing.connect(self._comparing.close)
        self._comparing.run(partial(_compared, then=then, now=now), done=self._on_compared)

    def _on_compared(self, result: Compared) -> None:
        if self._versions_shown is not None:
            self._versions_shown.show_compared(result)

    def _colours(self) -> Colours:
        return self._window.look()[0]

    def _show_guesses(self, note: Note, which: int, guesses: Sequence[Guess]) -> None:
        from cca_desktop.ui.dialogs.astray import AstrayDialog

        quote = note.targets[which].quote
        words = " ".join(quote.exact.split()) if quote else ""
        dialog = AstrayDialog(words, guesses, self._document, self._window)
        dialog.place_seen.connect(self.place_seen)
        dialog.place_chosen.connect(partial(self._settle, note.id, which))
        self._open(dialog)

    @Slot(object)
    def _restore(self, notes: Sequence[str]) -> None:
        self._desk.restore(*notes)

    @Slot(str)
    def _let_go(self, note: str) -> None:
        from cca_desktop.notes.letting_go import let_go

        self._desk.rearrange(lambda drawer: let_go(drawer.database, note), self._on_let_go)

    def _on_let_go(self, _note: str) -> None:
        self.said.emit(self.tr("The note is gone for good"))

    def _settle(self, note: str, which: int, span: Span | None) -> None:
        self._desk.settle(note, span, which=which)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()


def _nothing() -> None:
    """Open what the lane owns: two versions are its only business, and it owns none."""


# Jobs of the lanes: plain functions.


def _versions(notebook: Notebook, *, note: str) -> list[Version]:
    from cca_desktop.ui.dialogs.versions import versions_of

    return versions_of(notebook.versions(note))


def _compared(_owned: None, *, then: Note, now: Note) -> Compared:
    from cca_desktop.ui.dialogs.versions import compare

    return compare(then, now)
