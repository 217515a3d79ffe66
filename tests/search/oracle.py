"""A plain scan that answers questions, sharing no code with the program: its own cutting, folding and counting.

Slow and simple on purpose. A place is a (start, end) pair in code points of the whole text, or of a note's body.
"""

import itertools
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

Place = tuple[str, int, int]  # the unit's name, and the stretch in it


class Token(NamedTuple):
    """A word as it stands, and as it is compared."""

    start: int
    end: int
    plain: str


class Page(NamedTuple):
    """A paragraph or a note: its name, its text, where the text begins in the whole, and its tags."""

    name: str
    text: str
    start: int = 0
    tags: tuple[str, ...] = ()

    def is_note(self) -> bool:
        """Tell whether it is a note."""
        return self.name.startswith("note ")


def plain(word: str) -> str:
    """Return a word without case and accents."""
    kept = ""
    for sign in unicodedata.normalize("NFC", word.replace("\u2019", "'")):
        if sign in "йЙ":
            kept += "й"
            continue
        for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
            if not unicodedata.combining(part):
                kept += part
    return kept


@lru_cache(maxsize=1024)
def cut(text: str) -> list[Token]:
    """Cut a text into words, sign by sign: letters and digits, and apostrophes and accents between or behind them."""
    tokens = []
    place = 0
    while place < len(text):
        if not text[place].isalnum():
            place += 1
            continue
        end = place + 1
        while end < len(text):
            if text[end].isalnum() or unicodedata.combining(text[end]):
                end += 1
            elif text[end] in "'\u2019" and end + 1 < len(text) and text[end + 1].isalnum():
                end += 2
            else:
                break
        tokens.append(Token(place, end, plain(text[place:end])))
        place = end
    return tokens


Fits = Callable[[str], bool]


def is_word(wanted: str) -> Fits:
    """Fit this very word."""
    folded = plain(wanted)
    return lambda word: word == folded


def begins(wanted: str) -> Fits:
    """Fit words that begin so."""
    folded = plain(wanted)
    return lambda word: word.startswith(folded)


def is_typed_so_far(wanted: str) -> Fits:
    """Fit words that begin so; an apostrophe at the end is part of them, or stands behind the word."""
    folded = plain(wanted)
    return lambda word: word.startswith(folded) or word + "'" == folded


def is_like(pattern: str) -> Fits:
    """Fit a pattern with ``*`` and ``?``, by trying every way."""

    def fits(word: str, pattern: str = pattern) -> bool:
        if not pattern:
            return not word
        if pattern[0] == "*":
            return any(fits(word[skipped:], pattern[1:]) for skipped in range(len(word) + 1))
        return bool(word) and (pattern[0] == "?" or pattern[0] == word[0]) and fits(word[1:], pattern[1:])

    return fits


def is_nearly(wanted: str, distance: int) -> Fits:
    """Fit words that so many changes lead to, by making every change."""
    known = {plain(wanted)}
    for _ in range(distance - 1):
        known |= set(itertools.chain.from_iterable(map(_changed, known)))

    def fits(word: str) -> bool:
        return word in known or any(_is_one_change(word, other) for other in known)

    return fits


_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789'"


def _changed(word: str) -> Iterable[str]:
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _is_one_change(a: str, b: str) -> bool:
    if len(a) == len(b):
        wrong = [place for place in range(len(a)) if a[place] != b[place]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) <= 1
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


Finds = Callable[[list[Token]], set[tuple[int, int]]]


def words(fits: Fits) -> Finds:
    """Find single words."""
    return lambda tokens: {(token.start, token.end) for token in tokens if fits(token.plain)}


def phrase(*all_fit: Fits) -> Finds:
    """Find words side by side."""

    def find(tokens: list[Token]) -> set[tuple[int, int]]:
        found = set()
        for first in [place for place, token in enumerate(tokens) if all_fit[0](token.plain)]:
            run = tokens[first : first + len(all_fit)]
            if len(run) == len(all_fit) and all(fits(token.plain) for fits, token in zip(all_fit, run, strict=True)):
                found.add((run[0].start, run[-1].end))
        return found

    return find


def near(gap: int, *wanted: str) -> Finds:
    """Find the shortest stretches with all these words, and at most ``gap`` others among them."""
    needed = sorted(map(plain, wanted))

    def has_all(run: list[Token]) -> bool:
        there = [token.plain for token in run]
        return all(there.count(word) >= needed.count(word) for word in needed)

    def find(tokens: list[Token]) -> set[tuple[int, int]]:
        found = set()
        widest = len(needed) + gap
        for first in [place for place, token in enumerate(tokens) if token.plain in needed]:
            for after in range(first + len(needed), min(first + widest, len(tokens)) + 1):
                run = tokens[first:after]
                if has_all(run) and not has_all(run[1:]) and not has_all(run[:-1]):
                    found.add((run[0].start, run[-1].end))
        return found

    return find


class Wish(NamedTuple):
    """A question: what a page must be like, and what is marked in those that are."""

    holds: Callable[[Page], bool]
    marks: tuple[Finds, ...]


def look_for(find: Finds) -> Wish:
    """Wish for what ``find`` finds, in the text or within a tag."""
    return Wish(lambda page: any(find(cut(text)) for text in (page.text, *page.tags)), (find,))


def both(*wishes: Wish) -> Wish:
    """AND."""
    return Wish(lambda page: all(wish.holds(page) for wish in wishes), _marks(wishes))


def either(*wishes: Wish) -> Wish:
    """OR."""
    return Wish(lambda page: any(wish.holds(page) for wish in wishes), _marks(wishes))


def none_of(wish: Wish) -> Wish:
    """NOT."""
    return Wish(lambda page: not wish.holds(page), ())


def _marks(wishes: tuple[Wish, ...]) -> tuple[Finds, ...]:
    return tuple(find for wish in wishes for find in wish.marks)


def places(wish: Wish, pages: Iterable[Page]) -> set[Place]:
    """Return every hit. A note that has what is wanted in its tags alone is a hit as a whole."""
    found: set[Place] = set()
    for page in pages:
        if not wish.holds(page):
            continue
        marked = {spot for find in wish.marks for spot in find(cut(page.text))}
        if not marked and any(find(cut(tag)) for find in wish.marks for tag in page.tags):
            marked = {(0, len(page.text))}
        found |= {(page.name, page.start + start, page.start + end) for start, end in marked}
    return found
