"""What the desktop wishes about movement is read where each desktop keeps it."""

import sys
from pathlib import Path

import pytest

from cca_desktop.ui.motion import system_moves

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems are asked by a call")


def desktop(folder: Path, *, answer: str = "true", globals_file: str | None = None) -> dict[str, str]:
    """Make a session with a settings command of its own."""
    folder.mkdir(exist_ok=True)
    command = folder / "gsettings"
    command.write_text(f'#!/bin/sh\n[ "$1 $2 $3" = "get org.gnome.desktop.interface enable-animations" ] && {answer}\n')
    command.chmod(0o755)
    if globals_file is not None:
        (folder / "kdeglobals").write_text(globals_file, encoding="utf-8")
    return {"PATH": f"{folder}:/usr/bin:/bin", "XDG_CONFIG_HOME": str(folder)}


@pytest.mark.parametrize(("answer", "moves"), [("echo true", True), ("echo false", False), ("exit 1", True)])
def test_gnome_is_asked(tmp_path: Path, answer: str, moves: bool) -> None:
    assert system_moves(desktop(tmp_path, answer=answer)) is moves


@pytest.mark.parametrize(
    ("told", "moves"),
    [
        ("[KDE]\nAnimationDurationFactor=0\n", False),
        ("[KDE]\nAnimationDurationFactor=0.5\n", True),
        ("[KDE]\nAnimationDurationFactor=much\n", True),
        ("no settings at all", True),
    ],
)
def test_plasma_is_asked(tmp_path: Path, told: str, moves: bool) -> None:
    assert system_moves(desktop(tmp_path, answer="echo true", globals_file=told)) is moves


def test_a_desktop_that_does_not_answer_is_spared_movement(tmp_path: Path) -> None:
    assert system_moves(desktop(tmp_path, answer="exec sleep 60")) is False


def test_a_system_without_desktop_moves(tmp_path: Path) -> None:
    assert system_moves({"PATH": str(tmp_path), "HOME": str(tmp_path)}) is True
