"""The texts of many units in one string: a phrase is found in them some ten times as fast as one by one."""

from bisect import bisect_right
from collections.abc import Callable, Mapping

from cca_desktop.search.postings import set_of

_MOST_REMEMBERED = 64  # phrases


class JoinedTexts:
    """Flat texts of units, by number, behind one another."""

    def __init__(self, flat: Mapping[int, str]) -> None:
        """Join ``flat``."""
        self._numbers = list(flat)
        self._starts: list[int] = []
        start = 0
        for text in flat.values():
            self._starts.append(start)
            start += len(text) + 1
        self._flat = flat
        self._all = "\n".join(flat.values())
        self._counted: dict[str, dict[int, int]] = {}

    def is_of(self, flat: Mapping[int, str]) -> bool:
        """Tell whether these are the texts that were joined; whoever changes one joins anew."""
        return self._flat is flat and len(self._numbers) == len(flat)

    def count(self, needle: str) -> dict[int, int]:
        """Count ``needle`` in each unit that has it.

        What was found for its beginning, a key ago, narrows where to look.
        """
        found = self._counted.get(needle)
        if found is None:
            narrower = next((known for known in reversed(self._counted) if needle.startswith(known)), None)
            few = self._counted[narrower] if narrower is not None else None
            if few is not None and len(few) * 8 < len(self._numbers):
                counts = ((number, self._flat[number].count(needle)) for number in few)
                found = {number: count for number, count in counts if count}
            else:
                found = self._look(needle)
            if len(self._counted) >= _MOST_REMEMBERED:
                del self._counted[next(iter(self._counted))]
            self._counted[needle] = found
        return found

    def _look(self, needle: str) -> dict[int, int]:
        found: dict[int, int] = {}
        place = self._all.find(needle)
        while place >= 0:
            number = self._numbers[bisect_right(self._starts, place) - 1]
            found[number] = found.get(number, 0) + 1
            place = self._all.find(needle, place + len(needle))
        return found


class PhraseCounts:
    """Remembers where phrases of late were found, and in which units they were looked for."""

    def __init__(self, look: Callable[[str, int], dict[int, int]]) -> None:
        """Count by ``look``, which finds a needle in those of some units that have it, and perhaps in others."""
        self._look = look
        self._known: dict[str, tuple[int, dict[int, int]]] = {}

    def count(self, needle: str, within: int) -> dict[int, int]:
        """Count ``needle`` in the units ``within`` that have it; there may be some others among them."""
        done, counts = self._known.get(needle, (0, {}))
        missing = self.narrow(needle, within & ~done)
        if missing:
            counts.update(self._look(needle, missing))
        self._known.pop(needle, None)
        if len(self._known) >= _MOST_REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[needle] = done | within, counts
        return counts

    def narrow(self, needle: str, within: int) -> int:
        """Return those of the units ``within`` that may have ``needle``, by what was found for it or its beginning."""
        for known, (done, counts) in self._known.items():
            if needle.startswith(known):
                within &= ~done | set_of(list(counts))
        return within
