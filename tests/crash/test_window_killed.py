"""The window killed while keys are typed into it: what it showed as saved is there."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from tests.command.calling import call, environment

KILLS = 16


def typed_until_killed(profile: Path, lines: int, seconds: float) -> list[str]:
    """Let the typist go on until so many lines are told, and a moment longer; return what was told."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.typist", str(profile)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(QT_QPA_PLATFORM="offscreen"),
    ) as process:
        try:
            assert process.stdout is not None
            told = [process.stdout.readline() for _ in range(lines)]
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            assert process.poll() is None, "the typist ended by itself"
        finally:
            process.kill()
        told += process.stdout.readlines()
    return [line for line in told if line.endswith("\n")]


def test_what_was_shown_as_saved_is_there_whenever_the_window_is_killed(tmp_path: Path) -> None:
    """One profile throughout, so that each start also finds what the kill before it left."""
    profile = tmp_path / "profile"
    shown: dict[str, str] = {}
    for kill in range(KILLS):
        told = typed_until_killed(profile, 1, kill * 0.04)
        assert told
        note, _, words = told[-1].removesuffix("\n").partition(" ")
        assert note not in shown
        shown[note] = words
        assert not examine(Profile.at(profile)).troubles
    there = {note["id"]: note["body"] for note in call("notes", "--json", "--profile", profile).json()["notes"]}
    assert len(shown) == KILLS
    assert any(shown.values()), "something was typed, and shown as saved"
    for note, words in shown.items():
        # A newer draft may have reached the disk before the window could say so.
        assert there[note].startswith(words), note
