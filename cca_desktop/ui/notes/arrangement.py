"""Which notes are listed, and in what order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum
from heapq import merge
from typing import TYPE_CHECKING, Any, NamedTuple

from cca_desktop.notes.note import COLOURS, PlacedNote

if TYPE_CHECKING:
    from cca_desktop.library.document import Document
    from cca_desktop.notes.drawer import Drawer

_RUN = 2_000  # keys sorted at a time, since nothing else runs meanwhile, in whichever thread


class Order(StrEnum):
    """What the notes are listed by."""

    PLACE = "place"
    DATE = "date"
    TAG = "tag"
    COLOUR = "colour"
    ASTRAY = "astray"


_STATES = {"astray": 0, "moved": 1}
_KEYS: dict[Order, Callable[[PlacedNote], Any]] = {
    Order.PLACE: lambda _placed: 0,
    Order.DATE: lambda placed: placed.note.modified,
    Order.TAG: lambda placed: (not placed.note.tags, tuple(tag.casefold() for tag in placed.note.tags)),
    Order.COLOUR: lambda placed: COLOURS.index(placed.note.colour) if placed.note.colour in COLOURS else len(COLOURS),
    Order.ASTRAY: lambda placed: _STATES.get(placed.state, len(_STATES)),
}


class Wanted(NamedTuple):
    """Which notes are to be listed, and in what order.

    ``found`` are the ids of those that answer what was asked, None for all; besides them those are listed that are
    about passages which hold ``words``.
    """

    order: Order = Order.PLACE
    found: frozenset[str] | None = None
    words: str = ""


class Arranged(NamedTuple):
    """Notes in the order that was ``wanted``, and by their ids; ``found`` are those that are listed, None for all."""

    wanted: Wanted
    notes: list[PlacedNote]
    by_id: dict[str, PlacedNote]
    found: frozenset[str] | None = None

    def lists(self, note: str) -> bool:
        """Tell whether the note of this id is listed, if there is one."""
        return self.found is None or note in self.found


def arranged(notes: Sequence[PlacedNote], order: Order, found: frozenset[str] | None) -> list[PlacedNote]:
    """Return those of ``notes``, which come by place, that were ``found`` (all, if None), in ``order``.

    Notes that are alike stay in the order of their places; by date the one changed last comes first.
    """
    listed = [placed for placed in notes if found is None or placed.note.id in found]
    if order is Order.PLACE:
        return listed
    key = _KEYS[order]
    alike: dict[Any, list[PlacedNote]] = {}
    for placed in listed:
        alike.setdefault(key(placed), []).append(placed)
    keys = list(alike)
    in_order = list(merge(*(sorted(keys[start : start + _RUN]) for start in range(0, len(keys), _RUN))))
    if order is Order.DATE:
        in_order.reverse()
    return [placed for one in in_order for placed in alike[one]]


def arrange(drawer: Drawer, *, document: Document, wanted: Wanted) -> Arranged:
    """Return the notes that are ``wanted``; a job of the notes' lane."""
    from cca_desktop.ui.notes.note_model import about_words

    notes, found = drawer.notebook.placed(document), wanted.found
    if found is not None:
        found |= about_words(notes, wanted.words)
    listed = arranged(notes, wanted.order, found)
    return Arranged(wanted, listed, {placed.note.id: placed for placed in listed}, found)


def comes_before(order: Order) -> Callable[[PlacedNote, PlacedNote], bool]:
    """Return what tells whether one note is listed before another in ``order``, as :func:`arranged` lists them."""
    from cca_desktop.notes.standing import order_of

    key = _KEYS[order]

    def is_before(one: PlacedNote, other: PlacedNote) -> bool:
        first, second = key(one), key(other)
        if first == second:
            return order_of(one) < order_of(other)
        return bool(first > second if order is Order.DATE else first < second)

    return is_before


class Reaches:
    """How far into the text the notes listed by place reach, row by row: counted only as far as somebody asks."""

    def __init__(self, notes: Sequence[PlacedNote]) -> None:
        """Look at ``notes``, which others may change: :meth:`forget` tells of it."""
        self._notes = notes
        self._ends: list[int] = []  # of each row, the furthest end up to there

    def forget(self, row: int) -> None:
        """Count anew from ``row`` on: something has changed there."""
        del self._ends[row:]

    def row_at(self, offset: int) -> int | None:
        """Return the row of the first note at or after ``offset``; the last one if all are before.

        None where no note has a place.
        """
        ends = self._ends
        while len(ends) < len(self._notes) and (not ends or ends[-1] <= offset):
            span = self._notes[len(ends)].span
            if span is None:
                break
            ends.append(max(span.end, ends[-1] if ends else 0))
        return min(bisect_right(ends, offset), len(ends) - 1) if ends else None
