"""The file of the notes swapped underneath by whoever keeps folders equal: noticed, told, and nothing of it lost."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import InUseError
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.returning import Returning
from cca_desktop.storage.backup import Kind, back_up, back_up_if_due, backups, fuller_than
from cca_desktop.storage.database import Database
from cca_desktop.storage.ground import heed
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.repair import restore

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be replaced there")


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A notebook with two notes, of which an older form with one lies elsewhere."""
    profile = Profile.at(tmp_path / "Dropbox")
    write(profile, "one")
    back_up(profile.database_file, tmp_path / "older", Kind.BY_HAND)
    write(profile, "two")
    return profile


def older(profile: Profile) -> Path:
    (copy,) = (profile.folder.parent / "older").iterdir()
    return copy


def write(profile: Profile, body: str) -> None:
    with closing(Database.open(profile.database_file)) as database:
        Notebook(database, lambda _: None).write(None, body)


def bodies(profile: Profile) -> list[str]:
    with closing(Database.open(profile.database_file)) as database:
        return [note.body for note in Notebook(database, lambda _: None).notes()]


def go_back(profile: Profile, copy: Path) -> None:
    with closing(Database.open(profile.database_file)) as database:
        Returning(database, copy).go_back()


def test_the_whole_way_back_after_another_file_was_put_in_its_place(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as window:
        notebook = Notebook(window, lambda _: None)
        notebook.write(None, "three")
        shutil.copyfile(older(profile), profile.folder / "from the cloud")
        (profile.folder / "from the cloud").replace(profile.database_file)
        with pytest.raises(InUseError, match="replaced by another"):
            notebook.write(None, "last words")
        for _ in range(5):
            with pytest.raises(InUseError, match="go back to that copy"):
                notebook.revise(notebook.notes()[-1].id, body="last words")
        assert len(backups(profile.backup_folder)) == 1, "tried again, it is rescued once"
        with pytest.raises(InUseError, match="replaced by another"):
            notebook.write(None, "the very last")
    assert bodies(profile) == ["one"]
    copy, _ = backups(profile.backup_folder)
    assert fuller_than(profile.database_file, profile.backup_folder) == copy
    go_back(profile, copy)
    assert bodies(profile) == ["one", "two", "three", "last words", "the very last"]
    assert fuller_than(profile.database_file, profile.backup_folder) is None
    assert examine_notes(profile).troubles == ()


def test_a_file_that_holds_less_is_told_of_until_it_has_a_copy_of_its_own(profile: Profile) -> None:
    """Whoever begins anew on purpose hears it once."""
    back_up_if_due(profile.database_file, profile.backup_folder, clock=lambda: 1_790_000_000.0)
    shutil.copyfile(older(profile), profile.database_file)
    assert fuller_than(profile.database_file, profile.backup_folder) is not None
    back_up_if_due(profile.database_file, profile.backup_folder, clock=lambda: 1_790_100_000.0)
    assert fuller_than(profile.database_file, profile.backup_folder) is None


def test_on_shared_ground_words_go_on_top_of_what_was_written_over_the_file_in_place(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as window:
        assert heed(window), "its folder is a cloud's"
        notebook = Notebook(window, lambda _: None)
        copy = back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
        profile.database_file.write_bytes(older(profile).read_bytes())
        notebook.write(None, "three")
        assert [note.body for note in notebook.notes()] == ["one", "three"]
    assert examine_notes(profile).troubles == ()
    go_back(profile, copy)
    assert sorted(bodies(profile)) == ["one", "two"]
    with closing(Database.open(profile.database_file)) as database:
        assert [note.body for note in Notebook(database, lambda _: None).binned()] == ["three"]


def test_a_swap_in_a_quiet_hour_is_noticed_and_the_files_are_not_mixed(profile: Profile) -> None:
    """SQLite leaves the WAL of a file that was taken away where it is, and would read it into the one that came."""
    drawer = Drawer.open(profile.database_file, lambda _: None)
    drawer.notebook.write(None, "three")
    assert not drawer.was_written_elsewhere()
    shutil.copyfile(older(profile), profile.folder / "from the cloud")
    (profile.folder / "from the cloud").replace(profile.database_file)
    with pytest.raises(InUseError, match="replaced by another"):
        drawer.was_written_elsewhere()
    drawer.close()
    assert bodies(profile) == ["one"]
    assert examine_notes(profile).troubles != (), "it holds less than its copy"
    go_back(profile, backups(profile.backup_folder)[0])
    assert bodies(profile) == ["one", "two", "three"]


def test_a_swap_that_nobody_noticed_is_noticed_when_the_file_is_closed(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as window:
        Notebook(window, lambda _: None).write(None, "three")
        profile.database_file.rename(profile.folder / "taken away")
        shutil.copyfile(older(profile), profile.database_file)
    assert bodies(profile) == ["one"]
    go_back(profile, backups(profile.backup_folder)[0])
    assert bodies(profile) == ["one", "two", "three"]


def test_a_straggler_on_a_file_that_was_mended_leaves_the_new_one_alone(profile: Profile) -> None:
    """Its WAL bears the name of the old one and is not it."""
    straggler = Database.open(profile.database_file)
    Notebook(straggler, lambda _: None).write(None, "three")
    restore(profile, older(profile))
    with closing(Database.open(profile.database_file)) as window:
        notebook = Notebook(window, lambda _: None)
        notebook.write(None, "new words")
        with pytest.raises(InUseError):
            Notebook(straggler, lambda _: None).write(None, "too late")
        straggler.close()
        notebook.write(None, "more new words")
    assert bodies(profile) == ["one", "new words", "more new words"]
    (told,) = examine_notes(profile).troubles
    assert "holds less than the copy" in told, "what came too late is in a copy"
