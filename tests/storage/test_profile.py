import os
import subprocess
import sys
from pathlib import Path

import pytest

from cca_desktop.errors import DiskTroubleError, InUseError, KnownError
from cca_desktop.storage.profile import PORTABLE_MARK, Profile

AS_A_BUNDLE = """
import sys
from pathlib import Path
from cca_desktop.storage.profile import Profile
sys.frozen, sys.executable = True, sys.argv[1]
print(Profile.at(Path(sys.argv[2]) if sys.argv[2:] else None).folder)
"""

HOLD = """
import sys
from pathlib import Path
from cca_desktop.storage.profile import Profile
held = Profile.at(Path(sys.argv[1])).lock()
print("held" if held else "not held", flush=True)
sys.stdin.read()
"""


def test_every_path_lies_in_the_folder(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path)
    paths = [getattr(profile, name) for name in dir(Profile) if name.endswith(("_file", "_folder"))]
    assert len(paths) == 8
    assert all(path.is_relative_to(tmp_path) for path in paths)
    assert len(set(paths)) == len(paths)


def test_a_folder_named_from_here_is_the_same_from_anywhere() -> None:
    assert Profile.at(Path("here")).folder == Path.cwd() / "here"


def test_without_a_folder_the_system_says_where(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from cca_desktop.storage.profile import Profile; print(Profile.at(None).folder)"],
        env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(told.stdout.strip()).is_relative_to(tmp_path)


def bundled_profile(executable: Path, *named: Path) -> Path:
    """Return the profile that a bundle whose program is ``executable`` takes, its own process being none."""
    told = subprocess.run(
        [sys.executable, "-c", AS_A_BUNDLE, str(executable), *map(str, named)],
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(told.stdout.strip())


def test_a_portable_program_keeps_its_notes_beside_itself(tmp_path: Path) -> None:
    program = tmp_path / "stick" / "cca-desktop"
    program.parent.mkdir()
    assert not bundled_profile(program).is_relative_to(tmp_path)
    (program.parent / PORTABLE_MARK).touch()
    assert bundled_profile(program) == program.parent / "profile"


def test_a_folder_that_is_named_goes_before_the_mark(tmp_path: Path) -> None:
    (tmp_path / PORTABLE_MARK).touch()
    assert bundled_profile(tmp_path / "cca-desktop", tmp_path / "elsewhere") == tmp_path / "elsewhere"


def test_a_second_window_is_not_given_the_lock(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path / "new")
    held = profile.lock()
    assert held is not None
    assert profile.lock() is None
    with pytest.raises(InUseError, match=rf"open on these notes \(process {os.getpid()}\)"):
        profile.lock_or_tell()
    held.release()
    held.release()
    again = profile.lock_or_tell()
    again.release()


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "held\n"
        assert profile.lock() is None
        window.kill()
    held = profile.lock()
    assert held is not None
    held.release()


def test_a_folder_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DiskTroubleError, match="cannot be written to"):
        Profile.at(tmp_path / "file").lock()


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_nothing_else_is_written_where_a_readers_own_things_lie_or_will(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path / "profile")
    profile.folder.mkdir()
    (tmp_path / "elsewhere").symlink_to(profile.folder)
    (profile.folder / "mine.csv").touch()
    for name in (
        "mine.csv",
        "notes.sqlite",
        "Notes.sqlite-wal",
        "settings.json",
        "backups/copy.csv",
        "window.lock",
        "",
    ):
        for folder in (profile.folder, tmp_path / "elsewhere", profile.folder / ".." / "profile"):
            with pytest.raises(KnownError, match="part of your own notebook"):
                profile.refuse_own(folder / name)
    profile.refuse_own(profile.folder / "new.csv")
    profile.refuse_own(tmp_path / "settings.json")
    Profile.at(tmp_path / "not there yet").refuse_own(tmp_path / "new.csv")
