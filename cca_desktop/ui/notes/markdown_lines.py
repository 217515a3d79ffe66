"""What the keys do to a line of Markdown: go on with a list, move it in or out, tick it off. Words in, words out."""

import re
from typing import NamedTuple

INDENT = "    "  # enough for the text of a numbered item to belong to it
_ITEM = re.compile(
    r"(?P<before>(?:[ \t]*>)*[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+)(?P<task>\[[ xX]\](?=[ \t]))?"
)
_QUOTE = re.compile(r"(?:[ \t]*>)+[ \t]?")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_DEEPEST_MADE = 3  # level of a heading that a key makes


class Item(NamedTuple):
    """The beginning of a list item: what stands ``before`` its ``mark``, and where its words begin in the line.

    ``task`` is "[ ]" or "[x]", or "" for an item that cannot be ticked off.
    """

    before: str
    mark: str
    gap: str
    task: str
    words_at: int

    @property
    def task_at(self) -> int:
        """Where the box of a task begins in the line."""
        return len(self.before) + len(self.mark) + len(self.gap)


def item_of(line: str) -> Item | None:
    """Return how the list item in ``line`` begins, or None where there is none."""
    match = _ITEM.match(line)
    if match is None:
        return None
    task = match["task"] or ""
    return Item(match["before"], match["mark"], match["gap"], task, match.end() + (1 if task else 0))


def begins_next(line: str) -> str:
    """Return what the line after ``line`` begins with, so that a list or a quotation goes on; "" if it does not."""
    item = item_of(line)
    if item is not None:
        mark = item.mark
        if mark[:-1].isdigit():
            mark = f"{int(mark[:-1]) + 1}{mark[-1]}"
        return item.before + mark + item.gap + ("[ ] " if item.task else "")
    quote = _QUOTE.match(line)
    return quote[0] if quote else ""


def is_bare(line: str) -> bool:
    """Tell whether ``line`` is only the beginning of an item or a quotation: one more Enter ends it."""
    return bool(begins_next(line)) and not line[words_begin(line) :].strip()


def stepped_out(line: str) -> str:
    """Return ``line`` with its item or quotation one level further out, and plain where it stood outermost."""
    item = item_of(line)
    if item is not None:
        out = moved_out(line)
        return out if out != line else item.before + line[words_begin(line) :]
    quote = _QUOTE.match(line)
    return line if quote is None else quote[0].rstrip()[:-1] + line[quote.end() :]


def words_begin(line: str) -> int:
    """Return where the words begin in ``line``, after the mark of an item or a quotation."""
    item = item_of(line)
    if item is not None:
        return min(item.words_at, len(line))
    quote = _QUOTE.match(line)
    return quote.end() if quote else 0


def moved_in(line: str) -> str:
    """Return ``line`` one level further in; an item in a quotation stays in it."""
    at = _after_quote(line)
    return line[:at] + INDENT + line[at:]


def moved_out(line: str) -> str:
    """Return ``line`` one level further out, or as it is where it stands outermost."""
    at = _after_quote(line)
    rest = line[at:]
    if rest.startswith("\t"):
        return line[:at] + rest[1:]
    spaces = len(rest) - len(rest.lstrip(" "))
    return line[:at] + rest[min(spaces, len(INDENT)) :]


def begun_anew(line: str) -> str:
    """Return ``line`` with the number of its item being 1."""
    item = item_of(line)
    if item is None or not item.mark[:-1].isdigit():
        return line
    return f"{item.before}1{item.mark[-1]}{line[len(item.before) + len(item.mark) :]}"


def marked_as(line: str, other: str) -> str:
    """Return ``line`` with the number of the item in ``other``, if both are counted at the same depth."""
    item, one = item_of(line), item_of(other)
    if item is None or one is None or item.before != one.before:
        return line
    if not item.mark[:-1].isdigit() or not one.mark[:-1].isdigit():
        return line
    return item.before + one.mark + line[len(item.before) + len(item.mark) :]


def headed(line: str) -> str:
    """Return ``line`` as a heading, one that is a heading a level deeper, and plain again after the third."""
    heading = _HEADING.match(line)
    level = len(heading[1]) if heading else 0
    words = line[heading.end() :] if heading else line
    return words if level >= _DEEPEST_MADE else f"{'#' * (level + 1)} {words}"


def ticked(line: str) -> str:
    """Return ``line`` with its task done, or to be done again; a line without a task becomes one."""
    item = item_of(line)
    if item is None:
        at = words_begin(line)
        indent = len(line[at:]) - len(line[at:].lstrip())
        return f"{line[: at + indent]}- [ ] {line[at + indent :]}"
    if not item.task:
        return f"{line[: item.task_at]}[ ] {line[item.task_at :]}"
    done = "[ ]" if item.task != "[ ]" else "[x]"
    return line[: item.task_at] + done + line[item.task_at + len(done) :]


def _after_quote(line: str) -> int:
    quote = _QUOTE.match(line)
    return quote.end() if quote else 0
