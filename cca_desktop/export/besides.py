"""What a note from elsewhere says besides all that a note here has a place for: kept as it came, and told again.

It is kept as JSON by the form it came in: of an annotation and of a row of Hypothes.is those members that we would have
written otherwise or not at all (None: that we would have written though they did not), of a Markdown file the lines of
its head that are not ours, and its name. A member goes out again as it came while it still says what the note says.
"""

import json
from collections.abc import Mapping
from typing import Any

from cca_desktop.notes.note import Note

ANNOTATION, CLIENT, FILE = "annotation", "hypothesis", "file"
_STRANGERS = frozenset({ANNOTATION, CLIENT})
_NONE = object()


def kept(form: str, rest: Mapping[str, Any]) -> str:
    """Return ``rest`` of a note that came in a ``form`` as a note keeps it.

    Raises:
        ValueError: It is nested too deep to be written.
    """
    try:
        return joined({form: rest}) if rest else ""
    except RecursionError as trouble:
        raise ValueError("nested too deep") from trouble


def told(note: Note, form: str) -> dict[str, Any]:
    """Return what a note says besides in a ``form``; nothing if it did not come in that form."""
    rest = parts(note.besides).get(form)
    return rest if isinstance(rest, dict) else {}


def parts(besides: str) -> dict[str, Any]:
    """Take apart what was kept, by form; what makes no sense is nothing."""
    try:
        found = json.loads(besides) if besides else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def joined(found: Mapping[str, Any]) -> str:
    """Put together again what was taken apart."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True) if found else ""


def is_strangers(note: Note) -> bool:
    """Tell whether another program described the places of a note, be they in a file of ours by now."""
    return bool(note.besides) and not _STRANGERS.isdisjoint(parts(note.besides))


def rest_of(theirs: Mapping[str, Any], ours: Mapping[str, Any], *, tells_of_absent: bool) -> dict[str, Any]:
    """Return what differs in an object as it came from what we would write; with None for what is not in it."""
    rest = {key: value for key, value in theirs.items() if ours.get(key, _NONE) != value}
    if tells_of_absent:
        rest |= dict.fromkeys((key for key in ours if key not in theirs), None)
    return rest


def whole(ours: Mapping[str, Any], rest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the object as it came, if ``ours`` is what we would have written then."""
    return {key: value for key, value in {**ours, **rest}.items() if value is not None or key not in rest}
