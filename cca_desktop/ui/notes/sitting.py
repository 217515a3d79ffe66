"""A sitting at a note: its editor in the place of its card, from the moment it is opened until it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.card_list import CardList
from cca_desktop.ui.notes.linking import Linking
from cca_desktop.ui.notes.note_delegate import NoteDelegate
from cca_desktop.ui.notes.note_desk import NoteDesk
from cca_desktop.ui.notes.note_model import NoteModel, Shown

if TYPE_CHECKING:
    from cca_desktop.ui.notes.note_editor import NoteEditor
    from cca_desktop.ui.theme import Colours


class Sitting(QObject):
    """Opens the editor of one note at a time, and follows where its words lead; made for the first one."""

    state_changed = Signal(str)  # a word about saving, or about links
    place_wanted = Signal(int)  # a canonical offset
    note_wanted = Signal(str)  # the id of a note
    concordance_wanted = Signal(str, int)  # of a note's id, that of this number

    def __init__(
        self,
        desk: NoteDesk,
        document: Document,
        new_writing: Callable[[], str],
        model: NoteModel,
        cards: CardList,
        delegate: NoteDelegate,
        parent: QObject,
    ) -> None:
        """Edit notes of ``model``, among its ``cards``; ``new_writing`` names each sitting."""
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._new_writing = new_writing
        self._model = model
        self._cards = cards
        self._delegate = delegate
        self._editor: NoteEditor | None = None
        self._reads_at = ""  # the label of the paragraph
        delegate.editor_closes.connect(self._on_closing)
        self._linking = Linking(desk, document, self)
        self._linking.place_wanted.connect(self.place_wanted)
        self._linking.note_wanted.connect(self.note_wanted)
        self._linking.said.connect(self.state_changed)

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that is open."""
        return self._editor

    def open(self, index: QModelIndex) -> None:
        """Open the editor in the place of a card, to stay until one leaves it or comes to another card."""
        self.close()
        self._cards.openPersistentEditor(index)
        self._cards.scheduleDelayedItemsLayout()  # an editor is higher than the card was
        self._keep_in_view()
        if self._editor is not None:
            self._editor.setFocus()

    def opened(
        self, parent: QWidget, placed: PlacedNote, colours: Colours, scale: int, living: Mapping[str, Shown]
    ) -> NoteEditor:
        """Return the editor of a note, as the list of cards asks for it."""
        from cca_desktop.ui.notes.note_editor import NoteEditor

        editor = NoteEditor(placed, self._document, self._desk, self._new_writing(), colours, scale, parent)
        editor.grew.connect(self._delegate.editor_grew)
        editor.grew.connect(self._keep_in_view)
        editor.state_changed.connect(self.state_changed)
        editor.link_clicked.connect(self.follow_link)
        if placed.note.id in living:
            editor.show_living(living[placed.note.id].lines)
        editor.words.reads_at = self._reads_at
        self._linking.serve(editor)
        self._editor = editor
        return editor

    def close(self) -> None:
        """Save what is being written and show its card again."""
        row = self._row()
        if row is not None:
            self._cards.closePersistentEditor(self._model.index(row))

    def take_listing(self) -> None:
        """Let the editor know what its note has become."""
        row = self._row()
        if row is not None and self._editor is not None:
            self._editor.take(self._model.note_in(row))

    def show_living(self, shown: Mapping[str, Shown]) -> None:
        """Show in the editor what the questions of its note find now."""
        if self._editor is not None:
            living = shown.get(self._editor.note)
            self._editor.show_living(living.lines if living is not None else "")

    def follow(self, reads_at: int) -> None:
        """Know at which canonical offset one reads by now."""
        self._reads_at = self._document.paragraph_at(reads_at).label
        if self._editor is not None:
            self._editor.words.reads_at = self._reads_at

    def is_in(self, row: int) -> bool:
        """Tell whether a note is open, and in this row."""
        return self._editor is not None and self._row() == row

    @Slot(str)
    def follow_link(self, link: str) -> None:
        """Go where a link in a card leads, or one in the lines of a kept concordance."""
        kind, _, where = link.partition(":")
        note, _, number = where.partition("/")
        if kind == "place" and where.isdecimal():
            self.place_wanted.emit(int(where))
        elif kind == "concordance" and number.isdecimal():
            self.concordance_wanted.emit(note, int(number))
        else:
            self._linking.follow_link(link)

    def _row(self) -> int | None:
        return self._model.row_of(self._editor.note) if self._editor is not None else None

    @Slot()
    def _keep_in_view(self) -> None:
        row = self._row()
        if row is not None:
            self._cards.scrollTo(self._model.index(row))

    @Slot(object)
    def _on_closing(self, editor: NoteEditor) -> None:
        if editor.is_nothing():
            self._desk.retire(editor.note)
        else:
            editor.save()
        self._linking.leave(editor)
        if self._editor is editor:
            self._editor = None
