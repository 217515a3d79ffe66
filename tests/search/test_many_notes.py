"""Thousands of notes at once: the letter answers before them, says that they are missing, and in the end none is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.stacks import NOTES_AT_ONCE
from tests.search.asking import note_on

MANY = 2 * NOTES_AT_ONCE + 300
LACKING = "Your notes are still being read; what is found in them comes when that is done."


@pytest.fixture(scope="module")
def notes(letter: Document) -> list[Note]:
    """Notes of which each has a word of its own and shares two with all others."""
    return [note_on(letter, f"{number:04}", f"war and remark{number}", at=700 + number) for number in range(MANY)]


@pytest.fixture
def searcher(letter: Document, tmp_path: Path) -> Iterator[Searcher]:
    opened = Searcher(tmp_path, [letter], answers_first=True)
    yield opened
    opened.close()


def test_the_letter_answers_before_thousands_of_notes_are_read(searcher: Searcher, notes: list[Note]) -> None:
    in_letter = searcher.ask("war").total
    assert searcher.update_notes(notes)
    answer = searcher.ask("war")
    assert (answer.total, answer.total_is_floor, answer.notices) == (in_letter + NOTES_AT_ONCE, True, (LACKING,))
    lines = searcher.concordance("war")
    assert (lines.total, lines.total_is_floor, lines.notices) == (answer.total, True, (LACKING,))
    while searcher.take_up_notes():
        pass
    answer = searcher.ask("war")
    assert (answer.total, answer.total_is_floor, answer.notices) == (in_letter + MANY, False, ())


def test_a_question_does_not_wait_until_all_notes_are_read(searcher: Searcher, notes: list[Note]) -> None:
    searcher.update_notes(notes)
    assert searcher.take_up_notes(None, lambda: True)
    assert searcher.ask(f"remark{NOTES_AT_ONCE}").total == 1
    assert searcher.ask(f"remark{NOTES_AT_ONCE + 1}").total == 0


def test_a_note_that_changes_before_it_is_read_is_found_as_it_is_now(
    searcher: Searcher, letter: Document, notes: list[Note]
) -> None:
    searcher.update_notes(notes)
    revised = note_on(letter, notes[-1].id, "written anew", at=700)
    searcher.update_notes([*notes[1:-1], revised])
    while searcher.take_up_notes():
        pass
    assert [hit.note for hit in searcher.ask("note:anew").hits] == [revised.id]
    assert searcher.ask("remark0").total == searcher.ask(f"remark{MANY - 1}").total == 0
    assert searcher.ask("note:*").total == MANY - 1


def test_what_many_notes_were_before_is_found_no_more_while_they_are_read_anew(
    searcher: Searcher, letter: Document, notes: list[Note]
) -> None:
    searcher.update_notes(notes)
    searcher.take_up_notes(None)
    searcher.update_notes([note_on(letter, note.id, "peace", at=700) for note in notes])
    assert searcher.ask("note:war").total == 0
    assert searcher.ask("note:peace").total == NOTES_AT_ONCE


def test_pauses_bring_all_notes_into_the_index_and_the_next_start_has_them_there(
    letter: Document, tmp_path: Path, notes: list[Note]
) -> None:
    for is_first in (True, False):
        searcher = Searcher(tmp_path, [letter], answers_first=True)
        searcher.update_notes(notes)
        if is_first:
            while searcher.settle():
                pass
        searcher.take_up_notes(None)
        assert searcher.ask("note:*").total == MANY
        files = {file.name for file in tmp_path.rglob("*") if file.is_file()}
        searcher.settle()
        assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == files, "nothing was left to write"
        searcher.close()


def test_without_a_reader_who_waits_all_notes_are_read_before_anything_is_answered(
    letter: Document, notes: list[Note]
) -> None:
    searcher = Searcher(None, [letter])
    assert not searcher.update_notes(notes)
    assert searcher.ask(f"remark{MANY - 1}").total == 1
    searcher.close()
