"""The notes panel: the cards, in the order of the letter, and the editor in the place of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QLabel, QStackedLayout, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.arrangement import Arranged, Order, Wanted
from cca_desktop.ui.notes.card_list import CardList
from cca_desktop.ui.notes.note_delegate import NoteDelegate
from cca_desktop.ui.notes.note_desk import Listing, NoteDesk
from cca_desktop.ui.notes.note_model import NoteModel, NoteRole, Shown
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.actions import Actions
    from cca_desktop.ui.notes.expecting import Expecting
    from cca_desktop.ui.notes.list_header import ListHeader
    from cca_desktop.ui.notes.note_editor import NoteEditor
    from cca_desktop.ui.notes.selected import Selected
    from cca_desktop.ui.notes.sitting import Sitting


class NotesPanel(QWidget):
    """Lists the notes and edits them in place; the letter is somebody else's."""

    note_became_current = Signal(object)  # a PlacedNote: the letter shows its words
    state_changed = Signal(str)  # a word about saving
    place_wanted = Signal(int)  # a canonical offset that a note points to
    filter_asked = Signal(str)  # a question to the notes: :meth:`show_found` takes the answer
    export_wanted = Signal(object)  # the ids of the notes that are to go elsewhere
    concordance_wanted = Signal(str, int)  # of a note's id, that of this number
    letter_wanted = Signal()  # the reader is done with the notes for now

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
        self._sitting: Sitting | None = None
        self._expecting: Expecting | None = None
        self._selected: Selected | None = None
        self._actions: Actions | None = None
        self._header: ListHeader | None = None
        self._all: tuple[PlacedNote, ...] = ()
        self._living: Mapping[str, Shown] = {}
        self._question = ""
        self._reads_at = 0  # the canonical offset
        self._wanted = Wanted()
        self._shown = Arranged(self._wanted, [], {})
        self._comes_to: tuple[str, bool] | None = None  # a note that is wanted as soon as it is listed; to be opened?
        self._model = NoteModel(document, self)
        self.cards = CardList()
        self.cards.setObjectName("notes")
        self.cards.setAccessibleName(self.tr("Notes"))
        self.cards.left.connect(self.letter_wanted)
        self.cards.tag_clicked.connect(self.find_tag)
        self.cards.menu_wanted.connect(self._offer_menu)
        self.cards.approached.connect(self.expect_editor)
        self._model.modelAboutToBeReset.connect(self.close_editor)
        self.cards.editor_wanted.connect(self._edit)
        self.cards.doubleClicked.connect(self._edit)
        self._delegate = NoteDelegate(colours, scale, self._open_editor, self.cards)
        self.cards.show_by(self._delegate)
        self.cards.setModel(self._model)
        self._delegate.editor_left.connect(self.close_editor)
        self.cards.link_clicked.connect(self._follow_link)
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
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._stack = QStackedLayout()
        self._whole.addLayout(self._stack, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.cards)
        self.cards.clicked.connect(self._on_chosen)
        self.cards.selectionModel().currentChanged.connect(self._on_current)
        self.cards.selectionModel().selectionChanged.connect(self._on_selection)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size, of an open editor too."""
        self._colours = colours
        self._scale = scale
        self._delegate.set_look(colours, scale)
        self.cards.look_anew()
        for part in (self.editor(), self._header):
            if part is not None:
                part.set_look(colours, scale)

    def await_listing(self) -> None:
        """Show no cards, and say nothing of there being none: they come."""
        self._stack.setCurrentWidget(self.cards)

    def show_listing(self, listing: Listing) -> None:
        """Show the notes as they are now."""
        before, self._all = self._all, listing.notes
        if listing.news is not None:
            for news in listing.news:
                self._model.take(news.note, news.now if self._shown.lists(news.note) else None)
            self._on_listed()
        elif not (self._wanted == self._shown.wanted == Wanted()):
            self._arrange()
        elif self._all is not before:
            self._show(Arranged(self._wanted, listing.listed or [], listing.by_id or {}))
        if self._question:
            self.filter_asked.emit(self._question)

    def _arrange(self) -> None:
        """List what is wanted of all notes, in the order that is wanted, as soon as that is found out elsewhere."""
        self._desk.arrange(self._wanted, self._on_arranged)

    def _on_arranged(self, arranged: Arranged) -> None:
        if arranged.wanted is self._wanted:  # and nothing else is wanted by now
            self._show(arranged)

    def _show(self, arranged: Arranged) -> None:
        current, before, self._shown = self.current(), self._shown.wanted, arranged
        self._model.show_notes(arranged.notes, arranged.wanted.order, arranged.by_id)
        if current is not None and self.current() is None and (row := self._model.row_of(current.note.id)) is not None:
            self.cards.go_to(self._model.index(row))
        if before.order is not arranged.wanted.order:
            self.cards.scrollToTop()
        self._on_listed()
        if self._comes_to is not None:
            note, opens = self._comes_to
            self._comes_to = None
            self.make_current(note, opens=opens)

    def _on_listed(self) -> None:
        self._stack.setCurrentWidget(self.cards if self._all else self._empty)
        if self._header is not None:
            self._header.show_listed(self._model.rowCount(), len(self._all))
        if self._sitting is not None:
            self._sitting.take_listing()

    @Slot(object)
    def show_living(self, shown: Mapping[str, Shown]) -> None:
        """Show these words for notes whose question is answered anew; the notes themselves stay as they are."""
        self._living = shown
        self._delegate.show_living(shown)
        self._model.show_living(shown)
        if self._sitting is not None:
            self._sitting.show_living(shown)

    @Slot(str)
    def _follow_link(self, link: str) -> None:
        self._sat().follow_link(link)

    # Which notes, and in what order.

    @Slot()
    def find_notes(self) -> None:
        """Put the caret into the field over the list that says which notes are listed."""
        self.header().filter.setFocus()
        self.header().filter.selectAll()

    @Slot(str)
    def find_tag(self, tag: str) -> None:
        """List the notes with ``tag`` alone."""
        words = tag.replace('"', " ")  # which no question has within its own
        self.header().filter.setText(f"tag:{tag}" if tag.isalnum() else f'tag:"{words}"')

    def header(self) -> ListHeader:
        """Return what stands over the list, which is made when it is first wanted."""
        if self._header is None:
            from cca_desktop.ui.notes.list_header import ListHeader

            self._header = header = ListHeader(self._colours, self._scale)
            self._whole.insertWidget(0, header)
            header.show_listed(self._model.rowCount(), len(self._all))
            header.filter_changed.connect(self._filter)
            header.order_chosen.connect(self._sort)
            header.left.connect(self.cards.setFocus)
            header.tags_wanted.connect(self.on_selected().tag)
            header.colour_wanted.connect(self.on_selected().colour)
            header.export_wanted.connect(self.on_selected().export)
            header.retirement_wanted.connect(self.on_selected().retire)
        return self._header

    @Slot(str)
    def _filter(self, question: str) -> None:
        self.close_editor()
        self._question = question.strip()
        if self._question:
            self.filter_asked.emit(self._question)
        else:
            self._wanted = Wanted(self._wanted.order)
            self._arrange()

    @Slot(str, object)
    def show_found(self, question: str, notes: frozenset[str]) -> None:
        """List the notes that answer ``question``, and those about words that hold it, if it is still asked.

        The note that is being written stays, whatever it says by now.
        """
        if question == self._question:
            editor = self.editor()
            kept = frozenset() if editor is None else frozenset((editor.note,))
            self._wanted = Wanted(self._wanted.order, notes | kept, question)
            self._arrange()

    @Slot(object)
    def _sort(self, order: Order) -> None:
        self.close_editor()
        self._wanted = self._wanted._replace(order=order)
        self._arrange()

    @Slot(int)
    def follow(self, offset: int) -> None:
        """Bring the first note at or after the canonical ``offset`` to the top, as the letter is scrolled.

        Not while the reader is at the notes: they stay where they are then.
        """
        self._reads_at = offset
        if self._sitting is not None:
            self._sitting.follow(offset)
        is_here = self.editor() is not None or self.cards.hasFocus() or self.underMouse()
        if is_here or self._shown.wanted.order is not Order.PLACE or not self.isVisible():
            return
        row = self._model.row_at(offset)
        if row is not None:
            self.cards.scrollTo(self._model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    # Several notes at once.

    def selected(self) -> tuple[str, ...]:
        """Return the ids of the notes that are selected, or of the current one, as they are listed."""
        return self.on_selected().ids()

    def on_selected(self) -> Selected:
        """Return what can be done to the selected notes, which is made when it is first wanted."""
        if self._selected is None:
            from cca_desktop.ui.notes.selected import Selected

            self._selected = Selected(self.cards, self._model, self._desk, self)
            self._selected.begins.connect(self.close_editor)
            self._selected.export_wanted.connect(self.export_wanted)
        return self._selected

    def offer(self, actions: Actions) -> None:
        """Let the commands that are about notes stand in the menu at a card."""
        self._actions = actions

    @Slot(QPoint)
    def _offer_menu(self, at: QPoint) -> None:
        from cca_desktop.ui.notes.card_menu import CardMenu

        if self._actions is not None:
            CardMenu(self.cards, self.on_selected(), self._ask_tags, self._actions, self._colours).popup(at)

    def _ask_tags(self) -> None:
        self.header().ask_tags(len(self.selected()))

    @Slot()
    def retire_selected(self) -> None:
        """Put the selected notes into the bin."""
        self.on_selected().retire()

    @Slot()
    def _on_selection(self) -> None:
        count = len(self.cards.selected_rows())
        if count > 1 or self._header is not None:
            self.header().show_selected(count)

    def show_trouble(self, words: str) -> None:
        """Say in the place of the notes why there are none."""
        self._empty.setText(words)
        if not self._all:
            self._stack.setCurrentWidget(self._empty)

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
        if row is None and self._question:
            self._comes_to = note, opens
            self.header().filter.clear()  # it is there, only not listed
        if row is None:
            return
        index = self._model.index(row)
        editor = self.editor()
        if editor is not None and editor.note != note:
            self.close_editor()
        self.cards.go_to(index)
        self.cards.scrollTo(index)
        if opens:
            self._edit(index)

    def bring_into_view(self, note: str) -> None:
        """Show a note if it is listed, and make it current unless another is being written."""
        row = self._model.row_of(note)
        if row is not None:
            if self.editor() is None:
                self.cards.go_to(self._model.index(row))
            self.cards.scrollTo(self._model.index(row))

    def editor(self) -> NoteEditor | None:
        """Return the editor that is open."""
        return None if self._sitting is None else self._sitting.editor

    @Slot()
    def close_editor(self) -> None:
        """Save what is being written and show its card again."""
        if self._sitting is not None:
            self._sitting.close()

    @Slot(QModelIndex)
    def _edit(self, index: QModelIndex) -> None:
        self._sat().open(index)

    def _open_editor(self, parent: QWidget, placed: PlacedNote) -> NoteEditor:
        return self._sat().opened(parent, placed, self._colours, self._scale, self._living)

    @Slot(str)
    def _go_to_note(self, note: str) -> None:
        self.make_current(note)
        self.cards.setFocus()

    @Slot()
    def expect_editor(self) -> None:
        """Load what an open note needs, since one may be opened before long."""
        if self._expecting is None:
            from cca_desktop.ui.notes.expecting import Expecting

            self._expecting = Expecting(self)

    def _sat(self) -> Sitting:
        """Return what opens editors and follows references, which is made when it is first wanted."""
        if self._sitting is None:
            from cca_desktop.ui.notes.sitting import Sitting

            self._sitting = sitting = Sitting(
                *(self._desk, self._document, self._new_writing, self._model, self.cards, self._delegate, self)
            )
            sitting.follow(self._reads_at)
            sitting.place_wanted.connect(self.place_wanted)
            sitting.note_wanted.connect(self._go_to_note)
            sitting.state_changed.connect(self.state_changed)
            sitting.concordance_wanted.connect(self.concordance_wanted)
        return self._sitting

    @Slot(QModelIndex)
    def _on_chosen(self, _index: QModelIndex) -> None:
        self._tell_current()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self.editor() is not None and self._sitting is not None and not self._sitting.is_in(current.row()):
            self.close_editor()
        if self.cards.hasFocus():
            self._tell_current()

    def _tell_current(self) -> None:
        placed = self.current()
        if placed is not None:
            self.note_became_current.emit(placed)
