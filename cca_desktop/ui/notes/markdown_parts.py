"""What each letter of a line of Markdown is: strong, slanted, a link, or only a mark that says so."""

import re
from typing import NamedTuple

from cca_desktop.notes.fences import is_fence
from cca_desktop.ui.notes.markdown_lines import item_of
from cca_desktop.ui.notes.references import references_in

# What a letter can be, several at once.
STRONG, SLANTED, CODE, STRUCK, LINK, QUIET, ALIGNED, QUOTED, MARK, BOX = (1 << number for number in range(10))

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_CODE_WORDS = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_BOTH = re.compile(r"(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1")
_STRONG_WORDS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SLANTED_WORDS = re.compile(r"(?<![*\w])([*_])(?![*_\s])(.+?)(?<![*_\s])\1(?![*\w])")
_STRUCK_WORDS = re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()#+\-.!|~>]")


class LineParts(NamedTuple):
    """A line taken apart: what each of its ``letters`` is, by code point; its ``heading`` level, 0 for none."""

    letters: list[int]
    heading: int = 0


def parts_of(line: str, *, is_code: bool = False) -> LineParts:
    """Take ``line`` apart; ``is_code`` tells that it stands between fences, where nothing is marked."""
    letters = [0] * len(line)
    if is_code or is_fence(line):
        _be(letters, 0, len(line), CODE if is_code else CODE | QUIET)
        return LineParts(letters)
    if _RULE.match(line):
        _be(letters, 0, len(line), QUIET)
        return LineParts(letters)
    if line.lstrip().startswith("|"):
        return LineParts(_table_row(letters, line))
    quote = _QUOTE.match(line)
    if quote:
        _be(letters, 0, quote.end(), QUIET)
        _be(letters, quote.end(), len(line), QUOTED)
    heading = _HEADING.match(line)
    if heading:
        _be(letters, 0, heading.end(), MARK)
    item = item_of(line)
    if item is not None:
        _be(letters, len(item.before), len(item.before) + len(item.mark), QUIET)
        if item.task:
            _be(letters, item.task_at, item.task_at + len(item.task), BOX)
        if item.task in ("[x]", "[X]"):
            _be(letters, item.words_at, len(line), QUIET | STRUCK)
    _embrace(letters, line)
    return LineParts(letters, len(heading[1]) if heading else 0)


def _table_row(letters: list[int], line: str) -> list[int]:
    _be(letters, 0, len(line), ALIGNED)
    for at, letter in enumerate(line):
        if letter == "|" or not line.strip("|-: \t"):
            letters[at] |= QUIET
    _embrace(letters, line, hides=False)
    return letters


def _embrace(letters: list[int], line: str, *, hides: bool = True) -> None:
    """Find what marks embrace; those that only say how words look are hidden where the line ``hides`` them."""
    mark = MARK if hides else QUIET
    rest = line  # without what is not looked into, at its length
    for match in _ESCAPED.finditer(line):
        _be(letters, match.start(), match.start() + 1, mark)
        rest = _without(rest, match.start(), match.end())
    for match in _CODE_WORDS.finditer(rest):
        _be(letters, match.start(2), match.end(2), CODE)
        _be(letters, match.start(), match.start(2), mark)
        _be(letters, match.end(2), match.end(), mark)
        rest = _without(rest, match.start(), match.end())
    for one in references_in(rest):
        start, end = one.start, one.end
        if one.kind == "address" and line[start] == "[":
            named = line.rindex("](", start, end)
            _be(letters, start, start + 1, mark)
            _be(letters, named, end, mark)
            rest = _without(_without(rest, start, start + 1), named, end)
            start, end = start + 1, named
        else:
            rest = _without(rest, start, end)
        _be(letters, start, end, LINK)
    for pattern, look in (
        (_BOTH, STRONG | SLANTED),
        (_STRONG_WORDS, STRONG),
        (_STRUCK_WORDS, STRUCK),
        (_SLANTED_WORDS, SLANTED),
    ):
        for match in pattern.finditer(rest):
            _be(letters, match.start(2), match.end(2), look)
            _be(letters, match.start(), match.start(2), mark)
            _be(letters, match.end(2), match.end(), mark)
        if pattern is _BOTH:
            for match in pattern.finditer(rest):
                rest = _without(_without(rest, match.start(), match.start(2)), match.end(2), match.end())


def _be(letters: list[int], start: int, end: int, what: int) -> None:
    for at in range(start, min(end, len(letters))):
        letters[at] |= what


def _without(line: str, start: int, end: int) -> str:
    """Return ``line`` with white space from ``start`` to ``end``, so that nothing is found there."""
    return line[:start] + "\x00" * (end - start) + line[end:]
