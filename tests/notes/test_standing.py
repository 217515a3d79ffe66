"""The list of notes as it stands is what reading all of them would give, however it came about."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import DiskTroubleError
from cca_desktop.library.document import Document
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.note import Note, PlacedNote, Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span


def on(letter: Document, start: int) -> Target:
    at = Span(start, start + 30)
    return Target(letter.id, describe_quote(letter.text, at), position_of(at))


def afresh(database: Database, letter: Document) -> list[PlacedNote]:
    with closing(Database.open(database.file, is_read_only=True)) as other:
        return Notebook(other, lambda _: letter.text).placed(letter)


def test_each_change_leaves_the_list_as_if_it_was_read_anew(
    database: Database, letter: Document, tmp_path: Path
) -> None:
    notebook = Notebook(database, lambda _: letter.text)

    def check() -> None:
        assert notebook.placed(letter) == afresh(database, letter)

    check()
    ids = [notebook.write(on(letter, start)).notes[0] for start in (9000, 100, 5000)]
    check()
    ids += notebook.write(None, "free").notes
    ids += notebook.write(Target("", note=ids[0]), "on a note").notes
    notebook.write(Target("elsewhere"), "elsewhere")
    check()
    notebook.write(Target("elsewhere"), "elsewhere and here", further=(on(letter, 700),))
    check()
    for _ in range(3):
        notebook.revise(ids[1], body="draft", writing="w")
        check()
    notebook.revise_all(ids, colour="pink")
    check()
    notebook.settle(ids[0], Span(0, 20))
    check()
    notebook.retire(*ids[:2])
    check()
    for _ in range(6):
        notebook.undo()
        check()
    for _ in range(3):
        notebook.redo()
        check()
    with closing(Database.open(database.file)) as elsewhere:
        other = Notebook(elsewhere, lambda _: None)
        other.write(on(letter, 300), "theirs")
        other.revise(ids[2], body="theirs")
        check()
        other.retire(ids[2])
        notebook.write(None, "mine")
        check()
    with closing(Database.open(tmp_path / "away" / "notes.sqlite")) as away:
        Notebook(away, lambda _: None).write(on(letter, 400), "from another machine")
        Joining(database, away.file).join()
    check()
    corrected = letter._replace(text="A heading. " + letter.text)
    assert notebook.placed(corrected) == afresh(database, corrected)
    check()


def test_what_could_not_be_saved_is_not_in_the_list(notebook: Notebook, database: Database, letter: Document) -> None:
    note_id = notebook.write(None, "one").notes[0]
    notebook.placed(letter)
    database.run(f"PRAGMA max_page_count = {database.number('PRAGMA page_count')}")
    with pytest.raises(DiskTroubleError):
        notebook.revise(note_id, body="x" * 1_000_000)
    assert [one.note.body for one in notebook.placed(letter)] == ["one"]


def test_one_change_among_twenty_thousand_notes_is_listed_in_a_moment(notebook: Notebook, letter: Document) -> None:
    many = [
        Note("", on(letter, number % 20_000), f"words {number} " * 20, (), "blue", "", "", 1, is_retired=False)
        for number in range(20_000)
    ]
    ids = notebook.take_in(many).notes
    assert len(notebook.placed(letter)) == 20_000
    notebook.revise(ids[7], body="first")
    notebook.placed(letter)
    began = time.process_time()
    for number in range(10):
        notebook.revise(ids[number * 1000], body="changed")
        assert len(notebook.placed(letter)) == 20_000
    assert time.process_time() - began < 0.25, "ten changes; to read all of them again took two seconds"
