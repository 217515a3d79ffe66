from pathlib import Path

import pytest

from cca_desktop.storage.ground import warnings_of
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/homes /homes nfs4 rw,vers=4.2 0 0
/dev/sdb1 /homes/me/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize("folder", ["/homes/me/notes", "/homes", "/mnt/my share/notes", "/mnt/ssh/x"])
def test_a_folder_on_a_network_is_told(folder: str) -> None:
    (told,) = warnings_of(Path(folder), mounts=MOUNTS)
    assert "is on a network" in told


@pytest.mark.parametrize("folder", ["/notes", "/homes/me/local/notes", "/homesteads", "/mnt/sshx"])
def test_a_folder_of_this_machine_is_not(folder: str) -> None:
    assert warnings_of(Path(folder), mounts=MOUNTS) == ()


@pytest.mark.parametrize("part", ["Dropbox", "OneDrive - School", "Nextcloud", "iCloud Drive"])
def test_a_folder_that_a_cloud_keeps_is_told(part: str) -> None:
    (told,) = warnings_of(Path("/notes") / part / "profile", mounts=MOUNTS)
    assert part in told


def test_the_check_of_a_profile_tells_where_it_stands(tmp_path: Path) -> None:
    facts = examine(Profile.at(tmp_path / "Dropbox" / "profile")).facts
    assert any("Dropbox" in fact for fact in facts)
    assert examine(Profile.at(tmp_path / "profile")).facts == ("There are no notes here yet.",)
