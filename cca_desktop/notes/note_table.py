"""The notes as rows: how a note is written down, and how a row is read again."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cca_desktop.errors import DamagedError, NotHereError
from cca_desktop.notes.note import Note, Target
from cca_desktop.storage.database import Database, Row, Value
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

COLUMNS = (
    "id, document, exact, prefix, suffix, starts, ends, body, tags, colour, created, modified, version, is_retired, "
    "about_note, further, motivation, creator, is_buried, besides"
)
PLACES = ", ".join("?" * len(COLUMNS.split(",")))

_PUT = f"INSERT INTO note ({COLUMNS}) VALUES ({PLACES}) ON CONFLICT (id) DO UPDATE SET " + ", ".join(
    f"{column} = excluded.{column}" for column in COLUMNS.split(", ")[1:]
)
_AT_A_TIME = 500  # ids in one question; SQLite takes 32,766


class NoteTable:
    """All notes as they stand, the retired ones among them."""

    def __init__(self, database: Database) -> None:
        """Keep the notes in ``database``."""
        self._database = database

    def put(self, note: Note) -> None:
        """Write ``note``, new or over the state it was in."""
        self._database.touched.add(note.id)
        self._database.run(_PUT, row_of(note))

    def several(self, note_ids: Iterable[str]) -> dict[str, Note]:
        """Return those of the notes that are here, retired or not, by their ids."""
        found: dict[str, Note] = {}
        for some in _portions(list(dict.fromkeys(note_ids))):
            notes = self._notes(f"id IN ({', '.join('?' * len(some))})", some)
            found.update((note.id, note) for note in notes)
        return found

    def count(self) -> int:
        """Return how many notes there are, those in the bin too, without reading one."""
        return int(str(self._database.rows("SELECT count(*) FROM note")[0][0]))

    def living(self) -> list[Note]:
        """Return all notes that are not in the bin, the oldest first."""
        return self._notes("NOT is_retired")

    def retired(self) -> list[Note]:
        """Return what lies in the bin, the oldest note first."""
        return self._notes("is_retired AND NOT is_buried")

    def not_living(self) -> list[Note]:
        """Return what lies in the bin and what is left of the notes that were let go of, the oldest first."""
        return self._notes("is_retired")

    def retired_before(self, time: str, now: str) -> list[Note]:
        """Return what lies in the bin and was changed last before ``time``, the oldest note first.

        What has come there after a change between ``time`` and ``now`` does not, whatever the clock said of it.
        """
        return self._notes(
            "is_retired AND NOT is_buried AND modified < ? AND NOT EXISTS (SELECT 1 FROM version WHERE version.id = "
            "note.id AND version.version = note.version AND version.change > (SELECT min(number) FROM change WHERE "
            "at BETWEEN ? AND ?))",
            (time, time, now),
        )

    def let_go_of_before(self, time: str) -> list[Note]:
        """Return the notes that were let go of before ``time`` and whose words are among their versions yet."""
        return self._notes(
            "is_buried AND modified < ? AND EXISTS (SELECT 1 FROM version WHERE version.id = note.id AND NOT "
            "version.is_buried)",
            (time,),
        )

    def let_go_of_after(self, time: str) -> list[Note]:
        """Return the notes that were let go of after ``time`` and whose words are among their versions yet."""
        return self._notes(
            "is_buried AND modified > ? AND EXISTS (SELECT 1 FROM version WHERE version.id = note.id AND "
            "version.version = note.version - 1 AND NOT version.is_buried)",
            (time,),
        )

    def homeless(self, texts: Callable[[str], str | None]) -> list[str]:
        """Return the names of the documents that living notes are about first of all and ``texts`` has not got."""
        rows = self._database.rows("SELECT DISTINCT document FROM note WHERE NOT is_retired AND document IS NOT NULL")
        return [name for (told,) in rows if texts(name := str(told)) is None]

    def about(self, names: Sequence[str]) -> list[Note]:
        """Return the living notes about a document that answers to ``names``, and those about none."""
        places = ", ".join("?" * len(names))
        return self._notes(
            f"NOT is_retired AND (document IN ({places}) OR document IS NULL OR (further <> '[]' AND EXISTS (SELECT 1 "
            f"FROM json_each(further) WHERE json_extract(value, '$.document') IN ({places}))))",
            (*names, *names),
        )

    def about_note(self, note_id: str) -> list[Note]:
        """Return the living notes about another note, the oldest first."""
        return self._notes(
            "NOT is_retired AND (about_note = ? OR (further <> '[]' AND EXISTS (SELECT 1 FROM json_each(further) "
            "WHERE json_extract(value, '$.note') = ?)))",
            (note_id, note_id),
        )

    def containing(self, words: str) -> list[Note]:
        """Return the living notes in whose body ``words`` stand, letter for letter, the oldest first."""
        return self._notes("NOT is_retired AND instr(body, ?) > 0", (words,))

    def stamps(self) -> dict[str, tuple[str, int]]:
        """Return by its id when each living note was changed last, and its version."""
        rows = self._database.rows("SELECT id, modified, version FROM note WHERE NOT is_retired")
        return {str(note_id): (str(modified), int(str(version))) for note_id, modified, version in rows}

    def take_notice(self) -> set[str]:
        """Return the ids of the notes written through this database since this was last asked."""
        touched, self._database.touched = self._database.touched, set()
        return touched

    def said_since(self, note: Note) -> str:
        """Return when a note of its id first had the words, tags and colour of ``note``; "" if it never had."""
        _, _, _, _, _, _, _, body, tags, colour, *_ = row_of(note)
        ((modified,),) = self._database.rows(
            "SELECT min(modified) FROM version WHERE id = ? AND body = ? AND tags = ? AND colour = ?",
            (note.id, body, tags, colour),
        )
        return str(modified or "")

    def tags_taken_off(self, note: Note) -> frozenset[str]:
        """Return the tags that a note once had, of its own or its reader's will, and has no longer.

        What an undoing took off was nobody's will.
        """
        rows = self._database.rows(
            "SELECT version.tags, change.kind FROM version LEFT JOIN change ON change.number = version.change WHERE "
            "version.id = ? ORDER BY version.version",
            (note.id,),
        )
        had: set[str] = set()
        taken_off: set[str] = set()
        for tags, kind in rows:
            has = set(json.loads(str(tags)))
            if kind != "undo":
                taken_off |= had - has
            taken_off -= has
            had = has
        return frozenset(taken_off - set(note.tags))

    def beginnings(self, length: int) -> list[tuple[str, str]]:
        """Return the id of each living note and so many characters of its body, the note changed last first."""
        rows = self._database.rows(
            "SELECT id, substr(body, 1, ?) FROM note WHERE NOT is_retired ORDER BY modified DESC, id", (length,)
        )
        return [(str(note_id), str(beginning)) for note_id, beginning in rows]

    def file_names(self) -> list[tuple[str, str]]:
        """Return the id of each living note that came from a file of another program, and the name of that file."""
        rows = self._database.rows(
            "SELECT id, CASE WHEN json_valid(besides) THEN json_extract(besides, '$.file.name') END FROM note "
            "WHERE NOT is_retired AND besides LIKE '%\"file\"%' ORDER BY modified DESC, id"
        )
        return [(str(note_id), name) for note_id, name in rows if isinstance(name, str) and name]

    def _notes(self, condition: str, parameters: Sequence[Value] = ()) -> list[Note]:
        # `condition` comes from this class; what a reader typed is always a parameter.
        rows = self._database.rows(f"SELECT {COLUMNS} FROM note WHERE {condition} ORDER BY created, id", parameters)
        return [note_of(row) for row in rows]


def here(there: Mapping[str, Note], note_id: str) -> Note:
    """Return a note by its id out of those that are ``there``.

    Raises:
        NotHereError: It is not among them.
    """
    if note_id not in there:
        raise NotHereError(f"There is no note “{note_id}” here. “cca-desktop notes” lists those that are.")
    return there[note_id]


def row_of(note: Note) -> tuple[Value, ...]:
    """Write ``note`` down in the order of ``COLUMNS``."""
    target = note.target
    quote = target.quote if target else None
    position = target.position if target else None
    return (
        note.id,
        target.document if target and not target.note else None,
        *(quote or (None, None, None)),
        *(position or (None, None)),
        note.body,
        json.dumps(note.tags, ensure_ascii=False),
        note.colour,
        note.created,
        note.modified,
        note.version,
        int(note.is_retired),
        target.note if target and target.note else None,
        json.dumps([_told(other) for other in note.further], ensure_ascii=False) if note.further else "[]",
        note.motivation,
        note.creator,
        int(note.is_buried),
        note.besides,
    )


def note_of(row: Row) -> Note:
    """Read a row in the order of ``COLUMNS``.

    Raises:
        DamagedError: It makes no sense.
    """
    try:
        return _note_of(row)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(
            "The file of your notes is damaged: one of them makes no sense. It has been left as it is; “cca-desktop "
            "check --repair” brings the note back from its last version or the last copy."
        ) from error


def _note_of(row: Row) -> Note:
    note_id, document, exact, prefix, suffix, starts, ends, body, tags, colour, created, modified = row[:12]
    version, is_retired, about_note, further, motivation, creator, is_buried, besides = row[12:]
    target = None
    if document is not None:
        quote = None if exact is None else TextQuoteSelector(str(exact), str(prefix or ""), str(suffix or ""))
        position = TextPositionSelector(starts, ends) if isinstance(starts, int) and isinstance(ends, int) else None
        target = Target(str(document), quote, position)
    elif about_note is not None:
        target = Target("", note=str(about_note))
    return Note(
        id=str(note_id),
        target=target,
        body=str(body),
        tags=tuple(json.loads(str(tags))),
        colour=str(colour),
        created=str(created),
        modified=str(modified),
        version=int(str(version)),
        is_retired=bool(is_retired),
        motivation=str(motivation),
        creator=str(creator),
        further=() if further == "[]" else tuple(map(_target_of, json.loads(str(further)))),
        is_buried=bool(is_buried),
        besides=str(besides),
    )


def _told(target: Target) -> dict[str, str | int]:
    """Write down one of a note's further targets."""
    told: dict[str, str | int] = {"note": target.note} if target.note else {"document": target.document}
    if target.quote is not None:
        told |= target.quote._asdict()
    if target.position is not None:
        told |= target.position._asdict()
    return told


def _target_of(told: dict[str, str | int]) -> Target:
    quote = position = None
    if "exact" in told:
        quote = TextQuoteSelector(str(told["exact"]), str(told["prefix"]), str(told["suffix"]))
    if "start" in told:
        position = TextPositionSelector(int(told["start"]), int(told["end"]))
    return Target(str(told.get("document", "")), quote, position, str(told.get("note", "")))


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_A_TIME):
        yield ids[start : start + _AT_A_TIME]
