"""Two machines, each with a notebook of its own, brought together."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import DamagedError
from cca_desktop.library.document import Document
from cca_desktop.notes.belongings import Belongings
from cca_desktop.notes.history import Change, Deed
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.letting_go import let_go, let_go_of_the_overdue
from cca_desktop.notes.note import Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.wordings import Wordings
from cca_desktop.reading.bookmark_table import BookmarkTable
from cca_desktop.reading.bookmarks import Bookmark
from cca_desktop.reading.place_table import PlaceTable
from cca_desktop.search.kept import KeptQuestions
from cca_desktop.storage.backup import Kind, backups
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from tests.notes.conftest import ticking

RELEASED = Path(__file__).parents[1] / "past_files" / "0.1.0" / "notes.db"


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Database]:
    """The database of the other machine, whose clock runs as it likes."""
    with closing(Database.open(tmp_path / "away" / "notes.sqlite")) as database:
        yield database


@pytest.fixture
def there(away: Database) -> Notebook:
    """The notebook of the other machine."""
    return Notebook(away, lambda _: None, ticking())


def bodies(notebook: Notebook, note_id: str) -> list[str]:
    return [version.body for version in notebook.versions(note_id)]


def assert_well(database: Database) -> None:
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_notes_come_with_all_their_versions_and_with_what_is_in_the_bin(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    note_id = there.write(Target("letter"), "one", ("t",)).notes[0]
    there.revise(note_id, body="two")
    binned = there.write(None, "binned").notes[0]
    there.retire(binned)
    assert {step.kind for step in Joining(database, away.file).steps()} == {"new"}
    assert notebook.notes() == []
    assert Joining(database, away.file).join() == Change("join", (note_id, binned))
    assert notebook.versions(note_id) == there.versions(note_id)
    assert notebook.note(note_id) == there.note(note_id)
    assert [note.id for note in notebook.binned()] == [binned]
    assert notebook.what_undo_would_do() == Deed("join", 2)
    assert Joining(database, away.file).join() == Change("join", ())
    assert_well(database)


def test_it_is_undone_whole_and_may_be_done_again(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    shared = there.write(None, "one").notes[0]
    Joining(database, away.file).join()
    there.revise(shared, body="two")
    there.revise(shared, body="three")
    new = there.write(None, "new").notes[0]
    Joining(database, away.file).join()
    assert [note.body for note in notebook.notes()] == ["three", "new"]
    notebook.undo()
    assert [note.body for note in notebook.notes()] == ["one"]
    assert [note.id for note in notebook.binned()] == [new]
    notebook.redo()
    assert [note.body for note in notebook.notes()] == ["three", "new"]
    notebook.undo()
    assert set(Joining(database, away.file).join().notes) == {shared, new}
    assert [note.body for note in notebook.notes()] == ["three", "new"]
    assert_well(database)


def test_whoever_went_on_alone_is_followed(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    note_id = there.write(None, "one").notes[0]
    Joining(database, away.file).join()
    notebook.revise(note_id, body="two")
    assert Joining(database, away.file).join() == Change("join", ())
    assert [step.kind for step in Joining(away, database.file).steps()] == ["newer"]
    Joining(away, database.file).join()
    assert bodies(there, note_id) == bodies(notebook, note_id) == ["one", "two"]
    there.retire(note_id)
    Joining(database, away.file).join()
    assert [note.id for note in notebook.binned()] == [note_id]
    assert_well(database)
    assert_well(away)


@pytest.mark.parametrize("here_is_busier", [True, False])
def test_where_both_went_on_the_words_of_both_are_kept(
    notebook: Notebook, there: Notebook, database: Database, away: Database, *, here_is_busier: bool
) -> None:
    note_id = there.write(None, "start").notes[0]
    Joining(database, away.file).join()
    busy, idle = (notebook, there) if here_is_busier else (there, notebook)
    busy.revise(note_id, body="busy 1")
    busy.revise(note_id, body="busy 2")
    idle.revise(note_id, body="idle")
    assert [step.kind for step in Joining(database, away.file).steps()] == ["both"]
    Joining(database, away.file).join()
    Joining(away, database.file).join()
    for one in (notebook, there):
        assert one.note(note_id).body == "busy 2"
        assert {"start", "busy 1", "busy 2", "idle"} == set(bodies(one, note_id))
    assert Joining(database, away.file).join() == Change("join", ())
    assert Joining(away, database.file).join() == Change("join", ())
    assert_well(database)
    assert_well(away)


def test_a_clock_that_is_wrong_decides_nothing(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    note_id = there.write(None, "start").notes[0]
    Joining(database, away.file).join()
    future = Notebook(away, lambda _: None, lambda: "2099-01-01T00:00:00.000Z")
    future.revise(note_id, body="far future")
    notebook.revise(note_id, body="one")
    notebook.revise(note_id, body="two")
    Joining(database, away.file).join()
    assert notebook.note(note_id).body == "two"


def test_notes_of_an_older_version_join_as_well(notebook: Notebook, database: Database, tmp_path: Path) -> None:
    released = tmp_path / "released.sqlite"
    shutil.copyfile(RELEASED, released)
    before = released.read_bytes()
    assert len(Joining(database, released).join().notes) == 5
    assert len(notebook.notes()) == 4
    assert released.read_bytes() == before
    assert_well(database)


def test_reading_places_come_along_where_there_is_none_here(database: Database, away: Database) -> None:
    PlaceTable(away).keep("letter", 500)
    PlaceTable(away).keep("answer", 7)
    PlaceTable(database).keep("letter", 100)
    Joining(database, away.file).join()
    assert [PlaceTable(database).place(name) for name in ("letter", "answer")] == [100, 7]


def test_a_copy_is_made_before_notes_arrive(there: Notebook, database: Database, away: Database) -> None:
    folder = database.file.parent / "backups"
    there.write(None, "theirs")
    Joining(database, away.file).join()
    assert backups(folder) == []  # there was nothing to copy yet
    there.write(None, "more")
    Joining(database, away.file).join()
    assert len(backups(folder, Kind.BEFORE_IMPORT)) == 1
    for _ in range(8):
        assert Joining(database, away.file).join().notes == ()
    assert len(backups(folder, Kind.BEFORE_IMPORT)) == 1, "where nothing comes there is nothing to go back to"


def test_saved_questions_of_one_name_are_both_kept(database: Database, away: Database) -> None:
    here, there = (KeptQuestions(one, ticking()) for one in (database, away))
    here.save("ropes", "rope OR knot")
    here.save("same", "war")
    for name, question in (("ropes", "rope~"), ("same", "war"), ("new", "peace")):
        there.save(name, question)
    joining = Joining(database, away.file)
    assert joining.belongings() == Belongings(0, 2, (("ropes", "ropes (2)"),))
    for _ in range(3):
        joining.join()
        assert [(one.name, one.question) for one in here.saved()] == [
            ("new", "peace"),
            ("ropes", "rope OR knot"),
            ("ropes (2)", "rope~"),
            ("same", "war"),
        ]
        assert joining.belongings() == Belongings()
    there.save("ropes", "cord")
    joining.join()
    assert [one.question for one in here.saved()] == ["peace", "rope OR knot", "rope~", "cord", "war"]


def test_questions_asked_on_both_machines_stand_in_the_order_in_which_they_were_asked(
    database: Database, away: Database
) -> None:
    clock = ticking()
    here, there = (KeptQuestions(one, clock) for one in (database, away))
    for one, question in ((here, "first"), (there, "second"), (here, "third"), (there, "first")):
        one.remember(question)
    for _ in range(2):
        Joining(database, away.file).join()
        assert here.history() == ["first", "third", "second"]


def test_what_another_program_said_besides_comes_along_and_the_texts_that_notes_were_written_on(
    notebook: Notebook, database: Database, away: Database, letter: Document
) -> None:
    there = Notebook(away, lambda _: letter.text, ticking())
    at = Span(900, 930)
    target = Target(letter.id, describe_quote(letter.text, at), position_of(at))
    note_id = there.write(target).notes[0]
    said = there.note(note_id)._replace(
        besides='{"annotation": {"rights": "mine"}}', modified="2099-01-01T00:00:00.000Z"
    )
    there.take_in([said._replace(body="newer")])
    assert there.note(note_id).besides == said.besides
    Joining(database, away.file).join()
    assert notebook.note(note_id) == there.note(note_id)
    assert Wordings(database).former(letter.id) == [letter.text]


def test_bookmarks_come_along_and_are_counted(database: Database, away: Database) -> None:
    BookmarkTable(away).keep(Bookmark("1", "letter", 5, "a place"))
    BookmarkTable(database).keep(Bookmark("2", "letter", 6, "another"))
    joining = Joining(database, away.file)
    assert joining.belongings() == Belongings(bookmarks=1)
    joining.join()
    assert len(BookmarkTable(database).bookmarks("letter").marks) == 2
    assert joining.belongings() == Belongings()


def test_what_went_from_our_bin_by_itself_comes_back_if_it_is_in_use_there(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    """Nobody here has wiped it out: it only lay there for too long. What was let go of by hand stays gone."""
    went, wiped = (there.write(None, body).notes[0] for body in ("one", "two"))
    Joining(database, away.file).join()
    notebook.retire(went, wiped)
    let_go(database, wiped)
    assert let_go_of_the_overdue(database, 30, lambda: "2027-11-24T00:00:00.000Z").notes == (went,)
    assert Joining(database, away.file).join() == Change("join", ()), "as long as nothing was done to it there"
    for note_id in (went, wiped):
        there.revise(note_id, body="gone on with")
    assert Joining(database, away.file).join() == Change("join", (went,))
    assert [note.body for note in notebook.notes()] == ["gone on with"]
    assert Joining(database, away.file).join() == Change("join", ())
    assert notebook.what_undo_would_do() == Deed("join", 1)
    notebook.undo()
    assert notebook.notes() == []
    assert_well(database)


@pytest.mark.parametrize("damaged", ["", "{", "[]", "7", "null", "{}", '{"ID": "1"}', '{"ID": null}', "[" * 9_999])
def test_a_damaged_account_of_what_was_before_is_told_in_a_sentence_and_changes_nothing(
    notebook: Notebook, there: Notebook, database: Database, away: Database, damaged: str
) -> None:
    note_id = there.write(None, "one").notes[0]
    Joining(database, away.file).join()
    database.run("UPDATE change SET writing = ? WHERE kind = 'join'", (damaged.replace("ID", note_id),))
    assert notebook.what_undo_would_do()
    with pytest.raises(DamagedError, match="Your notes stay as they are"):
        notebook.undo()
    assert [note.body for note in notebook.notes()] == ["one"]


def test_what_is_in_use_here_stays_in_use_though_it_went_from_the_bin_there_by_a_wrong_clock(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    """A clock ahead lets go of what lies in the bin, and the right one brings it back there: two versions, no deed."""
    note_id = there.write(None, "one").notes[0]
    there.retire(note_id)
    Joining(database, away.file).join()
    Notebook(database, lambda _: None, lambda: "2026-11-25T00:00:00.000Z").restore(note_id)
    wrong = iter(("2031-01-01T00:00:00.000Z", "2036-01-01T00:00:00.000Z"))
    for _ in range(2):
        assert let_go_of_the_overdue(away, 30, lambda: next(wrong)).notes == (note_id,)
        assert Joining(database, away.file).join().notes == ()
        let_go_of_the_overdue(away, 30, lambda: "2026-12-24T00:00:00.000Z")
        assert [note.body for note in there.binned()] == ["one"]
    Joining(database, away.file).join()
    assert [note.body for note in notebook.notes()] == ["one"]
    Joining(away, database.file).join()
    assert [note.body for note in there.notes()] == ["one"]
    assert Joining(database, away.file).steps() == Joining(away, database.file).steps() == ()
    assert_well(database)
    assert_well(away)


@pytest.mark.parametrize("here_retires", [True, False])
def test_a_note_retired_on_one_machine_and_gone_on_with_on_the_other_is_in_use_on_both(
    notebook: Notebook, there: Notebook, database: Database, away: Database, *, here_retires: bool
) -> None:
    """Whoever went on with it would miss it; whoever retired it can do so again."""
    note_id = there.write(None, "start").notes[0]
    Joining(database, away.file).join()
    retiring, going_on = (notebook, there) if here_retires else (there, notebook)
    for _ in range(3):
        retiring.retire(note_id)
        retiring.restore(note_id)
    retiring.retire(note_id)
    going_on.revise(note_id, body="gone on with")
    Joining(database, away.file).join()
    Joining(away, database.file).join()
    for one in (notebook, there):
        assert [note.body for note in one.notes()] == ["gone on with"]
        assert {version.is_retired for version in one.versions(note_id)} == {True, False}
    assert Joining(database, away.file).steps() == Joining(away, database.file).steps() == ()
    assert_well(database)
    assert_well(away)


def test_what_was_let_go_of_there_stays_in_use_where_its_reader_has_gone_on_with_it(
    notebook: Notebook, there: Notebook, database: Database, away: Database
) -> None:
    """What is left of it tells neither words nor versions: only what cannot have been gone on with is laid in the bin.

    That is what was changed before, by the time, and at least two changes fewer: the retiring and the letting go.
    """
    by_number, by_time, by_wrong_clock, left = (there.write(None, body).notes[0] for body in ("a", "b", "c", "d"))
    Joining(database, away.file).join()
    for note_id in (by_number, by_time, by_wrong_clock, left):
        there.retire(note_id)
    let_go(away, by_number, left, now=lambda: "2026-11-25T00:00:00.000Z")
    there.restore(by_time)
    there.retire(by_time)
    let_go(away, by_time, now=lambda: "2026-11-25T00:00:00.000Z")
    let_go(away, by_wrong_clock, now=lambda: "2051-01-01T00:00:00.000Z")
    notebook.revise(by_number, body="a, gone on with")
    later = Notebook(database, lambda _: None, lambda: "2026-11-26T00:00:00.000Z")
    later.revise(by_time, body="b, gone on with")
    assert Joining(database, away.file, lambda: "2026-11-27T00:00:00.000Z").join().notes == (left,)
    assert [note.body for note in notebook.notes()] == ["a, gone on with", "b, gone on with", "c"]
    assert [note.body for note in notebook.binned()] == ["d"]
