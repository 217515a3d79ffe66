"""The notes as rows: how a note is written down, and how a row is read again."""

import json
from collections.abc import Sequence

from cca_desktop.errors import DamagedError
from cca_desktop.notes.note import Note, Target
from cca_desktop.storage.database import Database, Row, Value
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

COLUMNS = (
    "id, document, exact, prefix, suffix, starts, ends, body, tags, colour, created, modified, version, is_retired"
)
PLACES = ", ".join("?" * len(COLUMNS.split(",")))

_PUT = f"INSERT INTO note ({COLUMNS}) VALUES ({PLACES}) ON CONFLICT (id) DO UPDATE SET " + ", ".join(
    f"{column} = excluded.{column}" for column in COLUMNS.split(", ")[1:]
)


class NoteTable:
    """All notes as they stand, the retired ones among them."""

    def __init__(self, database: Database) -> None:
        """Keep the notes in ``database``."""
        self._database = database

    def put(self, note: Note) -> None:
        """Write ``note``, new or over the state it was in."""
        self._database.run(_PUT, row_of(note))

    def get(self, note_id: str) -> Note | None:
        """Return one note, retired or not; None if it was never here."""
        return next(iter(self._notes("id = ?", (note_id,))), None)

    def living(self) -> list[Note]:
        """Return all notes that are not in the bin, the oldest first."""
        return self._notes("NOT is_retired")

    def retired(self) -> list[Note]:
        """Return what lies in the bin, the oldest note first."""
        return self._notes("is_retired")

    def about(self, names: Sequence[str]) -> list[Note]:
        """Return the living notes about a document that answers to ``names``, and those about none."""
        places = ", ".join("?" * len(names))
        return self._notes(f"NOT is_retired AND (document IN ({places}) OR document IS NULL)", names)

    def _notes(self, condition: str, parameters: Sequence[Value] = ()) -> list[Note]:
        # `condition` comes from this class; what a reader typed is always a parameter.
        rows = self._database.rows(f"SELECT {COLUMNS} FROM note WHERE {condition} ORDER BY created, id", parameters)
        return [note_of(row) for row in rows]


def row_of(note: Note) -> tuple[Value, ...]:
    """Write ``note`` down in the order of ``COLUMNS``."""
    target = note.target
    quote = target.quote if target else None
    position = target.position if target else None
    return (
        note.id,
        target.document if target else None,
        *(quote or (None, None, None)),
        *(position or (None, None)),
        note.body,
        json.dumps(note.tags, ensure_ascii=False),
        note.colour,
        note.created,
        note.modified,
        note.version,
        int(note.is_retired),
    )


def note_of(row: Row) -> Note:
    """Read a row in the order of ``COLUMNS``.

    Raises:
        DamagedError: It makes no sense.
    """
    try:
        return _note_of(row)
    except (ValueError, TypeError) as error:
        raise DamagedError(
            "The file of your notes is damaged: one of them makes no sense. It has been left as it is; “cca-desktop "
            "check --repair” brings the note back from its last version or the last copy."
        ) from error


def _note_of(row: Row) -> Note:
    note_id, document, exact, prefix, suffix, starts, ends, body, tags, colour, created, modified, version, gone = row
    target = None
    if document is not None:
        quote = None if exact is None else TextQuoteSelector(str(exact), str(prefix or ""), str(suffix or ""))
        position = TextPositionSelector(starts, ends) if isinstance(starts, int) and isinstance(ends, int) else None
        target = Target(str(document), quote, position)
    return Note(
        id=str(note_id),
        target=target,
        body=str(body),
        tags=tuple(json.loads(str(tags))),
        colour=str(colour),
        created=str(created),
        modified=str(modified),
        version=int(str(version)),
        is_retired=bool(gone),
    )
