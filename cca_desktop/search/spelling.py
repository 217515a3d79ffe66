"""Words that are nearly the same: one or two letters wrong, missing, added, or two neighbours swapped.

Source:
    The distance is that of F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM
    7(3), 1964, 171-176, without the restriction that a swapped pair stays as it is.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

_REMEMBERED = 64  # words that were looked for
_ALPHABET = 64  # letters share a bit now and then, which costs a closer look and nothing else


def is_within(word: str, other: str, distance: int) -> bool:
    """Tell whether ``distance`` changes at most lead from ``word`` to ``other``."""
    if abs(len(word) - len(other)) > distance:
        return False
    start = 0
    shorter = min(len(word), len(other))
    while start < shorter and word[start] == other[start]:
        start += 1
    a, b = word[start:], other[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return len(a) + len(b) <= distance
    if distance == 0:
        return False
    rest = distance - 1
    if is_within(a[1:], b[1:], rest) or is_within(a[1:], b, rest) or is_within(a, b[1:], rest):
        return True
    if len(a) < 2 or len(b) < 2:
        return False
    if a[0] == b[1] and a[1] == b[0] and is_within(a[2:], b[2:], rest):
        return True
    if rest == 0:
        return False
    # A swap with a letter put in, or taken out, between the two: "ca" and "abc".
    return (len(b) > 2 and a[0] == b[2] and a[1] == b[0] and is_within(a[2:], b[3:], rest - 1)) or (
        len(a) > 2 and a[0] == b[1] and a[2] == b[0] and is_within(a[3:], b[2:], rest - 1)
    )


class Alike:
    """The words of a vocabulary, sorted so that those which are nearly like another one are soon found."""

    def __init__(self, vocabulary: list[str]) -> None:
        """Sort the words of ``vocabulary``, which is in the order of the alphabet, by length and first letter."""
        self._words = vocabulary
        self._letters: set[str] = set()  # that words begin with
        self._sorted: dict[int, dict[str, list[tuple[int, str]]]] = {}
        for word in vocabulary:
            begun = self._sorted.setdefault(len(word), {})
            begun.setdefault(word[:1], []).append((_letters(word), word))
            self._letters.add(word[:1])
        self.nearly = lru_cache(maxsize=_REMEMBERED)(self._nearly)

    def __len__(self) -> int:
        """Count the words."""
        return sum(len(words) for begun in self._sorted.values() for words in begun.values())

    def _nearly(self, word: str, distance: int, beginning: str = "") -> tuple[str, ...]:
        """Return the words that ``distance`` changes at most lead to; only those with this first letter, if any."""
        if distance == 1 and not beginning and word:
            return (*self._nearly(word, 1, word[0]), *self._with_first_letter_wrong(word))
        letters, length = _letters(word), len(word)
        most = 2 * distance  # each change adds at most one letter to the one and one to the other
        found: list[str] = []
        for other_length in range(length - distance, length + distance + 1):
            begun = self._sorted.get(other_length, {})
            for known in (begun.get(beginning, ()),) if beginning else begun.values():
                alike = [other for others, other in known if (letters ^ others).bit_count() <= most]
                found.extend(other for other in alike if is_within(word, other, distance))
        return tuple(found)

    def _with_first_letter_wrong(self, word: str) -> Iterator[str]:
        """Yield the words with another first letter that one change leads to, which are made and looked for."""
        rest = word[1:]
        changed = {rest, rest[:1] + word[:1] + rest[1:]}
        for letter in self._letters:
            changed |= {letter + rest, letter + word}
        for other in changed:
            place = bisect_left(self._words, other)
            if other[:1] != word[0] and self._words[place : place + 1] == [other]:
                yield other


def _letters(word: str) -> int:
    """Return the set of letters of a word, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % _ALPHABET)
    return bits
