"""What a key does to the Markdown around a caret; each deed is one step to take back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor

from cca_desktop.ui.notes.markdown_lines import begins_next, is_bare, item_of, moved_in, moved_out, ticked, words_begin
from cca_desktop.ui.notes.markdown_tables import EMPTY, Place, cells_of, column_at, is_row, is_table, span_of, stepped
from cca_desktop.ui.utf16 import Utf16Map

_LINE_END = "\u2029"  # as Qt writes it in what is selected


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[None]:
    """Let whatever ``cursor`` does inside be taken back as one."""
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


def begin_line(cursor: QTextCursor) -> None:
    """Begin a new line, and go on with the list, the quotation or the table; on a bare item or row, end it."""
    line, column = line_of(cursor)
    if column and not cursor.hasSelection() and is_in_table(cursor):
        _begin_row(cursor)
        return
    with one_step(cursor):
        if not cursor.hasSelection() and is_bare(line):
            _replace(cursor.block(), cursor, "")
            return
        goes_on = column >= words_begin(line)
        cursor.removeSelectedText()
        cursor.insertText("\n" + (begins_next(line) if goes_on else ""))


def is_in_list(cursor: QTextCursor) -> bool:
    """Tell whether the caret, or the first line that is selected, stands in a list item."""
    block = cursor.document().findBlock(cursor.selectionStart())
    return item_of(block.text()) is not None


def is_in_table(cursor: QTextCursor) -> bool:
    """Tell whether the caret stands in a table."""
    return is_row(cursor.block().text()) and is_table([block.text() for block in _table_at(cursor)])


def step_in_table(cursor: QTextCursor, step: int) -> None:
    """Go to the next cell of the table, or the one before, and select what stands there; put all cells in line."""
    blocks = _table_at(cursor)
    line, column = line_of(cursor)
    row = cursor.blockNumber() - blocks[0].blockNumber()
    lines, place = stepped([block.text() for block in blocks], Place(row, column_at(line, column)), step)
    start, end = blocks[0].position(), blocks[-1].position() + blocks[-1].length() - 1
    written = "\n".join(lines)
    if written != "\n".join(block.text() for block in blocks):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        with one_step(cursor):
            cursor.insertText(written)
    block = cursor.document().findBlock(start)
    for _ in range(place.row):
        block = block.next()
    units = Utf16Map(block.text())
    begins, ends = span_of(block.text(), place.column)
    cursor.setPosition(block.position() + units.units(begins))
    cursor.setPosition(block.position() + units.units(ends), QTextCursor.MoveMode.KeepAnchor)


def _begin_row(cursor: QTextCursor) -> None:
    """Go to the row below, which is begun where there is none; on an empty last row, end the table."""
    blocks = _table_at(cursor)
    last = blocks[-1]
    if cursor.block() == last and len(blocks) > 2 and not any(cells_of(last.text())):
        with one_step(cursor):
            _replace(last, cursor, "")
            if not cursor.block().next().isValid() or cursor.block().next().text().strip():
                cursor.insertText("\n")  # words touching a table would be a row of it
            else:
                cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        return
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    step_in_table(cursor, 1)


def begin_table(cursor: QTextCursor) -> None:
    """Begin a table on lines of its own, with the caret in its first cell."""
    with one_step(cursor):
        cursor.setPosition(cursor.selectionEnd())
        line, _ = line_of(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        above = line.strip() or cursor.block().previous().text().strip()  # words touching it would take it in
        cursor.insertText("\n" * (bool(line.strip()) + bool(above)))
        first = cursor.position()
        cursor.insertText("\n".join(EMPTY) + "\n")
        cursor.setPosition(first + 2)


def _table_at(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the lines around the caret that may be rows of one table."""
    first = last = cursor.block()
    while is_row(first.previous().text()):
        first = first.previous()
    while is_row(last.next().text()):
        last = last.next()
    blocks = [first]
    while blocks[-1] != last:
        blocks.append(blocks[-1].next())
    return blocks


def move_in(cursor: QTextCursor) -> None:
    """Move the lines one level in."""
    _change_lines(cursor, moved_in)


def move_out(cursor: QTextCursor) -> None:
    """Move the lines one level out."""
    _change_lines(cursor, moved_out)


def tick(cursor: QTextCursor) -> None:
    """Tick the tasks off, or make the lines tasks."""
    _change_lines(cursor, ticked)


def begin_lines_with(cursor: QTextCursor, mark: str) -> None:
    """Begin every line with ``mark``, such as "- "; where all do already, take it away."""
    lines = [block.text() for block in _blocks(cursor)]
    if all(line.startswith(mark) for line in lines):
        _change_lines(cursor, lambda line: line.removeprefix(mark))
    else:
        _change_lines(cursor, lambda line: line if line.startswith(mark) else mark + line)


def embrace(cursor: QTextCursor, mark: str, closing: str = "") -> None:
    """Put marks around what is selected, or take them away where they are; without a selection, stand between them."""
    closing = closing or mark
    words = cursor.selectedText()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    with one_step(cursor):
        if _is_embraced(words, mark, closing):
            cursor.insertText(words[len(mark) : -len(closing)])
            _select(cursor, start, end - len(mark) - len(closing))
        elif _is_embraced(_around(cursor, start, end), mark, closing):
            _select(cursor, start - len(mark), end + len(closing))
            cursor.insertText(words)
            _select(cursor, start - len(mark), end - len(mark))
        else:
            lines = words.split(_LINE_END)  # a mark embraces words of one paragraph
            cursor.insertText("\n".join(mark + line + closing if line or not words else line for line in lines))
            if not words:
                _select(cursor, start + len(mark), start + len(mark))


def link(cursor: QTextCursor, address: str) -> None:
    """Make a link of what is selected, to ``address`` if there is one; the caret stands where something is missing."""
    words = cursor.selectedText().replace(_LINE_END, " ")
    start = cursor.selectionStart()
    if words.startswith(("http://", "https://")):
        words, address = "", words
    with one_step(cursor):
        cursor.insertText(f"[{words}]({address})")
        at = start + 1 if not words else start + len(words.encode("utf-16-le", "surrogatepass")) // 2 + 3
        if words and address:
            at = cursor.position()
        _select(cursor, at, at)


def line_of(cursor: QTextCursor) -> tuple[str, int]:
    """Return the line the caret stands in, and the code point of it before which it stands."""
    block = cursor.block()
    line = block.text()
    return line, Utf16Map(line).points(cursor.position() - block.position())


def _blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def _change_lines(cursor: QTextCursor, change: Callable[[str], str]) -> None:
    hand = QTextCursor(cursor)  # the reader's own stays at its letter
    with one_step(hand):
        for number in [block.blockNumber() for block in _blocks(cursor)]:
            block = cursor.document().findBlockByNumber(number)
            if (new := change(block.text())) != block.text():
                _replace(block, hand, new)


def _replace(block: QTextBlock, cursor: QTextCursor, new: str) -> None:
    """Make ``new`` of a line, touching no more of it than differs."""
    old = block.text()
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    units = Utf16Map(old)
    _select(cursor, block.position() + units.units(same), block.position() + units.units(len(old) - tail))
    cursor.insertText(new[same : len(new) - tail])


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _is_embraced(words: str, mark: str, closing: str) -> bool:
    """Tell whether ``words`` begin and end with the marks; two stars are no star, but three are one and two."""
    if len(words) < len(mark) + len(closing) or not words.startswith(mark) or not words.endswith(closing):
        return False
    stars = min(len(words) - len(words.lstrip("*")), len(words) - len(words.rstrip("*")))
    return mark != "*" or stars != len("**")


def _around(cursor: QTextCursor, start: int, end: int) -> str:
    """Return what is selected with the stars or brackets that touch it on either side, as many here as there."""
    document = cursor.document()
    reach = 0
    while (
        start - reach > 0
        and document.characterAt(start - reach - 1) in "*["
        and document.characterAt(end + reach) in "*]"
        and document.characterAt(end + reach)
    ):
        reach += 1
    there = QTextCursor(document)
    _select(there, start - reach, end + reach)
    return there.selectedText()
