"""Read an edition: the text of a document, byte for byte as transmitted, and the description that lies beside it."""

import json
import zlib
from pathlib import Path
from typing import Any

from cca_desktop.errors import DamagedError, NotHereError
from cca_desktop.library.document import Block, Document, Page, Paragraph, Section
from cca_desktop.text.span import Span

SEEDS = ("khrushchev-1962-10-26",)  # the documents that come with the program, by id; it opens on the first


def read_edition(description: Path) -> Document:
    """Read the document that the JSON file ``description`` describes.

    Raises:
        NotHereError: The description, or the text it names, is missing.
        DamagedError: One of them cannot be read, or the text is not the one that was described.
    """
    try:
        told: dict[str, Any] = json.loads(description.read_bytes())
        raw = description.with_name(told["text"]).read_bytes()
    except FileNotFoundError as missing:
        raise NotHereError(
            f"The file {Path(missing.filename).name} is missing from the program's folder. "
            "Your notes are safe; installing the program again brings the text back."
        ) from missing
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise _altered(description.name) from trouble
    # Against accidents, at every start. Loading what SHA-256 needs takes 2 ms of the first picture; `is_exact` has it.
    if zlib.crc32(raw) != told.get("crc32"):
        raise _altered(told["text"])
    try:
        return _document(told, raw.decode("utf-8"))
    except (ValueError, KeyError, TypeError, StopIteration) as trouble:
        raise _altered(description.name) from trouble


def is_exact(document: Document) -> bool:
    """Tell whether the text is byte for byte the one that was described, by its SHA-256."""
    import hashlib

    return hashlib.sha256(document.text.encode("utf-8")).hexdigest() == document.checksum


def _altered(name: str) -> DamagedError:
    return DamagedError(
        f"The file {name} is not the one that came with the program, so it is not shown. "
        "Your notes are safe; installing the program again brings the text back."
    )


def _document(told: dict[str, Any], text: str) -> Document:
    paragraphs = tuple(Paragraph(label, Span(start, end)) for label, start, end in told["paragraphs"])
    spans = {paragraph.label: paragraph.span for paragraph in paragraphs}
    return Document(
        id=told["id"],
        address=told["address"],
        checksum=told["checksum"],
        title=told["title"],
        short_title=told["short_title"],
        subtitle=told["subtitle"],
        author=told["author"],
        recipient=told["recipient"],
        date=told["date"],
        language=told["language"],
        citation=told["citation"],
        text=text,
        blocks=tuple(Block(Span(start, end), role) for start, end, role in told["blocks"]),
        paragraphs=paragraphs,
        pages=tuple(Page(number, Span(start, end), inferred) for number, start, end, inferred in told["pages"]),
        sections=tuple(
            Section(numeral, title, first, last, Span(spans[first].start, spans[last].end))
            for numeral, title, first, last in told["sections"]
        ),
        facts=tuple((heading, sentence) for heading, sentence in told["facts"]),
        witnesses=tuple((name, sentence) for name, sentence in told.get("witnesses", ())),
    )


def stand_in(document_id: str, sentence: str) -> Document:
    """Return a page that says ``sentence`` in the place of a document that cannot be shown.

    It bears the document's id, so that the notes on it are listed; the text they speak of is not here, and they say so.
    """
    whole = Span(0, len(sentence))
    return Document(
        id=document_id,
        address="",
        checksum="",
        title=sentence,
        short_title=document_id,
        subtitle="",
        author="",
        recipient="",
        date="",
        language="en",
        citation="",
        text=sentence,
        blocks=(Block(whole, "frame"),),
        paragraphs=(Paragraph("header", whole),),
        pages=(),
        sections=(),
        facts=(),
    )
