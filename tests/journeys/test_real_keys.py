"""A reader at a real screen: keys that come from outside, through the X server, into the program as it is started."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.screen import HEIGHT, WIDTH, Screen, differing
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.window_state import WindowState, save_state
from tests.command.calling import ROOT, call

ROWS = 6_000  # pixels that a list of hits changes, and a field with a few letters in it does not
NOTE = "He answers the quarantine here"


def keys(screen: Screen, *words: str) -> None:
    subprocess.run(["xdotool", *words], env=screen.environment(), check=True, capture_output=True)


@contextmanager
def window(screen: Screen, profile: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The program as a reader starts it, with the keyboard given to its window."""
    shutil.rmtree(profile / "inbox", ignore_errors=True)  # it is made when every part is there, at each start
    environment = {**screen.environment(), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-m", "cca_desktop", "--profile", str(profile)], env=environment) as program:
        try:
            until((profile / "inbox").is_dir, program)
            number, _ = screen.window_of(program.pid)
            keys(screen, "windowfocus", "--sync", number)
            yield program
        finally:
            program.kill()


def until(is_so: Callable[[], bool], program: "subprocess.Popen[bytes]") -> None:
    """Look again and again, each look a start of a process or a file's being there, until it is so."""
    for _ in range(1200):
        if is_so():
            return
        try:
            program.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"never so; the program {'still runs' if program.poll() is None else 'has ended'}")


def bodies(profile: Path) -> list[str]:
    told = call("notes", "--json", "--profile", profile)
    return [note["body"] for note in told.json()["notes"]] if told.code == 0 else []


@pytest.mark.real_window
@pytest.mark.skipif(sys.platform == "win32", reason="needs an X server")
def test_a_reader_searches_writes_leaves_and_finds_all_again(real_screen: Screen, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    with window(real_screen, profile) as program:
        blank = real_screen.picture()
        keys(real_screen, "key", "ctrl+f", "type", "--delay", "12", "missiles")
        until(lambda: differing(real_screen.picture().green, blank.green) > ROWS, program)  # the hits are there
        keys(real_screen, "key", "Return", "key", "ctrl+shift+Right", "key", "ctrl+n")
        until(lambda: bodies(profile) == [""], program)  # the note is there, and the caret in it
        keys(real_screen, "type", "--delay", "12", NOTE)
        until(lambda: bodies(profile) == [NOTE], program)
        keys(real_screen, "key", "ctrl+q")
        assert program.wait(60) == 0
    told = call("search", "missiles", "--json", "--profile", profile).json()
    assert told["total"] > 0
    (note,) = call("notes", "--json", "--profile", profile).json()["notes"]
    assert note["body"] == NOTE
    assert note["exact"], "it stands on the words that were selected"
    with window(real_screen, profile) as program:
        keys(real_screen, "key", "ctrl+2", "key", "F2", "key", "ctrl+End", "type", "--delay", "12", " too")
        until(lambda: bodies(profile) == [f"{NOTE} too"], program)
        keys(real_screen, "key", "ctrl+q")
        assert program.wait(60) == 0
    found = call("search", "quarantine", "--json", "--profile", profile).json()
    assert any(hit["kind"] == "note" for hit in found["hits"])


@pytest.mark.real_window
@pytest.mark.skipif(sys.platform == "win32", reason="needs an X server")
def test_a_window_that_was_larger_than_the_screen_comes_back_within_it(real_screen: Screen, tmp_path: Path) -> None:
    profile = Profile.at(tmp_path / "profile")
    profile.folder.mkdir()
    save_state(profile.window_file, WindowState(width=2560, height=1400))
    with window(real_screen, profile.folder) as program:
        _, box = real_screen.window_of(program.pid)
        assert (box.right - box.left) == WIDTH
        assert (box.bottom - box.top) < HEIGHT
