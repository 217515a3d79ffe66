"""The one place where SQLite is opened: how carefully it writes, and what its troubles mean to a reader."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from cca_desktop.errors import (
    DamagedError,
    DiskTroubleError,
    InUseError,
    KnownError,
    NewerVersionError,
    NotHereError,
)

APPLICATION_ID = 0x43434144  # "CCAD", by which the `file` command and we know our own
SCHEMA_VERSION = 4  # the number of steps in migrations.py, which a start with nothing to migrate does not import
BUSY_TIMEOUT_S = 5.0
# A statement may take so many steps of SQLite's machine, and so many more for each byte there is: some ten times of
# what the slowest, the check of a whole file, does take.
_STEPS_AT_A_TIME = 1_000_000
_PATIENCE = 20
_MOST_STEPS_A_BYTE = 20
_GREATEST_VERSION = 9999  # of any future; beyond it the number itself is damaged

# What reading a damaged file may raise: its garbage also asks for tables that are not there, or for a lot of memory.
UNREADABLE = (KnownError, sqlite3.Error, MemoryError)

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

_PLAIN_IN_ADDRESS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:._-~")

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_TOOBIG}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_INTERRUPT}
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def storable(text: str) -> str:
    """Return ``text`` as SQLite can keep it: pairs of surrogates joined, an unpaired surrogate replaced by U+FFFD.

    UTF-8 has no form for half a character; everything else, the character NUL included, is kept as it is.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class Database:
    """One connection to the file in which a reader's notes live, for the use of one thread.

    What a finished ``transaction`` has written is on disk. Every trouble of the world is raised as a ``KnownError``.
    """

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        """Wrap a ``connection`` to ``file``; ``open`` is the way in."""
        self.file = file
        self._connection = connection
        self._identity: tuple[int, int] | None = None
        self._patience = 0
        self.touched: set[str] = set()  # the rows written here, until whoever keeps copies takes notice
        connection.set_progress_handler(self._is_out_of_patience, _STEPS_AT_A_TIME)

    @classmethod
    def open(cls, file: Path, *, is_read_only: bool = False) -> Self:
        """Open ``file``, make it if it is not there, and bring it to the form this version of the program writes.

        A read-only opening writes nothing and makes nothing.

        Raises:
            NotHereError: There is nothing to read.
            NewerVersionError: A newer version wrote the file, which is left as it is.
            DamagedError: The file is not a database of notes, or not a whole one.
            DiskTroubleError: The folder cannot be written to, or the disk is full.
            InUseError: Another program keeps the file locked.
        """
        if is_read_only:
            return cls._open_to_read(file)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as trouble:
            raise _unwritable(file) from trouble
        if is_there(file):
            # By a connection that cannot write: what is not ours must stay exactly as it is. Never by opening the file
            # ourselves: closing it would drop the locks that SQLite holds on it elsewhere in this process.
            with suppress(DiskTroubleError), closing(cls.open_as_it_is(file)) as look:
                _refuse_what_is_not_ours(look)
        with _told(file):
            database = cls(file, sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None))
        try:
            _set_pragmas(database)
            _refuse_what_is_not_ours(database)
            if database.version() < SCHEMA_VERSION:
                # Imported here: a start with nothing to migrate must not pay for it.
                from cca_desktop.storage.migrations import STEPS, migrate

                migrate(database, STEPS)
            # Where several make the file at once, SQLite refuses this to all but one of them without waiting. The one
            # does it for all; until it has, a transaction is as safe, and waits for others as well.
            with suppress(InUseError):
                database.run("PRAGMA journal_mode = WAL")
            database._identity = _identity(file)
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def open_as_it_is(cls, file: Path, *, is_immutable: bool = False, is_lenient: bool = False) -> Self:
        """Open ``file`` to read, whatever it holds: for the health check, which must not change what it looks at.

        An immutable opening ignores what other programs write meanwhile; it needs no write access to the folder. A
        lenient one reads broken text with U+FFFD in it, where another would call it damaged.
        """
        address = _address(file) + ("?immutable=1" if is_immutable else "?mode=ro")
        with _told(file):
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
            if is_lenient:
                connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            return cls(file, connection)

    @classmethod
    def in_memory(cls, file: Path, old: Self | None = None) -> Self:
        """Stand in for a ``file`` that is not there, or is in an ``old`` form; whoever writes is told it cannot be."""
        from cca_desktop.storage.migrations import STEPS, take

        copy = cls(file, sqlite3.connect(":memory:", isolation_level=None))
        if old is not None:
            with _told(file):
                old._connection.backup(copy._connection)  # noqa: SLF001 (another of this class)
        take(copy, STEPS)
        copy.run("PRAGMA query_only = ON")
        return copy

    @classmethod
    def _open_to_read(cls, file: Path) -> Self:
        if not is_there(file):
            raise _nothing_here()
        database = cls.open_as_it_is(file)
        try:
            try:
                _refuse_what_is_not_ours(database)
            except DiskTroubleError:
                database.close()
                database = cls._open_to_read_with_difficulty(file)
                _refuse_what_is_not_ours(database)
            _set_pragmas(database)
            if not database.version():  # its making was cut short
                raise _nothing_here()
            if database.version() < SCHEMA_VERSION:
                old, database = database, cls.in_memory(file, database)  # to read old notes is not to rewrite them
                old.close()
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def _open_to_read_with_difficulty(cls, file: Path) -> Self:
        beside = {ending for ending in ("-journal", "-wal") if file.with_name(file.name + ending).is_file()}
        if "-journal" in beside:
            # A change of form was cut short and has to be taken back, which only a writer may do.
            with _told(file), closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT_S)) as mender:
                mender.execute("PRAGMA user_version")
            return cls.open_as_it_is(file)
        # A folder that cannot be written to has no room for the shared memory of WAL, nor for a writer.
        return cls.open_as_it_is(file, is_immutable=not beside)

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """Return all rows that a question has for answer."""
        self._patience = _PATIENCE
        with _told(self.file):
            return self._connection.execute(sql, _storable(parameters)).fetchall()

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Run one statement; return the number of the row it added, which means nothing after other statements."""
        self._patience = _PATIENCE
        with _told(self.file):
            return self._connection.execute(sql, _storable(parameters)).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that happens inside, or nothing of it; on the way out it is on disk.

        One does not stand inside another.
        """
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # the first trouble is the one to tell; SQLite may have rolled back by itself
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise
        self._refuse_if_replaced()

    def version_seen(self) -> int:
        """Return a number that changes when another connection has written (`PRAGMA data_version`)."""
        return self.number("PRAGMA data_version")

    def version(self) -> int:
        """Return how many migrations the file has seen."""
        return self.number("PRAGMA user_version")

    def tables(self) -> list[str]:
        """Return the names of all tables."""
        rows = self.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        )
        return [str(name) for (name,) in rows]

    def columns(self, table: str) -> list[str]:
        """Return the names of the columns of a ``table``; none if there is no such table."""
        return [str(row[1]) for row in self.rows(f"PRAGMA table_info({table})")]

    def complaints(self) -> list[str]:
        """Read the whole file and return what SQLite finds wrong with it; takes long for a long life of notes."""
        answer = [str(row[0]) for row in self.rows("PRAGMA integrity_check(20)")]
        return [] if answer == ["ok"] else answer

    def copy_to(self, file: Path) -> None:
        """Write a copy to ``file`` by SQLite's backup API: whole and consistent, whoever writes meanwhile."""
        with _told(file), closing(sqlite3.connect(file, isolation_level=None)) as copy:
            self._connection.backup(copy)
            # A copy is one file, which a reader can carry away; WAL would want two more beside it.
            copy.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Close the connection; what was committed stays."""
        self._connection.close()

    def number(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Return the whole number that a question with one answer has for answer."""
        return int(str(self.rows(sql, parameters)[0][0]))

    def _is_out_of_patience(self) -> bool:
        """Stop what a whole file of this size could not ask for: a damaged one may lead SQLite round in circles."""
        self._patience -= 1
        if self._patience >= 0:
            return False
        try:
            size = self.file.stat().st_size
        except OSError:
            size = 0
        return -self._patience * _STEPS_AT_A_TIME > _MOST_STEPS_A_BYTE * size

    def _refuse_if_replaced(self) -> None:
        """Notice that the file was swapped, as a cloud service or a restore may do, before saying "saved"."""
        if self._identity is None or _identity(self.file) == self._identity:
            return
        from cca_desktop.storage.backup import rescue

        raise InUseError(
            f"The file of your notes ({self.file}) was moved or replaced by another while it was open. All that this "
            f"window knew, its last words included, is kept in {rescue(self)}; start the program again."
        )


def _set_pragmas(database: Database) -> None:
    database.run("PRAGMA synchronous = FULL")
    database.run("PRAGMA fullfsync = ON")
    database.run("PRAGMA checkpoint_fullfsync = ON")
    database.run("PRAGMA foreign_keys = ON")
    database.run("PRAGMA trusted_schema = OFF")


def _storable(parameters: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(storable(value) if isinstance(value, str) else value for value in parameters)


def is_there(file: Path) -> bool:
    """Tell whether there is a file, or anything else, of that name.

    Raises:
        DiskTroubleError: It may not even be asked.
    """
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as trouble:
        raise _unwritable(file) from trouble
    return True


def _address(file: Path) -> str:
    """Write a path as SQLite wants it, which takes those of Windows' shares, and names in no encoding, as bytes."""
    plain = os.fsencode(file.absolute().as_posix())
    path = "".join(chr(byte) if chr(byte) in _PLAIN_IN_ADDRESS else f"%{byte:02x}" for byte in plain)
    return "file://" + ("" if path.startswith("/") else "/") + path


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 (asked at every save, and several times as fast as Path.stat)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _refuse_what_is_not_ours(database: Database) -> None:
    # In one transaction, the three are of one moment: another program may just be making the file.
    database.run("BEGIN")
    try:
        tables = database.number("SELECT count(*) FROM sqlite_schema")
        version, application = database.version(), database.number("PRAGMA application_id")
    except sqlite3.OperationalError as error:  # a header that makes no sense has many names in SQLite
        raise _damaged(database.file) from error
    finally:
        with suppress(sqlite3.Error, KnownError):
            database.run("ROLLBACK")
    if application == APPLICATION_ID:
        if not 0 < version <= _GREATEST_VERSION:
            raise _damaged(database.file)
        if version > SCHEMA_VERSION:
            raise _newer()
    elif application or version or tables:
        raise _foreign(database.file)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turn an error of SQLite into words for the reader; what is our own bug passes as it is."""
    try:
        yield
    except UnicodeDecodeError as error:  # a damaged name, in SQLite's own complaint about it
        raise _damaged(file) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest its finer shades
        if code in _FULL:
            raise _full(file, is_too_big=code == sqlite3.SQLITE_TOOBIG) from error
        if code in _UNWRITABLE:
            raise _unwritable(file) from error
        if code == sqlite3.SQLITE_IOERR:
            raise DiskTroubleError(
                f"The disk did not do as it was told while {file} was open, so the last change was not saved. What was "
                "saved before is safe; see whether the disk is still there and well."
            ) from error
        if code in _DAMAGED or "Could not decode to UTF-8" in str(error):
            raise _damaged(file) from error
        if code in _IN_USE:
            raise InUseError(
                "Another program is writing to your notes and has not finished, so this was not done. What was saved "
                "is safe; try again in a moment."
            ) from error
        raise


def _full(file: Path, *, is_too_big: bool) -> DiskTroubleError:
    if is_too_big:
        return DiskTroubleError(
            "This is more than a thousand million characters, which is too long to be kept, so it was not saved. "
            "All other notes are safe; divide it into several."
        )
    return DiskTroubleError(
        f"The disk that holds {file.parent} is full, so the last change was not saved. What was saved before is safe; "
        "make some room and try again."
    )


def _unwritable(file: Path) -> DiskTroubleError:
    return DiskTroubleError(
        f"The folder {file.parent} cannot be opened or written to, so nothing is saved there. What it holds is "
        "unchanged; give yourself the right to write in it, or choose another with --profile."
    )


def _damaged(file: Path) -> DamagedError:
    return DamagedError(
        f"The file {file} is damaged or is not a notebook. It has been left as it is; “cca-desktop check --repair” "
        "saves what can be read and fills in the rest from the last copy."
    )


def _nothing_here() -> NotHereError:
    return NotHereError("There are no notes here yet.")


def _foreign(file: Path) -> DamagedError:
    return DamagedError(
        f"The file {file} was written by another program, so it was left as it is. Move it elsewhere, or choose "
        "another folder with --profile."
    )


def _newer() -> NewerVersionError:
    return NewerVersionError(
        "These notes were written by a newer version of CCA Desktop. They are safe and have not been changed; install "
        "the newest version to open them."
    )
