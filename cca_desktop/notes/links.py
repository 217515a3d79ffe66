"""What notes are called, and how one names another: ``[[title]]``, as in other notebooks."""

import re
from collections.abc import Iterable

from cca_desktop.notes.fences import is_fence
from cca_desktop.notes.note import Note
from cca_desktop.notes.note_table import NoteTable

_TITLE_WITHIN = 1_000  # code points of a body
_LONGEST_TITLE = 200  # code points; a first line that is longer is cut
_BEGINNING = re.compile(r"(?:\s*(?:#{1,6}\s|>|[-*+]\s(?:\[[ xX]\]\s)?|\d{1,9}[.)]\s))*\s*")
_MARKS = re.compile(r"[*_`~]+|\[\[|\]\]")
_NOT_IN_A_LINK = re.compile(r"[\[\]|#]")
LINK = re.compile(r"\[\[([^\[\]\n]{1,400})\]\]")


def title_of(body: str) -> str:
    """Return what a note is called: its first line with words, be it a heading, without Markdown's marks; "" if none.

    What opens a block of code only names its language. A beginning of ``body`` will do as well as all of it.
    """
    for line in body.split("\n", 40)[:40]:
        words = line[_end_of_marks(line) :]
        if is_fence(words):
            continue
        if title := " ".join(_MARKS.sub("", words).split()).rstrip("# "):
            return title[:_LONGEST_TITLE]
    return ""


def links_in(body: str) -> tuple[str, ...]:
    """Return the titles that ``body`` names in ``[[ ]]``, in order and each once, as ``normal_title`` writes them.

    What follows a ``|`` is how the link is shown, and what follows a ``#`` a place within the note.
    """
    named = (normal_title(re.split(r"[|#]", inner, maxsplit=1)[0]) for inner in LINK.findall(body))
    return tuple(dict.fromkeys(title for title in named if title))


def normal_title(title: str) -> str:
    """Return ``title`` as titles are compared: without regard to case, white space, marks, or what no link can hold."""
    return linkable(_MARKS.sub("", title)).casefold()


def linkable(title: str) -> str:
    """Return ``title`` as it can stand in ``[[ ]]``: with nothing in the place of brackets, bars and hashes."""
    return " ".join(_NOT_IN_A_LINK.sub(" ", title).split())


def titled(titles: Iterable[tuple[str, str]], wanted: str) -> str | None:
    """Return the id of the first note of this title, or None; ``titles`` are ids and titles."""
    normal = normal_title(wanted)
    return next((note for note, title in titles if normal_title(title) == normal), None)


class Titles:
    """What all notes are called: found out once for each, and again only for those that begin otherwise since."""

    def __init__(self, table: NoteTable) -> None:
        """Look at the living notes in ``table``."""
        self._table = table
        self._known: dict[str, tuple[int, str]] = {}  # of what a note began with, and what it was called then

    def now(self) -> list[tuple[str, str]]:
        """Return the id and the title of each living note that has one, the note changed last first.

        Behind all of these stand the names of the files that notes came from: in a vault one names another by it.
        """
        before, self._known = self._known, {}
        told = []
        for note_id, beginning in self._table.beginnings(_TITLE_WITHIN):
            begins_with = hash(beginning)
            known = before.get(note_id)
            title = known[1] if known is not None and known[0] == begins_with else title_of(beginning)
            self._known[note_id] = begins_with, title
            if title:
                told.append((note_id, title))
        return told + self._table.file_names()


def backlinks(table: NoteTable, note: Note) -> list[Note]:
    """Return the living notes that are about ``note``, or name its title in ``[[ ]]``, the oldest first."""
    names = {normal_title(name) for note_id, name in table.file_names() if note_id == note.id}
    called = {normal_title(title_of(note.body)), *names} - {""}
    naming = (one for one in table.containing("[[") if not called.isdisjoint(links_in(one.body)))
    linking = {one.id: one for one in (*table.about_note(note.id), *naming) if one.id != note.id}
    return sorted(linking.values(), key=lambda one: (one.created, one.id))


def _end_of_marks(line: str) -> int:
    found = _BEGINNING.match(line)
    return found.end() if found else 0
