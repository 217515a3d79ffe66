"""Work off the GUI thread: one worker that owns one thing, and runs plain functions on it, one after another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from cca_desktop.errors import KnownError

Owned = TypeVar("Owned")
Result = TypeVar("Result")
_WAITS_AT_CLOSE_S = 2.0


class _Job(NamedTuple):
    run: Callable[[Any], Any]
    done: Callable[[Any], object] | None
    failed: Callable[[KnownError], object] | None
    answered: SimpleQueue[_Outcome] | None


class _Outcome(NamedTuple):
    job: _Job
    result: Any
    trouble: Exception | None


class Lane(QObject, Generic[Owned]):
    """One thread that opens one thing (the notebook, the searcher) and alone touches it.

    A job is a plain function of the owned thing. What it returns comes back on the GUI thread, to ``done``; a
    :class:`KnownError` goes to ``failed``; anything else is our own fault and is raised on the GUI thread.
    """

    _came_out = Signal(object)

    def __init__(self, name: str, opens: Callable[[], Owned], parent: QObject | None = None) -> None:
        """Wait for the first job; then call ``opens``, and again at the next job where that failed."""
        super().__init__(parent)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._opens = opens
        self._came_out.connect(self._deliver)  # emitted on the lane, delivered on the GUI thread
        self._thread = threading.Thread(target=self._work, name=name)

    def run(
        self,
        job: Callable[[Owned], Result],
        *,
        done: Callable[[Result], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
    ) -> None:
        """Run ``job`` after those before it; one of the two is called with what came out."""
        self._put(_Job(job, done, failed, None))

    def ask(self, job: Callable[[Owned], Result]) -> Asked[Result]:
        """Run ``job`` and return what waits for it: for the time before the window is there, and for its end."""
        answered: SimpleQueue[_Outcome] = SimpleQueue()
        self._put(_Job(job, None, None, answered))
        return Asked(answered)

    def wait_for(self, job: Callable[[Owned], Result]) -> Result:
        """Run ``job`` and wait for it: before the window is there, and while it closes, never between.

        Raises:
            KnownError: What the job, or the opening, raised.
        """
        return self.ask(job).answer()

    def close(self, *, finishes_all: bool = False) -> None:
        """End the thread after the jobs at hand, waiting two seconds at most unless it ``finishes_all``."""
        if not self._thread.is_alive():
            return
        self._jobs.put(None)
        self._thread.join(None if finishes_all else _WAITS_AT_CLOSE_S)

    def _put(self, job: _Job) -> None:
        if self._thread.ident is None:
            self._thread.start()
        self._jobs.put(job)

    def _work(self) -> None:
        owned: Any = None
        is_open = False
        while (job := self._jobs.get()) is not None:
            result: Any = None
            trouble: Exception | None = None
            try:
                if not is_open:  # what could not be opened a moment ago may be there by now
                    owned = self._opens()
                    is_open = True
                result = job.run(owned)
            except Exception as raised:  # noqa: BLE001  an edge: the GUI thread gets it, whatever it is
                trouble = raised
            outcome = _Outcome(job, result, trouble)
            if job.answered is not None:
                job.answered.put(outcome)
            else:
                self._came_out.emit(outcome)
        closing = getattr(owned, "close", None)
        if closing is not None:
            closing()

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        job, result, trouble = outcome
        if trouble is None:
            if job.done is not None:
                job.done(result)
        elif isinstance(trouble, KnownError) and job.failed is not None:
            job.failed(trouble)
        else:
            raise trouble


class Asked(Generic[Result]):
    """What was asked of a lane by somebody who waits for it."""

    def __init__(self, answered: SimpleQueue[_Outcome]) -> None:
        """Wait for what comes out of ``answered``."""
        self._answered = answered
        self._outcome: _Outcome | None = None

    def has_come(self, within_s: float) -> bool:
        """Wait so long at most, and tell whether the answer is there."""
        if self._outcome is None:
            with suppress(Empty):
                self._outcome = self._answered.get(timeout=within_s)
        return self._outcome is not None

    def answer(self) -> Result:
        """Wait for the answer.

        Raises:
            KnownError: What the job, or the opening, raised.
        """
        outcome = self._outcome = self._outcome or self._answered.get()
        if outcome.trouble is not None:
            raise outcome.trouble
        result: Result = outcome.result
        return result
