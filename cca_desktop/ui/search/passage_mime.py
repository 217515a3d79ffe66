"""A passage on its way elsewhere, dragged or copied: a quotation for anybody, and for our own notes its exact place."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from cca_desktop.search.answer import Hit

PASSAGE_TYPE = "application/x-cca-passage+json"
_MARKDOWN = "text/markdown"
TYPES = ("text/plain", _MARKDOWN, PASSAGE_TYPE)


class Passage(NamedTuple):
    """Words and where they stand: ``start`` and ``end`` count code points of the document's canonical text.

    ``place`` is how they are cited, such as "¶ 6".
    """

    document: str
    paragraph: str
    start: int
    end: int
    exact: str
    place: str


def passage_of(hit: Hit, place: str) -> Passage:
    """Return the passage that ``hit`` marks, cited as ``place``; what stands in a note is no passage of a document."""
    return Passage(
        hit.document if hit.kind == "text" else "", hit.paragraph, hit.span.start, hit.span.end, hit.exact, place
    )


def passage_mime(passages: Sequence[Passage]) -> QMimeData:
    """Return quotations of ``passages``; a single one of a text also says exactly where it stands."""
    data = QMimeData()
    words = [(" ".join(passage.exact.split()), passage.place) for passage in passages]
    data.setText("\n".join(f"“{exact}” ({place})" for exact, place in words))
    markdown = "\n\n".join(f"> {exact} ({place})" for exact, place in words)
    data.setData(_MARKDOWN, (markdown + "\n").encode())
    if len(passages) == 1 and passages[0].document:
        told = {name: value for name, value in passages[0]._asdict().items() if name != "place"}
        data.setData(PASSAGE_TYPE, json.dumps(told, ensure_ascii=False).encode())
    return data
