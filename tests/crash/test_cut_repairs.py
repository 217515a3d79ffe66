"""A repair that is killed before any file is moved or removed has lost nothing, and the next one brings all back."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database, companions
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.repair import repair
from tests.command.calling import ROOT, environment

_MOST_STEPS = 40
CUT = """
import os, signal, sys
from pathlib import Path
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.repair import repair

left = int(sys.argv[2])

def watch(event, arguments):
    global left
    if event in ("os.rename", "os.remove") and "notes.sqlite" in str(arguments):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
repair(Profile.at(Path(sys.argv[1])))
"""


@pytest.fixture
def damaged(tmp_path: Path) -> Profile:
    """Notes of which some are in the WAL alone, and a first page that makes no sense."""
    written, damaged = Profile.at(tmp_path / "written"), Profile.at(tmp_path / "damaged")
    damaged.folder.mkdir()
    with closing(Database.open(written.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        notebook.write(None, "in the file")
        database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(30):
            notebook.write(None, f"in the WAL {number}")
        for part in (written.database_file, companions(written.database_file)[0]):
            shutil.copyfile(part, damaged.folder / part.name)
    wal = companions(damaged.database_file)[0]
    torn = bytearray(wal.read_bytes())
    torn[-40:] = bytes(40)  # the last frame, which is one note's
    wal.write_bytes(torn)
    file = bytearray(damaged.database_file.read_bytes())
    file[-4096:] = b"\xff" * 4096
    damaged.database_file.write_bytes(file)
    return damaged


def bodies(profile: Profile) -> set[str]:
    with closing(Database.open(profile.database_file, is_read_only=True)) as database:
        return {note.body for note in Notebook(database, lambda _: None).notes()}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that kills")
def test_a_repair_killed_before_each_of_its_steps_is_told_of_and_done_again(damaged: Profile, tmp_path: Path) -> None:
    whole = Profile.at(tmp_path / "whole")
    shutil.copytree(damaged.folder, whole.folder)
    assert examine(whole).troubles
    repair(whole)
    expected = bodies(whole)
    assert len(expected) >= 29
    cuts = 0
    for step in range(_MOST_STEPS):
        cut = Profile.at(tmp_path / f"cut-{step}")
        shutil.copytree(damaged.folder, cut.folder)
        words = [sys.executable, "-c", CUT, str(cut.folder), str(step)]
        ended = subprocess.run(words, cwd=ROOT, env=environment(), check=False)
        if ended.returncode == 0:
            break
        assert ended.returncode == -9
        cuts += 1
        if not examine(cut).troubles:
            assert bodies(cut) == expected, f"cut {step} says that all is well"
        repair(cut)
        assert examine(cut).troubles == ()
        assert bodies(cut) == expected, f"cut {step}"
    assert cuts > 2
