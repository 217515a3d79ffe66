"""What leaves: the notes in the order of the book, and the documents they speak of."""

from collections.abc import Sequence
from typing import NamedTuple

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Outgoing(NamedTuple):
    """Notes to take elsewhere, in order, with the documents at hand; ``at`` is the time in UTC, as ISO 8601."""

    notes: tuple[PlacedNote, ...]
    documents: tuple[Document, ...]
    at: str

    def document_of(self, placed: PlacedNote) -> Document | None:
        """Return the document that a note is about first of all, or None if it is about none that is here."""
        target = placed.note.target
        return document_named(self.documents, target.document) if target else None

    def about(self, document: Document) -> tuple[PlacedNote, ...]:
        """Return the notes about ``document``, in order."""
        return tuple(placed for placed in self.notes if self.document_of(placed) is document)


def outgoing(notes: Sequence[PlacedNote], documents: Sequence[Document], at: str) -> Outgoing:
    """Put ``notes`` into the order of the book: document by document, place by place; last those on no document.

    Within a document those on no passage come after those on one, and the astray at the end.
    """
    ranks = {id(document): rank for rank, document in enumerate(documents)}
    known: dict[str, int] = {}

    def place(placed: PlacedNote) -> tuple[int, bool, bool, tuple[int, int], str, str]:
        note = placed.note
        name = note.target.document if note.target else ""
        if name not in known:
            document = document_named(documents, name)
            known[name] = ranks[id(document)] if document else len(ranks) + (not name)
        is_astray = placed.span is None and note.target is not None and note.target.quote is not None
        return known[name], is_astray, placed.span is None, placed.span or (0, 0), note.created, note.id

    return Outgoing(tuple(sorted(notes, key=place)), tuple(documents), at)


def document_named(documents: Sequence[Document], name: str) -> Document | None:
    """Return the document that answers to ``name``, or None."""
    return next((document for document in documents if name and document.answers_to(name)), None)


def place_told(document: Document | None, placed: PlacedNote) -> str:
    """Return where a note stands, as a reader cites it: "¶ 6", "¶ 6–8", "header"; "" where it has no place."""
    if document is None or placed.span is None:
        return ""
    first = document.paragraph_at(placed.span.start).label
    last = document.paragraph_at(max(placed.span.start, placed.span.end - 1)).label
    if not first.isdecimal():
        return first
    return f"¶ {first}–{last}" if last.isdecimal() and last != first else f"¶ {first}"


def places_told(document: Document | None, placed: PlacedNote) -> str:
    """Return where all passages of a note stand: "¶ 6, ¶ 8"; "" where none has a place."""
    spans = [placed.span, *(other.span for other in placed.others)]
    told = (place_told(document, placed._replace(span=span)) for span in spans)
    return ", ".join(dict.fromkeys(place for place in told if place))


def is_bare(placed: PlacedNote) -> bool:
    """Tell whether a note says no more than its mark does."""
    note = placed.note
    return not note.body.strip() and not note.tags and not note.creator


def day(at: str) -> str:
    """Return the day of a time in UTC as a reader writes it: "26 October 1962"."""
    year, _, rest = at[:10].partition("-")
    month, _, number = rest.partition("-")
    if not (month.isascii() and month.isdigit() and 1 <= int(month) <= len(_MONTHS) and number.isdecimal()):
        return at
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
