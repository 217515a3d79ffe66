"""A migration that is killed after any of its statements leaves the form before it, and is taken at the next start."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import NotHereError
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine
from cca_desktop.storage.migrations import STEPS, migrate
from cca_desktop.storage.profile import Profile

ROOT = Path(__file__).resolve().parents[2]
FIRST = tuple(STEPS[0])
RELEASED = ROOT / "tests" / "past_files" / "0.1.0" / "notes.db"
CUTS = [(number, after) for number, step in enumerate(STEPS[1:], start=1) for after in range(len(tuple(step)) + 1)]
LATER = (
    "ALTER TABLE note ADD COLUMN mood TEXT",
    "UPDATE note SET mood = 'calm'",
    "CREATE TABLE ribbon (name TEXT) STRICT",
)

CUT = """
import os, signal, sqlite3, sys
from pathlib import Path
from contextlib import closing
from cca_desktop.storage.database import Database
from cca_desktop.storage.migrations import STEPS, migrate

def cut(statements, after):
    yield from statements[:after]
    os.kill(os.getpid(), signal.SIGKILL)

file, step, after = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if step.isdecimal():
    done = int(step)
    steps = (*STEPS[:done], cut(tuple(STEPS[done]), after))
    migrate(Database(file, sqlite3.connect(file, isolation_level=None)), steps)
else:
    migrate(Database.open(file), (*STEPS, cut(eval(step), after)))
"""


def cut(file: Path, step: str, after: int) -> None:
    done = subprocess.run([sys.executable, "-c", CUT, str(file), step, str(after)], cwd=ROOT, check=False)
    assert done.returncode == -9


@pytest.mark.parametrize("after", range(len(FIRST) + 1))
def test_a_file_whose_making_was_cut_is_made_at_the_next_start(tmp_path: Path, after: int) -> None:
    file = tmp_path / "notes.sqlite"
    cut(file, "0", after)
    with pytest.raises(NotHereError, match="no notes here yet"):
        Database.open(file, is_read_only=True)
    with closing(Database.open(file)) as database:
        Notebook(database, lambda _: None).write(None, "the first note")
        assert database.version() == len(STEPS)
        assert database.complaints() == []


@pytest.mark.parametrize("after", range(len(LATER) + 1))
def test_a_cut_step_leaves_every_note_and_is_taken_again(tmp_path: Path, after: int) -> None:
    file = tmp_path / "notes.sqlite"
    with closing(Database.open(file)) as database:
        Notebook(database, lambda _: None).write(None, "kept")
    cut(file, repr(LATER), after)
    with closing(Database.open(file, is_read_only=True)) as database:
        assert database.rows("SELECT body FROM note") == [("kept",)]
    with closing(Database.open(file)) as database:
        assert database.version() == len(STEPS)
        assert [note.body for note in Notebook(database, lambda _: None).notes()] == ["kept"]
        migrate(database, (*STEPS, LATER))
        assert database.rows("SELECT mood FROM note") == [("calm",)]
        assert database.complaints() == []


@pytest.mark.parametrize(("step", "after"), CUTS)
def test_a_released_notebook_keeps_all_when_a_step_is_cut(tmp_path: Path, step: int, after: int) -> None:
    file = tmp_path / "notes.sqlite"
    shutil.copyfile(RELEASED, file)
    cut(file, str(step), after)
    with closing(Database.open(file, is_read_only=True)) as database:
        assert len(Notebook(database, lambda _: None).notes()) == 4
    with closing(Database.open(file)) as database:
        notebook = Notebook(database, lambda _: None)
        assert len(notebook.notes()) == 4
        assert [note.body for note in notebook.binned()] == ["In the bin."]
        assert database.complaints() == []
    assert examine(Profile.at(tmp_path)).troubles == ()
