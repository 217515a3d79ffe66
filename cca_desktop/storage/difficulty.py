"""Read notes though their folder, their disk or their form stands in the way. Loaded when something does."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from cca_desktop.errors import DiskTroubleError
from cca_desktop.storage.database import BUSY_TIMEOUT_S, Database, companions, in_words
from cca_desktop.storage.migrations import STEPS, take
from cca_desktop.storage.troubles import unwritable


def opened_somehow(file: Path) -> Database:
    """Open ``file`` as it is, to read, be its folder read-only or its disk full.

    Raises:
        KnownError: It cannot be read all the same.
    """
    database = Database.open_as_it_is(file)
    try:
        database.version()
    except DiskTroubleError:
        database.close()
        return opened_with_difficulty(file)
    except BaseException:
        database.close()
        raise
    return database


def opened_with_difficulty(file: Path) -> Database:
    """Open ``file`` to read where SQLite could not make beside it what it asks for.

    Raises:
        KnownError: It cannot be read all the same.
    """
    if file.with_name(f"{file.name}-journal").is_file():
        # A change of form was cut short and has to be taken back, which only a writer may do.
        with in_words(file), closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT_S)) as mender:
            mender.execute("PRAGMA user_version")
        return Database.open_as_it_is(file)
    wal, memory = companions(file)
    # A folder that cannot be written to, or a full disk, has no room for the shared memory of a WAL. Where there is
    # nothing in the WAL nobody misses it.
    if not wal.is_file() or not wal.stat().st_size:
        return Database.open_as_it_is(file, is_immutable=True)
    if memory.is_file():
        return Database.open_as_it_is(file)
    return _copied(file, wal)


def stand_in(file: Path, old: Database | None = None) -> Database:
    """Stand in for a ``file`` that is not there, or is in an ``old`` form; whoever writes is told it cannot be."""
    copy = Database(file, sqlite3.connect(":memory:", isolation_level=None))
    if old is not None:
        old.pour_into(copy)
    take(copy, STEPS)
    copy.run("PRAGMA query_only = ON")
    return copy


def _copied(file: Path, wal: Path) -> Database:
    """Read the file and its WAL where there is room for a third one."""
    try:
        with tempfile.TemporaryDirectory() as scratch:
            there = Path(scratch) / file.name
            for part in (file, wal):
                shutil.copyfile(part, there.with_name(part.name))
            with closing(Database.open(there)) as copy:
                return stand_in(file, copy)
    except OSError as trouble:
        raise unwritable(file) from trouble
