"""Look after a profile: what is wrong with it, in sentences, without changing anything."""

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cca_desktop.errors import DamagedError, KnownError, NewerVersionError, NotHereError
from cca_desktop.storage.backup import backups, changes_in, fullest_whole, is_whole
from cca_desktop.storage.database import UNREADABLE, Database, is_there
from cca_desktop.storage.ground import warnings_of
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.settings_file import is_readable

_COMPARED = (
    *("document", "exact", "prefix", "suffix", "starts", "ends", "about_note", "further", "body", "tags", "colour"),
    *("motivation", "creator", "created", "modified", "is_retired", "is_buried", "besides"),
)
_DIFFER = " OR ".join(f"version.{column} IS NOT note.{column}" for column in _COMPARED)


class Health(NamedTuple):
    """What was found: ``troubles`` want mending, ``facts`` are good to know. Each is a whole sentence."""

    troubles: tuple[str, ...]
    facts: tuple[str, ...]


def examine(profile: Profile) -> Health:
    """Read everything in the profile from end to end; takes long for a long life of notes.

    Raises:
        NewerVersionError: A newer version wrote the notes; this one cannot judge them.
    """
    notes, copies = examine_notes(profile), _examine_copies(profile)
    troubles = [*notes.troubles, *copies.troubles]
    if not is_readable(profile.settings_file):
        troubles.append("The settings file cannot be read; the defaults are used, and the next change writes it anew.")
    return Health(tuple(troubles), (*notes.facts, *copies.facts, *warnings_of(profile.folder)))


def examine_notes(profile: Profile) -> Health:
    """Look at the notes alone, which is what can be mended.

    Raises:
        NewerVersionError: A newer version wrote them.
    """
    file = profile.database_file
    if is_there(ready_beside(Path(os.path.realpath(file)))):
        return Health(("A repair of your notes was cut short; what it had saved is waiting to be put in place.",), ())
    copy = fullest_whole(profile.backup_folder)
    try:
        with closing(Database.open(file, is_read_only=True)) as database:
            troubles = _troubles_in(database)
            facts = () if troubles else (_tally(database),)
    except NewerVersionError:
        raise
    except NotHereError as nothing:
        if copy is None:
            return Health((), (str(nothing),))
        return Health((f"The file of your notes is missing; the copy {copy.name} is whole.",), ())
    except KnownError as trouble:
        return Health((str(trouble),), ())
    except UNREADABLE as error:  # the table of contents itself is damaged
        return Health((f"The file {file} is damaged; SQLite says: {str(error) or 'out of memory'}.",), ())
    if copy is not None and not troubles and changes_in(file) < changes_in(copy):
        troubles.append(f"The file of your notes holds less than the copy {copy.name}: it may have been replaced.")
    return Health(tuple(troubles), facts)


def ready_beside(file: Path) -> Path:
    """Name what a repair has made, whole, for the moment in which it takes the place of the damaged ``file``."""
    return file.with_name(f"{file.name}.ready")


def _troubles_in(database: Database) -> list[str]:
    complaints = database.complaints()
    if complaints:
        return [f"The file {database.file} is damaged; SQLite says: {complaints[0]}."]
    unreadable = [table for table in ("note", "version", "change") if not _is_readable(database, table)]
    if unreadable:
        return [f"The file {database.file} is damaged: some letters in it make no sense any more."]
    troubles = []
    if database.rows("PRAGMA foreign_key_check"):
        troubles.append("Some versions belong to notes or changes that are not there.")
    differing = database.number(
        "SELECT count(*) FROM note LEFT JOIN version ON version.id = note.id AND version.version = note.version "
        f"WHERE NOT json_valid(note.tags) OR NOT json_valid(note.further) OR {_DIFFER}"
    )
    if differing:
        are = "note is" if differing == 1 else "notes are"
        troubles.append(f"{differing} {are} not what the last version says.")
    return troubles


def _is_readable(database: Database, table: str) -> bool:
    """Read every row, which SQLite's own check does not: a bit that fell over in a letter can leave what is no text."""
    at = 0
    try:
        while rows := database.rows(f"SELECT rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 200", (at,)):
            at = int(str(rows[-1][0]))
    except DamagedError:
        return False
    return True


def _tally(database: Database) -> str:
    living = database.number("SELECT count(*) FROM note WHERE NOT is_retired")
    retired = database.number("SELECT count(*) FROM note WHERE is_retired")
    versions = database.number("SELECT count(*) FROM version")
    all_versions = "1 version" if versions == 1 else f"{versions} versions"
    return f"The notes are whole: {living} in use, {retired} in the bin, {all_versions} in all."


def _examine_copies(profile: Profile) -> Health:
    copies = backups(profile.backup_folder)
    troubles = tuple(f"The copy {copy.name} is damaged." for copy in copies if not is_whole(copy))
    facts = (f"Copies of the notes: {len(copies)}; the newest is {copies[0].name}.",) if copies else ()
    return Health(troubles, facts)
