"""Units and their postings side by side: what a question is put to."""

from collections.abc import Callable

from cca_desktop.search.expanding import Expander
from cca_desktop.search.postings import Postings, numbers_in
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.tree import Term
from cca_desktop.search.units import Unit

_MANY_WORDS = 200  # from which on it is quicker to read the units than that many posting lists


class Tier:
    """Numbered units. ``living`` is the set of those that count; what the postings say of others is not looked at."""

    def __init__(self, postings: Postings) -> None:
        """Begin without units."""
        self.postings = postings
        self.living = 0
        self.characters = 0  # of all living units
        self._units: dict[int, Unit] = {}
        self._passages: dict[int, tuple[tuple[str, ...], ...]] = {}
        self._languages: dict[str, int] = {}
        self._expander = Expander(postings)

    def show(self, number: int, unit: Unit, passages: tuple[tuple[str, ...], ...] | None = None) -> None:
        """Let ``unit`` count as number ``number``; its folded ``passages`` are given where they are known."""
        self.hide(number)
        self._units[number] = unit
        self.living |= 1 << number
        self.characters += len(unit.text)
        self._languages[unit.language] = self._languages.get(unit.language, 0) | 1 << number
        if passages is not None:
            self._passages[number] = passages

    def hide(self, number: int) -> None:
        """Let the unit ``number`` no longer count."""
        unit = self._units.pop(number, None)
        self._passages.pop(number, None)
        if unit is not None:
            self.living &= ~(1 << number)
            self.characters -= len(unit.text)
            self._languages[unit.language] &= ~(1 << number)

    def unit(self, number: int) -> Unit:
        """Return a living unit."""
        return self._units[number]

    def passages(self, number: int) -> tuple[tuple[str, ...], ...]:
        """Return the folded words of a living unit, passage by passage."""
        known = self._passages.get(number)
        if known is None:
            known = self._passages[number] = tuple(map(folded_words, self._units[number].passages()))
        return known

    def forget_words(self) -> None:
        """Forget what terms stand for, since new words have come."""
        self._expander = Expander(self.postings)

    def words(self, term: Term, language: str) -> frozenset[str]:
        """Return the words of this tier that ``term`` stands for in texts of ``language``."""
        return self._expander.words(term, language)

    def holding(self, term: Term) -> int:
        """Return the living units that hold ``term``."""
        if term.kind == "prefix":
            return self.postings.beginning(term.folded) & self.living
        union = self.postings.beginning(term.folded) if term.is_open else 0
        whole = term._replace(is_open=False)
        for language, units in self._languages.items():
            if units:
                words = self.words(whole, language)
                union |= (
                    self._reading(words, units) if len(words) > _MANY_WORDS else self.postings.holding(words)
                ) & units
        return union & self.living

    def _reading(self, words: frozenset[str], units: int) -> int:
        return self.where(lambda number: not all(map(words.isdisjoint, self.passages(number))), units)

    @staticmethod
    def where(is_meant: Callable[[int], bool], within: int) -> int:
        """Return the units in ``within`` that are meant."""
        found = 0
        for number in numbers_in(within):
            if is_meant(number):
                found |= 1 << number
        return found
