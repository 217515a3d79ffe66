"""Units and their postings side by side: what a question is put to."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import Any

from cca_desktop.search.expanding import Expander
from cca_desktop.search.joined import JoinedTexts, PhraseCounts
from cca_desktop.search.pace import Pace
from cca_desktop.search.postings import (
    Marks,
    Occurrences,
    Postings,
    added,
    marks_of,
    numbers_in,
    occurrences_of,
    set_of,
)
from cca_desktop.search.ranking import length_class
from cca_desktop.search.tokens import fold_line, folded_words
from cca_desktop.search.tree import Term
from cca_desktop.search.units import NOTE, Unit
from cca_desktop.text.span import Span

NO_PLACE = Span(0, 0)
_FEW = 32  # units, up to which reading them is quicker than asking for all the places of a word
Passages = tuple[tuple[str, ...], ...]


class Tier:
    """Numbered units. ``living`` is the set of those that count; what the postings say of others is not looked at."""

    def __init__(self, postings: Postings) -> None:
        """Begin without units."""
        self.postings = postings
        self.living = 0
        self.notes = 0  # those of the living that are notes
        self.characters = 0  # of all living units
        self._units: dict[int, Unit] = {}
        self._passages: dict[int, Passages] = {}
        self._flat: dict[int, str] = {}
        self._languages: dict[str, int] = {}
        self.tagged = 0  # those of the living that are notes with a tag of more than one word
        self._alike: dict[str, dict[Hashable, int]] = {}  # for each field, the units with each of its values
        self._joined = JoinedTexts({})
        self._phrases = PhraseCounts(self._count_each)
        self._holding: dict[tuple[str, str, str, int, bool], int] = {}
        self._in_order: list[int] | None = None
        self._lengths: tuple[int, ...] | None = None
        self._expander = Expander(postings)

    # -- units

    def show(self, number: int, unit: Unit, passages: Passages | None = None) -> None:
        """Let ``unit`` count as number ``number``; its folded ``passages`` are given where they are known."""
        self.hide(number)
        self._units[number] = unit
        self.notes |= (unit.kind == NOTE) << number
        self.living |= 1 << number
        self.characters += len(unit.text)
        self.tagged |= any(" " in tag for tag in unit.folded_tags()) << number
        self._languages[unit.language] = self._languages.get(unit.language, 0) | 1 << number
        if passages is not None:
            self._passages[number] = passages
            self._expander = Expander(self.postings)  # new words have come

    def hide(self, number: int) -> None:
        """Let the unit ``number`` no longer count."""
        unit = self._units.pop(number, None)
        self._passages.pop(number, None)
        self._flat.pop(number, None)
        self._in_order = self._lengths = None
        self._alike.clear()
        self._joined = JoinedTexts({})
        self._phrases = PhraseCounts(self._count_each)
        self._holding.clear()
        if unit is not None:
            self.notes &= ~(1 << number)
            self.tagged &= ~(1 << number)
            self.living &= ~(1 << number)
            self.characters -= len(unit.text)
            self._languages[unit.language] &= ~(1 << number)

    def unit(self, number: int) -> Unit:
        """Return a living unit."""
        return self._units[number]

    def watch(self, pace: Pace | None) -> None:
        """Look up now and then, which is not needed here: what is in memory is soon found."""

    def order(self, number: int) -> tuple[int, int, int, str]:
        """Return what sorts a living unit among all others as they are read."""
        return self._units[number].order

    def length(self, number: int) -> int:
        """Return how many characters a living unit has."""
        return len(self._units[number].text)

    def passages(self, number: int) -> Passages:
        """Return the folded words of a living unit, passage by passage."""
        known = self._passages.get(number)
        if known is None:
            known = self._passages[number] = tuple(map(folded_words, self._units[number].passages()))
        return known

    def flat(self, number: int) -> str:
        """Return the folded words of a unit's text in one string, a space on each side of each of them."""
        known = self._flat.get(number)
        if known is None:
            known = self._flat[number] = f" {'  '.join(self.passages(number)[0])} "
        return known

    def known_passages(self, number: int) -> Passages | None:
        """Return the folded words of a unit if they are at hand."""
        return self._passages.get(number)

    def read_ahead(self, most: int) -> bool:
        """Fold the words of so many units that were not asked for yet, and sort them; tell whether there are more."""
        for number in [number for number in self._units if number not in self._flat][:most]:
            self.flat(number)
        if self.joined() is None:
            return True
        self._in_reading_order()
        len(self._expander.alike)
        return False

    def joined(self) -> JoinedTexts | None:
        """Return all flat texts in one, in which a phrase is found quicker; None while some are not at hand."""
        if len(self._flat) < len(self._units):
            return None
        if not self._joined.is_of(self._flat):
            self._joined = JoinedTexts(self._flat)
        return self._joined

    def count_within(self, needle: str, within: int) -> dict[int, int]:
        """Count ``needle`` in the flat text of those of the units ``within`` that have it, and perhaps of others."""
        return self._phrases.count(needle, within)

    def narrowed(self, needle: str, within: int) -> int:
        """Return those of the units ``within`` that may have ``needle`` in their flat text, by what was counted."""
        return self._phrases.narrow(needle, within)

    def _count_each(self, needle: str, within: int) -> dict[int, int]:
        counts = ((number, self.flat(number).count(needle)) for number in numbers_in(within))
        return {number: count for number, count in counts if count}

    def in_reading_order(self, units: int) -> Iterator[int]:
        """Yield the numbers of the living ``units`` as they are read."""
        if units.bit_count() * _FEW < len(self._units):
            return iter(sorted(numbers_in(units), key=lambda number: self._units[number].order))
        digits = bin(units)[:1:-1].ljust(self.living.bit_length(), "0")
        return (number for number in self._in_reading_order() if digits[number] == "1")

    def _in_reading_order(self) -> list[int]:
        if self._in_order is None:
            self._in_order = sorted(self._units, key=lambda number: self._units[number].order)
        return self._in_order

    def by_language(self, units: int) -> Iterator[tuple[str, int]]:
        """Yield the languages of ``units``, and those that are in it."""
        for language, these in self._languages.items():
            if these & units:
                yield language, these & units

    def fitting(self, field: str, is_meant: Callable[[Any], bool]) -> int:
        """Return the living units with a value of ``field`` that is meant; each value is looked at once.

        The values of "tag" and "colour" are folded, "para" has the labels of paragraphs, "document" documents.
        """
        alike = self._alike.get(field)
        if alike is None:
            alike = self._alike[field] = self._sorted_by(field)
        found = 0
        for value, units in alike.items():
            if is_meant(value):
                found |= units
        return found

    def _sorted_by(self, field: str) -> dict[Hashable, int]:
        values: dict[Hashable, list[int]] = {}
        documents = {unit.document.id: unit.document for unit in self._units.values() if unit.document is not None}
        for number, unit in self._units.items():
            for value in _values(unit, field):
                values.setdefault(value, []).append(number)
        sets = {value: set_of(numbers) for value, numbers in values.items()}
        return {documents[str(name)]: units for name, units in sets.items()} if field == "document" else sets

    def of_text(self, document: str) -> int:
        """Return the living units of a document and of the notes on it; "" for those that are on none."""
        if "text" not in self._alike:
            self._alike["text"] = self._sorted_by("text")
        return self._alike["text"].get(document, 0)

    def lengths(self) -> tuple[int, ...]:
        """Return the classes of length of the living units, as the digits of binary numbers, each a set of units."""
        if self._lengths is None:
            lengths = {number: length_class(len(unit.text)) for number, unit in self._units.items()}
            size = self.living.bit_length()
            self._lengths = occurrences_of(list(lengths), list(lengths.values()), size).digits
        return self._lengths

    @staticmethod
    def where(is_meant: Callable[[int], bool], within: int) -> int:
        """Return the units in ``within`` that are meant."""
        found = 0
        for number in numbers_in(within):
            if is_meant(number):
                found |= 1 << number
        return found

    # -- words

    def words(self, term: Term, language: str) -> frozenset[str]:
        """Return the words of this tier that ``term`` stands for in texts of ``language``."""
        return self._expander.words(term, language)

    def nearly(self, word: str, distance: int, beginning: str = "") -> tuple[str, ...]:
        """Return the words of this tier that ``distance`` changes at most lead to, and that begin with this letter."""
        return self._expander.alike.nearly(word, distance, beginning)

    def holding(self, term: Term) -> int:
        """Return the living units that hold ``term``."""
        key = (term.kind, term.folded, term.behind, term.distance, term.is_open)
        found = self._holding.get(key)
        if found is None:
            found = self._holding[key] = self._look_up(term)
        return found

    def holding_each(self, terms: Iterable[Term]) -> Iterator[int]:
        """Yield the living units that hold each of ``terms``, long words first, which are likely to be rare."""
        for term in sorted({term._replace(typed="", at=NO_PLACE) for term in terms}, key=_length, reverse=True):
            yield self.holding(term)

    def _look_up(self, term: Term) -> int:
        if term.kind == "prefix":
            return self.postings.beginning(term.folded) & self.living
        union = self.postings.beginning(term.beginning) if term.is_open else 0
        whole = term._replace(is_open=False)
        for language, units in self.by_language(self.living):
            words = self.words(whole, language)
            if self.postings.are_at_hand(words):
                union |= self.postings.holding(words) & units
            else:
                union |= self._reading(words, units)
        return union & self.living

    def _reading(self, words: frozenset[str], units: int) -> int:
        return self.where(lambda number: not all(map(words.isdisjoint, self.passages(number))), units)

    def marks(self, terms: Iterable[Term], within: int) -> Marks:
        """Count the words that ``terms`` stand for, each place once, in the texts of the living units ``within``."""
        these = tuple(terms)
        total = units = 0
        for language, spoken in self.by_language(within):
            found = marks_of(self._occurrences(these, language, spoken), spoken)
            total += found.total
            units |= found.units
        return Marks(total, units)

    def counts(self, term: Term, within: int) -> dict[int, int]:
        """Count the words that ``term`` stands for in each of the living units ``within``, but for those without any.

        What stands only among a note's tags counts once.
        """
        counted: dict[int, int] = {}
        for language, spoken in self.by_language(within):
            few = spoken.bit_count() <= _FEW
            for occurrences in (self._read if few else self._occurrences)((term,), language, spoken):
                for number, count in occurrences.each_within(spoken):
                    counted[number] = counted.get(number, 0) + count
        for number in numbers_in(self.holding(term) & within):
            counted.setdefault(number, 1)
        return counted

    def tally(self, term: Term, within: int) -> tuple[int, ...]:
        """Return the same counts as the digits of binary numbers, lowest first, each a set of units."""
        digits: tuple[int, ...] = ()
        for language, spoken in self.by_language(within):
            for occurrences in self._occurrences((term,), language, spoken):
                digits = added(digits, tuple(digit & spoken for digit in occurrences.digits))
        return added(digits, (self.holding(term) & within & ~Occurrences(digits).units(),))

    def _occurrences(self, terms: tuple[Term, ...], language: str, within: int) -> Iterator[Occurrences]:
        """Yield where different words stand: first beginnings, which the postings know at once, then the others."""
        prefixes = {term.beginning for term in terms if term.kind == "prefix" or term.is_open}
        shortest = tuple(p for p in prefixes if not any(p != other and p.startswith(other) for other in prefixes))
        for prefix in shortest:
            yield from self.postings.occurrences_beginning(prefix)
        whole = [term._replace(is_open=False) for term in terms if term.kind != "prefix"]
        words = {word for term in whole for word in self.words(term, language) if not word.startswith(shortest)}
        if self.postings.are_at_hand(words):
            yield from self.postings.occurrences(words)
        else:
            yield self._standing(words, within)

    def _read(self, terms: tuple[Term, ...], language: str, within: int) -> Iterator[Occurrences]:
        yield self._standing({word for term in terms for word in self.words(term, language)}, within)

    def _standing(self, words: Collection[str], within: int) -> Occurrences:
        """Return where ``words`` stand together, by reading the units ``within``."""
        found = Occurrences()
        for number in numbers_in(within):
            found = found.with_unit(1 << number, sum(map(words.__contains__, self.passages(number)[0])))
        return found


def _values(unit: Unit, field: str) -> tuple[str, ...]:
    if field == "tag":
        return unit.folded_tags()
    if field == "colour":
        return (fold_line(unit.colour),) if unit.kind == NOTE else ()
    if field == "para":
        return (unit.paragraph,) if unit.paragraph else ()
    if field == "text":
        return (unit.document.id if unit.document is not None else "",)
    return (unit.document.id,) if unit.document is not None else ()


def _length(term: Term) -> int:
    return len(term.folded)
