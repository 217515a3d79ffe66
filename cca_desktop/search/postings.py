"""Which units hold a word: what is asked of the index, and the same answers by reading the texts themselves.

Sets of units are Python integers: bit n stands for unit n.
"""

from array import array
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple, Protocol

from cca_desktop.search.stems import stem

_FEW = 64  # numbers, up to which single bits are cheaper than a string of digits
_MOST_IN_BYTE = 255
# For each binary digit of a number that goes into a byte: a table that turns such numbers into that digit, as text.
_TO_DIGIT = tuple(bytes(ord("01"[number >> place & 1]) for number in range(256)) for place in range(8))


class Marks(NamedTuple):
    """How often something stands in the texts (not the tags) of some units, and in which of them it does."""

    total: int
    units: int


class Occurrences(NamedTuple):
    """How often a word stands in each unit: the digits of the binary numbers, lowest first, each a set of units."""

    digits: tuple[int, ...] = ()

    def units(self) -> int:
        """Return the units in which it stands."""
        union = 0
        for digit in self.digits:
            union |= digit
        return union

    def total(self) -> int:
        """Return how often it stands anywhere."""
        return sum(digit.bit_count() << place for place, digit in enumerate(self.digits))

    def within(self, units: int) -> int:
        """Return how often it stands in ``units`` altogether."""
        return sum((digit & units).bit_count() << place for place, digit in enumerate(self.digits))

    def each_within(self, units: int) -> Iterator[tuple[int, int]]:
        """Yield numbers of ``units`` and how often it stands there, in shares: the same number may come again."""
        for place, digit in enumerate(self.digits):
            for number in numbers_in(digit & units):
                yield number, 1 << place

    def with_unit(self, unit: int, count: int) -> "Occurrences":
        """Return the same, and ``count`` of them in a further unit, given as its bit."""
        digits = list(self.digits) + [0] * (count.bit_length() - len(self.digits))
        return Occurrences(
            tuple(digit | unit if count >> place & 1 else digit for place, digit in enumerate(digits)),
        )


_NOWHERE = Occurrences()


def added(digits: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    """Add up what stands in each unit: digits of binary numbers, lowest first, each a set of units."""
    total = []
    carried = 0
    for one, other in zip_longest(digits, others, fillvalue=0):
        total.append(one ^ other ^ carried)
        carried = one & other | carried & (one ^ other)
    return (*total, carried) if carried else tuple(total)


def marks_of(found: Iterable[Occurrences], within: int) -> Marks:
    """Add up different words."""
    total = units = 0
    for occurrences in found:
        total += occurrences.within(within)
        units |= occurrences.units()
    return Marks(total, units & within)


class Postings(Protocol):
    """Words in the order of code points, and the units that hold them."""

    @property
    def words(self) -> list[str]:
        """Every word, folded and sorted."""

    def forms(self, stemmed: str, language: str) -> Iterable[str]:
        """Return the words of this language that have the stem ``stemmed``."""

    def are_at_hand(self, words: Collection[str]) -> bool:
        """Tell whether it is quicker to ask for these words than to read the units."""

    def holding(self, words: Collection[str]) -> int:
        """Return the units that hold at least one of the folded ``words``."""

    def beginning(self, prefix: str) -> int:
        """Return the units that hold a word which begins with ``prefix``."""

    def frequencies(self, beginning: str) -> Iterator[tuple[str, int]]:
        """Yield the words that begin so, and about how often each stands in the texts: units long gone may count."""

    def occurrences(self, words: Iterable[str]) -> Iterator[Occurrences]:
        """Yield where each of these words stands in the texts."""

    def occurrences_beginning(self, prefix: str) -> Iterator[Occurrences]:
        """Yield where the words that begin with ``prefix`` stand in the texts, some or all of them together."""


class _Places:
    """Where a word stands, put together when somebody asks: a set grows slowly, and there are very many of them."""

    __slots__ = ("_counts", "_numbers", "_put_together", "_taken")

    def __init__(self) -> None:
        """Begin nowhere."""
        self._numbers = array("I")
        self._counts = array("I")
        self._put_together = _NOWHERE
        self._taken = 0  # of those above

    def add(self, number: int, count: int) -> None:
        """Take down that it stands in unit ``number`` so often; numbers only grow."""
        self._numbers.append(number)
        self._counts.append(count)

    def occurrences(self) -> Occurrences:
        """Return where it stands."""
        taken, self._taken = self._taken, len(self._numbers)
        if self._taken - taken > _FEW:
            self._put_together = occurrences_of(self._numbers, self._counts, self._numbers[-1] + 1)
        else:
            for number, count in zip(self._numbers[taken:], self._counts[taken:], strict=True):
                self._put_together = self._put_together.with_unit(1 << number, count)
        return self._put_together


class ReadPostings:
    """Postings of units that are not in the index (yet, or because it is damaged): made by reading them, in memory.

    Numbers are given once and never again; a unit taken out leaves its words behind, and the caller masks it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.size = 0
        self.words: list[str] = []
        self._texts: dict[str, _Places] = defaultdict(_Places)
        self._tags: dict[str, _Places] = defaultdict(_Places)
        self._known: dict[str, set[str]] = defaultdict(set)  # words, by language
        self._forms: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, passages: Sequence[Sequence[str]], language: str) -> int:
        """Take up a unit by the folded words of its passages, the text before the tags; return its number."""
        text, *tags = passages
        counted, in_tags = Counter(text), set(chain.from_iterable(tags))
        known = self._known[language]
        for word in {*counted, *in_tags} - known:
            known.add(word)
            self._forms[language, stem(word, language)].add(word)
            if word not in self._texts and word not in self._tags:
                insort(self.words, word)
        for word, count in counted.items():
            self._texts[word].add(self.size, count)
        for word in in_tags:
            self._tags[word].add(self.size, 1)
        self.size += 1
        return self.size - 1

    def forms(self, stemmed: str, language: str) -> Iterable[str]:
        """Return the words of this language that have the stem ``stemmed``."""
        return self._forms.get((language, stemmed), ())

    def are_at_hand(self, words: Collection[str]) -> bool:  # noqa: ARG002 (all are)
        """Tell that it is quicker to ask for these words than to read the units."""
        return True

    def holding(self, words: Collection[str]) -> int:
        """Return the units that hold at least one of the folded ``words``."""
        union = 0
        for word in words:
            union |= self._of(word).units()
            if word in self._tags:
                union |= self._tags[word].occurrences().units()
        return union

    def beginning(self, prefix: str) -> int:
        """Return the units that hold a word which begins with ``prefix``."""
        return self.holding(words_beginning(self.words, prefix))

    def frequencies(self, beginning: str) -> Iterator[tuple[str, int]]:
        """Yield the words that begin so, and about how often each stands in the texts."""
        for word in words_beginning(self.words, beginning):
            yield word, self._of(word).total()

    def occurrences(self, words: Iterable[str]) -> Iterator[Occurrences]:
        """Yield where each of these words stands in the texts."""
        return map(self._of, words)

    def occurrences_beginning(self, prefix: str) -> Iterator[Occurrences]:
        """Yield where the words that begin with ``prefix`` stand in the texts."""
        return self.occurrences(words_beginning(self.words, prefix))

    def _of(self, word: str) -> Occurrences:
        return self._texts[word].occurrences() if word in self._texts else _NOWHERE


def occurrences_of(numbers: Sequence[int], counts: Sequence[int], size: int) -> Occurrences:
    """Return where something stands, of which there are ``counts`` in the units ``numbers``.

    Args:
        numbers: Units below ``size``; the same one may come again, as when words are taken together.
        counts: How often it stands in each, at least once.
        size: How many units there are.
    """
    if len(numbers) <= _FEW:
        found = Occurrences()
        few: Counter[int] = Counter()
        for number, count in zip(numbers, counts, strict=True):
            few[number] += count
        for number, count in few.items():
            found = found.with_unit(1 << number, count)
        return found
    known = bytearray(size)
    large: dict[int, int] = {}  # what does not go into a byte
    for number, count in zip(numbers, counts, strict=True):
        total = known[number] + count
        if total > _MOST_IN_BYTE:
            large[number] = large.get(number, known[number]) + count
            total = _MOST_IN_BYTE
        known[number] = total
    for number in large:
        known[number] = 0
    digits = (int(known.translate(table)[::-1], 2) for table in _TO_DIGIT[: max(known, default=0).bit_length()])
    found = Occurrences(tuple(digits))
    for number, count in large.items():
        found = found.with_unit(1 << number, count)
    return found


def words_beginning(words: Sequence[str], prefix: str) -> Sequence[str]:
    """Return the words, of a sorted list, that begin with ``prefix``."""
    return words[bisect_left(words, prefix) : bisect_left(words, prefix + "\U0010ffff")]


def set_of(numbers: Sequence[int]) -> int:
    """Return the set of these numbers."""
    if len(numbers) <= _FEW:
        union = 0
        for number in numbers:
            union |= 1 << number
        return union
    size = max(numbers) + 1
    digits = bytearray(b"0") * size
    for number in numbers:
        digits[size - 1 - number] = 49  # the digit 1
    return int(digits, 2)


def numbers_in(units: int) -> Iterator[int]:
    """Yield the numbers of the units in a set, lowest first."""
    digits = bin(units)[:1:-1]
    number = digits.find("1")
    while number >= 0:
        yield number
        number = digits.find("1", number + 1)
