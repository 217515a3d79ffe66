"""A migration that is killed after any of its statements leaves the form before it, and is taken at the next start."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import NotHereError
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.migrations import STEPS, migrate

ROOT = Path(__file__).resolve().parents[2]
FIRST = tuple(STEPS[0])
LATER = (
    "ALTER TABLE note ADD COLUMN motivation TEXT",
    "UPDATE note SET motivation = 'commenting'",
    "CREATE TABLE bookmark (name TEXT) STRICT",
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
if step == "first":
    migrate(Database(file, sqlite3.connect(file, isolation_level=None)), (cut(tuple(STEPS[0]), after),))
else:
    migrate(Database.open(file), (*STEPS, cut(eval(step), after)))
"""


def cut(file: Path, step: str, after: int) -> None:
    done = subprocess.run([sys.executable, "-c", CUT, str(file), step, str(after)], cwd=ROOT, check=False)
    assert done.returncode == -9


@pytest.mark.parametrize("after", range(len(FIRST) + 1))
def test_a_file_whose_making_was_cut_is_made_at_the_next_start(tmp_path: Path, after: int) -> None:
    file = tmp_path / "notes.sqlite"
    cut(file, "first", after)
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
        assert database.rows("SELECT motivation FROM note") == [("commenting",)]
        assert database.complaints() == []
