from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import InUseError
from cca_desktop.storage.backup import Kind, backups, is_whole
from cca_desktop.storage.database import Database, Row
from cca_desktop.storage.migrations import STEPS, HeldInOldFormError, Step, migrate, open_in_turn

LATER: Step = (
    "ALTER TABLE place ADD COLUMN page INTEGER",
    "CREATE TABLE ribbon (name TEXT) STRICT",
    "INSERT INTO ribbon VALUES ('here')",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with something in it."""
    file = tmp_path / "notes.sqlite"
    with closing(Database.open(file)) as database:
        database.run("INSERT INTO place (document, starts) VALUES ('letter', 5)")
    return file


def shape(database: Database) -> list[Row]:
    return [*database.rows("SELECT sql FROM sqlite_schema ORDER BY name"), (database.version(),)]


def test_a_step_is_taken_once_after_a_copy_was_made(file: Path) -> None:
    with closing(Database.open(file)) as database:
        migrate(database, (*STEPS, LATER))
        once = shape(database)
        migrate(database, (*STEPS, LATER))
        assert shape(database) == once
        assert database.rows("SELECT name FROM ribbon") == [("here",)]
        assert database.rows("SELECT document, starts FROM place") == [("letter", 5)]
    copy = backups(file.parent / "backups", Kind.BEFORE_MIGRATION)[-1]
    assert is_whole(copy)
    with closing(Database.open_as_it_is(copy)) as before:
        assert before.version() == len(STEPS)
        assert before.rows("SELECT document FROM place") == [("letter",)]


def test_a_new_database_needs_no_copy(file: Path) -> None:
    assert not (file.parent / "backups").exists()


@pytest.mark.parametrize("after", range(len(list(LATER)) + 1))
def test_a_step_that_fails_anywhere_leaves_the_form_before_it(file: Path, after: int) -> None:
    def cut() -> Iterator[str]:
        yield from list(LATER)[:after]
        raise InterruptedError

    with closing(Database.open(file)) as database:
        before = shape(database)
        with pytest.raises(InterruptedError):
            migrate(database, (*STEPS, cut()))
        assert shape(database) == before
        migrate(database, (*STEPS, LATER))
        assert shape(database) != before


def test_the_form_does_not_change_under_another_program(file: Path) -> None:
    with closing(Database.open(file)) as database, closing(Database.open(file)) as window:
        window.rows("SELECT * FROM place")
        database.run("PRAGMA busy_timeout = 20")
        before = shape(window)
        with pytest.raises(InUseError, match="close the other copy"):
            migrate(database, (*STEPS, LATER))
        assert shape(window) == before


def test_whoever_is_turned_away_with_others_tries_again_having_let_go(file: Path) -> None:
    """Two first starts of a new version that both hold the old notes open would otherwise both be told to come back."""
    tries: list[Path] = []

    def open_now(at: Path) -> int:
        tries.append(at)
        if len(tries) < 3:
            raise HeldInOldFormError("held")
        return len(tries)

    assert open_in_turn(open_now, file) == 3
    assert tries == [file] * 3


def test_old_notes_that_another_holds_for_long_are_told_to_be_held(file: Path) -> None:
    with closing(Database.open(file)) as database:
        database.run("PRAGMA user_version = 3")
        database.run("DROP TABLE bookmark")
        database.run("DROP TABLE wording")
        for table in ("note", "version"):
            database.run(f"ALTER TABLE {table} DROP COLUMN besides")
        with closing(Database.open_as_it_is(file)) as another:
            another.run("BEGIN")
            another.rows("SELECT * FROM place")
            database.close()
            with pytest.raises(InUseError, match="another copy of the program has them open"):
                Database.open(file)
        with closing(Database.open(file)) as now:
            assert now.columns("bookmark")
