"""A note's own references as links that lead somewhere in a vault, and the way back to what was written.

A vault knows files by their names and paragraphs by block ids: ``[[What for?]]`` becomes ``[[What for|What for?]]`` and
¶ 6 a link to its paragraph. What was written is kept in the head of the file, so that it comes back letter for letter,
also when the vault has given the files other names since.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from cca_desktop.notes.fences import FENCE

_MOST = 2_000  # links of one note
_WRITTEN = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`++)[^\n]{1,1000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<address>!?\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)|<[^<>\n]{1,2000}>|https?://[^\s<>]{1,2000})"
    r"|\[\[(?P<note>[^\[\]\n|#]{1,300})(?P<within>#[^\[\]\n|]{0,300})?(?:\|(?P<shown>[^\[\]\n]{0,300}))?\]\]"
    r"|¶[ \u00a0]?(?P<label>\d{1,5})(?!\d)(?:[ \u00a0]?[-–][ \u00a0]?\d{1,5}(?!\d))?"
)
_LINKED = re.compile(r"\[\[[^\[\]\n|]{1,700}\|([^\[\]\n]{1,300})\]\]")


def linked(body: str, file_of: Callable[[str], str], place_of: Callable[[str], str]) -> tuple[str, tuple[str, ...]]:
    """Return a note's words with links for a vault, and the references that stood there instead.

    Args:
        body: The words.
        file_of: Gives the name of the file of the note that has a title, or "" if there is none.
        place_of: Gives what to link to for the paragraph of that number, or "".
    """
    written: dict[str, None] = {}

    def link(found: re.Match[str]) -> str:
        if found["code"] or found["address"]:
            return found[0]
        if found["label"]:
            place, shown = place_of(found["label"]), found[0]
        else:
            title = found["note"].strip()
            name = file_of(title)
            place = f"{name}{found['within'] or ''}" if name and name.casefold() != title.casefold() else ""
            shown = found["shown"] or title
        if not place:
            return found[0]
        written[found[0]] = None
        return f"[[{place}|{shown}]]"

    told = "".join(part if is_code else _WRITTEN.sub(link, part) for is_code, part in _parts(body))
    if not written or len(written) > _MOST or as_written(told, written) != body:
        return body, ()  # there is another link that looks like one of these: they could not be told apart again
    return told, tuple(written)


def as_written(body: str, written: Iterable[str]) -> str:
    """Return a note's words with the references that were ``written`` in the place of a vault's links."""
    by_shown: dict[str, str] = {}
    for reference in written:
        by_shown.setdefault(_shown(reference), reference)
    return _LINKED.sub(lambda found: by_shown.get(found[1], found[0]), body) if by_shown else body


def _parts(body: str) -> Iterator[tuple[bool, str]]:
    """Divide a note into what stands between fences, as code does, and all else."""
    fence, start = "", 0
    for found in FENCE.finditer(body):
        if not fence:
            yield False, body[start : found.start()]
            fence, start = found[1], found.start()
        elif found[1].startswith(fence):
            yield True, body[start : found.end()]
            fence, start = "", found.end()
    yield bool(fence), body[start:]


def _shown(reference: str) -> str:
    if not reference.startswith("[["):
        return reference
    inner = reference[2:-2]
    return inner.partition("|")[2] or inner.partition("|")[0].partition("#")[0].strip()
