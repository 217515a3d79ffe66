"""Line ends of a note: a field knows one kind, and a note may hold several. To look at a note is not to rewrite it."""

import re

from cca_desktop.text.words import common_ends

# The last two end a paragraph for Qt, which keeps them for itself.
_ENDS = re.compile("\r\n|[\r\u2028\u2029\ufdd0\ufdd1]")
_ALL_ENDS = re.compile(f"{_ENDS.pattern}|\n")
_WINDOWS = "\r\n"


def shown(body: str) -> str:
    """Return ``body`` as a field shows it, with one kind of line end."""
    return body if body.isascii() and "\r" not in body else _ENDS.sub("\n", body)


def kept(before: str, typed: str) -> str:
    """Return what was ``typed`` into a field that showed ``before``, with the line ends that nobody has touched."""
    seen = shown(before)
    if seen == before:
        return typed
    start, tail = common_ends(seen, typed)
    left, right = _place_in(before, start), _place_in(before, len(seen) - tail)
    new = typed[start : len(typed) - tail]
    if set(_ALL_ENDS.findall(before)) == {_WINDOWS}:
        new = new.replace("\n", _WINDOWS)
    return before[:left] + new + before[right:]


def _place_in(before: str, place: int) -> int:
    """Return where the code point ``place`` of what is shown stands in ``before``, where Windows' line ends are two."""
    at = before.find(_WINDOWS)
    while 0 <= at < place:
        place += 1
        at = before.find(_WINDOWS, at + len(_WINDOWS))
    return place
