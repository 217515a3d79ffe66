"""`cca-desktop check`: nothing wrong stays unsaid, and what can be mended is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.search.searcher import Searcher
from cca_desktop.storage.backup import Kind, back_up
from cca_desktop.storage.profile import Profile
from tests.command.calling import Outcome, call, is_one_sentence

Here = Callable[..., Outcome]


@pytest.fixture
def written(here: Here, profile: Path) -> Profile:
    """A profile with two notes in it, the first of them in a copy."""
    here("note", "--quote", "I value this.")
    at = Profile.at(profile)
    back_up(at.database_file, at.backup_folder, Kind.DAILY)
    here("note", "--quote", "the knot of war")
    return at


def damage(file: Path) -> None:
    """Overwrite the middle of a file."""
    size = file.stat().st_size
    with file.open("rb+") as raw:
        raw.seek(4096)
        raw.write(b"\x5a" * (size - 4096))


def test_a_healthy_profile_is_said_to_be_one(written: Profile) -> None:
    told = call("check", "--profile", written.folder)
    assert (told.code, told.err) == (0, "")
    assert "The notes are whole: 2 in use, 0 in the bin, 2 versions in all." in told.out.splitlines()
    assert "is just as it came" in told.out


def test_a_damaged_database_is_told_and_left_as_it_is_until_it_is_mended(here: Here, written: Profile) -> None:
    damage(written.database_file)
    before = written.database_file.read_bytes()
    told = here("check")
    assert told.code == 1
    assert "damaged" in told.out
    assert is_one_sentence(told.err)
    assert "check --repair" in told.err
    assert written.database_file.read_bytes() == before
    mended = here("check", "--repair")
    assert (mended.code, mended.err) == (0, "")
    notes = here("notes", "--json").json()["notes"]
    assert "I value this." in [note["exact"] for note in notes]
    assert here("check").code == 0
    assert before in [kept.read_bytes() for kept in written.folder.rglob("damaged/*/notes.sqlite")]


def test_a_healthy_profile_needs_no_mending(here: Here, written: Profile) -> None:
    told = here("check", "--repair")
    assert (told.code, told.err) == (0, "")
    assert len(here("notes", "--json").json()["notes"]) == 2
    assert told.out.startswith("The notes are whole; nothing needed mending.\n")
    assert not list(written.folder.glob("damaged"))


def test_a_damaged_index_is_told_and_made_anew(here: Here, written: Profile, letter: Document) -> None:
    with closing(Searcher(written.index_folder, [letter])):
        pass
    assert "The search index is whole." in here("check").out
    for file in written.index_folder.rglob("*"):
        if file.is_file() and file.name != "manifest.json":
            file.write_bytes(b"not an index")
    told = here("check")
    assert told.code == 1
    assert "The search index cannot be used" in told.out
    mended = here("check", "--repair")
    assert (mended.code, mended.err) == (0, "")
    assert "The search index was made anew." in mended.out
    assert here("check").code == 0


def test_a_repair_waits_for_the_window_to_be_closed(here: Here, written: Profile) -> None:
    lock = written.lock()
    assert lock is not None
    try:
        assert here("check").code == 0
        told = here("check", "--repair")
    finally:
        lock.release()
    assert (told.code, told.out) == (1, "")
    assert "window" in told.err
    assert is_one_sentence(told.err)


def test_notes_of_a_newer_version_are_left_alone(here: Here, written: Profile) -> None:
    with closing(sqlite3.connect(written.database_file)) as database:
        database.execute("PRAGMA user_version = 99")
    before = written.database_file.read_bytes()
    for words in (["check"], ["check", "--repair"], ["notes"], ["search", "war"], ["note", "--quote", "I value this."]):
        told = here(*words)
        assert (told.code, told.out) == (1, ""), words
        assert "newer version" in told.err
        assert is_one_sentence(told.err)
    assert written.database_file.read_bytes() == before
