"""A note that keeps a concordance shows its lines where it is read, and comes back as it was written."""

import re
import zipfile
from pathlib import Path

import pytest

from cca_desktop.export.formats import PDF, write
from cca_desktop.export.living_lines import with_lines
from cca_desktop.export.outgoing import outgoing
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from tests.export.making import NOW, a_note, goes_out, on

BODY = "# Peace\n\n```concordance\npeace\nsort: left\n```\n\nMy own words."


def leave(form: str, letter: Document, to: Path) -> None:
    """Write a living note and a plain one, as the program does."""
    notes = goes_out(letter, a_note(1, None, BODY), a_note(2, on(letter, "I value this."), "about peace")).notes
    write(form, outgoing(with_lines(form, notes, (letter,), NOW), (letter,), NOW), to)


def test_a_page_shows_the_lines_of_its_day_in_the_place_of_the_question(letter: Document, tmp_path: Path) -> None:
    leave("html", letter, tmp_path / "notes.html")
    page = (tmp_path / "notes.html").read_text()
    assert "<em>17 lines for “peace”, 24 November 2026</em>" in page
    assert page.count("<strong>peace</strong>") > 8
    assert "✎" in page, "lines in other notes are among them"
    assert "sort: left" not in page
    assert "My own words." in page


def test_a_word_document_shows_them_too(letter: Document, tmp_path: Path) -> None:
    leave("docx", letter, tmp_path / "notes.docx")
    with zipfile.ZipFile(tmp_path / "notes.docx") as packed:
        words = re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
    assert "17 lines for “peace”, 24 November 2026" in words
    assert "sort: left" not in words


def test_markdown_shows_them_below_the_question_and_brings_back_the_question_alone(
    letter: Document, tmp_path: Path
) -> None:
    leave("markdown", letter, tmp_path / "notes")
    text = (tmp_path / "notes" / "Peace.md").read_text()
    assert "```concordance\npeace\nsort: left\n```\n\n<!-- lines of 24 November 2026 -->" in text
    assert "**peace**" in text
    bodies = [note.body for note in read(tmp_path / "notes", [letter]).notes]
    assert sorted(bodies) == sorted([BODY, "about peace"])


@pytest.mark.parametrize("form", ["csv", "jsonld", "hypothesis"])
def test_what_brings_notes_back_carries_the_question_alone(form: str, letter: Document) -> None:
    notes = goes_out(letter, a_note(1, None, BODY)).notes
    assert with_lines(form, notes, (letter,), NOW) == list(notes)


def test_notes_that_ask_nothing_are_not_touched(letter: Document) -> None:
    notes = goes_out(letter, a_note(1, None, "```\npeace\n```")).notes
    assert with_lines(PDF, notes, (letter,), NOW) == list(notes)
