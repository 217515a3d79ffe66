from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.errors import DamagedError, DiskTroubleError
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.backup import (
    KEPT,
    Kind,
    back_up,
    back_up_if_due,
    backups,
    changes_in,
    fullest_whole,
    is_whole,
    newest,
)
from cca_desktop.storage.database import Database

MONDAY = 1_790_000_000 - 1_790_000_000 % 86_400  # midnight of 21 September 2026
DAY = 86_400


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with one note."""
    file = tmp_path / "notes.sqlite"
    note(file, "one")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the copies go."""
    return tmp_path / "backups"


def note(file: Path, body: str) -> None:
    with closing(Database.open(file)) as database:
        Notebook(database, lambda _: None).write(None, body)


def bodies(copy: Path) -> list[object]:
    with closing(Database.open_as_it_is(copy)) as database:
        return [row[0] for row in database.rows("SELECT body FROM note ORDER BY created, id")]


def at(day: float) -> Callable[[], float]:
    return lambda: MONDAY + day * DAY


def test_a_copy_is_one_whole_file_that_stands_alone(file: Path, folder: Path) -> None:
    with closing(Database.open(file)) as window:  # a window is open meanwhile, and its last note is still in the WAL
        Notebook(window, lambda _: None).write(None, "two")
        copy = back_up(file, folder, Kind.DAILY, clock=at(0))
    assert copy.name == "2026-09-21T000000.000Z-daily.sqlite"
    assert is_whole(copy)
    assert bodies(copy) == ["one", "two"]
    assert list(folder.iterdir()) == [copy]


def test_copies_of_one_moment_do_not_replace_each_other(file: Path, folder: Path) -> None:
    first, second = (back_up(file, folder, Kind.DAILY, clock=at(0)) for _ in range(2))
    assert backups(folder) == [second, first]


def test_programs_that_copy_at_the_same_moment_each_make_a_copy_of_their_own(file: Path, folder: Path) -> None:
    """Two first starts after an update once wrote into one file, and one of them was turned away."""
    with ThreadPoolExecutor(6) as programs:
        made = list(programs.map(lambda _: back_up(file, folder, Kind.BY_HAND, clock=at(0)), range(12)))
    assert len(set(made)) == len(made)
    assert all(is_whole(copy) for copy in made)
    assert sorted(folder.iterdir()) == sorted(made)


def test_the_oldest_of_a_kind_goes_when_there_are_enough(file: Path, folder: Path) -> None:
    weekly = back_up(file, folder, Kind.WEEKLY, clock=at(-1))
    made = [back_up(file, folder, Kind.DAILY, clock=at(day)) for day in range(KEPT[Kind.DAILY] + 3)]
    assert backups(folder, Kind.DAILY) == made[: -KEPT[Kind.DAILY] - 1 : -1]
    assert backups(folder, Kind.WEEKLY) == [weekly]


def test_a_notebook_that_has_lost_its_notes_drives_out_no_good_copy(file: Path, folder: Path) -> None:
    note(file, "two")
    made = [back_up(file, folder, Kind.DAILY, clock=at(day)) for day in range(KEPT[Kind.DAILY])]
    file.unlink()
    note(file, "a fresh start")
    back_up(file, folder, Kind.DAILY, clock=at(8))
    assert set(made) <= set(backups(folder))


def test_a_notebook_begun_anew_gets_as_many_copies_as_the_lost_one_and_no_more(file: Path, folder: Path) -> None:
    for number in range(40):
        note(file, str(number))
    lost = [back_up(file, folder, Kind.DAILY, clock=at(day)) for day in range(KEPT[Kind.DAILY])]
    file.unlink()
    for day in range(20):
        note(file, "anew")
        assert len(back_up_if_due(file, folder, clock=at(100 + day))) > 0
    assert set(lost) <= set(backups(folder))
    assert len(backups(folder, Kind.DAILY)) == 2 * KEPT[Kind.DAILY]


@pytest.mark.parametrize("wrong_day", [9_000, -9_000])
def test_copies_made_while_the_clock_was_wrong_drive_out_none_that_hold_more(
    file: Path, folder: Path, wrong_day: int
) -> None:
    """They were let go of by their dates once: after a clock that was ahead each new copy went as it was made."""
    for day in range(KEPT[Kind.DAILY] + 2):
        note(file, "while it was wrong")
        back_up(file, folder, Kind.DAILY, clock=at(wrong_day + day))
    made = []
    for day in range(KEPT[Kind.DAILY]):
        note(file, "since it is right")
        made.append(back_up(file, folder, Kind.DAILY, clock=at(day)))
        assert made[-1].exists()
    assert set(backups(folder, Kind.DAILY)) == set(made)
    assert fullest_whole(folder) == made[-1], "it is what fills in, whatever the dates say"
    assert back_up_if_due(file, folder, clock=at(8)) == [], "nothing has changed"


def test_a_copy_a_day_and_one_a_week_are_made_when_notes_have_changed(file: Path, folder: Path) -> None:
    def kinds(day: float) -> list[str]:
        return [copy.stem.partition("Z-")[2] for copy in back_up_if_due(file, folder, clock=at(day))]

    assert kinds(0) == ["daily", "weekly"]
    assert kinds(1) == [], "nothing has changed"
    note(file, "two")
    assert kinds(0.5) == [], "there is one of today"
    assert kinds(1) == ["daily"]
    note(file, "three")
    assert kinds(7) == ["daily", "weekly"]


def test_where_there_are_no_notes_no_copy_is_due(tmp_path: Path, folder: Path) -> None:
    assert back_up_if_due(tmp_path / "nowhere.sqlite", folder) == []
    with closing(Database.open(tmp_path / "new.sqlite")):
        assert back_up_if_due(tmp_path / "new.sqlite", folder) == []


def test_a_damaged_notebook_is_not_copied_and_drives_out_no_good_copy(file: Path, folder: Path) -> None:
    good = back_up(file, folder, Kind.DAILY, clock=at(0))
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    file.write_bytes(raw)
    with pytest.raises(DamagedError, match="no copy of it was made"):
        back_up(file, folder, Kind.DAILY, clock=at(1))
    assert list(folder.iterdir()) == [good]


def test_the_fullest_whole_copy_is_found_behind_broken_ones(file: Path, folder: Path) -> None:
    assert newest(folder) is None
    whole = back_up(file, folder, Kind.DAILY, clock=at(0))
    broken = back_up(file, folder, Kind.DAILY, clock=at(1))
    broken.write_bytes(b"no database")
    (folder / "9999-my own file-daily.sqlite").write_bytes(b"")
    assert fullest_whole(folder) == whole
    assert changes_in(whole) == 1
    assert changes_in(broken) == 0


def test_a_folder_that_cannot_be_is_told_in_a_sentence(file: Path, folder: Path) -> None:
    folder.touch()
    with pytest.raises(DiskTroubleError, match=r"No copy .* The notes are safe"):
        back_up(file, folder, Kind.DAILY)
