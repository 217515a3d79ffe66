"""The way back to a copy of the notes, from within the window."""

import shutil
from pathlib import Path

import pytest

from cca_desktop.errors import DamagedError
from cca_desktop.notes.history import Deed
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.returning import Returning
from cca_desktop.storage.backup import KEPT, Kind, back_up, backups
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile

RELEASED = Path(__file__).parents[1] / "past_files" / "0.1.0" / "notes.db"


def state(notebook: Notebook) -> dict[str, tuple[str, bool]]:
    return {note.id: (note.body, note.is_retired) for note in (*notebook.notes(), *notebook.binned())}


def test_all_notes_become_what_they_were_and_undo_leads_back(notebook: Notebook, database: Database) -> None:
    changed, binned, back = (notebook.write(None, body).notes[0] for body in ("one", "two", "three"))
    notebook.retire(back)
    then = state(notebook)
    copy = back_up(database.file, database.file.parent / "backups", Kind.BY_HAND)
    notebook.revise(changed, body="one, changed")
    notebook.retire(binned)
    notebook.restore(back)
    since = notebook.write(None, "written since").notes[0]
    now = state(notebook)
    plan = Returning(database, copy).look()
    assert [[note.id for note in notes] for notes in plan] == [[changed], [binned], [back, since]]
    assert state(notebook) == now
    assert set(Returning(database, copy).go_back().notes) == {changed, binned, back, since}
    assert state(notebook) == then | {since: ("written since", True)}
    assert "one, changed" in [version.body for version in notebook.versions(changed)]
    assert notebook.what_undo_would_do() == Deed("return", 4)
    notebook.undo()
    assert state(notebook) == now
    notebook.redo()
    assert state(notebook) == then | {since: ("written since", True)}
    assert len(backups(database.file.parent / "backups", Kind.BEFORE_RETURN)) == 1
    assert examine_notes(Profile.at(database.file.parent)).troubles == ()


def test_the_oldest_copy_can_be_gone_back_to_though_it_is_the_one_that_would_make_room(
    notebook: Notebook, database: Database
) -> None:
    folder = database.file.parent / "backups"
    for number in range(KEPT[Kind.BEFORE_RETURN]):
        notebook.write(None, f"{number}")
        back_up(database.file, folder, Kind.BEFORE_RETURN)
    oldest = backups(folder, Kind.BEFORE_RETURN)[-1]
    Returning(database, oldest).go_back()
    assert [note.body for note in notebook.notes()] == ["0"]
    assert oldest.exists(), "and it is there still"


def test_where_nothing_has_changed_nothing_is_done(notebook: Notebook, database: Database) -> None:
    notebook.write(None, "one")
    copy = back_up(database.file, database.file.parent / "backups", Kind.BY_HAND)
    assert Returning(database, copy).go_back().notes == ()
    assert notebook.what_undo_would_do() == Deed("write", 1)


def test_a_copy_in_an_older_form_and_of_notes_that_are_not_here_comes_back(
    notebook: Notebook, database: Database, tmp_path: Path
) -> None:
    mine = notebook.write(None, "mine").notes[0]
    copy = tmp_path / "copy.sqlite"
    shutil.copyfile(RELEASED, copy)
    Returning(database, copy).go_back()
    assert len(notebook.notes()) == 4
    assert state(notebook)[mine] == ("mine", True)
    assert notebook.what_undo_would_do() == Deed("return", 6)
    notebook.undo()
    assert [note.id for note in notebook.notes()] == [mine]


def test_a_damaged_copy_changes_nothing(notebook: Notebook, database: Database, tmp_path: Path) -> None:
    notebook.write(None, "mine")
    (tmp_path / "copy.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedError):
        Returning(database, tmp_path / "copy.sqlite").go_back()
    assert [note.body for note in notebook.notes()] == ["mine"]
