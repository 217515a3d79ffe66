"""Take back what was done last, or do it again: for one note or for many at once, and never over words unknown."""

import json
from collections.abc import Callable, Sequence

from cca_desktop.errors import DamagedError
from cca_desktop.notes.history import JOINED, RETURNED, WRITES, Change, Entry, History
from cca_desktop.notes.note import Note, content_of, next_version
from cca_desktop.notes.note_table import NoteTable


class Undoing:
    """Moves notes along their history; every method belongs inside a transaction."""

    def __init__(self, table: NoteTable, history: History) -> None:
        """Work on the notes in ``table`` and what ``history`` knows of them."""
        self._table = table
        self._history = history

    def move(self, kind: str, *, now: Callable[[], str]) -> Change | None:
        """Undo what was done last, or redo what was undone last, as ``kind`` says; None if nothing can be.

        What was done after the newest change that the reader knows of is not undone: the change returned is of kind
        "elsewhere" then.
        """
        is_undo = kind == "undo"
        entry = self._history.to_undo() if is_undo else self._history.to_redo()
        after = self._history.left_by(entry) if entry else []
        if entry is None or not after:
            return None
        seen = self._history.seen
        if is_undo and seen is not None and entry.number > seen:
            return Change("elsewhere", tuple(note.id for note in after))
        states = [(note, self._before(entry, note)) for note in after]
        moves = states if is_undo else [(before, note) for note, before in states]
        moved = self._move(kind, entry, moves, now())
        return Change(kind, tuple(note.id for note in moved)) if moved else None

    def _before(self, entry: Entry, after: Note) -> Note | None:
        """Return a note as it was before ``entry``; before it was written it was, so to say, in the bin."""
        if entry.kind in (JOINED, RETURNED):
            version = _version_before(entry, after.id)
            return self._history.version(after.id, version) if version else after._replace(is_retired=True)
        if entry.kind in WRITES and after.version == 1:
            return after._replace(is_retired=True)
        return self._history.before(after)

    def _move(
        self, kind: str, entry: Entry, moves: Sequence[tuple[Note | None, Note | None]], at: str
    ) -> tuple[Note, ...]:
        """Take notes from one state to another, if they are in the first and both are known."""
        there = self._table.several(here.id for here, _ in moves if here)
        moved = []
        for here, to in moves:
            note = there.get(here.id) if here else None
            if note is None or here is None or to is None or content_of(note) != content_of(here):
                continue  # only in a file that lost something and was repaired
            moved.append(next_version(to._replace(version=note.version), at))
        if moved:
            self._history.record_move(kind, entry, moved, at=at)
        return tuple(moved)


def _version_before(entry: Entry, note_id: str) -> int:
    """Return which version a note had before ``entry``, 0 for one that was not here.

    Raises:
        DamagedError: What was written down of it makes no sense.
    """
    try:
        version = json.loads(entry.writing)[note_id]
    except (ValueError, TypeError, KeyError, RecursionError):
        version = None
    if type(version) is not int:
        raise DamagedError(
            "The file of your notes is damaged: what was written down of the last change makes no sense, so it cannot "
            "be undone or done again. Your notes stay as they are, and every version of them is kept."
        )
    return version
