"""Letting go of what lies in the bin: for good, by the reader's wish alone, and remembered as gone."""

from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import NotHereError
from cca_desktop.notes.history import Deed
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.letting_go import let_go
from cca_desktop.notes.note import Note, Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile


def test_the_words_are_wiped_out_of_the_file(notebook: Notebook, database: Database) -> None:
    note_id = notebook.write(Target("letter"), "a secret word", ("tagged",), creator="me").notes[0]
    notebook.revise(note_id, body="another secret word")
    other = notebook.write(None, "other").notes[0]
    notebook.retire(note_id)
    assert let_go(database, note_id).notes == (note_id,)
    assert notebook.binned() == []
    (left,) = notebook.versions(note_id)
    assert (left.body, left.tags, left.target, left.creator, left.is_buried) == ("", (), None, "", True)
    assert left == notebook.note(note_id)
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"secret" not in database.file.read_bytes()
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()
    assert notebook.what_undo_would_do() == Deed("write", 1)
    notebook.undo()
    assert [note.id for note in notebook.binned()] == [other]


def test_only_what_lies_in_the_bin_can_be_let_go_of(notebook: Notebook, database: Database) -> None:
    binned, living = (notebook.write(None, body).notes[0] for body in ("binned", "living"))
    notebook.retire(binned)
    for ids in ((binned, living), ("nowhere",)):
        with pytest.raises(NotHereError, match="not in the bin"):
            let_go(database, *ids)
    assert [note.body for note in notebook.binned()] == ["binned"]
    let_go(database, binned)
    with pytest.raises(NotHereError):
        let_go(database, binned)
    assert notebook.restore(binned).notes == ()


def test_no_other_machine_brings_it_back_but_an_import_does(
    notebook: Notebook, database: Database, tmp_path: Path
) -> None:
    note_id = notebook.write(None, "once").notes[0]
    with closing(Database.open(tmp_path / "away" / "notes.sqlite")) as away:
        there = Notebook(away, lambda _: None)
        Joining(away, database.file).join()
        notebook.retire(note_id)
        let_go(database, note_id)
        assert Joining(database, away.file).join().notes == ()
        Joining(away, database.file).join()
        assert [note.body for note in there.binned()] == ["once"], "in the bin there, where its reader may let go of it"
    notebook.take_in([Note(note_id, None, "again", (), "blue", "", "", 1, is_retired=False)])
    assert [note.body for note in notebook.notes()] == ["again"]
    notebook.undo()
    assert notebook.notes() == []


def test_words_that_were_typed_before_and_could_not_be_saved_do_not_come_after(
    notebook: Notebook, database: Database
) -> None:
    note_id = notebook.write(None, "secret").notes[0]
    notebook.retire(note_id)
    let_go(database, note_id)
    assert notebook.revise(note_id, body="secret, and more", writing="typing", base=1).notes == ()
    assert [version.body for version in notebook.versions(note_id)] == [""]
