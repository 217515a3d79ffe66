"""From selected words to the question where else they stand."""

import pytest

from cca_desktop.library.document import Document
from cca_desktop.search.about_passage import question_about
from cca_desktop.search.searcher import Searcher
from cca_desktop.text.anchoring import find_quote
from cca_desktop.text.span import Span


@pytest.mark.parametrize(
    ("selected", "question"),
    [
        ("thermonuclear", "thermonuclear"),
        ("ermonucle", "thermonuclear"),
        ("not of wa", '"knot of war"'),
        ("missile-nuc", '"missile nuclear"'),
        (". We must", '"We must"'),
    ],
)
def test_half_a_word_stands_for_the_whole_of_it(letter: Document, selected: str, question: str) -> None:
    assert question_about(letter, find_quote(letter.text, selected)[0]) == question


def test_a_selection_over_a_paragraphs_end_asks_for_what_stands_before_it(letter: Document) -> None:
    first, second = letter.paragraph("6"), letter.paragraph("7")
    assert first is not None
    assert second is not None
    question = question_about(letter, Span(first.span.end - 12, second.span.start + 20))
    searcher = Searcher(None, [letter])
    assert {hit.paragraph for hit in searcher.ask(question).hits} == {"6"}
    searcher.close()


def test_nothing_but_a_full_stop_asks_nothing(letter: Document) -> None:
    stop = letter.text.index(". ")
    assert question_about(letter, Span(stop, stop + 1)) == ""


def test_a_capital_operator_is_asked_for_as_a_word(letter: Document) -> None:
    text = "He wrote AND underlined."
    document = letter._replace(text=text, paragraphs=(letter.paragraphs[0]._replace(span=Span(0, len(text))),))
    assert question_about(document, Span(9, 11)) == '"AND"'


def test_every_passage_of_the_letter_is_found_where_it_stands(letter: Document) -> None:
    searcher = Searcher(None, [letter])
    for start in range(300, len(letter.text) - 400, 701):
        passage = Span(start, start + 37)
        question = question_about(letter, passage)
        hits = searcher.ask(question).hits
        assert any(hit.span.start <= passage.start + 12 and passage.start < hit.span.end for hit in hits), question
    searcher.close()
