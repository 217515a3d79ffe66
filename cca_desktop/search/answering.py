"""From a question to its hits: all of them counted, as many shown as were asked for, in the order asked for."""

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice

from cca_desktop.search.answer import Hit
from cca_desktop.search.best_first import best_first
from cca_desktop.search.concordance import Line, LineMaker
from cca_desktop.search.marking import Wanted, after, before, spans_of
from cca_desktop.search.matching import Matcher
from cca_desktop.search.pace import Pace, TimeIsUpError
from cca_desktop.search.patterns import BadPatternError, TimedPattern
from cca_desktop.search.postings import numbers_in
from cca_desktop.search.scoring import Scorer
from cca_desktop.search.sentences import say
from cca_desktop.search.tier import Tier
from cca_desktop.search.tree import Field, Node, Query, patterns_in, wanted_parts, without_patterns
from cca_desktop.search.units import NOTE, TEXT, Unit
from cca_desktop.text.span import Span

_FIRST_BATCH = 4  # units; as many again are looked at each time that they took less than _QUICK_BATCH
_QUICK_BATCH = 0.002  # seconds
_IN_ORDER = 500  # units looked at in reading order for the first hits; if they are rarer, all are found first
_BEST = 1000  # hits that somebody who wants all of them, the best first, has in any case
Placed = tuple[tuple[int, int, int, str], int, int]
At = tuple[int, int]  # a side, and the number of a unit there
Found = tuple[At, Span]


class Question:
    """One question, put to every tier."""

    def __init__(self, query: Query, tiers: Sequence[Tier], pace: Pace, document: str | None = None) -> None:
        """Prepare ``query``; with ``document`` (whatever it answers to) look only there, and in the notes on it.

        ``root`` is what of the question is answered.
        """
        self._pace = pace
        self._notices: list[str] = []
        self._patterns: dict[str, TimedPattern] = {}
        self.root = self._read_patterns(query.root)
        self.is_cut_short = False
        self._parts = {kind: wanted_parts(self.root, in_notes=kind == NOTE) for kind in (TEXT, NOTE)}
        self._sides = [(tier, Matcher(tier, self._patterns, pace)) for tier in tiers]
        self._document = document
        self._wanted: dict[tuple[int, str, str], Wanted] = {}

    def notices(self) -> tuple[str, ...]:
        """Return what was found out in answering: what could not be used, and whether the time was too short."""
        if not self.is_cut_short:
            return tuple(self._notices)
        slow = [say("slow regex", pattern=text) for text in self._patterns] or [say("slow")]
        return (*self._notices, *slow)

    def _read_patterns(self, root: Node | None) -> Node | None:
        """Read the regular expressions; return the question without those that cannot be read."""
        bad = set()
        for text in patterns_in(root):
            try:
                self._patterns[text] = TimedPattern(text, self._pace)
            except BadPatternError as trouble:
                bad.add(text)
                self._notices.append(say("bad regex", pattern=text, reason=trouble))
        return without_patterns(root, bad) if bad else root

    def hits(self, limit: int | None, *, by_relevance: bool = False) -> tuple[int, tuple[Hit, ...]]:
        """Return how many hits there are, and the first of them, in reading order or by relevance.

        When the time is up the total is what was counted until then (``is_cut_short``), and all of it is true.
        """
        self._pace.begin()
        total, found = self._most_relevant(limit) if by_relevance else self._first(limit)
        return total, tuple(self._as_hits(found))

    def stream(self) -> Iterator[Hit]:
        """Yield every hit in reading order, and keep none; when the time is up there are no more."""
        for found in self._found(self._spans):
            yield from self._as_hits(found)

    def lines(self, width: int) -> Iterator[Line]:
        """Yield the same hits as lines of a concordance, with ``width`` characters on either side.

        They have words of the question in them: a note that has them among its tags alone is none, unless no word is
        asked for.
        """
        maker = LineMaker(width)
        asks_words = any(not isinstance(part, Field) for parts in self._parts.values() for part in parts)
        for found in self._found(self._marks if asks_words else self._spans):
            for (side, number), span in found:
                tier = self._sides[side][0]
                yield maker.line(tier.unit(number), tier.passages(number)[0], span)

    def _found(self, spans_of_unit: Callable[[int, int], list[Span]]) -> Iterator[list[Found]]:
        """Yield all that is found in reading order, some units at a time."""
        self._pace.begin()
        with self._while_there_is_time():
            for units in self._batches(lambda: True):
                order = self._in_reading_order(self._answering(units))
                while some := [(side, number) for _, side, number in islice(order, _FIRST_BATCH)]:
                    self._pace.step()
                    found = [(at, span) for at in some for span in spans_of_unit(*at)]
                    left = self._pace.seconds_left()
                    yield found
                    self._pace.begin(left)  # whoever writes them down may take their time

    def _first(self, limit: int | None) -> tuple[int, list[Found]]:
        total = looked_at = 0
        found: list[Found] = []
        later = [0 for _ in self._sides]  # what answers too, and comes after all that was looked at in order

        def is_order_wanted() -> bool:
            return limit is None or (len(found) < limit and looked_at < _IN_ORDER)

        with self._while_there_is_time():
            for units in self._batches(is_order_wanted):
                missing = None if limit is None else limit - len(found)
                if is_order_wanted() or missing == 0:
                    counted, shown = self._find_in(units, missing)
                    total += counted
                    found.extend(shown)
                else:
                    for side, these in enumerate(self._answering(units)):
                        total += self._count(side, these)
                        later[side] |= these
                looked_at += sum(map(int.bit_count, units))
        if any(later) and limit is not None:
            with self._while_there_is_time():
                found.extend(self._find_in(later, limit - len(found))[1])
        return total, found

    def _most_relevant(self, limit: int | None) -> tuple[int, list[Found]]:
        """Find the best paragraphs first: texts by their best one, and with each all others of that text."""
        total = 0
        found: list[Found] = []
        answering = [0 for _ in self._sides]
        with self._while_there_is_time():
            for units in self._batches(lambda: False):
                for side, these in enumerate(self._answering(units)):
                    total += self._count(side, these)
                    answering[side] |= these
        with self._while_there_is_time():
            tiers = [tier for tier, _ in self._sides]
            for at in best_first(tiers, self._scorer, answering, all_are_wanted=limit is None):
                if limit is not None and len(found) >= limit:
                    break
                (self._pace.step if limit is not None or len(found) < _BEST else self._pace.go_on)()
                found.extend((at, span) for span in self._spans(*at))
        if self.is_cut_short and limit is None:
            total = len(found)
        return total, found[:limit]

    @contextmanager
    def _while_there_is_time(self) -> Iterator[None]:
        for tier, _ in self._sides:
            tier.watch(self._pace)
        try:
            yield
        except TimeIsUpError:
            self.is_cut_short = True
        finally:
            for tier, _ in self._sides:
                tier.watch(None)

    def _batches(self, is_order_wanted: Callable[[], bool]) -> Iterator[list[int]]:
        """Yield the units to look at, for each side: all at once where that is cheap.

        They come in reading order as long as ``is_order_wanted``, and then in any.
        """
        root = self.root
        if root is None or not self._parts[NOTE]:
            return
        rest = [matcher.possible(root, self._within(tier)) for tier, matcher in self._sides]
        if all(matcher.is_quick(root) for _, matcher in self._sides):
            yield rest
            return
        order = self._in_reading_order(rest)
        size = _FIRST_BATCH
        while any(rest):
            start = time.perf_counter()
            units = [0 for _ in rest]
            if is_order_wanted():
                for _, side, number in islice(order, size):
                    units[side] |= 1 << number
            else:
                units = [
                    these & ((1 << size) - 1 << (these & -these).bit_length() - 1) if these else 0 for these in rest
                ]
            rest = [these & ~taken for these, taken in zip(rest, units, strict=True)]
            yield units
            if not self._pace.seconds_left():  # asked only now: something is looked at however busy the machine is
                if any(rest):
                    raise TimeIsUpError
                return
            if time.perf_counter() - start < _QUICK_BATCH:
                size *= 2

    def _find_in(self, units: list[int], limit: int | None) -> tuple[int, list[Found]]:
        rest = self._answering(units)
        total = 0
        found: list[Found] = []
        for _, side, number in self._in_reading_order(rest):
            if limit is not None and len(found) >= limit:
                break
            self._pace.step()
            rest[side] &= ~(1 << number)
            spans = self._spans(side, number)
            total += len(spans)
            found.extend(((side, number), span) for span in (spans if limit is None else spans[: limit - len(found)]))
        return total + sum(self._count(side, these) for side, these in enumerate(rest)), found

    def has_hits(self) -> bool:
        """Tell whether there is a hit at all."""
        return self.hits(0)[0] > 0

    def _answering(self, units: list[int]) -> list[int]:
        """Return those of ``units``, for each side, that answer."""
        root = self.root
        return [
            matcher.matching(root, within) if root else 0
            for (_, matcher), within in zip(self._sides, units, strict=True)
        ]

    def _in_reading_order(self, units: list[int]) -> Iterator[Placed]:
        """Yield units of all sides: their places in reading order, their sides, their numbers."""
        return heapq.merge(*(self._in_order(side, these) for side, these in enumerate(units)))

    def _in_order(self, side: int, units: int) -> Iterator[Placed]:
        tier, _ = self._sides[side]
        for number in tier.in_reading_order(units):
            yield tier.order(number), side, number

    def _within(self, tier: Tier) -> int:
        name = self._document
        if name is None:
            return tier.living

        return tier.fitting("document", lambda document: document.answers_to(name))

    def _wanted_in(self, side: int, unit: Unit) -> Wanted:
        key = (side, unit.kind, unit.language)
        if key not in self._wanted:
            self._wanted[key] = self._sides[side][1].wanted(self._parts[unit.kind], unit.language)
        return self._wanted[key]

    def _count(self, side: int, units: int) -> int:
        """Count the hits in units that answer."""
        if self._parts[TEXT] == self._parts[NOTE]:
            return self._count_alike(side, units, NOTE)
        tier = self._sides[side][0]
        notes = units & tier.notes
        return self._count_alike(side, notes, NOTE) + self._count_alike(side, units & ~notes, TEXT)

    def _count_alike(self, side: int, units: int, kind: str) -> int:
        """Count the hits in units in which the same is looked for."""
        if not units:
            return 0
        counted = self._sides[side][1].count(self._parts[kind], units)
        if counted is not None:
            return counted
        total = 0
        for number in numbers_in(units):
            self._pace.step()
            total += len(self._spans(side, number))
        return total

    def _spans(self, side: int, number: int) -> list[Span]:
        """Return the marks in a unit; all of it where it is an answer as a whole."""
        tier, matcher = self._sides[side]
        spans = self._marks(side, number)
        unit = tier.unit(number)
        if not spans and matcher.whole_answers(self._parts[unit.kind], 1 << number):
            return [Span(0, len(unit.text))]
        return spans

    def _marks(self, side: int, number: int) -> list[Span]:
        """Return where words of the question, or its patterns, stand in a unit."""
        tier = self._sides[side][0]
        unit = tier.unit(number)
        return spans_of(self._wanted_in(side, unit), unit.text, tier.passages(number)[0])

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer([tier for tier, _ in self._sides], self._parts[NOTE], self._pace)

    def _as_hits(self, found: Sequence[Found]) -> Iterator[Hit]:
        units = [0 for _ in self._sides]
        for (side, number), _ in found:
            units[side] |= 1 << number
        scores = [
            self._scorer.scores(tier, these) if these else {}
            for (tier, _), these in zip(self._sides, units, strict=True)
        ]
        for (side, number), span in found:
            yield _hit(self._sides[side][0].unit(number), span, scores[side].get(number, 0.0))


def _hit(unit: Unit, span: Span, score: float) -> Hit:
    document = unit.document
    place = unit.start + span.start if unit.kind == TEXT else unit.place
    return Hit(
        document=document.id if document else "",
        kind=unit.kind,
        note=unit.note,
        paragraph=unit.paragraph,
        page=document.page_at(place) if document and unit.paragraph else None,
        span=span.moved(unit.start),
        exact=span.cut(unit.text),
        before=before(unit.text, span.start),
        after=after(unit.text, span.end),
        score=score,
    )
