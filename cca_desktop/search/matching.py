"""Which units answer a question: AND, OR and NOT over sets of units, judged paragraph by paragraph.

Words are taken from the postings. Phrases, nearness and patterns are proven on the text, and only where all cheaper
parts of the question hold already.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from cca_desktop.search import conditions
from cca_desktop.search.marking import Wanted, WordSets, nearest, phrase_starts
from cca_desktop.search.pace import Pace
from cca_desktop.search.patterns import TimedPattern
from cca_desktop.search.postings import numbers_in, set_of
from cca_desktop.search.tier import NO_PLACE, Tier
from cca_desktop.search.tokens import fold_line
from cca_desktop.search.tree import And, Field, InNote, Leaf, Near, Node, Not, Or, Phrase, Regex, Term


class Matcher:
    """Puts one question to one tier."""

    def __init__(self, tier: Tier, patterns: Mapping[str, TimedPattern], pace: Pace) -> None:
        """Answer from ``tier``; ``patterns`` are the question's regular expressions that could be read."""
        self._tier = tier
        self._patterns = patterns
        self._pace = pace
        self._ranges: dict[tuple[Phrase | Near, int], int] = {}
        self._meant: dict[Phrase | Near, Phrase | Near] = {}  # the same wherever it stands in the question
        self._needles: dict[Phrase, tuple[str, ...]] = {}
        self._sets: dict[tuple[tuple[Term, ...], str], WordSets] = {}

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
            within &= self._tier.notes
            return within if node.part is None else self.matching(node.part, within)
        return self._holding(node, within)

    def _holding(self, leaf: Leaf, within: int) -> int:
        if isinstance(leaf, Term):
            return self._tier.holding(leaf) & within
        if isinstance(leaf, Field):
            return fitting(leaf, self._tier) & within
        if isinstance(leaf, Regex):
            pattern = self._patterns[leaf.pattern]
            return self._where(lambda number: bool(pattern.spans(self._tier.unit(number).text)), within)
        for holding in self._tier.holding_each(leaf.terms):
            within &= holding
            if not within:
                return 0
        counts = self._counts_within(leaf, within)
        if counts is None:
            return self._where(lambda number: self.ranges(leaf, number) > 0 or self._is_in_tags(leaf, number), within)
        found = set_of(list(counts)) & within
        return found | self._where(lambda number: self._is_in_tags(leaf, number), self._tier.tagged & within & ~found)

    def possible(self, node: Node, within: int) -> int:
        """Return units of ``within`` that may answer ``node``, all that do among them: nothing is proven on a text."""
        if isinstance(node, And):
            for part in sorted(node.parts, key=_cost):
                within = self.possible(part, within)
            return within
        if isinstance(node, Or):
            found = 0
            for part in node.parts:
                found |= self.possible(part, within)
            return found
        if isinstance(node, InNote):
            return (
                within & self._tier.notes if node.part is None else self.possible(node.part, within & self._tier.notes)
            )
        if isinstance(node, Phrase | Near):
            for holding in self._tier.holding_each(node.terms):
                within &= holding
            needles = self._needles_of(node)
            if not needles:
                return within
            narrowed = self._tier.tagged
            for needle in needles:
                narrowed |= self._tier.narrowed(needle, within)
            return within & narrowed
        if isinstance(node, Regex) or (isinstance(node, Not) and is_dear(node.part)):
            return within
        return self.matching(node, within)

    def is_quick(self, node: Node) -> bool:
        """Tell whether nothing of ``node`` has to be proven on one unit after the other."""
        if isinstance(node, And | Or):
            return all(map(self.is_quick, node.parts))
        if isinstance(node, Not | InNote):
            return node.part is None or self.is_quick(node.part)
        return not is_dear(node) or (isinstance(node, Phrase | Near) and self._counts(node) is not None)

    def _counts(self, leaf: Phrase | Near) -> Mapping[int, int] | None:
        """Count a phrase in all units at once; None where that cannot be done."""
        needles = self._needles_of(leaf)
        joined = self._tier.joined() if needles else None
        return _together([joined.count(needle) for needle in needles]) if joined is not None else None

    def _counts_within(self, leaf: Phrase | Near, within: int) -> Mapping[int, int] | None:
        """Count a phrase in the units ``within`` (and perhaps in others); None where they must be read one by one."""
        counts = self._counts(leaf)
        needles = self._needles_of(leaf)
        if counts is not None or not needles:
            return counts
        self._pace.look()
        return _together([self._tier.count_within(needle, within) for needle in needles])

    def _needles_of(self, leaf: Phrase | Near) -> tuple[str, ...]:
        if isinstance(leaf, Near):
            return ()
        if leaf not in self._needles:
            self._needles[leaf] = _needles(leaf)
        return self._needles[leaf]

    def ranges(self, leaf: Phrase | Near, number: int) -> int:
        """Count the places of a phrase or a nearness in the text of a unit."""
        meant = self._meant.get(leaf)
        if meant is None:
            terms = tuple(term._replace(typed="", at=NO_PLACE) for term in leaf.terms)
            meant = self._meant[leaf] = leaf._replace(terms=terms, typed="")
        known = self._ranges.get((meant, number))
        if known is None:
            known = self._ranges[meant, number] = self._count(leaf, number)
        return known

    def _count(self, leaf: Phrase | Near, number: int) -> int:
        counts = self._counts_within(leaf, 1 << number)
        if counts is not None:
            return counts.get(number, 0)
        sets = self.word_sets(leaf.terms, self._tier.unit(number).language)
        words = self._tier.passages(number)[0]
        return len(nearest(sets, leaf.gap, words) if isinstance(leaf, Near) else phrase_starts(sets, words))

    def _is_in_tags(self, leaf: Phrase | Near, number: int) -> bool:
        tags = [words for words in self._tier.passages(number)[1:] if len(words) >= len(leaf.terms)]
        if not tags:
            return False
        sets = self.word_sets(leaf.terms, self._tier.unit(number).language)
        if isinstance(leaf, Near):
            return any(nearest(sets, leaf.gap, words) for words in tags)
        return any(phrase_starts(sets, words) for words in tags)

    def word_sets(self, terms: tuple[Term, ...], language: str) -> WordSets:
        """Return the words that each of the ``terms`` stands for."""
        known = self._sets.get((terms, language))
        if known is None:
            known = self._sets[terms, language] = tuple(self._tier.words(term, language) for term in terms)
        return known

    def wanted(self, parts: tuple[Leaf | InNote, ...], language: str) -> Wanted:
        """Return what is to be marked in the texts of ``language``."""
        words: set[str] = set()
        for leaf in parts:
            if isinstance(leaf, Term):
                words |= self._tier.words(leaf, language)
        return Wanted(
            frozenset(words),
            tuple({self.word_sets(leaf.terms, language): None for leaf in parts if isinstance(leaf, Phrase)}),
            tuple({(self.word_sets(leaf.terms, language), leaf.gap): None for leaf in parts if isinstance(leaf, Near)}),
            tuple(
                self._patterns[leaf.pattern]
                for leaf in parts
                if isinstance(leaf, Regex) and leaf.pattern in self._patterns
            ),
        )

    def whole_answers(self, parts: tuple[Leaf | InNote, ...], within: int) -> int:
        """Return the units, of those without a mark, that are an answer as a whole: by tags or by where they stand."""
        found = 0
        for part in parts:
            found |= self.matching(part, within & ~found)
        return found

    def count(self, parts: tuple[Leaf | InNote, ...], within: int) -> int | None:
        """Count the hits in units that answer, or return None where each unit has to be marked to know.

        Words never cover the same stretch as a phrase or a nearness does; but two of those may.
        """
        long = [part for part in parts if isinstance(part, Phrase | Near)]
        if len(long) > 1 or any(isinstance(part, Regex) for part in parts):
            return None
        total, marked = self._tier.marks((part for part in parts if isinstance(part, Term)), within)
        for leaf in long:
            counted = self._counts_within(leaf, within)
            if counted is None:
                counted = {number: count for number in numbers_in(within) if (count := self.ranges(leaf, number))}
            there = set_of(list(counted))
            inside = there & within
            total += sum(counted.values() if inside == there else (counted[number] for number in numbers_in(inside)))
            marked |= inside
        return total + self.whole_answers(parts, within & ~marked).bit_count()

    def _where(self, is_meant: Callable[[int], bool], within: int) -> int:
        return self._tier.where(self._stepping(is_meant), within)

    def _stepping(self, is_meant: Callable[[int], bool]) -> Callable[[int], bool]:
        def step_and_look(number: int) -> bool:
            self._pace.step()
            return is_meant(number)

        return step_and_look


def _together(counts: list[dict[int, int]]) -> Mapping[int, int]:
    """Add up what was counted of several needles."""
    total = counts[0] if len(counts) == 1 else Counter(counts[0])
    for more in counts[1:]:
        for number, count in more.items():
            total[number] = total.get(number, 0) + count
    return total


def _needles(phrase: Phrase) -> tuple[str, ...]:
    """Return what to look for in the flat text of a unit: each finds other places of the phrase, together all of them.

    There are none where that cannot be done.
    """
    *_, last = phrase.terms
    words = [term.folded for term in phrase.terms]
    is_plain = all(term.kind == "exact" and (not term.is_open or term is last) for term in phrase.terms)
    may_overlap = words[0] in words[1:] or (last.is_open and words[0].startswith(last.folded))
    if may_overlap or not is_plain:
        return ()
    needle = f" {'  '.join(words)}"
    if last.behind:
        return f"{needle} ", f"{needle}{last.behind}"  # “that it'” is “that it”, or “that it's” so far
    return (needle if last.is_open else f"{needle} ",)


def fitting(field: Field, tier: Tier) -> int:
    """Return the living units that stand where ``field`` says; a note stands where its passage stands."""
    if field.name in ("tag", "colour"):
        return tier.fitting(field.name, lambda value: conditions.tag_fits(field, (value,)))
    if field.name == "para":
        return tier.fitting("para", lambda label: conditions.paragraph_fits(field, label))
    if field.name == "date":
        return tier.fitting("document", lambda document: conditions.date_fits(field, document.date))
    return tier.fitting(
        "document",
        lambda document: conditions.words_fit(
            field, fold_line(document.author if field.name == "author" else document.title)
        ),
    )


def is_dear(node: Node) -> bool:
    """Tell whether a question must be proven on the texts."""
    return _cost(node) >= _cost(Phrase((), ""))


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
