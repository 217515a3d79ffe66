import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.text.anchoring import ASTRAY, FOUND, LOST, MOVED, find_quote, resolve
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span
from tests.text.test_selectors import passages

texts = st.text(max_size=60) | st.lists(st.sampled_from(["we ", "the ", "peace ", "\n\n", "— ", "😀"])).map("".join)

_DASHES = "-‐‑‒–—―−"


def described(text: str, words: str) -> tuple[TextQuoteSelector, TextPositionSelector]:
    at = Span(text.index(words), text.index(words) + len(words))
    return describe_quote(text, at), position_of(at)


@given(passages())
def test_a_described_passage_is_found_again(passage: tuple[str, Span]) -> None:
    text, at = passage
    assert resolve(text, describe_quote(text, at), position_of(at)) == (FOUND, at, 1.0)


@given(passages())
def test_its_words_alone_find_it_again_as_well(passage: tuple[str, Span]) -> None:
    """An annotation from elsewhere may come without a position: it is found where it stands, or it is astray."""
    text, at = passage
    anchoring = resolve(text, describe_quote(text, at), None)
    assert anchoring.state == ASTRAY or (anchoring.state, anchoring.span) == (FOUND, at)


@given(passages(), st.text(min_size=1, max_size=200))
def test_words_in_their_context_are_found_behind_whatever_is_put_before_them(
    passage: tuple[str, Span], before: str
) -> None:
    text, at = passage
    anchoring = resolve(before + text, describe_quote(text, at), position_of(at))
    if anchoring.span is not None:
        assert anchoring.span.cut(before + text) == at.cut(text)


@given(texts, texts, texts, texts, st.none() | st.integers(0, 60))
def test_whatever_comes_the_answer_is_a_place_in_the_text_or_none(
    text: str, exact: str, prefix: str, suffix: str, start: int | None
) -> None:
    position = None if start is None else TextPositionSelector(start, start + len(exact))
    state, span, score = resolve(text, TextQuoteSelector(exact, prefix, suffix), position)
    assert (state == ASTRAY) == (span is None)
    assert 0.0 <= score <= 1.0
    if span is not None:
        assert 0 <= span.start <= span.end <= len(text)


def test_in_the_letter_every_repeated_word_is_found_where_it_was(letter: Document) -> None:
    moved = "An editor's heading.\n\n" + letter.text
    for start in range(0, len(letter.text) - 3, 41):
        at = Span(start, start + 3)
        if not at.cut(letter.text).strip():
            continue
        quote, position = describe_quote(letter.text, at), position_of(at)
        assert resolve(letter.text, quote, position).span == at
        assert resolve(moved, quote, position) == (MOVED, at.moved(22), 1.0)


@pytest.mark.parametrize(
    ("corrected", "now"),
    [
        ("We and you ought not now to pull on the ends of the rope.", "pull on the ends of the rope"),
        ("We and you ought not now to pull upon the ends of the rope.", "pull upon the ends of the rope"),
        ("We and you ought not now to pull at both ends of the rope.", "pull at both ends of the rope"),
        ("We and you ought not now to haul on the ends of the rope.", "haul on the ends of the rope"),
        ("We, and you, ought not now to pull on the ends of the same rope.", "pull on the ends of the same rope"),
        ("We and you ought not now to discuss the harvest.", None),
        ("", None),
    ],
)
def test_a_longer_passage_is_found_with_its_corrections(corrected: str, now: str | None) -> None:
    then = " The knot of war would be tied but the tighter by it."
    quote, position = described(
        "We and you ought not now to pull on the ends of the rope." + then, "pull on the ends of the rope"
    )
    anchoring = resolve(corrected + then, quote, position)
    assert (anchoring.span.cut(corrected + then) if anchoring.span else None) == now


def test_the_worse_a_text_fits_the_lower_it_scores() -> None:
    text = "In the name of peace, we and you ought not now to pull on the ends of the rope in which you tied the knot."
    quote, position = described(text, "we and you ought not now to pull on the ends of the rope")
    worse = [
        text,
        text.replace("pull on", "pull at"),
        text.replace("pull on", "pull at").replace("not now", "never"),
        text.replace("pull on", "pull at").replace("not now", "never").replace("tied", "made"),
        text.replace("pull on", "tear at").replace("not now", "never").replace("tied", "made").replace("name", "cause"),
        "We and they should tear up some ends of string.",
        "",
    ]
    scores = [resolve(version, quote, position).score for version in worse]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0
    assert len(set(scores[:5])) == 5


def test_corrections_never_raise_a_score(letter: Document) -> None:
    """Word after word of a passage is replaced: each time it fits worse, until it is astray and stays so."""
    words = letter.text[5000:5300].split(" ")
    quote, position = described(letter.text, " ".join(words[5:-5]))
    last = 1.0
    for number in range(5, len(words) - 5, 2):
        words[number] = "replaced"
        text = letter.text[:5000] + " ".join(words) + letter.text[5300:]
        score = resolve(text, quote, position).score
        assert score <= last
        last = score
    assert last == 0.0


@pytest.mark.parametrize("words", ["Linus", "peace", "of the", "is not so"])
def test_short_words_are_never_forced_onto_others(words: str) -> None:
    text = f"He said that {words} is what was meant by all of them together."
    quote, position = described(text, words)
    for other in ("chines", "piece", "peaces", "of these", "is so", ""):
        assert resolve(text.replace(words, other), quote, position) == LOST


def test_short_words_that_stand_elsewhere_by_chance_are_not_taken_for_the_lost_ones() -> None:
    quote, position = described("The ships carry arms. Nobody doubts it.", "arms")
    assert resolve("The ships carry oil. He held it in his arms for a while.", quote, position) == LOST


def test_between_two_equal_places_nothing_is_chosen() -> None:
    twice = "A. We want peace and nothing else. B. We want peace and nothing else."
    for prefix in ("", "C. "):
        quote = TextQuoteSelector("We want peace and nothing else.", prefix, "")
        assert resolve(twice, quote, TextPositionSelector(0, 31)) == LOST
        assert resolve(twice, quote, None) == LOST


def test_of_two_equal_places_the_old_one_is_kept() -> None:
    text = "We want peace. " * 4
    at = Span(15, 29)
    quote, position = describe_quote(text, at), position_of(at)
    assert resolve(text + "And so on.", quote, position).span == at


def test_white_space_alone_is_nowhere() -> None:
    assert resolve("a  b", TextQuoteSelector(" ", "x", "y"), None) == LOST


def test_a_word_of_every_line_is_not_taken_for_another_that_stands_where_it_stood() -> None:
    text = "the line " * 60_000
    assert resolve(text, TextQuoteSelector("the", "another ", " line"), TextPositionSelector(9, 12)) == LOST
    assert resolve(text, TextQuoteSelector("the", "another ", " line"), TextPositionSelector(8, 11)) == LOST


def test_half_a_word_stays_half_a_word_when_others_are_corrected() -> None:
    text = "They carry the most offensive weaponry of all kinds across the wide ocean today."
    quote, position = described(text, "fensive weaponry of all kinds across the wi")
    corrected = text.replace("of all kinds", "of many kinds").replace("carry", "bring")
    anchoring = resolve(corrected, quote, position)
    assert anchoring.span is not None
    assert anchoring.span.cut(corrected) == "fensive weaponry of many kinds across the wi"
    assert resolve(text.replace("offensive", "dreadful").replace("all", "many"), quote, position) == LOST


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("have\n\ndifferent estimates", "have different  estimates", "have\n\ndifferent estimates"),
        ("It’s “peace”", 'It\'s "peace"', "It’s “peace”"),
        ('It\'s "peace"', "It’s «peace»", 'It\'s "peace"'),
        ("war—and peace", "war - and peace", "war—and peace"),
        ("war -- and peace", "war–and peace", "war -- and peace"),
        ("non-aggression", "non‑aggression", "non-aggression"),
        ("a - b", " - b", "- b"),
        ("a - b", "a -", "a -"),
        ("1+1=2 (sic)", "1+1=2 (sic)", "1+1=2 (sic)"),
        ("Peace", "peace", None),
        ("peace", "pe ace", None),
        ("peace", "  ", None),
        ("peace", "", None),
    ],
)
def test_typed_words_are_found_whatever_the_shape_of_their_marks(text: str, typed: str, found: str | None) -> None:
    spans = find_quote(f"before {text} after", typed)
    assert [span.cut(f"before {text} after") for span in spans] == ([] if found is None else [found])


def test_every_place_is_told_and_a_prefix_decides() -> None:
    text = "We want peace. You want peace. We want\npeace."
    assert len(find_quote(text, "want peace")) == 3
    assert find_quote(text, "want peace", prefix="You") == [Span(19, 29)]
    assert find_quote(text, "want peace", prefix="They") == []
    assert find_quote("aaa", "aa") == [Span(0, 2), Span(1, 3)]


@given(passages())
def test_what_stands_in_a_text_is_found_there(passage: tuple[str, Span]) -> None:
    text, at = passage
    words = at.cut(text)
    begins_inside_dashes = at.start > 0 and text[at.start - 1] in _DASHES and words[:1] in _DASHES
    if words.strip() == words and words and not begins_inside_dashes:
        (found,) = [span for span in find_quote(text, words) if span.start == at.start]
        assert found.end >= at.end
        assert not text[at.end : found.end].strip(_DASHES), "a run of dashes is one dash"


def test_no_text_makes_the_forgiving_search_hang() -> None:
    assert find_quote("-" * 3000 + " " * 3000, "- - - - - - - - a - b") == []
    assert find_quote(" " * 20_000, "x   y - z") == []


@pytest.mark.parametrize("quote", ["—and we are ready", "--and we are ready", "– and we are ready"])
def test_words_that_begin_at_a_dash_are_found_once(letter: Document, quote: str) -> None:
    (found,) = find_quote(letter.text, quote)
    assert found.cut(letter.text) == "--and we are ready"
