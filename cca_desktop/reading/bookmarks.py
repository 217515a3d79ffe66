"""Places a reader wants to find again, each with a name."""

from typing import NamedTuple

LONGEST_NAME = 80  # code points of the text, where the reader gives no name


class Bookmark(NamedTuple):
    """A place with a name: a document, and a code point of its canonical text."""

    id: str
    document: str
    offset: int
    name: str


class Bookmarks(NamedTuple):
    """The bookmarks in one document, by place."""

    marks: tuple[Bookmark, ...] = ()

    def at(self, offset: int) -> Bookmark | None:
        """Return the bookmark at exactly this place, or None."""
        return next((mark for mark in self.marks if mark.offset == offset), None)

    def with_one(self, bookmark: Bookmark) -> "Bookmarks":
        """Return them with ``bookmark``, which takes the place of the one of its id."""
        others = (mark for mark in self.marks if mark.id != bookmark.id)
        return Bookmarks(tuple(sorted((*others, bookmark), key=lambda mark: (mark.offset, mark.id))))

    def without(self, bookmark_id: str) -> "Bookmarks":
        """Return them without the one of that id."""
        return Bookmarks(tuple(mark for mark in self.marks if mark.id != bookmark_id))


def name_for(words: str) -> str:
    """Return a name for a place where ``words`` begin: the first of them, whole."""
    line = " ".join(words.split())
    if len(line) <= LONGEST_NAME:
        return line
    cut = line[:LONGEST_NAME]
    return (cut[: cut.rfind(" ")] if " " in cut else cut) + "…"
