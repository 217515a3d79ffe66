"""What can be done to the notes that are selected in their list: each deed is one thing to undo."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.card_list import CardList
from cca_desktop.ui.notes.note_desk import NoteDesk
from cca_desktop.ui.notes.note_model import NoteModel, NoteRole


class Selected(QObject):
    """Knows which notes are selected, and hands them to whoever does what is wanted."""

    begins = Signal()  # what is being written is to be saved first
    export_wanted = Signal(object)  # the ids of notes

    def __init__(self, cards: CardList, model: NoteModel, desk: NoteDesk, parent: QObject) -> None:
        """Look at what is selected in ``cards``, the rows of ``model``."""
        super().__init__(parent)
        self._cards = cards
        self._model = model
        self._desk = desk

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the notes that are selected, or of the current one, as they are listed."""
        current = self._cards.currentIndex().row()
        return tuple(self._model.ids(self._cards.selected_rows() or ([current] if current >= 0 else [])))

    def is_astray(self) -> bool:
        """Tell whether the current note, or one of its passages, has lost its place."""
        placed: PlacedNote | None = self._cards.currentIndex().data(NoteRole.PLACED)
        return placed is not None and "astray" in (placed.state, *(passage.state for passage in placed.others))

    @Slot()
    def retire(self) -> None:
        """Put them into the bin."""
        self.begins.emit()
        if ids := self.ids():
            self._desk.retire(*ids)

    @Slot()
    def export(self) -> None:
        """Take them elsewhere."""
        self.begins.emit()
        self.export_wanted.emit(self.ids())

    @Slot(object, object)
    def tag(self, more: Sequence[str], fewer: Sequence[str]) -> None:
        """Add tags to all of them, and take others off."""
        self._desk.revise_all(self.ids(), more_tags=more, fewer_tags=fewer)

    @Slot(str)
    def colour(self, colour: str) -> None:
        """Give all of them one colour."""
        self._desk.revise_all(self.ids(), colour=colour)
