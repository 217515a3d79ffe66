"""An older text's words laid over a newer one's: which of them are surely the same, and where a passage went."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import pairwise, takewhile
from typing import NamedTuple

from cca_desktop.text.pairing import Pairing
from cca_desktop.text.span import Span
from cca_desktop.text.telling import RUN, runs_of
from cca_desktop.text.words import Words, is_slip

# Measured on made-up corrections of texts of many kinds, those that repeat themselves above all.
_ENOUGH = 22.0  # bits that a run of words must tell, where seldom words tell more than common ones;
_ENOUGH_IN_LINE = 12.0  # bits that those of them must tell which stand as far from one another as they did;
_ENOUGH_MOVED = 40.0  # bits of a run that stands elsewhere now
_BREAK_COSTS = 2.0  # bits, for each word that came or went within a run
_LONGEST_BREAK = 4  # words; a longer one ends the run
_LONGEST_INSERTED = 16  # words that may have come between neighbours: the head of a page
_MOST_OWED = 4.0  # bits that may be lacking on the way, from what was replaced
_FEW_WORDS = 4  # of so few none may be missing
_LEAST_KEPT = 0.5  # of the characters of a longer passage,
_LEAST_KEPT_OF_FEW = 0.75  # and of one that is not much longer
_ENOUGH_FOR_FEW = 24.0  # bits that the line of a passage of few words must tell
_ENOUGH_FROM_A_SIDE = 6.0  # bits that a passage must tell where what it followed, or what followed it, is gone
_ENOUGH_BY_ITSELF = 28.0  # bits, where nothing is known of the older text but a passage and the words beside it,
_ENOUGH_BESIDE = 10.0  # bits that either side of it must tell,
_MISSING_COSTS = 0.5  # bits, for each character of these words that is missing
_BESIDE = 3  # words on either side of an edge
_INSERTED_ANYWAY = 160  # characters that may have come into a short passage: the head of a page
_MOST_OTHERS = 0.1  # of the words in it now may be words that stood elsewhere in the older text
_LONGEST_SLIDE = 400  # words
_NEIGHBOURS = 6  # words on either side, for the score


class Image(NamedTuple):
    """Where a passage is now, and how much of it and of what stands around it is left, from 0.0 to 1.0."""

    span: Span
    score: float


class Laid:
    """The words of an older text and those of a newer one, paired and weighed."""

    def __init__(
        self,
        old: Words,
        new: Words,
        pairing: Pairing,
        ahead: Sequence[float],
        back: Sequence[float],
        cut_from: Set[tuple[str, ...]] | None = None,
    ) -> None:
        """Weigh the pairs.

        Args:
            old: The older words,
            new: and the newer ones.
            pairing: Which of them are which.
            ahead: What each of the older words tells after those before it, in bits,
            back: and before those after it.
            cut_from: All runs of newer words, if the older ones are a cutting of a text that is not known.
        """
        self._old, self._new = old, new
        self._first, self._last, self._weak, self._moved = pairing
        self._ahead, self._back = ahead, back
        self._sure = self._weighed()
        self.came_from = {self._first[index]: index for index, told in enumerate(self._sure) if told}
        self._is_cutting = cut_from is not None
        self._loose = self._unpaired() if cut_from is None else cut_from

    def image(self, at: Span) -> Image | None:
        """Return where the passage ``at`` of the older text is now, or None if it is gone or nobody can be sure."""
        first, last = self._old.covered(at)
        kept = [index for index in range(first, last + 1) if self._sure[index]]
        if not kept or not self._is_enough(first, last, kept):
            return None
        span = self._hull(at, first, last, kept)
        if span is None or not self._holds_together(at, span, kept):
            return None
        before = self._share(range(max(0, first - _NEIGHBOURS), first))
        after = self._share(range(last + 1, min(len(self._sure), last + 1 + _NEIGHBOURS)))
        return Image(span, 0.6 * self._share(range(first, last + 1)) + 0.2 * before + 0.2 * after)

    def tells_by_itself(self, at: Span) -> bool:
        """Tell whether the older words, being few, cannot be laid there by chance, and neither can a part of them.

        The passage with what stands before it, and with what stands behind it, must tell something for itself: where
        sentences come to stand beside others, half of it may be the same by chance.
        """
        first, last = self._old.covered(at)
        told = [index for index, image in enumerate(self._first) if image >= 0 and index not in self._weak]
        missing = sum(
            self._old.ends[index] - self._old.starts[index] for index, image in enumerate(self._first) if image < 0
        )
        before = sum(self._ahead[index] for index in told if index <= first)
        after = sum(self._back[index] for index in told if index >= last)
        sides = [side for side, is_told in ((before, first > 0), (after, last < len(self._first) - 1)) if is_told]
        most = max(self._sure[first : last + 1], default=0.0)
        enough = _ENOUGH_BY_ITSELF if len(sides) == 2 else _ENOUGH_MOVED
        return most - _MISSING_COSTS * missing >= enough and min(sides, default=enough) >= _ENOUGH_BESIDE

    def _unpaired(self) -> set[tuple[str, ...]]:
        return {
            run
            for index, run in enumerate(runs_of(self._new.keys))
            if not any(index + step in self.came_from for step in range(RUN))
        }

    def _weighed(self) -> list[float]:
        """Say of each word how sure it is that it is the one it was paired with, in bits; 0.0 is not enough."""
        sure = [0.0] * len(self._first)
        for run in self._runs():
            told = self._told_in(run)
            broken = sum(sum(self._break(one, other)) for one, other in pairwise(run))
            is_moved = any(index in self._moved for index in run)
            if told - _BREAK_COSTS * broken < (_ENOUGH_MOVED if is_moved else _ENOUGH):
                continue
            for line in self._lines(run):
                told = self._told_in(line)
                if told >= _ENOUGH_IN_LINE:
                    for index in line:
                        sure[index] = told
        for index in self._sliding():
            sure[index] = 0.0
        for index in self._weak:  # these are known by their neighbours alone
            beside = [sure[other] for other in (index - 1, index + 1) if 0 <= other < len(sure)]
            sure[index] = min(beside) if len(beside) == 2 else 0.0
        return sure

    def _told_in(self, run: Sequence[int]) -> float:
        return sum(self._ahead[index] for index in run if index not in self._weak)

    def _runs(self) -> Iterable[list[int]]:
        """Yield the paired words, those together that follow one another in both texts with little between them."""
        run: list[int] = []
        for index, image in enumerate(self._first):
            if image < 0:
                continue
            if run:
                gone, come = self._break(run[-1], index)
                if come < 0 or gone + come > _LONGEST_BREAK:
                    yield run
                    run = []
            run.append(index)
        if run:
            yield run

    def _break(self, one: int, other: int) -> tuple[int, int]:
        """Return how many words between two paired ones went and how many came; less than none where they swapped."""
        if self._first[one] == self._first[other]:  # two halves of what is one word now
            return other - one - 1, 0
        return other - one - 1, self._first[other] - self._last[one] - 1

    def _lines(self, run: Sequence[int]) -> Iterable[list[int]]:
        line: list[int] = []
        for index in run:
            if line:
                gone, come = self._break(line[-1], index)
                if gone != come:
                    yield line
                    line = []
            line.append(index)
        yield line

    def _sliding(self) -> Iterable[int]:
        """Yield the words at the edges of what came or went that may as well be those at its other edge.

        Where "the old ships and the new ships" has become "the old ships", nobody can say which ships these are.
        """
        in_order = [index for index, image in enumerate(self._first) if image >= 0 and index not in self._moved]
        old, new = self._old.keys, self._new.keys
        for one, other in pairwise(in_order):
            if self._break(one, other)[1] < 0:
                continue
            for keys, low, high in ((old, one, other), (new, self._first[one], self._first[other])):
                if high > low + 1:
                    yield from self._held(one - step for step in range(_slide(keys, low, high - 1, -1)))
                    yield from self._held(other + step for step in range(_slide(keys, low + 1, high, 1)))

    def _held(self, indexes: Iterable[int]) -> Iterable[int]:
        return takewhile(lambda index: 0 <= index < len(self._first) and self._first[index] >= 0, indexes)

    def _is_enough(self, first: int, last: int, kept: Sequence[int]) -> bool:
        if not self._is_told_apart(kept[0], kept[-1]) or self._is_doubled(kept[0], -1) or self._is_doubled(kept[-1], 1):
            return False
        count = last - first + 1
        if self._is_parted(kept) or self._is_torn(first, last) or (count >= _FEW_WORDS and not self._is_tied(kept)):
            return False
        if count < _FEW_WORDS:
            return len(kept) == count and min(self._sure[index] for index in kept) >= _ENOUGH_FOR_FEW
        missing = [index for index in range(first, last + 1) if not self._sure[index]]
        if any(self._first[index] >= 0 and not kept[0] < index < kept[-1] for index in missing):
            return False  # whether the passage reaches so far nobody can say
        if any(tuple(self._old.keys[index : index + RUN]) in self._loose for index in missing):
            return False  # a part of it may have gone elsewhere
        return self._share(range(first, last + 1)) >= (_LEAST_KEPT if count >= 4 * _FEW_WORDS else _LEAST_KEPT_OF_FEW)

    def _is_told_apart(self, first: int, last: int) -> bool:
        """Tell whether a passage, with what stands before it, fits to what follows, and the other way round.

        A set phrase may have gone while another of its kind came to stand beside the words that it stood beside.
        """
        return self._tells_enough(last, -1, self._back) and self._tells_enough(first, 1, self._ahead)

    def _is_parted(self, kept: Sequence[int]) -> bool:
        """Tell whether a part at an edge, cut off by a word that was replaced, tells too little with what is beyond it.

        Such a part may be of another passage that is of the same mould.
        """
        cuts = [(one, other) for one, other in pairwise(kept) if min(self._break(one, other)) > 0]
        if not cuts or self._is_cutting:
            return False
        return not (self._tells_enough(cuts[0][0], -1, self._back) and self._tells_enough(cuts[-1][1], 1, self._ahead))

    def _is_tied(self, kept: Sequence[int]) -> bool:
        """Tell whether the first third of a passage with what stands before it tells enough, and the last third.

        However much the rest tells, a set phrase at an edge may be another's, where its own neighbours are gone.
        """
        third = len(kept) // 3
        return self._tells_enough(kept[third], -1, self._back) and self._tells_enough(kept[-1 - third], 1, self._ahead)

    def _is_torn(self, first: int, last: int) -> bool:
        """Tell whether the words at an edge stand elsewhere now beside those that they stood beside, and not here."""
        if self._is_cutting:
            return False
        return (first > 0 and not self._sure[first - 1] and self._is_elsewhere(first, first)) or (
            last + 1 < len(self._sure) and not self._sure[last + 1] and self._is_elsewhere(last + 1, last)
        )

    def _is_elsewhere(self, border: int, edge: int) -> bool:
        """Tell whether the words around a border stand in the newer text at another place than beside ``edge``."""
        old, new = self._old.keys, self._new.keys
        run = tuple(old[max(0, border - _BESIDE) : border + _BESIDE])
        start = self._first[edge] - (edge - max(0, border - _BESIDE))
        stands_here = tuple(new[max(0, start) : start + len(run)]) == run
        return self._runs_around[run] > stands_here

    @cached_property
    def _runs_around(self) -> Counter[tuple[str, ...]]:
        keys = self._new.keys
        return Counter(zip(*(keys[step:] for step in range(2 * _BESIDE)), strict=False))

    def _is_doubled(self, edge: int, step: int) -> bool:
        """Tell whether the word at an edge stands twice there, and too little beyond it says which of them it is."""
        beside, image = edge + step, self._first[edge] + step
        old, new = self._old.keys, self._new.keys
        is_twice = (0 <= beside < len(old) and old[beside] == old[edge]) or (
            0 <= image < len(new) and (new[image] == old[edge] or is_slip(new[image], old[edge]))
        )
        beyond = [edge + step * away for away in range(_FEW_WORDS)]
        return is_twice and not all(
            0 <= other < len(self._sure) and self._is_next(one, other, step) for one, other in pairwise(beyond)
        )

    def _tells_enough(self, index: int, step: int, bits: Sequence[float]) -> bool:
        """Go from a word over its neighbours as long as they still are such, and see whether these tell enough.

        What was replaced among them speaks against them: in a text of few moulds another place is like this one but
        for the words that make the difference.
        """
        told = 0.0
        while told < _ENOUGH_FROM_A_SIDE:
            if index not in self._weak:
                told += bits[index]
            other = index + step
            if not 0 <= other < len(self._sure):
                return self._is_cutting or self._first[index] == (0 if step < 0 else len(self._new.keys) - 1)
            while 0 <= other < len(self._sure) and not self._sure[other] and abs(other - index) <= _LONGEST_BREAK:
                other += step
            if not 0 <= other < len(self._sure) or not self._sure[other]:
                return False
            gone, come = self._break(min(index, other), max(index, other))
            if not (0 <= come <= _LONGEST_INSERTED and (gone == come or 0 in (gone, come))):
                return False  # they are no neighbours now
            told -= _BREAK_COSTS * (gone + come if gone and come else min(gone + come, 1))
            if told < -_MOST_OWED:
                return False
            index = other
        return True

    def _is_next(self, one: int, other: int, step: int) -> bool:
        """Tell whether two neighbours of the older text surely are neighbours in the newer one."""
        if not (self._sure[one] and self._sure[other]):
            return False
        return self._last[one] + 1 == self._first[other] if step > 0 else self._last[other] + 1 == self._first[one]

    def _share(self, indexes: range) -> float:
        lengths = [(self._old.ends[index] - self._old.starts[index], self._sure[index]) for index in indexes]
        whole = sum(length for length, _ in lengths)
        return sum(length for length, is_kept in lengths if is_kept) / whole if whole else 1.0

    def _hull(self, at: Span, first: int, last: int, kept: Sequence[int]) -> Span | None:
        """Return the stretch from the first to the last word of a passage, with what has replaced these at its edges.

        None where an edge cannot be known: in the midst of a word that has changed, or where more stands now between a
        word of the passage and one that is none than the little that may have replaced its own.
        """
        old, new = self._old, self._new
        if any(
            0 < index < len(self._first) and 0 <= self._first[index - 1] == self._first[index]
            for index in (first, last + 1)
        ):
            return None  # a part of what is one word now
        within, left = max(0, at.start - old.starts[first]), max(0, old.ends[last] - at.end)
        if (within and not self._is_as_it_was(first)) or (left and not self._is_as_it_was(last)):
            return None
        starts, ends = self._first[kept[0]], self._last[kept[-1]]
        if kept[0] > first:
            between = starts - self._last[first - 1] - 1 if first and self._sure[first - 1] else -1
            if not 0 <= between <= kept[0] - first + 1:
                return None
            starts -= between
        if kept[-1] < last:
            is_known = last + 1 < len(self._sure) and self._sure[last + 1]
            between = self._first[last + 1] - ends - 1 if is_known else -1
            if not 0 <= between <= last - kept[-1] + 1:
                return None
            ends += between
        span = Span(new.starts[starts] + within, new.ends[ends] - left)
        return span if span.start < span.end else None

    def _is_as_it_was(self, index: int) -> bool:
        """Tell whether a word is surely there, as long as it was, so that a place within it is one still."""
        first, last = self._first[index], self._last[index]
        now = self._new.ends[last] - self._new.starts[first]
        is_as_long = now == self._old.ends[index] - self._old.starts[index]
        return self._sure[index] > 0 and first == last and is_as_long

    def _holds_together(self, at: Span, span: Span, kept: Sequence[int]) -> bool:
        """Tell whether the words of a passage are still in their order, and still near one another."""
        images = [self._first[index] for index in kept]
        own, length = set(kept), at.end - at.start
        here = range(images[0], images[-1] + 1)
        others = sum(self.came_from.get(image, kept[0]) not in own for image in here)
        if others > _MOST_OTHERS * len(here):
            return False
        return images == sorted(images) and span.end - span.start <= length + max(length, _INSERTED_ANYWAY)


def _slide(keys: Sequence[str], one: int, other: int, step: int) -> int:
    """Return for how many words on from two places, one beyond what came or went, the same words follow."""
    count = 0
    while count < _LONGEST_SLIDE and min(one, other) >= 0 and max(one, other) < len(keys) and keys[one] == keys[other]:
        one, other, count = one + step, other + step, count + 1
    return count
