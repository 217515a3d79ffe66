"""The best paragraphs first, without scoring all that answer: only those that may be among the best are looked at.

Source:
    Branch and bound: A. H. Land and A. G. Doig, "An Automatic Method of Solving Discrete Programming Problems",
    Econometrica 28(3), 1960, 497-520. What is split here are sets of units, by one digit of how often a word stands in
    them, or of how long they are; the bound of a set is the score of the shortest unit with the most words that could
    be in it.
"""

import heapq
import math
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from cca_desktop.search.bounds import promising
from cca_desktop.search.postings import numbers_in
from cca_desktop.search.ranking import shortest_of
from cca_desktop.search.scoring import DECIMALS, Scorer
from cca_desktop.search.tier import Tier
from cca_desktop.search.units import NOTE

_FEW = 32  # units, which are sooner scored than split
_MOST_WORDS = 5  # weighed, up to which few sets need be split; of more the bounds are reckoned all at once
_MOST_SPLITS = 1000  # after which the bounds of the rest are reckoned all at once
_WORTH_IT = 32  # of so many units one has to be in question for that
_MANY = 5000  # units, from which on not even whoever wants all of them waits until each is scored
_ROUNDED_UP = 10**-DECIMALS  # at most, with what rounding adds
At = tuple[int, int]  # a side, and the number of a unit there


class _Cell(NamedTuple):
    """Units of one side, and what is known of each: of its length and its counts, the upper digits."""

    side: int
    units: int
    known: tuple[int, ...]
    missing: tuple[int, ...]  # how many digits are not known yet
    most: float = math.inf  # what none of them scores more than, where that is known without any digit


def best_first(
    tiers: Sequence[Tier], scorer: Scorer, answering: Sequence[int], *, all_are_wanted: bool
) -> Iterator[At]:
    """Yield the units that answer, the best first.

    They come text by text (the notes on one being a text of their own): first the one that holds the best of all, and
    after it its others, from the best to the least; those that are equally good in reading order.

    Raises:
        OutdatedError: A newer question has come.
    """
    all_are_wanted = all_are_wanted and sum(map(int.bit_count, answering)) <= _MANY
    ranking = _Ranking(tiers, scorer, answering, all_are_wanted=all_are_wanted)
    groups: dict[tuple[str, str], list[At]] = {}
    for side, number in ranking:
        unit = tiers[side].unit(number)
        group = unit.kind, unit.document.id if unit.document else ""
        if all_are_wanted:
            groups.setdefault(group, []).append((side, number))
        elif group not in groups:
            groups[group] = []
            yield from _others(tiers, scorer, answering, *group)
    for found in groups.values():
        yield from found


def _others(tiers: Sequence[Tier], scorer: Scorer, answering: Sequence[int], kind: str, text: str) -> Iterator[At]:
    """Yield all units of a text, or of the notes on it, that answer."""
    ranked: list[tuple[float, tuple[int, int, int, str], At]] = []
    for side, (tier, units) in enumerate(zip(tiers, answering, strict=True)):
        these = units & tier.of_text(text) & (tier.notes if kind == NOTE else ~tier.notes)
        scores = scorer.scores(tier, these) if these else {}
        ranked.extend((-scores.get(number, 0.0), tier.order(number), (side, number)) for number in numbers_in(these))
    for _, _, at in sorted(ranked):
        yield at


class _Ranking:
    """All units that answer, the best first and those that are equally good in reading order."""

    def __init__(
        self, tiers: Sequence[Tier], scorer: Scorer, answering: Sequence[int], *, all_are_wanted: bool
    ) -> None:
        self._tiers = tiers
        self._scorer = scorer
        units = sum(map(int.bit_count, answering))
        self._few = units if all_are_wanted else _FEW
        self._splits = _MOST_SPLITS
        self._ticket = count()
        self._heap: list[tuple[float, int, tuple[object, ...], At | _Cell]] = []
        self._digits: list[list[tuple[int, ...]]] = []
        for side, (tier, these) in enumerate(zip(tiers, answering, strict=True)):
            is_split = these.bit_count() > self._few and len(scorer.weights) <= _MOST_WORDS
            digits = [tier.lengths(), *(tier.tally(term, these) for term, _ in scorer.weights)] if is_split else []
            self._digits.append(digits)
            self._push(_Cell(side, these, (0,) * len(digits), tuple(map(len, digits))))

    def __iter__(self) -> Iterator[At]:
        while self._heap:
            *_, best = heapq.heappop(self._heap)
            if isinstance(best, _Cell):
                self._scorer.pace.look()
                self._open(best)
            else:
                yield best

    def _push(self, cell: _Cell) -> None:
        if cell.units:
            bound = self._bound(cell) + _ROUNDED_UP  # a cell is opened before a unit of the same score is taken
            heapq.heappush(self._heap, (-bound, 0, (next(self._ticket),), cell))

    def _bound(self, cell: _Cell) -> float:
        """Return what no unit of a cell scores more than."""
        if not cell.known:
            return cell.most
        length, *counts = (known << missing for known, missing in zip(cell.known, cell.missing, strict=True))
        most = [least | (1 << missing) - 1 for least, missing in zip(counts, cell.missing[1:], strict=True)]
        return self._scorer.score(most, shortest_of(length))

    def _open(self, cell: _Cell) -> None:
        """Score the units of a cell; where they are many, split it by the digit that lowers its bound most."""
        place = self._telling_digit(cell) if self._splits and cell.units.bit_count() > self._few else None
        if place is not None:
            self._splits -= 1
            digit = self._digits[cell.side][place][cell.missing[place] - 1]
            self._push(_knowing(cell, place, 1)._replace(units=cell.units & digit))
            self._push(_knowing(cell, place, 0)._replace(units=cell.units & ~digit))
            return
        tier = self._tiers[cell.side]
        if cell.units.bit_count() > max(self._few, tier.living.bit_length() // _WORTH_IT) and cell.most == math.inf:
            for most, units in promising(tier, self._scorer, cell.units, self._few):
                self._push(_Cell(cell.side, units, (), (), most))
            return
        scores = self._scorer.scores(tier, cell.units)
        for number in numbers_in(cell.units):
            heapq.heappush(self._heap, (-scores.get(number, 0.0), 1, tier.order(number), (cell.side, number)))

    def _telling_digit(self, cell: _Cell) -> int | None:
        """Return whose next digit tells most: 0 for that of the length; None where none tells anything."""
        places = [place for place, missing in enumerate(cell.missing) if missing]
        lowest = [(self._bound(_knowing(cell, place, int(place == 0))), place) for place in places]
        bound, place = min(lowest, default=(math.inf, 0))
        return place if bound + _ROUNDED_UP < self._bound(cell) else None


def _knowing(cell: _Cell, place: int, digit: int) -> _Cell:
    known, missing = list(cell.known), list(cell.missing)
    known[place] = known[place] << 1 | digit
    missing[place] -= 1
    return cell._replace(known=tuple(known), missing=tuple(missing))
