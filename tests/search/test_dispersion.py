"""How evenly something is spread, measured as in the literature."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.search.dispersion import deviation_of_proportions, dispersion_of, normalised_deviation
from cca_desktop.search.searcher import Searcher
from cca_desktop.text.span import Span
from tests.search.asking import document_of

SPREADS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 400)), min_size=1, max_size=12).filter(
    lambda parts: any(hits for hits, _ in parts)
)


def test_the_worked_example_of_the_paper_comes_out() -> None:
    """Gries 2008, section 3: "a" in a corpus of five parts."""
    hits, sizes = (1, 2, 3, 4, 5), (9, 10, 10, 10, 11)
    assert deviation_of_proportions(hits, sizes) == pytest.approx(0.18)


def test_hits_that_fall_as_the_words_do_deviate_by_nothing_at_all() -> None:
    assert deviation_of_proportions((1, 2, 3), (7, 14, 21)) == 0.0
    assert normalised_deviation((1, 2, 3), (7, 14, 21)) == 0.0


def test_hits_crowded_into_the_shortest_paragraph_reach_the_end_of_the_normalised_scale() -> None:
    assert deviation_of_proportions((9, 0, 0), (10, 45, 45)) == pytest.approx(0.9)
    assert normalised_deviation((9, 0, 0), (10, 45, 45)) == pytest.approx(1.0)
    assert normalised_deviation((9,), (10,)) == 0.0


@given(SPREADS)
def test_it_is_half_the_sum_of_the_differences_between_shares(parts: list[tuple[int, int]]) -> None:
    hits, sizes = [one for one, _ in parts], [two for _, two in parts]
    shares = [abs(Fraction(hit, sum(hits)) - Fraction(size, sum(sizes))) for hit, size in parts]
    assert deviation_of_proportions(hits, sizes) == pytest.approx(float(sum(shares) / 2))
    assert 0.0 <= deviation_of_proportions(hits, sizes) <= normalised_deviation(hits, sizes) <= 1.0


@given(SPREADS, st.randoms(use_true_random=False))
def test_neither_the_order_of_paragraphs_nor_the_unit_of_length_matters(
    parts: list[tuple[int, int]], chance: random.Random
) -> None:
    before = deviation_of_proportions([hit for hit, _ in parts], [size for _, size in parts])
    chance.shuffle(parts)
    assert deviation_of_proportions([hit for hit, _ in parts], [size * 7 for _, size in parts]) == pytest.approx(before)


@pytest.mark.parametrize(("hits", "sizes"), [((1,), (1, 2)), ((0, 0), (1, 2)), ((), ()), ((1, 1), (3, 0))])
def test_what_cannot_be_measured_is_refused(hits: tuple[int, ...], sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        deviation_of_proportions(hits, sizes)


def test_the_hits_of_a_question_are_counted_paragraph_by_paragraph(letter: Document) -> None:
    searcher = Searcher(None, [letter])
    spans = [hit.span for hit in searcher.ask("war").hits]
    found = dispersion_of(letter, spans)
    searcher.close()
    assert dict(zip(found.labels, found.hits, strict=True))["5"] == 7
    assert sum(found.hits) == len(spans) == 18
    assert found.paragraphs_with_hits() == len({letter.paragraph_at(span.start).label for span in spans})
    assert found.deviation is not None
    assert 0.6 < found.deviation < 0.8


def test_where_nothing_is_found_nothing_is_measured(letter: Document) -> None:
    assert dispersion_of(letter, ()).deviation is None
    assert dispersion_of(document_of(), [Span(0, 1)]).deviation is None
    assert dispersion_of(document_of("war", "…"), [Span(0, 3)]).normalised is None  # a paragraph without words
