"""One sitting of a reader at a document: what happens between the letter and the search panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.actions import Actions, Command
from cca_desktop.ui.announce import announce
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.moving import Moving
from cca_desktop.ui.notes.note_desk import Listing
from cca_desktop.ui.notes.panel import NotesPanel
from cca_desktop.ui.reader.marks import Mark
from cca_desktop.ui.search.asker import Asker

_SETTLES_AFTER_MS = 3_000


class Sitting(QObject):
    """Knows what follows from what; the panels know nothing of one another."""

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        notes: NotesPanel,
        actions: Actions,
        moving: Moving,
        asker: Asker,
        parent: QObject,
    ) -> None:
        """Sit down at ``document``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._panels = window.panels
        self._notes = notes
        self._letter = window.panels.letter
        self._actions = actions
        self._asker = asker
        self._moving = moving
        self._left_from: int | None = None
        self._settles = self._timer(_SETTLES_AFTER_MS, asker.settle)
        self.on_selection(False)

    def _timer(self, after_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer

    @Slot(bool)
    def on_selection(self, is_there: bool) -> None:
        """Offer what needs selected words only where there are some."""
        for command in (Command.HIGHLIGHT, Command.SEARCH_SELECTION, Command.COPY):
            self._actions[command].setEnabled(is_there)

    # Searching.

    @Slot()
    def expect_question(self) -> None:
        """Load what answers, a moment before it is asked."""
        self._asker.wake()

    @Slot()
    def find(self) -> None:
        """Put the caret into the search field, from anywhere."""
        self._window.show_left(self._panels.search)
        self._panels.search.field.setFocus()
        self._panels.search.field.selectAll()

    @Slot(str, bool)
    def ask(self, question: str, is_being_typed: bool) -> None:
        """Ask, and remember where one was when the asking began."""
        if not question.strip():
            self._left_from = None
            self._asker.ask("", is_being_typed=False)
            self._show_hits(())
            return
        if self._left_from is None:
            self._left_from = self._letter.place()
        self._asker.ask(question, is_being_typed=is_being_typed)

    @Slot(object)
    def show_answer(self, answer: Answer) -> None:
        """Show the hits in the panel and in the letter."""
        if self._panels.search.show_answer(answer):
            self._show_hits(answer.hits)
            self._panels.search.accept_if_waiting()

    @Slot(object)
    def follow_hit(self, hit: Hit) -> None:
        """Bring the current hit into view, wherever it stands."""
        self._mark_current(hit)
        if hit.kind == "note":
            self._window.open_side("right")
            self._notes.make_current(hit.note)
        else:
            self._letter.reveal(hit.span)
        announce(self._panels.search.field, self._panels.search.hits().current_aloud())

    @Slot(object)
    def accept_hit(self, hit: Hit) -> None:
        """Go to a hit and stay there."""
        leaving = self._letter.place() if self._left_from is None else self._left_from
        self.follow_hit(hit)
        self._left_from = None
        if hit.kind == "note":
            self._notes.cards.setFocus()
            return
        self._letter.put_caret(hit.span)
        self._letter.setFocus()
        self._moving.jumped_from(leaving)

    @Slot()
    def leave_search(self) -> None:
        """Go back to where one was when one began to ask."""
        if self._left_from is not None:
            self._letter.go_to(self._left_from)
            self._left_from = None
        self._letter.setFocus()

    @Slot()
    def next_hit(self) -> None:
        """Go to the next hit."""
        self._panels.search.step(1)

    @Slot()
    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._panels.search.step(-1)

    @Slot()
    def search_selection(self) -> None:
        """Ask where else the selected words stand."""
        selected = self._letter.selected()
        if selected is not None:
            words = " ".join(selected.cut(self._document.text).split()).replace('"', "")
            self._window.show_left(self._panels.search)
            self._panels.search.ask(f'"{words}"' if " " in words else words)

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        marks = []
        for number, hit in enumerate(hits):
            if hit.kind == "text" and hit.document == self._document.id:
                shown = self._letter.reading.shown(hit.span)
                marks.append(Mark(shown.start, shown.end, "hit", str(number)))
        self._letter.set_marks("hit", marks)
        self._mark_current(self._panels.search.current() if hits else None)

    def _mark_current(self, hit: Hit | None) -> None:
        marks = []
        if hit is not None and hit.kind == "text" and hit.document == self._document.id:
            shown = self._letter.reading.shown(hit.span)
            marks.append(Mark(shown.start, shown.end, "current", ""))
        self._letter.set_marks("current", marks)
        self._panels.mark_map.refresh()

    # What the notes tell.

    @Slot(object)
    def pass_on(self, listing: Listing) -> None:
        """Let the searcher know the notes too, and write down what it has in a quiet moment."""
        self._asker.know_notes(listing.notes)
        self._settles.start()
        if listing.change.notes or listing.change.kind == "elsewhere":
            self._panels.search.ask_again()

    @Slot()
    def settle_later(self) -> None:
        """Let the searcher write down its words in the next quiet moment."""
        self._settles.start()

    @Slot(object)
    def show_trouble(self, trouble: KnownError) -> None:
        """Say in one sentence what did not work."""
        self._window.status.tell_trouble(str(trouble))
        announce(self._window.status, str(trouble))
