"""Go back to a copy of the notes, within the notebook: nothing is overwritten, and the way back is one undo."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cca_desktop.notes.history import RETURNED, Change, History
from cca_desktop.notes.note import Note, content_of, next_version
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.storage.backup import Kind, changes_in
from cca_desktop.storage.database import Database


class Return(NamedTuple):
    """What going back would do: notes ``changed`` to what they were, taken ``back``, and laid in the bin (``binned``).

    Each is as it would be afterwards.
    """

    changed: tuple[Note, ...]
    back: tuple[Note, ...]
    binned: tuple[Note, ...]


class Returning:
    """The notes as they stand, and as they stood in a copy."""

    def __init__(self, database: Database, copy: Path, now: Callable[[], str] = stamped_now) -> None:
        """Look from the notes in ``database`` at those in ``copy``, be it in an older form."""
        self._database = database
        self._copy = copy
        self._now = now
        self._table = NoteTable(database)
        self._history = History(database, self._table)

    def look(self) -> Return:
        """Return what going back would do; nothing is written.

        Raises:
            KnownError: The copy or the notes cannot be read.
        """
        return self._plan(self._now())[0]

    def go_back(self) -> Change:
        """Bring every note into the state it had in the copy, as one change to undo; a copy of the present is made.

        What was written since lies in the bin, and all words are among the versions.

        Raises:
            KnownError: It could not be done: then nothing was.
        """
        if any(self.look()):
            self._history.back_up(Kind.BEFORE_RETURN, spared=self._copy)
        with self._database.transaction():
            at = self._now()
            plan, before = self._plan(at)
            self._history.count_from(changes_in(self._copy))  # or the file would hold less than its own copy for ever
            notes = (*plan.changed, *plan.back, *plan.binned)
            if notes:
                self._history.record(RETURNED, notes, at=at, writing=json.dumps(before))
        return Change(RETURNED, tuple(note.id for note in notes))

    def _plan(self, at: str) -> tuple[Return, dict[str, int]]:
        """Return what would be done, and the version that each note has before it, 0 for one that is not here."""
        with closing(Database.open(self._copy, is_read_only=True)) as copy:
            table = NoteTable(copy)
            then = {note.id: note for note in (*table.living(), *table.not_living())}
        here = {note.id: note for note in (*self._table.living(), *self._table.not_living())}
        changed: list[Note] = []
        back: list[Note] = []
        binned: list[Note] = []
        for note in then.values():
            ours = here.get(note.id)
            if ours is None:
                back.append(note)
            elif content_of(ours) != content_of(note):
                state = next_version(note._replace(version=ours.version), at)
                into = binned if state.is_retired and not ours.is_retired else changed
                (back if ours.is_retired and not state.is_retired else into).append(state)
        binned += [
            next_version(note._replace(is_retired=True), at)
            for note in here.values()
            if note.id not in then and not note.is_retired
        ]
        before = {note.id: here[note.id].version if note.id in here else 0 for note in (*changed, *back, *binned)}
        return Return(tuple(changed), tuple(back), tuple(binned)), before
