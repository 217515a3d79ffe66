"""The notes panel: the cards, in the order of the letter, and the editor in the place of one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QStackedLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.note_delegate import NoteDelegate
from cca_desktop.ui.notes.note_desk import Listing, NoteDesk
from cca_desktop.ui.notes.note_model import NoteModel, NoteRole
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.notes.linking import Linking
    from cca_desktop.ui.notes.note_editor import NoteEditor


class CardList(QListView):
    """The cards; Enter or F2 opens the editor of the current one."""

    editor_wanted = Signal(QModelIndex)

    _width_set_for = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every card find its new height, unless only a scroll bar came or went: cards leave room for one."""
        super().resizeEvent(event)
        if self.width() != self._width_set_for:
            self._width_set_for = self.width()
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the editor with Enter and with F2."""
        from PySide6.QtCore import Qt

        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if event.key() in keys and self.currentIndex().isValid():
            self.editor_wanted.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class NotesPanel(QWidget):
    """Lists the notes and edits them in place; the letter is somebody else's."""

    note_became_current = Signal(object)  # a PlacedNote: the letter shows its words
    state_changed = Signal(str)  # a word about saving
    place_wanted = Signal(int)  # a canonical offset that a note points to

    def __init__(
        self, desk: NoteDesk, document: Document, colours: Colours, scale: int, new_writing: Callable[[], str]
    ) -> None:
        """Begin empty; ``new_writing`` names each sitting at a note."""
        super().__init__()
        self._desk = desk
        self._document = document
        self._colours = colours
        self._scale = scale
        self._new_writing = new_writing
        self._editor: NoteEditor | None = None
        self._linking: Linking | None = None
        self._model = NoteModel(document, self)
        self.cards = CardList()
        self.cards.setObjectName("notes")
        self.cards.setAccessibleName(self.tr("Notes"))
        self.cards.setModel(self._model)
        self.cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cards.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self.cards.editor_wanted.connect(self._edit)
        self.cards.doubleClicked.connect(self._edit)
        self._delegate = NoteDelegate(colours, scale, self._open_editor, self.cards)
        self._delegate.editor_left.connect(self.close_editor)
        self._delegate.editor_closes.connect(self._on_editor_closing)
        self.cards.setItemDelegate(self._delegate)
        self._empty = QLabel(
            self.tr(
                "Select words in the letter and press Ctrl+N to write a note about them. "
                "Without a selection, the note is a free one."
            )
        )
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._empty.setProperty("alignment", "AlignTop")
        self._empty.setContentsMargins(14, 16, 14, 14)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.cards)
        self.cards.clicked.connect(self._on_chosen)
        self.cards.selectionModel().currentChanged.connect(self._on_current)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size, of an open editor too."""
        self._colours = colours
        self._scale = scale
        self._delegate.set_look(colours, scale)
        self.cards.scheduleDelayedItemsLayout()
        paper_of(self.cards).update()
        if self._editor is not None:
            self._editor.set_look(colours, scale)

    def show_listing(self, listing: Listing) -> None:
        """Show the notes as they are now."""
        self._model.show_notes(listing.notes)
        self._stack.setCurrentWidget(self.cards if listing.notes else self._empty)
        if self._editor is not None:
            row = self._model.row_of(self._editor.note)
            if row is not None:
                self._editor.take(self._model.notes()[row])

    def show_trouble(self, words: str) -> None:
        """Say in the place of the notes why there are none."""
        self._empty.setText(words)

    def notes(self) -> tuple[PlacedNote, ...]:
        """Return what is listed."""
        return self._model.notes()

    def current(self) -> PlacedNote | None:
        """Return the current note."""
        placed = self.cards.currentIndex().data(NoteRole.PLACED)
        return placed if isinstance(placed, PlacedNote) else None

    def make_current(self, note: str, *, opens: bool = False) -> None:
        """Make a note current by its id, show it, and ``opens`` its editor if asked."""
        row = self._model.row_of(note)
        if row is None:
            return
        index = self._model.index(row)
        if self._editor is not None and self._editor.note != note:
            self.close_editor()
        self.cards.setCurrentIndex(index)
        self.cards.scrollTo(index)
        if opens:
            self._edit(index)

    def editor(self) -> NoteEditor | None:
        """Return the editor that is open."""
        return self._editor

    @Slot()
    def close_editor(self) -> None:
        """Save what is being written and show its card again."""
        if self._editor is not None:
            row = self._model.row_of(self._editor.note)
            if row is not None:
                self.cards.closePersistentEditor(self._model.index(row))

    @Slot(QModelIndex)
    def _edit(self, index: QModelIndex) -> None:
        """Open the editor in the place of a card, to stay until one leaves it or comes to another card."""
        self.close_editor()
        self.cards.openPersistentEditor(index)
        self.cards.scheduleDelayedItemsLayout()  # an editor is higher than the card was
        self._keep_editor_in_view()
        if self._editor is not None:
            self._editor.setFocus()

    @Slot()
    def _keep_editor_in_view(self) -> None:
        row = self._model.row_of(self._editor.note) if self._editor is not None else None
        if row is not None:
            self.cards.scrollTo(self._model.index(row))

    def _open_editor(self, parent: QWidget, placed: PlacedNote) -> NoteEditor:
        from cca_desktop.ui.notes.note_editor import NoteEditor

        editor = NoteEditor(placed, self._document, self._desk, self._new_writing(), self._colours, self._scale, parent)
        editor.grew.connect(self._delegate.editor_grew)
        editor.grew.connect(self._keep_editor_in_view)
        editor.state_changed.connect(self.state_changed)
        self._links().serve(editor)
        self._editor = editor
        return editor

    @Slot(str)
    def _go_to_note(self, note: str) -> None:
        self.make_current(note)
        self.cards.setFocus()

    def _links(self) -> Linking:
        """Return what follows references, which is made for the first editor."""
        if self._linking is None:
            from cca_desktop.ui.notes.linking import Linking

            self._linking = Linking(self._desk, self._document, self)
            self._linking.place_wanted.connect(self.place_wanted)
            self._linking.note_wanted.connect(self._go_to_note)
            self._linking.led_nowhere.connect(self.state_changed)
        return self._linking

    @Slot(object)
    def _on_editor_closing(self, editor: NoteEditor) -> None:
        self._links().leave(editor)
        if editor.is_nothing():
            self._desk.retire(editor.note)
        else:
            editor.save()
        if self._editor is editor:
            self._editor = None

    @Slot(QModelIndex)
    def _on_chosen(self, _index: QModelIndex) -> None:
        self._tell_current()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._editor is not None and current.row() != self._model.row_of(self._editor.note):
            self.close_editor()
        if self.cards.hasFocus():
            self._tell_current()

    def _tell_current(self) -> None:
        placed = self.current()
        if placed is not None:
            self.note_became_current.emit(placed)
