import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import (
    DamagedError,
    DiskTroubleError,
    InUseError,
    NewerVersionError,
    NotHereError,
)
from cca_desktop.storage import migrations
from cca_desktop.storage.database import SCHEMA_VERSION, Database, storable


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "profile" / "notes.sqlite"


def content(file: Path) -> list[tuple[object, ...]]:
    with closing(Database.open(file)) as database:
        return list(database.rows("SELECT document, starts FROM place ORDER BY document"))


def put(database: Database, document: str, starts: int = 1) -> None:
    database.run("INSERT INTO place (document, starts) VALUES (?, ?)", (document, starts))


def test_the_number_of_steps_is_the_number_the_start_relies_on() -> None:
    assert len(migrations.STEPS) == SCHEMA_VERSION


def test_a_new_database_is_made_with_its_folder_and_opened_again(file: Path) -> None:
    with closing(Database.open(file)) as database, database.transaction():
        put(database, "letter", 7)
    assert content(file) == [("letter", 7)]


def _put_twice(database: Database, document: str) -> None:
    put(database, document)
    put(database, document)


def test_every_connection_writes_as_carefully_as_it_can(file: Path) -> None:
    with closing(Database.open(file)) as database:
        told = {
            name: database.rows(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "synchronous", "fullfsync", "foreign_keys", "busy_timeout", "trusted_schema")
        }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
    }


def test_a_transaction_is_done_whole_or_not_at_all(file: Path) -> None:
    with closing(Database.open(file)) as database:
        with pytest.raises(sqlite3.IntegrityError), database.transaction():
            database.run("INSERT INTO place (document, starts) VALUES ('one', 1), ('one', 2)")
        with pytest.raises(sqlite3.IntegrityError), database.transaction():
            _put_twice(database, "two")
        with database.transaction():
            put(database, "two")
    assert content(file) == [("two", 1)]


def test_a_transaction_does_not_stand_inside_another(file: Path) -> None:
    with closing(Database.open(file)) as database:
        with pytest.raises(sqlite3.OperationalError), database.transaction(), database.transaction():
            pass
        with database.transaction():
            put(database, "after")
    assert content(file) == [("after", 1)]


def test_what_another_connection_writes_is_noticed_and_what_this_one_writes_is_not(file: Path) -> None:
    with closing(Database.open(file)) as one, closing(Database.open(file)) as other:
        seen = one.version_seen()
        with one.transaction():
            put(one, "mine")
        assert one.version_seen() == seen
        with other.transaction():
            put(other, "theirs")
        assert one.version_seen() != seen


def test_a_writer_that_has_not_finished_is_told_as_such(file: Path) -> None:
    with closing(Database.open(file)) as one, closing(Database.open(file)) as other:
        other.run("PRAGMA busy_timeout = 20")
        with one.transaction(), pytest.raises(InUseError, match="Another program is writing"), other.transaction():
            pass


def test_a_full_disk_loses_nothing_that_was_saved(file: Path) -> None:
    with closing(Database.open(file)) as database:
        with database.transaction():
            put(database, "saved")
        pages = database.number("PRAGMA page_count")
        database.run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskTroubleError, match=r"is full.*What was saved before is safe"), database.transaction():
            put(database, "x" * 100_000)
        database.run("PRAGMA max_page_count = 1000000")
        with database.transaction():
            put(database, "saved later")
        assert database.complaints() == []
    assert [row[0] for row in content(file)] == ["saved", "saved later"]


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(file: Path) -> None:
    with closing(Database.open(file)) as database:
        database.run(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = file.read_bytes()
    for is_read_only in (False, True):
        with pytest.raises(NewerVersionError, match=r"newer version .* are safe"):
            Database.open(file, is_read_only=is_read_only)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "raw", [b"hello", b"x" * 5000, b"SQLite format 3\0", b"\0" * 4096, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(file: Path, raw: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(raw)
    for is_read_only in (False, True):
        with pytest.raises(DamagedError, match="check --repair"):
            Database.open(file, is_read_only=is_read_only)
    assert file.read_bytes() == raw


def test_a_database_of_another_program_is_refused_and_left_as_it_is(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as foreign:
        foreign.execute("CREATE TABLE recipe (name)")
    before = file.read_bytes()
    with pytest.raises(DamagedError, match="written by another program"):
        Database.open(file)
    assert file.read_bytes() == before


def test_an_empty_file_is_a_new_database(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    assert content(file) == []


def test_a_folder_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DiskTroubleError, match="cannot be opened or written to"):
        Database.open(tmp_path / "file" / "notes.sqlite")
    for is_read_only in (False, True):
        with pytest.raises(DiskTroubleError, match="cannot be opened or written to"):
            Database.open(tmp_path / ("n" * 300), is_read_only=is_read_only)
    (tmp_path / "notes.sqlite").mkdir()
    with pytest.raises(DiskTroubleError, match="cannot be opened or written to"):
        Database.open(tmp_path / "notes.sqlite")


def test_a_read_only_opening_reads_and_writes_nothing(file: Path) -> None:
    with pytest.raises(NotHereError, match="no notes here yet"):
        Database.open(file, is_read_only=True)
    assert not file.parent.exists()
    with closing(Database.open(file)) as database, database.transaction():
        put(database, "letter")
    with closing(Database.open(file, is_read_only=True)) as database:
        assert database.rows("SELECT document FROM place") == [("letter",)]
        with pytest.raises(DiskTroubleError, match="cannot be opened or written to"), database.transaction():
            put(database, "another")


def test_a_folder_without_room_for_shared_memory_can_still_be_read(file: Path) -> None:
    """A folder that may only be read, as root sees it: SQLite's two files beside the database cannot be made."""
    with closing(Database.open(file)) as database, database.transaction():
        put(database, "letter")
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).mkdir()
    with closing(Database.open(file, is_read_only=True)) as database:
        assert database.rows("SELECT document FROM place") == [("letter",)]
    with pytest.raises(DiskTroubleError, match="What it holds is unchanged"):
        Database.open(file)


@pytest.mark.parametrize("name", ["a b#c?d%41.db", "записки 😀.db", "half\udcff.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    with closing(Database.open(tmp_path / name)) as database, database.transaction():
        put(database, "letter")
    with closing(Database.open(tmp_path / name, is_read_only=True)) as database:
        assert database.rows("SELECT document FROM place") == [("letter",)]
    assert [entry.name for entry in tmp_path.iterdir() if not entry.name.endswith(("-wal", "-shm"))] == [name]


def test_a_file_whose_making_was_cut_short_holds_nothing_yet(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    with pytest.raises(NotHereError, match="no notes here yet"):
        Database.open(file, is_read_only=True)


@pytest.mark.parametrize("version", [0, -1, 1_000_000])
def test_a_number_that_no_version_ever_wrote_is_damage(file: Path, version: int) -> None:
    with closing(Database.open(file)) as database:
        database.run(f"PRAGMA user_version = {version}")
    for is_read_only in (False, True):
        with pytest.raises(DamagedError, match="check --repair"):
            Database.open(file, is_read_only=is_read_only)


def test_a_file_that_was_swapped_underneath_is_noticed_before_saved_is_said(file: Path) -> None:
    with closing(Database.open(file)) as database:
        with database.transaction():
            put(database, "kept")
        file.with_name("swapped").write_bytes(b"")
        file.with_name("swapped").replace(file)
        with pytest.raises(InUseError, match="replaced by another") as told, database.transaction():
            put(database, "last words")
    (rescued,) = (file.parent / "backups").iterdir()
    assert str(rescued) in str(told.value)
    assert [row[0] for row in content(rescued)] == ["kept", "last words"]


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "\u0645\u0631\u062d\u0628\u0627\u200f \u05e9\u05dc\u05d5\u05dd \u202eabc\u202c",
        "👩\u200d👩\u200d👧 e\u0301",
        "\x01\x1b\r\n",
        "",
        "x" * 10_000_000,
    ],
    ids=["nul", "right to left", "joined emoji", "control characters", "empty", "ten megabytes"],
)
def test_any_text_comes_back_as_it_was(file: Path, text: str) -> None:
    with closing(Database.open(file)) as database, database.transaction():
        put(database, text)
    assert content(file) == [(text, 1)]


def test_half_a_character_becomes_the_replacement_character() -> None:
    assert storable("a\ud83db") == "a\ufffdb"
    assert storable("\udc00") == "\ufffd"
    assert storable("x\ud83d\ude00y") == "x😀y"


def test_a_question_that_never_ends_is_stopped(file: Path) -> None:
    """A damaged table may lead SQLite round in circles; a window must not wait for it."""
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT count(*) FROM n"
    with closing(Database.open(file)) as database:
        with pytest.raises(DamagedError, match="check --repair"):
            database.rows(endless)
        assert database.complaints() == []


@pytest.mark.parametrize("is_read_only", [False, True])
def test_a_change_of_form_that_lost_its_power_is_taken_back(tmp_path: Path, *, is_read_only: bool) -> None:
    """The two files of a migration cut in the middle of writing, as the disk holds them when the power fails."""
    file, cut = tmp_path / "notes.sqlite", tmp_path / "cut.sqlite"
    with closing(Database.open(file)) as database:
        with database.transaction():
            put(database, "kept")
        database.run("PRAGMA journal_mode = DELETE")
        database.run("PRAGMA cache_size = 1")
        database.run("BEGIN IMMEDIATE")
        for number in range(100):
            put(database, f"{number} " + "x" * 10_000)
        journal = file.with_name(file.name + "-journal")
        assert journal.stat().st_size > 0
        cut.write_bytes(file.read_bytes())
        cut.with_name(cut.name + "-journal").write_bytes(journal.read_bytes())
    with closing(Database.open(cut, is_read_only=is_read_only)) as database:
        assert database.rows("SELECT document FROM place") == [("kept",)]
        assert database.complaints() == []


def test_our_own_mistake_is_not_told_as_trouble_of_the_world(file: Path) -> None:
    with closing(Database.open(file)) as database, pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.rows("SELECT * FROM nowhere")


def test_text_that_was_damaged_on_the_disk_is_told_as_such(file: Path) -> None:
    with closing(Database.open(file)) as database:
        database.run("INSERT INTO place (document, starts) VALUES (CAST(X'FF41' AS TEXT), 1)")
        with pytest.raises(DamagedError, match="check --repair"):
            database.rows("SELECT document FROM place")
