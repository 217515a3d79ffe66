"""Notes that can be read though nothing can be written beside them, as on a full disk or in a read-only folder.

A folder in the place of SQLite's shared memory keeps it from being made, wherever the tests run and whoever runs them.
"""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cca_desktop.errors import DiskTroubleError, KnownError
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.backup import Kind, back_up, changes_in, fuller_than, is_whole
from cca_desktop.storage.database import Database, companions
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import pack, unpacked
from cca_desktop.storage.repair import repair
from cca_desktop.storage.troubles import trouble_of

TEXT = "kept in the file"
LATER = "kept in the WAL"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with two notes, one of them in the WAL alone, as a kill leaves it; the shared memory is gone."""
    written, profile = Profile.at(tmp_path / "written"), Profile.at(tmp_path / "profile")
    with closing(Database.open(written.database_file)) as database:
        Notebook(database, lambda _: None).write(None, TEXT)
        database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        back_up(written.database_file, profile.backup_folder, Kind.DAILY)
        Notebook(database, lambda _: None).write(None, LATER)
        for part in (written.database_file, companions(written.database_file)[0]):
            shutil.copyfile(part, profile.folder / part.name)
    return profile


def bodies(file: Path) -> set[str]:
    with closing(Database.open(file, is_read_only=True)) as database:
        return {note.body for note in Notebook(database, lambda _: None).notes()}


def make_no_room(profile: Profile) -> None:
    companions(profile.database_file)[1].mkdir()


@pytest.mark.parametrize("wal", ["full", "empty", "none"])
def test_notes_are_read_copied_and_carried_where_there_is_no_room_for_shared_memory(
    profile: Profile, tmp_path: Path, wal: str
) -> None:
    expected = {TEXT, LATER} if wal == "full" else {TEXT}
    if wal == "empty":
        companions(profile.database_file)[0].write_bytes(b"")
    elif wal == "none":
        companions(profile.database_file)[0].unlink()
    make_no_room(profile)
    before = profile.database_file.read_bytes()
    assert bodies(profile.database_file) == expected
    assert changes_in(profile.database_file) == len(expected)
    assert fuller_than(profile.database_file, profile.backup_folder) is None
    assert examine(profile).troubles == ()
    assert is_whole(back_up(profile.database_file, tmp_path / "copies", Kind.BY_HAND))
    assert pack(profile, tmp_path / "packed") == len(expected)
    with unpacked(tmp_path / "packed") as contents:
        assert bodies(contents.notes) == expected
    assert profile.database_file.read_bytes() == before


def test_a_folder_in_the_place_of_the_notes_is_told_by_a_repair(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path)
    profile.database_file.mkdir()
    with pytest.raises(KnownError):
        repair(profile)
    assert profile.database_file.is_dir()


def test_a_link_to_the_notes_is_followed_by_a_repair(profile: Profile, tmp_path: Path) -> None:
    """Where the file is, its WAL is; and the link stays one."""
    elsewhere = tmp_path / "elsewhere" / "my notes.db"
    elsewhere.parent.mkdir()
    for part, to in zip(
        (profile.database_file, companions(profile.database_file)[0]),
        (elsewhere, companions(elsewhere)[0]),
        strict=True,
    ):
        part.rename(to)
    profile.database_file.symlink_to(elsewhere)
    whole = elsewhere.read_bytes()
    elsewhere.write_bytes(b"\xff" * 4096 + whole[4096 : len(whole) // 2])
    assert examine(profile).troubles
    repair(profile)
    assert examine(profile).troubles == ()
    assert profile.database_file.is_symlink()
    assert bodies(elsewhere) == {TEXT, LATER}


def test_a_link_to_notes_that_are_not_at_hand_is_no_empty_notebook(tmp_path: Path) -> None:
    """A disk that was not plugged in must not be answered with notes that hide those on it."""
    profile = Profile.at(tmp_path / "profile")
    profile.folder.mkdir()
    profile.database_file.symlink_to(tmp_path / "unplugged.db")
    for is_read_only in (True, False):
        with pytest.raises(DiskTroubleError, match=r"leads to .*unplugged\.db, which is not there"):
            Database.open(profile.database_file, is_read_only=is_read_only)
    assert not (tmp_path / "unplugged.db").exists()
    assert examine(profile).troubles != ()


def all_in(profile: Profile) -> dict[Path, bytes]:
    """Every file in the profile, but for the lock and the shared memory, which hold nothing of the reader's."""
    nothing = (profile.lock_file, companions(profile.database_file)[1])
    return {file: file.read_bytes() for file in profile.folder.rglob("*") if file.is_file() and file not in nothing}


@contextmanager
def no_file_grows_over(size: int) -> Iterator[None]:
    """Let the system refuse what is larger, as a full disk does."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit to the size of files")
def test_a_repair_without_room_leaves_everything_as_it_was(profile: Profile) -> None:
    whole = profile.database_file.read_bytes()
    profile.database_file.write_bytes(b"\xff" * 4096 + whole[4096 : len(whole) // 2])
    before = all_in(profile)
    with no_file_grows_over(len(whole) // 3), pytest.raises(DiskTroubleError, match="so nothing was changed"):
        repair(profile)
    assert all_in(profile) == before
    repair(profile)
    assert bodies(profile.database_file) == {TEXT, LATER}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit to the size of files")
def test_a_disk_without_room_for_a_number_does_not_keep_a_window_from_its_profile(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path)
    with no_file_grows_over(0):
        held = profile.lock()
    assert held is not None
    assert profile.lock_file.read_bytes() == b""
    assert profile.lock() is None
    held.release()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that is always full")
def test_a_disk_that_fails_for_want_of_room_is_called_full(tmp_path: Path) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | 19 << 8  # SQLITE_IOERR_SHMSIZE
    assert "full" in str(trouble_of(error, Path("/proc/notes.sqlite")))
    assert "did not do as it was told" in str(trouble_of(error, tmp_path / "notes.sqlite"))
