"""The canonical text as a reader sees it, and the way from each position to the other.

The canonical text is kept as transmitted: straight quotation marks, two hyphens for a dash, an empty line where a page
of the copy ended in the middle of a sentence. The reading text sets these as a printer would; the diplomatic text
leaves them, and every line end, as they are. Neither knows of Qt.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cca_desktop.text.span import Span

_SET_OTHERWISE = re.compile(r"--|[\"']|\s*\n\s*")
_SET_OTHERWISE_IN_A_LINE = re.compile("--|\"|'")  # the same where no line ends, and four times as fast
_LINE_END = re.compile("\r\n?")  # as other systems write one; shown as the one character that ends a line everywhere
_BEFORE_OPENING = frozenset(" \n\t([{—–-")


class Rendition:
    """One text in two forms, with exact ways between them.

    A span goes over by its characters: it begins with the image of its first and ends with the image of its last, so a
    border inside something set otherwise (between two hyphens) takes the whole of it in.
    """

    def __init__(self, canonical: str, blocks: Sequence[Span], *, is_diplomatic: bool = False) -> None:
        """Set ``canonical`` block by block; what lies between ``blocks`` becomes one line end.

        What stands before the first block and behind the last is not shown. Where the text ``is_diplomatic``, blocks
        are shown character for character.
        """
        # Stretches of canonical text, and what stands for each: side by side in three lists, since a long text has some
        # hundred thousand of them. Where ``_is_same``, they go character for character.
        self._canonical: list[int] = []
        self._reading: list[int] = []
        self._is_same: list[bool] = []
        words: list[str] = []
        length = 0
        for start, end, image in _images(canonical, blocks, is_diplomatic=is_diplomatic):
            self._canonical.append(start)
            self._reading.append(length)
            self._is_same.append(len(image) == end - start)
            words.append(image)
            length += len(image)
        self.text = "".join(words)
        self._canonical.append(len(canonical))
        self._reading.append(length)
        self._is_same.append(True)

    def reading_offset(self, offset: int) -> int:
        """Return where the character at canonical ``offset`` begins in the reading text."""
        index = _index(self._canonical, offset)
        return self._reading[index] + (offset - self._canonical[index] if self._is_same[index] else 0)

    def canonical_offset(self, offset: int) -> int:
        """Return where the character at reading ``offset`` begins in the canonical text."""
        index = _index(self._reading, offset)
        return self._canonical[index] + (offset - self._reading[index] if self._is_same[index] else 0)

    def reading_span(self, span: Span) -> Span:
        """Return the stretch of reading text that shows the canonical ``span``."""
        start = self.reading_offset(span.start)
        return Span(start, max(start, _end(span, self._canonical, self._reading, self._is_same, start)))

    def canonical_span(self, span: Span) -> Span:
        """Return the canonical stretch that the reading ``span`` shows."""
        start = self.canonical_offset(span.start)
        return Span(start, _end(span, self._reading, self._canonical, self._is_same, start))


def _index(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _end(span: Span, starts: list[int], others: list[int], is_same: list[bool], start: int) -> int:
    """Return where the image of the last character of ``span`` ends; ``start`` where the span is empty."""
    if span.end <= span.start:
        return start
    index = _index(starts, span.end - 1)
    return others[index] + span.end - starts[index] if is_same[index] else others[index + 1]


def _images(canonical: str, blocks: Sequence[Span], *, is_diplomatic: bool) -> Iterator[tuple[int, int, str]]:
    """Yield stretches that together cover ``canonical``, each with what stands for it in the reading text."""
    done = 0
    for index, block in enumerate(blocks):
        start, end = block
        if start > done:
            yield done, start, "\n" if index else ""
        done = start
        if is_diplomatic:
            pattern = _LINE_END
        else:
            pattern = _SET_OTHERWISE_IN_A_LINE if canonical.find("\n", start, end) < 0 else _SET_OTHERWISE
        for match in pattern.finditer(canonical, start, end):
            at, after = match.span()
            if at > done:
                yield done, at, canonical[done:at]
            yield at, after, "\n" if is_diplomatic else _image(canonical, match, block)
            done = after
        if end > done:
            yield done, end, canonical[done:end]
        done = end
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
