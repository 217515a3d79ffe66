"""Where the notes lie on a page: the words of a document cut wherever a note begins or ends."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.span import Span


class Lying(NamedTuple):
    """A passage that a note lies on: the note's ``number`` among those that go out, and the reading text it covers."""

    number: int
    span: Span
    colour: str


class Piece(NamedTuple):
    """A stretch of reading text on which the same notes lie, the smallest uppermost.

    ``begins`` and ``ends`` are those that begin with it and end with it.
    """

    words: str
    over: tuple[Lying, ...]
    begins: tuple[Lying, ...]
    ends: tuple[Lying, ...]


def rendition_of(document: Document) -> Rendition:
    """Set a document as a reader sees it."""
    return Rendition(document.text, [block.span for block in document.blocks])


def lying_on(document: Document, rendition: Rendition, notes: Sequence[tuple[int, PlacedNote]]) -> list[Lying]:
    """Return every passage of ``document`` that one of the numbered ``notes`` lies on, in order."""
    found: list[Lying] = []
    for number, placed in notes:
        spans = [placed.span, *(other.span for other in placed.others)]
        for span in dict.fromkeys(span for span in spans if span is not None and span.end <= len(document.text)):
            shown = _trimmed(rendition.text, rendition.reading_span(span))
            if shown.start < shown.end:
                found.append(Lying(number, shown, placed.note.colour))
    return sorted(found, key=lambda one: (one.span, one.number))


def pieces(text: str, within: Span, lying: Sequence[Lying]) -> list[Piece]:
    """Cut the stretch ``within`` of a reading text at every border of a note; ``lying`` are those that touch it."""
    touching = [one for one in lying if one.span.overlaps(within)]
    borders = {within.start, within.end}
    for one in touching:
        borders |= {max(one.span.start, within.start), min(one.span.end, within.end)}
    cuts = sorted(borders)
    begin: dict[int, list[Lying]] = {}
    end: dict[int, list[Lying]] = {}
    for one in touching:
        begin.setdefault(max(one.span.start, within.start), []).append(one)
        end.setdefault(min(one.span.end, within.end), []).append(one)
    found: list[Piece] = []
    active: dict[Lying, None] = {}
    for start, stop in pairwise(cuts):
        for one in end.get(start, ()):
            active.pop(one, None)
        active.update(dict.fromkeys(begin.get(start, ())))
        over = sorted(active, key=lambda one: (one.span.end - one.span.start, one.number))
        found.append(
            Piece(
                text[start:stop],
                tuple(over),
                tuple(one for one in begin.get(start, ()) if one.span.start == start),
                tuple(one for one in end.get(stop, ()) if one.span.end == stop),
            )
        )
    return found


def _trimmed(text: str, span: Span) -> Span:
    """Return a passage without the line ends at its edges, which stand in no paragraph."""
    start, end = span
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    return Span(start, end)
