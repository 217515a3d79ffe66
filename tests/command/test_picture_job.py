"""`cca-desktop picture`: the window without a display."""

import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command.calling import Outcome, call, environment, is_one_sentence

Here = Callable[..., Outcome]
_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def size_of(picture: Path) -> tuple[int, int]:
    """Read the size out of a PNG file."""
    raw = picture.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", raw[16:24])
    return width, height


def test_the_window_is_drawn_without_a_display_a_word_or_a_trace(tmp_path: Path, profile: Path) -> None:
    env = {name: value for name, value in environment().items() if name not in _DISPLAYS}
    ended = call(
        "picture", tmp_path / "window.png", "--size", "1000x700", "--theme", "dark", "--query", "offensive", "--scale",
        "1.5", "--language", "en", "--profile", profile, env=env,
    )  # fmt: skip
    assert ended == (0, "", "")
    assert size_of(tmp_path / "window.png") == (1000, 700)
    assert not profile.exists()


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path, profile: Path) -> None:
    (tmp_path / "file").touch()
    ended = call("picture", tmp_path / "file" / "window.png", "--profile", profile)
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err


@pytest.mark.parametrize(
    "words",
    [
        ["window.jpg"],
        ["window"],
        ["w.png", "--size", "0x0"],
        ["w.png", "--size", "319x240"],
        ["w.png", "--size", "8001x8000"],
        ["w.png", "--size", "1000"],
        ["w.png", "--size", "1000x700x3"],
        ["w.png", "--size=-1000x700"],
        ["w.png", "--size="],
        ["w.png", "--size", "９００x７００"],
        ["w.png", "--theme", "pink"],
        ["w.png", "--theme="],
        ["w.png", "--language", "tlh"],
        ["w.png", "--language", "ru"],
        ["w.png", "--scale", "0.99"],
        ["w.png", "--scale", "3.01"],
        ["w.png", "--scale", "nan"],
        ["w.png", "--scale", "inf"],
        ["w.png", "--scale", "1e300"],
        ["w.png", "--scale", "large"],
        ["w.png", "--scale="],
    ],
)
def test_what_cannot_be_drawn_is_wrong_usage_told_before_qt_is_loaded(here: Here, words: list[str]) -> None:
    was_loaded = "PySide6.QtWidgets" in sys.modules
    ended = here("picture", *words)
    assert (ended.code, ended.out) == (2, "")
    assert is_one_sentence(ended.err), ended.err
    assert ("PySide6.QtWidgets" in sys.modules) == was_loaded
    assert not Path("w.png").exists()


def test_no_picture_is_put_among_a_readers_own_things(here: Here, profile: Path) -> None:
    profile.mkdir()
    (profile / "mine.png").write_text("mine")
    ended = here("picture", str(profile / "mine.png"))
    assert ended.code == 1
    assert is_one_sentence(ended.err)
    assert (profile / "mine.png").read_text() == "mine"
