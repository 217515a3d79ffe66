"""The passages of a note: where each of several is now, and how one is tied to another place."""

from collections.abc import Callable, Container, Sequence

from cca_desktop.errors import NotHereError
from cca_desktop.notes.note import Note, PlacedNote, PlacedPassage, Target
from cca_desktop.text.anchoring import ASTRAY, FOUND, MOVED, Resolver
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span


def place_passages(
    note: Note, names: Container[str], text: str | None, resolver: Resolver, *, placeless: str
) -> PlacedNote:
    """Say where the passages of ``note`` are in the document of these ``names``, whose ``text`` may not be at hand.

    A note with none in this document is ``placeless`` there.
    """
    passages = []
    for which, target in enumerate(note.targets):
        if target.quote is not None and target.document in names:
            anchoring = resolver.resolve(text, target.quote, target.position, target.document)
            passages.append(PlacedPassage(which, anchoring.span, anchoring.state))
    if not passages:
        return PlacedNote(note, None, placeless)
    first = next((passage for passage in passages if passage.span), passages[0])
    others = tuple(passage for passage in passages if passage is not first)
    is_all_found = all(passage.state == FOUND for passage in passages)
    state = first.state if first.state == ASTRAY or is_all_found else MOVED
    return PlacedNote(note, first.span, state, others)


def tied(note: Note, which: int, span: Span | None, texts: Callable[[str], str | None]) -> Note:
    """Return ``note`` with one of its targets tied to ``span`` in the text of its document, or to the whole of it.

    Raises:
        NotHereError: The text is not at hand.
        ValueError: There is no such place in it.
    """
    targets = list(note.targets)
    if span is None:
        return _with_targets(note, (*targets[:which], Target(targets[which].document), *targets[which + 1 :]))
    text = texts(targets[which].document)
    if text is None:
        raise NotHereError("The document that this note is about is not at hand. The note is as it was.")
    if not 0 <= span.start <= span.end <= len(text):
        raise ValueError(f"{span} is not in a text of {len(text)}")
    targets[which] = targets[which]._replace(quote=describe_quote(text, span), position=position_of(span))
    return _with_targets(note, targets)


def _with_targets(note: Note, targets: Sequence[Target]) -> Note:
    return note._replace(target=targets[0], further=tuple(targets[1:]))
