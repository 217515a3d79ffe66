"""What comes in: notes as another program wrote them, and where their words stand in the documents that are here."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cca_desktop.errors import KnownError
from cca_desktop.export.besides import is_strangers
from cca_desktop.export.outgoing import document_named
from cca_desktop.library.document import Document
from cca_desktop.notes.note import LONGEST_BODY, Note, Target
from cca_desktop.text.anchoring import MOVED, find_quote, resolve
from cca_desktop.text.selectors import TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span

MOST_NOTES = 200_000
_LONGEST_SOUGHT = 20_000  # code points of a quote that is sought in a forgiving way
_MOST_TAGS, _LONGEST_TAG = 500, 1_000
_MOST_TARGETS = 10_000
_LONGEST_BESIDES = 4_000_000


class Incoming(NamedTuple):
    """The notes of a file.

    ``left_out`` counts what in it was no note; ``is_ours`` tells that this program wrote it; ``astray`` holds the ids
    of the notes whose words are in no document that is here.
    """

    notes: tuple[Note, ...]
    left_out: int = 0
    is_ours: bool = False
    astray: frozenset[str] = frozenset()


def carry_on() -> None:
    """Go on reading, whatever happens: where nobody waits who could have enough of it."""


def refuse_too_many(count: int) -> None:
    """Refuse a file that holds so many notes, before they are read one by one.

    Raises:
        KnownError: They are more than the notebook takes at once.
    """
    if count > MOST_NOTES:
        raise KnownError(
            f"There are more than {MOST_NOTES:,} notes in the file, so none was brought in; divide it into several."
        )


def check_bounds(incoming: Incoming) -> Incoming:
    """Return ``incoming`` if it can be kept.

    Raises:
        KnownError: There is more in it than the notebook takes.
    """
    refuse_too_many(len(incoming.notes))
    for note in incoming.notes:
        if len(note.body) > LONGEST_BODY:
            raise KnownError(
                f"A note in the file is longer than {LONGEST_BODY:,} characters, too long for one note, so nothing was "
                "brought in; divide it into several."
            )
        if len(note.besides) > _LONGEST_BESIDES:
            raise KnownError(
                f"A note in the file brings along more than {_LONGEST_BESIDES:,} characters that are neither its words "
                "nor its place, so nothing was brought in; take out of it what is not a note."
            )
        if len(note.tags) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in note.tags):
            raise KnownError(
                f"A note in the file has more than {_MOST_TAGS} tags, or one longer than {_LONGEST_TAG:,} characters, "
                "so nothing was brought in; move them into the note's text."
            )
        if len(note.targets) > _MOST_TARGETS:
            raise KnownError(
                f"A note in the file is about more than {_MOST_TARGETS:,} passages, so nothing was brought in; divide "
                "it into several."
            )
    return incoming


def settled(incoming: Incoming, documents: Sequence[Document], look: Callable[[], object] = carry_on) -> Incoming:
    """Let every note speak of the documents that are here.

    A source that is not known is matched by its quotes where exactly one document holds them. Otherwise the note keeps
    the source and the words that it came with: it is astray, and the reader decides. ``look`` is called at every note.
    """
    at_home: list[Note] = []
    astray: set[str] = set()
    for note in incoming.notes:
        look()
        is_ours = incoming.is_ours and not is_strangers(note)
        told = [_settled(target, documents, is_ours=is_ours) for target in note.targets]
        targets = [target for target, _ in told]
        at_home.append(note._replace(target=targets[0], further=tuple(targets[1:])) if targets else note)
        if told and not any(is_here for _, is_here in told):
            astray.add(note.id)
    return incoming._replace(notes=tuple(at_home), astray=frozenset(astray))


def _settled(target: Target, documents: Sequence[Document], *, is_ours: bool) -> tuple[Target, bool]:
    """Return what a note is about as it is called here, and whether it has its place: a passage may not."""
    if target.quote is None:
        document = document_named(documents, target.document)
        return (target._replace(document=document.id) if document else target), True
    document = document_named(documents, target.document)
    if document is None:
        return _matched(target, target.quote, documents)
    return _at_home(target._replace(document=document.id), target.quote, document, is_ours=is_ours)


def _at_home(target: Target, quote: TextQuoteSelector, document: Document, *, is_ours: bool) -> tuple[Target, bool]:
    """Describe a passage of a known document anew where a stranger counted or spelt it in another way."""
    found = resolve(document.text, quote, target.position)
    if found.span is None:
        span = _only_place(document, quote)
        return (target, False) if span is None else (_described(document, span), True)
    is_counted_otherwise = found.state == MOVED and found.span.cut(document.text) == quote.exact
    if not is_ours and (is_counted_otherwise or target.position is None):
        return _described(document, found.span), True
    return target, True


def _matched(target: Target, quote: TextQuoteSelector, documents: Sequence[Document]) -> tuple[Target, bool]:
    holding = [document for document in documents if _places(document, quote.exact)]
    if holding:
        span = resolve(holding[0].text, quote, None).span or _only_place(holding[0], quote)
        is_sure = len(holding) == 1 and span is not None
        return (_described(holding[0], span), True) if is_sure and span else (target, False)
    corrected = [document for document in documents if resolve(document.text, quote, None).span is not None]
    return (Target(corrected[0].id, quote), True) if len(corrected) == 1 else (target, False)


def _only_place(document: Document, quote: TextQuoteSelector) -> Span | None:
    """Find words whose white space and marks may be another's; only where one place has the best claim to them."""
    places = _places(document, quote.exact)
    if len(places) > 1 and quote.prefix.strip() and len(quote.prefix) <= _LONGEST_SOUGHT:
        places = find_quote(document.text, quote.exact, quote.prefix)
    return places[0] if len(places) == 1 else None


def _places(document: Document, exact: str) -> list[Span]:
    """Find words as a stranger may have spelt them, whole words only."""
    text = document.text
    if len(exact) > _LONGEST_SOUGHT:
        return []
    return [span for span in find_quote(text, exact) if not _cuts_word(text, span.start) | _cuts_word(text, span.end)]


def _cuts_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _described(document: Document, span: Span) -> Target:
    return Target(document.id, describe_quote(document.text, span), position_of(span))
