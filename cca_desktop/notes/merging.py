"""Bring together what was typed and what has become of the note meanwhile, so that neither is lost."""

from difflib import SequenceMatcher
from typing import NamedTuple

from cca_desktop.notes.comparing import words_of
from cca_desktop.text.words import common_ends

_MOST_COMPARED = 4_000_000  # words of one side times words of the other: about a second


class Merged(NamedTuple):
    """The words of both, and where in them what was typed ends: the place for the caret."""

    text: str
    typed_to: int


def merged(base: str, mine: str, theirs: str) -> Merged:
    """Do to ``theirs`` what was done to ``base`` to make ``mine``.

    What was typed is in the result whatever has become of the words around it; where both took something away or put
    something in its place, what they put there stays and what was typed follows it.

    Args:
        base: What both began from.
        mine: What the reader has made of it by typing in one place, or in several near one another.
        theirs: What it has become meanwhile: by undo, or by another program.
    """
    start, end, typed = _edit(base, mine)
    if mine == theirs or base == theirs:
        return Merged(mine, start + len(typed))
    left, right = _carried_over(base, theirs, start, end)
    if theirs[left:right] != base[start:end]:
        left = right
    return Merged(theirs[:left] + typed + theirs[right:], left + len(typed))


def _edit(base: str, mine: str) -> tuple[int, int, str]:
    """Return the stretch of ``base`` that was replaced, and by what."""
    start, tail = common_ends(base, mine)
    return start, len(base) - tail, mine[start : len(mine) - tail]


def _carried_over(base: str, theirs: str, start: int, end: int) -> tuple[int, int]:
    """Say where a stretch of ``base`` is in ``theirs``: around all that stands in its place."""
    head, base_end, _ = _edit(base, theirs)
    theirs_end = len(theirs) - (len(base) - base_end)
    told, seen = words_of(base[head:base_end]), words_of(theirs[head:theirs_end])
    blocks = [(0, head, 0, head)]
    if len(told) * len(seen) <= _MOST_COMPARED:
        told_at, seen_at = _offsets(told, head), _offsets(seen, head)
        matcher = SequenceMatcher(None, told, seen, autojunk=False)
        for told_from, seen_from, length in matcher.get_matching_blocks()[:-1]:
            blocks.append(
                (told_at[told_from], told_at[told_from + length], seen_at[seen_from], seen_at[seen_from + length])
            )
    blocks.append((base_end, len(base), theirs_end, len(theirs)))
    left = max(there + min(start, until) - since for since, until, there, _ in blocks if since <= start)
    right = min(to - (until - max(end, since)) for since, until, _, to in blocks if end <= until)
    return min(left, right), right


def _offsets(words: list[str], start: int) -> list[int]:
    offsets = [start]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets
