"""Several notes changed as one thing to undo."""

import pytest

from cca_desktop.errors import NotHereError
from cca_desktop.notes.history import Change, Deed
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database


@pytest.fixture
def three(notebook: Notebook) -> tuple[str, ...]:
    """Three notes in the notebook."""
    return tuple(notebook.write(None, body, ("old", body)).notes[0] for body in ("one", "two", "three"))


def tags(notebook: Notebook) -> list[tuple[str, ...]]:
    return [note.tags for note in notebook.notes()]


def test_several_are_tagged_and_coloured_and_it_is_undone_whole(notebook: Notebook, three: tuple[str, ...]) -> None:
    before = notebook.notes()
    assert notebook.revise_all(three, colour="pink", more_tags=("new", "one"), fewer_tags=("old",)).notes == three
    assert tags(notebook) == [("one", "new"), ("two", "new", "one"), ("three", "new", "one")]
    assert {note.colour for note in notebook.notes()} == {"pink"}
    assert notebook.what_undo_would_do() == Deed("revise", 3)
    assert notebook.undo() == Change("undo", three)
    assert [note._replace(version=1, modified=note.created) for note in notebook.notes()] == before
    assert notebook.what_redo_would_do() == Deed("revise", 3)
    assert notebook.redo() == Change("redo", three)
    assert tags(notebook)[0] == ("one", "new")


def test_those_that_are_so_already_are_not_touched(notebook: Notebook, three: tuple[str, ...]) -> None:
    notebook.revise(three[1], colour="green")
    assert notebook.revise_all(three, colour="green").notes == (three[0], three[2])
    assert notebook.revise_all(three, colour="green") == Change("revise", ())
    assert notebook.what_undo_would_do() == Deed("colour", 2)
    notebook.revise_all(three, more_tags=("new",))
    assert notebook.what_undo_would_do() == Deed("tag", 3)
    notebook.revise_all(three, colour="pink", fewer_tags=("old",))
    assert notebook.what_undo_would_do() == Deed("revise", 3)


def test_several_go_into_the_bin_and_come_back_together(notebook: Notebook, three: tuple[str, ...]) -> None:
    assert notebook.retire(*three) == Change("retire", three)
    assert notebook.notes() == []
    assert notebook.what_undo_would_do() == Deed("retire", 3)
    assert notebook.restore(*three[:2]) == Change("restore", three[:2])
    notebook.undo()
    notebook.undo()
    assert [note.id for note in notebook.notes()] == list(three)


def test_one_that_is_not_here_keeps_all_from_being_changed(notebook: Notebook, three: tuple[str, ...]) -> None:
    with pytest.raises(NotHereError, match="no note “nowhere”"):
        notebook.retire(*three, "nowhere")
    assert len(notebook.notes()) == 3
    assert notebook.what_undo_would_do() == Deed("write", 1)


def test_what_another_program_changed_in_one_of_many_is_not_undone_over(
    notebook: Notebook, database: Database, three: tuple[str, ...]
) -> None:
    notebook.revise_all(three, more_tags=("new",))
    notebook.what_undo_would_do()
    Notebook(database, lambda _: None).revise(three[0], body="theirs")
    assert notebook.undo() == Change("elsewhere", three[:1])
    assert notebook.undo() == Change("undo", three[:1])
    assert notebook.undo() == Change("undo", three)
    assert tags(notebook)[0] == ("old", "one")


def test_undo_of_many_passes_over_what_it_does_not_know(
    notebook: Notebook, database: Database, three: tuple[str, ...]
) -> None:
    notebook.revise_all(three, more_tags=("new",))
    database.run("UPDATE note SET body = 'found in the ruins' WHERE body = 'two'")
    assert notebook.undo() == Change("undo", (three[0], three[2]))
    assert [note.body for note in notebook.notes()] == ["one", "found in the ruins", "three"]
