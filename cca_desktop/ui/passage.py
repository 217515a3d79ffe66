"""A passage on its way: dragged or copied out of a text, it takes along where it stands."""

import json
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from cca_desktop.library.document import Document
from cca_desktop.text.span import Span

FORMAT = "application/x-cca-passage+json"


class Passage(NamedTuple):
    """Words of a document: ``paragraph`` is the label of the first, ``start`` and ``end`` are canonical."""

    document: str
    paragraph: str
    start: int
    end: int
    exact: str


def passage_at(document: Document, span: Span) -> Passage:
    """Return the passage of ``document`` at the canonical ``span``."""
    label = document.paragraph_at(span.start).label
    return Passage(document.id, label, span.start, span.end, span.cut(document.text))


def packed(words: str, document: Document, span: Span | None) -> QMimeData:
    """Return ``words`` of a text to be copied or dragged, and the passage at ``span`` that they are, if any."""
    data = QMimeData()
    data.setText(words)
    if span is not None:
        put_passage(data, passage_at(document, span))
    return data


def put_passage(data: QMimeData, passage: Passage) -> None:
    """Let ``data``, which has the plain words already, tell where they stand."""
    data.setData(FORMAT, json.dumps(passage._asdict(), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def passage_of(data: QMimeData) -> Passage | None:
    """Return the passage that ``data`` tells of, or None where it tells of none, or makes no sense."""
    if not data.hasFormat(FORMAT):
        return None
    try:
        told = json.loads(bytes(data.data(FORMAT).data()).decode("utf-8", "surrogatepass"))
        passage = Passage(**told)
    except (ValueError, TypeError, RecursionError):
        return None
    kinds = (str, str, int, int, str)
    return passage if all(isinstance(value, kind) for value, kind in zip(passage, kinds, strict=True)) else None


def place_of(document: Document, passage: Passage) -> str:
    """Return where ``passage`` stands as it is printed: "¶ 6", "¶ 6-8", or the name of a part of the frame."""
    first = last = passage.paragraph
    if document.answers_to(passage.document) and 0 <= passage.start < passage.end <= len(document.text):
        last = document.paragraph_at(passage.end - 1).label
    if not first.isdigit():
        return first
    return f"¶ {first}" if first == last or not last.isdigit() else f"¶ {first}-{last}"
