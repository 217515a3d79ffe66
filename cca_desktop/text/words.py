"""The words of a text as they are compared with those of another: each with its place, and in its plainest spelling."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from cca_desktop.text.span import Span

# Scripts that put no space between words: each character counts as a word there.
_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_UNSPACED += "\U00020000-\U0003ffff"
_DASHES = "-‐‑‒–—―−"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[{_DASHES}]+|[^\w\s]")
_PLAIN = {**dict.fromkeys("'’‘‚‛ʼ`´′", "'"), **dict.fromkeys('"“”„‟«»″', '"')}


class Words(NamedTuple):
    """The words of a text, in order: where each begins and ends, and what it is compared by."""

    starts: list[int]
    ends: list[int]
    keys: list[str]

    def covered(self, span: Span) -> tuple[int, int]:
        """Return the first and the last word that have a character in ``span``; the last before the first for none."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end) - 1


def words_of(text: str, start: int, end: int) -> Words:
    """Return the words of ``text`` between two offsets; one that stands across a border is cut there."""
    starts, ends, keys = [], [], []
    for found in _WORD.finditer(text, start, end):
        starts.append(found.start())
        ends.append(found.end())
        keys.append(plain(found.group()))
    return Words(starts, ends, keys)


def plain(word: str) -> str:
    """Return ``word`` without regard to case, ligatures, width, and the shapes of quotation marks and dashes."""
    if word.isascii() and word[0] != "-":
        return word.lower()
    if word[0] in _DASHES:
        return "-"
    return _PLAIN.get(word) or unicodedata.normalize("NFKC", word).casefold()


def common_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at their beginning, and at their end behind that."""
    head = _common_head(one, other)
    return head, _common_tail(one, other, min(len(one), len(other)) - head)


def _common_head(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_tail(one: str, other: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words of some length are one letter apart: another one, one more, one less, or two swapped."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1 or not (one.isalnum() and other.isalnum()):
        return False
    head = _common_head(one, other)
    one, other = one[head:], other[head:]
    if one[1:] == other[1:] or one == other[1:] or one[1:] == other:
        return True
    return one[:2] == other[1::-1] and one[2:] == other[2:]
