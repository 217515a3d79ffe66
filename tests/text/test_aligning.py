"""A former text laid over the present one: each passage to its words, in bounds whatever the texts are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.text.aligning import Alignment
from cca_desktop.text.corrections import Corrections
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from tests.text.kinds_of_text import legal
from tests.text.test_selectors import passages

TEXT = (
    "If you did this as the first step towards the unleashing of war, well then, it is evident that nothing else is "
    "left to us but to accept this challenge of yours. If, however, you have not lost your self-control and sensibly "
    "conceive what this might lead to, then, Mr. President, we and you ought not now to pull on the ends of the rope "
    "in which you have tied the knot of war, because the more the two of us pull, the tighter that knot will be tied."
)


def now(words: str, before: str, after: str) -> str | None:
    """What has become of ``words`` where ``before`` was replaced by ``after``."""
    assert before in TEXT
    text = TEXT.replace(before, after)
    start = TEXT.index(words)
    image = Alignment(TEXT, text).image(Span(start, start + len(words)))
    return None if image is None else image.span.cut(text)


@pytest.mark.parametrize(
    ("words", "before", "after", "there"),
    [
        ("to pull on the ends of the rope", "pull on", "haul on", "to haul on the ends of the rope"),
        ("nothing else is left to us", "nothing else is", "nothing is", "nothing is left to us"),
        ("challenge", "challenge", "challengz", "challengz"),
        ("challenge", "challenge", "CHALLENGE", "CHALLENGE"),
        ("challenge", "challenge", "chal-\nlenge", "chal-\nlenge"),
        ("self-control", "self-control", "self—control", "self—control"),
        (
            "the unleashing of war",
            "ing of war",
            "ing\n\nArchive, page 7\n\nof war",
            "the unleashing\n\nArchive, page 7\n\nof war",
        ),
        ("first step", "first step", "ﬁrst step", "ﬁrst step"),
        ("challenge", "challenge", "gauntlet", None),
        ("war,", "of war,", "of wax,", None),
        ("not lost", "not lost", "lost", None),
        ("the knot of war", "in which you have tied the knot of war, because", "for", None),
    ],
)
def test_a_passage_goes_where_its_words_went(words: str, before: str, after: str, there: str | None) -> None:
    assert now(words, before, after) == there


@given(passages(), st.text(max_size=60), st.text(max_size=60))
def test_what_is_put_before_and_behind_moves_a_passage_and_no_more(
    passage: tuple[str, Span], before: str, after: str
) -> None:
    text, at = passage
    image = Alignment(text, before + text + after).image(at)
    assert image is None or 0 <= image.span.start <= image.span.end <= len(before + text + after)


@given(passages(), passages())
def test_between_any_two_texts_the_answer_is_a_place_or_none(
    passage: tuple[str, Span], other: tuple[str, Span]
) -> None:
    text, at = passage
    image = Alignment(text, other[0]).image(at)
    assert image is None or (0 <= image.span.start <= image.span.end <= len(other[0]) and 0 <= image.score <= 1)


def test_in_a_text_that_is_as_it_was_all_is_where_it_was(letter: Document) -> None:
    alignment = Alignment(letter.text, letter.text)
    for block in letter.blocks:
        assert alignment.image(block.span) == (block.span, 1.0)


def test_a_paragraph_that_was_moved_takes_its_notes_with_it(letter: Document) -> None:
    paragraph = letter.paragraph("12")
    assert paragraph is not None
    words = paragraph.span.cut(letter.text)
    text = words + "\n\n" + letter.text.replace(words, "")
    alignment = Alignment(letter.text, text)
    at = Span(paragraph.span.start + 20, paragraph.span.start + 60)
    image = alignment.image(at)
    assert image is not None
    assert image.span == Span(20, 60)


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", "We want peace and nothing else. ", "ha, ", "和平", "\n"],
    ids=["a", "as", "sentence", "ha", "han", "lines"],
)
def test_texts_of_one_thing_for_ever_are_laid_over_one_another_in_bounds(unit: str) -> None:
    old = unit * (60_000 // len(unit))
    middle = len(old) // 2
    at = Span(middle, middle + 4)
    for new in ("X " + old, old[: -10 * len(unit)], unit * 10, old[:middle] + " Y " + old[middle:]):
        anchoring = Corrections(new, [old]).resolve(describe_quote(old, at), position_of(at))
        assert anchoring.span is None or anchoring.span.end <= len(new)


def test_texts_with_nothing_in_common_but_their_words_are_laid_over_one_another_in_bounds() -> None:
    chance = random.Random(3)
    old, new = (" ".join(chance.choices("abcdefgh", k=6_000)) for _ in range(2))
    alignment = Alignment(old, new)
    assert all(alignment.image(Span(start, start + 3)) is None for start in range(0, len(old) - 3, 201))


def test_a_comma_does_not_follow_the_words_behind_it_away_from_those_before_it(letter: Document) -> None:
    gone = ", then let us not only relax the forces pulling on the ends of the rope"
    assert gone in letter.text
    at = Span(letter.text.index(gone), letter.text.index(gone) + 1)
    text = letter.text.replace(gone, ", and I assure you of it, let us relax the other forces", 1)
    text = text.replace("armaments bring only disasters", f"armaments bring only disasters{gone}", 1)
    image = Alignment(letter.text, text).image(at)
    assert image is None or image.span.start == text.index(", and I assure you of it")


def test_a_word_beside_its_misspelt_twin_is_neither() -> None:
    words = "nothing else is left to us but to accept this challenge of yours"
    start = words.index("challenge")
    text = words.replace("challenge", "challenqe challenge")
    assert Alignment(f"{TEXT} {words}", f"{TEXT} {text}").image(Span(start, start + 9).moved(len(TEXT) + 1)) is None


_PLACES = range(3000, 15_000, 400)


def test_set_phrases_that_come_together_elsewhere_are_not_the_passage_that_was_struck() -> None:
    old = legal(random.Random("set phrases"))
    for place in _PLACES:
        at = Span(old.index(" ", place) + 1, old.index(" ", place + 60))
        quote = describe_quote(old, at)
        struck = old[: at.start - 300] + old[at.end + 300 :]
        text = f"{struck[:1000]} {quote.exact} {struck[1000:]}"
        assert Corrections(text, [old]).resolve(quote, position_of(at)).span is None
