"""What is said of notes before they come in."""

from pathlib import Path

from cca_desktop.notes.belongings import Belongings
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.ui.dialogs.arriving import told_of_profile


def test_what_would_go_into_the_bin_or_come_back_from_it_is_said_before(tmp_path: Path) -> None:
    """No note may vanish from the list without a word because it was retired on the other machine."""
    here, away = Database.open(tmp_path / "here.sqlite"), Database.open(tmp_path / "away.sqlite")
    ours, theirs = Notebook(here, lambda _: None), Notebook(away, lambda _: None)
    kept, retired, restored, both_binned = (theirs.write(None, body).notes[0] for body in ("a", "b", "c", "d"))
    theirs.retire(restored)
    theirs.retire(both_binned)
    Joining(here, away.file).join()
    theirs.retire(retired)
    theirs.restore(restored)
    theirs.restore(both_binned)
    theirs.retire(both_binned)
    theirs.revise(kept, body="a, longer")
    steps = Joining(here, away.file).steps()
    assert told_of_profile("x.zip", steps, Belongings())[1:] == [
        "Retired there, and laid in the bin here: 1.",
        "In use there, and back from the bin here: 1.",
    ]
    Joining(here, away.file).join()
    assert {note.id for note in ours.notes()} == {kept, restored}
    here.close()
    away.close()
