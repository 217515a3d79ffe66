"""Half-typed, broken and malicious questions: each has an answer, in time, and leaves the index unhurt."""

import gc
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.search.answer import Answer
from cca_desktop.search.searcher import Searcher
from tests.search.asking import how_many, may_take_long, note_on, with_volumes

LONGEST_S = 0.1  # of this thread's own time: other programs are not the question's fault
PIECES = (
    '"', "“", "”", "(", ")", "AND ", "OR ", "NOT ", "-", "=", "*", "?", "~", "~2", "~99", "/", "\\", "note:", "tag:",
    "para:", "date:", "date:1962", "author:", "title:", "colour:", "..", "[a TO ", "{", "^2", "|", "&&", "+", "<", ">",
    "war", "peace ", "offens", "the of and ", "é", "й", "🙂", "👨‍👩‍👧", "שלום", "\u202e", "\u200f", "\x00", "\x1b[2J",
    "\ud83d", "\udcff", "'", "’", "a", " ", "\n", "9" * 30, "(?:a{1,99})+", ".*", "(a+)+$", "[^", "\\1", "(?<=", "$",
)  # fmt: skip
GIANTS = (
    "[a TO " * 1600, "x" * 10_000, "(" * 10_000, '"' * 10_000, "a* " * 400, "w?r " * 40, "*a*e*i* " * 32, "the~2 " * 32,
    '"the of and to"~99 ' * 32, "/(a+)+$/ " * 20, "/.*.*.*.*x/ " * 20, '"the of ' * 100, "-the " * 40, "note:" * 200,
    "/(?:(?:[a-z ]{1,99}){1,99}){1,99}q{9}/", "e* -the* OR " * 16, "(war OR (peace AND (" * 60, "\ud800" * 5000,
    "\x00" * 10_000, "war\x00peace " * 80, "\u202e" * 999 + "war", "שלום " * 200, "مرحبا " * 160, "🙂" * 10_000,
    "👨\u200d👩\u200d👧 " * 120,
    "“”\"'’«»()[]{}<>" * 60, "AND OR NOT " * 90, "NOT " * 250, "-" * 1000, "=" * 1000, "/" * 1000, "~" * 1000,
    "*" * 1000,
    "\udfff\ud83d\ude00 " * 250, "é" * 10_000, "e" + "\u0301" * 5000, "tag:\"" * 150, "date:1962..1962..",
    "para:9-" + "9" * 900,
)  # fmt: skip


@pytest.fixture(scope="module", params=["in memory", "in a volume"])
def searcher(
    letter: Document, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("index")
    opened = Searcher(folder, [letter]) if request.param == "in memory" else with_volumes(folder, [letter])
    opened.update_notes(
        [note_on(letter, str(number), f"On the war of {number}, and the peace of the state.") for number in range(200)]
    )
    while opened.settle():
        pass
    yield opened
    opened.close()


def ask_in_time(searcher: Searcher, question: str) -> None:
    for is_being_typed in (True, False):
        gc.disable()  # how much else this process holds is not the question's fault either
        try:
            start = time.thread_time()
            answer = searcher.ask(question, limit=20, is_being_typed=is_being_typed)
            took = time.thread_time() - start
        finally:
            gc.enable()
        assert took < LONGEST_S, (question[:80], took)
        assert answer.total >= len(answer.hits)
        (answer.understood + "".join(answer.notices) + answer.suggestion).encode()


@may_take_long
def test_hostile_strings_are_answered_in_time(searcher: Searcher) -> None:
    """Twenty thousand of them where CCA_LONG_TESTS is set."""

    def told() -> list[Answer]:
        return [searcher.ask(question, patience=60.0) for question in ("war", '"of the"', "peac*")]

    before = told()
    ask_in_time(searcher, "/warm up/")  # what reads regular expressions is loaded once
    chance = random.Random(20_000)
    for _ in range(how_many(1_000, 20_000)):
        ask_in_time(searcher, "".join(chance.choices(PIECES, k=chance.randint(1, 14))))
    assert told() == before


@pytest.mark.parametrize("question", GIANTS, ids=range(len(GIANTS)))
def test_giants_are_answered_in_time(searcher: Searcher, question: str) -> None:
    ask_in_time(searcher, "/warm up/")
    ask_in_time(searcher, question)


def test_no_question_writes_to_the_disk(letter: Document, tmp_path: Path) -> None:
    searcher = Searcher(tmp_path, [letter])
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    for question in ("war", '"the of', "/a+/", "\ud800", "note:*"):
        searcher.ask(question)
        searcher.complete(question, len(question))
        searcher.concordance(question)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    searcher.close()
