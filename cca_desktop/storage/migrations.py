"""How the database came to its present form, step by step. A step that has been released is never edited."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cca_desktop.errors import InUseError
from cca_desktop.storage.database import BUSY_TIMEOUT_S

if TYPE_CHECKING:
    from cca_desktop.storage.database import Database

Step = Iterable[str]  # statements
Opened = TypeVar("Opened")
_PAUSE_S = 0.02

_FIRST = (
    "PRAGMA application_id = 0x43434144",
    # A note as it stands. Both selectors are null unless it is about a passage, `document` too if it is about nothing.
    """CREATE TABLE note (
        id TEXT NOT NULL PRIMARY KEY,
        document TEXT,
        exact TEXT, prefix TEXT, suffix TEXT,
        starts INTEGER, ends INTEGER,
        body TEXT NOT NULL,
        tags TEXT NOT NULL,
        colour TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        version INTEGER NOT NULL,
        is_retired INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX note_by_document ON note (document)",
    # What was done, in order. `standing`: done (can be undone), undone (can be redone), past (neither any more).
    """CREATE TABLE change (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        writing TEXT NOT NULL,
        standing TEXT NOT NULL CHECK (standing IN ('done', 'undone', 'past'))
    ) STRICT""",
    "CREATE INDEX change_by_standing ON change (standing, number)",
    # Every state a note has been in, by the change that brought it there; the state before is the version before. The
    # columns are those of `note`, so that each table can make good what the other has lost.
    """CREATE TABLE version (
        id TEXT NOT NULL REFERENCES note (id),
        document TEXT,
        exact TEXT, prefix TEXT, suffix TEXT,
        starts INTEGER, ends INTEGER,
        body TEXT NOT NULL,
        tags TEXT NOT NULL,
        colour TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        version INTEGER NOT NULL,
        is_retired INTEGER NOT NULL,
        change INTEGER REFERENCES change (number),
        PRIMARY KEY (id, version)
    ) STRICT""",
    "CREATE INDEX version_by_change ON version (change)",
    # Where the reader was in each document: the first character in sight.
    """CREATE TABLE place (
        document TEXT NOT NULL PRIMARY KEY,
        starts INTEGER NOT NULL
    ) STRICT""",
)

# What a note is for, as far as its content tells, where nobody has said it. A repair says it in the same way.
MOTIVATION_TOLD = """UPDATE {0} SET motivation = CASE
    WHEN trim(body, char(9, 10, 13, 32)) <> '' THEN 'commenting' WHEN tags <> '[]' THEN 'tagging' ELSE 'highlighting'
    END WHERE motivation = ''"""

# The whole of the W3C model: notes about another note (`about_note`, its id) and about several passages (`further`, a
# JSON list of all but the first), what they are for, and who wrote them. One that `is_buried` was let go of from the
# bin: its words are gone, and its row says so to whoever still has them.
_WHOLE_MODEL = (
    *(
        f"ALTER TABLE {table} ADD COLUMN {column}"
        for table in ("note", "version")
        for column in (
            "about_note TEXT",
            "further TEXT NOT NULL DEFAULT '[]'",
            "motivation TEXT NOT NULL DEFAULT ''",
            "creator TEXT NOT NULL DEFAULT ''",
            "is_buried INTEGER NOT NULL DEFAULT 0",
        )
    ),
    MOTIVATION_TOLD.format("note"),
    MOTIVATION_TOLD.format("version"),
    "CREATE INDEX note_by_note ON note (about_note) WHERE about_note IS NOT NULL",
)

_QUESTIONS = (
    # The questions asked lately, the newest with the highest number, and those a reader has given a name.
    """CREATE TABLE question (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        question TEXT NOT NULL UNIQUE,
        asked TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE saved_search (
        name TEXT NOT NULL PRIMARY KEY,
        question TEXT NOT NULL,
        saved TEXT NOT NULL
    ) STRICT""",
)

_BOOKMARKS = (
    # Places with names, one code point of a canonical text each.
    """CREATE TABLE bookmark (
        id TEXT NOT NULL PRIMARY KEY,
        document TEXT NOT NULL,
        starts INTEGER NOT NULL,
        name TEXT NOT NULL
    ) STRICT""",
)

# What a note from elsewhere says besides all that a note has here, as JSON (export/besides.py): it goes out again.
_BESIDES = tuple(f"ALTER TABLE {table} ADD COLUMN besides TEXT NOT NULL DEFAULT ''" for table in ("note", "version"))

_WORDINGS = (
    # Each text that notes were written on, as it was (UTF-8, deflated), by its SHA-256 and by the name that notes know
    # the document by: once the text is corrected, this says where their words have gone.
    """CREATE TABLE wording (
        checksum TEXT NOT NULL,
        document TEXT NOT NULL,
        seen TEXT NOT NULL,
        text BLOB NOT NULL,
        PRIMARY KEY (checksum, document)
    ) STRICT""",
    "CREATE INDEX wording_by_document ON wording (document)",
)

STEPS: tuple[Step, ...] = (_FIRST, _WHOLE_MODEL, _QUESTIONS, _BOOKMARKS, _BESIDES, _WORDINGS)


class HeldInOldFormError(InUseError):
    """Others have the notes open, in a form that must not change under them."""

    may_pass = True  # they may be first starts of this version, as this one is


def open_in_turn(open_now: Callable[[Path], Opened], file: Path) -> Opened:
    """Try again for a while, having let go: first starts of a new version would all turn one another away.

    Raises:
        HeldInOldFormError: A copy of the program has had the notes open all the while.
    """
    ends = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        time.sleep(_PAUSE_S * (1 + os.urandom(1)[0] / 64))  # each another while, or they would meet again
        try:
            return open_now(file)
        except HeldInOldFormError:
            if time.monotonic() > ends:
                raise


def migrate(database: "Database", steps: Sequence[Step]) -> None:
    """Take the ``steps`` that ``database`` has not seen; a database with content is copied first.

    Raises:
        InUseError: Another program has the notes open, whose form must not change under it.
    """
    if 0 < database.version() < len(steps):
        from cca_desktop.storage.backup import BACKUP_FOLDER, Kind, back_up

        # Leaving WAL needs the file to ourselves: SQLite refuses it while anybody else has it open.
        try:
            database.run("PRAGMA journal_mode = DELETE")
        except InUseError as in_use:
            raise HeldInOldFormError(
                "Your notes must be brought to the form of this version, and another copy of the program has them "
                "open. They are safe and unchanged; close the other copy and try again."
            ) from in_use
        back_up(database.file, database.file.parent / BACKUP_FOLDER, Kind.BEFORE_MIGRATION)
    take(database, steps)


def take(database: "Database", steps: Sequence[Step]) -> None:
    """Take the ``steps`` that ``database`` has not seen, and make no copy of it before.

    Each step and its number are written in one transaction, so that a cut leaves the form before it or after it. A new
    file takes all of them in one: whoever opens it meanwhile must not take it for an old one that wants a copy first.
    """
    if not database.version():
        with database.transaction():
            _take_those_after(database, steps, 0)
    for number, step in enumerate(steps):
        with database.transaction():
            _take_those_after(database, (step,), number)


def _take_those_after(database: "Database", steps: Sequence[Step], number: int) -> None:
    # Asked inside the transaction: another program may have taken these steps while we waited for the lock.
    if database.version() > number:
        return
    for step in steps:
        for statement in step:
            database.run(statement)
    database.run(f"PRAGMA user_version = {number + len(steps):d}")
