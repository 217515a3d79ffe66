"""How much each word of a text tells about its place, in bits: next to nothing within a set phrase, much if seldom."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cca_desktop.text.words import Words, words_of

RUN = 4  # words


class Telling(NamedTuple):
    """The words of a text, what each tells after those before it and before those after it, and all runs of them."""

    words: Words
    ahead: list[float]
    back: list[float]
    runs: set[tuple[str, ...]]

    @classmethod
    def of(cls, text: str) -> "Telling":
        """Weigh the words of ``text``."""
        words = words_of(text, 0, len(text))
        return cls(words, told(words.keys), told(words.keys[::-1])[::-1], set(runs_of(words.keys)))


def runs_of(keys: Sequence[str]) -> list[tuple[str, ...]]:
    """Return each run of so many words."""
    return [tuple(keys[index : index + RUN]) for index in range(len(keys) - RUN + 1)]


def told(keys: Sequence[str]) -> list[float]:
    """Measure in bits what each word tells about its place: by itself, after the word before it, after two; the least.

    Each is reckoned from all the other places of the text, so that a set phrase tells little however long it is, and a
    word that stands nowhere else tells much.
    """
    ones, twos = Counter(keys), Counter(pairwise(keys))
    threes = Counter(zip(keys, keys[1:], keys[2:], strict=False))
    total = len(keys) + 1
    bits = []
    for index, key in enumerate(keys):
        most = chance = max(0.5, ones[key] - 1) / total
        if index:
            before = keys[index - 1]
            chance = (twos[before, key] - 1 + chance) / ones[before]
            most = max(most, chance)
        if index > 1:
            chance = (threes[keys[index - 2], before, key] - 1 + chance) / twos[keys[index - 2], before]
            most = max(most, chance)
        bits.append(-math.log2(most))
    return bits
