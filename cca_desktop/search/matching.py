"""Which units answer a question: AND, OR and NOT over sets of units, judged paragraph by paragraph.

Words are taken from the postings. Phrases, nearness and patterns are proven on the text, and only where all cheaper
parts of the question hold already.
"""

from collections.abc import Callable, Mapping

from cca_desktop.search import conditions
from cca_desktop.search.marking import Wanted, WordSets, nearest, phrase_starts
from cca_desktop.search.pace import Pace
from cca_desktop.search.patterns import TimedPattern
from cca_desktop.search.tier import Tier
from cca_desktop.search.tokens import fold_line
from cca_desktop.search.tree import And, Field, InNote, Leaf, Near, Node, Not, Or, Phrase, Regex, Term
from cca_desktop.search.units import NOTE, Unit


class Matcher:
    """Puts one question to one tier."""

    def __init__(self, tier: Tier, patterns: Mapping[str, TimedPattern], pace: Pace) -> None:
        """Answer from ``tier``; ``patterns`` are the question's regular expressions that could be read."""
        self._tier = tier
        self._patterns = patterns
        self._pace = pace

    def matching(self, node: Node, within: int) -> int:
        """Return the units of ``within`` that answer ``node``."""
        if not within:
            return 0
        if isinstance(node, And):
            for part in sorted(node.parts, key=_cost):
                within = self.matching(part, within)
            return within
        if isinstance(node, Or):
            found = 0
            for part in node.parts:
                found |= self.matching(part, within & ~found)
            return found
        if isinstance(node, Not):
            return within & ~self.matching(node.part, within)
        if isinstance(node, InNote):
            within = self._where(lambda number: self._tier.unit(number).kind == NOTE, within)
            return within if node.part is None else self.matching(node.part, within)
        return self._holding(node, within)

    def _holding(self, leaf: Leaf, within: int) -> int:
        tier = self._tier
        if isinstance(leaf, Term):
            return tier.holding(leaf) & within
        if isinstance(leaf, Field):
            return self._where(lambda number: field_fits(leaf, tier.unit(number)), within)
        if isinstance(leaf, Regex):
            pattern = self._patterns.get(leaf.pattern)
            return self._where(lambda number: bool(pattern.spans(tier.unit(number).text)), within) if pattern else 0
        for term in sorted(leaf.terms, key=lambda term: -len(term.folded)):
            within &= tier.holding(term)
            if not within:
                return 0
        return self._where(lambda number: self._is_proven(leaf, number), within)

    def _is_proven(self, leaf: Phrase | Near, number: int) -> bool:
        sets = self.word_sets(leaf.terms, self._tier.unit(number).language)
        passages = self._tier.passages(number)
        if isinstance(leaf, Near):
            return any(nearest(sets, leaf.gap, words) for words in passages)
        return any(phrase_starts(sets, words) for words in passages)

    def word_sets(self, terms: tuple[Term, ...], language: str) -> WordSets:
        """Return the words that each of the ``terms`` stands for."""
        return tuple(self._tier.words(term, language) for term in terms)

    def wanted(self, parts: tuple[Leaf | InNote, ...], language: str) -> Wanted:
        """Return what is to be marked in the texts of ``language``."""
        words: set[str] = set()
        for leaf in parts:
            if isinstance(leaf, Term):
                words |= self._tier.words(leaf, language)
        return Wanted(
            frozenset(words),
            tuple(self.word_sets(leaf.terms, language) for leaf in parts if isinstance(leaf, Phrase)),
            tuple((self.word_sets(leaf.terms, language), leaf.gap) for leaf in parts if isinstance(leaf, Near)),
            tuple(
                self._patterns[leaf.pattern]
                for leaf in parts
                if isinstance(leaf, Regex) and leaf.pattern in self._patterns
            ),
        )

    def is_whole_answer(self, parts: tuple[Leaf | InNote, ...], number: int) -> bool:
        """Tell whether a unit without a mark is an answer as a whole, by its tags or by where it stands."""
        return any(self.matching(part, 1 << number) for part in parts)

    def _where(self, is_meant: Callable[[int], bool], within: int) -> int:
        def step_and_look(number: int) -> bool:
            self._pace.step()
            return is_meant(number)

        return self._tier.where(step_and_look, within)


def field_fits(field: Field, unit: Unit) -> bool:
    """Tell whether a unit stands where ``field`` says; a note stands where its passage stands."""
    if field.name == "tag":
        return unit.kind == NOTE and conditions.tag_fits(field, unit.folded_tags())
    if field.name == "colour":
        return unit.kind == NOTE and conditions.tag_fits(field, (fold_line(unit.colour),))
    if field.name == "para":
        return bool(unit.paragraph) and conditions.paragraph_fits(field, unit.paragraph)
    if unit.document is None:
        return False
    if field.name == "date":
        return conditions.date_fits(field, unit.document.date)
    return conditions.words_fit(
        field, fold_line(unit.document.author if field.name == "author" else unit.document.title)
    )


def _cost(node: Node) -> int:
    """Rank what is cheap to judge before what is dear, and what narrows before what excludes."""
    if isinstance(node, Term):
        return 0
    if isinstance(node, Phrase | Near):
        return 3
    if isinstance(node, Field):
        return 2
    if isinstance(node, Regex):
        return 5
    if isinstance(node, Not):
        return 1 + _cost(node.part)
    if isinstance(node, InNote):
        return 1 if node.part is None else 1 + _cost(node.part)
    return max(map(_cost, node.parts))
