"""The bin keeps for as long as its reader wishes: what is older goes, is brought back by undo, or wiped out later."""

import datetime as dt

import pytest

from cca_desktop.notes.history import Change, Deed
from cca_desktop.notes.letting_go import gone_too_early, let_go_of_the_overdue, overdue, wipe_out_what_went
from cca_desktop.notes.note import Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class Clock:
    """A clock that is set by the test."""

    def __init__(self) -> None:
        self.days = 0.0

    def __call__(self) -> str:
        at = START + dt.timedelta(days=self.days)
        return at.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def dated(database: Database, clock: Clock) -> Notebook:
    """A notebook on that clock."""
    return Notebook(database, lambda _: None, clock)


def retired(notebook: Notebook, body: str) -> str:
    note_id = notebook.write(Target("letter"), body, ("tag",)).notes[0]
    notebook.retire(note_id)
    return note_id


def test_what_has_lain_there_longer_goes_and_what_has_not_stays(
    dated: Notebook, database: Database, clock: Clock
) -> None:
    old = retired(dated, "old")
    clock.days = 20
    young = retired(dated, "young")
    living = dated.write(None, "living").notes[0]
    clock.days = 31
    assert overdue(database, 30, clock()) == (old,)
    assert let_go_of_the_overdue(database, 30, clock) == Change("let go", (old,))
    assert [note.id for note in dated.binned()] == [young]
    assert [note.id for note in dated.notes()] == [living]
    assert dated.note(old).is_buried
    assert dated.note(old).body == ""
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_a_bin_that_keeps_for_ever_lets_go_of_nothing(dated: Notebook, database: Database, clock: Clock) -> None:
    retired(dated, "old")
    clock.days = 10_000
    assert let_go_of_the_overdue(database, 0, clock).notes == ()
    assert len(dated.binned()) == 1


def test_it_is_undone_as_any_other_change_and_the_note_has_its_full_time_again(
    dated: Notebook, database: Database, clock: Clock
) -> None:
    old = retired(dated, "old")
    clock.days = 31
    let_go_of_the_overdue(database, 30, clock)
    assert dated.what_undo_would_do() == Deed("let go", 1)
    dated.undo()
    (back,) = dated.binned()
    assert (back.id, back.body, back.tags, back.target) == (old, "old", ("tag",), Target("letter"))
    clock.days = 60
    assert let_go_of_the_overdue(database, 30, clock).notes == ()
    dated.restore(old)
    assert [note.body for note in dated.notes()] == ["old"]


def test_it_happens_once_a_day_at_most(dated: Notebook, database: Database, clock: Clock) -> None:
    retired(dated, "one")
    clock.days = 0.2
    two = retired(dated, "two")
    clock.days = 30.1
    assert len(let_go_of_the_overdue(database, 30, clock).notes) == 1
    clock.days = 30.9
    assert let_go_of_the_overdue(database, 30, clock).notes == ()
    clock.days = 31.2
    assert let_go_of_the_overdue(database, 30, clock).notes == (two,)


def test_what_was_undone_can_still_be_done_again(dated: Notebook, database: Database, clock: Clock) -> None:
    retired(dated, "old")
    dated.write(None, "undone")
    dated.undo()
    clock.days = 31
    assert let_go_of_the_overdue(database, 30, clock).notes == ()
    assert dated.redo() is not None


def test_its_words_are_wiped_out_a_week_later(dated: Notebook, database: Database, clock: Clock) -> None:
    old = retired(dated, "a secret word")
    clock.days = 31
    let_go_of_the_overdue(database, 30, clock)
    clock.days = 36
    dated.write(None, "of another day")
    clock.days = 37.9
    assert wipe_out_what_went(database, clock()) == 0
    clock.days = 38.1
    assert wipe_out_what_went(database, clock()) == 1
    assert wipe_out_what_went(database, clock()) == 0
    (left,) = dated.versions(old)
    assert left == dated.note(old)
    assert left.is_buried
    assert dated.what_undo_would_do() == Deed("write", 1)
    dated.undo()
    assert dated.what_undo_would_do() is None
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"secret" not in database.file.read_bytes()
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_what_went_while_the_clock_was_ahead_comes_back(dated: Notebook, database: Database, clock: Clock) -> None:
    """Nobody would look for it: it is gone from the bin, and undo has moved on."""
    old = retired(dated, "kept")
    clock.days = 365
    assert let_go_of_the_overdue(database, 30, clock).notes == (old,)
    wipe_out_what_went(database, clock())
    clock.days = 1
    young = retired(dated, "young")
    assert wipe_out_what_went(database, clock()) == 0
    assert gone_too_early(database, clock()) == (old,)
    assert let_go_of_the_overdue(database, 30, clock).notes == ()
    assert gone_too_early(database, clock()) == ()
    assert [(note.id, note.body) for note in dated.binned()] == [(old, "kept"), (young, "young")]
    assert dated.what_undo_would_do() == Deed("retire", 1), "that it came back is nothing to undo"
    dated.undo()
    assert [note.body for note in dated.notes()] == ["young"]
    dated.undo()
    assert dated.what_undo_would_do() == Deed("retire", 1), "nor is it any more that it went"
    dated.undo()
    assert dated.note(old).body == "kept"
    assert not dated.note(old).is_retired
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_what_came_back_has_its_full_time_again(dated: Notebook, database: Database, clock: Clock) -> None:
    retired(dated, "kept")
    clock.days = 365
    let_go_of_the_overdue(database, 0, clock)
    let_go_of_the_overdue(database, 30, clock)
    clock.days = 20
    let_go_of_the_overdue(database, 0, clock)
    clock.days = 49
    assert let_go_of_the_overdue(database, 30, clock).notes == ()
    clock.days = 51
    assert len(let_go_of_the_overdue(database, 30, clock).notes) == 1


def test_a_clock_that_jumps_twice_wipes_out_nothing(dated: Notebook, database: Database, clock: Clock) -> None:
    old = retired(dated, "kept")
    for clock.days in (365, 730, 1100):
        let_go_of_the_overdue(database, 30, clock)
        assert wipe_out_what_went(database, clock()) == 0
        dated.write(None, "of that day")
        assert wipe_out_what_went(database, clock()) == 0
    clock.days = 2
    let_go_of_the_overdue(database, 30, clock)
    assert [(note.id, note.body) for note in dated.binned()] == [(old, "kept")]


def test_what_was_put_away_while_the_clock_was_behind_has_its_full_time(
    dated: Notebook, database: Database, clock: Clock
) -> None:
    clock.days = 3000
    dated.write(None, "of today")
    clock.days = 0
    old = retired(dated, "put away a minute ago, ten years ago")
    clock.days = 3000.1
    assert let_go_of_the_overdue(database, 30, clock).notes == ()
    clock.days = 3031
    assert let_go_of_the_overdue(database, 30, clock).notes == (old,)


def test_a_clock_that_went_back_lets_go_of_nothing_too_soon(dated: Notebook, database: Database, clock: Clock) -> None:
    clock.days = 100
    retired(dated, "old")
    clock.days = 50
    assert let_go_of_the_overdue(database, 30, clock).notes == ()


def test_many_go_as_one_change(dated: Notebook, database: Database, clock: Clock) -> None:
    ids = [dated.write(None, f"{number}").notes[0] for number in range(3)]
    dated.retire(*ids)
    clock.days = 31
    assert sorted(let_go_of_the_overdue(database, 30, clock).notes) == sorted(ids)
    assert dated.what_undo_would_do() == Deed("let go", 3)
    dated.undo()
    assert len(dated.binned()) == 3
