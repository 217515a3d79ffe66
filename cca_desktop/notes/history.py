"""Everything that was ever done to the notes: what can be undone, what can be done again, and every version."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cca_desktop.notes.note import Note, content_of
from cca_desktop.notes.note_table import COLUMNS, PLACES, NoteTable, note_of, row_of
from cca_desktop.storage.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from cca_desktop.storage.backup import Kind

# Where a change stands. A new change makes past whatever was undone before it: it can no longer be done again.
DONE, UNDONE, PAST = "done", "undone", "past"
# Of these `writing` holds the version of each note before, 0 for one that was not here.
JOINED = "join"  # with the notes of another machine
RETURNED = "return"  # to a copy of the notes
LET_GO = "let go"  # of what has lain in the bin for as long as its reader wished
WRITES = ("write", "import")  # the changes before which a note was not there

DEEDS = (  # all that can be undone, as it is told; what a revision changed is told more closely
    *("write", "import", "revise", "rewrite", "tag", "colour", "settle", "retire", "restore"),
    *(JOINED, RETURNED, LET_GO),
)
_LOOKED_INTO = 100  # notes of one change: several are changed alike

_KEEP = f"INSERT INTO version ({COLUMNS}, change) VALUES ({PLACES}, ?)"
_REWRITE = (
    f"INSERT INTO version ({COLUMNS}, change) VALUES ({PLACES}, ?) ON CONFLICT (id, version) DO UPDATE SET "
    + ", ".join(f"{column} = excluded.{column}" for column in COLUMNS.split(", ")[1:])
)


class Change(NamedTuple):
    """What was done: its ``kind``, and the ids of the ``notes`` it touched (none, if nothing needed doing).

    ``kind`` is write, import, revise, settle, retire, restore, undo, redo, or elsewhere: another program has written.
    """

    kind: str
    notes: tuple[str, ...]


class Deed(NamedTuple):
    """What a change was, in one word: its kind, or rewrite, tag or colour for a revision of that alone; of how many."""

    kind: str
    how_many: int


class Entry(NamedTuple):
    """One thing that was done, to one note or to many at once, by its number in the order of all."""

    number: int
    kind: str
    writing: str
    standing: str


class History:
    """The changes, and the state each left a note in; every writing method belongs inside a transaction."""

    def __init__(self, database: Database, table: NoteTable) -> None:
        """Keep the changes in ``database``, and the notes as they stand in ``table``."""
        self._database = database
        self._table = table
        self.seen: int | None = None  # the newest change that the reader can know of

    def record(self, kind: str, notes: Sequence[Note], *, at: str, writing: str = "") -> None:
        """Write ``notes`` as a change leaves them; what had been undone is past from here on."""
        self._database.run("UPDATE change SET standing = 'past' WHERE standing = 'undone'")
        self.seen = self._enter(kind, notes, at, writing, DONE)

    def see(self) -> None:
        """Take it that the reader is told of everything that was done until now."""
        last = self.last()
        self.seen = last.number if last else 0

    def record_move(self, kind: str, entry: Entry, notes: Sequence[Note], *, at: str) -> None:
        """Write ``notes`` as the undoing of ``entry`` leaves them, or its being done again."""
        self.stand(entry.number, UNDONE if kind == "undo" else DONE)
        self._enter(kind, notes, at, "", PAST)

    def take_back_by_itself(self, kind: str, taken_back: str, notes: Sequence[Note], *, since: str, at: str) -> None:
        """Write ``notes`` as they are after all changes of that ``taken_back`` kind made after ``since`` are past.

        It is entered as a change of ``kind`` that nobody can undo.
        """
        self._database.run("UPDATE change SET standing = 'past' WHERE kind = ? AND at > ?", (taken_back, since))
        self._enter(kind, notes, at, "", PAST)

    def count_from(self, number: int) -> None:
        """Give the next change a number above this one, and above all there are."""
        self._database.run(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'change', 0 WHERE NOT EXISTS "
            "(SELECT 1 FROM sqlite_sequence WHERE name = 'change')"
        )
        self._database.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'change'", (number,))

    def keep(self, states: Iterable[Note]) -> None:
        """Keep states of notes that no change made here has brought about, such as those from another machine."""
        for note in states:
            self._database.run(_KEEP, (*row_of(note), None))

    def forget(self, note_id: str) -> None:
        """Wipe out every version of a note; a change that was about no other can no longer be undone or done again."""
        self._database.run("DELETE FROM version WHERE id = ?", (note_id,))
        self._database.run(
            "UPDATE change SET standing = 'past' WHERE standing <> 'past' AND NOT EXISTS "
            "(SELECT 1 FROM version WHERE version.change = change.number)"
        )

    def rewrite(self, entry: Entry, note: Note) -> None:
        """Let ``entry`` leave ``note`` as it is now, instead of as it said before: one more draft of one revision."""
        self._table.put(note)
        self._database.run(_REWRITE, (*row_of(note), entry.number))
        before = self.before(note)
        if before is not None and content_of(before) == content_of(note):
            self.stand(entry.number, PAST)  # typed and taken back by hand: nothing is left to undo

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

    def left_by(self, entry: Entry) -> list[Note]:
        """Return the states in which ``entry`` left its notes; none where a damaged file has lost them."""
        rows = self._database.rows(f"SELECT {COLUMNS} FROM version WHERE change = ? ORDER BY rowid", (entry.number,))
        return [note_of(row) for row in rows]

    def deed(self, entry: Entry | None) -> Deed | None:
        """Return what ``entry`` was, and of how many notes; None for nothing."""
        if entry is None or entry.kind not in DEEDS:
            return None
        count = self._database.number("SELECT count(*) FROM version WHERE change = ?", (entry.number,))
        return Deed(self._revised(entry) if entry.kind == "revise" else entry.kind, count)

    def _revised(self, entry: Entry) -> str:
        """Return what alone a revision changed: rewrite, tag or colour; revise if it is more than one of them."""
        ((words, tags, colour),) = self._database.rows(
            "SELECT max(new.body <> old.body), max(new.tags <> old.tags), max(new.colour <> old.colour) FROM "
            "(SELECT id, version, body, tags, colour FROM version WHERE change = ? LIMIT ?) AS new "
            "JOIN version AS old ON old.id = new.id AND old.version = new.version - 1",
            (entry.number, _LOOKED_INTO),
        )
        changed = [kind for kind, is_so in (("rewrite", words), ("tag", tags), ("colour", colour)) if is_so]
        return changed[0] if len(changed) == 1 else "revise"

    def session(self, note: Note, writing: str) -> Entry | None:
        """Return the change that a draft of ``note`` belongs to, or None if it begins a new one."""
        last = self.last() if writing else None
        if last is None or (last.kind, last.writing, last.standing) != ("revise", writing, DONE):
            return None
        left = self.left_by(last)
        return last if [(one.id, one.version) for one in left] == [(note.id, note.version)] else None

    def version(self, note_id: str, version: int) -> Note | None:
        """Return one version of a note, or None if there is none of that number."""
        rows = self._database.rows(f"SELECT {COLUMNS} FROM version WHERE id = ? AND version = ?", (note_id, version))
        return note_of(rows[0]) if rows else None

    def typed_upon(self, note: Note, writing: str, base: int) -> Note | None:
        """Return the version on which a draft was typed that knows of ``base`` and of what its own ``writing`` wrote.

        None if that is as good as ``note`` itself, or not told (0).
        """
        if not base:
            return None
        own = self._database.number(
            "SELECT coalesce(max(version.version), 0) FROM version JOIN change ON change.number = version.change "
            "WHERE version.id = ? AND change.writing = ? AND change.writing <> ''",
            (note.id, writing),
        )
        version = self.version(note.id, max(base, own))
        return version if version is not None and version.body != note.body else None

    def was_done_between(self, kind: str, since: str, until: str) -> bool:
        """Tell whether a change of that kind was made between two times."""
        rows = self._database.rows(
            "SELECT 1 FROM change WHERE kind = ? AND at > ? AND at <= ? LIMIT 1", (kind, since, until)
        )
        return bool(rows)

    def was_changed_between(self, since: str, until: str) -> bool:
        """Tell whether anything was changed between two times."""
        return bool(self._database.rows("SELECT 1 FROM change WHERE at > ? AND at <= ? LIMIT 1", (since, until)))

    def kinds(self, note_id: str) -> list[str]:
        """Return of what kind the changes of a note were, the last one first."""
        rows = self._database.rows(
            "SELECT change.kind FROM version JOIN change ON change.number = version.change WHERE version.id = ? "
            "ORDER BY version.version DESC",
            (note_id,),
        )
        return [str(kind) for (kind,) in rows]

    def before(self, note: Note) -> Note | None:
        """Return the version before ``note``, or None if it is the first or a damaged file has lost it."""
        return self.version(note.id, note.version - 1)

    def versions(self, note_id: str) -> list[Note]:
        """Return every version of a note, the first one first."""
        rows = self._database.rows(f"SELECT {COLUMNS} FROM version WHERE id = ? ORDER BY version", (note_id,))
        return [note_of(row) for row in rows]

    def back_up(self, kind: "Kind | None" = None, *, spared: "Path | None" = None) -> None:
        """Make a copy of all notes, if there is anything to copy, because many are about to arrive or to change.

        The copy ``spared``, which is to be read yet, makes no room for it.

        Raises:
            KnownError: It could not be made.
        """
        from cca_desktop.storage.backup import BACKUP_FOLDER, Kind, back_up

        if self.last() is not None:
            folder = self._database.file.parent / BACKUP_FOLDER
            back_up(self._database.file, folder, kind or Kind.BEFORE_IMPORT, spared=spared)

    def _enter(self, kind: str, notes: Sequence[Note], at: str, writing: str, standing: str) -> int:
        number = self._database.run(
            "INSERT INTO change (kind, at, writing, standing) VALUES (?, ?, ?, ?)", (kind, at, writing, standing)
        )
        for note in notes:
            self._table.put(note)
            self._database.run(_KEEP, (*row_of(note), number))
        return number

    def _entry(self, sql: str) -> Entry | None:
        rows = self._database.rows(sql)
        if not rows:
            return None
        number, kind, writing, standing = rows[0]
        return Entry(int(str(number)), str(kind), str(writing), str(standing))
