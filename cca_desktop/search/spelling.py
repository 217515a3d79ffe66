"""Words that are nearly the same: one or two letters wrong, missing, added, or two neighbours swapped.

Source:
    The distance is that of F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM
    7(3), 1964, 171-176, without the restriction that a swapped pair stays as it is.
"""

from collections.abc import Iterable, Iterator

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

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Sort ``vocabulary`` by length, and note the letters of each word."""
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for word in vocabulary:
            self._by_length.setdefault(len(word), []).append((_letters(word), word))

    def __len__(self) -> int:
        """Count the words."""
        return sum(map(len, self._by_length.values()))

    def nearly(self, word: str, distance: int) -> Iterator[str]:
        """Yield the words that ``distance`` changes at most lead to."""
        letters, length = _letters(word), len(word)
        most = 2 * distance  # each change adds at most one letter to the one and one to the other
        for other_length in range(length - distance, length + distance + 1):
            known = self._by_length.get(other_length, ())
            for other in [other for others, other in known if (letters ^ others).bit_count() <= most]:
                if is_within(word, other, distance):
                    yield other


def _letters(word: str) -> int:
    """Return the set of letters of a word, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % _ALPHABET)
    return bits
