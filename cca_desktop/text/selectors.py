"""The two ways in which the W3C Web Annotation model writes down a passage: by its place, and by its words."""

from typing import NamedTuple

from cca_desktop.text.span import Span

CONTEXT = 32  # code points of prefix and suffix, before they grow to the borders of words
LONGEST_CONTEXT = 2048  # where a passage is still ambiguous with this much around it, only its place decides


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


def describe_quote(text: str, at: Span) -> TextQuoteSelector:
    """Write down ``at`` by its words, with enough of the words around it that ``text`` holds them only once.

    Prefix and suffix do not cut a word in two, unless it is longer than any word.

    Source:
        The growing of the context follows Apache Annotator, ``describe-text-quote.ts``.
    """
    exact, reach = at.cut(text), CONTEXT
    while True:
        start = _back_to_border(text, max(0, at.start - reach))
        end = _on_to_border(text, min(len(text), at.end + reach))
        if reach >= LONGEST_CONTEXT or (start, end) == (0, len(text)) or _is_only_at(text, start, text[start:end]):
            return TextQuoteSelector(exact, text[start : at.start], text[at.end : end])
        reach *= 2


def _is_only_at(text: str, start: int, words: str) -> bool:
    return text.find(words) == start and text.find(words, start + 1) == -1


def _back_to_border(text: str, offset: int) -> int:
    start = offset
    while start > max(0, offset - CONTEXT) and _is_inside_word(text, start):
        start -= 1
    return start


def _on_to_border(text: str, offset: int) -> int:
    end = offset
    while end < min(len(text), offset + CONTEXT) and _is_inside_word(text, end):
        end += 1
    return end


def _is_inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
