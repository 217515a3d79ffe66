"""How far a question may go on: until a newer one makes it pointless."""

import time
from collections.abc import Callable

_STEPS_BETWEEN_LOOKS = 32  # each step is well under 0.1 ms, and nobody shall wait longer than 5 ms


class OutdatedError(Exception):
    """A newer question has come; nobody waits for this answer any more."""


class Pace:
    """Counts the steps of an answer, and looks up now and then."""

    def __init__(self, is_outdated: Callable[[], bool], seconds_for_patterns: float) -> None:
        """Ask ``is_outdated`` while going on; regular expressions get so many seconds altogether."""
        self._is_outdated = is_outdated
        self._patterns_end = time.perf_counter() + seconds_for_patterns
        self._steps = 0

    def step(self) -> None:
        """Go one step.

        Raises:
            OutdatedError: There is no need to go on.
        """
        self._steps += 1
        if self._steps % _STEPS_BETWEEN_LOOKS == 0 and self._is_outdated():
            raise OutdatedError

    def seconds_left_for_patterns(self) -> float:
        """Return how long regular expressions may still take; 0.0 when their time is over."""
        return max(0.0, self._patterns_end - time.perf_counter())
