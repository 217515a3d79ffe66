"""A note's Markdown taken apart, so that a page or a Word document can set it: blocks, and runs of words in them.

It reads what the editor shows as formatted: headings, lists and tasks, quotations, tables, code, emphasis, links, and a
note's own references. Whatever else stands there is shown as it was typed. No text makes it take more than its length.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cca_desktop.notes.fences import is_fence

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])(?:[ \t]+(.*)|[ \t]*)")
_TASK = re.compile(r"\[([ xX])\][ \t]+(.*)")
_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_MOST_QUOTED, _DEEPEST_LIST = 8, 8
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)"
    r"|\[\[(?P<note>[^\[\]\n|]{1,300})(?:\|(?P<shown>[^\[\]\n]{0,300}))?\]\]"
    r"|!?\[(?P<words>[^\[\]\n]{1,500})\]\((?P<address>[^\s()<>]{1,2000})\)"
    r"|<(?P<bare>(?:https?://|mailto:)[^\s<>]{1,2000})>"
    r"|(?P<plain>https?://[^\s<>\[\]()\"]{0,2000}[^\s<>\[\]()\".,;:!?'*_])"
    r"|(?P<place>¶[ \u00a0]?(?P<label>\d{1,5})(?!\d)(?:[ \u00a0]?[-–][ \u00a0]?\d{1,5}(?!\d))?)"
    r"|(?P<mark>\*\*|\*|__|_|~~)"
)
_SAFE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Run(NamedTuple):
    """Words in one dress. ``leads_to`` is an address of the web, ``note:`` and a title, ``paragraph:`` and a label."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    is_struck: bool = False
    is_code: bool = False
    leads_to: str = ""


class Block(NamedTuple):
    """A block of a note.

    ``kind`` is paragraph, heading, item, code, rule or row. ``quoted`` counts the quotations it stands in; ``level`` is
    that of a heading, or how deep an item stands in lists, from 1; ``marker`` is an item's number, "•", "☐" or "☑", and
    "head" for the first row of a table. ``cells`` are the runs of each cell of a row, of anything else just one.
    """

    kind: str
    quoted: int
    level: int
    marker: str
    cells: tuple[tuple[Run, ...], ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words of a block that is no row."""
        return self.cells[0] if self.cells else ()


def blocks_of(markdown: str) -> list[Block]:
    """Take a note apart."""
    return list(_Reader(markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")).blocks())


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._indents: list[int] = []

    def blocks(self) -> Iterator[Block]:
        paragraph: list[str] = []
        quoted_before = 0
        while self._at < len(self._lines):
            quoted, line = _unquoted(self._lines[self._at])
            kind = _kind(line)
            goes_on = paragraph and quoted == quoted_before and kind == "paragraph" and not self._is_table(quoted)
            if paragraph and not goes_on:
                yield self._paragraph(paragraph, quoted_before)
                paragraph = []
            self._at += 1
            if kind == "paragraph" and self._is_table(quoted, behind=True):
                yield from self._table(line, quoted)
            elif kind == "paragraph":
                paragraph.append(line)
            elif kind == "code":
                yield self._code(line, quoted)
            elif kind != "empty":
                yield self._one_line(kind, line, quoted)
            if kind not in ("item", "empty", "paragraph"):
                self._indents.clear()
            quoted_before = quoted
        if paragraph:
            yield self._paragraph(paragraph, quoted_before)

    def _paragraph(self, lines: list[str], quoted: int) -> Block:
        is_in_item = bool(self._indents) and lines[0][:1] in (" ", "\t")
        if not is_in_item:
            self._indents.clear()
        words = "\n".join(line.strip() for line in lines)
        return Block("paragraph", quoted, len(self._indents) if is_in_item else 0, "", (runs_of(words),))

    def _one_line(self, kind: str, line: str, quoted: int) -> Block:
        if kind == "heading":
            found = _HEADING.fullmatch(line)
            hashes, words = (found[1], found[2]) if found else ("#", line)
            return Block(kind, quoted, len(hashes), "", (runs_of(words or ""),))
        if kind == "rule":
            return Block(kind, quoted, 0, "", ())
        found = _ITEM.fullmatch(line)
        indent, marker, words = (found[1], found[2], found[3] or "") if found else ("", "-", line)
        width = len(indent.expandtabs(4))
        while self._indents and self._indents[-1] > width:
            self._indents.pop()
        if len(self._indents) < _DEEPEST_LIST and (not self._indents or width > self._indents[-1] + 1):
            self._indents.append(width)
        task = _TASK.fullmatch(words)
        if task:
            return Block(kind, quoted, len(self._indents), "☐" if task[1] == " " else "☑", (runs_of(task[2]),))
        return Block(kind, quoted, len(self._indents), marker if marker[0].isdigit() else "•", (runs_of(words),))

    def _code(self, opening: str, quoted: int) -> Block:
        fence = opening.strip()[0] * 3
        lines: list[str] = []
        while self._at < len(self._lines):
            depth, line = _unquoted(self._lines[self._at]) if quoted else (0, self._lines[self._at])
            if depth < quoted:
                break
            self._at += 1
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                break
            lines.append(line)
        return Block("code", quoted, 0, "", ((Run("\n".join(lines), is_code=True),),))

    def _is_table(self, quoted: int, *, behind: bool = False) -> bool:
        """Tell whether a row of a table's head stands here, with the row of dashes under it."""
        head = self._at - 1 if behind else self._at
        if head + 1 >= len(self._lines):
            return False
        _, words = _unquoted(self._lines[head])
        depth, dashes = _unquoted(self._lines[head + 1])
        return "|" in words and "|" in dashes and depth == quoted and _DELIMITER_ROW.fullmatch(dashes) is not None

    def _table(self, head: str, quoted: int) -> Iterator[Block]:
        yield Block("row", quoted, 0, "head", _cells(head))
        self._at += 1
        while self._at < len(self._lines):
            depth, line = _unquoted(self._lines[self._at])
            if depth != quoted or "|" not in line:
                break
            self._at += 1
            yield Block("row", quoted, 0, "", _cells(line))


def _unquoted(line: str) -> tuple[int, str]:
    depth = 0
    while depth < _MOST_QUOTED and (found := re.match(r" {0,3}>[ ]?", line)):
        depth, line = depth + 1, line[found.end() :]
    return depth, line


def _kind(line: str) -> str:
    if not line.strip():
        return "empty"
    if is_fence(line):
        return "code"
    if _HEADING.fullmatch(line):
        return "heading"
    if _RULE.fullmatch(line):
        return "rule"
    return "item" if _ITEM.fullmatch(line) else "paragraph"


def _cells(line: str) -> tuple[tuple[Run, ...], ...]:
    words = line.strip().removeprefix("|")
    if words.endswith("|") and not words.endswith("\\|"):
        words = words[:-1]
    return tuple(runs_of(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", words))


class _Mark(NamedTuple):
    """A mark of emphasis that may open, close, or stand for itself."""

    sign: str
    opens: bool
    closes: bool


def runs_of(words: str) -> tuple[Run, ...]:
    """Take the words of one block apart."""
    pieces = list(_pieces(words))
    begins, ends = _paired(pieces)
    runs: list[list[Run]] = []  # those in the same dress together
    strong = emphasis = struck = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, _Mark) and (index in begins or index in ends):
            step = 1 if index in begins else -1
            strong += step * (piece.sign in ("**", "__"))
            emphasis += step * (piece.sign in ("*", "_"))
            struck += step * (piece.sign == "~~")
            continue
        run = Run(piece.sign) if isinstance(piece, _Mark) else piece
        run = run._replace(is_strong=strong > 0, is_emphasis=emphasis > 0, is_struck=struck > 0)
        if runs and runs[-1][0][1:] == run[1:]:
            runs[-1].append(run)
        else:
            runs.append([run])
    joined = (alike[0]._replace(text="".join(run.text for run in alike)) for alike in runs)
    return tuple(run for run in joined if run.text)


def _pieces(words: str) -> Iterator[Run | _Mark]:
    at = 0
    unclosed: set[int] = set()  # lengths of rows of backticks that nothing closes from here on
    while found := _TOKEN.search(words, at):
        start, end = found.span()
        if start > at:
            yield Run(words[at:start])
        if found["ticks"]:
            ticks = found["ticks"]
            close = re.compile(rf"(?<!`){ticks}(?!`)").search(words, end) if len(ticks) not in unclosed else None
            if close is None:
                unclosed.add(len(ticks))
                yield Run(ticks)
            else:
                yield Run(words[end : close.start()].strip() or ticks, is_code=True)
                end = close.end()
        elif found["mark"]:
            yield _mark(words, found["mark"], start, end)
        else:
            yield _reference(found)
        at = end
    if at < len(words):
        yield Run(words[at:])


def _reference(found: re.Match[str]) -> Run:
    if found["escaped"]:
        return Run(found["escaped"])
    if found["note"]:
        title = " ".join(found["note"].split())
        return Run(found["shown"] or title, leads_to=f"note:{title}")
    if found["words"]:
        return Run(found["words"], leads_to=found["address"] if _SAFE.match(found["address"]) else "")
    if found["place"]:
        return Run(found["place"], leads_to=f"paragraph:{int(found['label'])}")
    address = found["bare"] or found["plain"]
    return Run(address, leads_to=address)


def _mark(words: str, sign: str, start: int, end: int) -> _Mark:
    before, behind = words[start - 1 : start], words[end : end + 1]
    opens = bool(behind) and not behind.isspace()
    closes = bool(before) and not before.isspace()
    if sign[0] == "_":  # a name_with_lines_in_it is a name
        opens, closes = opens and not before.isalnum(), closes and not behind.isalnum()
    return _Mark(sign, opens, closes)


def _paired(pieces: list[Run | _Mark]) -> tuple[set[int], set[int]]:
    """Say which marks open an emphasis and which close it; the others stand for themselves."""
    begins: set[int] = set()
    ends: set[int] = set()
    waiting: list[int] = []
    signs: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if not isinstance(piece, _Mark):
            continue
        if piece.closes and signs.get(piece.sign):
            while waiting:
                opener = waiting.pop()
                sign = pieces[opener].sign  # type: ignore[union-attr]
                signs[sign] -= 1
                if sign == piece.sign:
                    begins.add(opener)
                    ends.add(index)
                    break
        elif piece.opens:
            waiting.append(index)
            signs[piece.sign] = signs.get(piece.sign, 0) + 1
    return begins, ends
