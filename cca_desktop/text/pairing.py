"""Which words of a newer text are those of an older one: in their order first, then whole stretches that were moved.

The order is found as in a patience diff: runs of words that stand once in either text are pinned together, and what
lies between the pins is compared again by itself. What there is to do grows with the length of the texts, not with its
square, be they one word for ever.
"""

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from cca_desktop.text.words import is_slip

_RUNS = (8, 4, 3, 2, 1)  # words in a pin
_COMPARED_WORD_BY_WORD = 40_000  # words of the one times words of the other
_MOST_COMPARED = 6_000_000  # of these products, in all
_MOVED_RUN = 6  # words that a moved stretch is known by
_LONGEST_MENDED = 3  # words


class Pairing(NamedTuple):
    """For each word of the older text the first and the last word it is in the newer one, -1 for none.

    ``weak`` are those that are the same word by their place and their likeness only; ``moved`` stand out of order.
    """

    first: list[int]
    last: list[int]
    weak: set[int]
    moved: set[int]


def paired(old: Sequence[str], new: Sequence[str]) -> Pairing:
    """Pair the words of two texts."""
    first = [-1] * len(old)
    _pair_in_order(old, new, first)
    moved = _pair_moved(old, new, first)
    pairing = Pairing(first, list(first), set(), moved)
    _mend(old, new, pairing)
    return pairing


def _pair_in_order(old: Sequence[str], new: Sequence[str], first: list[int]) -> None:
    left, gaps = _MOST_COMPARED, [(0, len(old), 0, len(new))]
    while gaps:
        a, b, c, d = gaps.pop()
        while a < b and c < d and old[a] == new[c]:
            first[a] = c
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            first[b] = d
        size = (b - a) * (d - c)
        if not size:
            continue
        if size <= _COMPARED_WORD_BY_WORD:
            left -= size
            if left > 0:
                _compare(old, new, first, (a, b, c, d))
            continue
        pins = _pins(old, new, (a, b, c, d))
        for i, j in pins:
            first[i] = j
            gaps.append((a, i, c, j))
            a, c = i + 1, j + 1
        if pins:
            gaps.append((a, b, c, d))


def _compare(old: Sequence[str], new: Sequence[str], first: list[int], gap: tuple[int, int, int, int]) -> None:
    a, b, c, d = gap
    for i, j, length in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_matching_blocks():
        for step in range(length):
            first[a + i + step] = c + j + step


def _pins(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Return pairs of places where both texts go on with the same words, in the order of both."""
    a, b, c, d = gap
    for run in _RUNS:
        here, there = _once(old, a, b, run), _once(new, c, d, run)
        pairs = _rising([(i, there[words]) for words, i in here.items() if words in there])
        if pairs:
            return pairs
    return []


def _once(words: Sequence[str], start: int, end: int, run: int) -> dict[tuple[str, ...], int]:
    """Return the runs of so many words that stand just once between two places, with where they stand, in order."""
    seen: dict[tuple[str, ...], int] = {}
    twice = set()
    for at in range(start, end - run + 1):
        key = tuple(words[at : at + run])
        if key in seen:
            twice.add(key)
        else:
            seen[key] = at
    for key in twice:
        del seen[key]
    return seen


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest selection of ``pairs``, which rise in the first number, that rises in the second too."""
    tops: list[int] = []  # the least second number that ends a selection of each length, and the pair it stands in
    at: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        before[index] = at[length - 1] if length else -1
        if length == len(tops):
            tops.append(j)
            at.append(index)
        else:
            tops[length], at[length] = j, index
    chosen = []
    index = at[-1] if at else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _pair_moved(old: Sequence[str], new: Sequence[str], first: list[int]) -> set[int]:
    """Pair stretches that stand elsewhere now, known by words that stand just once in either text."""
    taken = {j for j in first if j >= 0}
    if -1 not in first or len(taken) == len(new):
        return set()
    moved: set[int] = set()
    there = _once(new, 0, len(new), _MOVED_RUN)
    for words, i in _once(old, 0, len(old), _MOVED_RUN).items():
        j = there.get(words, -1)
        if j < 0 or any(first[i + step] >= 0 or j + step in taken for step in range(_MOVED_RUN)):
            continue
        start = 0
        while i + start > 0 and j + start > 0 and _is_open(old, new, first, taken, i + start - 1, j + start - 1):
            start -= 1
        end = 0
        while i + end < len(old) and j + end < len(new) and _is_open(old, new, first, taken, i + end, j + end):
            end += 1
        for step in range(start, end):
            first[i + step] = j + step
            taken.add(j + step)
            moved.add(i + step)
    return moved


def _is_open(old: Sequence[str], new: Sequence[str], first: list[int], taken: set[int], i: int, j: int) -> bool:
    return old[i] == new[j] and first[i] < 0 and j not in taken


def _mend(old: Sequence[str], new: Sequence[str], pairing: Pairing) -> None:
    """Pair what differs by a slip of the pen, or by a space or a hyphen within it, between words that are the same."""
    first, last, weak, _ = pairing
    start = 0
    while start < len(first):
        if first[start] >= 0:
            start += 1
            continue
        end = start
        while end < len(first) and first[end] < 0:
            end += 1
        begins = first[start - 1] + 1 if start else 0
        ends = first[end] if end < len(first) else len(new)
        if 0 < end - start <= _LONGEST_MENDED and 0 < ends - begins <= _LONGEST_MENDED:
            if _letters(old[start:end]) and _letters(old[start:end]) == _letters(new[begins:ends]):
                for index in range(start, end):
                    first[index], last[index] = begins, ends - 1
                    weak.add(index)
            elif end - start == ends - begins:
                for index in range(start, end):
                    image = begins + index - start
                    if is_slip(old[index], new[image]):
                        first[index] = last[index] = image
                        weak.add(index)
        start = end


def _letters(words: Sequence[str]) -> str:
    import unicodedata

    joined = unicodedata.normalize("NFKC", "".join(words))
    return "".join(letter for letter in joined if letter.isalnum() or unicodedata.combining(letter))
