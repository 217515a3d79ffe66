"""Compare two versions of a note, word by word."""

import re
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
        ``before``, the same and the new ones ``after``. Very long stretches without a line in common are not looked
        into.
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
        yield from (Piece(GONE, "".join(before)), Piece(NEW, "".join(after)))
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
