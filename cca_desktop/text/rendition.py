"""The canonical text as a reader sees it, and the way from each position to the other.

The canonical text is kept as transmitted: straight quotation marks, two hyphens for a dash, an empty line where a page
of the copy ended in the middle of a sentence. The reading text sets these as a printer would. Neither knows of Qt.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cca_desktop.text.span import Span

_SET_OTHERWISE = re.compile(r"--|[\"']|\s*\n\s*")
_BEFORE_OPENING = frozenset(" \n\t([{—–-")


class _Piece(NamedTuple):
    """A stretch of canonical text and what stands for it; where ``is_same``, character for character."""

    canonical: int
    reading: int
    is_same: bool


class Rendition:
    """One text in two forms, with exact ways between them.

    A span goes over by its characters: it begins with the image of its first and ends with the image of its last, so a
    border inside something set otherwise (between two hyphens) takes the whole of it in.
    """

    def __init__(self, canonical: str, blocks: Sequence[Span]) -> None:
        """Set ``canonical`` block by block; what lies between ``blocks`` becomes one line end."""
        pieces: list[_Piece] = []
        words: list[str] = []
        length = 0
        for start, end, image in _images(canonical, blocks):
            pieces.append(_Piece(start, length, len(image) == end - start))
            words.append(image)
            length += len(image)
        self.text = "".join(words)
        self._pieces = [*pieces, _Piece(len(canonical), length, True)]

    def reading_offset(self, offset: int) -> int:
        """Return where the character at canonical ``offset`` begins in the reading text."""
        piece = self._pieces[self._index_by_canonical(offset)]
        return piece.reading + (offset - piece.canonical if piece.is_same else 0)

    def canonical_offset(self, offset: int) -> int:
        """Return where the character at reading ``offset`` begins in the canonical text."""
        piece = self._pieces[self._index_by_reading(offset)]
        return piece.canonical + (offset - piece.reading if piece.is_same else 0)

    def reading_span(self, span: Span) -> Span:
        """Return the stretch of reading text that shows the canonical ``span``."""
        start = self.reading_offset(span.start)
        if span.end <= span.start:
            return Span(start, start)
        index = self._index_by_canonical(span.end - 1)
        piece = self._pieces[index]
        end = piece.reading + span.end - piece.canonical if piece.is_same else self._pieces[index + 1].reading
        return Span(start, max(start, end))

    def canonical_span(self, span: Span) -> Span:
        """Return the canonical stretch that the reading ``span`` shows."""
        start = self.canonical_offset(span.start)
        if span.end <= span.start:
            return Span(start, start)
        index = self._index_by_reading(span.end - 1)
        piece = self._pieces[index]
        end = piece.canonical + span.end - piece.reading if piece.is_same else self._pieces[index + 1].canonical
        return Span(start, end)

    def _index_by_canonical(self, offset: int) -> int:
        return max(0, bisect_right(self._pieces, offset, key=lambda piece: piece.canonical) - 1)

    def _index_by_reading(self, offset: int) -> int:
        return max(0, bisect_right(self._pieces, offset, key=lambda piece: piece.reading) - 1)


def _images(canonical: str, blocks: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """Yield stretches that together cover ``canonical``, each with what stands for it in the reading text."""
    done = 0
    for index, block in enumerate(blocks):
        if block.start > done:
            yield done, block.start, "\n" if index else ""
        done = block.start
        for match in _SET_OTHERWISE.finditer(canonical, block.start, block.end):
            if match.start() > done:
                yield done, match.start(), canonical[done : match.start()]
            yield match.start(), match.end(), _image(canonical, match, block)
            done = match.end()
        if block.end > done:
            yield done, block.end, canonical[done : block.end]
        done = block.end
    if len(canonical) > done:
        yield done, len(canonical), ""


def _image(canonical: str, match: re.Match[str], block: Span) -> str:
    mark = match.group()
    if mark == "--":
        return "—"
    if mark.isspace():
        return " "
    opens = match.start() == block.start or canonical[match.start() - 1] in _BEFORE_OPENING
    if mark == '"':
        return "“" if opens else "”"
    return "‘" if opens else "’"
