"""The concordance: every hit of a question, with the words around it, in the order one asks for."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.concordance import Line, in_order
from cca_desktop.search.searcher import OutdatedError, Searcher
from cca_desktop.search.tokens import folded_words
from cca_desktop.text.span import Span
from tests.search.asking import document_of, note_on


@pytest.fixture
def searcher(letter: Document) -> Iterator[Searcher]:
    opened = Searcher(None, [letter])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "question", ["war", '"have different estimates"', "miss* OR w?r", '"war peace"~9', "/U[A-Z]+/", "note:war OR peace"]
)
def test_its_lines_are_the_hits_of_the_same_question(searcher: Searcher, letter: Document, question: str) -> None:
    searcher.update_notes([note_on(letter, "1", "about war", at=400)])
    found = searcher.concordance(question)
    hits = searcher.ask(question).hits
    assert [(line.kind, line.note, line.paragraph, line.page, line.span) for line in found.lines] == [
        (hit.kind, hit.note, hit.paragraph, hit.page, hit.span) for hit in hits
    ]
    assert [line.place for line in found.lines] == list(range(len(hits)))
    assert found.total == len(hits) > 0
    assert list(searcher.lines(question)) == list(found.lines)
    assert list(searcher.stream(question)) == list(hits)


def test_a_line_reads_on_from_its_left_through_its_node_to_its_right(searcher: Searcher, letter: Document) -> None:
    for line in searcher.concordance("the", width=30).lines:
        shown = line.left + line.node + line.right
        around = " ".join(letter.text[max(0, line.span.start - 60) : line.span.end + 60].split())
        assert " ".join(shown.split()) in around
        assert len(line.left) <= 30
        assert len(line.right) <= 30
        assert line.left == "" or line.left[-1] in ' -("'
        assert folded_words(line.left)[::-1][:3] == line.words_left[: len(folded_words(line.left))][:3]


def test_a_node_across_the_end_of_a_page_stands_on_one_line(searcher: Searcher) -> None:
    (line,) = searcher.concordance('"have different estimates"').lines
    assert line.node == "have different estimates"
    assert line.words_left[:3] == ("we", "rather", "or")
    assert line.words_right[:2] == ("of", "these")


def test_it_sorts_by_the_words_before_the_node_and_the_nearest_counts_first() -> None:
    document = document_of("an old war", "the cold war", "a new war", "an other cold war", "war")
    searcher = Searcher(None, [document])
    lines = searcher.concordance("war").lines
    searcher.close()
    assert [line.left for line in in_order(lines, ["left"])] == ["", "an other cold ", "the cold ", "a new ", "an old "]


def test_it_sorts_by_more_than_one_key() -> None:
    document = document_of("cold War ends", "cold war begins", "old war begins", "cold wars begin", "war")
    searcher = Searcher(None, [document])
    lines = searcher.concordance("war").lines
    searcher.close()

    def texts(*sorts: str) -> list[str]:
        return [f"{line.left}{line.node}{line.right}" for line in in_order(lines, sorts)]

    assert texts("right", "left") == ["war", "cold wars begin", "cold war begins", "old war begins", "cold War ends"]
    assert texts("node", "right") == ["war", "cold war begins", "old war begins", "cold War ends", "cold wars begin"]
    assert texts("place") == texts() == [f"{line.left}{line.node}{line.right}" for line in lines]
    with pytest.raises(KeyError):
        in_order(lines, ["up"])


@given(st.permutations(range(12)), st.lists(st.sampled_from(["left", "right", "node"]), max_size=3))
def test_sorting_is_the_same_whatever_order_the_lines_come_in(order: list[int], sorts: list[str]) -> None:
    lines = list(LINES[:12])
    assert in_order([lines[number] for number in order], sorts) == in_order(lines, sorts)


def _lines() -> tuple[Line, ...]:
    searcher = Searcher(None, [document_of("the war of the war", "war, war of peace", "peace the war", "the peace")])
    found = searcher.concordance("war OR peace OR the").lines
    searcher.close()
    return found


LINES = _lines()


def test_only_one_document_and_some_paragraphs_are_shown_where_they_are_named(letter: Document) -> None:
    other = document_of("War in another text.", name="other")
    searcher = Searcher(None, [letter, other])
    assert {line.document for line in searcher.concordance("war").lines} == {letter.id, "other"}
    assert {line.document for line in searcher.concordance("war", document="other").lines} == {"other"}
    only = searcher.concordance("war", document=letter.id, paragraphs="5-8")
    assert {line.paragraph for line in only.lines} == {"5"}
    assert only.understood == "paragraphs with “war” in any form, in ¶ 5-8"
    assert searcher.concordance("war", paragraphs="x-y").notices[0].startswith("“para:x-y” names no paragraph")
    assert searcher.concordance("", paragraphs="5").total == 0
    searcher.close()


def test_a_tag_keeps_its_notes_and_the_passages_they_are_about(letter: Document, searcher: Searcher) -> None:
    (first, *_) = searcher.concordance("war").lines
    on_war = note_on(letter, "1", "no such word", at=first.span.start, tags=("On  Ärms",))
    notes: list[Note | PlacedNote] = [
        on_war,
        note_on(letter, "2", "war in a note", at=400, tags=("essay",)),
        PlacedNote(note_on(letter, "3", "astray", at=first.span.start, tags=("essay",)), None, "astray"),
        note_on(None, "4", "war on nothing", tags=("essay",)),
    ]
    searcher.update_notes(notes)
    assert [line.span for line in searcher.concordance("war", tag="on arms").lines] == [first.span]
    assert [line.note for line in searcher.concordance("war", tag="essay").lines] == ["2", "4"]
    assert searcher.concordance("war", tag="unheard of").total == 0


def test_a_note_that_has_the_word_among_its_tags_alone_is_no_line(letter: Document, searcher: Searcher) -> None:
    before = searcher.concordance("peace").total
    searcher.update_notes([note_on(letter, "1", "Nothing of it here.", tags=("peace",)), note_on(letter, "2", "peace")])
    found = searcher.concordance("peace")
    assert [(line.note, line.node) for line in found.lines if line.note] == [("2", "peace")]
    assert found.total == before + 1
    assert [line.note for line in searcher.concordance("tag:peace").lines] == ["1"], "unless no word is asked for"


def test_the_limit_bounds_the_lines_and_the_total_counts_all(searcher: Searcher) -> None:
    some = searcher.concordance("the", limit=5)
    everything = searcher.concordance("the")
    assert some.total == everything.total == len(everything.lines) > 100
    assert some.lines == everything.lines[:5]


def test_ten_thousand_lines_are_made_and_sorted(searcher: Searcher, letter: Document) -> None:
    notes = [note_on(letter, str(number), "the state of war and peace " * 4, at=400) for number in range(2500)]
    searcher.update_notes(notes)
    found = searcher.concordance("war")
    assert found.total == len(found.lines) > 10_000
    assert not found.total_is_floor
    assert sorted(line.place for line in in_order(found.lines, ["left", "right"])) == list(range(found.total))


def test_an_outdated_concordance_is_given_up(searcher: Searcher, letter: Document) -> None:
    searcher.update_notes([note_on(letter, str(number), "war " * 9) for number in range(3000)])
    with pytest.raises(OutdatedError):
        searcher.concordance("war", is_outdated=lambda: True)


def test_a_span_without_a_word_in_it_still_has_neighbours() -> None:
    document = document_of("peace -- war")
    other = Searcher(None, [document])
    (line,) = other.concordance("/--/").lines
    other.close()
    assert (line.words_left, line.node, line.words_right, line.span) == (("peace",), "--", ("war",), Span(6, 8))
