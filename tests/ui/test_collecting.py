"""Looking for what is no longer used stops every thread; it must not come in the middle of an answer."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from cca_desktop.app import collect_again
from cca_desktop.library.document import Document
from cca_desktop.search.searcher import Searcher


@pytest.fixture
def whole_looks() -> Iterator[list[int]]:
    """The times that everything was looked through since the program set how it is done."""
    threshold = gc.get_threshold()
    found: list[int] = []

    def on_look(phase: str, info: dict[str, Any]) -> None:
        if phase == "start" and info["generation"] == 2:
            found.append(1)

    collect_again()
    gc.callbacks.append(on_look)
    yield found
    gc.callbacks.remove(on_look)
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_answers_with_thousands_of_hits_are_given_without_everything_being_looked_through(
    letter: Document, whole_looks: list[int]
) -> None:
    searcher = Searcher(None, [letter])
    answers = [searcher.ask("*e*") for _ in range(20)]
    searcher.close()
    assert sum(len(answer.hits) for answer in answers) > 20_000
    assert not whole_looks
