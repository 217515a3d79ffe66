"""What a killed program leaves beside what it was writing is swept away, and nothing else is."""

import os
import time
from pathlib import Path

import pytest

from cca_desktop.export.folder import write_folder
from cca_desktop.storage.atomic_file import write_atomically
from cca_desktop.storage.backup import Kind, back_up
from cca_desktop.storage.database import Database
from cca_desktop.storage.leftovers import UNTOUCHED_FOR_S


def age(path: Path) -> None:
    """Let a file or folder not have been touched for a while."""
    then = time.time() - UNTOUCHED_FOR_S - 5
    os.utime(path, (then, then))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_sweeps_away_what_was_to_become_it(tmp_path: Path) -> None:
    for name in (".out.csv.123.new", ".out.csv.124.new", ".other.csv.123.new", ".out.csv.mine.new", "out.csv.123.new"):
        (tmp_path / name).touch()
        age(tmp_path / name)
    (tmp_path / ".out.csv.124.new").touch()
    write_atomically(tmp_path / "out.csv", b"whole")
    assert names_in(tmp_path) == [
        ".other.csv.123.new", ".out.csv.124.new", ".out.csv.mine.new", "out.csv", "out.csv.123.new",
    ]  # fmt: skip


def test_a_folder_sweeps_away_what_was_to_become_it_and_one_of_its_own_number(tmp_path: Path) -> None:
    for name in (".notes.1.new", ".notes.2.new", f".notes.{os.getpid()}.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.md").touch()
    age(tmp_path / ".notes.1.new")
    write_folder(tmp_path / "notes", [("a.md", b"a")])
    assert names_in(tmp_path) == [".notes.2.new", "notes"]
    assert names_in(tmp_path / "notes") == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "words.md").touch()
    (tmp_path / ".notes.1.new").symlink_to(tmp_path / "mine")
    os.utime(tmp_path / ".notes.1.new", (0, 0), follow_symlinks=False)
    write_folder(tmp_path / "notes", [("a.md", b"a")])
    assert names_in(tmp_path) == ["mine", "notes"]
    assert names_in(tmp_path / "mine") == ["words.md"]


def test_a_copy_sweeps_away_those_that_were_cut_short(tmp_path: Path) -> None:
    Database.open(tmp_path / "notes.sqlite").close()
    folder = tmp_path / "backups"
    folder.mkdir()
    cut = folder / ".2026-01-01T000000.000Z-before-import.sqlite.new"
    for path in (cut, cut.with_name(cut.name + "-journal"), folder / ".mine.new"):
        path.touch()
        age(path)
    copy = back_up(tmp_path / "notes.sqlite", folder, Kind.DAILY)
    assert names_in(folder) == [".mine.new", copy.name]
