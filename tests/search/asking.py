"""What the tests of search have in common: pages for the oracle, notes made from a few words, and answers as places."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from cca_desktop.library.document import Block, Document, Paragraph
from cca_desktop.notes.note import Note, Target
from cca_desktop.search.searcher import Searcher
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector
from cca_desktop.text.span import Span
from tests.search.oracle import Page, Place


def is_at_full_strength() -> bool:
    """Tell whether CCA_LONG_TESTS is set and nobody waits."""
    return bool(os.environ.get("CCA_LONG_TESTS"))


def how_many(few: int, many: int) -> int:
    """Return how often to try: ``few`` times, or ``many`` where CCA_LONG_TESTS is set and nobody waits."""
    return many if is_at_full_strength() else few


# On a test that tries how_many times: at full strength it has an hour to come to its end and say what it found.
may_take_long = pytest.mark.timeout(3600 if is_at_full_strength() else 120)


def pages_of(document: Document) -> list[Page]:
    """Return the paragraphs of a document as the oracle sees them."""
    return [
        Page(paragraph.label, document.text[paragraph.span.start : paragraph.span.end], paragraph.span.start)
        for paragraph in document.paragraphs
    ]


def page_of(note: Note) -> Page:
    """Return a note as the oracle sees it."""
    return Page(f"note {note.id}", note.body, 0, note.tags)


def note_on(
    document: Document | None, name: str, body: str, *, at: int | None = None, tags: tuple[str, ...] = ()
) -> Note:
    """Return a note; ``at`` is where its passage of ten characters begins."""
    target = None
    if document is not None:
        passage = None if at is None else TextPositionSelector(at, at + 10)
        quote = None if at is None else TextQuoteSelector(document.text[at : at + 10], "", "")
        target = Target(document.id, quote, passage)
    return Note(name, target, body, tags, "yellow", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1, False)


def document_of(*paragraphs: str, name: str = "made-up", language: str = "en") -> Document:
    """Return a document with these paragraphs, numbered from 1, an empty line between them."""
    spans = []
    start = 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return Document(
        id=name,
        address=f"https://example.org/{name}",
        checksum=f"checksum of {name}",
        title=f"The Title of {name}",
        short_title=name,
        subtitle="",
        author="Ann Author",
        recipient="",
        date="1962-10-26",
        language=language,
        citation="",
        text="\n\n".join(paragraphs),
        blocks=tuple(Block(span, "body") for span in spans),
        paragraphs=tuple(Paragraph(str(number), span) for number, span in enumerate(spans, 1)),
        pages=(),
        sections=(),
        facts=(),
    )


def first_on_shelf() -> Document:
    """Return an empty document, which takes the place that is always held in memory."""
    return document_of(name="empty")


def with_volumes(folder: Path, documents: Sequence[Document]) -> Searcher:
    """Open a searcher that has every one of ``documents`` on the disk, as it has those of a large library."""
    searcher = Searcher(folder, [first_on_shelf(), *documents], most_in_memory=0)
    searcher.make_ready()
    return searcher


def asked(searcher: Searcher, question: str, documents: Sequence[Document], notes: Sequence[Note] = ()) -> set[Place]:
    """Ask, and return the places of the hits; on the way, hold the answer to what is true of every answer."""
    answer = searcher.ask(question, patience=60.0)  # other programs may be at work
    texts = {document.id: document.text for document in documents} | {note.id: note.body for note in notes}
    found = []
    for hit in answer.hits:
        whole = texts[hit.note or hit.document]
        assert hit.exact == hit.span.cut(whole)
        assert hit.before == "" or " ".join(whole[max(0, hit.span.start - 400) : hit.span.start].split()).endswith(
            hit.before.strip()
        )
        assert hit.after == "" or " ".join(whole[hit.span.end : hit.span.end + 400].split()).startswith(
            hit.after.strip()
        )
        found.append((f"note {hit.note}" if hit.kind == "note" else hit.paragraph, *hit.span))
    assert len(set(found)) == len(found) == answer.total
    in_texts = [place[1:] for place in found if not place[0].startswith("note ")]
    assert len(documents) > 1 or in_texts == sorted(in_texts)
    assert [hit.kind for hit in answer.hits] == sorted((hit.kind for hit in answer.hits), reverse=True)
    first = searcher.ask(question, limit=3, patience=60.0)
    assert first.total == answer.total
    assert first.hits == answer.hits[:3]
    return set(found)
