"""An empty notebook on a real file."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database

TEXTS = {"letter": "A letter of words.", "answer": "An answer to the letter."}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The database of a profile."""
    with closing(Database.open(tmp_path / "notes.sqlite")) as database:
        yield database


@pytest.fixture
def notebook(database: Database) -> Notebook:
    """An empty notebook beside two short documents, with a clock that goes on by a second at each look."""
    return Notebook(database, TEXTS.get, ticking())


def ticking() -> Callable[[], str]:
    """Return a clock that goes on by a second each time somebody looks."""
    seconds = count()

    def now() -> str:
        minutes, second = divmod(next(seconds), 60)
        return f"2026-11-24T{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}.000Z"

    return now
