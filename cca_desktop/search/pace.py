"""How far a question may go on: until a newer one makes it pointless, or until its time is up."""

import time
from collections.abc import Callable

_STEPS_BETWEEN_LOOKS = 32  # each step is well under 0.1 ms, and nobody shall wait longer than 5 ms


class OutdatedError(Exception):
    """A newer question has come; nobody waits for this answer any more."""


class TimeIsUpError(Exception):
    """A step that can be broken off has used up the time that the question has."""


class Pace:
    """Counts the steps of an answer, looks up now and then, and knows how much time is left."""

    def __init__(self, is_outdated: Callable[[], bool], seconds: float) -> None:
        """Ask ``is_outdated`` while going on, for so many seconds."""
        self._is_outdated = is_outdated
        self._seconds = seconds
        self._end = 0.0
        self._steps = 0

    def begin(self, seconds: float | None = None) -> None:
        """Start the clock: all that had to be loaded first is loaded; with ``seconds``, only so many are left."""
        self._end = time.perf_counter() + (self._seconds if seconds is None else seconds)

    def step(self) -> None:
        """Go one step.

        Raises:
            OutdatedError: There is no need to go on.
        """
        self._steps += 1
        if self._steps % _STEPS_BETWEEN_LOOKS == 0:
            self.look()

    def look(self) -> None:
        """Look up.

        Raises:
            OutdatedError: There is no need to go on.
        """
        if self._is_outdated():
            raise OutdatedError

    def go_on(self) -> None:
        """Look up, in the midst of what can be broken off.

        Raises:
            OutdatedError: There is no need to go on.
            TimeIsUpError: There is no time left.
        """
        self.look()
        if not self.seconds_left():
            raise TimeIsUpError

    def seconds_left(self) -> float:
        """Return how long the answer may still take; 0.0 when its time is up."""
        return max(0.0, self._end - time.perf_counter())
