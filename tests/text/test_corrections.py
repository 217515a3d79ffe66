"""Made-up corrections of many texts, light and heavy: a note that claims to have found its words has found them."""

import random
import re

import pytest

from cca_desktop.library.document import Document
from cca_desktop.text.corrections import Corrections
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from tests.text.corrections import KINDS, Corrected, corrected
from tests.text.kinds_of_text import MADE

LENGTHS = (1, 2, 4, 8, 20, 60)
PASSAGES = 12
SHARES = (0.01, 0.03, 0.1, 0.2, 0.4)


def passages_in(after: Corrected, old: str, corrections: Corrections, chance: random.Random) -> list[tuple[bool, str]]:
    """Look for passages of the old text; tell of each whether half of it is left, and how it was found, "" if not."""
    told = []
    for length in LENGTHS:
        for _ in range(PASSAGES // len(LENGTHS)):
            at = after.passage(chance.randrange(len(after.words) - length), length)
            claimed = corrections.resolve(describe_quote(old, at), position_of(at)).span
            how = after.judge(claimed, at) if claimed else ""
            assert how != "wrong", f"{at.cut(old)!r} was said to be {claimed and claimed.cut(after.text)!r}"
            told.append((after.share_left(at) >= 0.5, how))
    return told


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", SHARES)
def test_nothing_is_claimed_wrongly_in_a_corrected_letter(letter: Document, share: float, kind: str) -> None:
    chance = random.Random(f"{share} {kind}")
    found = there = 0
    for _ in range(3):
        after = corrected(letter.text, kind, share, chance)
        for former in ([letter.text], []):  # whether or not the text is known that the notes were written on
            told = passages_in(after, letter.text, Corrections(after.text, former), chance)
            if former:
                found += sum(bool(how) for is_left, how in told if is_left)
                there += sum(is_left for is_left, _ in told)
    assert found >= {0.01: 0.9, 0.03: 0.85, 0.1: 0.6}.get(share, 0.0) * there


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("made", MADE)
def test_nor_in_texts_that_repeat_themselves(made: str, kind: str) -> None:
    chance = random.Random(f"{made} {kind}")
    text = MADE[made](chance)
    told = []
    for share in (0.01, 0.1):
        after = corrected(text, kind, share, chance)
        told += passages_in(after, text, Corrections(after.text, [text]), chance)
    assert any(how == "right" for _, how in told)


def test_whoever_judges_takes_no_twin_for_strange_words_but_for_the_passage_itself() -> None:
    far = "all of this stands between so that either has neighbours of its own"
    old = f"one two refrain {far} refrain four"
    words = [Span(*found.span()) for found in re.finditer(r"\w+", old)]
    order = [*range(2, 2 + 1 + len(far.split())), 0, 1, len(words) - 2, len(words) - 1]
    text = " ".join(words[number].cut(old) for number in order)
    places = [Span(*found.span()) for found in re.finditer(r"\w+", text)]
    after = Corrected(old, text, words, dict(zip(order, places, strict=True)), [one.start for one in places], order)
    passage = Span(text.index("one two"), text.index(" four"))
    assert after.judge(passage, Span(0, len("one two refrain"))) == "right"
    assert after.judge(Span(passage.end - len("refrain"), passage.end), words[2]) == "wrong"
