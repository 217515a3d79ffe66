"""One drawer for all that is written down, and the noticing of what others put into it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import DiskTroubleError, NotHereError
from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.note import Target
from cca_desktop.text.selectors import describe_quote, position_of


def test_notes_and_places_come_back_out_of_the_same_drawer(tmp_path: Path, letter: Document) -> None:
    at = letter.paragraphs[7].span
    with closing(Drawer.open(tmp_path / "notes.sqlite", lambda _: letter.text)) as drawer:
        drawer.notebook.write(Target(letter.id, describe_quote(letter.text, at), position_of(at)), "a note")
        drawer.places.keep(letter.id, at.start)
    with closing(Drawer.open(tmp_path / "notes.sqlite", lambda _: letter.text, is_read_only=True)) as drawer:
        assert [(one.note.body, one.span, one.state) for one in drawer.notebook.all_placed()] == [
            ("a note", at, "found")
        ]
        assert drawer.places.place(letter.id) == at.start


def test_what_another_writes_is_noticed_once_and_what_oneself_writes_never(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    with closing(Drawer.open(file, lambda _: None)) as one, closing(Drawer.open(file, lambda _: None)) as other:
        assert not one.was_written_elsewhere()
        one.notebook.write(None, "mine")
        assert not one.was_written_elsewhere()
        other.notebook.write(None, "another's")
        other.places.keep("letter", 3)
        assert one.was_written_elsewhere()
        assert not one.was_written_elsewhere()
        assert [note.body for note in one.notebook.notes()] == ["mine", "another's"]


def test_a_drawer_that_cannot_be_opened_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(NotHereError):
        Drawer.open(tmp_path / "profile" / "notes.sqlite", lambda _: None, is_read_only=True)
    assert not list(tmp_path.iterdir())
    (tmp_path / "file").touch()
    with pytest.raises(DiskTroubleError):
        Drawer.open(tmp_path / "file" / "notes.sqlite", lambda _: None)


def test_before_an_empty_drawer_whoever_writes_is_told_why_it_cannot_be(tmp_path: Path, letter: Document) -> None:
    """The window of a folder that cannot be written to: what is there is read, and nothing is said to be saved."""
    file = tmp_path / "profile" / "notes.sqlite"
    with closing(Drawer.open_or_empty(file, lambda _: None)) as drawer:
        assert drawer.notebook.placed(letter) == []
        with pytest.raises(DiskTroubleError, match="cannot be opened or written to"):
            drawer.notebook.write(None, "lost?")
        assert drawer.notebook.notes() == []
    assert not list(tmp_path.iterdir())


def test_notes_in_an_old_form_that_are_only_read_cannot_be_written_to(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    shutil.copyfile(Path(__file__).parents[1] / "past_files" / "0.1.0" / "notes.db", file)
    with closing(Drawer.open_or_empty(file, lambda _: None)) as drawer:
        assert len(drawer.notebook.notes()) == 4
        with pytest.raises(DiskTroubleError, match="cannot be opened or written to"):
            drawer.notebook.write(None, "lost?")
