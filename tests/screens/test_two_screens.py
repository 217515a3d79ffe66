"""A window on a screen of another resolution looks as if opened there: no picture is kept from elsewhere."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.command.calling import call, environment

_SCRIPT = Path(__file__).with_name("across.py")
_SCREENS = {"plain": 1.0, "between": 1.5, "fine": 2.0}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with notes, so that there are marks and cards."""
    folder = tmp_path_factory.mktemp("profile")
    for words, colour in (("the knot of war", "blue"), ("a simple cannon", "yellow")):
        wrote = call(
            *("note", "--quote", words, "--colour", colour, "--tag", "war", "--body", "-", "--profile", folder),
            stdin=b"**Strong** words.",
        )
        assert wrote.code == 0, wrote.err
    return folder


def screens(folder: Path) -> dict[str, str]:
    """Return an environment in which three screens stand side by side, each with another number of dots a pixel."""
    left = 0
    told = []
    for name, ratio in _SCREENS.items():
        width, height = round(1600 * ratio), round(1000 * ratio)
        told.append({"name": name, "x": left, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1})
        left += width
    plan = folder / "screens.json"
    plan.write_text(json.dumps({"screens": told}), "utf-8")
    return environment(
        QT_QPA_PLATFORM=f"offscreen:configfile={plan}",
        QT_SCREEN_SCALE_FACTORS=";".join(f"{name}={ratio}" for name, ratio in _SCREENS.items()),
    )


@pytest.mark.parametrize(("origin", "target"), [("plain", "fine"), ("fine", "between"), ("between", "plain")])
def test_a_window_brought_to_another_screen_looks_as_one_opened_there(
    profile: Path, origin: str, target: str, tmp_path: Path
) -> None:
    drawn = subprocess.run(
        [sys.executable, _SCRIPT, profile, origin, target, tmp_path],
        env=screens(tmp_path),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert drawn.returncode == 0, drawn.stderr
    moved, opened = (QImage(str(tmp_path / f"{name}.png")) for name in ("moved", "opened"))
    assert opened.width() == round(1300 * _SCREENS[target])
    assert moved.size() == opened.size()
    differ = [
        (x, y) for x in range(opened.width()) for y in range(opened.height()) if moved.pixel(x, y) != opened.pixel(x, y)
    ]
    assert not differ, f"{len(differ)} dots differ, from {min(differ)} to {max(differ)}"
