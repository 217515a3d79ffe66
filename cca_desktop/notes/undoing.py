"""Take back what was done last, or do it again: for one note or for many at once, and never over words unknown."""

import json
from collections.abc import Sequence

from cca_desktop.notes.history import JOINED, RETURNED, WRITES, Entry, History
from cca_desktop.notes.note import Note, content_of, next_version
from cca_desktop.notes.note_table import NoteTable


class Undoing:
    """Moves notes along their history; every method belongs inside a transaction."""

    def __init__(self, table: NoteTable, history: History) -> None:
        """Work on the notes in ``table`` and what ``history`` knows of them."""
        self._table = table
        self._history = history

    def take_back(self, entry: Entry, after: Sequence[Note], *, at: str) -> tuple[Note, ...]:
        """Bring the notes that ``entry`` left as ``after`` into the state before; return those that could be."""
        return self._move("undo", entry, [(note, self._before(entry, note)) for note in after], at)

    def do_again(self, entry: Entry, after: Sequence[Note], *, at: str) -> tuple[Note, ...]:
        """Bring the notes that ``entry`` had left as ``after`` into that state again; return those that could be."""
        return self._move("redo", entry, [(self._before(entry, note), note) for note in after], at)

    def _before(self, entry: Entry, after: Note) -> Note | None:
        """Return a note as it was before ``entry``; before it was written it was, so to say, in the bin."""
        if entry.kind in (JOINED, RETURNED):
            version = json.loads(entry.writing)[after.id]
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
