"""A document: one canonical text, and spans over it that say what its parts are."""

from bisect import bisect_right
from typing import NamedTuple

from cca_desktop.text.span import Span


class Block(NamedTuple):
    """What a reader sees as one block of print: a paragraph, a line of the heading, a signature.

    ``role`` is one of heading, dateline, frame, salutation, body, closing, signature, end, source.
    """

    span: Span
    role: str


class Paragraph(NamedTuple):
    """What can be cited: "1" to "30", or "header", "salutation", "close"; the header and the close have many blocks."""

    label: str
    span: Span


class Page(NamedTuple):
    """A page of the copy the text was taken from. ``is_inferred`` tells that its beginning is not seen in the file."""

    number: int
    span: Span
    is_inferred: bool


class Section(NamedTuple):
    """A part of the outline: its paragraphs from ``first`` to ``last``, by label, and the stretch they cover."""

    numeral: str
    title: str
    first: str
    last: str
    span: Span


class Document(NamedTuple):
    """A text to read, exactly as transmitted, with all that is known about it.

    Every position anywhere in the program counts code points of ``text``. Blocks, paragraphs, pages and sections are in
    reading order. ``facts`` holds provenance for the eye alone, heading and sentence; so does ``witnesses``, a place
    where the text is kept or printed and what is known of it; ``citation`` is the document in a
    Chicago note, up to the day of access and the address.
    """

    id: str
    address: str
    checksum: str
    title: str
    short_title: str
    subtitle: str
    author: str
    recipient: str
    date: str
    language: str
    citation: str
    text: str
    blocks: tuple[Block, ...]
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...]
    witnesses: tuple[tuple[str, str], ...] = ()

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph that ``offset`` stands in; white space belongs to the paragraph before it."""
        index = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.span.start)
        return self.paragraphs[max(0, index - 1)]

    def paragraph(self, label: str) -> Paragraph | None:
        """Return the paragraph that is cited as ``label``, or None where there is none."""
        return next((paragraph for paragraph in self.paragraphs if paragraph.label == label), None)

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that ``offset`` stands on, or None for a document without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.span.start)
        return self.pages[max(0, index - 1)].number if self.pages else None

    def section_at(self, offset: int) -> Section | None:
        """Return the section that ``offset`` stands in, or None in the frame around the letter."""
        return next((section for section in self.sections if section.span.holds(offset)), None)

    def answers_to(self, name: str) -> bool:
        """Tell whether ``name`` is this document's id, address or checksum."""
        return name in (self.id, self.address, self.checksum)
