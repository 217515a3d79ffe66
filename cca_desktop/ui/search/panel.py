"""The search panel: answers while one types, and says how it understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from cca_desktop.search.answer import Answer, Hit
    from cca_desktop.ui.search.answer_view import AnswerView
    from cca_desktop.ui.search.field_tools import FieldTools

_EDGE = 14
_SAYS_SO_AFTER_MS = 400  # that it is still looking


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
    menu_wanted = Signal()  # the questions asked before, and those that have a name

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Begin empty; the spread will be that of ``document``."""
        super().__init__()
        self._document = document
        self._colours = colours
        self._scale = scale
        self._answers: AnswerView | None = None
        self._tools: FieldTools | None = None
        self._is_being_typed = False
        self._is_answered = False
        self._accepts_the_first = False
        self._stood_at: tuple[str, int] | None = None  # the hit that is to be the current one, once it is found again
        self._waits: QTimer | None = None
        self.field = SearchField()
        self.field.setObjectName("searchField")
        self.field.setPlaceholderText(self.tr("Search the letter and your notes"))
        self.field.setAccessibleName(self.tr("Search the letter and your notes"))
        self._invitation = QLabel(
            self.tr("Type a word, “a phrase” in quotation marks, or the beginning of a word with *.")
        )
        self._invitation.setWordWrap(True)
        self._invitation.setProperty("quiet", True)
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, _EDGE, _EDGE, 6)
        top.setSpacing(6)
        for widget in (self.field, self._invitation):
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
        self.field.was_entered.connect(self.tools)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._scale = scale
        for part in (self._answers, self._tools):
            if part is not None:
                part.set_look(colours, scale)

    def question(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def ask(self, question: str, *, is_being_typed: bool = False) -> None:
        """Put ``question`` into the field and ask it."""
        self._stood_at = None
        self.field.setText(question)
        self._wait_for_answer()
        self._is_being_typed = is_being_typed
        self.question_changed.emit(question, is_being_typed)

    def resume(self, question: str, note: str, start: int) -> None:
        """Ask what was asked before the program was left, and stand at the same hit: where it begins in which note."""
        self.ask(question, is_being_typed=True)
        self._stood_at = (note, start)

    def stands_at(self) -> tuple[str, int]:
        """Return in which note ("" for the text), and where there, the current hit begins; -1 where there is none."""
        hit = self.current()
        if self._stood_at is not None:
            return self._stood_at
        return (hit.note, hit.span.start) if hit is not None else ("", -1)

    @Slot()
    def ask_again(self) -> None:
        """Ask what stands in the field once more: the notes have changed, or the order shall be another."""
        if self.question().strip():
            self.question_changed.emit(self.question(), self._is_being_typed)

    def show_answer(self, answer: Answer) -> bool:
        """Show what was found; tell whether anything is asked at all by now."""
        if not self.question().strip():
            return False
        before = self.answer()
        number = self.answers().number() if before is not None and before.query == answer.query else 0
        if self._stood_at is not None and number == 0:
            places = ((hit.note, hit.span.start) for hit in answer.hits)
            number = next((at for at, place in enumerate(places) if place == self._stood_at), 0)
        if number or (len(answer.hits) == answer.total and not answer.total_is_floor):
            self._stood_at = None
        self.answers().show_answer(answer, number=number)
        self._show(is_asking=True)
        self._is_answered = True
        self.stop_waiting()
        return True

    def _wait_for_answer(self) -> None:
        """Be ready to say that it takes a moment, as it may where the machine is busy; mostly it does not."""
        self._is_answered = self._accepts_the_first = False
        if self._waits is None:
            self._waits = QTimer(self)
            self._waits.setSingleShot(True)
            self._waits.setInterval(_SAYS_SO_AFTER_MS)
            self._waits.timeout.connect(self._say_looking)
        if not self._waits.isActive():
            self._waits.start()

    @Slot()
    def _say_looking(self) -> None:
        if self.question().strip() and not self._is_answered:
            self.answers().show_looking()
            self._show(is_asking=True)

    @Slot()
    def stop_waiting(self) -> None:
        """Say no longer that it is still looking: the answer is there, or none will come."""
        if self._waits is not None:
            self._waits.stop()

    def accept_if_waiting(self) -> None:
        """Go to the first hit, if Enter was pressed before there was one."""
        if self._accepts_the_first:
            self._accepts_the_first = False
            self._accept()

    def answer(self) -> Answer | None:
        """Return the answer that is shown."""
        return self._answers.answer() if self._answers is not None else None

    def answers(self) -> AnswerView:
        """Return where answers are shown, which is made when it is first needed."""
        if self._answers is None:
            from itertools import pairwise

            from cca_desktop.ui.search.answer_view import AnswerView

            self._answers = AnswerView(self._document, self._colours, self._scale)
            self._column.insertWidget(1, self._answers, 1_000)
            way = (self.field, self._answers.suggestion, self._answers.order, self._answers.rows)
            for one, following in pairwise(way):  # from the question to its answers
                self.setTabOrder(one, following)
            self._answers.became_current.connect(self.hit_became_current)
            self._answers.accepted.connect(self.hit_accepted)
            self._answers.place_chosen.connect(self.place_chosen)
            self._answers.suggestion_taken.connect(self.ask)
            self._answers.order_chosen.connect(self.ask_again)
        return self._answers

    @Slot()
    def tools(self) -> FieldTools:
        """Return what helps in the field, which is made when it is first needed."""
        if self._tools is None:
            from cca_desktop.ui.search.field_tools import FieldTools

            self._tools = FieldTools(self.field, self._colours, self._scale)
            self._tools.completed.connect(self._on_completed)
            self._tools.menu_wanted.connect(self.menu_wanted)
        return self._tools

    def current(self) -> Hit | None:
        """Return the current hit."""
        return self._answers.current() if self._answers is not None else None

    def is_by_relevance(self) -> bool:
        """Tell whether the best hits are wanted first."""
        return self._answers is not None and self._answers.is_by_relevance()

    @Slot(int)
    def step(self, by: int) -> None:
        """Make the next hit (or with -1 the one before) current."""
        self._stood_at = None
        if self._answers is not None:
            self._answers.step(by)

    @Slot(str)
    def _on_edit(self, text: str) -> None:
        self._stood_at = None
        self._wait_for_answer()
        if text.strip():
            self._is_being_typed = self.field.cursorPosition() == len(text)
            self.question_changed.emit(text, self._is_being_typed)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.tools()
        if not text.strip():
            if self._answers is not None:
                self._answers.show_answer(None)
            self._show(is_asking=False)
            self.question_changed.emit("", False)

    @Slot(str, int)
    def _on_completed(self, question: str, caret: int) -> None:
        self.ask(question, is_being_typed=caret == len(question))
        self.field.setCursorPosition(caret)

    @Slot()
    def _accept(self) -> None:
        """Go to the current hit; where there is none, take what was perhaps meant; where none is yet, the first."""
        hit, answer = self.current(), self.answer()
        if not self._is_answered:
            self._accepts_the_first = bool(self.question().strip())
        elif hit is not None:
            self.hit_accepted.emit(hit)
        elif answer is not None and answer.suggestion:
            self.ask(answer.suggestion)

    def _show(self, *, is_asking: bool) -> None:
        self._invitation.setVisible(not is_asking)
        if self._answers is not None:
            self._answers.setVisible(is_asking)
