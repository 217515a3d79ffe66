"""Copies of the notes: made by SQLite itself, read through before they count, and kept in rotation."""

import datetime as dt
import time
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path

from cca_desktop.errors import DamagedError, DiskTroubleError
from cca_desktop.storage.atomic_file import sync, sync_folder
from cca_desktop.storage.database import APPLICATION_ID, SCHEMA_VERSION, UNREADABLE, Database, is_there
from cca_desktop.storage.leftovers import sweep

BACKUP_FOLDER = "backups"  # beside the database

_A_COPY = r"\d{4}-[\d-]+T[\d.]+Z-[a-z-]+\.sqlite"
_A_DAY = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"


class Kind(StrEnum):
    """Why a copy was made, which decides how long it is kept."""

    DAILY = "daily"
    WEEKLY = "weekly"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_IMPORT = "before-import"
    BEFORE_RETURN = "before-restore"
    BY_HAND = "by-hand"
    RESCUED = "rescued"


KEPT = {
    Kind.DAILY: 7,
    Kind.WEEKLY: 8,
    Kind.BEFORE_MIGRATION: 4,
    Kind.BEFORE_IMPORT: 6,
    Kind.BEFORE_RETURN: 6,
    Kind.BY_HAND: 20,
    Kind.RESCUED: 20,
}


def back_up(
    file: Path, folder: Path, kind: Kind, *, clock: Callable[[], float] = time.time, spared: Path | None = None
) -> Path:
    """Copy the database ``file`` into ``folder``, verify the copy, and let go of the oldest of its kind but ``spared``.

    The oldest is the one with the fewest changes in it: clocks jump. Those with more changes in them than this one make
    no room for it: what made the notes fewer may be a mishap.

    Raises:
        DamagedError: The database cannot be copied whole; the older copies are all still there.
        DiskTroubleError: There is no room, or the folder cannot be written to.
    """
    from cca_desktop.storage.difficulty import opened_somehow

    source = opened_somehow(file)
    try:
        return _back_up(source, folder, kind, clock, spared)
    finally:
        source.close()


def rescue(database: Database, *, clock: Callable[[], float] = time.time) -> Path:
    """Copy what an open connection still sees of a file that was taken away from under it; return the copy.

    Raises:
        DamagedError, DiskTroubleError: As ``back_up``.
    """
    return _back_up(database, database.file.parent / BACKUP_FOLDER, Kind.RESCUED, clock)


def _back_up(
    source: Database, folder: Path, kind: Kind, clock: Callable[[], float], spared: Path | None = None
) -> Path:
    beside: Path | None = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(folder, rf"\.{_A_COPY}\.new(-journal|-wal|-shm)?")
        copy, beside = _free_name(folder, kind, clock())
        _copy(source, beside)
        with beside.open("rb+") as written:
            sync(written.fileno())
        beside.replace(copy)
        sync_folder(folder)
        for old in _too_many(folder, kind, changes_in(copy)):
            if old.name not in (copy.name, spared.name if spared else ""):
                old.unlink(missing_ok=True)
    except OSError as trouble:
        raise DiskTroubleError(
            f"No copy of your notes could be made in {folder} ({trouble.strerror or trouble}). The notes are safe; "
            "see whether the disk is full and whether you may write there."
        ) from trouble
    finally:
        with suppress(OSError):
            if beside is not None:
                beside.unlink(missing_ok=True)
    return copy


def back_up_if_due(file: Path, folder: Path, *, clock: Callable[[], float] = time.time) -> list[Path]:
    """Make the copies of the day and of the week, unless they are there or no note has changed since the last one.

    Returns:
        The copies made.

    Raises:
        DamagedError, DiskTroubleError: As ``back_up``.
    """
    last = [copy for copy in (fullest(folder), newest(folder)) if copy is not None]
    if not is_there(file) or changes_in(file) in ([changes_in(copy) for copy in last] or [0]):
        return []
    today = dt.datetime.fromtimestamp(clock(), dt.UTC).date()
    due = []
    if not any(_day_of(copy) == today for copy in backups(folder, Kind.DAILY)):
        due.append(Kind.DAILY)
    if not any(_day_of(copy).isocalendar()[:2] == today.isocalendar()[:2] for copy in backups(folder, Kind.WEEKLY)):
        due.append(Kind.WEEKLY)
    return [back_up(file, folder, kind, clock=clock) for kind in due]


def backups(folder: Path, kind: Kind | None = None) -> list[Path]:
    """Return the copies in ``folder``, the newest first; only those of one ``kind`` if it is given."""
    return sorted(folder.glob(f"{_A_DAY}T*Z-{kind or '*'}.sqlite"), key=lambda copy: copy.name, reverse=True)


def kind_of(copy: Path) -> Kind:
    """Return why a copy was made, which its name tells; one that somebody has renamed counts as made by hand."""
    told = copy.stem.partition("Z-")[2]
    return Kind(told) if told in set(Kind) else Kind.BY_HAND


def seconds_of(copy: Path) -> float:
    """Return when a copy was made, in seconds since 1970, which its name tells; 0 if it does not."""
    try:
        made = dt.datetime.strptime(copy.name[:21], "%Y-%m-%dT%H%M%S.%f").replace(tzinfo=dt.UTC)
    except ValueError:
        return 0.0
    return made.timestamp()


def newest(folder: Path) -> Path | None:
    """Return the newest copy, or None where there is none."""
    return next(iter(backups(folder)), None)


def fullest(folder: Path) -> Path | None:
    """Return the copy with the most changes in it, the newest of several, or None where there is none."""
    return next(iter(_by_content(backups(folder))), None)


def fuller_than(file: Path, folder: Path) -> Path | None:
    """Return the newest copy if the notes in ``file`` hold less than it, as after a swap; None once they have one."""
    last = newest(folder)
    return last if last is not None and last == fullest(folder) and changes_in(file) < changes_in(last) else None


def fullest_whole(folder: Path) -> Path | None:
    """Return the copy with the most changes that can be read from end to end by this version, or None."""
    return next((copy for copy in _by_content(backups(folder)) if is_whole(copy)), None)


def is_whole(copy: Path) -> bool:
    """Read a copy from end to end; tell whether it is one of ours, undamaged, and not from a newer version."""
    database = Database.open_as_it_is(copy, is_immutable=True)
    try:
        is_ours = database.number("PRAGMA application_id") == APPLICATION_ID
        return is_ours and 0 < database.version() <= SCHEMA_VERSION and not database.complaints()
    except UNREADABLE:
        return False
    finally:
        database.close()


def changes_in(file: Path) -> int:
    """Return how many changes a database has recorded in its life; 0 if it cannot be read, or is there no more."""
    from cca_desktop.storage.difficulty import opened_somehow

    with suppress(*UNREADABLE), closing(opened_somehow(file)) as database:
        return database.number("SELECT coalesce(max(number), 0) FROM change")
    return 0


def _too_many(folder: Path, kind: Kind, changes: int) -> list[Path]:
    """Return the copies that make room: all but the fullest of those with more changes, and of the others."""
    copies = _by_content(backups(folder, kind))
    fuller = [copy for copy in copies if changes_in(copy) > changes]
    return [*fuller[KEPT[kind] :], *copies[len(fuller) :][KEPT[kind] :]]


def _by_content(copies: list[Path]) -> list[Path]:
    """Put the fullest copy first, and of two that are as full the one that comes first."""
    return sorted(copies, key=changes_in, reverse=True)


def _free_name(folder: Path, kind: Kind, seconds: float) -> tuple[Path, Path]:
    """Name a copy by its time, so that names sort by age, and make the file beside it into which it is written.

    No copy ever replaces another, though several programs make theirs at the same moment: the file beside belongs to
    whoever made it, and the name to whoever has the file beside.
    """
    milliseconds = int(seconds * 1000)
    while True:
        stamp = time.strftime("%Y-%m-%dT%H%M%S", time.gmtime(milliseconds // 1000))
        name = folder / f"{stamp}.{milliseconds % 1000:03d}Z-{kind}.sqlite"
        beside = folder / f".{name.name}.new"
        with suppress(FileExistsError):
            beside.touch(mode=0o600, exist_ok=False)
            if not name.exists():
                return name, beside
            beside.unlink(missing_ok=True)
        milliseconds += 1


def _copy(source: Database, beside: Path) -> None:
    try:
        source.copy_to(beside)
        copy = Database.open_as_it_is(beside, is_immutable=True)
        try:
            complaints = copy.complaints()
        finally:
            copy.close()
    except DamagedError as damaged:
        raise _not_copied(source.file) from damaged
    if complaints:
        raise _not_copied(source.file)


def _not_copied(file: Path) -> DamagedError:
    return DamagedError(
        f"The file {file} is damaged, so no copy of it was made; the copies of earlier days are kept. "
        "“cca-desktop check --repair” saves what can be read and fills in the rest from them."
    )


def _day_of(copy: Path) -> dt.date:
    try:
        return dt.date.fromisoformat(copy.name[:10])
    except ValueError:  # 31 February: somebody has put a file of their own here
        return dt.date.min
