"""Made-up corrections of the letter, light and heavy: a note that claims to have found its words has found them."""

import random
import re

import pytest

from cca_desktop.library.document import Document
from cca_desktop.text.anchoring import resolve
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from tests.text.corrections import corrected, is_right

TRIALS = 60


@pytest.mark.parametrize("length", [1, 2, 4, 8, 20, 60])
@pytest.mark.parametrize(("share", "least_recall"), [(0.01, 0.93), (0.03, 0.85), (0.1, 0.15), (0.2, 0.05), (0.4, 0.0)])
def test_nothing_is_claimed_wrongly(letter: Document, share: float, least_recall: float, length: int) -> None:
    chance = random.Random(f"{share} {length}")
    text = letter.text
    words = [Span(*found.span()) for found in re.finditer(r"\w+", text)]
    claimed = 0
    for trial in range(TRIALS):
        if trial % 10 == 0:
            after = corrected(text, share, chance)
        first = chance.randrange(len(words) - length)
        at = Span(words[first].start, words[first + length - 1].end)
        anchoring = resolve(after.text, describe_quote(text, at), position_of(at))
        if anchoring.span is not None:
            claimed += 1
            true = after.now(at)
            assert is_right(anchoring.span, true, after.text), (
                f"{at.cut(text)!r} was said to be {anchoring.span.cut(after.text)!r}, "
                f"and is {true and true.cut(after.text)!r}"
            )
    assert claimed >= least_recall * TRIALS
