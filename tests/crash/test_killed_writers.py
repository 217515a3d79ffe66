"""Whatever was said to be saved is there after SIGKILL, wherever it struck."""

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).resolve().parents[2]
KILLS = 36


class Saved(NamedTuple):
    """One line in which a writer says that a note is saved."""

    note: str
    version: int
    is_retired: bool
    beginning: str


def start(folder: Path, seed: int) -> "subprocess.Popen[str]":
    writer = subprocess.Popen(
        [sys.executable, str(WRITER), str(folder), str(seed)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "started\n"
    return writer


def kill(writer: "subprocess.Popen[str]", after: int) -> list[Saved]:
    """Kill ``writer`` once it has acknowledged so many changes; return all that it has."""
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(after)]
    writer.kill()
    lines += writer.stdout.read().splitlines(keepends=True)
    writer.stdout.close()
    writer.wait()
    saved = []
    for line in lines:
        if line.endswith("\n"):  # half a line is no promise
            note, version, is_retired, beginning = line[:-1].split(" ", 3)
            saved.append(Saved(note, int(version), is_retired == "1", beginning))
    return saved


def check(profile: Profile, promised: list[Saved]) -> None:
    """Every promise is kept: the version is there in the words that were acknowledged, or a later draft of them."""
    with closing(Database.open(profile.database_file)) as database:
        assert database.complaints() == []
        notebook = Notebook(database, lambda _: None)
        latest = {saved.note: saved for saved in promised}
        for saved in latest.values():
            note = notebook.note(saved.note)
            assert note.version >= saved.version
            (kept,) = [version for version in notebook.versions(saved.note) if version.version == saved.version]
            if note.version == saved.version and note.modified == kept.modified:
                assert note == kept
            assert kept.is_retired == saved.is_retired
            assert kept.body.split(" ")[0] == saved.beginning or note.version == saved.version
    assert examine(profile).troubles == ()


def test_what_was_acknowledged_is_there_after_every_kill(tmp_path: Path) -> None:
    profile, chance = Profile.at(tmp_path), random.Random(1962)
    promised: list[Saved] = []
    for seed in range(KILLS):
        promised += kill(start(tmp_path, seed), after=chance.choice((0, 0, 1, 2, 3, 5, 8, 13, 40)))
        check(profile, promised)
    assert len({saved.note for saved in promised}) > KILLS


def test_two_writers_at_once_lose_nothing_when_both_are_killed(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path)
    writers = [start(tmp_path, seed) for seed in (1, 2)]
    promised = [kill(writer, after=30) for writer in writers]
    with closing(Database.open(profile.database_file)) as database:
        assert database.complaints() == []
        notebook = Notebook(database, lambda _: None)
        for saved in (*promised[0], *promised[1]):
            assert saved.version <= notebook.note(saved.note).version
            assert saved.version in [version.version for version in notebook.versions(saved.note)]
    assert examine(profile).troubles == ()


def test_many_programs_may_make_the_same_profile_at_once(tmp_path: Path) -> None:
    """A first start of everything at once: the file is made by whoever comes first, and nobody is turned away."""
    once = (
        "import sys; from pathlib import Path; from cca_desktop.storage.database import Database\n"
        "from cca_desktop.notes.notebook import Notebook\n"
        "sys.stdin.read(1)\n"
        "print(*Notebook(Database.open(Path(sys.argv[1])), lambda _: None).write(None, 'hello').notes)"
    )
    file = tmp_path / "new" / "notes.sqlite"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", once, str(file)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go")
        process.stdin.close()
    told = set()
    for process in started:
        assert process.stdout is not None
        told.add(process.stdout.read().strip())
        process.stdout.close()
        assert process.wait() == 0
    with closing(Database.open(file)) as database:
        assert {note.id for note in Notebook(database, lambda _: None).notes()} == told
        assert len(told) == len(started)
