"""Notes that come from elsewhere: which of them are new here, which are in the bin, and which are here already."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cca_desktop.notes.note import (
    COLOURS,
    MOTIVATIONS,
    Note,
    Target,
    implied_motivation,
    marked,
    next_version,
    storable_target,
    tidy_tags,
)
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.stamp import as_time, id_for
from cca_desktop.storage.database import storable

_Content = tuple[tuple[tuple[str, str, str, int], ...], str]
_MOST_COMPARED = 50  # notes without words on one passage, for one with more tags than a note that arrives


class Arrivals(NamedTuple):
    """Notes from elsewhere, sorted.

    Those that are ``new``, those to come ``back`` from the bin, those whose words are ``newer`` than the note's here,
    and those that are ``joined`` with a note here, which gets their tags besides its own, each as it would be written;
    and those ``here`` already, which stay as they are. Of these some are ``missed``: they have words that the note here
    never had.
    """

    new: tuple[Note, ...]
    back: tuple[Note, ...]
    newer: tuple[Note, ...]
    here: tuple[Note, ...]
    missed: tuple[Note, ...] = ()
    joined: tuple[Note, ...] = ()

    @property
    def taken(self) -> tuple[Note, ...]:
        """All that would be written."""
        return (*self.new, *self.back, *self.newer, *self.joined)


def sort_arrivals(table: NoteTable, notes: Iterable[Note], *, at: str, new_id: Callable[[], str]) -> Arrivals:
    """Sort ``notes`` from elsewhere by what is in ``table``.

    A note is here already if one of its id is, or one of the very same words about the very same places. One that lies
    in the bin comes back as it lies there; one that was let go of comes back with the words that arrive. Where a note
    of an id that is here, or in the bin, says something else, and that it was not changed before the one here, its
    words are the newer. Where the words are the same and only tags are missing here, the note here gets them, unless
    its reader has taken them off it.
    """
    notes = list(notes)
    arriving = [_tidied(note, at) for note in notes]
    known = table.several(note.id for note in arriving if note.id)
    alike = _Alike()
    for note in (*table.living(), *table.retired()):
        alike.add(note)
    new: dict[str, Note] = {}
    back: dict[str, Note] = {}
    newer: dict[str, Note] = {}
    joined: dict[str, Note] = {}
    here: list[Note] = []
    missed: list[Note] = []
    for note, told in zip(arriving, notes, strict=True):
        known_as = known.get(note.id) or alike.find(note)
        if note.id in new or (
            known_as is not None and any(known_as.id in sorted_out for sorted_out in (new, back, newer))
        ):
            here.append(note)
        elif known_as is None:
            written = note if note.id else note._replace(id=new_id())
            new[written.id] = written
            if not note.id:
                # Two of a name each are two, though their words be the same.
                alike.add(written)
        elif known_as.is_buried:
            back[known_as.id] = next_version(note._replace(version=known_as.version), note.modified)
        elif known_as.is_retired:
            lies = known_as._replace(is_retired=False)
            is_newer = _is_newer(note, known_as, as_time(told.modified), table)
            back[known_as.id] = _brought_up_to(note, lies, at) if is_newer else next_version(lies, at)
        elif _is_newer(note, known_as, as_time(told.modified), table):
            newer[note.id] = _brought_up_to(note, known_as, at)
            joined.pop(note.id, None)
        elif note.body == known_as.body and (more := _tags_to_add(note, known_as, table)):
            stands = joined.get(known_as.id, known_as)
            joined[known_as.id] = next_version(marked(stands._replace(version=known_as.version), None, more, ()), at)
        else:
            here.append(note)
            if note.body != known_as.body and not table.said_since(note._replace(id=known_as.id)):
                missed.append(note)
    return Arrivals(
        tuple(new.values()),
        tuple(back.values()),
        tuple(newer.values()),
        tuple(here),
        tuple(missed),
        tuple(joined.values()),
    )


class _Alike:
    """Notes by their content: a note is known by its words and places; without words it is the tags that say it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._of_content: dict[_Content, list[Note]] = {}
        self._of_tags: dict[tuple[_Content, frozenset[str]], Note] = {}

    def add(self, note: Note) -> None:
        """Know ``note``, after all that are known already."""
        content = _content(note)
        some = self._of_content.setdefault(content, [])
        if len(some) < _MOST_COMPARED:
            some.append(note)
        self._of_tags.setdefault((content, frozenset(note.tags)), note)

    def find(self, note: Note) -> Note | None:
        """Return a note that says what ``note`` says, with all of its tags if those are all that it says.

        One in use is known before one in the bin, and one with all of the tags before one that has them not.
        """
        content, tags = _content(note), frozenset(note.tags)
        some = self._of_content.get(content, [])
        if not note.body.strip():
            with_tags = next((one for one in some if tags.issubset(one.tags)), None)
            return with_tags or self._of_tags.get((content, tags))
        some = [one for one in some if not one.is_retired] or some
        return next((one for one in some if tags.issubset(one.tags)), some[0] if some else None)


def _says(note: Note) -> tuple[str, tuple[str, ...], str]:
    """Return what of a note another program may have changed: its words, its tags and its colour."""
    return note.body, note.tags, note.colour


def _is_newer(note: Note, here: Note, modified: str, table: NoteTable) -> bool:
    """Tell whether words that arrive were written after those here: clocks jump, so words that were here are not.

    Unless they come with the very time of those here: then somebody has written them again.
    """
    if note.id != here.id or _says(note) == _says(here):
        return False
    since = (table.said_since(here) or here.modified) if here.is_retired else here.modified  # not of its retirement
    return modified == since or (modified > since and not table.said_since(note))


def _tags_to_add(note: Note, here: Note, table: NoteTable) -> tuple[str, ...]:
    """Return the tags of a note that arrives which the note here has not got, and which nobody has taken off it."""
    missing = [tag for tag in note.tags if tag not in here.tags]
    taken_off = table.tags_taken_off(here) if missing else frozenset()
    return tuple(tag for tag in missing if tag not in taken_off)


def _brought_up_to(note: Note, here: Note, at: str) -> Note:
    """Return the note that is here with the words of one that arrives.

    A program that changes words without saying when, as any editor of text does, has changed them by now.
    """
    body, tags, colour = _says(note)
    besides = note.besides or here.besides
    revised = here._replace(body=body, tags=tags, colour=colour, motivation=note.motivation, besides=besides)
    return next_version(revised, note.modified if note.modified > here.modified else at)


def _content(note: Note) -> _Content:
    """Return what makes a note the same as one with another id: its places and its words."""
    places = tuple(
        (
            target.document,
            target.note,
            target.quote.exact if target.quote else "",
            target.position.start if target.position else -1,
        )
        for target in note.targets
    )
    return places, note.body


def _tidied(note: Note, at: str) -> Note:
    """Return a note as it can be kept here: its id one of ours, its times in UTC, nothing in it that is unknown."""
    tags, body = tidy_tags(note.tags), storable(note.body)
    targets = tuple(storable_target(_with_own_id(target)) for target in note.targets)
    first = targets[0] if targets else None
    created = as_time(note.created) or at
    is_known = note.motivation in MOTIVATIONS
    return note._replace(
        id=id_for(note.id) if note.id else "",
        target=first,
        further=targets[1:],
        body=body,
        tags=tags,
        colour=note.colour if note.colour in COLOURS else COLOURS[0],
        motivation=note.motivation if is_known else implied_motivation(body, tags, first),
        creator=storable(note.creator),
        created=created,
        modified=max(as_time(note.modified) or created, created),
        version=1,
        is_retired=False,
        is_buried=False,
        besides=storable(note.besides),
    )


def _with_own_id(target: Target) -> Target:
    return target._replace(note=id_for(target.note)) if target.note else target
