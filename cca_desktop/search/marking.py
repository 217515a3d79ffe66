"""The exact places in a paragraph that answer a question.

Ranges count tokens, first and last included; spans count characters.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from cca_desktop.search.tokens import token_spans
from cca_desktop.text.span import Span

_CONTEXT = 80  # characters on either side of a hit
_LOOK_AHEAD = 4  # times as much is read for them, since runs of white space shrink

WordSets = tuple[frozenset[str], ...]


class Pattern(Protocol):
    """A regular expression whose time is limited."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where it matches."""


class Wanted(NamedTuple):
    """All that is looked for in texts of one language: words, words side by side, words near one another, patterns."""

    words: frozenset[str]
    phrases: tuple[WordSets, ...]
    nears: tuple[tuple[WordSets, int], ...]
    patterns: tuple[Pattern, ...]


def spans_of(wanted: Wanted, text: str, words: Sequence[str]) -> list[Span]:
    """Return every place in ``text`` that is wanted, in order, each once; ``words`` are its folded tokens."""
    found = set()
    ranges = _ranges(wanted, words)
    if wanted.words:
        ranges.update((number, number) for number, word in enumerate(words) if word in wanted.words)
    if ranges:
        at = token_spans(text)
        found = {Span(at[first][0], at[last][1]) for first, last in ranges}
    for pattern in wanted.patterns:
        found.update(Span(start, end) for start, end in pattern.spans(text))
    return sorted(found)


def _ranges(wanted: Wanted, words: Sequence[str]) -> set[tuple[int, int]]:
    ranges: set[tuple[int, int]] = set()
    for phrase in wanted.phrases:
        ranges.update((first, first + len(phrase) - 1) for first in phrase_starts(phrase, words))
    for terms, gap in wanted.nears:
        ranges.update(nearest(terms, gap, words))
    return ranges


def phrase_starts(phrase: WordSets, words: Sequence[str]) -> list[int]:
    """Return where the words of ``phrase`` stand side by side."""
    last = len(words) - len(phrase)
    anchor = _anchor(phrase)
    if anchor is None:
        candidates: Sequence[int] = range(last + 1)
    else:
        candidates = [place - anchor for place in _places(next(iter(phrase[anchor])), words)]
    return [
        start
        for start in candidates
        if 0 <= start <= last and all(words[start + number] in these for number, these in enumerate(phrase))
    ]


def _anchor(phrase: WordSets) -> int | None:
    """Return the number of the longest word that stands alone in its set, which is likely to be the rarest."""
    alone = [(len(next(iter(these))), number) for number, these in enumerate(phrase) if len(these) == 1]
    return max(alone)[1] if alone else None


def _places(word: str, words: Sequence[str]) -> list[int]:
    places = []
    place = -1
    for _ in range(words.count(word)):
        place = words.index(word, place + 1)
        places.append(place)
    return places


def nearest(terms: WordSets, gap: int, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return each shortest stretch that holds every term, in any order, with at most ``gap`` other words among them.

    Each term needs a word of its own, so that a word asked for twice must be there twice.
    """
    widest = len(terms) + gap
    every = frozenset().union(*terms)
    places = [place for place, word in enumerate(words) if word in every]
    stretches = []
    left = 0  # of ``places``: no stretch that is still to come begins before it
    for right, place in enumerate(places):
        while place - places[left] >= widest:
            left += 1
        begin = None
        while left <= right and _has_all(terms, [words[at] for at in places[left : right + 1]]):
            begin = places[left]
            left += 1
        if begin is not None:
            stretches.append((begin, place))
    return stretches


def _has_all(terms: WordSets, words: Sequence[str]) -> bool:
    """Tell whether each term finds a word of its own among ``words`` (by augmenting paths, as terms may overlap)."""
    if len(words) < len(terms):
        return False
    taken: dict[int, int] = {}

    def settle(term: int, tried: set[int]) -> bool:
        for number, word in enumerate(words):
            if word in terms[term] and number not in tried:
                tried.add(number)
                if number not in taken or settle(taken[number], tried):
                    taken[number] = term
                    return True
        return False

    return all(settle(term, set()) for term in range(len(terms)))


def before(text: str, start: int, width: int = _CONTEXT) -> str:
    """Return the words before a hit, at most ``width`` characters on one line, beginning with a whole word."""
    reach = _LOOK_AHEAD * width
    return _line(text[max(0, start - reach) : start], start <= reach, -1, width)


def after(text: str, end: int, width: int = _CONTEXT) -> str:
    """Return the words after a hit, at most ``width`` characters on one line, ending with a whole word."""
    reach = _LOOK_AHEAD * width
    return _line(text[end : end + reach], end + reach >= len(text), 1, width)


def _line(stretch: str, is_whole: bool, direction: int, width: int) -> str:
    line = " ".join(f"|{stretch}|".split())[1:-1]
    if is_whole and len(line) <= width:
        return line
    if direction < 0:
        cut = line.find(" ", max(0, len(line) - width))
        return line[cut + 1 :] if cut >= 0 else line[len(line) - width :]
    cut = line.rfind(" ", 0, width)
    return line[:cut] if cut > 0 else line[:width]
