"""Put the notes right again: from what can be read of them, and from their copies. The original is always kept."""

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from cca_desktop.errors import DamagedError, DiskTroubleError, KnownError
from cca_desktop.storage.atomic_file import sync, sync_folder
from cca_desktop.storage.backup import backups, fullest_whole, is_whole
from cca_desktop.storage.database import BUSY_TIMEOUT_S, Database, companions, in_words, is_there
from cca_desktop.storage.health import examine_notes, ready_beside
from cca_desktop.storage.profile import KEPT_FOLDER, Profile
from cca_desktop.storage.salvage import salvage
from cca_desktop.storage.settings_file import is_readable


def repair(profile: Profile, *, clock: Callable[[], float] = time.time) -> list[str]:
    """Mend what needs it in ``profile``; return what was done, in sentences.

    What can be read of the damaged file comes first; the newest whole copy fills in what is lost.

    Raises:
        InUseError: A window is open on the profile.
        NewerVersionError: A newer version wrote the notes, which are left as they are.
        DiskTroubleError: There is no room; everything is as it was.
    """
    with ExitStack() as stack:
        stack.callback(profile.lock_or_tell().release)
        kept = _folder_for(profile, clock)
        done = _mend_notes(profile, kept) if examine_notes(profile).troubles else []
        broken = [copy for copy in backups(profile.backup_folder) if not is_whole(copy)]
        if not is_readable(profile.settings_file):
            broken.append(profile.settings_file)
        for file in broken:
            _move(file, kept / file.name)
            done.append(f"The file {file.name} cannot be read, and was put out of the way.")
    if not done:
        return ["The notes are whole; nothing needed mending."]
    if kept.is_dir():
        done.append(f"What was damaged is kept, as it was, in {kept}.")
    return done


def _mend_notes(profile: Profile, kept: Path) -> list[str]:
    file = _where_it_is(profile)
    ready = ready_beside(file)
    copy = ready if is_there(ready) and is_whole(ready) else fullest_whole(profile.backup_folder)
    new = file.with_name(file.name + ".new")
    with ExitStack() as guard:
        _keep_others_out(file, guard)
        try:
            _set_aside(file, kept)
            _discard(new)
            salvage(kept / file.name, copy, new)
            count = _count(new)
        except BaseException:
            _discard(new)
            shutil.rmtree(kept, ignore_errors=True)  # what it holds is where it was
            raise
        try:
            _put_in_place(new, file, guard)
        finally:
            _discard(new)
    done = [f"Notes saved, and in use again: {count}."]
    if copy == ready:
        done.append("An earlier repair had been cut short; what it had saved is in use again as well.")
    elif copy is not None:
        done.append(f"What could not be read was filled in from the copy {copy.name}.")
    return done


def restore(profile: Profile, copy: Path, *, clock: Callable[[], float] = time.time) -> Path:
    """Go back to a copy of the notes; return the folder in which the present ones are kept, as they were.

    Raises:
        InUseError: A window is open on the profile.
        DamagedError: The copy is not whole; everything is as it was.
        DiskTroubleError: There is no room; everything is as it was.
    """
    with ExitStack() as stack:
        stack.callback(profile.lock_or_tell().release)
        if not is_whole(copy):
            raise DamagedError(
                f"The copy {copy.name} is damaged, so it was not used. Your notes are as they were; try another copy."
            )
        file = _where_it_is(profile)
        guard = stack.enter_context(ExitStack())
        _keep_others_out(file, guard)
        kept = _folder_for(profile, clock)
        _set_aside(file, kept)
        new = file.with_name(file.name + ".new")
        try:
            _copy_file(copy, new)
            _put_in_place(new, file, guard)
        finally:
            _discard(new)
    return kept


def _where_it_is(profile: Profile) -> Path:
    """Return the file of the notes itself, where the profile has a link to it: its WAL lies beside the file."""
    return Path(os.path.realpath(profile.database_file))


def _keep_others_out(file: Path, guard: ExitStack) -> None:
    """Hold SQLite's own lock, where the file is well enough to have one, so that no note is written meanwhile."""
    if not is_there(file):
        return
    with in_words(file):
        connection = sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    database = guard.enter_context(closing(Database(file, connection)))
    with suppress(DamagedError, DiskTroubleError):  # so damaged that nobody else can write to it either
        database.run("BEGIN IMMEDIATE")


def _folder_for(profile: Profile, clock: Callable[[], float]) -> Path:
    """Name a folder for what is damaged now; it is made when something goes into it."""
    stamp = time.strftime("%Y-%m-%dT%H%M%SZ", time.gmtime(clock()))
    folder, number = profile.folder / KEPT_FOLDER / stamp, 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{stamp}-{number}")
    return folder


def _set_aside(file: Path, kept: Path) -> None:
    # The WAL before the database: whoever writes it back in between puts its content into what is copied next. The
    # third file has no content, and reading it would drop the lock that keeps others out.
    for part in (companions(file)[0], file):
        if part.is_file():
            _copy_file(part, kept / part.name)


def _put_in_place(new: Path, file: Path, guard: ExitStack) -> None:
    """Let ``new`` take the place of ``file``: two steps, between which it is ready to be found by the next repair."""
    ready = ready_beside(file)
    try:
        new.replace(ready)
        sync_folder(file.parent)
        if sys.platform == "win32":
            guard.close()  # there an open file cannot be replaced
        for part in companions(file):  # a stray WAL would be read into the new file
            part.unlink(missing_ok=True)
        ready.replace(file)
        sync_folder(file.parent)
    except OSError as trouble:
        raise DiskTroubleError(
            f"{file} could not be put in place ({trouble.strerror or trouble}). All that was saved is kept beside it; "
            "see whether you may write there, and let “cca-desktop check --repair” go on with it."
        ) from trouble


def _copy_file(source: Path, to: Path) -> None:
    try:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(source, to)
        with to.open("rb+") as written:
            sync(written.fileno())
        sync_folder(to.parent)
    except OSError as trouble:
        raise _no_room(to, trouble) from trouble


def _move(file: Path, to: Path) -> None:
    try:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.replace(to)
    except OSError as trouble:
        raise _no_room(to, trouble) from trouble


def _discard(new: Path) -> None:
    for part in (new, *companions(new)):
        part.unlink(missing_ok=True)


def _count(new: Path) -> int:
    with closing(Database.open_as_it_is(new, is_immutable=True)) as database:
        if database.complaints():
            raise KnownError("The notes could not be put together again. Everything is as it was.")
        return database.number("SELECT count(*) FROM note WHERE NOT is_retired")


def _no_room(file: Path, trouble: OSError) -> DiskTroubleError:
    return DiskTroubleError(
        f"{file} could not be written ({trouble.strerror or trouble}), so nothing was changed. See whether the disk is "
        "full and whether you may write there."
    )
