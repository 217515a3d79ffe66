"""Tables of Markdown as one writes them: their cells, kept below one another, and the way from cell to cell."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BLANK = " \t"  # what may come and go between words and bars; a space that does not break is a letter
_LEAST = 3  # letters in a cell: as many as the rule needs
EMPTY = ("|     |     |", "| --- | --- |", "|     |     |")


class Place(NamedTuple):
    """A cell of a table, by its row and its column."""

    row: int
    column: int


def is_rule(line: str) -> bool:
    """Tell whether ``line`` is the line between the heads of a table and its rows."""
    return "|" in line and _RULE.fullmatch(line) is not None


def is_row(line: str) -> bool:
    """Tell whether ``line`` may be a row of a table."""
    return line.lstrip().startswith("|")


def is_table(lines: Sequence[str]) -> bool:
    """Tell whether ``lines`` are a table: heads, the rule below them, and rows."""
    return len(lines) > 1 and is_rule(lines[1]) and not is_rule(lines[0]) and all(map(is_row, lines))


def cells_of(line: str) -> list[str]:
    """Return the words of each cell in a row; a bar behind a backslash divides nothing."""
    return [line[start:end].strip(_BLANK) for start, end in _spans(line)]


def column_at(line: str, at: int) -> int:
    """Return in which cell of a row the caret stands before letter ``at``; the nearest one outside of all."""
    spans = _spans(line)
    return next((column for column, (_, end) in enumerate(spans) if at <= end), max(0, len(spans) - 1))


def cell_at(line: str, column: int) -> tuple[int, int]:
    """Return where a cell of a row begins and ends: behind a bar, and before the next one or the end of the line."""
    return _spans(line)[column]


def span_of(line: str, column: int) -> tuple[int, int]:
    """Return where the words of a cell begin and end in a row; of an empty one, where they would begin."""
    start, end = _spans(line)[column]
    words = line[start:end].strip(_BLANK)
    begins = start + line[start:end].index(words) if words else min(start + 1, end)
    return begins, begins + len(words)


def aligned(lines: Sequence[str]) -> list[str]:
    """Return a table with its cells below one another, every row with as many as the longest, and not a word changed.

    What stood before the first bar stays, and so does how the rule says that columns are aligned.
    """
    rows = [cells_of(line) for line in lines]
    count = max(map(len, rows))
    rows = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [
        max([_LEAST, *(_width(row[column]) for number, row in enumerate(rows) if number != 1)])
        for column in range(count)
    ]
    told = []
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        made = [
            _ruled(cell, width) if number == 1 else _padded(cell, width)
            for cell, width in zip(row, widths, strict=True)
        ]
        told.append(line[: len(line) - len(line.lstrip())] + "| " + " | ".join(made) + " |")
    return told


def stepped(lines: Sequence[str], place: Place, step: int) -> tuple[list[str], Place]:
    """Go from a cell to the next one, or back; behind the last a row is added, and before the first one stays.

    Returns:
        The table with its cells below one another, and the cell that one has come to.
    """
    table = aligned(lines)
    count = len(_spans(table[0]))
    row, column = place.row, place.column + step
    if column >= count:
        row, column = row + 1, 0
    elif column < 0:
        row, column = row - 1, count - 1
    if row == 1:  # there is nothing to write in the rule
        row += step
    if row < 0:
        return table, Place(0, 0)
    if row == len(table):
        table = aligned([*table, table[0][: table[0].index("|")] + "|" + " |" * count])
    return table, Place(row, column)


def _spans(line: str) -> list[tuple[int, int]]:
    """Return from where to where each cell stands between its bars."""
    bars = []
    is_escaped = False
    for at, letter in enumerate(line):
        if letter == "|" and not is_escaped:
            bars.append(at)
        is_escaped = letter == "\\" and not is_escaped
    ends = [*bars[1:], len(line)] if line[bars[-1] + 1 :].strip(_BLANK) or len(bars) == 1 else bars[1:]
    return [(bar + 1, end) for bar, end in zip(bars, ends, strict=False)]


def _width(words: str) -> int:
    """Return how many letters wide ``words`` are in a face whose letters are all of one width."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return len(words) + wide - sum(bool(unicodedata.combining(letter)) for letter in words)


def _padded(words: str, width: int) -> str:
    return words + " " * (width - _width(words))


def _ruled(words: str, width: int) -> str:
    before, after = words.startswith(":"), words.endswith(":") and len(words) > 1
    return ":" * before + "-" * (width - before - after) + ":" * after
