"""What is left of a notebook after the disk has damaged it."""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cca_desktop.errors import DamagedError, InUseError, KnownError, NewerVersionError
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.stamp import now, uuid7
from cca_desktop.reading.bookmark_table import BookmarkTable
from cca_desktop.reading.bookmarks import Bookmark
from cca_desktop.storage.backup import Kind, back_up, newest
from cca_desktop.storage.database import SCHEMA_VERSION, Database, companions
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.repair import repair, restore

PAGE = 4096
RELEASED = Path(__file__).parents[1] / "past_files" / "0.1.0" / "notes.db"
BODIES = [f"note {number} " + "words " * 100 for number in range(60)]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with sixty notes, ten of them revised, one in the bin."""
    profile = Profile.at(tmp_path / "profile")
    with closing(Database.open(profile.database_file)) as database:
        ticks = count(1_790_000_000_000_000_000, 1_000_000_000)
        notebook = Notebook(
            database, lambda _: None, lambda: now(lambda: next(ticks)), lambda: uuid7(next(ticks), b"damaged!")
        )
        ids = [notebook.write(None, body).notes[0] for body in BODIES]
        for note_id in ids[:10]:
            notebook.revise(note_id, tags=("revised",))
        notebook.retire(notebook.write(None, "binned").notes[0])
    return profile


def bodies(profile: Profile) -> list[str]:
    with closing(Database.open(profile.database_file)) as database:
        assert database.complaints() == []
        assert database.rows("PRAGMA foreign_key_check") == []
        return [note.body for note in Notebook(database, lambda _: None).notes()]


def damage(file: Path, change: Callable[[bytearray], None]) -> bytes:
    raw = bytearray(file.read_bytes())
    change(raw)
    file.write_bytes(raw)
    return bytes(raw)


def test_a_well_profile_is_well(profile: Profile) -> None:
    back_up(profile.database_file, profile.backup_folder, Kind.DAILY, clock=lambda: 0.0)
    health = examine(profile)
    assert health.troubles == ()
    assert health.facts == (
        "The notes are whole: 60 in use, 1 in the bin, 72 versions in all.",
        "Copies of the notes: 1; the newest is 1970-01-01T000000.000Z-daily.sqlite.",
    )
    assert repair(profile) == ["The notes are whole; nothing needed mending."]


def test_a_profile_without_notes_is_well(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path / "none")
    assert examine(profile).facts == ("There are no notes here yet.",)
    assert not profile.folder.exists()


@pytest.mark.parametrize("lost", range(1, 30, 3))
def test_a_page_lost_costs_no_note_for_each_stands_in_two_places(profile: Profile, lost: int) -> None:
    def wipe(raw: bytearray) -> None:
        raw[lost * PAGE : (lost + 1) * PAGE] = b"\xa5" * PAGE

    pages = profile.database_file.stat().st_size // PAGE
    assert lost < pages
    damaged = damage(profile.database_file, wipe)
    assert examine(profile).troubles != ()
    told = repair(profile, clock=lambda: 0.0)
    assert bodies(profile) == BODIES
    assert examine(profile).troubles == ()
    kept = profile.folder / "damaged" / "1970-01-01T000000Z" / "notes.sqlite"
    assert kept.read_bytes() == damaged
    assert str(kept.parent) in told[-1]


def test_a_lost_first_page_costs_no_note(profile: Profile) -> None:
    def wipe(raw: bytearray) -> None:
        raw[:PAGE] = bytes(PAGE)

    damage(profile.database_file, wipe)
    with pytest.raises(DamagedError):
        Database.open(profile.database_file)
    assert any("damaged" in trouble for trouble in examine(profile).troubles)
    repair(profile)
    assert bodies(profile) == BODIES


@pytest.mark.parametrize("page", [0, 4])
def test_what_another_program_said_besides_is_saved_with_its_note(profile: Profile, page: int) -> None:
    with closing(Database.open(profile.database_file)) as database:
        for table in ("note", "version"):
            database.run(f"UPDATE {table} SET besides = 'said ' || id")

    def wipe(raw: bytearray) -> None:
        raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)

    damage(profile.database_file, wipe)
    repair(profile)
    with closing(Database.open(profile.database_file)) as database:
        notes = Notebook(database, lambda _: None).notes()
        assert [note.besides for note in notes] == [f"said {note.id}" for note in notes]
        assert len(notes) == len(BODIES)


def test_bookmarks_are_saved_with_the_notes(profile: Profile) -> None:
    mark = Bookmark("a", "letter", 900, "the knot of war")
    with closing(Database.open(profile.database_file)) as database:
        BookmarkTable(database).keep(mark)

    def wipe(raw: bytearray) -> None:
        raw[:PAGE] = bytes(PAGE)

    damage(profile.database_file, wipe)
    repair(profile)
    with closing(Database.open(profile.database_file)) as database:
        assert BookmarkTable(database).bookmarks("letter").marks == (mark,)


def test_what_cannot_be_read_comes_from_the_fullest_whole_copy(profile: Profile) -> None:
    copy = back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    profile.database_file.write_bytes(b"not a database, nor any part of one")
    told = repair(profile)
    assert any(copy.name in sentence for sentence in told)
    assert bodies(profile) == BODIES


def test_notes_written_since_the_copy_are_not_lost_when_pages_are(profile: Profile) -> None:
    back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        notebook.revise(notebook.notes()[0].id, body="newer words")
        notebook.write(None, "written since")

    def wipe(raw: bytearray) -> None:
        raw[5 * PAGE : 7 * PAGE] = b"\0" * 2 * PAGE

    damage(profile.database_file, wipe)
    repair(profile)
    assert set(bodies(profile)) == {"newer words", *BODIES[1:], "written since"}


def test_a_notebook_cut_short_keeps_what_can_be_read(profile: Profile) -> None:
    def cut(raw: bytearray) -> None:
        del raw[len(raw) // 2 :]

    damage(profile.database_file, cut)
    repair(profile)
    assert len(bodies(profile)) >= len(BODIES) / 6  # each stands in the file twice, and the tables come first


def test_a_lost_file_comes_back_from_its_copy(profile: Profile) -> None:
    back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    profile.database_file.unlink()
    assert any("is missing" in trouble for trouble in examine(profile).troubles)
    repair(profile)
    assert bodies(profile) == BODIES


def test_a_file_that_was_replaced_by_an_empty_one_is_noticed_and_filled(profile: Profile) -> None:
    back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    profile.database_file.unlink()
    with closing(Database.open(profile.database_file)) as database:
        Notebook(database, lambda _: None).write(None, "written into the empty one")
    assert any("holds less than the copy" in trouble for trouble in examine(profile).troubles)
    repair(profile)
    assert sorted(bodies(profile)) == sorted([*BODIES, "written into the empty one"])
    assert examine(profile).troubles == ()
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        while notebook.what_undo_would_do() and notebook.undo():
            pass
    assert bodies(profile) == ["written into the empty one"], "undo does not take it for the first note of the copy"


def test_a_note_that_differs_from_its_last_version_is_noticed(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as database:
        database.run("UPDATE note SET version = 0, body = 'garbled' WHERE body = ?", (BODIES[20],))
    assert examine(profile).troubles == ("1 note is not what the last version says.",)
    repair(profile)
    assert bodies(profile) == BODIES


def test_mending_needs_the_notes_to_itself(profile: Profile) -> None:
    held = profile.lock()
    assert held is not None
    with pytest.raises(InUseError, match="is open on these notes"):
        repair(profile)
    with pytest.raises(InUseError, match="is open on these notes"):
        restore(profile, profile.database_file)
    held.release()


def test_the_notes_of_a_newer_version_are_not_mended(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as database:
        database.run(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = profile.database_file.read_bytes()
    with pytest.raises(NewerVersionError):
        repair(profile)
    assert profile.database_file.read_bytes() == before


def test_whoever_had_the_file_open_is_not_told_that_a_note_was_saved(profile: Profile) -> None:
    copy = back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    with closing(Database.open(profile.database_file)) as writer:
        restore(profile, copy)
        with pytest.raises(InUseError, match="replaced by another"):
            Notebook(writer, lambda _: None).write(None, "into a file that is gone")
    assert bodies(profile) == BODIES
    assert any("holds less than the copy" in trouble for trouble in examine(profile).troubles)
    repair(profile)
    assert bodies(profile) == [*BODIES, "into a file that is gone"]


def test_a_copy_can_be_gone_back_to_and_the_present_is_kept(profile: Profile) -> None:
    copy = back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    with closing(Database.open(profile.database_file)) as database:
        Notebook(database, lambda _: None).write(None, "later")
    kept = restore(profile, copy)
    assert bodies(profile) == BODIES
    assert copy.exists()
    with closing(Database.open(kept / "notes.sqlite")) as database:
        assert Notebook(database, lambda _: None).notes()[-1].body == "later"


def test_a_broken_copy_is_not_gone_back_to(profile: Profile) -> None:
    copy = back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    copy.write_bytes(copy.read_bytes()[:5000])
    assert examine(profile).troubles == (f"The copy {copy.name} is damaged.",)
    with pytest.raises(DamagedError, match="Your notes are as they were"):
        restore(profile, copy)
    assert bodies(profile) == BODIES


def test_what_is_broken_beside_the_notes_is_put_out_of_the_way(profile: Profile) -> None:
    copy = back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    copy.write_bytes(b"broken")
    profile.settings_file.write_text("{")
    assert len(examine(profile).troubles) == 2
    told = repair(profile, clock=lambda: 0.0)
    kept = profile.folder / "damaged" / "1970-01-01T000000Z"
    assert told[:2] == [
        f"The file {copy.name} cannot be read, and was put out of the way.",
        "The file settings.json cannot be read, and was put out of the way.",
    ]
    assert str(kept) in told[-1]
    assert (kept / copy.name).read_bytes() == b"broken"
    assert examine(profile).troubles == ()
    assert bodies(profile) == BODIES


damages = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 3 * PAGE) | st.integers(1, 30), st.integers(0, 255)),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages)
def test_whatever_is_damaged_mending_ends_with_a_whole_notebook(
    profile: Profile, damages: list[tuple[float, int, int]]
) -> None:
    """With a copy at hand every note of it is there, wherever the damage lies, and nothing takes for ever."""
    copy = newest(profile.backup_folder) or back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    raw = bytearray(copy.read_bytes())
    for start, length, byte in damages:
        at = int(start * len(raw))
        raw[at : at + length] = bytes([byte]) * min(length, len(raw) - at)
    for part in companions(profile.database_file):
        part.unlink(missing_ok=True)
    profile.database_file.write_bytes(raw)
    with suppress(KnownError), closing(Database.open(profile.database_file)) as database:
        Notebook(database, lambda _: None).notes()
    repair(profile)
    assert examine(profile).troubles == ()
    assert set(bodies(profile)) >= set(BODIES)


def test_a_garbled_table_of_contents_costs_no_note(profile: Profile) -> None:
    def garble(raw: bytearray) -> None:
        for name in (b"modified TEXT", b"CREATE INDEX"):
            at = raw.index(name)
            raw[at : at + 3] = b"\xff\xff\xff"

    damage(profile.database_file, garble)
    repair(profile)
    assert sorted(bodies(profile)) == sorted(BODIES)


def test_a_note_garbled_where_sqlite_sees_nothing_comes_back_from_its_version(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as database:
        database.run("UPDATE note SET tags = 'BBBB' WHERE body = ?", (BODIES[30],))
        with pytest.raises(DamagedError, match="makes no sense"):
            Notebook(database, lambda _: None).notes()
    assert len(examine(profile).troubles) == 1
    repair(profile)
    assert bodies(profile) == BODIES


def test_a_note_garbled_wherever_it_stands_keeps_what_can_be_read_of_it(profile: Profile) -> None:
    with closing(Database.open(profile.database_file)) as database:
        for table in ("note", "version"):
            database.run(f"UPDATE {table} SET tags = CAST(X'FF42' AS TEXT) WHERE body = ?", (BODIES[30],))
    repair(profile)
    assert sorted(bodies(profile)) == sorted(BODIES)


def test_what_an_older_copy_does_not_know_of_a_note_comes_from_the_damaged_file(tmp_path: Path) -> None:
    """The copy from before a change of form lacks what that step added; the damaged file has it."""
    profile = Profile.at(tmp_path / "profile")
    profile.backup_folder.mkdir(parents=True)
    shutil.copyfile(RELEASED, profile.database_file)
    shutil.copyfile(RELEASED, profile.backup_folder / "2026-01-01T000000.000Z-daily.sqlite")
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        first, second = notebook.notes()[:2]
        notebook.revise(first.id, motivation="questioning")
        database.run("UPDATE note SET creator = 'me' WHERE id = ?", (second.id,))
        database.run("UPDATE version SET creator = 'me' WHERE id = ?", (second.id,))
        database.run("UPDATE note SET tags = 'garbled' WHERE id = ?", (first.id,))
    repair(profile)
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        assert [(note.motivation, note.creator) for note in notebook.notes()] == [
            ("questioning", ""),
            ("commenting", "me"),
            ("commenting", ""),
            ("commenting", ""),
        ]
    assert examine(profile).troubles == ()


def test_what_later_steps_have_added_is_saved_as_well(profile: Profile) -> None:
    def wipe(raw: bytearray) -> None:
        raw[9 * PAGE : 10 * PAGE] = b"\xa5" * PAGE

    with closing(Database.open(profile.database_file)) as database:
        for table in set(database.tables()) - {"note", "version", "change"}:
            columns = database.rows(f"PRAGMA table_info({table})")
            kinds: dict[str, int | bytes] = {"INTEGER": 5, "BLOB": b"kept"}
            values = [kinds.get(str(row[2]), "kept") for row in columns]
            database.run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", values)
        tables = {table: database.rows(f"SELECT * FROM {table}") for table in database.tables()}
    damage(profile.database_file, wipe)
    repair(profile)
    with closing(Database.open(profile.database_file)) as database:
        for table, rows in tables.items():
            assert len(database.rows(f"SELECT * FROM {table}")) == len(rows), table


def test_a_letter_that_is_none_any_more_is_noticed_in_the_oldest_version_and_filled_in(profile: Profile) -> None:
    """SQLite's own check finds nothing wrong with it, and yet the versions of that note could not be read any more."""
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        note_id = notebook.write(None, "слово, die Wörter").notes[0]
        notebook.revise(note_id, body="later words")
    back_up(profile.database_file, profile.backup_folder, Kind.DAILY)
    with closing(Database.open(profile.database_file)) as database:
        database.run(
            "UPDATE version SET body = CAST(x'd1ff' || CAST(body AS BLOB) AS TEXT) WHERE id = ? AND version = 1",
            (note_id,),
        )
        assert database.complaints() == []
    assert any("make no sense" in trouble for trouble in examine(profile).troubles)
    repair(profile)
    assert examine(profile).troubles == ()
    with closing(Database.open(profile.database_file)) as database:
        versions = Notebook(database, lambda _: None).versions(note_id)
    assert [version.body for version in versions] == ["слово, die Wörter", "later words"]
