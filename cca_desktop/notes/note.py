"""A note: a reader's words about a passage or several, about a document, another note, or nothing in particular."""

from collections.abc import Iterable
from typing import NamedTuple

from cca_desktop.storage.database import storable
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector
from cca_desktop.text.span import Span

COLOURS = ("yellow", "green", "blue", "pink", "violet")
ASKS = "```concordance"  # stands in a body that holds a question of its own: search/living.py
LONGEST_BODY = 1_000_000  # code points; a text this long is a document and not a note

HIGHLIGHTING, COMMENTING, TAGGING, LINKING, QUESTIONING = (
    "highlighting",
    "commenting",
    "tagging",
    "linking",
    "questioning",
)
FREE = "free"  # the state of a note on no passage
MOTIVATIONS = (HIGHLIGHTING, COMMENTING, TAGGING, LINKING, QUESTIONING)


class Target(NamedTuple):
    """What a note is about: a document, and in it a passage (both selectors) or the whole (neither).

    A note about another note has the other's id in ``note``, and "" for its document.
    """

    document: str
    quote: TextQuoteSelector | None = None
    position: TextPositionSelector | None = None
    note: str = ""


class Note(NamedTuple):
    """One annotation, in the words of the W3C model.

    ``id`` is a UUID, version 7 for what was written here; ``created`` and ``modified`` are ISO 8601 in UTC; ``version``
    counts its changes from 1 and, not the clock, says which state is the newer. ``target`` is what it is about first of
    all, ``further`` what it is about besides. ``creator`` is the name of whoever wrote it, "" for the reader. A note
    that ``is_retired`` lies in the bin; one that ``is_buried`` was let go of from there: only its id, its dates and its
    version are left, so that no other machine brings it back. ``besides`` is what another program said in it that has
    no place in a note here, as JSON, to go out again unchanged; "" where there is nothing.
    """

    id: str
    target: Target | None
    body: str
    tags: tuple[str, ...]
    colour: str
    created: str
    modified: str
    version: int
    is_retired: bool
    motivation: str = COMMENTING
    creator: str = ""
    further: tuple[Target, ...] = ()
    is_buried: bool = False
    besides: str = ""

    @property
    def targets(self) -> tuple[Target, ...]:
        """All that the note is about, in order."""
        return (self.target, *self.further) if self.target else ()


class PlacedPassage(NamedTuple):
    """One passage of a note that has several: which of the note's targets it is, and where its words stand now."""

    which: int
    span: Span | None
    state: str


class PlacedNote(NamedTuple):
    """A note and where its words stand now.

    ``state`` is found, moved, astray or free (no passage); ``span`` is None where there is no place. Of a note on
    several passages it is the first that has a place in this document; ``others`` tells of the rest of them, and as
    long as one of them has gone astray or moved, ``state`` says moved.
    """

    note: Note
    span: Span | None
    state: str
    others: tuple[PlacedPassage, ...] = ()


class News(NamedTuple):
    """What became of a note by its id: how it stood ``before``, and how it stands ``now``; None where it does not."""

    note: str
    before: PlacedNote | None
    now: PlacedNote | None


def implied_motivation(body: str, tags: tuple[str, ...], target: Target | None) -> str:
    """Say what a note is for as far as its content tells: words comment, tags tag, and a bare mark highlights."""
    if body.strip():
        return COMMENTING
    if tags:
        return TAGGING
    return LINKING if target is not None and target.note else HIGHLIGHTING


def first_version(
    note_id: str,
    at: str,
    *,
    target: Target | None,
    further: Iterable[Target],
    body: str,
    tags: Iterable[str],
    colour: str,
    motivation: str | None,
    creator: str,
) -> Note:
    """Return a new note as a file can keep it; what it is for follows from its content, unless ``motivation`` says.

    Raises:
        ValueError: There is no such colour or motivation; or there are further targets and no first one.
    """
    first, others = storable_target(target) if target else None, tuple(map(storable_target, further))
    if others and first is None:
        raise ValueError("further targets without a first one")
    kept = tidy_tags(tags)
    return Note(
        id=note_id,
        target=first,
        body=storable(body),
        tags=kept,
        colour=known(colour, COLOURS),
        created=at,
        modified=at,
        version=1,
        is_retired=False,
        motivation=known(motivation or implied_motivation(body, kept, first), MOTIVATIONS),
        creator=storable(creator),
        further=others,
    )


def following(revised: Note, before: Note, motivation: str | None) -> Note:
    """Say what a revised note is for: what was told, or what its content says if that was so before.

    Raises:
        ValueError: There is no such motivation.
    """
    if motivation is None:
        if before.motivation != implied_motivation(before.body, before.tags, before.target):
            return revised
        motivation = implied_motivation(revised.body, revised.tags, revised.target)
    return revised._replace(motivation=known(motivation, MOTIVATIONS))


def marked(note: Note, colour: str | None, more_tags: tuple[str, ...], fewer_tags: tuple[str, ...]) -> Note:
    """Return ``note`` with another colour unless that is None, with more tags, and without others.

    Raises:
        ValueError: There is no such colour.
    """
    tags = tuple(tag for tag in dict.fromkeys((*note.tags, *more_tags)) if tag not in fewer_tags)
    new = note._replace(tags=tags, colour=note.colour if colour is None else known(colour, COLOURS))
    return following(new, note, None)


def next_version(note: Note, at: str) -> Note:
    """Return a note as its next version; a clock that jumped back does not make it older than it is.

    Nor does it give several versions one time, by which another machine would take them for one.
    """
    if at <= note.created:
        from cca_desktop.notes.stamp import later

        at = later(note.created, note.version)
    return note._replace(modified=at, version=note.version + 1)


def content_of(note: Note) -> Note:
    """Return a note without what every change alters."""
    return note._replace(modified="", version=0)


def known(word: str, words: tuple[str, ...]) -> str:
    """Return ``word``, which must be one of ``words``.

    Raises:
        ValueError: It is none.
    """
    if word not in words:
        raise ValueError(f"{word!r} is none of {words}")
    return word


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return ``tags`` without white space around them, empty ones, or any twice, in their order."""
    return tuple(dict.fromkeys(tag for raw in tags if (tag := " ".join(storable(raw).split()))))


def storable_target(target: Target) -> Target:
    """Return ``target`` as a file can keep it, without half characters."""
    quote = TextQuoteSelector(*map(storable, target.quote)) if target.quote else None
    return Target(storable(target.document), quote, target.position, storable(target.note))
