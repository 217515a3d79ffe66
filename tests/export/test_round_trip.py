"""What goes out comes back: the same words, places, tags, colours, links and dates, in every format with a way back."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cca_desktop.export.formats import FORMATS, write
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from tests.export.making import Desk, a_note, notes, on

BOTH_WAYS = ("markdown", "jsonld", "hypothesis")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder each time one is taken."""
    base = tmp_path_factory.mktemp("profiles")
    return (base / str(number) for number in itertools.count())


@pytest.mark.parametrize("form", BOTH_WAYS)
@settings(max_examples=25)  # each makes two profiles on the disk, and copies them before each import
@given(data=st.data())
def test_notes_come_back_as_they_went(
    form: str, folders: Iterator[Path], letter: Document, data: st.DataObject
) -> None:
    base = next(folders)
    here, there = Desk(base / "here", letter), Desk(base / "there", letter)
    here.take_in(data.draw(st.lists(notes(letter), min_size=1, max_size=5)))
    before = here.notes()
    write(form, here.outgoing(), base / "out")
    incoming = read(base / "out", [letter])
    assert incoming.left_out == 0
    there.take_in(incoming.notes)
    assert there.notes() == before
    assert there.take_in(read(base / "out", [letter]).notes).notes == ()
    assert there.notes() == before


@pytest.mark.parametrize("form", BOTH_WAYS)
def test_an_import_is_undone_whole_and_comes_again(form: str, tmp_path: Path, letter: Document) -> None:
    here, there = Desk(tmp_path / "here", letter), Desk(tmp_path / "there", letter)
    knot = on(letter, "the knot of war")
    here.take_in([a_note(1, knot, "one"), a_note(2, None, "two"), a_note(3, knot, "")])
    there.take_in([a_note(9, None, "there before")])
    write(form, here.outgoing(), tmp_path / "out")
    arriving = read(tmp_path / "out", [letter]).notes
    assert len(there.take_in(arriving).notes) == 3
    there.undo()
    assert [note.body for note in there.notes().values()] == ["there before"]
    assert len(there.take_in(arriving).notes) == 3
    assert len(there.notes()) == 4


@pytest.mark.parametrize("form", BOTH_WAYS)
def test_two_notes_of_the_same_words_are_two(form: str, tmp_path: Path, letter: Document) -> None:
    here, there = Desk(tmp_path / "here", letter), Desk(tmp_path / "there", letter)
    here.take_in([a_note(1, None, "again"), a_note(2, None, "again")])
    write(form, here.outgoing(), tmp_path / "out")
    there.take_in(read(tmp_path / "out", [letter]).notes)
    assert len(there.notes()) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_no_notes_go_out_as_well(form: str, tmp_path: Path, letter: Document) -> None:
    write(form, Desk(tmp_path / "here", letter).outgoing(), tmp_path / "out")
    assert (tmp_path / "out").exists()


def test_words_that_were_changed_in_obsidian_come_back_once(tmp_path: Path, letter: Document) -> None:
    here = Desk(tmp_path / "here", letter)
    here.take_in([a_note(1, on(letter, "the knot of war"), "The rope", "image"), a_note(2, None, "Other")])
    write("markdown", here.outgoing(), tmp_path / "vault")
    file = tmp_path / "vault" / "The rope.md"
    file.write_bytes(
        file.read_bytes().replace(b"The rope", b"The rope, pulled").replace(b"- image", b"- image\n  - rope")
    )
    assert len(here.take_in(read(tmp_path / "vault", [letter]).notes).notes) == 1
    changed, other = here.notes().values()
    assert (changed.body, changed.tags, other.body) == ("The rope, pulled", ("image", "rope"), "Other")
    assert here.take_in(read(tmp_path / "vault", [letter]).notes).notes == ()
    here.undo()
    assert [note.body for note in here.notes().values()] == ["The rope", "Other"]
