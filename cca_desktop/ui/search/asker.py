"""The window's way to the searcher: one lane, the newest question wins, and Whoosh comes after the first picture."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.search.answer import Answer
from cca_desktop.ui.lane import Lane

if TYPE_CHECKING:
    from cca_desktop.search.completion import Completion
    from cca_desktop.search.concordance import Bounds, Concordance, Line
    from cca_desktop.search.searcher import Searcher

    LinedUp: TypeAlias = tuple[Concordance, tuple[Line, ...]]

Result = TypeVar("Result")
_SearcherJob: TypeAlias = "Callable[[Searcher, Callable[[], bool]], Result]"
_PATIENT_FOR_S = 10.0
MOST_LINES = 10_000  # of one concordance

SHOWN_AT_ONCE = 40  # hits: more than there is room for
_REST_AFTER_MS = 150  # a pause in typing: while the next key is near, thousands of hits would only be in its way


class _Asked(NamedTuple):
    """What was asked last, and how."""

    question: str
    is_being_typed: bool
    by_relevance: bool
    is_patient: bool


class Asker(QObject):
    """Asks on a lane of its own; an answer to a question that is no longer asked never arrives."""

    answered = Signal(object)  # an Answer
    lined_up = Signal(object, object)  # a Concordance, and its lines in the order that was wanted
    notes_found = Signal(str, object)  # a question to the notes, and the ids of those that answer it
    failed = Signal(object)  # a KnownError
    notes_taken_up = Signal()  # answers of late lacked some of them
    unsettled = Signal()  # there is more to write down in the next quiet moment

    def __init__(self, folder: Path | None, documents: Sequence[Document], parent: QObject | None = None) -> None:
        """Remember what to search in; nothing is loaded before :meth:`wake`."""
        super().__init__(parent)
        self._opens = partial(_open_searcher, folder, tuple(documents))
        self._lane: Lane[Searcher] | None = None
        self._notes: tuple[PlacedNote, ...] = ()
        self._ticket = 0  # of the newest question
        self._asked = _Asked("", is_being_typed=False, by_relevance=False, is_patient=False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_AFTER_MS)
        self._rest.timeout.connect(self._ask_rest)
        self._lines_ticket = 0  # of the newest concordance
        self._notes_ticket = 0  # of the newest question to the notes alone
        self._is_taking_up = False
        self._calls = 0  # whatever is wanted now, for which what is done in quiet moments gives way

    def wake(self) -> None:
        """Load Whoosh and the index, behind the window."""
        self._awake()

    def ask(
        self, question: str, *, is_being_typed: bool = False, by_relevance: bool = False, is_patient: bool = False
    ) -> None:
        """Ask ``question``; ``answered`` tells what came out, unless another was asked meanwhile.

        Where there is much to show, the first of it comes at once, and all of it a moment later in a second answer.
        Whoever ``is_patient`` gets a count that is not cut short, seconds later perhaps.
        """
        self._ticket += 1
        self._rest.stop()
        self._asked = _Asked(question, is_being_typed, by_relevance, is_patient)
        self._ask_now(None if is_patient else SHOWN_AT_ONCE)

    def _ask_now(self, limit: int | None) -> None:
        self._calls += 1
        ticket = self._ticket
        job = partial(_ask, asked=self._asked, limit=limit)
        self._run(job, partial(self._is_old, ticket), partial(self._on_answer, ticket))

    def _ask_rest(self) -> None:
        self._ask_now(None)

    def complete(self, question: str, caret: int, done: Callable[[list[Completion]], object]) -> None:
        """Ask how ``question`` may go on; ``done`` is told, unless anything was asked meanwhile."""
        self._calls += 1
        calls = self._calls
        job = partial(_complete, question=question, caret=caret)
        self._run(job, partial(self._is_disturbed, calls), partial(self._on_completed, calls, done))

    def line_up(self, question: str, bounds: Bounds, sorts: Sequence[str]) -> None:
        """Ask for a concordance; ``lined_up`` tells what came out, unless another was asked for meanwhile."""
        self._calls += 1
        self._lines_ticket += 1
        ticket = self._lines_ticket
        job = partial(_line_up, question=question, bounds=bounds, sorts=tuple(sorts))
        self._run(job, partial(self._is_old_line, ticket), partial(self._on_lined_up, ticket))

    def sort(self, concordance: Concordance, sorts: Sequence[str]) -> None:
        """Put the lines into another order; ``lined_up`` tells."""
        self._lines_ticket += 1
        job = partial(_sort, concordance=concordance, sorts=tuple(sorts))
        self._awake().run(job, done=partial(self._on_lined_up, self._lines_ticket), failed=self._on_trouble)

    def look_up(self, job: _SearcherJob[Result], done: Callable[[Result | None], object]) -> None:
        """Have something looked up that gives way to every question; ``done`` is told, with None where it gave way."""
        self._awake()  # which takes up the notes, of which a job shall know all
        self._run(partial(_knowing_all_notes, job=job), partial(self._is_disturbed, self._calls), done)

    def find_notes(self, question: str) -> None:
        """Ask which notes answer ``question``; ``notes_found`` tells, unless another was asked meanwhile."""
        self._calls += 1
        self._notes_ticket += 1
        ticket = self._notes_ticket
        job = partial(_knowing_all_notes, job=partial(_find_notes, question=question))
        self._run(job, lambda: ticket != self._notes_ticket, partial(self._on_notes_found, question, ticket))

    def know_notes(self, notes: Sequence[PlacedNote]) -> None:
        """Let the searcher know all living notes, as they stand now; one that sleeps is told when it wakes."""
        self._notes = tuple(notes)
        if self._lane is not None:
            know = partial(_know_notes, notes=self._notes)
            self._lane.run(know, done=self._on_notes_known, failed=self._on_trouble)

    def settle(self) -> None:
        """Let the searcher write down what it has only in memory; for a quiet moment, which a question ends."""
        if self._lane is not None:
            job = partial(_settle, is_outdated=partial(self._is_disturbed, self._calls))
            self._lane.run(job, done=self._on_settled, failed=self._on_trouble)

    def close(self) -> None:
        """Drop what is asked and end the lane."""
        self._ticket += 1
        self._rest.stop()
        self._lines_ticket += 1
        self._notes_ticket += 1
        self._calls += 1
        if self._lane is not None:
            self._lane.close()

    def _run(
        self, job: _SearcherJob[Result], is_outdated: Callable[[], bool], done: Callable[[Result | None], object]
    ) -> None:
        """Do ``job``, which leaves off where it ``is_outdated``; ``done`` is told what came out, or None."""
        self._awake().run(partial(_giving_way, job=job, is_outdated=is_outdated), done=done, failed=self._on_trouble)

    def _awake(self) -> Lane[Searcher]:
        if self._lane is None:
            self._lane = Lane("searching", self._opens, self)
            know = partial(_know_notes_first, notes=self._notes)
            self._lane.run(know, done=self._on_notes_known, failed=self._on_trouble)
            self.unsettled.emit()
        return self._lane

    def _take_up_notes(self) -> None:
        """Let the searcher take up notes until it is asked something, again and again."""
        job = partial(_take_up_notes, is_outdated=partial(self._is_disturbed, self._calls))
        self._awake().run(job, done=self._on_notes_taken_up, failed=self._on_trouble)

    def _is_old(self, ticket: int) -> bool:
        return ticket != self._ticket

    def _is_old_line(self, ticket: int) -> bool:
        return ticket != self._lines_ticket

    def _is_disturbed(self, calls: int) -> bool:
        return calls != self._calls

    def _on_answer(self, ticket: int, answer: Answer | None) -> None:
        if answer is not None and ticket == self._ticket:
            if len(answer.hits) < answer.total:
                self._rest.start()
            self.answered.emit(answer)

    def _on_lined_up(self, ticket: int, lined_up: LinedUp | None) -> None:
        if lined_up is not None and ticket == self._lines_ticket:
            self.lined_up.emit(*lined_up)

    def _on_notes_known(self, has_more: bool) -> None:
        if has_more and not self._is_taking_up:
            self._is_taking_up = True
            self._take_up_notes()

    def _on_notes_taken_up(self, has_more: bool) -> None:
        if has_more:
            self._take_up_notes()
        else:
            self._is_taking_up = False
            self.notes_taken_up.emit()

    def _on_notes_found(self, question: str, ticket: int, notes: frozenset[str] | None) -> None:
        if notes is not None and ticket == self._notes_ticket:
            self.notes_found.emit(question, notes)

    def _on_completed(
        self, calls: int, done: Callable[[list[Completion]], object], ways: list[Completion] | None
    ) -> None:
        if ways is not None and not self._is_disturbed(calls):
            done(ways)

    def _on_settled(self, has_more: bool) -> None:
        if has_more:
            self.unsettled.emit()

    def _on_trouble(self, trouble: KnownError) -> None:
        self.failed.emit(trouble)


# Jobs of the lane: plain functions. The first of them imports the searcher, and with it Whoosh.


def _open_searcher(folder: Path | None, documents: tuple[Document, ...]) -> Searcher:
    from cca_desktop.search.searcher import Searcher

    return Searcher(folder, documents, answers_first=True)


def _giving_way(searcher: Searcher, *, job: _SearcherJob[Result], is_outdated: Callable[[], bool]) -> Result | None:
    """Do a job until it is outdated; None where it was."""
    from cca_desktop.search.searcher import OutdatedError

    try:
        return None if is_outdated() else job(searcher, is_outdated)
    except OutdatedError:
        return None


def _knowing_all_notes(
    searcher: Searcher, is_outdated: Callable[[], bool], *, job: _SearcherJob[Result]
) -> Result | None:
    """Do a job for which the answer of half the notes would be a wrong one."""
    return None if searcher.take_up_notes(None, is_outdated) else job(searcher, is_outdated)


def _ask(searcher: Searcher, is_outdated: Callable[[], bool], *, asked: _Asked, limit: int | None) -> Answer:
    return searcher.ask(
        asked.question,
        limit=limit,
        is_being_typed=asked.is_being_typed,
        by_relevance=asked.by_relevance,
        is_outdated=is_outdated,
        patience=_PATIENT_FOR_S if asked.is_patient else None,
    )


def _find_notes(searcher: Searcher, is_outdated: Callable[[], bool], *, question: str) -> frozenset[str]:
    answer = searcher.ask(f"note:({question})", is_being_typed=True, is_outdated=is_outdated, patience=_PATIENT_FOR_S)
    return frozenset(hit.note for hit in answer.hits if hit.kind == "note")


def _complete(searcher: Searcher, _is_outdated: Callable[[], bool], *, question: str, caret: int) -> list[Completion]:
    return searcher.complete(question, caret)


def _line_up(
    searcher: Searcher, is_outdated: Callable[[], bool], *, question: str, bounds: Bounds, sorts: tuple[str, ...]
) -> LinedUp:
    concordance = searcher.concordance(question, **bounds._asdict(), limit=MOST_LINES, is_outdated=is_outdated)
    return _sort(searcher, concordance=concordance, sorts=sorts)


def _sort(_searcher: Searcher, *, concordance: Concordance, sorts: tuple[str, ...]) -> LinedUp:
    from cca_desktop.search.concordance import in_order

    return concordance, tuple(in_order(concordance.lines, sorts))


def _know_notes(searcher: Searcher, *, notes: tuple[PlacedNote, ...]) -> bool:
    return searcher.update_notes(notes)


def _know_notes_first(searcher: Searcher, *, notes: tuple[PlacedNote, ...]) -> bool:
    has_more = _know_notes(searcher, notes=notes)
    gc.freeze()  # Whoosh and what is known of all texts stay: whoever looks for what is no longer used may pass them by
    return has_more


def _take_up_notes(searcher: Searcher, *, is_outdated: Callable[[], bool]) -> bool:
    has_more = searcher.take_up_notes(is_outdated=is_outdated)
    if not has_more:
        gc.freeze()  # what is known of the notes stays too
    return has_more


def _settle(searcher: Searcher, *, is_outdated: Callable[[], bool]) -> bool:
    return searcher.settle(is_outdated)
