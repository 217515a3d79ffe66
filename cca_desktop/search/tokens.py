"""The one way in which this program sees words: how a text is cut into tokens, and when two of them are the same.

A token is letters and digits with inner apostrophes, straight or typographic; hyphens and dashes divide. Two tokens are
the same when they fold to the same string.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern

# What may follow a letter without ending its word: accents written as characters of their own (Latin and Greek,
# Cyrillic, Hebrew, Arabic), the soft hyphen, and the joiners. None of them is a letter to ``re``.
_CLINGING = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0483-\u0487"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u00ad\u200c\u200d"
)
_LETTERS = rf"[^\W_]+(?:[{_CLINGING}]+[^\W_]*)*"
TOKEN_PATTERN = rf"{_LETTERS}(?:['\u2019]{_LETTERS})*"
_TOKEN = re.compile(TOKEN_PATTERN)
_ASCII_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*", re.ASCII)
_SHORT = 1 << 14  # characters
_PIECE_AT_A_TIME = 1 << 15  # longer texts are cut in a loop, in which other threads get their turn


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return ``word`` without case and accents, its apostrophes straight: what tokens are compared by.

    The Cyrillic й stays the letter it is, while ё becomes е, as Russian dictionaries have it.
    """
    if word.isascii():
        return intern(word.lower())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).replace("\u2019", "'")
    plain = plain.replace("и\u0306", "й")
    kept = (
        sign for sign in plain if not (unicodedata.combining(sign) or sign.isspace() or sign in "\u00ad\u200c\u200d")
    )
    return intern("".join(kept) or word)


def folded_words(text: str) -> tuple[str, ...]:
    """Return the tokens of ``text`` in order, folded."""
    if text.isascii():
        if len(text) <= _PIECE_AT_A_TIME:
            return tuple(map(intern, _ASCII_TOKEN.findall(text.lower())))
        return tuple(intern(found.group().lower()) for found in _ASCII_TOKEN.finditer(text))
    return tuple(fold(found.group()) for found in _TOKEN.finditer(text))


def token_spans(text: str) -> Sequence[tuple[int, int]]:
    """Return where each of ``folded_words(text)`` stands in ``text``."""
    return _spans_of_short(text) if len(text) <= _SHORT else _spans(text)


def _spans(text: str) -> Sequence[tuple[int, int]]:
    pattern = _ASCII_TOKEN if text.isascii() else _TOKEN
    return [found.span() for found in pattern.finditer(text)]


# The same paragraphs are marked with each key.
_spans_of_short = lru_cache(maxsize=256)(_spans)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Find the tokens of ``text``, as they are written."""
    return _TOKEN.finditer(text)


@lru_cache(maxsize=1 << 12)
def fold_line(text: str) -> str:
    """Return the tokens of a short text (a tag, a title), folded, with one space between them."""
    return " ".join(folded_words(text))
