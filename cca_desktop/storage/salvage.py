"""Read what can still be read of a damaged database, row by row, into a new one."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from cca_desktop.errors import KnownError
from cca_desktop.storage.database import UNREADABLE, Database, Row, Value, companions
from cca_desktop.storage.migrations import MOTIVATION_TOLD

_LEAST_ROW = 32  # bytes of the file for each row: more rows than that are read out of garbage
_FIRST_NOTE = (
    "id, document, exact, prefix, suffix, starts, ends, body, tags, colour, created, modified, version, is_retired"
)
_NOTE = _FIRST_NOTE + ", about_note, further, motivation, creator, is_buried, besides"
# Those of the first step, which no later one has taken away; a file from before a step lacks what that step added.
_FIRST_COLUMNS = {
    "note": set(_FIRST_NOTE.split(", ")),
    "change": {"number", "kind", "at", "writing", "standing"},
    "version": {*_FIRST_NOTE.split(", "), "change"},
    "place": {"document", "starts"},
}
_SET_NOTE = ", ".join(f"{column} = excluded.{column}" for column in _NOTE.split(", ")[1:])
# Or as new, and from after the step that added what notes are for.
_IS_NEWER = (
    "(excluded.version, excluded.modified, excluded.motivation <> '') > "
    "({0}.version, {0}.modified, {0}.motivation <> '')"
)

# What is done with a row that a better source has had already. Copies come first: they were read through when they were
# made. The damaged file adds what is newer, and says where each change stands now.
_TABLES = {
    "note": f"(id) DO UPDATE SET {_SET_NOTE} WHERE {_IS_NEWER.format('note')}",
    "change": "(number) DO UPDATE SET standing = excluded.standing WHERE excluded.at = change.at",
    "version": f"(id, version) DO UPDATE SET {_SET_NOTE} WHERE {_IS_NEWER.format('version')}",
    "place": "(document) DO UPDATE SET starts = excluded.starts",
    "bookmark": "(id) DO UPDATE SET starts = excluded.starts, name = excluded.name",
}
_MENDING = (
    # A note is what its newest version says, be its own row lost, older or garbled.
    f"""INSERT OR REPLACE INTO note ({_NOTE}) SELECT {_NOTE} FROM version AS kept
    WHERE version = (SELECT max(version) FROM version WHERE id = kept.id)
    AND version >= coalesce((SELECT version FROM note WHERE id = kept.id), 0)""",
    f"INSERT OR IGNORE INTO version ({_NOTE}) SELECT {_NOTE} FROM note",
    MOTIVATION_TOLD.format("version"),
    MOTIVATION_TOLD.format("note"),
    "UPDATE version SET change = NULL WHERE change NOT IN (SELECT number FROM change)",
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def salvage(damaged: Path, copy: Path | None, into: Path) -> None:
    """Make the new database ``into`` from all rows that can be read in ``damaged``, and from a whole ``copy``.

    Raises:
        DiskTroubleError: There is no room for it.
    """
    with closing(Database.open(into)) as new:
        new.run("PRAGMA foreign_keys = OFF")  # what a row points at may come after it, or be lost
        with new.transaction():
            if copy is not None:
                _Pouring(copy, new).run()
            if damaged.is_file():
                scratch = into.with_name(into.name + ".first-page")
                try:
                    _pour_damaged(damaged, new, scratch)
                finally:
                    for part in (scratch, *companions(scratch)):
                        part.unlink(missing_ok=True)
            for statement in _MENDING:
                new.run(statement)
        new.run("PRAGMA journal_mode = DELETE")  # one file, ready to be put in the place of the old


def _pour_damaged(damaged: Path, new: Database, scratch: Path) -> None:
    source = damaged
    if not _Pouring(source, new).run():
        # The table of contents stands on the first page. Ours has stood in the same place since the first step, so that
        # the page of a new database opens the old one again.
        _graft(damaged, new.file, scratch)
        source = scratch
        _Pouring(source, new, is_grafted=True).run()
    for statement in _MENDING:
        new.run(statement)
    _Pouring(source, new, is_last_resort=True).run()


class _Pouring:
    """The rows of one database on their way into another.

    As a last resort, rows that are garbled themselves are taken too, if nothing better is known of their note.
    """

    def __init__(self, source: Path, new: Database, *, is_last_resort: bool = False, is_grafted: bool = False) -> None:
        self._source = source
        self._new = new
        self._is_last_resort = is_last_resort
        self._is_grafted = is_grafted
        # A file that was begun anew counts its changes from 1 as well: those of the other file are not the same ones.
        self._foreign: set[Value] = set()

    def run(self) -> bool:
        """Copy every table; tell whether all of them could be found."""
        has_found_all = True
        with closing(Database.open_as_it_is(self._source, is_lenient=self._is_last_resort)) as old:
            for table in _TABLES:
                there = _columns(old, table)
                columns = [column for column in _columns(self._new, table) if column in there]
                if not columns or not _FIRST_COLUMNS.get(table, set()) <= set(columns):
                    has_found_all = has_found_all and table not in _FIRST_COLUMNS  # else the contents are garbled
                    continue
                for row in _rows(old, table, ", ".join(columns)):
                    self._pour(table, dict(zip(columns, row, strict=True)))
            if has_found_all and not (self._is_last_resort or self._is_grafted):
                self._pour_the_rest(old)
        return has_found_all

    def _pour_the_rest(self, old: Database) -> None:
        """Copy what later steps have added, where an undamaged table of contents says where it is."""
        for table in self._new.tables():
            columns = [column for column in self._new.columns(table) if column in _columns(old, table)]
            if table in _TABLES or not columns:
                continue
            places = ", ".join("?" * len(columns))
            for row in _rows(old, table, ", ".join(columns)):
                with suppress(sqlite3.Error):
                    self._new.run(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})", row)

    def _pour(self, table: str, row: dict[str, Value]) -> None:
        if table == "change" and self._is_another(row):
            self._foreign.add(row["number"])
        if table == "version" and row["change"] in self._foreign:
            row["change"] = None
        if table in ("note", "version") and not self._is_sound(row):
            return
        names, places = ", ".join(row), ", ".join("?" * len(row))
        conflict = "DO NOTHING" if self._is_last_resort else _TABLES[table]
        with suppress(sqlite3.Error):  # a row that came out garbled fits no table
            self._new.run(
                f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT {conflict}", tuple(row.values())
            )

    def _is_another(self, row: dict[str, Value]) -> bool:
        """Tell whether the new file has a change of that number already, made at another time."""
        made = self._new.rows("SELECT at FROM change WHERE number = ?", (row["number"],))
        return bool(made) and made[0][0] != row["at"]

    def _is_sound(self, row: dict[str, Value]) -> bool:
        """Tell whether a state of a note makes sense, which SQLite's own check of a file cannot see."""
        if not (_IDENTIFIER.fullmatch(str(row["id"])) and _TIME.fullmatch(str(row["modified"]))):
            return False
        if self._is_last_resort and self._new.rows("SELECT id FROM note WHERE id = ?", (row["id"],)):
            return False
        is_sound = True
        for column, kind in (("tags", str), ("further", dict)):
            if column in row and not _is_list_of(kind, str(row[column])):
                row[column] = "[]"
                is_sound = self._is_last_resort
        return is_sound


def _is_list_of(kind: type, told: str) -> bool:
    try:
        members = json.loads(told)
    except (ValueError, RecursionError):
        return False
    return isinstance(members, list) and all(isinstance(member, kind) for member in members)


def _columns(database: Database, table: str) -> list[str]:
    try:
        return database.columns(table)
    except UNREADABLE:
        return []


def _rows(old: Database, table: str, names: str) -> Iterator[Row]:
    """Go along a table from either end as far as it can be read, and try every row number in between."""
    ahead = _Walk(old, f"SELECT rowid, {names} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1", at=0)
    yield from ahead.rows()
    if ahead.is_at_end:
        return
    back = _Walk(old, f"SELECT rowid, {names} FROM {table} WHERE rowid < ? ORDER BY rowid DESC LIMIT 1", at=1 << 62)
    yield from back.rows()
    for number in range(ahead.at + 1, min(back.at, ahead.at + 1 + _most_rows(old))):
        with suppress(*UNREADABLE):
            yield from (row[1:] for row in old.rows(f"SELECT rowid, {names} FROM {table} WHERE rowid = ?", (number,)))


def _most_rows(old: Database) -> int:
    return 1 + sum(part.stat().st_size for part in (old.file, *companions(old.file)) if part.is_file()) // _LEAST_ROW


class _Walk:
    """A way along a table, row by row, to its end or to where it is broken."""

    def __init__(self, old: Database, sql: str, *, at: int) -> None:
        self._old = old
        self._sql = sql
        self._is_upwards = at == 0
        self.at = at
        self.is_at_end = False

    def rows(self) -> Iterator[Row]:
        with suppress(*UNREADABLE):
            for _ in range(_most_rows(self._old)):
                rows = self._next()
                if not rows:
                    self.is_at_end = True
                    return
                yield rows[0][1:]

    def _next(self) -> Sequence[Row]:
        rows = self._old.rows(self._sql, (self.at,))
        if rows:
            number = int(str(rows[0][0]))
            if (number > self.at) != self._is_upwards:
                raise KnownError("The table leads in a circle.")
            self.at = number
        return rows


def _graft(source: Path, pattern: Path, scratch: Path) -> None:
    """Copy ``source`` to ``scratch`` with the first page of a new database in the place of its own."""
    with closing(Database.open_as_it_is(pattern)) as new:
        size = new.number("PRAGMA page_size")
    page = bytearray(pattern.read_bytes()[:size])
    wal = companions(source)[0]
    page[18:20] = b"\x02\x02" if wal.is_file() else b"\x01\x01"  # with a WAL or without
    if wal.is_file():
        companions(scratch)[0].write_bytes(wal.read_bytes())
    page[24:28], page[92:96] = b"\x00\x00\x00\x02", b"\x00\x00\x00\x01"  # unequal: the file's size counts, not a number
    page[32:40] = bytes(8)  # no free pages
    scratch.write_bytes(bytes(page) + source.read_bytes()[size:])
