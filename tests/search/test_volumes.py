"""A large library lies in volumes on the disk: its answers are those of memory, whatever happens to the files."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import overload

import pytest

from cca_desktop.library.document import Document
from cca_desktop.search.index import lock_at
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.volumes import are_whole
from tests.search.asking import document_of, first_on_shelf, how_many, may_take_long, note_on

QUESTIONS = (
    "war", '"offensive weapons"', "peop*", "=the", "zeppelin", "cuba -weapons", "w?r", "krushchef~2", "para:5",
    "crisis", '"of the', "*sile*", '"war peace"~5', "/wa./", "title:span", "misil", "мир*", "author:ann",
    "(war OR guerra) -the",
)  # fmt: skip
SPANISH = document_of("La crisis de los misiles.", "Guerra y paz, corazón.", name="spanish", language="es")
RUSSIAN = document_of("Война и мир. Миру — мир!", "", "Ёлка.", name="russian", language="ru")


@contextmanager
def searching(folder: Path | None, documents: Sequence[Document], most_in_memory: int = 0) -> Iterator[Searcher]:
    searcher = Searcher(folder, [first_on_shelf(), *documents], most_in_memory=most_in_memory)
    try:
        yield searcher
    finally:
        searcher.close()


def answers(searcher: Searcher) -> list[object]:
    told: list[object] = []
    for question in QUESTIONS:
        told.append(searcher.ask(question, patience=60.0))
        told.append(searcher.ask(question, patience=60.0, by_relevance=True))
        told.append(searcher.ask(question, patience=60.0, limit=3))
    return told


def volumes_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.volumes/*.volume"))


def left_over_in(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("*.volumes/*") if file.suffix != ".volume"]


@pytest.fixture(scope="module")
def shelf(letter: Document) -> list[Document]:
    return [SPANISH, letter, RUSSIAN]


@pytest.fixture(scope="module")
def right(shelf: list[Document]) -> list[object]:
    with searching(None, shelf) as searcher:
        return answers(searcher)


def test_what_is_not_taken_up_yet_is_told_and_not_passed_over(tmp_path: Path, shelf: list[Document]) -> None:
    with searching(tmp_path, shelf) as searcher:
        answer = searcher.ask("war")
        assert (answer.total, answer.total_is_floor) == (0, True)
        assert answer.notices == ("3 documents are still being taken up; their hits come when that is done.",)
        assert searcher.concordance("war").total_is_floor
        searcher.make_ready()
        answer = searcher.ask("war")
        assert answer.total > 10
        assert not answer.total_is_floor
        assert answer.notices == ()


def test_answers_are_those_of_memory_now_and_at_the_next_start(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    with searching(tmp_path, shelf) as searcher:
        searcher.make_ready()
        assert answers(searcher) == right
    assert len(volumes_in(tmp_path)) == 1
    assert left_over_in(tmp_path) == []
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    with searching(tmp_path, shelf) as searcher:
        assert answers(searcher) == right
        while searcher.settle():
            pass
        assert answers(searcher) == right
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_lines_hits_and_completions_are_those_of_memory(tmp_path: Path, shelf: list[Document]) -> None:
    notes = [note_on(shelf[1], "1", "a zeppelin over Cuba", at=400), note_on(SPANISH, "2", "guerra", at=3)]
    with searching(tmp_path, shelf) as searcher, searching(None, shelf) as memory:
        searcher.make_ready()
        for one in (searcher, memory):
            one.update_notes(notes)
        for question in ("war", '"of the', "guerra"):
            assert searcher.concordance(question) == memory.concordance(question)
            assert list(searcher.stream(question)) == list(memory.stream(question))
        for typed in ("pea", "miss", "author:", "title:The", "cora"):
            assert searcher.complete(typed, len(typed)) == memory.complete(typed, len(typed))
        assert searcher.ask("war", document="spanish").total == 0
        assert searcher.ask("guerra", document="spanish") == memory.ask("guerra", document="spanish")


def test_documents_that_are_read_only_when_asked_for_are_not_kept(tmp_path: Path) -> None:
    class Lazy(Sequence[Document]):
        """Documents that are made when they are asked for."""

        made = 0

        def __len__(self) -> int:
            return 40

        @overload
        def __getitem__(self, place: int) -> Document: ...
        @overload
        def __getitem__(self, place: slice) -> Sequence[Document]: ...

        def __getitem__(self, place: int | slice) -> Document | Sequence[Document]:
            assert isinstance(place, int)
            if place >= len(self):
                raise IndexError(place)
            Lazy.made += 1
            return document_of(f"war and number{place}", "peace", name=f"made {place}")

    with searching(tmp_path, []):
        pass
    library = Lazy()
    searcher = Searcher(tmp_path, library, most_in_memory=0)
    searcher.make_ready()
    made = Lazy.made
    assert searcher.ask("war", patience=60.0).total == 40
    assert [hit.document for hit in searcher.ask("number7").hits] == ["made 7"]
    assert Lazy.made == made
    searcher.close()


def test_a_document_that_has_changed_or_left_is_no_longer_found_as_it_was(tmp_path: Path) -> None:
    with searching(tmp_path, [document_of("a zeppelin", name="one"), document_of("a balloon", name="two")]) as searcher:
        searcher.make_ready()
        assert [searcher.ask(word).total for word in ("zeppelin", "balloon", "kite")] == [1, 1, 0]
    with searching(tmp_path, [document_of("a kite", name="one")]) as searcher:
        assert [searcher.ask(word).total for word in ("zeppelin", "balloon", "kite")] == [0, 0, 0]
        searcher.make_ready()
        assert [searcher.ask(word).total for word in ("zeppelin", "balloon", "kite")] == [0, 0, 1]
    assert len(volumes_in(tmp_path)) == 1  # nothing in the old one counts


def test_documents_come_in_the_order_of_the_shelf_whatever_the_volumes(tmp_path: Path) -> None:
    documents = [document_of(f"war number{place}", name=f"text {place}") for place in range(12)]
    with searching(tmp_path, documents[::2]) as searcher:
        searcher.make_ready()
    with searching(tmp_path, documents[::-1]) as searcher:
        searcher.make_ready()
        found = [hit.document for hit in searcher.ask("war", patience=60.0).hits]
        assert found == [document.id for document in documents[::-1]]
        assert [hit.document for hit in searcher.ask('"war number', limit=5, patience=60.0).hits] == found[:5]


def test_a_library_that_grows_day_by_day_does_not_end_in_ever_more_volumes(tmp_path: Path) -> None:
    documents = [document_of(f"war number{place}", name=f"text {place}") for place in range(14)]
    for count in range(1, len(documents) + 1):
        with searching(tmp_path, documents[:count]) as searcher:
            searcher.make_ready()
            assert searcher.ask("war", patience=60.0).total == count
    assert len(volumes_in(tmp_path)) <= 8


def test_what_was_held_in_memory_goes_into_a_volume_with_what_does_not_go_into_memory(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    with searching(tmp_path, shelf, most_in_memory=100) as searcher:
        assert searcher.ask("guerra").total == 1
        assert searcher.ask("war").total == 0
        while searcher.settle():
            pass
        assert answers(searcher) == right
    with searching(tmp_path, shelf, most_in_memory=100) as searcher:
        while searcher.settle():
            pass
        assert answers(searcher) == right
    assert len(volumes_in(tmp_path)) == 1


def test_while_another_program_writes_the_notes_volumes_are_made_all_the_same(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    with searching(tmp_path, shelf, most_in_memory=100):
        pass
    (file,) = tmp_path.glob("*.lock")
    lock = lock_at(file)
    assert lock.acquire()
    with searching(tmp_path, shelf, most_in_memory=100) as searcher:
        searcher.make_ready()
        assert answers(searcher) == right
    lock.release()


def test_an_unfinished_volume_leaves_nothing_behind(tmp_path: Path, shelf: list[Document], right: list[object]) -> None:
    with searching(tmp_path, shelf) as searcher:
        searcher.settle(lambda: True)  # one step
        assert left_over_in(tmp_path)
    assert left_over_in(tmp_path) == []
    assert volumes_in(tmp_path) == []
    with searching(tmp_path, shelf) as searcher:
        while searcher.ask("war").total_is_floor:
            searcher.settle(lambda: True)  # somebody types all the time
        assert answers(searcher) == right


KILLED = """
import os, sys, threading
from pathlib import Path
from cca_desktop.search.searcher import Searcher
from tests.search.asking import document_of, first_on_shelf
documents = [
    document_of(*(f"war and word{place}x{line}" for line in range(9)), name=f"text {place}") for place in range(30)
]
threading.Timer(float(sys.argv[2]), os._exit, (9,)).start()
for round in range(1000):
    changed = [document_of(f"round{round}", name=f"text {round % 30}"), *documents]
    searcher = Searcher(Path(sys.argv[1]), [first_on_shelf(), *changed[: 10 + round % 20]], most_in_memory=0)
    searcher.make_ready()
    searcher.close()
"""


def in_another_process(program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-X", "dev", "-c", program, *map(str, arguments)],  # it tells of a file nobody closed
        cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )


@may_take_long
def test_a_program_killed_at_any_moment_leaves_answers_right(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    for trial in range(how_many(6, 100)):
        in_another_process(KILLED, tmp_path, 0.25 + 0.07 * (trial % 12))
        with searching(tmp_path, shelf) as searcher:
            searcher.make_ready()
            assert answers(searcher) == right
        assert left_over_in(tmp_path) == []


FULL = """
import resource, sys
from pathlib import Path
from cca_desktop.search.searcher import Searcher
from tests.search.asking import document_of, first_on_shelf
documents = [document_of(*["war and peace " * 20] * 20, name=f"text {place}") for place in range(10)]
searcher = Searcher(Path(sys.argv[1]), [first_on_shelf(), *documents], most_in_memory=0)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
searcher.make_ready()
answer = searcher.ask("war", limit=3, patience=60.0)
assert (answer.total, answer.total_is_floor) == (4000, False), answer
searcher.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="nothing there keeps a process from writing more")
def test_on_a_full_disk_the_library_is_searched_in_memory(tmp_path: Path) -> None:
    told = in_another_process(FULL, tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert volumes_in(tmp_path) == []
    assert left_over_in(tmp_path) == []


def test_where_nothing_can_be_written_the_library_is_searched_in_memory(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with searching(tmp_path / "file", shelf) as searcher:  # a file is where the folder should be
        searcher.make_ready()
        assert answers(searcher) == right


def test_a_library_whose_folder_is_read_only_is_read(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    with searching(tmp_path, shelf) as searcher:
        searcher.make_ready()
    files = [file for volume in volumes_in(tmp_path) for file in (*volume.iterdir(), volume)]
    for file in files:
        file.chmod(0o500 if file.is_dir() else 0o400)
    with searching(tmp_path, shelf) as searcher:
        assert answers(searcher) == right
    for file in files:
        file.chmod(0o700)


@may_take_long
def test_damaged_volumes_change_no_answer_and_are_made_again(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    chance = random.Random(7)
    for _ in range(how_many(14, 240)):
        with searching(tmp_path, shelf) as searcher:
            searcher.make_ready()
            assert answers(searcher) == right
        (volume,) = volumes_in(tmp_path)
        damage(chance.choice(sorted(volume.iterdir())), chance)
    with searching(tmp_path, shelf) as searcher:
        searcher.make_ready()
        assert answers(searcher) == right


def damage(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    kind = chance.choice(("cut", "flip", "noise", "gone")) if content else "gone"
    if kind == "cut":
        del content[chance.randrange(len(content)) :]
    elif kind == "flip":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "noise":
        content[:] = chance.randbytes(len(content))
    file.write_bytes(content)
    if kind == "gone":
        file.unlink()


@pytest.mark.skipif(os.name == "nt", reason="a user's folders are private by inheritance there")
def test_a_volume_that_others_may_write_to_is_not_opened(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    """The index is made of pickles: whoever can write it could run a program of his own."""
    with searching(tmp_path, shelf) as searcher:
        searcher.make_ready()
    (volume,) = volumes_in(tmp_path)
    assert are_whole(volume.parent)
    volume.chmod(0o777)
    assert not are_whole(volume.parent)
    assert volume.exists()
    with searching(tmp_path, shelf) as searcher:
        assert not volume.exists()
        searcher.make_ready()
        assert answers(searcher) == right


def test_two_programs_may_make_volumes_of_one_library_at_once(
    tmp_path: Path, shelf: list[Document], right: list[object]
) -> None:
    with searching(tmp_path, shelf) as one, searching(tmp_path, shelf) as two:
        for searcher in (one, two):
            searcher.settle(lambda: True)
        with searching(tmp_path, shelf) as three:  # which takes none of theirs for left behind
            three.make_ready()
        for searcher in (one, two):
            searcher.make_ready()
            assert answers(searcher) == right
    assert len(volumes_in(tmp_path)) == 3
    with searching(tmp_path, shelf) as searcher:
        assert answers(searcher) == right
    assert len(volumes_in(tmp_path)) == 1


def test_what_a_program_that_is_no_more_has_left_is_cleared_away(tmp_path: Path, shelf: list[Document]) -> None:
    with searching(tmp_path, shelf) as searcher:
        searcher.make_ready()
    (volume,) = volumes_in(tmp_path)
    for name in ("0011", "2233"):
        (volume.parent / f"{name}.making").mkdir()
        (volume.parent / f"{name}.making" / "texts").write_bytes(b"half a text")
    lock = lock_at(volume.parent / "2233.lock")
    assert lock.acquire()
    with searching(tmp_path, shelf):
        assert sorted(left_over_in(tmp_path)) == ["2233.lock", "2233.making"]
    lock.release()
    with searching(tmp_path, shelf):
        assert left_over_in(tmp_path) == []
