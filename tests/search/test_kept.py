"""Questions asked lately, and those with a name, are there again tomorrow."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from cca_desktop.errors import KnownError
from cca_desktop.search.kept import MOST_REMEMBERED, KeptQuestions
from cca_desktop.storage.database import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "notes.sqlite"


@pytest.fixture
def kept(file: Path) -> Iterator[KeptQuestions]:
    seconds = count()
    with closing(Database.open(file)) as database:
        yield KeptQuestions(database, lambda: f"2026-01-01T00:00:{next(seconds):02}.000Z")


def test_the_history_tells_the_newest_first_and_each_question_once(kept: KeptQuestions) -> None:
    for question in ("war", "peace", "  war   and peace ", "peace", "", "   "):
        kept.remember(question)
    assert kept.history() == ["peace", "war and peace", "war"]
    assert kept.history("WAR") == ["war and peace", "war"]
    assert kept.history(limit=1) == ["peace"]
    kept.forget_all()
    assert kept.history() == []


def test_the_history_does_not_grow_for_ever(kept: KeptQuestions) -> None:
    for number in range(MOST_REMEMBERED + 5):
        kept.remember(f"question {number}")
    assert len(kept.history()) == MOST_REMEMBERED
    assert kept.history()[0] == f"question {MOST_REMEMBERED + 4}"


def test_saved_searches_are_told_by_name_and_are_there_again(kept: KeptQuestions, file: Path) -> None:
    kept.save("  The  blockade ", '"piratical measures" OR  blockade')
    kept.save("Élysée", "france")
    kept.save("arms", "weapon*")
    with closing(Database.open(file)) as again:
        names = [search.name for search in KeptQuestions(again, str).saved()]
    assert names == ["arms", "Élysée", "The blockade"]
    assert kept.saved()[2].question == '"piratical measures" OR blockade'


def test_a_name_stands_for_one_question(kept: KeptQuestions) -> None:
    kept.save("war", "war")
    kept.save("war", "war OR wars")
    assert [search.question for search in kept.saved()] == ["war OR wars"]
    kept.save("peace", "peace")
    with pytest.raises(KnownError, match="There is a saved search “peace” already"):
        kept.rename("war", "peace")
    kept.rename("war", " conflict ")
    kept.rename("peace", "peace")
    assert [search.name for search in kept.saved()] == ["conflict", "peace"]
    kept.drop("conflict")
    kept.drop("never heard of")
    assert [search.name for search in kept.saved()] == ["peace"]


def test_without_a_name_or_a_question_nothing_is_saved(kept: KeptQuestions) -> None:
    with pytest.raises(KnownError, match="needs a name"):
        kept.save("  ", "war")
    with pytest.raises(KnownError, match="no question to save"):
        kept.save("war", "  ")
    assert kept.saved() == []


def test_half_characters_are_kept_as_what_can_be_written_down(kept: KeptQuestions) -> None:
    kept.remember("war \ud83d")
    kept.save("a \ud83d", "war \udcff")
    assert kept.history() == ["war \ufffd"]
    assert [(search.name, search.question) for search in kept.saved()] == [("a \ufffd", "war \ufffd")]
