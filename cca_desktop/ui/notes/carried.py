"""Notes on their way out of the list, dragged or copied: Markdown for anybody, and links for a note of our own."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from cca_desktop.notes.links import title_of
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.note_model import quoted

FOR_NOTES = "application/x-cca-note-links"  # Markdown that means something in a note here alone
TYPES = ("text/plain", "text/markdown", FOR_NOTES)


def carried(notes: Sequence[tuple[PlacedNote, str]]) -> QMimeData:
    """Return ``notes``, each with where it stands in print or "", for whoever takes them."""
    data = QMimeData()
    whole = "\n\n".join(filter(None, (_whole(placed, place) for placed, place in notes)))
    data.setText(whole)
    data.setData("text/markdown", f"{whole}\n".encode("utf-8", "replace"))
    links = "\n\n".join(filter(None, (_link(placed, place) for placed, place in notes)))
    data.setData(FOR_NOTES, links.encode("utf-8", "replace"))
    return data


def links_of(data: QMimeData) -> str:
    """Return what stands for notes of the list in another note, or "" where ``data`` is something else."""
    return bytes(data.data(FOR_NOTES).data()).decode("utf-8", "replace") if data.hasFormat(FOR_NOTES) else ""


def _whole(placed: PlacedNote, place: str) -> str:
    return "\n\n".join(filter(None, (_quotation(placed, place), placed.note.body.strip("\n"))))


def _link(placed: PlacedNote, place: str) -> str:
    """Return a link to a note that has a title; of a highlight, its words."""
    title = title_of(placed.note.body)
    return f"[[{title}]]" if title else _quotation(placed, place)


def _quotation(placed: PlacedNote, place: str) -> str:
    words = quoted(placed)
    return f"> {words}" + (f" ({place})" if place else "") if words else ""
