"""The search panel: answers while one types, and says how it understood."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.search.hit_delegate import HitDelegate
from cca_desktop.ui.search.hit_model import HitModel, HitRole
from cca_desktop.ui.search.spread import Spread
from cca_desktop.ui.theme import Colours

_EDGE = 14


class SearchPanel(QWidget):
    """Asks, lists, and says which hit is current; it neither searches nor turns the letter's pages."""

    question_changed = Signal(str, bool)  # what is asked, and whether its last word is being typed
    hit_became_current = Signal(object)  # a Hit: the letter follows
    hit_accepted = Signal(object)  # a Hit: go there and stay
    left = Signal()  # back to where one was
    place_chosen = Signal(float)  # a place on the spread, 0 to 1

    def __init__(self, colours: Colours, scale: int, place_in_letter: Callable[[Hit], float | None]) -> None:
        """Begin empty; ``place_in_letter`` tells where on the spread a hit stands."""
        super().__init__()
        self._place_in_letter = place_in_letter
        self._answer: Answer | None = None
        self._is_being_typed = False
        self.field = QLineEdit()
        self.field.setObjectName("searchField")
        self.field.setPlaceholderText(self.tr("Search the letter and your notes"))
        self.field.setAccessibleName(self.tr("Search the letter and your notes"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self._count = QLabel()
        self._understood = QLabel(self._invitation())
        self._notices = QLabel()
        for label in (self._count, self._understood, self._notices):
            label.setWordWrap(True)
            label.setProperty("quiet", True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._understood.setObjectName("understood")
        self._spread = Spread(colours)
        self._model = HitModel(self)
        self._delegate = HitDelegate(colours, scale, self)
        self.hits = QListView()
        self.hits.setObjectName("hits")
        self.hits.setAccessibleName(self.tr("Hits"))
        self.hits.setUniformItemSizes(True)
        self.hits.setModel(self._model)
        self.hits.setItemDelegate(self._delegate)
        self.hits.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.hits.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.field.textEdited.connect(self._on_edit)
        self.field.textChanged.connect(self._on_text)
        self.hits.selectionModel().currentChanged.connect(self._on_current)
        self.hits.clicked.connect(self._on_clicked)
        self.hits.activated.connect(self._on_activated)
        self._spread.place_chosen.connect(self.place_chosen)
        self._show_parts()

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._delegate.set_look(colours, scale)
        self._spread.set_colours(colours)
        self.hits.scheduleDelayedItemsLayout()
        self.hits.viewport().update()

    def question(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def ask(self, question: str, *, is_being_typed: bool = False) -> None:
        """Put ``question`` into the field and ask it."""
        self.field.setText(question)
        self._is_being_typed = is_being_typed
        self.question_changed.emit(question, is_being_typed)

    def ask_again(self) -> None:
        """Ask what stands in the field once more: the notes have changed."""
        if self.question().strip():
            self.question_changed.emit(self.question(), self._is_being_typed)

    def show_answer(self, answer: Answer) -> None:
        """Show what was found, if it is still what is asked."""
        if answer.query.strip() != self.field.text().strip():
            return
        row = self.hits.currentIndex().row() if self._answer and self._answer.query == answer.query else 0
        self._answer = answer
        self._model.show_answer(answer)
        self._count.setText(self._told(answer))
        self._understood.setText(answer.understood)
        self._notices.setText(" ".join(answer.notices))
        places = [self._place_in_letter(hit) for hit in answer.hits if hit.kind == "text"]
        self._spread.show_places([place for place in places if place is not None])
        self._show_parts()
        if answer.hits:
            self.hits.selectionModel().setCurrentIndex(
                self._model.index(min(max(row, 0), len(answer.hits) - 1)), self.hits.selectionModel().SelectionFlag.ClearAndSelect
            )

    def show_trouble(self, words: str) -> None:
        """Say why there is no answer."""
        self._notices.setText(words)
        self._show_parts()

    def answer(self) -> Answer | None:
        """Return the answer that is shown."""
        return self._answer

    def current(self) -> Hit | None:
        """Return the current hit."""
        hit = self.hits.currentIndex().data(HitRole.HIT)
        return hit if isinstance(hit, Hit) else None

    def step(self, by: int) -> None:
        """Make the next hit (or with -1 the one before) current, going round at the ends."""
        count = self._model.rowCount()
        if count:
            row = (self.hits.currentIndex().row() + by) % count
            self.hits.setCurrentIndex(self._model.index(row))
            self._follow()

    @Slot(str)
    def _on_edit(self, text: str) -> None:
        if text.strip():
            self._is_being_typed = self.field.cursorPosition() == len(text)
            self.question_changed.emit(text, self._is_being_typed)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        if not text.strip():
            self._answer = None
            self._model.show_answer(None)
            self._spread.show_places(())
            self._count.clear()
            self._notices.clear()
            self._understood.setText(self._invitation())
            self._show_parts()
            self.question_changed.emit("", False)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.hits.scrollTo(current)

    @Slot(QModelIndex)
    def _on_clicked(self, _index: QModelIndex) -> None:
        self._follow()

    @Slot(QModelIndex)
    def _on_activated(self, _index: QModelIndex) -> None:
        hit = self.current()
        if hit is not None:
            self.hit_accepted.emit(hit)

    def _follow(self) -> None:
        hit = self.current()
        if hit is not None:
            self.hit_became_current.emit(hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let up, down, Enter and Esc in the field move among the hits, while the field keeps the caret."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                hit = self.current()
                if hit is not None:
                    self.hit_accepted.emit(hit)
                return True
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, _EDGE, _EDGE, 10)
        top.setSpacing(6)
        for widget in (self.field, self._count, self._understood, self._notices, self._spread):
            top.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self.hits, 1)

    def _show_parts(self) -> None:
        has_answer = self._answer is not None
        self._count.setVisible(has_answer)
        self._understood.setVisible(bool(self._understood.text()))
        self._notices.setVisible(bool(self._notices.text()))
        self._spread.setVisible(has_answer and bool(self._model.rowCount()))

    def _told(self, answer: Answer) -> str:
        """Return the count in words: hits, the paragraphs they stand in, and how many are in notes."""
        if not answer.total:
            if answer.suggestion:
                return self.tr("Nothing found. Did you mean “{words}”?").format(words=answer.suggestion)
            return self.tr("Nothing found")
        texts = [hit for hit in answer.hits if hit.kind == "text"]
        in_notes = len(answer.hits) - len(texts)
        total = answer.total - in_notes
        told = self.tr("1 hit") if total == 1 else self.tr("%n hits", "", total)
        if answer.total_is_floor:
            told = self.tr("at least {hits}").format(hits=told)
        if texts:
            count = len({(hit.document, hit.paragraph) for hit in texts})
            paragraphs = self.tr("1 paragraph") if count == 1 else self.tr("%n paragraphs", "", count)
            told = self.tr("{hits} in {paragraphs}").format(hits=told, paragraphs=paragraphs)
        if in_notes:
            told += " · " + self.tr("%n in your notes", "", in_notes)
        return told

    def _invitation(self) -> str:
        return self.tr("Type a word, “a phrase” in quotation marks, or the beginning of a word with *.")
