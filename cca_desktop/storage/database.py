"""The one place where SQLite is opened: how carefully it writes, and what its troubles mean to a reader."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

from cca_desktop.errors import DiskTroubleError, InUseError, KnownError

APPLICATION_ID = 0x43434144  # "CCAD", by which the `file` command and we know our own
SCHEMA_VERSION = 6  # the number of steps in migrations.py, which a start with nothing to migrate does not import
BUSY_TIMEOUT_S = 5.0
GROUND_MARK = "ground.txt"  # beside the database; ground.py writes it
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
        self._wal: tuple[int, int] | None = None  # that of the WAL, as long as the file is where it was
        self._patience = 0
        self._rescued: tuple[int, Path] | None = None  # the copy made of a file that was taken away, and of what state
        self.touched: set[str] = set()  # the rows written here, until whoever keeps copies takes notice
        connection.set_progress_handler(self._is_out_of_patience, _STEPS_AT_A_TIME)

    @classmethod
    def open(cls, file: Path, *, is_read_only: bool = False) -> "Database":
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
            from cca_desktop.storage.troubles import unwritable

            raise unwritable(file) from trouble
        if is_there(file):
            # By a connection that cannot write: what is not ours must stay exactly as it is. Never by opening the file
            # ourselves: closing it would drop the locks that SQLite holds on it elsewhere in this process.
            with suppress(DiskTroubleError), closing(cls.open_as_it_is(file)) as look:
                _refuse_what_is_not_ours(look)
        try:
            return cls._open_to_write(file)
        except InUseError as in_use:
            if not in_use.may_pass:
                raise
            from cca_desktop.storage.migrations import open_in_turn

            return open_in_turn(cls._open_to_write, file)

    @classmethod
    def _open_to_write(cls, file: Path) -> Self:
        with in_words(file):
            database = cls(file, sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None))
        try:
            _set_pragmas(database)
            _refuse_what_is_not_ours(database)
            if database.version() < SCHEMA_VERSION:
                # Imported here: a start with nothing to migrate must not pay for it.
                from cca_desktop.storage.migrations import STEPS, migrate

                migrate(database, STEPS)
            with suppress(InUseError):
                database.keep_journal()
            database._identity = _identity(file)
            database.refuse_if_replaced()
        except BaseException:
            database.close()
            raise
        return database

    def keep_journal(self) -> None:
        """Journal as the ground asks: in a WAL, or on shared ground without, where it could come apart from the notes.

        Raises:
            InUseError: Another has the file open, or is making it. SQLite does not wait here; a transaction is as safe
                in the mode that it has.
        """
        is_shared = os.path.exists(self.file.with_name(GROUND_MARK))  # noqa: PTH110 (at every start, and much faster)
        self.run(f"PRAGMA journal_mode = {'DELETE' if is_shared else 'WAL'}")
        if is_shared:
            self.run("PRAGMA synchronous = EXTRA")  # which brings the removal of the journal to the disk as well

    @classmethod
    def open_as_it_is(cls, file: Path, *, is_immutable: bool = False, is_lenient: bool = False) -> Self:
        """Open ``file`` to read, whatever it holds: for the health check, which must not change what it looks at.

        An immutable opening ignores what other programs write meanwhile; it needs no write access to the folder. A
        lenient one reads broken text with U+FFFD in it, where another would call it damaged.
        """
        address = _address(file) + ("?immutable=1" if is_immutable else "?mode=ro")
        with in_words(file):
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)
            if is_lenient:
                connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            return cls(file, connection)

    @classmethod
    def _open_to_read(cls, file: Path) -> "Database":
        if not is_there(file):
            from cca_desktop.storage.troubles import nothing_here

            raise nothing_here()
        database = cls.open_as_it_is(file)
        try:
            try:
                _refuse_what_is_not_ours(database)
            except DiskTroubleError:
                from cca_desktop.storage.difficulty import opened_with_difficulty

                database.close()
                database = opened_with_difficulty(file)
                _refuse_what_is_not_ours(database)
            _set_pragmas(database)
            if not database.version():  # its making was cut short
                from cca_desktop.storage.troubles import nothing_here

                raise nothing_here()
            if database.version() < SCHEMA_VERSION:
                from cca_desktop.storage.difficulty import stand_in

                old, database = database, stand_in(file, database)  # to read old notes is not to rewrite them
                old.close()
        except BaseException:
            database.close()
            raise
        return database

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """Return all rows that a question has for answer."""
        self._patience = _PATIENCE
        with in_words(self.file):
            return self._connection.execute(sql, _storable(parameters)).fetchall()

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Run one statement; return the number of the row it added, which means nothing after other statements."""
        self._patience = _PATIENCE
        with in_words(self.file):
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
        self.refuse_if_replaced()

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
        with in_words(file), closing(sqlite3.connect(file, isolation_level=None)) as copy:
            self._connection.backup(copy)
            # A copy is one file, which a reader can carry away; WAL would want two more beside it.
            copy.execute("PRAGMA journal_mode = DELETE")

    def pour_into(self, other: "Database") -> None:
        """Make another database, an empty one, what this one is."""
        with in_words(self.file):
            self._connection.backup(other._connection)  # noqa: SLF001 (another of this class)

    def close(self) -> None:
        """Close the connection; what was committed stays, in a copy if the file was swapped underneath."""
        with suppress(KnownError):
            self.refuse_if_replaced()
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

    def refuse_if_replaced(self) -> None:
        """Notice that the file was swapped, as a cloud service or a restore may do, before saying "saved".

        Raises:
            InUseError: It was; what this connection knows is kept in a copy, which the sentence names.
        """
        if self._identity is None:
            return
        wal, _memory = companions(self.file)
        if _identity(self.file) == self._identity:
            self._wal = _identity(wal)
            return
        from cca_desktop.storage.backup import rescue
        from cca_desktop.storage.swapped import put_away, told

        # What is tried again, as a draft is every other second, is in the copy that was made already.
        changes = self._connection.total_changes
        if self._rescued is None or self._rescued[0] != changes:
            self._rescued = changes, rescue(self)
        if self._wal is not None and _identity(wal) == self._wal:  # ours, and not that of the file that came
            put_away(self.file)
        raise told(self.file, self._rescued[1])


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
        DiskTroubleError: It may not even be asked, or is a link that leads to nothing: its disk may come again.
    """
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        if os.path.islink(file):  # noqa: PTH114 (asked at every start, and faster)
            from cca_desktop.storage.troubles import link_to_nothing

            raise link_to_nothing(file) from None
        return False
    except OSError as trouble:
        from cca_desktop.storage.troubles import unwritable

        raise unwritable(file) from trouble
    return True


def companions(file: Path) -> tuple[Path, Path]:
    """Return the two files that SQLite keeps beside a database in WAL mode."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")


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
        from cca_desktop.storage.troubles import damaged

        raise damaged(database.file) from error
    finally:
        with suppress(sqlite3.Error, KnownError):
            database.run("ROLLBACK")
    if application == APPLICATION_ID:
        if not 0 < version <= _GREATEST_VERSION:
            from cca_desktop.storage.troubles import damaged

            raise damaged(database.file)
        if version > SCHEMA_VERSION:
            from cca_desktop.storage.troubles import newer

            raise newer()
    elif application or version or tables:
        from cca_desktop.storage.troubles import foreign

        raise foreign(database.file)


@contextmanager
def in_words(file: Path) -> Iterator[None]:
    """Turn an error of SQLite into words for the reader; what is our own bug passes as it is."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        from cca_desktop.storage.troubles import trouble_of

        trouble = trouble_of(error, file)
        if trouble is None:
            raise
        raise trouble from error
