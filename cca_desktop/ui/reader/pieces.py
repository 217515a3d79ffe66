"""Lines too long to be laid out in one go, divided into pieces that are laid out one by one.

Where a piece ends, Qt's text has a line end: in place of the space that stands there, or, where a text has no spaces,
besides its letters. The words that are copied, cited and searched know nothing of it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple

LONGEST = 3_000  # letters of a line that is left in one piece: some 2 ms of laying out
_LEAST, _MOST = 1_200, 2_400  # letters of a piece
_SENTENCE_ENDS = re.compile(r"[.?!…][\"”’')\]]* ")
_JOINER = "\u200d"


class Pieces(NamedTuple):
    """A text for Qt's sheet, one block a line of ``text``; ``block_roles`` has the role of each.

    ``continued`` are the numbers of the blocks that go on with the line before; ``parted`` are the places of the
    undivided text before which a line end was put in besides its letters.
    """

    text: str
    block_roles: tuple[str, ...]
    continued: frozenset[int]
    parted: list[int]


def divided(text: str, roles: Iterable[str], *, kept: Collection[int]) -> Pieces:
    """Divide the lines of ``text`` that are too long, if possible where a sentence ends.

    Args:
        text: What is shown; a line a role.
        roles: What each line is.
        kept: The places of spaces that have to stay spaces.
    """
    lines: list[str] = []
    block_roles: list[str] = []
    continued: set[int] = set()
    parted: list[int] = []
    at = 0
    for line, role in zip(text.split("\n"), roles, strict=True):
        start = 0
        while len(line) - start > LONGEST:
            end = _end_of_piece(line, start, at, kept)
            lines.append(line[start:end])
            start = end + (line[end] == " ")
            if start == end:
                parted.append(at + start)
            continued.add(len(lines))
        lines.append(line[start:])
        block_roles.extend([role] * (len(lines) - len(block_roles)))
        at += len(line) + 1
    return Pieces("\n".join(lines), tuple(block_roles), frozenset(continued), parted)


def _end_of_piece(line: str, start: int, at: int, kept: Collection[int]) -> int:
    """Return where in ``line``, which begins ``at`` in its text, the piece that begins at ``start`` should end.

    That is the place of a space, or, where there is none, a place between two letters.
    """
    low, high = start + _LEAST, start + _MOST
    ends = [match.end() - 1 for match in _SENTENCE_ENDS.finditer(line, low, high)]
    while ends:
        if at + ends[-1] not in kept:
            return ends[-1]
        ends.pop()
    end = line.rfind(" ", low, high)
    while end >= 0 and at + end in kept:
        end = line.rfind(" ", low, end)
    if end >= 0:
        return end
    end = high
    while end > low and (at + end in kept or _belongs_to_the_letter_before(line, end)):
        end -= 1
    return end


def _belongs_to_the_letter_before(line: str, at: int) -> bool:
    """Tell whether what stands ``at`` is written on, or joined to, the letter before it."""
    return bool(unicodedata.combining(line[at])) or _JOINER in line[at - 1 : at + 1] or "\ufe00" <= line[at] <= "\ufe0f"
