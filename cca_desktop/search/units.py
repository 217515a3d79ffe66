"""What is searched: units, each a paragraph of a text or a note, in the order in which they are read."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.stems import ENGLISH
from cca_desktop.search.tokens import fold_line
from cca_desktop.text.span import Span

TEXT, NOTE = "text", "note"
LANGUAGE = "language"  # what a tag begins with that tells what a note is written in
_NOWHERE = sys.maxsize  # where notes stand that belong to no passage or no text: after all others


class Unit(NamedTuple):
    """One paragraph or one note.

    ``key`` names it in the index. ``text`` is the paragraph's stretch of the canonical text, which begins at ``start``,
    or the note's body (``start`` 0). ``document``, ``paragraph`` and ``place`` say where it stands, for a note where
    its passage stands. ``order`` sorts units as they are read: texts, then notes by place.
    """

    key: str
    kind: str
    document: Document | None
    note: str
    paragraph: str
    place: int
    text: str
    start: int
    tags: tuple[str, ...]
    colour: str
    language: str
    order: tuple[int, int, int, str]

    def sign(self) -> str:
        """Return the signature of all that is indexed of it."""
        content = "\x1f".join((self.language, self.text, *self.tags)).encode("utf-8", "replace")
        return blake2b(content, digest_size=12).hexdigest()

    def passages(self) -> tuple[str, ...]:
        """Return the texts in which words stand side by side: the text itself, and each tag."""
        return (self.text, *self.tags)

    def folded_tags(self) -> tuple[str, ...]:
        """Return the tags as ``tag:`` compares them."""
        return tuple(map(fold_line, self.tags))


def units_of_text(document: Document, shelf_number: int) -> list[Unit]:
    """Return the paragraphs of a document; ``shelf_number`` is its place among the documents."""
    return [
        unit_of_paragraph(
            document, shelf_number, paragraph.label, paragraph.span.start, paragraph.span.cut(document.text)
        )
        for paragraph in document.paragraphs
    ]


def unit_of_paragraph(document: Document, shelf_number: int, label: str, start: int, text: str) -> Unit:
    """Return a paragraph: ``text`` as it stands from ``start`` on."""
    return Unit(
        key=f"{TEXT}/{document.id}/{label}",
        kind=TEXT,
        document=document,
        note="",
        paragraph=label,
        place=start,
        text=text,
        start=start,
        tags=(),
        colour="",
        language=document.language,
        order=order_of_paragraph(shelf_number, start),
    )


def order_of_paragraph(shelf_number: int, start: int) -> tuple[int, int, int, str]:
    """Return what sorts a paragraph among all units."""
    return 0, shelf_number, start, ""


def unit_of_note(written: Note | PlacedNote, shelf: Mapping[str, tuple[int, Document]]) -> Unit:
    """Return a note as a unit.

    Args:
        written: The note; placed, if it is known where its words stand now.
        shelf: Every name a document answers to, with its place among the documents.
    """
    note = written.note if isinstance(written, PlacedNote) else written
    passage = passage_of(written)
    shelf_number, document = shelf.get(note.target.document if note.target else "", (_NOWHERE, None))
    place = passage.start if document and passage else _NOWHERE
    return Unit(
        key=f"{NOTE}/{note.id}",
        kind=NOTE,
        document=document,
        note=note.id,
        paragraph=document.paragraph_at(place).label if document and document.paragraphs and place != _NOWHERE else "",
        place=place,
        text=note.body,
        start=0,
        tags=note.tags,
        colour=note.colour,
        language=told_language(note.tags),
        order=(1, shelf_number, place, note.id),
    )


def told_language(tags: Sequence[str]) -> str:
    """Return what a note is written in, as one of its tags may tell: "language:es"; English where none does."""
    told = (tag.partition(":") for tag in tags)
    return next((code.strip() for name, _, code in told if name.strip().lower() == LANGUAGE and code.strip()), ENGLISH)


class OnShelf(Mapping[str, tuple[int, Document]]):
    """Finds a document and its place among all of them by whatever it answers to."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Know none of ``documents`` yet."""
        self._documents = documents
        self._places: dict[str, int] = {}

    def note(self, place: int, document: Document) -> None:
        """Take down what the document at ``place`` answers to, and do not keep it."""
        for name in (document.id, document.address, document.checksum):
            self._places.setdefault(name, place)

    def __getitem__(self, name: str) -> tuple[int, Document]:
        """Return the place of a document, and itself."""
        place = self._places[name]
        return place, self._documents[place]

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._places)


def passage_of(written: Note | PlacedNote) -> Span | None:
    """Return where the words of a note stand, None where it has none or they are astray."""
    if isinstance(written, PlacedNote):
        return written.span
    at = written.target.position if written.target else None
    return Span(*at) if at else None
