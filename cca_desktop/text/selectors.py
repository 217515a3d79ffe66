"""The two ways in which the W3C Web Annotation model writes down a passage: by its place, and by its words."""

from typing import NamedTuple

from cca_desktop.text.span import Span

CONTEXT = 32  # code points of prefix and suffix, before they grow to the borders of words


class TextPositionSelector(NamedTuple):
    """A passage by its place: code points of the canonical text, half open."""

    start: int
    end: int


class TextQuoteSelector(NamedTuple):
    """A passage by its words, and the words on either side."""

    exact: str
    prefix: str
    suffix: str


def position_of(at: Span) -> TextPositionSelector:
    """Write down ``at`` by its place."""
    return TextPositionSelector(at.start, at.end)
