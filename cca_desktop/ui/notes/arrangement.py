"""Which notes are listed, and in what order."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from cca_desktop.notes.note import COLOURS, PlacedNote


class Order(StrEnum):
    """What the notes are listed by."""

    PLACE = "place"
    DATE = "date"
    TAG = "tag"
    COLOUR = "colour"
    ASTRAY = "astray"


_STATES = {"astray": 0, "moved": 1}
_KEYS: dict[Order, Callable[[PlacedNote], Any]] = {
    Order.TAG: lambda placed: (not placed.note.tags, tuple(tag.casefold() for tag in placed.note.tags)),
    Order.COLOUR: lambda placed: COLOURS.index(placed.note.colour) if placed.note.colour in COLOURS else len(COLOURS),
    Order.ASTRAY: lambda placed: _STATES.get(placed.state, len(_STATES)),
}


def arranged(notes: Sequence[PlacedNote], order: Order, found: frozenset[str] | None) -> tuple[PlacedNote, ...]:
    """Return those of ``notes``, which come by place, that were ``found`` (all, if None), in ``order``.

    Notes that are alike stay in the order of their places; by date the one changed last comes first.
    """
    listed = [placed for placed in notes if found is None or placed.note.id in found]
    if order is Order.DATE:
        listed.sort(key=lambda placed: placed.note.modified, reverse=True)
    elif order in _KEYS:
        listed.sort(key=_KEYS[order])
    return tuple(listed)


def row_at(notes: Sequence[PlacedNote], offset: int) -> int | None:
    """Return the row of the first note at or after ``offset`` in notes listed by place; the last one if all are before.

    None where no note has a place.
    """
    ends = []
    reached = 0
    for placed in notes:
        if placed.span is None:
            break
        reached = max(reached, placed.span.end)
        ends.append(reached)
    return min(bisect_right(ends, offset), len(ends) - 1) if ends else None
