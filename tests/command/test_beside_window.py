"""Jobs beside an open window: both work on the same notes, and neither waits for the other."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from cca_desktop.storage.profile import Profile
from tests.command.calling import call, command, environment

_LOOKS = 1200  # twenty to the second
ENV = environment(QT_QPA_PLATFORM="offscreen")


@pytest.fixture
def window(profile: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The window, open on ``profile`` and keeping watch over its inbox."""
    with subprocess.Popen(command("--profile", profile), env=ENV, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            for _ in range(_LOOKS):
                if Profile.at(profile).inbox_folder.is_dir():
                    break
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
                    break
            assert process.poll() is None, process.stderr.read().decode()
            yield process
        finally:
            process.kill()  # a window that hangs must not hang the tests


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that asks a program to end")
def test_jobs_and_window_share_a_profile(window: "subprocess.Popen[bytes]", profile: Path, tmp_path: Path) -> None:
    written = call("note", "--quote", "the knot of war", "--profile", profile)
    assert (written.code, written.err) == (0, "")
    assert [note["id"] for note in call("notes", "--json", "--profile", profile).json()["notes"]] == written.out.split()
    assert call("search", "war", "--json", "--profile", profile).json()["total"] > 0
    assert call("check", "--profile", profile).code == 0
    refused = call("check", "--repair", "--profile", profile)
    assert refused.code == 1
    assert f"process {window.pid}" in refused.err
    # A second start asks the first to come to the front, and is done.
    (tmp_path / "letter.txt").touch()
    assert call(tmp_path / "letter.txt", "--profile", profile, env=ENV).code == 0
    assert window.poll() is None
    window.terminate()
    assert window.wait(60) == 0
    assert call("check", "--repair", "--profile", profile).code == 0
    assert written.out.strip() in call("notes", "--profile", profile).out
