"""Regular expressions of readers, which may take for ever: each gets what is left of the question's time."""

from typing import Any

from cca_desktop.search.pace import Pace


class BadPatternError(Exception):
    """A regular expression that cannot be read; the message says why."""


class TimedPattern:
    """A regular expression that is stopped when its time is over; ``is_cut_short`` tells that it was."""

    def __init__(self, pattern: str, pace: Pace) -> None:
        """Read ``pattern``.

        Raises:
            BadPatternError: It cannot be read.
        """
        import regex  # some 20 ms, and only few questions need it

        self._pace = pace
        self._known: dict[str, list[tuple[int, int]]] = {}
        self.is_cut_short = False
        try:
            self._compiled: Any = regex.compile(pattern, regex.MULTILINE)
        except (regex.error, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as trouble:
            raise BadPatternError(getattr(trouble, "msg", None) or "it is too long or too deep") from trouble

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where it matches something in ``text``; nothing where there was no time left to look."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._look(text)
        return found

    def _look(self, text: str) -> list[tuple[int, int]]:
        seconds = self._pace.seconds_left_for_patterns()
        try:
            if seconds:
                found = self._compiled.finditer(text, timeout=seconds, concurrent=True)
                return [match.span() for match in found if match.end() > match.start()]
        except (TimeoutError, MemoryError):
            pass
        self.is_cut_short = True
        return []
