"""Where each paragraph and note counts: in the index or, while that does not have it, among those that are read.

The index may lag behind or be damaged; what it does not have in this very version is read instead, and counts alike.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cca_desktop.errors import DamagedError
from cca_desktop.search.pace import OutdatedError
from cca_desktop.search.postings import ReadPostings
from cca_desktop.search.stems import stem
from cca_desktop.search.tier import Passages, Tier
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.units import Unit

if TYPE_CHECKING:
    from cca_desktop.search.index import Entry

AT_A_TIME = 200  # units put into the index in one go, which takes some 0.1 s
_MANY_AT_A_TIME = 1000  # of as many that wait: a segment that stays as it is, where fewer would be written five times
_SHARE = 8  # and an eighth of what is in it already, where that is more


class Seats:
    """Gives every unit its seat, in the index or among those read, and moves it into the index in pauses."""

    def __init__(self, folder: Path | None) -> None:
        """Open the index in ``folder`` (None: in memory alone); no unit counts yet."""
        from cca_desktop.search.word_index import WordIndex

        self.index: WordIndex = WordIndex.open(folder)
        self._units: dict[str, Unit] = {}
        self._signs: dict[str, str] = {}
        self._seat_all()

    @property
    def tiers(self) -> tuple[Tier, Tier]:
        """Return what is in the index, and what is read."""
        return self._indexed, self._read

    def unread(self) -> int:
        """Return how many units are not in the index."""
        return len(self._unread)

    def put(self, unit: Unit) -> None:
        """Let a unit count, and not what it was before."""
        self.take_away(unit.key)
        self._units[unit.key] = unit
        self._signs[unit.key] = unit.sign()
        self._seat(unit)

    def take_away(self, key: str) -> None:
        """Let the unit of this name no longer count."""
        self._units.pop(key, None)
        self._signs.pop(key, None)
        if key in self._in_index:
            self._indexed.hide(self._in_index[key][0])
        if key in self._unread:
            self._read.hide(self._unread.pop(key))

    def _seat(self, unit: Unit) -> None:
        """Let a unit count in the index, if that has this very version of it, or else among those read."""
        number, sign = self._in_index.get(unit.key, (0, ""))
        if sign == self._signs[unit.key]:
            self._indexed.show(number, unit)
            return
        passages = tuple(map(folded_words, unit.passages()))
        self._unread[unit.key] = self._postings.add(passages, unit.language)
        self._read.show(self._unread[unit.key], unit, passages)

    def _seat_all(self) -> None:
        """Begin anew: let every unit count in the index, or else among those read."""
        self._postings = ReadPostings()
        self._read = Tier(self._postings)
        self._unread: dict[str, int] = {}
        self._seat_in_index({})
        for unit in self._units.values():
            self._seat(unit)

    def _seat_in_index(self, passages: dict[str, Passages]) -> None:
        """Let the units that the index has in this very version count there; ``passages`` are those known of them."""
        self._in_index = {key: (number, sign) for number, (key, sign) in enumerate(self.index.entries) if key}
        self._indexed = Tier(self.index)
        for key, (number, sign) in self._in_index.items():
            if self._signs.get(key) == sign:
                self._indexed.show(number, self._units[key], passages.get(key))

    def _move_into_index(self) -> None:
        """Let the index as it is now count, and read no more what has come into it; no word is cut anew."""
        passages: dict[str, Passages] = {}
        for tier, numbers in ((self._indexed, self._in_index), (self._read, self._unread)):
            for key, at in numbers.items():
                known = tier.known_passages(at if isinstance(at, int) else at[0])
                if known is not None:
                    passages[key] = known
        self._seat_in_index(passages)
        for key in [key for key in self._unread if self._in_index.get(key, (0, ""))[1] == self._signs[key]]:
            self._read.hide(self._unread.pop(key))
        for key in self._units.keys() - self._unread.keys():
            if self._in_index.get(key, (0, ""))[1] != self._signs[key]:  # another program has taken it out
                self._seat(self._units[key])
        if not self._unread:  # what is no longer read leaves its words behind
            self._postings = ReadPostings()
            self._read = Tier(self._postings)

    def warm_up(self) -> None:
        """Load what the first question would wait for: the rules of inflection, and the list of words."""
        for language in {unit.language for unit in self._units.values()}:
            stem("", language)
        self.index.forms("", "")
        len(self.index.words)

    # -- keeping the index

    def move_in(self) -> None:
        """Put all that is read into the index, if it takes it, and nothing out of it: more may come that it has."""
        while self._unread and self._put_into_index(self._next_units(), [], lambda: False):
            pass

    def settle(self, is_outdated: Callable[[], bool]) -> bool | None:
        """Put some of what is read into the index, and take out what no longer counts.

        Returns:
            Whether the index has taken something up; None where there was nothing to do.

        Raises:
            OutdatedError: Something else is wanted now; the index is as it was.
        """
        stale = [key for key, (_, sign) in self._in_index.items() if self._signs.get(key) != sign]
        units = self._next_units()
        return self._put_into_index(units, stale, is_outdated) if units or stale else None

    def _next_units(self) -> list[Unit]:
        """Return what is put into the index next: the more there is in it, the more, as each time takes longer."""
        size = _MANY_AT_A_TIME if len(self._unread) >= _MANY_AT_A_TIME else AT_A_TIME
        return [self._units[key] for key in self._unread][: max(size, len(self._in_index) // _SHARE)]

    def _put_into_index(self, units: list[Unit], stale: list[str], is_outdated: Callable[[], bool]) -> bool:
        """Return whether the index has taken something up."""
        entries = list(self._entries(units, is_outdated))  # before the index is touched
        before, known = len(self._unread), self.index.entries
        try:
            self.index.write(entries, stale, is_outdated)
        except DamagedError:
            self.start_again()
            return False
        if self.index.entries is not known:
            self._move_into_index()
        return len(self._unread) < before or self.index.entries is not known

    def _entries(self, units: list[Unit], is_outdated: Callable[[], bool]) -> "Iterator[Entry]":
        from cca_desktop.search.index import Entry

        for unit in units:
            if is_outdated():
                raise OutdatedError
            words, *tags = self._read.passages(self._unread[unit.key])
            yield Entry(unit.key, self._signs[unit.key], words, [word for tag in tags for word in tag], unit.language)

    def start_again(self) -> None:
        """Go on by reading, with an empty index that is filled in the next pauses."""
        self.index.forget()
        self._seat_all()

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()
