"""Sentences are what a reader would call so: a title or an initial ends none."""

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.sentences import sentence_at, sentences
from cca_desktop.text.span import Span

_TEXT = st.text(alphabet=st.sampled_from("aB .?!”\"')—😀"), max_size=60)


def cut(paragraph: str) -> list[str]:
    return [sentence.cut(paragraph) for sentence in sentences(paragraph)]


def test_a_paragraph_is_cut_at_the_ends_of_its_sentences() -> None:
    assert cut("I see. But you, too? Yes! And… so on.") == ["I see.", "But you, too?", "Yes!", "And… so on."]


def test_titles_and_initials_end_no_sentence() -> None:
    assert cut("Dear Mr. President, I wrote. Signed N. S. Khrushchev.") == [
        "Dear Mr. President, I wrote.",
        "Signed N. S. Khrushchev.",
    ]


def test_quotation_marks_belong_to_the_sentence_they_close() -> None:
    assert cut('He called it "The Adventure." We fought it.') == ['He called it "The Adventure."', "We fought it."]


def test_a_stop_before_a_small_letter_goes_on() -> None:
    assert cut("at 7 p.m. in Moscow. Then") == ["at 7 p.m. in Moscow.", "Then"]
    assert cut("в 7 ч. в Москве. Затем") == ["в 7 ч. в Москве.", "Затем"]


def test_the_letter_has_the_sentences_one_counts(letter: Document) -> None:
    rendition = Rendition(letter.text, [block.span for block in letter.blocks])
    paragraph = letter.paragraph("6")
    assert paragraph is not None
    words = rendition.reading_span(paragraph.span).cut(rendition.text)
    assert cut(words)[0] == "You are a military man and, I hope, will understand me."
    assert cut(words)[2] == "What sort of means is this: offensive or defensive?"


@given(_TEXT)
def test_sentences_stand_in_order_and_leave_out_nothing_but_white_space(paragraph: str) -> None:
    found = sentences(paragraph)
    assert found == sorted(found)
    covered = "".join(one.cut(paragraph) for one in found)
    assert covered.replace(" ", "") == paragraph.replace(" ", "")
    assert all(one.cut(paragraph) == one.cut(paragraph).strip() != "" for one in found)


@given(_TEXT, st.integers(0, 60))
def test_every_place_stands_in_one_of_the_sentences(paragraph: str, offset: int) -> None:
    here = sentence_at(paragraph, offset)
    assert here in (sentences(paragraph) or [Span(0, 0)])
    if offset < len(paragraph) and not paragraph[offset].isspace():
        assert here.holds(offset)
