"""Everything that was ever done to the notes: what can be undone, what can be done again, and every version."""

from typing import NamedTuple

from cca_desktop.notes.note import Note
from cca_desktop.notes.note_table import COLUMNS, PLACES, note_of, row_of
from cca_desktop.storage.database import Database

# Where a change stands. A new change makes past whatever was undone before it: it can no longer be done again.
DONE, UNDONE, PAST = "done", "undone", "past"

_REWRITE = (
    f"INSERT INTO version ({COLUMNS}, change) VALUES ({PLACES}, ?) ON CONFLICT (id, version) DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in COLUMNS.split(", ")[1:])
)


class Entry(NamedTuple):
    """One thing that was done, by its number in the order of all."""

    number: int
    kind: str
    writing: str
    standing: str


class History:
    """The changes, and the state each left a note in; every writing method belongs inside a transaction."""

    def __init__(self, database: Database) -> None:
        """Keep the changes in ``database``."""
        self._database = database

    def record(self, kind: str, note: Note, *, at: str, writing: str = "") -> int:
        """Enter a change that leaves ``note`` as it is now; what had been undone is past from here on."""
        self._database.run("UPDATE change SET standing = 'past' WHERE standing = 'undone'")
        return self._enter(kind, note, at, writing, DONE)

    def record_move(self, kind: str, entry: Entry, note: Note, *, at: str) -> int:
        """Enter that ``entry`` was undone or done again, which leaves ``note`` as it is now."""
        self.stand(entry.number, UNDONE if kind == "undo" else DONE)
        return self._enter(kind, note, at, "", PAST)

    def rewrite(self, entry: Entry, note: Note) -> None:
        """Let ``entry`` leave ``note`` as it is now, instead of as it said before: one more draft of one revision."""
        self._database.run(_REWRITE, (*row_of(note), entry.number))

    def stand(self, number: int, standing: str) -> None:
        """Note where a change stands now."""
        self._database.run("UPDATE change SET standing = ? WHERE number = ?", (standing, number))

    def last(self) -> Entry | None:
        """Return what was done last, whatever it was."""
        return self._entry("SELECT number, kind, writing, standing FROM change ORDER BY number DESC LIMIT 1")

    def to_undo(self) -> Entry | None:
        """Return the change that undo would take back."""
        return self._entry(
            "SELECT number, kind, writing, standing FROM change WHERE standing = 'done' ORDER BY number DESC LIMIT 1"
        )

    def to_redo(self) -> Entry | None:
        """Return the change that redo would do again."""
        return self._entry(
            "SELECT number, kind, writing, standing FROM change WHERE standing = 'undone' ORDER BY number LIMIT 1"
        )

    def left_by(self, entry: Entry) -> Note | None:
        """Return the state in which ``entry`` left its note, or None if a damaged file has lost it."""
        rows = self._database.rows(f"SELECT {COLUMNS} FROM version WHERE change = ?", (entry.number,))
        return note_of(rows[0]) if rows else None

    def before(self, note: Note) -> Note | None:
        """Return the version before ``note``, or None if it is the first or a damaged file has lost it."""
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM version WHERE id = ? AND version = ?", (note.id, note.version - 1)
        )
        return note_of(rows[0]) if rows else None

    def versions(self, note_id: str) -> list[Note]:
        """Return every version of a note, the first one first."""
        rows = self._database.rows(f"SELECT {COLUMNS} FROM version WHERE id = ? ORDER BY version", (note_id,))
        return [note_of(row) for row in rows]

    def _enter(self, kind: str, note: Note, at: str, writing: str, standing: str) -> int:
        number = self._database.run(
            "INSERT INTO change (kind, at, writing, standing) VALUES (?, ?, ?, ?)", (kind, at, writing, standing)
        )
        self._database.run(f"INSERT INTO version ({COLUMNS}, change) VALUES ({PLACES}, ?)", (*row_of(note), number))
        return number

    def _entry(self, sql: str) -> Entry | None:
        rows = self._database.rows(sql)
        if not rows:
            return None
        number, kind, writing, standing = rows[0]
        return Entry(int(str(number)), str(kind), str(writing), str(standing))
