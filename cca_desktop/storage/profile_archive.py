"""A whole profile as one file, to be carried to another machine: the notes with all their versions, the preferences."""

import hashlib
import json
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from cca_desktop.errors import DamagedError, DiskTroubleError, NewerVersionError, NotHereError
from cca_desktop.storage import leftovers
from cca_desktop.storage.atomic_file import sync, sync_folder, write_atomically
from cca_desktop.storage.backup import is_whole
from cca_desktop.storage.database import Database, is_there
from cca_desktop.storage.difficulty import opened_somehow
from cca_desktop.storage.profile import Profile

FORMAT = "cca-desktop-profile"
FORMAT_VERSION = 1

_DESCRIPTION = "profile.json"
_NOTES, _SETTINGS = "notes.sqlite", "settings.json"
_CARRIED = (_NOTES, _SETTINGS)
_MOST_BYTES = {_DESCRIPTION: 1 << 20, _SETTINGS: 1 << 20, _NOTES: 8 << 30}
_PIECE = 1 << 20
_HARMLESS_BYTES, _MOST_SWELLING = 64 << 20, 200


class Contents(NamedTuple):
    """What an archive held, laid out in a folder that is gone once it was looked at."""

    notes: Path  # a database, whole, maybe in the form of an older version
    settings: Path | None
    made: str  # ISO 8601, in UTC


def pack(profile: Profile, file: Path, *, clock: Callable[[], float] = time.time) -> int:
    """Write the whole of ``profile`` into ``file``, whoever writes notes meanwhile; return how many notes are in it.

    Raises:
        NotHereError: There are no notes to carry.
        DamagedError: The notes are damaged; nothing was written.
        DiskTroubleError: The file could not be written; what it held before is safe.
    """
    if not is_there(profile.database_file):
        raise NotHereError("There are no notes here yet, so there is nothing to carry to another machine.")
    beside = leftovers.beside(file)
    leftovers.sweep_beside(file)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            notes = Path(scratch) / _NOTES
            count = _copy_notes(profile.database_file, notes)
            carried = {_NOTES: notes}
            if profile.settings_file.is_file():
                carried[_SETTINGS] = profile.settings_file
            file.parent.mkdir(parents=True, exist_ok=True)
            _write(beside, carried, count, clock())
        beside.replace(file)
        sync_folder(file.parent)
    except OSError as trouble:
        raise DiskTroubleError(
            f"The file {file} could not be written ({trouble.strerror or trouble}). Your notes are safe where they "
            "are; see whether the disk is full and whether you may write there."
        ) from trouble
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return count


def is_archive(file: Path) -> bool:
    """Tell by its content whether ``file`` is a packed profile, be it damaged or of a newer version."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _DESCRIPTION in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


@contextmanager
def unpacked(file: Path) -> Iterator[Contents]:
    """Lay out what ``file`` holds, each part proven by its checksum; nothing is written anywhere else.

    Raises:
        NotHereError: There is no such file.
        DamagedError: It is no packed profile, or not a whole one.
        NewerVersionError: A newer version packed it.
        DiskTroubleError: There is no room to lay it out.
    """
    with tempfile.TemporaryDirectory() as scratch:
        try:
            contents = _lay_out(file, Path(scratch))
        except FileNotFoundError as missing:
            raise NotHereError(f"There is no file {file}, so nothing was imported.") from missing
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            KeyError,
            TypeError,
            NotImplementedError,
            RuntimeError,
            EOFError,
        ) as odd:
            raise _not_whole(file) from odd
        except OSError as trouble:
            raise DiskTroubleError(
                f"The file {file} could not be read, or laid out in {scratch} ({trouble.strerror or trouble}). Nothing "
                "was imported; see whether the disk is full."
            ) from trouble
        yield contents


def bring_settings(contents: Contents, profile: Profile) -> bool:
    """Take over the preferences of the other machine where there are none here; tell whether they were.

    Raises:
        DiskTroubleError: They could not be written.
    """
    if contents.settings is None or profile.settings_file.exists():
        return False
    write_atomically(profile.settings_file, contents.settings.read_bytes())
    return True


def _copy_notes(file: Path, to: Path) -> int:
    with closing(opened_somehow(file)) as database:
        database.copy_to(to)
    if not is_whole(to):
        raise DamagedError(
            f"The file {file} is damaged, so it was not packed. “cca-desktop check --repair” mends what can be mended."
        )
    with closing(Database.open_as_it_is(to, is_immutable=True)) as copy:
        return copy.number("SELECT count(*) FROM note WHERE NOT is_retired")


def _write(beside: Path, carried: dict[str, Path], count: int, seconds: float) -> None:
    description = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds)),
        "notes": count,
        "checksums": {name: _checksum(path) for name, path in carried.items()},
    }
    with beside.open("wb") as written:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_DESCRIPTION, json.dumps(description, indent=2) + "\n")
            for name, path in carried.items():
                archive.write(path, name)
        written.flush()
        sync(written.fileno())


def _lay_out(file: Path, folder: Path) -> Contents:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        with archive.open(_DESCRIPTION) as part:
            described = json.loads(part.read(_MOST_BYTES[_DESCRIPTION]))
        if described["format"] != FORMAT:
            raise _not_whole(file)
        if int(described["version"]) > FORMAT_VERSION:
            raise NewerVersionError(
                f"The file {file} was packed by a newer version of CCA Desktop, so nothing was imported; install the "
                "newest version here as well."
            )
        for name in _CARRIED:  # and nothing else, whatever else is in there
            if name in names:
                _refuse_what_only_swells(archive.getinfo(name))
                with archive.open(name) as part, (folder / name).open("wb") as laid:
                    _pour(part, laid, _MOST_BYTES[name])
                if _checksum(folder / name) != described["checksums"][name]:
                    raise _not_whole(file)
    if not (folder / _NOTES).is_file():
        raise _not_whole(file)
    if not is_whole(folder / _NOTES):
        Database.open(folder / _NOTES, is_read_only=True).close()  # which says why, if it is from a newer version
        raise _not_whole(file)
    settings = folder / _SETTINGS
    return Contents(folder / _NOTES, settings if settings.is_file() else None, str(described.get("made", "")))


def _refuse_what_only_swells(part: zipfile.ZipInfo) -> None:
    """Refuse what was packed to fill a disk: notes are packed to a third of their size, or a thirtieth at most.

    Raises:
        ValueError: It is such a thing.
    """
    if part.file_size > _HARMLESS_BYTES and part.file_size > _MOST_SWELLING * part.compress_size:
        raise ValueError("larger than what was packed can be")


def _pour(part: IO[bytes], laid: IO[bytes], most: int) -> None:
    while piece := part.read(_PIECE):
        most -= len(piece)
        if most < 0:
            raise ValueError("larger than any profile")
        laid.write(piece)


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _not_whole(file: Path) -> DamagedError:
    return DamagedError(
        f"The file {file} is no profile of CCA Desktop, or not a whole one. Nothing was imported, and your notes are "
        "as they were; pack it anew on the other machine."
    )
