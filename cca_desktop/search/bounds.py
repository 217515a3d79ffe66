"""What units score at most, reckoned for all of them at once: where many words are weighed.

A byte for each unit in one long string, and in one long integer: Python turns and adds up those some fifty times as
fast as one number after the other.
"""

import math
import struct
from collections.abc import Iterator, Sequence

from cca_desktop.search.postings import numbers_in, set_of
from cca_desktop.search.ranking import MOST_SATURATED, shortest_of
from cca_desktop.search.scoring import Scorer
from cca_desktop.search.tier import Tier

_MANY = 7  # occurrences in one unit, from which on they are taken for any number of them
_RANKS = 32  # of length, so that one of them and a count go into a byte
_STEPS = 60_000  # to the highest score there may be, so that what is rounded up each time goes into two bytes
# For each binary digit of a number, what turns it, as text, into what it is worth there.
_WORTH = tuple(bytes(int(sign == ord("1")) << place for sign in range(256)) for place in range(8))


def promising(tier: Tier, scorer: Scorer, units: int, few: int) -> Iterator[tuple[float, int]]:
    """Yield ``units`` in portions, those that may score most first, each with what none of it scores more than.

    The first are ``few``, and each portion is twice as large as the one before.

    Raises:
        OutdatedError: A newer question has come.
    """
    bounds, step = _bounds(tier, scorer, units)
    numbers = sorted(numbers_in(units), key=bounds.__getitem__, reverse=True)
    start, end = 0, few
    while start < len(numbers):
        yield bounds[numbers[start]] * step, set_of(numbers[start:end])
        start, end = end, 3 * end - 2 * start


def _bounds(tier: Tier, scorer: Scorer, units: int) -> tuple[Sequence[int], float]:
    """Return for each number of ``units`` what it scores at most, counted in steps, and how much a step is."""
    size = units.bit_length()
    step = sum(weight for _, weight in scorer.weights) * MOST_SATURATED / _STEPS
    ranks, shortest = _ranks(_side_by_side(tuple(digit & units for digit in tier.lengths()), size), size)
    total = 0
    for term, weight in scorer.weights:
        scorer.pace.look()
        keys = (ranks | _side_by_side(_few_digits(tier.tally(term, units)), size)).to_bytes(size, "little")
        steps = [_steps(scorer, weight / step, key & _MANY, shortest.get(key >> 3)) for key in range(256)]
        both = bytearray(2 * size)
        both[::2] = keys.translate(bytes(number & 255 for number in steps))
        both[1::2] = keys.translate(bytes(number >> 8 for number in steps))
        total += int.from_bytes(both, "little")
    return struct.unpack(f"<{size}H", total.to_bytes(2 * size, "little")), step


def _steps(scorer: Scorer, weight: float, count: int, length: int | None) -> int:
    """Return what a word of ``weight`` adds at most where it stands so often in a unit of so many characters."""
    if not count or length is None:
        return 0
    return math.ceil(weight * (scorer.saturation(count, length) if count < _MANY else MOST_SATURATED))


def _ranks(classes: int, size: int) -> tuple[int, dict[int, int]]:
    """Return the rank of length of each unit, three binary digits further up, and the least length of each rank."""
    there = classes.to_bytes(size, "little")
    shortest: dict[int, int] = {}
    table = bytearray(256)
    found = sorted(set(there))
    for place, number in enumerate(found):
        rank = place if len(found) <= _RANKS else place * _RANKS // len(found)
        shortest.setdefault(rank, shortest_of(number))
        table[number] = rank << 3
    return int.from_bytes(there.translate(table), "little"), shortest


def _few_digits(digits: tuple[int, ...]) -> tuple[int, ...]:
    """Return counts that stop at :data:`_MANY`, as the digits of binary numbers."""
    more = 0
    for digit in digits[3:]:
        more |= digit
    return tuple(digit | more for digit in digits[:3])


def _side_by_side(digits: Sequence[int], size: int) -> int:
    """Return the numbers of which these are the binary digits, each a set of units, a byte for each unit."""
    numbers = 0
    for digit, worth in zip(digits, _WORTH, strict=False):
        numbers |= int.from_bytes(format(digit, f"0{size}b").encode().translate(worth), "big")
    return numbers
