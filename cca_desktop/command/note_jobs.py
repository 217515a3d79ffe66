"""The jobs that have to do with notes: write one, list them all."""

import json
import sys
from collections import Counter
from contextlib import closing
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.desk import (
    document_named,
    notes_at_hand,
    profile_of,
    shelf_or_trouble,
    stand_up_shelf,
    text_finder,
)
from cca_desktop.command.speech import finish, one_line, say, tell
from cca_desktop.errors import AmbiguousError, DamagedError, KnownError, NotHereError
from cca_desktop.library.document import Document
from cca_desktop.library.shelf import Shelf
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.note import COLOURS, LONGEST_BODY, PlacedNote, Target
from cca_desktop.storage.database import storable
from cca_desktop.text.anchoring import find_quote
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span

_MOST_BYTES = 4 * LONGEST_BODY + 3  # with a byte order mark
_PIECE = 65_536  # bytes: what a pipe holds
_MOST_NAMED = 8  # places that a sentence tells one by one


def note(asked: Asked) -> int:
    """Write a note on quoted words, and print its id once it is on disk.

    Raises:
        UsageError: There is no such colour, or nothing is quoted.
        KnownError: The words are not there, or more than once; the body cannot be read; the note cannot be saved.
    """
    quote = storable(asked.value_or("--quote", ""))
    colour = asked.value_or("--colour", COLOURS[0])
    if not quote.strip():
        raise UsageError("--quote needs the words that the note is about")
    if colour not in COLOURS:
        raise UsageError(f"There is no colour “{shown(colour)}”; there are {', '.join(COLOURS[:-1])} and {COLOURS[-1]}")
    profile = profile_of(asked)
    shelf = stand_up_shelf()
    named = asked.value("--document")
    documents = shelf.documents() if named is None else (shelf.find(named),)
    target = _target(_only_place(documents, quote, storable(asked.value_or("--prefix", ""))))
    # Last of all that can go wrong before anything is written, because it may have to wait for somebody to type it.
    body = _body(asked.value("--body"))
    drawer = Drawer.open(profile.database_file, text_finder(shelf))
    with closing(drawer):
        change = drawer.notebook.write(target, body, asked.values.get("--tag", ()), colour)
    say(change.notes[0])
    finish()
    return 0


def notes(asked: Asked) -> int:
    """List all notes that are not in the bin, the oldest first.

    A document that cannot be read does not keep the notes from being listed; its sentence goes to standard error.

    Raises:
        KnownError: The notes are there and cannot be read.
    """
    shelf, trouble = shelf_or_trouble()
    rows = [_row(placed, shelf) for placed in notes_at_hand(profile_of(asked), shelf)]
    if asked.has("--json"):
        say(json.dumps({"notes": [row._asdict() for row in rows]}, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            say(_told(row))
        say("1 note." if len(rows) == 1 else f"{len(rows)} notes." if rows else "There are no notes yet.")
    if trouble is not None:
        tell(str(trouble))
    return 0


class _Place(NamedTuple):
    document: Document
    span: Span


class _Row(NamedTuple):
    """A note as the list tells it: the fields are the keys of the JSON form, in their order."""

    id: str
    document: str
    paragraph: str
    start: int | None
    end: int | None
    exact: str
    body: str
    tags: tuple[str, ...]
    colour: str
    created: str
    modified: str
    state: str


def _only_place(documents: tuple[Document, ...], quote: str, prefix: str) -> _Place:
    places = [_Place(document, span) for document in documents for span in find_quote(document.text, quote, prefix)]
    if len(places) == 1:
        return places[0]
    if not places:
        before = f" behind “{shown(prefix)}”" if prefix.strip() else ""
        raise NotHereError(
            f"The words “{shown(quote)}” are not found{before}, so no note was written; letters must be just as they "
            "stand in the text, white space and the forms of quotation marks and dashes do not matter."
        )
    raise AmbiguousError(
        f"The words “{shown(quote)}” are found {len(places)} times, in {_where(places)}, so no note was written; quote "
        "more of them, or give with --prefix the words that stand before."
    )


def _where(places: list[_Place]) -> str:
    labels = Counter(_label(place.document, place.span) for place in places)
    told = [label if count == 1 else f"{label} ({count} times)" for label, count in labels.items()]
    if len(told) > _MOST_NAMED:
        return f"{', '.join(told[:_MOST_NAMED])} and {len(told) - _MOST_NAMED} other paragraphs"
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _label(document: Document, span: Span) -> str:
    label = document.paragraph_at(span.start).label
    return f"¶ {label}" if label.isdecimal() else f"the {label}"


def _target(place: _Place) -> Target:
    document, span = place
    return Target(document.id, describe_quote(document.text, span), position_of(span))


def _body(told: str | None) -> str:
    if told is None:
        return ""
    raw = _raw_body(told)
    name = _name(told)
    try:
        body = raw.decode("utf-8-sig")  # editors on Windows put a byte order mark first
    except UnicodeDecodeError as trouble:
        if len(raw) > _MOST_BYTES:  # cut within a character, maybe
            raise _too_long(name) from trouble
        raise DamagedError(
            f"{name} is not text in UTF-8 (at byte {trouble.start + 1}), so no note was written; save it as UTF-8 and "
            "try again."
        ) from trouble
    if len(body) > LONGEST_BODY:
        raise _too_long(name)
    return body


def _too_long(name: str) -> KnownError:
    return KnownError(
        f"{name} is longer than {LONGEST_BODY:,} characters, too long for one note, so none was written; divide it "
        "into several."
    )


def _raw_body(told: str) -> bytes:
    try:
        if told != "-":
            with Path(told).open("rb") as file:
                return file.read(_MOST_BYTES + 1)
        if isinstance(typed := getattr(sys.stdin, "buffer", None), BufferedReader):
            return _typed(typed)
    except FileNotFoundError as trouble:
        raise NotHereError(f"There is no file “{shown(told)}”, so no note was written.") from trouble
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise KnownError(f"{_name(told)} cannot be read ({reason}), so no note was written.") from trouble
    raise KnownError("There is no standard input to read the note from, so none was written.")


def _name(told: str) -> str:
    return "Standard input" if told == "-" else f"The file “{shown(told)}”"


def _typed(stream: BufferedReader) -> bytes:
    """Read to the end, or until it is too much; piece by piece, so that Ctrl+C is noticed between two of them."""
    raw = bytearray()
    while len(raw) <= _MOST_BYTES and (piece := stream.read1(_PIECE)):
        raw += piece
    return bytes(raw)


def _row(placed: PlacedNote, shelf: Shelf) -> _Row:
    note, span, state = placed.note, placed.span, placed.state
    name = note.target.document if note.target else ""
    document = document_named(shelf, name)
    quoted = note.target.quote.exact if note.target and note.target.quote else ""
    return _Row(
        id=note.id,
        document=document.id if document else name,
        paragraph=document.paragraph_at(span.start).label if document and span else "",
        start=span.start if span else None,
        end=span.end if span else None,
        exact=span.cut(document.text) if document and span else quoted,
        body=note.body,
        tags=note.tags,
        colour=note.colour,
        created=note.created,
        modified=note.modified,
        state=state,
    )


def _told(row: _Row) -> str:
    """Write a note for a person: where it stands and on which words, then its own words, then what is it known by."""
    place = f"¶ {row.paragraph}" if row.paragraph.isdecimal() else row.paragraph or row.state
    head = f"{place}  “{one_line(row.exact)}”" if row.exact else place
    if row.state == "moved":
        head += " (moved)"
    marks = " ".join([row.colour, *(f"#{one_line(tag)}" for tag in row.tags)])
    body = [f"    {one_line(line)}".rstrip() for line in row.body.strip().splitlines()]
    return "\n".join([head, *body, f"    {marks} · {row.created[:10]} · {row.id}", ""])
