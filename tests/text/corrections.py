"""Made-up corrections of a text, light and heavy, and what has become of each of its words by them.

Whoever makes up a correction knows where each word went: this is the oracle that anchoring is held against.
"""

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from cca_desktop.text.span import Span
from cca_desktop.text.words import common_ends

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s]")
_SAME_CONTEXT = 40  # characters on either side: two places with these alike cannot be told apart


class Piece(NamedTuple):
    """A word as it is now, with the white space before it, and which word of the old text it was, if it was one.

    ``is_kept`` tells that it still is that word, be it misspelt; otherwise another has taken its place.
    """

    space: str
    word: str
    was: int = -1
    is_kept: bool = True


class Corrected(NamedTuple):
    """A text after its corrections: ``at`` has the place of each word that was kept, by its number in the old one."""

    old: str
    text: str
    words: list[Span]  # of the old text
    at: dict[int, Span]
    starts: list[int]  # of the kept words, in their order now,
    numbers: list[int]  # and which they are

    def passage(self, first: int, length: int) -> Span:
        """Return the passage of so many words, in the old text."""
        return Span(self.words[first].start, self.words[first + length - 1].end)

    def share_left(self, passage: Span) -> float:
        """Return how much of a passage of the old text is still there, from 0.0 to 1.0."""
        numbers = self._numbers(passage)
        whole = sum(self.words[number].end - self.words[number].start for number in numbers)
        left = sum(self.words[number].end - self.words[number].start for number in numbers if number in self.at)
        return left / whole if whole else 0.0

    def judge(self, claimed: Span, passage: Span) -> str:
        """Say whether a passage is where it is ``claimed`` to be: "right", "partly" (most of it) or "wrong"."""
        own = [self.numbers.index(number) for number in self._numbers(passage) if number in self.at]
        here = set(range(*self._kept_in(claimed)))
        if not own:
            return "wrong"
        within = set(range(min(own), max(own) + 1))  # what came in between its words is within the passage now
        needed = set(own)
        if any(self._is_word(index) for index in own):  # a full stop is a full stop
            within, needed, here = (set(filter(self._is_word, some)) for some in (within, needed, here))
        if needed <= here <= within:
            return "right"
        is_but_its_own = here <= within and 2 * len(here) >= len(needed)
        if is_but_its_own or len(needed & here) >= 0.75 * len(needed | here):
            return "partly"
        # Most of it, and in place of the rest the same words: a refrain that went away, and its twin that came.
        reads_alike = claimed.cut(self.text).split() == passage.cut(self.old).split()
        if reads_alike and 2 * len(needed & here) > len(needed):
            return "right"
        if self._is_untouched(claimed, passage) or self._cannot_be_told_apart(claimed, own):
            return "right"
        return "wrong"

    def _is_word(self, index: int) -> bool:
        return self.at[self.numbers[index]].cut(self.text)[:1].isalnum()

    def _numbers(self, passage: Span) -> range:
        first = bisect_right([word.end for word in self.words], passage.start)
        return range(first, bisect_left([word.start for word in self.words], passage.end))

    def _kept_in(self, claimed: Span) -> tuple[int, int]:
        first = bisect_left(self.starts, claimed.start)
        return first, max(first, bisect_left(self.starts, claimed.end))

    def _is_untouched(self, claimed: Span, passage: Span) -> bool:
        """Tell whether a passage stands before or behind all that has changed: exchanged for its twin it is the same.

        A refrain that is moved away while the same refrain comes to stand in its place leaves no trace in the text.
        """
        head, tail = common_ends(self.old, self.text)
        longer = len(self.text) - len(self.old)
        is_before = passage.end <= head and claimed == passage
        return is_before or (passage.start >= len(self.old) - tail and claimed == passage.moved(longer))

    def _cannot_be_told_apart(self, claimed: Span, own: list[int]) -> bool:
        true = Span(self.starts[min(own)], max(self.at[self.numbers[index]].end for index in own))
        wide = [
            self.text[max(0, one.start - _SAME_CONTEXT) : one.end + _SAME_CONTEXT].split() for one in (claimed, true)
        ]
        return wide[0] == wide[1]


def _pieces(text: str) -> tuple[list[Span], list[Piece]]:
    words = [Span(*found.span()) for found in _WORD.finditer(text)]
    ends = [0, *(word.end for word in words)]
    return words, [
        Piece(text[end : word.start], word.cut(text), number)
        for number, (word, end) in enumerate(zip(words, ends, strict=False))
    ]


def _put_together(old: str, words: list[Span], pieces: list[Piece]) -> Corrected:
    parts: list[str] = []
    at: dict[int, Span] = {}
    starts: list[int] = []
    numbers: list[int] = []
    length = 0
    for space, word, was, is_kept in pieces:
        length += len(space)
        if was >= 0 and is_kept:
            at[was] = Span(length, length + len(word))
            starts.append(length)
            numbers.append(was)
        length += len(word)
        parts += (space, word)
    return Corrected(old, "".join(parts), words, at, starts, numbers)


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + "q" + word[place + 1 :]


def words_changed(pieces: list[Piece], share: float, chance: random.Random) -> list[Piece]:
    """Mistype, replace, strike out or add ``share`` of the words, and strike out stretches where that is much."""
    others = [piece.word for piece in pieces if piece.word.isalnum()]
    done: list[Piece] = []
    struck_until = 0
    for index, piece in enumerate(pieces):
        if index < struck_until:
            continue
        how = "leave"
        if chance.random() < share:
            how = chance.choice(("mistype", "replace", "strike", "add", "stretch" if share > 0.05 else "mistype"))
        if how == "leave":
            done.append(piece)
        elif how == "mistype" and piece.word.isalnum():
            done.append(piece._replace(word=_mistyped(piece.word, chance)))
        elif how == "replace":
            other = chance.choice(others)
            done.append(piece._replace(word=other, is_kept=other == piece.word))
        elif how == "add":
            done += (Piece(piece.space, chance.choice(others)), piece._replace(space=piece.space or " "))
        elif how == "stretch":
            struck_until = index + chance.randrange(5, 30)
    return done


_SPELLINGS = (
    (re.compile("is(e[sd]?|ing|ation)$"), r"iz\1"),
    (re.compile("our$"), "or"),
    (re.compile("rn"), "m"),
    (re.compile("fi"), "ﬁ"),
    (re.compile('^["“]$'), "”"),
    (re.compile("^['’]$"), "`"),
    (re.compile("^-$"), "—"),
    (re.compile("l"), "1"),
)


def spelling_changed(pieces: list[Piece], share: float, chance: random.Random) -> list[Piece]:
    """Spell ``share`` of the words otherwise: as elsewhere, as a scanner reads them, in capitals, across a line end."""
    done = []
    for piece in pieces:
        word, space = piece.word, piece.space
        if chance.random() < share:
            fitting = [spelling for spelling in _SPELLINGS if spelling[0].search(word)]
            how = chance.choice(("spelling", "case", "line end", "space"))
            if how == "spelling" and fitting:
                pattern, instead = chance.choice(fitting)
                word = pattern.sub(instead, word, count=1)
            elif how == "case":
                word = word.swapcase()
            elif how == "line end" and len(word) > 5 and word.isalnum():
                place = chance.randrange(2, len(word) - 2)
                word = f"{word[:place]}-\n{word[place:]}"
            elif space:
                space = chance.choice(("  ", "\n", "\u00a0"))
        done.append(piece._replace(word=word, space=space))
    return done


def heads_put_in(pieces: list[Piece], share: float, chance: random.Random) -> list[Piece]:
    """Let the heads of pages come into the text: before a tenth of ``share`` of the words."""
    done = []
    page = 1
    for piece in pieces:
        if chance.random() < share / 10:
            page += 1
            head = ("Archive", "of", "the", "Crisis", ",", "page", str(page))
            done += [Piece("\n" if word == "Archive" else " ", word) for word in head]
            piece = piece._replace(space="\n")  # noqa: PLW2901 - the first word below the head
        done.append(piece)
    return done


def _sentences(pieces: list[Piece]) -> list[list[Piece]]:
    told: list[list[Piece]] = [[]]
    for piece in pieces:
        told[-1].append(piece)
        if piece.word in (".", "?", "!", "。", ",", "，") and len(told[-1]) > 3:
            told.append([])
    return [sentence for sentence in told if sentence]


def sentences_struck(pieces: list[Piece], share: float, chance: random.Random) -> list[Piece]:
    """Strike out ``share`` of the sentences, and leave their look-alikes."""
    return [piece for sentence in _sentences(pieces) if chance.random() >= share for piece in sentence]


def sentences_moved(pieces: list[Piece], share: float, chance: random.Random) -> list[Piece]:
    """Move ``share`` of the sentences, up to six together, to somewhere else."""
    told = _sentences(pieces)
    for _ in range(max(1, int(share * len(told) / 3))):
        size = chance.randrange(1, 7)
        start = chance.randrange(max(1, len(told) - size))
        block, told[start : start + size] = told[start : start + size], []
        at = chance.randrange(len(told) + 1)
        told[at:at] = block
    return [piece for sentence in told for piece in sentence]


def all_at_once(pieces: list[Piece], share: float, chance: random.Random) -> list[Piece]:
    """Do a third of each of the others."""
    for change in (spelling_changed, sentences_struck, sentences_moved, words_changed):
        pieces = change(pieces, share / 3, chance)
    return heads_put_in(pieces, share / 3, chance)


KINDS: dict[str, Callable[[list[Piece], float, random.Random], list[Piece]]] = {
    "words changed": words_changed,
    "spelling changed": spelling_changed,
    "heads put in": heads_put_in,
    "sentences struck": sentences_struck,
    "sentences moved": sentences_moved,
    "all at once": all_at_once,
}


def corrected(text: str, kind: str, share: float, chance: random.Random) -> Corrected:
    """Return ``text`` with corrections of one kind to about ``share`` of it."""
    words, pieces = _pieces(text)
    return _put_together(text, words, KINDS[kind](pieces, share, chance))
