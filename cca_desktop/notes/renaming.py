"""A note that is called otherwise now: the links that named it go on naming it."""

import re

from cca_desktop.notes.links import LINK, linkable, links_in, normal_title, title_of
from cca_desktop.notes.note import Note
from cca_desktop.notes.note_table import NoteTable

_TITLE = re.compile(r"\s*([^|#]*?)\s*(?=[|#]|\Z)")


def links_renamed(body: str, before: str, after: str) -> str:
    """Return ``body`` with ``[[before]]`` naming ``after``; how a link is shown, and its place in the note, stay."""
    normal, title = normal_title(before), linkable(after)

    def renamed(link: re.Match[str]) -> str:
        named = _TITLE.match(link[1])
        if named is None or normal_title(named[1]) != normal:
            return link[0]
        return f"[[{link[1][: named.start(1)]}{title}{link[1][named.end(1) :]}]]"

    return LINK.sub(renamed, body)


def naming(table: NoteTable, note: Note, before: str) -> list[str]:
    """Return the ids of the notes whose links would be lost: they name ``before``, which no note is called any more."""
    normal = normal_title(before)
    if not normal or normal_title(title_of(note.body)) in ("", normal) or note.is_retired:
        return []
    named = [one for one in table.containing("[[") if normal in links_in(one.body)]
    after = title_of(note.body)
    renamed = {one.id: links_renamed(one.body, before, after) for one in named}  # one may be called by its first link
    if named and any(normal_title(title_of(renamed.get(one.id, one.body))) == normal for one in table.living()):
        return []
    return list(renamed)
