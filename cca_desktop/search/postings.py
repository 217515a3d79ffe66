"""Which units hold a word: what is asked of the index, and the same answers by reading the texts themselves.

Sets of units are Python integers: bit n stands for unit n.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from cca_desktop.search.stems import stem


class Postings(Protocol):
    """Words in the order of code points, and the units that hold them."""

    @property
    def words(self) -> Sequence[str]:
        """Every word, folded and sorted."""

    def forms(self, stemmed: str, language: str) -> Iterable[str]:
        """Return the words of this language that have the stem ``stemmed``."""

    def holding(self, words: Collection[str]) -> int:
        """Return the units that hold at least one of the folded ``words``."""

    def beginning(self, prefix: str) -> int:
        """Return the units that hold a word which begins with ``prefix``."""


class ReadPostings:
    """Postings of units that are not in the index (yet, or because it is damaged): made by reading them, in memory.

    Numbers are given once and never again; a unit taken out leaves its words behind, and the caller masks it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.size = 0
        self.words: list[str] = []
        self._units: dict[str, int] = {}
        self._forms: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, passages: Iterable[Sequence[str]], language: str) -> int:
        """Take up a unit by the folded words of its passages; return its number."""
        bit = 1 << self.size
        for word in set(chain.from_iterable(passages)):
            if word not in self._units:
                insort(self.words, word)
            self._units[word] = self._units.get(word, 0) | bit
            self._forms[language, stem(word, language)].add(word)
        self.size += 1
        return self.size - 1

    def forms(self, stemmed: str, language: str) -> Iterable[str]:
        """Return the words of this language that have the stem ``stemmed``."""
        return self._forms.get((language, stemmed), ())

    def holding(self, words: Collection[str]) -> int:
        """Return the units that hold at least one of the folded ``words``."""
        union = 0
        for word in words:
            union |= self._units.get(word, 0)
        return union

    def beginning(self, prefix: str) -> int:
        """Return the units that hold a word which begins with ``prefix``."""
        return self.holding(words_beginning(self.words, prefix))


def words_beginning(words: Sequence[str], prefix: str) -> Sequence[str]:
    """Return the words, of a sorted list, that begin with ``prefix``."""
    return words[bisect_left(words, prefix) : bisect_left(words, prefix + "\U0010ffff")]


def numbers_in(units: int) -> Iterator[int]:
    """Yield the numbers of the units in a set, lowest first."""
    digits = bin(units)[:1:-1]
    number = digits.find("1")
    while number >= 0:
        yield number
        number = digits.find("1", number + 1)
