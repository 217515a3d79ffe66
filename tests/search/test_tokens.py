"""How a text is cut into words, and which words are the same."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.search.stems import stem
from cca_desktop.search.tokens import fold, folded_words, token_spans
from tests.search import oracle

TEXTS = st.text(alphabet="aAbzé\u0301ñüÉÀçßøЙйёЁия'’-–— .,;:!?05🙂\n\u00ad", max_size=60)


@given(st.one_of(st.text(), TEXTS))
def test_every_folded_word_stands_where_its_span_says(text: str) -> None:
    folded, spans = folded_words(text), token_spans(text)
    assert len(folded) == len(spans)
    assert [fold(text[start:end]) for start, end in spans] == list(folded)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert not any(" " in word or not word for word in folded)


@given(st.text(alphabet="aAbzé\u0301ñüÉÀçøЙйёЁия'’-–— .,;:!?05🙂\n", max_size=60))
def test_texts_are_cut_as_the_plain_scan_cuts_them(text: str) -> None:
    assert [(token.start, token.end) for token in oracle.cut(text)] == token_spans(text)
    assert [token.plain for token in oracle.cut(text)] == list(folded_words(text))


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_hyphens_divide_and_inner_apostrophes_do_not() -> None:
    assert folded_words("missile-nuclear co-existence one’s don't peoples' 'tis 4:43 conducted--and") == (
        *("missile", "nuclear", "co", "existence", "one's", "don't", "peoples", "tis", "4", "43", "conducted", "and"),
    )


def test_accents_and_case_fold_and_short_i_stays() -> None:
    assert folded_words("Café CAFE\u0301 Straße Ёлка Новый NAÏVE") == (
        "cafe",
        "cafe",
        "strasse",
        "елка",
        "новый",
        "naive",
    )


def test_forms_share_a_stem_and_strangers_do_not() -> None:
    for a, b in (("war", "wars"), ("weapon", "weapons"), ("universe", "universes"), ("general", "generals")):
        assert stem(a, "en") == stem(b, "en")
    for a, b in (
        ("general", "generate"),
        ("universe", "university"),
        ("important", "import"),
        ("authority", "author"),
        ("polite", "politics"),
        ("police", "policy"),
        ("new", "news"),
        ("process", "procession"),
        ("business", "busy"),
        ("experiment", "experience"),
        ("several", "severe"),
        ("organic", "organ"),
    ):
        assert stem(a, "en") != stem(b, "en"), (a, b)


def test_other_languages_have_their_own_forms_and_unknown_ones_none() -> None:
    assert stem("ракеты", "ru") == stem("ракета", "ru")
    assert stem("misiles", "es") == stem("misil", "es")
    assert stem("wars", "tlh") == "wars"
