"""The search panel: answers while one types, and says how it understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from cca_desktop.search.answer import Answer, Hit
    from cca_desktop.ui.search.hit_list import HitList

_EDGE = 14


class SearchField(QLineEdit):
    """The field for the question; a few keys are meant for the hits below it."""

    stepped = Signal(int)  # 1 for the next hit, -1 for the one before
    entered = Signal()
    left = Signal()
    was_entered = Signal()  # the caret is in the field now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let up, down, Enter and Esc move among the hits, while the field keeps the caret."""
        from PySide6.QtCore import Qt

        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that a question is about to come."""
        super().focusInEvent(event)
        self.was_entered.emit()


class SearchPanel(QWidget):
    """Asks, lists, and says which hit is current; it neither searches nor turns the letter's pages."""

    question_changed = Signal(str, bool)  # what is asked, and whether its last word is being typed
    hit_became_current = Signal(object)  # a Hit: the letter follows
    hit_accepted = Signal(object)  # a Hit: go there and stay
    place_chosen = Signal(float)  # a place on the spread, 0 to 1

    def __init__(self, colours: Colours, scale: int, place_in_letter: Callable[[Hit], float | None]) -> None:
        """Begin empty; ``place_in_letter`` tells where on the spread a hit stands."""
        super().__init__()
        self._colours = colours
        self._scale = scale
        self._place_in_letter = place_in_letter
        self._answer: Answer | None = None
        self._hits: HitList | None = None
        self._is_being_typed = False
        self._is_answered = False
        self._accepts_the_first = False
        self.field = SearchField()
        self.field.setObjectName("searchField")
        self.field.setPlaceholderText(self.tr("Search the letter and your notes"))
        self.field.setAccessibleName(self.tr("Search the letter and your notes"))
        self._count = self._label()
        self._understood = self._label()
        self._notices = self._label()
        self._say("", self._invitation(), "")
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, _EDGE, _EDGE, 10)
        top.setSpacing(6)
        for widget in (self.field, self._count, self._understood, self._notices):
            top.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addStretch(1)
        self.field.textEdited.connect(self._on_edit)
        self.field.textChanged.connect(self._on_text)
        self.field.stepped.connect(self.step)
        self.field.entered.connect(self._accept)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._scale = scale
        if self._hits is not None:
            self._hits.set_look(colours, scale)

    def question(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def ask(self, question: str, *, is_being_typed: bool = False) -> None:
        """Put ``question`` into the field and ask it."""
        self.field.setText(question)
        self._is_answered = self._accepts_the_first = False
        self._is_being_typed = is_being_typed
        self.question_changed.emit(question, is_being_typed)

    def ask_again(self) -> None:
        """Ask what stands in the field once more: the notes have changed."""
        if self.question().strip():
            self.question_changed.emit(self.question(), self._is_being_typed)

    def show_answer(self, answer: Answer) -> bool:
        """Show what was found; tell whether anything is asked at all by now."""
        if not self.question().strip():
            return False
        row = self.hits().row() if self._answer is not None and self._answer.query == answer.query else 0
        self._answer = answer
        self._say(self._told(answer), answer.understood, " ".join(answer.notices))
        self.hits().show_answer(answer, row=row)
        self._is_answered = True
        return True

    def accept_if_waiting(self) -> None:
        """Go to the first hit, if Enter was pressed before there was one."""
        if self._accepts_the_first:
            self._accepts_the_first = False
            self._accept()

    def answer(self) -> Answer | None:
        """Return the answer that is shown."""
        return self._answer

    def hits(self) -> HitList:
        """Return the list of the hits, which is made when it is first needed."""
        if self._hits is None:
            from cca_desktop.ui.search.hit_list import HitList

            self._hits = HitList(self._colours, self._scale, self._place_in_letter)
            self._column.insertWidget(1, self._hits, 1_000)
            self.setTabOrder(self.field, self._hits.rows)  # from the question to its answers
            self._hits.became_current.connect(self.hit_became_current)
            self._hits.accepted.connect(self.hit_accepted)
            self._hits.place_chosen.connect(self.place_chosen)
        return self._hits

    def current(self) -> Hit | None:
        """Return the current hit."""
        return self._hits.current() if self._hits is not None else None

    @Slot(int)
    def step(self, by: int) -> None:
        """Make the next hit (or with -1 the one before) current."""
        if self._hits is not None:
            self._hits.step(by)

    @Slot(str)
    def _on_edit(self, text: str) -> None:
        self._is_answered = self._accepts_the_first = False
        if text.strip():
            self._is_being_typed = self.field.cursorPosition() == len(text)
            self.question_changed.emit(text, self._is_being_typed)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.field.setClearButtonEnabled(bool(text))
        if not text.strip():
            self._answer = None
            if self._hits is not None:
                self._hits.show_answer(None)
            self._say("", self._invitation(), "")
            self.question_changed.emit("", False)

    @Slot()
    def _accept(self) -> None:
        hit = self.current()
        if hit is not None and self._is_answered:
            self.hit_accepted.emit(hit)
        else:
            self._accepts_the_first = bool(self.question().strip())

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        label.setProperty("textFormat", "PlainText")
        label.hide()
        return label

    def _say(self, count: str, understood: str, notices: str) -> None:
        for label, words in ((self._count, count), (self._understood, understood), (self._notices, notices)):
            label.setText(words)
            label.setVisible(bool(words))

    def _told(self, answer: Answer) -> str:
        """Return the count in words: hits, the paragraphs they stand in, and how many are in notes."""
        if not answer.total:
            if answer.suggestion:
                return self.tr("Nothing found. Did you mean “{words}”?").format(words=answer.suggestion)
            return self.tr("Nothing found")
        texts = [hit for hit in answer.hits if hit.kind == "text"]
        in_notes = len(answer.hits) - len(texts)
        total = answer.total - in_notes
        told = []
        if texts:
            hits = self.tr("1 hit") if total == 1 else self.tr("%n hits", "", total)
            if answer.total_is_floor:
                hits = self.tr("at least {hits}").format(hits=hits)
            count = len({(hit.document, hit.paragraph) for hit in texts})
            paragraphs = self.tr("1 paragraph") if count == 1 else self.tr("%n paragraphs", "", count)
            told.append(self.tr("{hits} in {paragraphs}").format(hits=hits, paragraphs=paragraphs))
        if in_notes:
            told.append(self.tr("%n in your notes", "", in_notes))
        return " · ".join(told)

    def _invitation(self) -> str:
        return self.tr("Type a word, “a phrase” in quotation marks, or the beginning of a word with *.")
