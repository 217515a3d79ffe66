"""A citation that a scholar would not have to correct."""

import datetime as dt

import pytest

from cca_desktop.errors import NotHereError
from cca_desktop.library.document import Document
from cca_desktop.study.citation import chicago_note, paragraph_to_cite

DAY = dt.date(2026, 3, 9)


def test_the_note_is_the_one_that_the_manual_asks_for(letter: Document) -> None:
    assert chicago_note(letter, accessed=DAY) == (
        "Nikita S. Khrushchev to John F. Kennedy, October 26, 1962, in telegram 1101, Embassy in Moscow to Department "
        "of State, October 26, 1962, 7 p.m., John F. Kennedy Presidential Library and Museum, accessed March 9, 2026, "
        "https://microsites.jfklibrary.org/cmc/oct26/doc4.html."
    )


def test_a_paragraph_is_named_where_a_page_would_be(letter: Document) -> None:
    note = chicago_note(letter, accessed=DAY, paragraph=letter.paragraph("6"))
    assert "Library and Museum, ¶ 6, accessed March 9, 2026, https" in note
    for label, told in (("header", "heading"), ("salutation", "salutation"), ("close", "close")):
        assert f"Museum, {told}, accessed" in chicago_note(letter, accessed=DAY, paragraph=letter.paragraph(label))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("5", "7", "¶¶ 5–7"),
        ("5", "5", "¶ 5"),
        ("salutation", "3", "salutation to ¶ 3"),
        ("30", "close", "¶ 30 to close"),
    ],
)
def test_several_paragraphs_are_named_from_first_to_last(letter: Document, first: str, last: str, told: str) -> None:
    note = chicago_note(letter, accessed=DAY, paragraph=letter.paragraph(first), last=letter.paragraph(last))
    assert f"Museum, {told}, accessed" in note


@pytest.mark.parametrize("told", ["6", "06", " 6 ", "¶6", "¶ 6"])
def test_a_paragraph_answers_to_its_number_however_it_is_written(letter: Document, told: str) -> None:
    assert paragraph_to_cite(letter, told).label == "6"
    assert paragraph_to_cite(letter, "Close").label == "close"


def test_a_paragraph_that_is_not_there_is_told_with_those_that_are(letter: Document) -> None:
    with pytest.raises(NotHereError, match="it has ¶ 1 to ¶ 30, header, salutation and close"):
        paragraph_to_cite(letter, "31")
    with pytest.raises(NotHereError, match="it has header"):
        paragraph_to_cite(letter._replace(paragraphs=letter.paragraphs[:1]), "1")
