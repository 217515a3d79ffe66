from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.text.selectors import CONTEXT, LONGEST_CONTEXT, TextPositionSelector, describe_quote, position_of
from cca_desktop.text.span import Span


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Span]:
    """A text, often with the same words again and again, and a stretch of it."""
    words = st.text(max_size=30) | st.lists(st.sampled_from(["the", "peace", " ", "\n\n", "é", "😀"])).map("".join)
    text = "".join(draw(st.lists(words, min_size=1, max_size=8))) * draw(st.integers(1, 3))
    start = draw(st.integers(0, len(text)))
    return text, Span(start, draw(st.integers(start, len(text))))


@given(passages())
def test_a_description_is_made_of_the_text_it_describes(passage: tuple[str, Span]) -> None:
    text, at = passage
    quote = describe_quote(text, at)
    assert quote.exact == at.cut(text)
    assert text[: at.start].endswith(quote.prefix)
    assert text[at.end :].startswith(quote.suffix)


@given(passages())
def test_a_description_fits_one_place_only(passage: tuple[str, Span]) -> None:
    text, at = passage
    quote = describe_quote(text, at)
    whole = quote.prefix + quote.exact + quote.suffix
    assert text.find(whole) == at.start - len(quote.prefix)
    assert not whole or text.find(whole, text.find(whole) + 1) == -1


def test_context_does_not_cut_a_word_in_two(letter: Document) -> None:
    text = letter.text
    for start in range(0, len(text) - 10, 97):
        quote = describe_quote(text, Span(start, start + 10))
        assert len(quote.prefix) >= min(CONTEXT, start)
        before = start - len(quote.prefix)
        assert before == 0 or not (text[before - 1].isalnum() and text[before].isalnum())
        after = start + 10 + len(quote.suffix)
        assert after == len(text) or not (text[after - 1].isalnum() and text[after].isalnum())


def test_a_text_of_one_word_for_ever_is_described_in_bounds() -> None:
    quote = describe_quote("ha" * 50_000, Span(50_000, 50_002))
    assert quote.exact == "ha"
    assert len(quote.prefix) <= LONGEST_CONTEXT + CONTEXT


def test_a_place_is_written_down_in_code_points() -> None:
    text = "😀 peace"
    assert position_of(Span(2, 7)) == TextPositionSelector(2, 7)
    assert describe_quote(text, Span(2, 7)).exact == "peace"
