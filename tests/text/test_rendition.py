"""The reading text and the canonical text are two views of one thing: no position may be lost between them."""

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.span import Span

_BLOCK = st.text(alphabet=st.sampled_from("ab \"'-—é😀я\n"), min_size=1, max_size=30).map(lambda text: f"x{text}x")
_FILE = st.text(alphabet=st.sampled_from("ab \"'-—é😀я\n\r"), min_size=1, max_size=60)


@st.composite
def set_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text of a few blocks, with empty lines before, between and after them."""
    canonical = draw(st.sampled_from(["", "\n\n"]))
    blocks = []
    for block in draw(st.lists(_BLOCK, min_size=1, max_size=4)):
        blocks.append(Span(len(canonical), len(canonical) + len(block)))
        canonical += block + "\n\n"
    return canonical, blocks


@given(set_texts())
def test_positions_keep_their_order_and_cover_both_texts(given_text: tuple[str, list[Span]]) -> None:
    canonical, blocks = given_text
    rendition = Rendition(canonical, blocks)
    there = [rendition.reading_offset(offset) for offset in range(len(canonical) + 1)]
    back = [rendition.canonical_offset(offset) for offset in range(len(rendition.text) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert there[-1] == len(rendition.text)


@given(set_texts(), st.data())
def test_a_span_of_reading_text_comes_back_as_itself(given_text: tuple[str, list[Span]], data: st.DataObject) -> None:
    canonical, blocks = given_text
    rendition = Rendition(canonical, blocks)
    start = data.draw(st.integers(0, len(rendition.text) - 1))
    end = data.draw(st.integers(start + 1, len(rendition.text)))
    shown = Span(start, end)
    assert rendition.reading_span(rendition.canonical_span(shown)) == shown


@given(set_texts(), st.data())
def test_what_is_shown_for_a_span_holds_the_whole_span(given_text: tuple[str, list[Span]], data: st.DataObject) -> None:
    canonical, blocks = given_text
    rendition = Rendition(canonical, blocks)
    block = data.draw(st.sampled_from(blocks))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    back = rendition.canonical_span(rendition.reading_span(Span(start, end)))
    assert back.start <= start
    assert back.end >= end


@given(set_texts())
def test_letters_are_never_changed(given_text: tuple[str, list[Span]]) -> None:
    canonical, blocks = given_text
    rendition = Rendition(canonical, blocks)
    letters = [letter for letter in canonical if letter.isalnum() or letter == "😀"]
    assert [letter for letter in rendition.text if letter.isalnum() or letter == "😀"] == letters


def test_the_letter_is_set_as_a_printer_would(letter: Document) -> None:
    rendition = Rendition(letter.text, [block.span for block in letter.blocks])
    assert "you have called this “a quarantine” around Cuba" in rendition.text
    assert "being conducted—and we are ready to enter such negotiations—and the other side" in rendition.text
    assert "or rather, we have different estimates" in rendition.text
    assert "I don’t know whether you can understand" in rendition.text
    assert "“The American Adventure in Siberia.”" in rendition.text
    assert not set(rendition.text) & set("\"'")
    assert rendition.text.count("\n") == len(letter.blocks) - 1


def test_words_over_a_page_end_map_exactly(letter: Document) -> None:
    rendition = Rendition(letter.text, [block.span for block in letter.blocks])
    start = letter.text.index("we have\n\ndifferent")
    span = Span(start, start + len("we have\n\ndifferent"))
    shown = rendition.reading_span(span)
    assert shown.cut(rendition.text) == "we have different"
    assert rendition.canonical_span(shown) == span


@given(_FILE)
def test_the_diplomatic_text_is_the_file_itself_but_for_the_way_a_line_ends(canonical: str) -> None:
    rendition = Rendition(canonical, [Span(0, len(canonical))], is_diplomatic=True)
    assert rendition.text == canonical.replace("\r\n", "\n").replace("\r", "\n")


@given(_FILE, st.data())
def test_a_span_of_diplomatic_text_comes_back_as_itself(canonical: str, data: st.DataObject) -> None:
    rendition = Rendition(canonical, [Span(0, len(canonical))], is_diplomatic=True)
    start = data.draw(st.integers(0, len(rendition.text) - 1))
    shown = Span(start, data.draw(st.integers(start + 1, len(rendition.text))))
    assert rendition.reading_span(rendition.canonical_span(shown)) == shown
    start = data.draw(st.integers(0, len(canonical) - 1))
    there = Span(start, data.draw(st.integers(start + 1, len(canonical))))
    if "\r" not in there.cut(canonical + "\n"):
        assert rendition.reading_span(there).cut(rendition.text) == there.cut(canonical)
        assert rendition.canonical_span(rendition.reading_span(there)) == there


@given(set_texts(), st.data())
def test_what_is_selected_in_one_text_is_held_by_the_other(
    given_text: tuple[str, list[Span]], data: st.DataObject
) -> None:
    """From the reading text to the diplomatic one and back: the same words, character for character."""
    canonical, blocks = given_text
    reading = Rendition(canonical, blocks)
    filed = Rendition(canonical, [Span(0, len(canonical))], is_diplomatic=True)
    start = data.draw(st.integers(0, len(reading.text) - 1))
    selected = Span(start, data.draw(st.integers(start + 1, len(reading.text))))
    there = filed.reading_span(reading.canonical_span(selected))
    assert there.cut(filed.text) == reading.canonical_span(selected).cut(canonical)
    assert reading.reading_span(filed.canonical_span(there)) == selected


def test_the_letter_as_filed_keeps_every_character(letter: Document) -> None:
    rendition = Rendition(letter.text, [Span(0, len(letter.text))], is_diplomatic=True)
    assert rendition.text == letter.text
    assert [rendition.reading_offset(offset) for offset in range(len(letter.text) + 1)] == [
        *range(len(letter.text) + 1)
    ]


def test_what_is_folded_away_stands_at_the_border(letter: Document) -> None:
    shown = [block.span for block in letter.blocks if block.role in ("salutation", "body", "closing", "signature")]
    rendition = Rendition(letter.text, shown)
    assert rendition.text.startswith("Dear Mr. President")
    assert rendition.text.endswith("N. Khrushchev")
    assert rendition.reading_offset(letter.blocks[0].span.start) == 0
    assert rendition.reading_offset(letter.blocks[-1].span.start) == len(rendition.text)
    assert rendition.canonical_offset(0) == shown[0].start
