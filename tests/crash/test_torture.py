"""A short torture each time the tests run; ``tests.crash.torture`` and ``.programs`` by hand are long ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.calling import environment

ROOT = Path(__file__).resolve().parents[2]
SESSIONS = 42


def tortured(*words: str) -> dict[str, int]:
    """Run a torture by itself; return what it counted."""
    ended = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    tally: dict[str, int] = json.loads(ended.stdout)
    return tally


@pytest.mark.skipif(os.name == "nt", reason="needs fork, and signals that kill")
def test_nothing_acknowledged_is_lost_to_kills_full_disks_and_failing_ones() -> None:
    """Failing disks take part where a C compiler is at hand, and are left out elsewhere."""
    tally = tortured("tests.crash.torture", "--sessions", str(SESSIONS), "--seed", "5")
    assert (tally["sessions"], tally["kills"], tally["lost"]) == (SESSIONS, SESSIONS, 0)
    assert tally["torn"] + tally["flipped"] == 2
    assert tally["acknowledged"] > SESSIONS
    assert tally["faults"] > 0


@pytest.mark.skipif(os.name == "nt", reason="needs signals that kill")
def test_nothing_that_a_command_or_a_window_told_is_lost_when_they_are_killed_or_lied_to() -> None:
    tally = tortured("tests.crash.programs", "--commands", "14", "--windows", "2", "--seed", "3")
    assert tally["lost"] == 0
    assert tally["sessions"] >= 16
    assert tally["kills"] > 2
    assert tally["checked"] >= tally["acknowledged"] > 5
