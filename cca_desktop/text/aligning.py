"""Lay an older text over a newer one, word by word: where each word is now, and whether that is sure.

Where the text that a note was written on is still known, this says far more than the note's own words can: a word is
known by everything that stands around it. Nothing here guesses; a word whose place is not sure has none.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from cca_desktop.text.pairing import paired
from cca_desktop.text.span import Span
from cca_desktop.text.words import common_ends, words_of

# Measured on made-up corrections of texts of many kinds, those that repeat themselves above all.
_ENOUGH = 22.0  # bits that a run of words must tell, where seldom words tell more than common ones;
_ENOUGH_IN_LINE = 12.0  # bits that those of them must tell which stand as far from one another as they did;
_ENOUGH_MOVED = 40.0  # bits of a run that stands elsewhere now
_BREAK_COSTS = 2.0  # bits, for each word that came or went within a run
_LONGEST_BREAK = 4  # words; a longer one ends the run
_MARGIN = 400  # characters around what has changed, that are looked at as its neighbourhood
_FEW_WORDS = 4  # of so few none may be missing
_LEAST_KEPT = 0.5  # of the characters of a longer passage,
_LEAST_KEPT_OF_FEW = 0.75  # and of one that is not much longer
_ENOUGH_FOR_FEW = 24.0  # bits that the line of a passage of few words must tell
_ENOUGH_FROM_A_SIDE = 6.0  # bits that a passage must tell where what it followed, or what followed it, is gone
_LOOSE_RUN = 4  # words
_INSERTED_ANYWAY = 160  # characters that may have come into a short passage: the head of a page
_MOST_OTHERS = 0.1  # of the words in it now may be words that stood elsewhere in the older text
_LONGEST_SLIDE = 400  # words
_NEIGHBOURS = 6  # words on either side, for the score


class Image(NamedTuple):
    """Where a passage is now, and how much of it and of what stands around it is left, from 0.0 to 1.0."""

    span: Span
    score: float


class Alignment:
    """An older text laid over a newer one."""

    def __init__(self, old: str, new: str) -> None:
        """Lay ``old`` over ``new``; takes some seconds for millions of words."""
        head, tail = common_ends(old, new)
        self._shift = len(new) - len(old)
        self._start = max(0, head - _MARGIN)
        self._old_end = min(len(old), len(old) - tail + _MARGIN)
        self._new_end = self._old_end + self._shift
        self._old = words_of(old, self._start, self._old_end)
        self._new = words_of(new, self._start, self._new_end)
        self._first, self._last, self._weak, self._moved = paired(self._old.keys, self._new.keys)
        self._ahead = _told(self._old.keys)
        self._back = _told(self._old.keys[::-1])[::-1]
        self._sure = self._weighed()
        self._from = {self._first[index]: index for index, told in enumerate(self._sure) if told}
        keys = self._new.keys
        self._loose = {
            tuple(keys[index : index + _LOOSE_RUN])
            for index in range(len(keys) - _LOOSE_RUN + 1)
            if not any(index + step in self._from for step in range(_LOOSE_RUN))
        }

    def image(self, at: Span) -> Image | None:
        """Return where the passage ``at`` of the older text is now, or None if it is gone or nobody can be sure."""
        if at.end <= self._start:
            return Image(at, 1.0)
        if at.start >= self._old_end:
            return Image(at.moved(self._shift), 1.0)
        inner = Span(max(at.start, self._start), min(at.end, self._old_end))
        image = self._image_within(inner)
        if image is None:
            return None
        start = at.start if inner.start > at.start else image.span.start
        end = at.end + self._shift if inner.end < at.end else image.span.end
        return Image(Span(start, end), image.score)

    def _image_within(self, at: Span) -> Image | None:
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

    def is_taken(self, span: Span, passage: Span) -> bool:
        """Tell whether words in ``span`` of the newer text surely are others than the ``passage`` of the older was.

        So a passage that is gone is not seen in its likes, which have been there all the time.
        """
        if span.start < self._start or span.end > self._new_end:
            return True
        first, last = self._old.covered(passage)
        here, there = self._new.covered(span)
        return any(not first <= self._from.get(index, first) <= last for index in range(here, there + 1))

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
        if count < _FEW_WORDS:
            return len(kept) == count and min(self._sure[index] for index in kept) >= _ENOUGH_FOR_FEW
        missing = [index for index in range(first, last + 1) if not self._sure[index]]
        if any(self._first[index] >= 0 and not kept[0] < index < kept[-1] for index in missing):
            return False  # whether the passage reaches so far nobody can say
        if any(tuple(self._old.keys[index : index + _LOOSE_RUN]) in self._loose for index in missing):
            return False  # a part of it may have gone elsewhere
        return self._share(range(first, last + 1)) >= (_LEAST_KEPT if count >= 4 * _FEW_WORDS else _LEAST_KEPT_OF_FEW)

    def _is_told_apart(self, first: int, last: int) -> bool:
        """Tell whether a passage, with what stands before it, fits to what follows, and the other way round.

        A set phrase may have gone while another of its kind came to stand beside the words that it stood beside.
        """
        return self._tells_enough(last, -1, self._back) and self._tells_enough(first, 1, self._ahead)

    def _is_doubled(self, edge: int, step: int) -> bool:
        """Tell whether the word at an edge stands twice there, and too little beyond it says which of them it is."""
        beside, image = edge + step, self._first[edge] + step
        old, new = self._old.keys, self._new.keys
        is_twice = (0 <= beside < len(old) and old[beside] == old[edge]) or (
            0 <= image < len(new) and new[image] == old[edge]
        )
        beyond = [edge + step * away for away in range(_FEW_WORDS)]
        return is_twice and not all(
            0 <= other < len(self._sure) and self._is_next(one, other, step) for one, other in pairwise(beyond)
        )

    def _tells_enough(self, index: int, step: int, bits: Sequence[float]) -> bool:
        """Go from a word over its neighbours as long as they still are such, and see whether these tell enough."""
        told = 0.0
        while told < _ENOUGH_FROM_A_SIDE:
            if index not in self._weak:
                told += bits[index]
            other = index + step
            if not 0 <= other < len(self._sure):
                return self._first[index] == (0 if step < 0 else len(self._new.keys) - 1)
            while 0 <= other < len(self._sure) and not self._sure[other] and abs(other - index) <= _LONGEST_BREAK:
                other += step
            if not 0 <= other < len(self._sure) or not self._sure[other] or not self._is_in_line(index, other):
                return False
            if other != index + step:
                told -= _BREAK_COSTS
            index = other
        return True

    def _is_in_line(self, one: int, other: int) -> bool:
        gone, come = self._break(min(one, other), max(one, other))
        return gone == come or (come >= 0 and 0 in (gone, come))

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
        others = sum(self._from.get(image, kept[0]) not in own for image in here)
        if others > _MOST_OTHERS * len(here):
            return False
        return images == sorted(images) and span.end - span.start <= length + max(length, _INSERTED_ANYWAY)


def _slide(keys: Sequence[str], one: int, other: int, step: int) -> int:
    """Return for how many words on from two places, one beyond what came or went, the same words follow."""
    count = 0
    while count < _LONGEST_SLIDE and min(one, other) >= 0 and max(one, other) < len(keys) and keys[one] == keys[other]:
        one, other, count = one + step, other + step, count + 1
    return count


def _told(keys: Sequence[str]) -> list[float]:
    """Measure in bits what each word tells about its place: by itself, after the word before it, after two; the least.

    Each is reckoned from all the other places of the text, so that a set phrase tells little however long it is, and a
    word that stands nowhere else tells much.
    """
    ones, twos = Counter(keys), Counter(pairwise(keys))
    threes = Counter(zip(keys, keys[1:], keys[2:], strict=False))
    total = len(keys) + 1
    told = []
    for index, key in enumerate(keys):
        most = chance = max(0.5, ones[key] - 1) / total
        if index:
            before = keys[index - 1]
            chance = (twos[before, key] - 1 + chance) / ones[before]
            most = max(most, chance)
        if index > 1:
            chance = (threes[keys[index - 2], before, key] - 1 + chance) / twos[keys[index - 2], before]
            most = max(most, chance)
        told.append(-math.log2(most))
    return told
