"""How notes are written and changed: each change whole, on the disk when it returns, and one thing to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from cca_desktop.notes.history import Change, History
from cca_desktop.notes.note import COLOURS, Note, following, known, next_version, tidy_tags
from cca_desktop.notes.note_table import NoteTable, here
from cca_desktop.storage.database import Database, storable

if TYPE_CHECKING:
    from cca_desktop.notes.arrivals import Arrivals


class Writing:
    """What the notebook does when something is to change; every method is a transaction of its own."""

    def __init__(
        self,
        database: Database,
        table: NoteTable,
        history: History,
        now: Callable[[], str],
        new_id: Callable[[], str],
        texts: Callable[[str], str | None],
    ) -> None:
        """Write into ``table`` and ``history``, which ``database`` holds; all the others are the notebook's."""
        self._database = database
        self._table = table
        self._history = history
        self._now = now
        self._new_id = new_id
        self._texts = texts

    def write(self, first_version: Callable[[str, str], Note]) -> Change:
        """Write a new note: the first version that is made of its id and the time."""
        at = self._now()
        note = first_version(self._new_id(), at)
        with self._database.transaction():
            self._history.record("write", [note], at=at)
            self._keep_texts([note], at)
        return Change("write", (note.id,))

    def revise(
        self,
        note_id: str,
        *,
        body: str | None,
        tags: Iterable[str] | None,
        colour: str | None,
        motivation: str | None,
        writing: str,
        base: int,
    ) -> Change:
        """Change one note, as a draft of the change before if the two are of one ``writing``."""
        with self._database.transaction():
            note = here(self._table.several((note_id,)), note_id)
            session = self._history.session(note, writing)
            if body is not None:
                body = storable(body) if session else self._upon(note, storable(body), writing, base)
            revised = following(
                note._replace(
                    body=note.body if body is None else body,
                    tags=note.tags if tags is None else tidy_tags(tags),
                    colour=note.colour if colour is None else known(colour, COLOURS),
                ),
                note,
                motivation,
            )
            if revised == note or note.is_buried:
                return Change("revise", ())
            if session is None:
                self._change("revise", [revised], writing=writing)
            else:
                self._history.rewrite(session, revised._replace(modified=max(self._now(), note.created)))
        return Change("revise", (note_id,))

    def change_all(self, kind: str, note_ids: Iterable[str], change: Callable[[Note], Note]) -> Change:
        """Change several notes as one thing to undo; those that ``change`` leaves as they are are not touched."""
        ids = list(dict.fromkeys(note_ids))
        with self._database.transaction():
            there = self._table.several(ids)
            changed = [new for note_id in ids if (new := change(note := here(there, note_id))) != note]
            if changed:
                self._change(kind, changed)
            if kind == "settle":
                self._keep_texts(changed, self._now())
        return Change(kind, tuple(note.id for note in changed))

    def arrivals(self, notes: Iterable[Note]) -> Arrivals:
        """Sort notes from elsewhere into those that are new, in the bin, or here already; nothing is written."""
        from cca_desktop.notes.arrivals import sort_arrivals

        return sort_arrivals(self._table, notes, at=self._now(), new_id=self._new_id)

    def take_in(self, notes: Iterable[Note]) -> Change:
        """Write notes from elsewhere, after a copy of all that are here."""
        arriving = list(notes)
        seen, taken = self._database.version_seen(), self.arrivals(arriving).taken
        if taken:
            self._history.back_up()
        with self._database.transaction():
            if self._database.version_seen() != seen:  # another program was quicker
                taken = self.arrivals(arriving).taken
            if taken:
                at = self._now()
                self._history.record("import", taken, at=at)
                self._keep_texts(taken, at)
        return Change("import", tuple(note.id for note in taken))

    def _change(self, kind: str, notes: Sequence[Note], *, writing: str = "") -> None:
        at = self._now()
        self._history.record(kind, [next_version(note, at) for note in notes], at=at, writing=writing)

    def _keep_texts(self, notes: Iterable[Note], at: str) -> None:
        """Keep the texts that ``notes`` stand in, by which they find their words once these are corrected."""
        from cca_desktop.notes.wordings import Wordings

        Wordings(self._database).keep_those_of(notes, self._texts, at)

    def _upon(self, note: Note, body: str, writing: str, base: int) -> str:
        """Return ``body`` as it is upon ``note``, if it was typed upon an earlier version."""
        typed_upon = self._history.typed_upon(note, writing, base)
        if typed_upon is None:
            return body
        from cca_desktop.notes.merging import merged

        return merged(typed_upon.body, body, note.body).text
