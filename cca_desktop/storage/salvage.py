"""Read what can still be read of a damaged database, row by row, into a new one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from cca_desktop.errors import KnownError
from cca_desktop.storage.database import Database, Row, Value

_TABLES = ("note", "change", "version", "place")
_LEAST_ROW = 64  # bytes of the file for each row; so many numbers are tried one by one where the way is broken

_NOTE_COLUMNS = (
    "id, document, exact, prefix, suffix, starts, ends, body, tags, colour, created, modified, version, is_retired"
)
_MENDING = (
    # A note whose row is lost, or is older than its newest version, is what that version says.
    f"""INSERT OR REPLACE INTO note ({_NOTE_COLUMNS}) SELECT {_NOTE_COLUMNS} FROM version AS kept
    WHERE version = (SELECT max(version) FROM version WHERE id = kept.id)
    AND version > coalesce((SELECT version FROM note WHERE id = kept.id), 0)""",
    f"INSERT OR IGNORE INTO version ({_NOTE_COLUMNS}) SELECT {_NOTE_COLUMNS} FROM note",
    "UPDATE version SET change = NULL WHERE change NOT IN (SELECT number FROM change)",
)


def salvage(sources: list[Path], into: Path) -> None:
    """Make the new database ``into`` from all rows that can be read in ``sources``.

    The first source to have a row is believed.

    Raises:
        DiskTroubleError: There is no room for it.
    """
    with closing(Database.open(into)) as new:
        new.run("PRAGMA foreign_keys = OFF")  # what a row points at may come after it, or be lost
        with new.transaction():
            for source in sources:
                _pour(source, new, into.with_name(into.name + ".first-page"))
            for statement in _MENDING:
                new.run(statement)
        new.run("PRAGMA journal_mode = DELETE")  # one file, ready to be put in the place of the old


def _pour(source: Path, new: Database, scratch: Path) -> None:
    try:
        if _pour_tables(source, new):
            return
        # The table of contents stands on the first page. Ours has stood in the same place since the first step, so that
        # the page of a new database opens the old one again.
        _graft(source, new.file, scratch)
        _pour_tables(scratch, new)
    finally:
        for part in (scratch, *companions(scratch)):
            part.unlink(missing_ok=True)


def _pour_tables(source: Path, new: Database) -> bool:
    """Copy every table; tell whether there was any that could be found."""
    has_found_one = False
    # A file that was begun anew counts its changes from 1 as well: those of the other file are not the same ones.
    foreign: set[Value] = set()
    with closing(Database.open_as_it_is(source)) as old:
        for table in _TABLES:
            columns = _columns(old, table)
            columns = [column for column in _columns(new, table) if column in columns]
            if not columns:
                continue
            has_found_one = True
            names, places = ", ".join(columns), ", ".join("?" * len(columns))
            for row in _rows(old, table, names):
                if table == "change" and _is_another(new, row, columns):
                    foreign.add(row[columns.index("number")])
                is_foreign = table == "version" and row[columns.index("change")] in foreign
                kept = (*row[:-1], None) if is_foreign else row  # `change` is the last column
                with suppress(sqlite3.Error):  # a row that came out garbled fits no table
                    new.run(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", kept)
    return has_found_one


def _is_another(new: Database, row: Row, columns: list[str]) -> bool:
    """Tell whether ``new`` has a change of that number already, made at another time."""
    number, at = row[columns.index("number")], row[columns.index("at")]
    return bool(new.rows("SELECT number FROM change WHERE number = ? AND at <> ?", (number, at)))


def companions(file: Path) -> tuple[Path, Path]:
    """Return the two files that SQLite keeps beside a database in WAL mode."""
    return file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")


def _columns(database: Database, table: str) -> list[str]:
    try:
        return [str(row[1]) for row in database.rows(f"PRAGMA table_info({table})")]
    except (KnownError, sqlite3.Error):
        return []


def _rows(old: Database, table: str, names: str) -> Iterator[Row]:
    """Go along a table from either end as far as it can be read, and try every row number in between."""
    ahead = _Walk(old, f"SELECT rowid, {names} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1", at=0)
    yield from ahead.rows()
    if ahead.is_at_end:
        return
    back = _Walk(old, f"SELECT rowid, {names} FROM {table} WHERE rowid < ? ORDER BY rowid DESC LIMIT 1", at=1 << 62)
    yield from back.rows()
    guesses = old.file.stat().st_size // _LEAST_ROW
    for number in range(ahead.at + 1, min(back.at, ahead.at + 1 + guesses)):
        with suppress(KnownError, sqlite3.Error):
            yield from (row[1:] for row in old.rows(f"SELECT rowid, {names} FROM {table} WHERE rowid = ?", (number,)))


class _Walk:
    """A way along a table, row by row, to its end or to where it is broken."""

    def __init__(self, old: Database, sql: str, *, at: int) -> None:
        self._old = old
        self._sql = sql
        self.at = at
        self.is_at_end = False

    def rows(self) -> Iterator[Row]:
        with suppress(KnownError, sqlite3.Error):
            while rows := self._old.rows(self._sql, (self.at,)):
                yield rows[0][1:]
                self.at = int(str(rows[0][0]))
            self.is_at_end = True


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
