"""Regular expressions of readers, which may take for ever: each gets what is left of the question's time."""

from typing import Any

from cca_desktop.search.pace import Pace, TimeIsUpError


class BadPatternError(Exception):
    """A regular expression that cannot be read; the message says why."""


class TimedPattern:
    """A regular expression that is stopped when the time of its question is up."""

    def __init__(self, pattern: str, pace: Pace) -> None:
        """Read ``pattern``.

        Raises:
            BadPatternError: It cannot be read.
        """
        import regex  # some 20 ms, and only few questions need it

        self._pace = pace
        self._known: dict[str, list[tuple[int, int]]] = {}
        try:
            self._compiled: Any = regex.compile(pattern, regex.MULTILINE)
        except (regex.error, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as trouble:
            raise BadPatternError(getattr(trouble, "msg", None) or "it is too long or too deep") from trouble

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where it matches something in ``text``.

        Raises:
            TimeIsUpError: There was not time enough to know.
        """
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._look(text)
        return found

    def _look(self, text: str) -> list[tuple[int, int]]:
        seconds = self._pace.seconds_left()
        if not seconds:
            raise TimeIsUpError
        try:
            found = self._compiled.finditer(text, timeout=seconds, concurrent=True)
            return [match.span() for match in found if match.end() > match.start()]
        except (TimeoutError, MemoryError) as trouble:
            raise TimeIsUpError from trouble
