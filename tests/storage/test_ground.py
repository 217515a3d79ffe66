"""Where notes lie, and what is done where others than the programs of this machine can reach them."""

import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.ground import (
    heed,
    is_elsewhere_by_statfs,
    is_on_network_of_linux,
    is_on_network_of_windows,
    warnings_of,
)
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/homes /homes nfs4 rw,vers=4.2 0 0
/dev/sdb1 /homes/me/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /media/stick fuseblk rw 0 0
/homes/me/.secret /homes/me/plain fuse.gocryptfs rw 0 0
fuse-overlayfs /inside fuse.fuse-overlayfs rw 0 0
remote: /mnt/remote fuse.rclone rw 0 0
shared /mnt/host vboxsf rw 0 0
"""


@pytest.mark.parametrize(
    "folder", ["/homes/me/notes", "/homes", "/mnt/my share/notes", "/mnt/ssh/x", "/mnt/host", "/mnt/remote"]
)
def test_a_folder_on_a_network_is_told(folder: str) -> None:
    (told,) = warnings_of(Path(folder), mounts=MOUNTS)
    assert "is on a network" in told


@pytest.mark.parametrize(
    "folder",
    ["/notes", "/homes/me/local/notes", "/homesteads", "/mnt/sshx", "/media/stick/x", "/inside", "/homes/me/plain"],
)
def test_a_folder_of_this_machine_is_not(folder: str) -> None:
    assert warnings_of(Path(folder), mounts=MOUNTS) == ()


@pytest.mark.parametrize(
    "part", ["Dropbox", "OneDrive - School", "Nextcloud", "iCloud Drive", "GoogleDrive-me@example.org", "CloudStorage"]
)
def test_a_folder_that_a_cloud_keeps_is_told(part: str) -> None:
    (told,) = warnings_of(Path("/notes") / part / "profile", mounts=MOUNTS)
    assert part in told


def test_the_check_of_a_profile_tells_where_it_stands(tmp_path: Path) -> None:
    facts = examine(Profile.at(tmp_path / "Dropbox" / "profile")).facts
    assert any("Dropbox" in fact for fact in facts)
    assert examine(Profile.at(tmp_path / "profile")).facts == ("There are no notes here yet.",)


def test_what_a_cloud_leaves_in_its_folder_tells_of_it_whatever_the_folder_is_called(tmp_path: Path) -> None:
    (tmp_path / "mine" / ".stfolder").mkdir(parents=True)
    (told,) = warnings_of(tmp_path / "mine" / "profile", mounts=MOUNTS)
    assert "kept equal with other machines by “mine”" in told


@pytest.mark.parametrize(
    ("folder", "is_remote"),
    [
        (r"C:\notes", False),
        (r"Z:\notes", True),
        (r"z:\notes", True),
        (r"\\server\share\notes", True),
        (r"\\?\UNC\server\share\notes", True),
        (r"\\?\C:\notes", False),
        (r"\\?\Z:\notes", True),
        (r"\\wsl$\Debian\home", True),
    ],
)
def test_shares_and_drives_that_lead_to_one_are_known_on_windows(folder: str, *, is_remote: bool) -> None:
    assert is_on_network_of_windows(PureWindowsPath(folder), {"C:\\": 3, "Z:\\": 4}.__getitem__) == is_remote


def test_what_macos_says_of_a_file_system_is_read() -> None:
    """By the offsets of sys/mount.h: two words, five counts, two words of an id, the owner, the type, the flags."""
    for flags, is_elsewhere in ((0x0480D000, False), (0x00000018, True)):
        told = struct.pack("<Ii5Q2iIIII16s", 4096, 1 << 20, 1, 1, 1, 1, 1, 7, 7, 501, 26, flags, 0, b"smbfs")
        assert is_elsewhere_by_statfs(told) == is_elsewhere
    assert not is_elsewhere_by_statfs(b"")


def test_a_mount_over_another_is_the_one_that_counts() -> None:
    assert is_on_network_of_linux("/mnt/x", "/dev/sda1 /mnt ext4 rw 0 0\nserver:/ /mnt nfs rw 0 0\n")
    assert not is_on_network_of_linux("/mnt/x", "server:/ /mnt nfs rw 0 0\n/dev/sda1 /mnt ext4 rw 0 0\n")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Notes that are just being written."""
    with closing(Database.open(tmp_path / "notes.sqlite")) as database:
        Notebook(database, lambda _: None).write(None, "words")
        yield database


def mode(database: Database) -> tuple[object, object]:
    return database.rows("PRAGMA journal_mode")[0][0], database.rows("PRAGMA synchronous")[0][0]


def on_network(folder: Path) -> str:
    return f"server:/ {folder} nfs rw 0 0\n"


def test_on_shared_ground_notes_are_one_file_at_every_moment_and_it_is_told_once(database: Database) -> None:
    mounts = on_network(database.file.parent)
    assert mode(database) == ("wal", 2)
    (told,) = heed(database, mounts=mounts)
    assert "is on a network" in told
    assert mode(database) == ("delete", 3)
    assert heed(database, mounts=mounts) == ()
    Notebook(database, lambda _: None).write(None, "more words")
    assert sorted(file.name for file in database.file.parent.iterdir()) == ["ground.txt", "notes.sqlite"]
    with closing(Database.open(database.file)) as again:
        assert mode(again) == ("delete", 3)
        assert [note.body for note in Notebook(again, lambda _: None).notes()] == ["words", "more words"]


def test_back_on_a_disk_of_this_machine_all_is_as_before(database: Database) -> None:
    heed(database, mounts=on_network(database.file.parent))
    assert heed(database, mounts=MOUNTS) == ()
    assert mode(database)[0] == "wal"
    assert not database.file.with_name("ground.txt").exists()


def test_while_another_program_has_the_notes_open_they_are_written_as_before(database: Database) -> None:
    with closing(Database.open(database.file)) as another:
        assert heed(database, mounts=on_network(database.file.parent))
        assert mode(database)[0] == "wal"
        Notebook(another, lambda _: None).write(None, "theirs")
    Notebook(database, lambda _: None).write(None, "ours")
    file = database.file
    database.close()
    with closing(Database.open(file)) as again:
        assert mode(again)[0] == "delete"
        assert len(Notebook(again, lambda _: None).notes()) == 3
