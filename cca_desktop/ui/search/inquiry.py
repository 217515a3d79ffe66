"""A reader's questions: what happens between the search panel, the letter and the searcher."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.announce import announce

if TYPE_CHECKING:
    from cca_desktop.library.document import Document
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.ui.concordance.desk import ConcordanceDesk
    from cca_desktop.ui.concordance.living import LivingNotes
    from cca_desktop.ui.lane import Lane
    from cca_desktop.ui.main_window import MainWindow
    from cca_desktop.ui.moving import Moving
    from cca_desktop.ui.notes.note_desk import Listing, NoteDesk
    from cca_desktop.ui.notes.panel import NotesPanel
    from cca_desktop.ui.search.asker import Asker
    from cca_desktop.ui.search.in_letter import InLetter
    from cca_desktop.ui.search.kept_desk import KeptDesk

_SETTLES_AFTER_MS = 3_000
_COUNTS_ON_AFTER_MS = 400  # a pause in typing, in which a count that was cut short is completed
_TELLS_AFTER_MS = 700  # a pause in which an answer is read aloud


class Inquiry(QObject):
    """Asks what stands in the field, shows what comes out in the panel and in the letter, and goes where one wants."""

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        notes: NotesPanel,
        moving: Moving,
        asker: Asker,
        lane: Lane[Drawer],
        desk: NoteDesk,
        parent: QObject,
    ) -> None:
        """Ask about ``document`` and the notes of ``desk``; what is asked is remembered on ``lane``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._panel = window.panels.search
        self._letter = window.panels.letter
        self._notes = notes
        self._moving = moving
        self._asker = asker
        self._lane = lane
        self._desk = desk
        self._kept: KeptDesk | None = None
        self._in_letter: InLetter | None = None
        self._concordance: ConcordanceDesk | None = None
        self._living: LivingNotes | None = None
        self._is_being_typed = False
        self._settles = self._pause(_SETTLES_AFTER_MS, asker.settle)
        self._counts_on = self._pause(_COUNTS_ON_AFTER_MS, self._count_on)
        self._tells = self._pause(_TELLS_AFTER_MS, self._tell)

    def _pause(self, lasts_ms: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(lasts_ms)
        timer.timeout.connect(then)
        return timer

    # Asking.

    @Slot()
    def expect_question(self) -> None:
        """Load what answers, a moment before it is asked; what it finds is what the letter marks from now on."""
        self._asker.wake()
        if self._concordance is not None and self._concordance.has_letter() and not self._is_on_its_page():
            self._concordance.leave_letter()
            self.mark_again()

    @Slot()
    def find(self) -> None:
        """Put the caret into the search field, from anywhere."""
        self._window.show_left(self._panel)
        self._panel.field.setFocus()
        self._panel.field.selectAll()

    @Slot(str, bool)
    def ask(self, question: str, is_being_typed: bool) -> None:
        """Ask, and remember where one was when the asking began."""
        self._counts_on.stop()
        self._tells.stop()
        if self._settles.isActive():
            self._settles.start()  # not while somebody types
        if not question.strip():
            self._asker.ask("")
            self._letter_side().forget()
            self._letter_side().show((), None)
            return
        self._letter_side().begin()
        self._is_being_typed = is_being_typed
        self._asker.ask(question, is_being_typed=is_being_typed, by_relevance=self._panel.is_by_relevance())

    @Slot()
    def _count_on(self) -> None:
        """Ask once more, with patience, for the count that was cut short."""
        self._asker.ask(
            self._panel.question(),
            is_being_typed=self._is_being_typed,
            by_relevance=self._panel.is_by_relevance(),
            is_patient=True,
        )

    @Slot()
    def search_selection(self) -> None:
        """Ask where else the selected words stand."""
        from cca_desktop.search.about_passage import question_about

        selected = self._window.letter().selected()
        question = question_about(self._document, selected) if selected is not None else ""
        if question:
            self._window.show_left(self._panel)
            self._panel.ask(question)

    # Questions asked before.

    @Slot()
    def show_asked(self) -> None:
        """Offer at the field what was asked before, and what has a name."""
        self.kept().show_menu(self._panel)

    @Slot()
    def show_saved(self) -> None:
        """Show the saved questions."""
        in_use = self._concordance.panel if self._concordance is not None and self._is_lined_up() else self._panel
        self.kept().show_saved(in_use)

    def kept(self) -> KeptDesk:
        """Return what remembers questions, which is made when it is first needed."""
        if self._kept is None:
            from cca_desktop.ui.search.kept_desk import KeptDesk

            self._kept = KeptDesk(self._window, self._lane, self)
        return self._kept

    @Slot()
    def change_order(self) -> None:
        """Put the best hits first, or all into reading order again."""
        self._window.show_left(self._panel)
        self._panel.answers().change_order()

    # Answers.

    @Slot(object)
    def show_answer(self, answer: Answer) -> None:
        """Show the hits in the panel and in the letter."""
        before = self._panel.answer()
        is_recount = before is not None and before.query == answer.query and before.total_is_floor and _is_whole(before)
        if self._panel.show_answer(answer):
            if _is_whole(answer):
                self._take_whole(answer, is_recount=is_recount)
            self._panel.accept_if_waiting()

    @Slot()
    def mark_again(self) -> None:
        """Mark the hits anew in a letter that is shown in another form."""
        if self._concordance is not None and self._is_lined_up():
            self._concordance.show_marks()
        else:
            answer = self._panel.answer()
            self._letter_side().show(answer.hits if answer is not None else (), self._panel.current())

    def _take_whole(self, answer: Answer, *, is_recount: bool) -> None:
        """Mark all hits in the letter; then see to what can wait for a pause."""
        self._letter_side().show(answer.hits, self._panel.current())
        if answer.total_is_floor and not is_recount:
            self._counts_on.start()
        self._tells.start()
        if self._is_being_typed and self._panel.field.hasFocus():
            caret = self._panel.field.cursorPosition()
            self._asker.complete(self._panel.question(), caret, self._panel.tools().show_completions)

    @Slot()
    def _tell(self) -> None:
        """Read aloud what came out, where somebody listens."""
        if self._panel.field.hasFocus():
            announce(self._panel.field, self._panel.answers().told())

    @Slot(object)
    def follow_hit(self, hit: Hit) -> None:
        """Bring the current hit into view, wherever it stands."""
        self._letter_side().follow(hit)
        self.kept().remember(self._panel.question())
        self._tells.stop()  # the hit is what one wants to hear of now
        announce(self._panel.field, self._panel.answers().rows.current_aloud())

    @Slot(object)
    def accept_hit(self, hit: Hit) -> None:
        """Go to a hit and stay there."""
        self._letter_side().accept(hit)
        self.kept().remember(self._panel.question())

    @Slot()
    def leave(self) -> None:
        """Go back to where one was when one began to ask."""
        self._letter_side().leave()

    @Slot()
    def next_hit(self) -> None:
        """Go to the next hit."""
        self._step(1)

    @Slot()
    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._concordance is not None and self._is_lined_up():
            self._concordance.step(by)
        else:
            self._panel.step(by)

    def _letter_side(self) -> InLetter:
        """Return what turns the letter's pages, which is made when it is first needed."""
        if self._in_letter is None:
            from cca_desktop.ui.search.in_letter import InLetter

            self._in_letter = InLetter(self._document, self._window, self._notes, self._moving)
        return self._in_letter

    # The concordance, which has a page of its own.

    @Slot()
    def on_left_tab(self) -> None:
        """Make the concordance when its page is first seen; mark in the letter what stands on the page in front."""
        if self._is_on_its_page() or (self._concordance is None and self._window.state().is_foot_open):
            self.concordance().stand.show()
        if self._concordance is not None:
            self.mark_again()

    def _is_on_its_page(self) -> bool:
        return self._window.left.currentWidget() is self._window.concordance_page

    def _is_lined_up(self) -> bool:
        return self._concordance is not None and self._concordance.has_letter()

    @Slot()
    def show_concordance(self) -> None:
        """Go to the concordance: of what was asked last, unless it has a question of its own."""
        self.concordance().open(self._panel.question())

    @Slot()
    def look_in_concordance(self) -> None:
        """Line up every place where the selected words stand."""
        from cca_desktop.search.about_passage import question_about

        selected = self._window.letter().selected()
        question = question_about(self._document, selected) if selected is not None else ""
        if question:
            self.concordance().ask(question)

    @Slot()
    def turn_concordance(self) -> None:
        """Put the concordance across the window, or back at the side."""
        self.concordance().stand.turn()

    def concordance(self) -> ConcordanceDesk:
        """Return what lines hits up, which is made when it is first needed."""
        if self._concordance is None:
            from cca_desktop.ui.concordance.desk import ConcordanceDesk
            from cca_desktop.ui.search.in_letter import InLetter

            question = self._window.question_lined_up()
            in_letter = InLetter(self._document, self._window, self._notes, self._moving)
            self._concordance = ConcordanceDesk(self._document, self._window, in_letter, self._asker, self.kept(), self)
            self._concordance.stand.moved.connect(self.mark_again)
            self._concordance.panel.keeping_wanted.connect(self.keep_concordance)
            if question:
                self._concordance.panel.ask(question)
        return self._concordance

    # What is searched.

    @Slot(object)
    def take_up(self, listing: Listing) -> None:
        """Let the searcher know the notes as they are now, and ask again where that may change the answer."""
        self._asker.know_notes(listing.notes)
        self.answer_notes(listing)
        self._settles.start()
        if listing.change.notes or listing.change.kind == "elsewhere":
            self.ask_again()

    @Slot()
    def ask_again(self) -> None:
        """Ask once more what was asked: there is more to find by now."""
        self._panel.ask_again()
        if self._concordance is not None:
            self._concordance.ask_again()

    def answer_notes(self, listing: Listing) -> None:
        """Show the lines of now in the notes that keep a concordance."""
        if self._living is not None or listing.asking:
            self.living().take_up(listing)

    def living(self) -> LivingNotes:
        """Return what answers the notes that ask, which is made when it is first needed."""
        if self._living is None:
            from cca_desktop.ui.concordance.living import LivingNotes

            parts = (self._window, self._notes, self._desk, self._asker)
            self._living = LivingNotes(*parts, self.concordance, self)
        return self._living

    @Slot()
    def keep_concordance(self) -> None:
        """Keep what is lined up as a note that is always as of now."""
        self.living().keep()

    @Slot()
    def open_kept(self) -> None:
        """Line up what the current note asks."""
        self.living().open_current()

    @Slot()
    def settle_later(self) -> None:
        """Let the searcher write down what it has in the next quiet moment."""
        self._settles.start()


def _is_whole(answer: Answer) -> bool:
    """Tell whether all hits are there, and not only the first of them."""
    return len(answer.hits) == answer.total
