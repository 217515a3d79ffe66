"""A note: a reader's words about a passage, about a document, or about nothing in particular."""

from typing import NamedTuple

from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector
from cca_desktop.text.span import Span

COLOURS = ("yellow", "green", "blue", "pink", "violet")


class Target(NamedTuple):
    """What a note is about: a document, and in it a passage (both selectors) or the whole (neither)."""

    document: str
    quote: TextQuoteSelector | None = None
    position: TextPositionSelector | None = None


class Note(NamedTuple):
    """One annotation, in the words of the W3C model.

    ``id`` is a UUIDv7; ``created`` and ``modified`` are ISO 8601 in UTC; ``version`` counts its changes from 1. A note
    that ``is_retired`` lies in the bin: nothing is ever deleted.
    """

    id: str
    target: Target | None
    body: str
    tags: tuple[str, ...]
    colour: str
    created: str
    modified: str
    version: int
    is_retired: bool


class PlacedNote(NamedTuple):
    """A note and where its words stand now.

    ``state`` is found, moved, astray or free (no passage); ``span`` is None where there is no place.
    """

    note: Note
    span: Span | None
    state: str
