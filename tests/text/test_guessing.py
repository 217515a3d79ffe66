import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.text.anchoring import resolve
from cca_desktop.text.guessing import MOST_GUESSES, best_guesses
from cca_desktop.text.selectors import TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span


def described(letter: Document, words: str) -> tuple[Span, TextQuoteSelector]:
    start = letter.text.index(words)
    at = Span(start, start + len(words))
    return at, describe_quote(letter.text, at)


@pytest.mark.parametrize(
    ("words", "corrected"),
    [
        ("offensive weapons", "aggressive arms"),
        ("the knot of war", "a noose of conflict"),
        ("I value this.", "This is dear to me."),
    ],
)
def test_words_that_were_replaced_are_guessed_by_what_stands_around_them(
    letter: Document, words: str, corrected: str
) -> None:
    at, quote = described(letter, words)
    text = letter.text[: at.start] + corrected + letter.text[at.end :]
    assert resolve(text, quote, position_of(at)).span is None
    best = best_guesses(text, quote)[0]
    assert best.span.cut(text) == corrected


def test_words_that_stand_in_several_places_are_all_guessed(letter: Document) -> None:
    quote = TextQuoteSelector("peace", "no such context", "nor such a one")
    guesses = best_guesses(letter.text, quote)
    assert len(guesses) == MOST_GUESSES
    assert {guess.span.cut(letter.text) for guess in guesses} == {"peace"}


def test_words_put_in_another_order_are_guessed() -> None:
    quote = TextQuoteSelector("who tied the knot", "", "")
    text = "Some other text entirely. The knot tied who must it be? And more, of no concern."
    (best, *_) = best_guesses(text, quote)
    assert best.span.cut(text) == "The knot tied who"


def test_where_nothing_is_like_it_nothing_is_guessed(letter: Document) -> None:
    _, quote = described(letter, "the knot of war")
    assert best_guesses("Lorem ipsum dolor sit amet.", quote) == ()
    assert best_guesses("", quote) == ()
    assert best_guesses(letter.text, TextQuoteSelector(" \n", "", "")) == ()


words = st.lists(st.sampled_from(["the", "knot", "of", "war,", "мир", "😀", "\n", " "]), max_size=40).map(" ".join)


@given(words, words, words, words)
def test_guesses_are_places_in_the_text_best_first_and_apart(text: str, exact: str, before: str, after: str) -> None:
    guesses = best_guesses(text, TextQuoteSelector(exact, before, after))
    assert all(0 <= guess.span.start < guess.span.end <= len(text) for guess in guesses)
    assert [guess.likeness for guess in guesses] == sorted((guess.likeness for guess in guesses), reverse=True)
    assert all(0 < guess.likeness <= 1 for guess in guesses)
    spans = sorted(guess.span for guess in guesses)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
