"""Taking notes: what follows between the notes, the letter they are about, and the line that says how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote, Target
from cca_desktop.settings import Settings
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Actions, Command, spoken
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.deeds import redo_named, told_of_others, told_redone, told_undone, undo_named
from cca_desktop.ui.notes.note_desk import Listing, NoteDesk
from cca_desktop.ui.notes.panel import NotesPanel
from cca_desktop.ui.reader.marks import note_marks

if TYPE_CHECKING:
    from cca_desktop.ui.dialogs.binned import Binned
    from cca_desktop.ui.notes.note_history import NoteHistory

HIGHLIGHT_COMMANDS = {
    Command.HIGHLIGHT: "yellow",
    Command.HIGHLIGHT_GREEN: "green",
    Command.HIGHLIGHT_BLUE: "blue",
    Command.HIGHLIGHT_PINK: "pink",
    Command.HIGHLIGHT_VIOLET: "violet",
}


class NoteTaking(QObject):
    """Writes and retires notes for the reader, and shows what the notebook has become wherever it is seen."""

    trouble_told = Signal(str)  # what has to be heard as well as seen
    bin_kept_for = Signal(int)  # so many days, 0 for ever, are what the reader wishes

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        notes: NotesPanel,
        actions: Actions,
        desk: NoteDesk,
        parent: QObject,
    ) -> None:
        """Take notes on ``document``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._notes = notes
        self._letter = window.panels.letter
        self._actions = actions
        self._desk = desk
        self._is_trouble_told = False
        self._is_first_listing = True
        self._history: NoteHistory | None = None
        self.preferred: Callable[[], Settings] = Settings  # whoever keeps the settings gives them

    @Slot(object)
    def show_listing(self, listing: Listing) -> None:
        """Show the notes as they are now, in their list and in the letter."""
        self._notes.show_listing(listing)
        self._show_marks(listing)
        self._window.panels.mark_map.refresh()
        self._window.show_note_count(len(listing.notes))
        self._show_undo(listing)
        editor = self._notes.editor()
        if not self._desk.unsaved():
            self._is_trouble_told = False
        if not self._desk.unsaved() and (editor is None or not editor.is_unsaved()):
            self._window.status.say_saved()
        self._tell_moved(listing)
        if self._is_first_listing:
            self._is_first_listing = False
            if any(placed.state in ("moved", "astray") for placed in listing.notes):
                self._looking_back().ask_for_correction()

    def _show_marks(self, listing: Listing) -> None:
        if listing.news is None:
            self._letter.set_marks("note", listing.marks)
            return
        before = note_marks(one.before for one in listing.news if one.before is not None)
        now = note_marks(one.now for one in listing.news if one.now is not None)
        if before != now:
            self._letter.change_marks("note", before, now)

    @Slot()
    def write_note(self) -> None:
        """Write a note on the selected words, or a free one, and open its editor."""
        self._desk.write(self._selected_target(), colour="yellow", written=self._open_written)

    @Slot()
    def highlight(self) -> None:
        """Mark the selected words in the colour of the command that was given."""
        target, sender = self._selected_target(), self.sender()
        if target is not None and sender is not None:
            colour = HIGHLIGHT_COMMANDS[Command(sender.objectName())]
            self._desk.write(target, colour=colour, written=self._clear_selection)

    @Slot()
    def find_notes(self) -> None:
        """Let the reader say which notes are listed."""
        self._window.sides.open("right")
        self._notes.find_notes()

    @Slot()
    def undo(self) -> None:
        """Undo the last change, which is what is being typed if something is."""
        self._keep_what_is_typed()
        self._desk.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last, unless something was typed since."""
        self._keep_what_is_typed()
        self._desk.redo()

    def _keep_what_is_typed(self) -> None:
        editor = self._notes.editor()
        if editor is not None:
            editor.save()

    @Slot(object)
    def show_bin(self, notes: Sequence[Binned]) -> None:
        """Show what lies in the bin, so that it can come back."""
        self._looking_back().show_bin(notes, self.preferred().bin_kept_days)

    @Slot()
    def show_versions(self) -> None:
        """Show what the current note was before."""
        current = self._notes.current()
        if current is not None:
            self._keep_what_is_typed()
            self._looking_back().ask_for_versions(current)

    @Slot()
    def find_place(self) -> None:
        """Let the reader say where the current note belongs, if it is astray."""
        current = self._notes.current()
        if current is not None:
            self._looking_back().ask_for_place(current)

    def _looking_back(self) -> NoteHistory:
        """Return what looks back, which is made when it is first wanted."""
        if self._history is None:
            from cca_desktop.ui.notes.note_history import NoteHistory

            self._history = NoteHistory(self._document, self._window, self._desk)
            self._history.said.connect(self._window.status.say)
            self._history.place_seen.connect(self._show_place)
            self._history.bin_kept_for.connect(self.bin_kept_for)
        return self._history

    @Slot()
    def show_notes(self) -> None:
        """Go to the list of notes."""
        self._window.sides.open("right")
        self._notes.cards.setFocus()

    @Slot(object)
    def show_note(self, placed: PlacedNote) -> None:
        """Show the words a note is about."""
        if placed.span is not None:
            self._show_place(placed.span)
            self._window.letter().put_caret(placed.span)

    @Slot(object)
    def _show_place(self, span: Span) -> None:
        self._window.letter().reveal(span)

    @Slot(str)
    def open_note(self, note: str) -> None:
        """Show the note on the words that were clicked."""
        self._window.sides.open("right")
        self._notes.make_current(note)

    @Slot(str, object)
    def show_draft_trouble(self, _note: str, trouble: KnownError) -> None:
        """Say that what is typed is not on the disk yet."""
        words = self.tr("Your note is still in the editor; it has not been saved. {trouble}")
        self._window.status.tell_trouble(words.format(trouble=trouble))
        if not self._is_trouble_told:  # it is tried again every other second: once is enough to hear
            self._is_trouble_told = True
            self.trouble_told.emit(words.format(trouble=trouble))

    def _selected_target(self) -> Target | None:
        selected = self._window.letter().selected()
        if selected is None:
            return None
        return Target(self._document.id, describe_quote(self._document.text, selected), position_of(selected))

    def _open_written(self, note: str) -> None:
        self._clear_selection(note)
        self._window.sides.open("right")
        self._notes.make_current(note, opens=True)

    def _clear_selection(self, _note: str) -> None:
        self._window.letter().let_go()

    def _show_undo(self, listing: Listing) -> None:
        undo, redo = self._actions[Command.UNDO], self._actions[Command.REDO]
        undo.setEnabled(listing.undoes is not None)
        undo.setText(undo_named(listing.undoes) if listing.undoes else spoken("&Undo"))
        redo.setEnabled(listing.redoes is not None)
        redo.setText(redo_named(listing.redoes) if listing.redoes else spoken("R&edo"))

    def _tell_moved(self, listing: Listing) -> None:
        """Say what was undone or done again, and show it: it may be far from where the reader is."""
        kind, notes = listing.change
        if kind == "undo" and listing.redoes is not None:
            words = told_undone(listing.redoes)
        elif kind == "redo" and listing.undoes is not None:
            words = told_redone(listing.undoes)
        elif kind == "elsewhere" and notes:
            words = told_of_others(len(notes))
        else:
            return
        self._window.status.say(words)
        self._window.status.speak(words)
        touched = frozenset(notes)
        shown = next((placed for placed in listing.notes if placed.note.id in touched), None)
        if shown is not None:
            self._notes.bring_into_view(shown.note.id)
            if shown.span is not None:
                self._show_place(shown.span)
