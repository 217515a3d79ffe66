"""A note on several passages: where each of them is now."""

from collections.abc import Callable, Container

from cca_desktop.notes.note import Note, PlacedNote, PlacedPassage, Target
from cca_desktop.text.anchoring import ASTRAY, FOUND, MOVED, Anchoring


def place_passages(
    note: Note, names: Container[str], anchor: Callable[[Target], Anchoring], *, placeless: str
) -> PlacedNote:
    """Say where the passages of ``note`` are in the document of these ``names``; ``anchor`` finds one of them.

    A note with none in this document is ``placeless`` there.
    """
    passages = []
    for which, target in enumerate(note.targets):
        if target.quote is not None and target.document in names:
            anchoring = anchor(target)
            passages.append(PlacedPassage(which, anchoring.span, anchoring.state))
    if not passages:
        return PlacedNote(note, None, placeless)
    first = next((passage for passage in passages if passage.span), passages[0])
    others = tuple(passage for passage in passages if passage is not first)
    is_all_found = all(passage.state == FOUND for passage in passages)
    state = first.state if first.state == ASTRAY or is_all_found else MOVED
    return PlacedNote(note, first.span, state, others)
