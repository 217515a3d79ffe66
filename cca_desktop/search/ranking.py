"""How well a paragraph answers a question, by BM25: for each word its rarity times its saturation, added up.

Source:
    S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends in
    Information Retrieval 3(4), 2009, 333-389; k1 and b as usual, the rarity kept positive as in Lucene.
"""

import math

_SATURATION = 1.2  # k1: how soon a further occurrence counts for less
MOST_SATURATED = _SATURATION + 1  # what any number of occurrences is worth at most
_LENGTH_MATTERS = 0.75  # b: how far a long paragraph has to have more of them


def rarity(holding: int, units: int) -> float:
    """Return how much a word tells that ``holding`` of ``units`` paragraphs hold: its inverse document frequency."""
    return math.log(1 + (units - holding + 0.5) / (holding + 0.5))


def saturation(count: int, length: int, mean_length: float) -> float:
    """Return what ``count`` occurrences in one paragraph are worth: the second ten less than the first.

    Args:
        count: Occurrences of the word, at least one.
        length: Characters of the paragraph (any measure of length does, as long as it is the same throughout).
        mean_length: Characters of a paragraph on average.
    """
    norm = _SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * length / mean_length) if mean_length else _SATURATION
    return count * MOST_SATURATED / (count + norm)


def length_class(length: int) -> int:
    """Return a number that grows with ``length`` and is about four times its logarithm."""
    digits = length.bit_length() - 1
    return length if digits < 2 else 4 * (digits - 1) + (length >> digits - 2 & 3)


def shortest_of(number: int) -> int:
    """Return the least length of this class."""
    return number if number < 4 else 4 + number % 4 << number // 4 - 1
