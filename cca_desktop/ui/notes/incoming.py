"""What comes into a note's words from elsewhere: pasted, or dropped there."""

from typing import NamedTuple

from PySide6.QtCore import QMimeData

from cca_desktop.library.document import Document
from cca_desktop.ui.notes.carried import links_of
from cca_desktop.ui.passage import passage_of, place_of

_LONGEST_RICH = 3_000_000  # code points of what a browser copies for it


class Incoming(NamedTuple):
    """Words as Markdown; those that are a ``quotation`` want lines of their own."""

    words: str
    is_quotation: bool = False


def incoming(source: QMimeData, document: Document) -> Incoming:
    """Return what ``source`` brings into a note on ``document``.

    A passage becomes a quotation with its place, a note of the list a link to it, rich text becomes Markdown, and
    anything else stays as it is.
    """
    passage = passage_of(source)
    if passage is not None:
        words = source.text() or passage.exact
        lines = [f"> {line}" for line in (" ".join(one.split()) for one in words.splitlines()) if line]
        return Incoming("\n>\n".join(lines) + f" ({place_of(document, passage)})", is_quotation=True)
    links = links_of(source)
    if links:
        return Incoming(links, is_quotation=links.startswith(">"))
    rich = source.html() if source.hasHtml() else ""
    words = ""
    if rich and len(rich) <= _LONGEST_RICH:
        from cca_desktop.ui.notes.rich_paste import markdown_of

        words = markdown_of(rich)
    return Incoming(words or source.text())


def address_in(words: str) -> str:
    """Return the web address that ``words`` are, and nothing else; "" if they are none."""
    words = words.strip()
    return words if words.startswith(("http://", "https://")) and len(words.split()) == 1 else ""
