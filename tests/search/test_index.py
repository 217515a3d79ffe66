"""The index: answers come out of it, and whatever happens to it on the disk, they stay right."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.search.index import Entry
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.word_index import WordIndex
from tests.search.asking import document_of, how_many, may_take_long, note_on

QUESTIONS = ("war", '"offensive weapons"', "peop*", "=the", "zeppelin", "cuba -weapons", "w?r", "krushchef~2", "para:5")


@contextmanager
def searching(folder: Path | None, letter: Document) -> Iterator[Searcher]:
    searcher = Searcher(folder, [letter])
    try:
        yield searcher
    finally:
        searcher.close()


def answers(searcher: Searcher) -> list[object]:
    return [searcher.ask(question, patience=60.0) for question in QUESTIONS]  # other programs may be at work


@pytest.fixture(scope="module")
def right(letter: Document) -> list[object]:
    with searching(None, letter) as searcher:
        return answers(searcher)


def entries_of(folder: Path) -> dict[str, str]:
    """Return the names and signatures of all that is in the index."""
    index = WordIndex.open(folder)
    entries = dict(entry for entry in index.entries if entry[0])
    index.close()
    return entries


def rewrite(folder: Path, entries: dict[str, str], words: Callable[[str], list[str]]) -> None:
    """Put every unit into the index anew, under its signature but with words that were not taken from it."""
    index = WordIndex.open(folder)
    put = [Entry(key, sign, words(key), [], "en") for key, sign in entries.items()]
    assert index.write(put, [])
    index.close()


def test_answers_come_before_anything_is_written_and_are_the_same(
    letter: Document, right: list[object], tmp_path: Path
) -> None:
    """The first start on a new profile: a question waits for no disk, and the index comes in the pause after it."""
    folder = tmp_path / "index"
    searcher = Searcher(folder, [letter], answers_first=True)
    assert answers(searcher) == right
    assert not folder.exists()
    while searcher.settle():
        pass
    assert len(entries_of(folder)) == len(letter.paragraphs)
    assert answers(searcher) == right
    searcher.close()


def test_a_whole_shelf_is_not_read_for_an_answer(tmp_path: Path) -> None:
    many = document_of(*(f"War number {number}." for number in range(250)))
    Searcher(tmp_path, [many], answers_first=True).close()
    assert len(entries_of(tmp_path)) == len(many.paragraphs)


def test_what_is_in_the_index_alone_is_found_and_what_is_not_in_it_is_not(letter: Document, tmp_path: Path) -> None:
    """Were the texts themselves scanned, "war" would be found in twelve paragraphs whatever the index said."""
    with searching(tmp_path, letter) as searcher:
        assert len({hit.paragraph for hit in searcher.ask("war").hits}) > 3
    entries = entries_of(tmp_path)
    assert len(entries) == len(letter.paragraphs)
    rewrite(tmp_path, entries, lambda key: ["war", "zeppelin"] if key.endswith("/17") else ["nothing"])
    with searching(tmp_path, letter) as searcher:
        assert {hit.paragraph for hit in searcher.ask("war").hits} == {"17"}
        assert {hit.paragraph for hit in searcher.ask('"war should"').hits} == set()
        assert searcher.ask("zeppelin", limit=0).total == 1  # counted in the index; no mark could be shown for it
        assert searcher.ask("zepelin").suggestion == "zeppelin"
        assert searcher.ask("peace").total == 0
    everything = {paragraph.label: folded_words(paragraph.span.cut(letter.text)) for paragraph in letter.paragraphs}
    rewrite(tmp_path, entries, lambda key: list(everything[key.rpartition("/")[2]]) if not key.endswith("/5") else [])
    with searching(tmp_path, letter) as searcher:
        found = {hit.paragraph for hit in searcher.ask("war").hits}
        assert "17" in found
        assert "5" not in found


def test_an_index_that_is_there_is_used_again(letter: Document, tmp_path: Path, right: list[object]) -> None:
    with searching(tmp_path, letter):
        before = contents(tmp_path)
    with searching(tmp_path, letter) as searcher:
        assert answers(searcher) == right
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_notes_stay_in_the_index_from_one_start_to_the_next(letter: Document, tmp_path: Path) -> None:
    notes = [note_on(letter, str(number), f"zeppelin number {number}") for number in range(450)]
    with searching(tmp_path, letter) as searcher:
        searcher.update_notes(notes)
        assert searcher.ask("zeppelin").total == 450
        while searcher.settle():
            assert searcher.ask("zeppelin", limit=5).total == 450
        assert not searcher.settle()
    assert len(entries_of(tmp_path)) == 450 + len(letter.paragraphs)
    with searching(tmp_path, letter) as searcher:
        searcher.update_notes(notes[:100])
        assert searcher.ask("zeppelin", limit=5).total == 100
        searcher.settle()
    assert len(entries_of(tmp_path)) == 100 + len(letter.paragraphs)


def test_writing_is_broken_off_wherever_it_is_and_leaves_the_index_as_it_was(letter: Document, tmp_path: Path) -> None:
    """The window closes, or a question comes: neither waits until hundreds of notes are written."""
    with searching(tmp_path, letter) as searcher:
        before = contents(tmp_path)
        searcher.update_notes([note_on(letter, str(number), f"zeppelin number {number}") for number in range(300)])
        for patience in (0, 100, 199, 200, 201, 202, 203, 205, 208):
            looks = iter(range(patience))
            assert searcher.settle(lambda looks=looks: next(looks, None) is None)  # type: ignore[misc]
            assert contents(tmp_path) == before, patience
            assert searcher.ask("zeppelin", limit=3).total == 300
        while searcher.settle():
            pass
        assert searcher.ask("zeppelin", limit=3).total == 300
    assert len(entries_of(tmp_path)) == 300 + len(letter.paragraphs)


def test_starting_again_writes_nothing_and_cuts_no_words(letter: Document, tmp_path: Path) -> None:
    notes = [note_on(letter, str(number), f"zeppelin number {number}") for number in range(450)]
    with searching(tmp_path, letter) as searcher:
        searcher.update_notes(notes)
        while searcher.settle():
            pass
    before = {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in tmp_path.rglob("*")}
    with searching(tmp_path, letter) as searcher:
        searcher.update_notes(notes)
        assert searcher.ask("zeppelin", limit=0).total == 450
        while searcher.settle():
            pass
    assert {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in tmp_path.rglob("*")} == before


def test_an_index_of_other_texts_under_the_same_names_answers_nothing_of_theirs(tmp_path: Path) -> None:
    """As when a profile is copied over another, or a text comes in a new edition."""
    with searching(tmp_path, document_of("zeppelins and war", "airships")) as searcher:
        searcher.update_notes([note_on(None, "1", "a balloon")])
        searcher.settle()
    with searching(tmp_path, document_of("peace and war", "airships")) as searcher:
        searcher.update_notes([note_on(None, "1", "a kite")])
        for _ in range(3):
            totals = [searcher.ask(word).total for word in ("zeppelin", "war", "peace", "airship", "balloon", "kite")]
            assert totals == [0, 1, 1, 1, 0, 1]
            assert [way.insertion for way in searcher.complete("zepp", 4)] == []
            searcher.settle()


FULL = """
import resource, sys
from pathlib import Path
from cca_desktop.library.edition import read_edition
from cca_desktop.storage.shipped import shipped
from cca_desktop.search.searcher import Searcher
from tests.search.asking import note_on
letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
searcher = Searcher(Path(sys.argv[1]), [letter])
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
notes = [note_on(letter, str(number), f"zeppelin number {number}") for number in range(300)]
searcher.update_notes(notes)
for _ in range(5):
    searcher.settle()
    assert searcher.ask("zeppelin", limit=3).total == 300
    assert searcher.ask("war note:*").total == 0 < searcher.ask("war").total
"""


@pytest.mark.skipif(os.name == "nt", reason="nothing there keeps a process from writing more")
def test_a_full_disk_takes_no_answer_away_and_leaves_the_old_index(
    letter: Document, tmp_path: Path, right: list[object]
) -> None:
    with searching(tmp_path, letter):
        entries = entries_of(tmp_path)
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert entries_of(tmp_path) == entries
    with searching(tmp_path, letter) as searcher:
        assert answers(searcher) == right


@may_take_long
def test_damaged_files_change_no_answer_and_are_made_again(
    letter: Document, tmp_path: Path, right: list[object]
) -> None:
    chance = random.Random(7)
    for trial in range(how_many(14, 240)):
        folder = tmp_path / str(trial)
        with searching(folder, letter):
            pass
        file = chance.choice([file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix != ".lock"])
        damage(file, chance)
        with searching(folder, letter) as searcher:
            assert answers(searcher) == right
            searcher.settle()
        assert len(entries_of(folder)) == len(letter.paragraphs)
        with searching(folder, letter) as searcher:
            assert answers(searcher) == right


def damage(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    kind = chance.choice(("cut", "flip", "noise", "gone", "empty"))
    if kind == "cut":
        del content[chance.randrange(len(content)) :]
    elif kind == "flip":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "noise":
        content[:] = chance.randbytes(len(content))
    elif kind == "empty":
        content.clear()
    file.write_bytes(content)
    if kind == "gone":
        file.unlink()


def test_a_missing_manifest_is_an_index_that_is_not_there(
    letter: Document, tmp_path: Path, right: list[object]
) -> None:
    with searching(tmp_path, letter):
        pass
    for manifest in tmp_path.rglob("manifest.json"):
        manifest.unlink()
    with searching(tmp_path, letter) as searcher:
        assert answers(searcher) == right
    assert len(list(tmp_path.rglob("manifest.json"))) == 1


@pytest.mark.skipif(os.name == "nt", reason="a user's folders are private by inheritance there")
def test_an_index_that_others_may_write_to_is_not_opened(letter: Document, tmp_path: Path) -> None:
    """The index is made of pickles: whoever can write it could run a program of his own."""
    with searching(tmp_path, letter):
        entries = entries_of(tmp_path)
    rewrite(tmp_path, entries, lambda _: ["nothing"])
    (place,) = (file.parent for file in tmp_path.rglob("manifest.json"))
    place.chmod(0o777)
    with searching(tmp_path, letter) as searcher:
        assert searcher.ask("war").total > 10
    assert place.stat().st_mode & 0o777 == 0o700


def test_indexes_of_other_versions_are_cleared_away_and_nothing_else(letter: Document, tmp_path: Path) -> None:
    old, strange = tmp_path / "0123456789abcdef", tmp_path / "mine"
    for folder in (old, strange):
        folder.mkdir()
        (folder / "file").write_bytes(b"content")
    with searching(tmp_path, letter):
        pass
    assert not old.exists()
    assert (strange / "file").exists()


def test_a_folder_that_cannot_be_written_to_is_no_trouble(
    letter: Document, tmp_path: Path, right: list[object]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with searching(tmp_path / "file", letter) as searcher:  # a file is where the folder should be
        assert answers(searcher) == right
        searcher.update_notes([note_on(letter, "1", "zeppelin")])
        searcher.settle()
        assert searcher.ask("zeppelin").total == 1


def test_a_read_only_index_is_read_and_not_written(letter: Document, tmp_path: Path, right: list[object]) -> None:
    with searching(tmp_path, letter):
        pass
    before = contents(tmp_path)
    (lock,) = tmp_path.glob("*.lock")
    lock.unlink()
    lock.mkdir()  # cannot be opened for writing, not even by the administrator, for whom no folder is read-only
    with searching(tmp_path, letter) as searcher:
        assert answers(searcher) == right
        searcher.update_notes([note_on(letter, "1", "zeppelin")])
        assert searcher.ask("zeppelin").total == 1
        searcher.settle()
        assert searcher.ask("zeppelin").total == 1
    assert contents(tmp_path) | {lock.name: b""} == before


HOLD = """
import sys
from pathlib import Path
from whoosh.util.filelock import FileLock
(place,) = (file.parent for file in Path(sys.argv[1]).rglob("manifest.json"))
lock = FileLock(str(place) + ".lock")
assert lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_while_another_process_writes_answers_are_right_and_nobody_waits(
    letter: Document, tmp_path: Path, right: list[object]
) -> None:
    with searching(tmp_path, letter):
        pass
    before = contents(tmp_path)
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdin is not None
    assert other.stdout is not None
    with other, searching(tmp_path, letter) as searcher:
        assert other.stdout.readline().strip() == b"held"
        searcher.update_notes([note_on(letter, "1", "a zeppelin")])
        assert not searcher.settle()
        assert searcher.ask("zeppelin").total == 1
        assert contents(tmp_path) == before
        other.stdin.close()
        other.wait()
        searcher.settle()
        assert searcher.ask("zeppelin").total == 1
        searcher.update_notes([])
        assert answers(searcher) == right
    assert len(entries_of(tmp_path)) == len(letter.paragraphs) + 1


def test_two_windows_on_one_folder_each_answer_from_their_own_notes(letter: Document, tmp_path: Path) -> None:
    with searching(tmp_path, letter) as one, searching(tmp_path, letter) as two:
        one.update_notes([note_on(letter, "1", "zeppelin"), note_on(letter, "2", "airship")])
        two.update_notes([note_on(letter, "1", "zeppelin zeppelin"), note_on(letter, "3", "balloon")])
        for _ in range(3):
            one.settle()
            assert [one.ask(word).total for word in ("zeppelin", "airship", "balloon")] == [1, 1, 0]
            two.settle()
            assert [two.ask(word).total for word in ("zeppelin", "airship", "balloon")] == [2, 0, 1]


KILLED = """
import os, sys, threading
from pathlib import Path
from cca_desktop.library.edition import read_edition
from cca_desktop.storage.shipped import shipped
from cca_desktop.search.searcher import Searcher
from tests.search.asking import document_of, how_many, note_on
letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
threading.Timer(float(sys.argv[2]), os._exit, (9,)).start()
for round in range(1000):
    searcher = Searcher(Path(sys.argv[1]), [letter])
    searcher.update_notes([note_on(letter, str(number), f"note {number} of {round}") for number in range(40)])
    while searcher.settle():
        pass
"""


@may_take_long
def test_a_writer_killed_at_any_moment_leaves_answers_right(
    letter: Document, tmp_path: Path, right: list[object]
) -> None:
    for trial in range(how_many(6, 100)):
        subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path), str(0.05 + 0.06 * (trial % 12))],
            cwd=Path(__file__).parent.parent.parent,
            env={**os.environ, "PYTHONPATH": "."},
            check=False,
        )
        with searching(tmp_path, letter) as searcher:
            assert answers(searcher) == right
            searcher.update_notes([note_on(letter, "1", "a zeppelin")])
            searcher.settle()
            assert searcher.ask("zeppelin").total == 1
            searcher.update_notes([])
            searcher.settle()
