"""Whatever a release of the past has written, the present one opens, with everything in it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.notes.history import Deed
from cca_desktop.notes.notebook import Notebook
from cca_desktop.reading.place_table import PlaceTable
from cca_desktop.settings import Settings
from cca_desktop.storage.database import SCHEMA_VERSION, Database
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.settings_file import load
from tests.past_files.make_profile import make

RELEASES = ("0.1.0",)
HERE = Path(__file__).parent


@pytest.fixture(params=RELEASES)
def profile(request: pytest.FixtureRequest, tmp_path: Path) -> Profile:
    """A copy of the profile that a release has left."""
    shutil.copytree(HERE / request.param, tmp_path / "profile")
    profile = Profile.at(tmp_path / "profile")
    (profile.folder / "notes.db").rename(profile.database_file)
    return profile


def test_a_past_notebook_is_read_without_being_rewritten(profile: Profile, letter: Document) -> None:
    before = profile.database_file.read_bytes()
    with closing(Database.open(profile.database_file, is_read_only=True)) as database:
        assert database.version() == SCHEMA_VERSION
        notebook = Notebook(database, lambda _: letter.text)
        assert [one.state for one in notebook.placed(letter)] == ["found", "found", "free", "free"]
        assert [note.motivation for note in notebook.notes()] == ["commenting"] * 4
    assert profile.database_file.read_bytes() == before


def check(profile: Profile, letter: Document) -> None:
    with closing(Database.open(profile.database_file)) as database:
        assert database.version() == SCHEMA_VERSION
        notebook = Notebook(database, lambda _: letter.text)
        placed = notebook.placed(letter)
        assert [(one.state, one.span.cut(letter.text) if one.span else "", one.note.body) for one in placed] == [
            ("found", "offensive weapons", "*Offensive* to whom?"),
            ("found", "the knot of war", "The image of the whole letter. См. ¶ 27 😀\n\n- a list"),
            ("free", "", "About the letter as a whole."),
            ("free", "", "About nothing, revised."),
        ]
        assert [one.note.tags for one in placed] == [("question",), ("image", "war"), (), ()]
        assert [one.note.colour for one in placed] == ["pink", "yellow", "blue", "yellow"]
        assert [note.body for note in notebook.binned()] == ["In the bin."]
        free = placed[-1].note
        assert free.created == "2026-09-21T14:13:26.000Z"
        assert [version.body for version in notebook.versions(free.id)] == [
            "About nothing in particular.",
            "About nothing, revised.",
            "About nothing, revised.",
            "About nothing, revised.",
        ]
        assert notebook.what_redo_would_do() == Deed("retire", 1)
        assert notebook.what_undo_would_do() == Deed("retire", 1)
        assert PlaceTable(database).place(letter.id) == 5000
    assert load(profile.settings_file) == Settings(theme="sepia", text_scale=125, is_left_open=False)
    assert examine(profile).troubles == ()


def test_everything_a_past_release_has_written_is_there(profile: Profile, letter: Document) -> None:
    check(profile, letter)


def test_a_past_notebook_can_be_written_on_in(profile: Profile, letter: Document) -> None:
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: letter.text)
        while notebook.undo():
            pass
        assert notebook.notes() == []
        while notebook.redo():
            pass
        notebook.write(None, "new words")
    assert examine(profile).troubles == ()


def test_what_this_release_leaves_is_what_will_be_kept_of_it(tmp_path: Path, letter: Document) -> None:
    make(tmp_path)
    check(Profile.at(tmp_path), letter)
