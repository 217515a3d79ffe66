"""What SQLite's troubles mean to a reader: what has happened, what is safe, what to do. Loaded when there is one."""

import os
import shutil
import sqlite3
from pathlib import Path

from cca_desktop.errors import (
    DamagedError,
    DiskTroubleError,
    InUseError,
    KnownError,
    NewerVersionError,
    NotHereError,
)

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_TOOBIG}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_INTERRUPT}
_LEAST_ROOM = 1 << 16  # bytes; SQLite asks for half of it at a time
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def trouble_of(error: Exception, file: Path) -> KnownError | None:
    """Return what an error of SQLite means to whoever has ``file`` open; None if it is our own bug."""
    if isinstance(error, UnicodeDecodeError):  # a damaged name, in SQLite's own complaint about it
        return damaged(file)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest its finer shades
    if code in _FULL:
        return full(file, is_too_big=code == sqlite3.SQLITE_TOOBIG)
    if code in _UNWRITABLE:
        return unwritable(file)
    if code == sqlite3.SQLITE_IOERR and _is_full(file):  # no room for the shared memory of a WAL, for one
        return full(file, is_too_big=False)
    if code == sqlite3.SQLITE_IOERR:
        return DiskTroubleError(
            f"The disk did not do as it was told while {file} was open, so the last change was not saved. What was "
            "saved before is safe; see whether the disk is still there and well."
        )
    if code in _DAMAGED or "Could not decode to UTF-8" in str(error):
        return damaged(file)
    if code in _IN_USE:
        return InUseError(
            "Another program is writing to your notes and has not finished, so this was not done. What was saved "
            "is safe; try again in a moment."
        )
    return None


def full(file: Path, *, is_too_big: bool) -> DiskTroubleError:
    """Say that there is no room, or that one thing is larger than SQLite takes."""
    if is_too_big:
        return DiskTroubleError(
            "This is more than a thousand million characters, which is too long to be kept, so it was not saved. "
            "All other notes are safe; divide it into several."
        )
    return DiskTroubleError(
        f"The disk that holds {file.parent} is full, so the last change was not saved. What was saved before is safe; "
        "make some room and try again."
    )


def _is_full(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _LEAST_ROOM
    except OSError:
        return False


def link_to_nothing(file: Path) -> DiskTroubleError:
    """Say that ``file`` is a link to what is not there."""
    return DiskTroubleError(
        f"The file of your notes, {file}, leads to {os.readlink(file)}, which is not there. Nothing was written; see "  # noqa: PTH115
        "whether the disk that holds it is at hand."
    )


def unwritable(file: Path) -> DiskTroubleError:
    """Say that nothing can be written in the folder of ``file``."""
    return DiskTroubleError(
        f"The folder {file.parent} cannot be opened or written to, so nothing is saved there. What it holds is "
        "unchanged; give yourself the right to write in it, or choose another with --profile."
    )


def damaged(file: Path) -> DamagedError:
    """Say that ``file`` is damaged, or no database at all."""
    return DamagedError(
        f"The file {file} is damaged or is not a notebook. It has been left as it is; “cca-desktop check --repair” "
        "saves what can be read and fills in the rest from the last copy."
    )


def nothing_here() -> NotHereError:
    """Say that nobody has written a note yet."""
    return NotHereError("There are no notes here yet.")


def foreign(file: Path) -> DamagedError:
    """Say that ``file`` is the database of another program."""
    return DamagedError(
        f"The file {file} was written by another program, so it was left as it is. Move it elsewhere, or choose "
        "another folder with --profile."
    )


def newer() -> NewerVersionError:
    """Say that a newer version wrote the notes."""
    return NewerVersionError(
        "These notes were written by a newer version of CCA Desktop. They are safe and have not been changed; install "
        "the newest version to open them."
    )
