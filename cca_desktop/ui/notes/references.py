"""What a line of a note points to: a paragraph of the letter, another note, a page elsewhere."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Compiled when a line may hold one: the cards seen first hardly do, and each takes as long as a card.
_NUMBERS = r"(\d{1,5})(?:[ \u00a0]?[-–—][ \u00a0]?(\d{1,5}))?(?!\d)"
_PARAGRAPH = rf"¶{{1,2}}[ \u00a0]?{_NUMBERS}"
_FURTHER = rf"(?:[,;] ?(?:and |& )?| and | & ){_NUMBERS}"  # behind "¶¶ 6"
_NOTE = r"\[\[([^\[\]\n]{1,400})\]\]"
_NAMED = r"\[([^\[\]\n]{1,500})\]\((https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*|mailto:[^\s()<>]+)\)"
_PLAIN = r"https?://[^\s<>\[\]()\"]*[^\s<>\[\]()\".,;:!?'*_]"


class Reference(NamedTuple):
    """Words from ``start`` to ``end`` of a line that lead somewhere.

    ``kind`` is paragraph (``target`` is the label of the first, ``last`` that of the last or ""), note (its title) or
    address.
    """

    kind: str
    start: int
    end: int
    target: str
    last: str = ""


def references_in(line: str) -> list[Reference]:
    """Return what ``line`` points to, from left to right; where two overlap, the one that begins first."""
    found: list[Reference] = []
    end = 0
    for one in sorted(_all_in(line), key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            found.append(one)
            end = one.end
    return found


def reference_at(line: str, column: int) -> Reference | None:
    """Return what the words at ``column`` of ``line`` point to, or None; just behind them is still at them."""
    return next((one for one in references_in(line) if one.start <= column <= one.end), None)


def _all_in(line: str) -> Iterator[Reference]:
    for match in re.finditer(_PARAGRAPH, line) if "¶" in line else ():
        yield Reference("paragraph", match.start(), match.end(), match[1], match[2] or "")
        end = match.end()
        while match[0].startswith("¶¶") and (further := re.compile(_FURTHER).match(line, end)):
            yield Reference("paragraph", further.start(1), further.end(), further[1], further[2] or "")
            end = further.end()
    for match in re.finditer(_NOTE, line) if "[[" in line else ():
        yield Reference("note", match.start(), match.end(), re.split(r"[|#]", match[1], maxsplit=1)[0].strip())
    for match in re.finditer(_NAMED, line) if "](" in line else ():
        yield Reference("address", match.start(), match.end(), match[2])
    for match in re.finditer(_PLAIN, line) if "://" in line else ():
        yield Reference("address", match.start(), match.end(), match[0])
