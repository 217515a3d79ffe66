"""How well a paragraph answers a question."""

import math
from collections.abc import Iterable

_SATURATION = 1.2  # k1: how soon a further occurrence counts for less
_LENGTH_MATTERS = 0.75  # b: how far a long paragraph has to have more of them


def rarity(holding: int, units: int) -> float:
    """Return how much a word tells that ``holding`` of ``units`` paragraphs hold: its inverse document frequency."""
    return math.log(1 + (units - holding + 0.5) / (holding + 0.5))


def bm25(words: Iterable[tuple[int, float]], length: int, mean_length: float) -> float:
    """Score a paragraph.

    Args:
        words: For each word of the question its occurrences in the paragraph, and its rarity.
        length: Characters of the paragraph (any measure of length does, as long as it is the same throughout).
        mean_length: Characters of a paragraph on average.

    Returns:
        0.0 where there is none of the words, and more the more there is of rare ones.

    Source:
        S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends
        in Information Retrieval 3(4), 2009, 333-389; k1 and b as usual, the rarity kept positive as in Lucene.
    """
    norm = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / mean_length) if mean_length else _SATURATION
    return sum((weight * count * (_SATURATION + 1) / (count + norm) for count, weight in words if count), 0.0)
