"""What the world does to a reader's things: a clear sentence, and nothing lost."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cca_desktop.storage.profile import Profile
from tests.command.calling import ROOT, Outcome, call, command, environment, is_one_sentence

Here = Callable[..., Outcome]
READING = (["search", "war"], ["notes"], ["notes", "--json"])
WRITING = ["note", "--quote", "I value this."]
SEED = "khrushchev-1962-10-26.txt"


@pytest.mark.parametrize("words", [*READING, WRITING, ["check"], ["check", "--repair"]], ids=" ".join)
def test_a_profile_that_is_a_file_is_told(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "letter.txt").write_text("words")
    ended = call(*words, "--profile", tmp_path / "letter.txt")
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err
    assert (tmp_path / "letter.txt").read_text() == "words"


@pytest.mark.skipif(os.name == "nt", reason="needs a place where nobody can write")
@pytest.mark.parametrize("folder", ["/dev/null/profile", "/proc/profile"])
def test_a_folder_that_cannot_be_made_is_told(folder: str) -> None:
    ended = call(*WRITING, "--profile", folder)
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err
    assert "--profile" in ended.err
    assert call("search", "war", "--profile", folder).code in (0, 1)


@pytest.mark.skipif(os.name == "nt" or not os.geteuid(), reason="needs a folder that one may not write in")
def test_a_folder_that_may_not_be_written_in_is_read_all_the_same(here: Here, profile: Path) -> None:
    here(*WRITING)
    for part in (*profile.rglob("*"), profile):
        part.chmod(0o500 if part.is_dir() else 0o400)
    try:
        assert len(here("notes", "--json").json()["notes"]) == 1
        ended = here(*WRITING)
    finally:
        profile.chmod(0o700)
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err


@pytest.mark.parametrize("content", [b"\x00" * 5_000, b"SQLite format 3\x00", b"To Kennedy: ", b"PK\x03\x04" * 2_000])
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(here: Here, profile: Path, content: bytes) -> None:
    profile.mkdir()
    Profile.at(profile).database_file.write_bytes(content)
    for words in (*READING, WRITING):
        ended = here(*words)
        assert (ended.code, ended.out) == (1, ""), words
        assert is_one_sentence(ended.err), ended.err
    assert Profile.at(profile).database_file.read_bytes() == content


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as a wheel lays it down: seeds and resources within the package."""
    root = tmp_path_factory.mktemp("site-packages")
    for name, to in (("cca_desktop", ""), ("seeds", "cca_desktop"), ("resources", "cca_desktop")):
        shutil.copytree(ROOT / name, root / to / name)
    return root


@pytest.fixture
def seed(installed: Path) -> Iterator[Path]:
    """The letter's text in that program; it is put back afterwards."""
    text = installed / "cca_desktop" / "seeds" / SEED
    content = text.read_bytes()
    yield text
    text.write_bytes(content)


def call_installed(installed: Path, *words: str | Path) -> Outcome:
    env = environment(PYTHONPATH=str(installed), QT_QPA_PLATFORM="offscreen")
    ended = subprocess.run(command(*words), capture_output=True, cwd=installed, env=env, timeout=60, check=False)
    return Outcome(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def test_the_program_works_as_a_wheel_lays_it_down(installed: Path, profile: Path) -> None:
    assert call_installed(installed, *WRITING, "--profile", profile).code == 0
    assert call_installed(installed, "search", "war", "--json", "--profile", profile).json()["total"] > 0


@pytest.mark.parametrize("what", ["missing", "altered"])
def test_a_letter_that_is_not_as_it_came_is_never_silently_read(
    here: Here, installed: Path, seed: Path, profile: Path, what: str
) -> None:
    written = here(*WRITING).out.strip()
    if what == "missing":
        seed.unlink()
    else:
        seed.write_bytes(seed.read_bytes().replace(b"Cuba", b"Kuba", 1))
    for words in (["search", "war"], ["documents"], ["cite"], [*WRITING]):
        ended = call_installed(installed, *words, "--profile", profile)
        assert (ended.code, ended.out) == (1, ""), words
        assert is_one_sentence(ended.err), ended.err
        assert SEED in ended.err
    checked = call_installed(installed, "check", "--profile", profile)
    assert checked.code == 1
    assert SEED in checked.out
    assert is_one_sentence(checked.err)
    # The notes come out all the same, with the words they are about.
    ended = call_installed(installed, "notes", "--json", "--profile", profile)
    assert ended.code == 0
    assert is_one_sentence(ended.err)
    assert [(note["id"], note["exact"]) for note in ended.json()["notes"]] == [(written, "I value this.")]


def test_the_selftest_of_an_altered_installation_fails_and_says_where(
    installed: Path, seed: Path, tmp_path: Path
) -> None:
    seed.write_bytes(seed.read_bytes() + b" ")
    ended = call_installed(installed, "selftest", tmp_path / "report.json")
    assert ended.code == 1
    assert "Failed: read" in ended.out
    assert '"ok": false' in (tmp_path / "report.json").read_text().splitlines()[1]
