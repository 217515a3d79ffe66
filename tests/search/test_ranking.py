"""The best first: which paragraphs lead, by which score, and that none is passed over by a short cut."""

import itertools
import math
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.search.bounds import promising
from cca_desktop.search.pace import Pace
from cca_desktop.search.postings import ReadPostings, numbers_in
from cca_desktop.search.ranking import length_class, shortest_of
from cca_desktop.search.scoring import Scorer
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.tier import Tier
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.tree import Term
from cca_desktop.search.units import units_of_text
from cca_desktop.text.span import Span
from tests.search.asking import document_of, note_on, with_volumes


@pytest.fixture
def searcher(letter: Document) -> Iterator[Searcher]:
    opened = Searcher(None, [letter])
    yield opened
    opened.close()


def test_the_best_paragraphs_come_first_where_one_asks_for_that(letter: Document, searcher: Searcher) -> None:
    """Text by text: the one with the best paragraph leads, and brings its others with it."""
    searcher.update_notes([note_on(letter, "1", "War, missiles and more"), note_on(None, "2", "missiles")])
    hits = searcher.ask("missiles OR war OR cuba", by_relevance=True).hits
    groups = [(hit.kind, hit.document) for hit in hits]
    assert len(set(groups)) == sum(here != before for before, here in itertools.pairwise([None, *groups])) == 3
    best = {group: max(hit.score for hit in hits if (hit.kind, hit.document) == group) for group in groups}
    assert list(best.values()) == sorted(best.values(), reverse=True)
    for group in best:
        scores = [hit.score for hit in hits if (hit.kind, hit.document) == group]
        assert scores == sorted(scores, reverse=True)
    assert set(hits) == set(searcher.ask("missiles OR war OR cuba").hits)
    for limit in (0, 1, 7):
        some = searcher.ask("missiles OR war OR cuba", by_relevance=True, limit=limit)
        assert (some.hits, some.total) == (hits[:limit], len(hits))


@pytest.mark.parametrize("is_large", [False, True])
def test_the_first_of_very_many_are_those_that_scoring_all_of_them_puts_first(tmp_path: Path, is_large: bool) -> None:
    """What cannot be among them is not looked at; and no question puts it off its way."""
    chance = random.Random(1962)
    words = ["war"] * 9 + ["wars"] * 3 + ["peace"] * 4 + ["Cuba", "the", "the", "of", "missile", "missiles", "zone"]

    def some_text() -> str:
        return " ".join(chance.choices(words, k=chance.choice((1, 2, 5, 20, 60, 120))))

    documents = [document_of(*(some_text() for _ in range(20)), name=f"text {place}") for place in range(20)]
    notes = [note_on(chance.choice([None, *documents]), str(n), some_text(), tags=("war",)) for n in range(80)]
    questions = ("war", "=war", "the OR peace", '"war war"', '"the war"~3', "wa*", "w?r -peace", "note:war", "tag:war")
    long = " OR ".join(f"={word}" for word in (*sorted(set(words)), "a", "b", "c", "d", "e"))
    with closing(with_volumes(tmp_path, documents) if is_large else Searcher(None, documents)) as searcher:
        searcher.update_notes(notes)
        searcher.settle()
        searcher.update_notes([*notes[5:], note_on(documents[3], "new", "war of the wars")])
        for question in (
            *questions,
            "para:1-5",
            "missile zone",
            "missi",
            "war OR peace OR the OR cuba OR of OR zone",
            long,
        ):
            best = searcher.ask(question, by_relevance=True, is_being_typed=True, patience=60.0)
            assert best.total == len(best.hits) > 32, question
            for limit in (1, 40):
                some = searcher.ask(question, by_relevance=True, is_being_typed=True, limit=limit, patience=60.0)
                assert (some.total, some.hits) == (best.total, best.hits[:limit]), (question, limit)


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(("war", "peace", "sea", "of")), st.integers(1, 12)), max_size=4),
        min_size=1,
        max_size=40,
    ),
    st.integers(1, 8),
)
def test_no_unit_scores_more_than_its_portion_may(units: list[list[tuple[str, int]]], few: int) -> None:
    postings = ReadPostings()
    tier = Tier(postings)
    for place, words in enumerate(units):
        text = " ".join(f"{word} " * count for word, count in words)
        (unit,) = units_of_text(document_of(text or "?", name=f"text {place}"), place)
        passages = tuple(map(folded_words, unit.passages()))
        tier.show(postings.add(passages, "en"), unit, passages)
    parts = tuple(Term("exact", word, word, Span(0, 0)) for word in ("war", "peace", "sea", "of", "nowhere"))
    scorer = Scorer([tier], parts, Pace(lambda: False, 60.0))
    scores = scorer.scores(tier, tier.living)
    seen = 0
    last = math.inf
    for most, portion in promising(tier, scorer, tier.living, few):
        assert not portion & seen
        assert most <= last
        assert all(scores.get(number, 0.0) <= most + 1e-4 for number in numbers_in(portion))
        seen, last = seen | portion, most
    assert seen == tier.living


def test_who_wants_all_of_very_many_has_the_best_of_them_though_there_is_no_time(tmp_path: Path) -> None:
    paragraphs = [f"{'war ' * (1 + number % 3)}{'and so on ' * (number % 5)}" for number in range(6000)]
    with closing(with_volumes(tmp_path, [document_of(*paragraphs)])) as searcher:
        every = searcher.ask("war", by_relevance=True, patience=60.0)
        assert (every.total, len(every.hits), every.total_is_floor) == (12_000, 12_000, False)
        some = searcher.ask("war", by_relevance=True, patience=0.0)
        assert some.total_is_floor
        assert 1000 <= some.total == len(some.hits) < every.total
        assert some.hits == every.hits[: some.total]
        first = searcher.ask("war", by_relevance=True, patience=0.0, limit=40)
        assert (first.total, first.hits) == (every.total, every.hits[:40])


@given(st.integers(0, 1 << 40))
def test_no_text_is_shorter_than_the_shortest_of_its_class(length: int) -> None:
    assert shortest_of(length_class(length)) <= length < shortest_of(length_class(length) + 1)


def test_a_paragraph_scores_by_bm25() -> None:
    """Counted here by reading; the program takes the counts from the index."""
    texts = ["war war peace", "peace of mind for all the world to see", "wars", "nothing at all", "the war"] * 9
    bodies = [f"{text} {'word ' * (number % 7)}".strip() for number, text in enumerate(texts)]
    document = document_of(*bodies)
    engine = Searcher(None, [document])
    scores = {hit.paragraph: hit.score for hit in engine.ask("=war OR =peace").hits}
    engine.close()
    mean = sum(map(len, bodies)) / len(bodies)
    for number, body in enumerate(bodies, 1):
        score = 0.0
        for word in ("war", "peace"):
            holding = sum(word in other.split() for other in bodies)
            count = body.split().count(word)
            norm = 1.2 * (0.25 + 0.75 * len(body) / mean)
            score += math.log(1 + (len(bodies) - holding + 0.5) / (holding + 0.5)) * count * 2.2 / (count + norm)
        assert scores.get(str(number), 0.0) == pytest.approx(score, abs=1e-4)
