"""Made-up corrections of a text, light and heavy, and what has become of a passage by them."""

import random
import re
from typing import NamedTuple

from cca_desktop.text.span import Span


class Corrected(NamedTuple):
    """A text after its corrections, and what of the old is where: (old start, old end, new start)."""

    text: str
    kept: list[tuple[int, int, int]]

    def now(self, at: Span) -> Span | None:
        """Return what has become of a passage, from its first to its last old character; None if all are gone."""
        left = [
            (start + max(0, at.start - old), start + min(end, at.end) - old)
            for old, end, start in self.kept
            if old < at.end and end > at.start
        ]
        return Span(left[0][0], left[-1][1]) if left else None


def corrected(text: str, share: float, chance: random.Random) -> Corrected:
    """Mistype, replace, strike out or add ``share`` of the words, and strike out stretches where that is much."""
    words = re.findall(r"\w+", text)
    parts: list[str] = []
    kept = []
    length = struck_until = 0
    for found in re.finditer(r"\w+|\s+|[^\w\s]", text):
        word = found.group()
        if found.start() < struck_until:
            continue
        how = "leave"
        if not word.isspace() and chance.random() < share:
            how = chance.choice(("mistype", "replace", "strike", "add", "stretch" if share > 0.05 else "mistype"))
        if how == "stretch":
            struck_until = found.end() + chance.randrange(20, 150)
        if how == "add":
            parts.append(chance.choice(words) + " ")
            length += len(parts[-1])
        if how in ("leave", "add"):
            kept.append((found.start(), found.end(), length))
            parts.append(word)
        elif how == "mistype":
            at = chance.randrange(len(word))
            parts.append(word[:at] + "q" + word[at + 1 :])
        elif how == "replace":
            parts.append(chance.choice(words))
        else:
            continue
        length += len(parts[-1])
    return Corrected("".join(parts), kept)


def is_right(claimed: Span, true: Span | None, text: str) -> bool:
    """The same words; or, where the first or last word was corrected, nearly the same stretch."""
    if true is None or not claimed.overlaps(true):
        return False
    if claimed.cut(text).split() == true.cut(text).split():
        return True
    common = min(claimed.end, true.end) - max(claimed.start, true.start)
    return common >= 0.6 * (max(claimed.end, true.end) - min(claimed.start, true.start))
