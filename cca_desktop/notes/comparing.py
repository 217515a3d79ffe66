"""Compare two versions of a note, word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from cca_desktop.notes.note import Note

SAME, GONE, NEW = "same", "gone", "new"

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_COMPARED = 1_000_000  # words of one side times words of the other


class Piece(NamedTuple):
    """A stretch of text of both versions (same), of the older one only (gone) or of the newer one only (new)."""

    kind: str
    text: str


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two bodies by words.

    Returns:
        Pieces in reading order, of which no two neighbours are of one kind: the same and the gone ones make up
        ``before``, the same and the new ones ``after``. Very long stretches are compared between the words that stand
        in each of them once; where there are none, they are not looked into.
    """
    pieces: list[Piece] = []
    for kind, text in _compared(_LINE.findall(before), _LINE.findall(after)):
        if not text:
            continue
        if pieces and pieces[-1].kind == kind:
            pieces[-1] = Piece(kind, pieces[-1].text + text)
        elif len(pieces) > 1 and kind == GONE and pieces[-1].kind == NEW and pieces[-2].kind == GONE:
            pieces[-2] = Piece(GONE, pieces[-2].text + text)
        else:
            pieces.append(Piece(kind, text))
    return tuple(pieces)


def differences(before: Note, after: Note) -> tuple[str, ...]:
    """Return the names of what differs between two versions besides the body: tags, colour, target and so on."""
    passed_over = ("body", "modified", "version")
    return tuple(
        name
        for name, one, other in zip(Note._fields, before, after, strict=True)
        if one != other and name not in passed_over
    )


def words_of(text: str) -> list[str]:
    """Divide ``text`` into words, white space and single marks; together they are the whole of it."""
    return _WORD.findall(text)


def _compared(before: list[str], after: list[str], *, by_lines: bool = True) -> Iterator[Piece]:
    if len(before) * len(after) > _MOST_COMPARED:
        yield from _compared_between_anchors(before, after, by_lines=by_lines)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, since, until, there, to in matcher.get_opcodes():
        gone, new = "".join(before[since:until]), "".join(after[there:to])
        if tag == "equal":
            yield Piece(SAME, gone)
        elif tag == "replace" and by_lines:
            yield from _compared(words_of(gone), words_of(new), by_lines=False)
        else:
            yield from (Piece(GONE, gone), Piece(NEW, new))


def _compared_between_anchors(before: list[str], after: list[str], *, by_lines: bool) -> Iterator[Piece]:
    """Compare what is too long to be compared whole, stretch by stretch between what stands once in either.

    Source:
        Bram Cohen's "patience diff": of the parts that stand once in each, the longest row in the same order is kept.
    """
    since = there = 0
    for at, to in (*_anchors(before, after), (len(before), len(after))):
        gone, new = before[since:at], after[there:to]
        if gone == new:
            yield Piece(SAME, "".join(gone))
        elif len(gone) * len(new) > _MOST_COMPARED:
            yield from (Piece(GONE, "".join(gone)), Piece(NEW, "".join(new)))
        else:
            yield from _compared(gone, new, by_lines=by_lines)
        if at < len(before):
            yield Piece(SAME, before[at])
        since, there = at + 1, to + 1


def _anchors(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Return the places, in both, of parts that stand once in each, as many of them as are in the same order."""
    alike = _only_ones(before).keys() & _only_ones(after).keys()
    where = {part: at for at, part in enumerate(after) if part in alike}
    pairs = [(at, where[part]) for at, part in enumerate(before) if part in alike]
    ends: list[int] = []  # of the rows of each length, the least place in `after` that one ends with
    last: list[int] = []
    previous: list[int] = []
    for number, (_at, to) in enumerate(pairs):
        length = bisect_left(ends, to)
        if length == len(ends):
            ends.append(to)
            last.append(number)
        else:
            ends[length], last[length] = to, number
        previous.append(last[length - 1] if length else -1)
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = previous[number]
    return chosen[::-1]


def _only_ones(parts: list[str]) -> dict[str, int]:
    return {part: count for part, count in Counter(parts).items() if count == 1}
