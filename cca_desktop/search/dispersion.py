"""How evenly what was found is spread over a text."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from cca_desktop.library.document import Document
from cca_desktop.search.tokens import folded_words
from cca_desktop.text.span import Span


class Dispersion(NamedTuple):
    """The hits in each paragraph of a document, and how unevenly they fall.

    ``labels``, ``hits`` and ``sizes`` (running words) go along the paragraphs. ``deviation`` is Gries's DP,
    ``normalised`` the same on a scale that reaches 1.0 in every text; both are None where there is no hit.
    """

    labels: tuple[str, ...]
    hits: tuple[int, ...]
    sizes: tuple[int, ...]
    deviation: float | None
    normalised: float | None

    def paragraphs_with_hits(self) -> int:
        """Return in how many paragraphs there is a hit."""
        return sum(map(bool, self.hits))

    def numbered(self) -> int:
        """Return how many of the paragraphs have a number, as those of a letter's header and its close have none."""
        return sum(map(str.isdecimal, self.labels))

    def is_all_numbered(self) -> bool:
        """Tell whether every paragraph has a number."""
        return self.numbered() == len(self.labels)


def dispersion_of(document: Document, spans: Iterable[Span]) -> Dispersion:
    """Measure how ``spans`` of the canonical text are spread over its paragraphs."""
    hits = [0] * len(document.paragraphs)
    starts = [paragraph.span.start for paragraph in document.paragraphs]
    for span in spans if hits else ():
        hits[max(0, bisect_right(starts, span.start) - 1)] += 1
    sizes = _running_words(document)
    is_measured = sum(hits) > 0 and all(sizes)
    return Dispersion(
        tuple(paragraph.label for paragraph in document.paragraphs),
        tuple(hits),
        sizes,
        deviation_of_proportions(hits, sizes) if is_measured else None,
        normalised_deviation(hits, sizes) if is_measured else None,
    )


@lru_cache(maxsize=16)
def _running_words(document: Document) -> tuple[int, ...]:
    return tuple(len(folded_words(paragraph.span.cut(document.text))) for paragraph in document.paragraphs)


def deviation_of_proportions(hits: Sequence[int], sizes: Sequence[int]) -> float:
    """Measure how unevenly a word is spread over the paragraphs.

    Args:
        hits: Occurrences in each paragraph, shape (paragraphs,).
        sizes: Running words in each paragraph, same shape, every one positive.

    Returns:
        Gries's DP: 0.0 when the hits fall as the words do, towards 1.0 when they crowd into one short paragraph.

    Raises:
        ValueError: The shapes differ, or there is no hit to measure.

    Source:
        S. Th. Gries, "Dispersions and adjusted frequencies in corpora", IJCL 13(4), 2008, 403-437.
    """
    if len(hits) != len(sizes):
        raise ValueError("there must be a size for each paragraph with its hits, and no other")
    if any(size <= 0 for size in sizes):
        raise ValueError("a paragraph without words has no share in the text")
    found, length = sum(hits), sum(sizes)
    if found <= 0:
        raise ValueError("where there is no hit, nothing is spread")
    # The shares are compared as whole numbers, which makes 0.0 exact.
    return sum(abs(count * length - size * found) for count, size in zip(hits, sizes, strict=True)) / (
        2 * found * length
    )


def normalised_deviation(hits: Sequence[int], sizes: Sequence[int]) -> float:
    """Measure the same on a scale from 0.0 to 1.0, so that texts with few and with many paragraphs can be compared.

    Args:
        hits: Occurrences in each paragraph, shape (paragraphs,).
        sizes: Running words in each paragraph, same shape, every one positive.

    Returns:
        DP divided by the most it could be, which is reached when all hits stand in the shortest paragraph; 0.0 for a
        text of one paragraph.

    Raises:
        ValueError: The shapes differ, or there is no hit to measure.

    Source:
        J. Lijffijt and S. Th. Gries, "Correction to Stefan Th. Gries' 'Dispersions and adjusted frequencies in
        corpora'", IJCL 17(1), 2012, 147-149.
    """
    deviation = deviation_of_proportions(hits, sizes)
    most = 1 - min(sizes) / sum(sizes)
    return min(1.0, deviation / most) if most else 0.0
