"""What a key does to the Markdown around a caret; each deed is one step to take back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextBlock, QTextCursor

from cca_desktop.ui.notes.markdown_lines import (
    begins_next,
    begun_anew,
    headed,
    is_bare,
    item_of,
    marked_as,
    moved_in,
    moved_out,
    stepped_out,
    ticked,
    words_begin,
)
from cca_desktop.ui.notes.markdown_look import IN_CODE
from cca_desktop.ui.notes.markdown_numbers import belongs_to_list, renumbered
from cca_desktop.ui.notes.markdown_tables import (
    EMPTY,
    Place,
    cell_at,
    cells_of,
    column_at,
    is_row,
    is_rule,
    is_table,
    span_of,
    stepped,
)
from cca_desktop.ui.utf16 import Utf16Map

_LINE_END = "\u2029"  # as Qt writes it in what is selected
_MOST_COUNTED = 500  # lines of a list


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
        if is_in_code(cursor.block()):
            cursor.insertText("\n" + line[: min(column, len(line) - len(line.lstrip()))])
        elif not cursor.hasSelection() and is_bare(line):
            _step_out(cursor, line)
            if not cursor.block().text() and cursor.block().previous().text().strip():
                cursor.insertText("\n")  # words touching an item or a quotation would go on with it
        else:
            goes_on = column >= words_begin(line)
            cursor.removeSelectedText()
            cursor.insertText("\n" + (begins_next(line) if goes_on else ""))
            _count_on(cursor)


def step_out_at(cursor: QTextCursor) -> bool:
    """Take an item or a quotation one level out if the caret stands before its words; tell whether that was so."""
    line, column = line_of(cursor)
    if cursor.hasSelection() or not column or column != words_begin(line) or is_in_code(cursor.block()):
        return False
    with one_step(cursor):
        _step_out(cursor, line)
    return True


def _step_out(cursor: QTextCursor, line: str) -> None:
    _replace(cursor.block(), cursor, stepped_out(line))
    _count_on(cursor)
    begins = cursor.block().position() + words_begin(cursor.block().text())
    select(cursor, begins, begins)


def is_in_code(block: QTextBlock) -> bool:
    """Tell whether this line stands between fences, or opens them."""
    return block.userState() == IN_CODE


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
    start = blocks[0].position()
    changed = [(block, new) for block, new in zip(blocks, lines, strict=False) if block.text() != new]
    if changed or len(lines) > len(blocks):
        with one_step(cursor):
            for block, new in changed:  # a long table is not laid out anew for one of its rows
                _replace(block, cursor, new)
            for new in lines[len(blocks) :]:
                cursor.setPosition(blocks[-1].position() + blocks[-1].length() - 1)
                cursor.insertText(f"\n{new}")
    block = cursor.document().findBlock(start)
    for _ in range(place.row):
        block = block.next()
    units = Utf16Map(block.text())
    begins, ends = span_of(block.text(), place.column)
    cursor.setPosition(block.position() + units.units(begins))
    cursor.setPosition(block.position() + units.units(ends), QTextCursor.MoveMode.KeepAnchor)


def step_over_bar(cursor: QTextCursor) -> bool:
    """Go past the bar that a cell ends in, as whoever writes a table by hand types it; tell whether one stood there."""
    line, at = line_of(cursor)
    if cursor.hasSelection() or line[:at].endswith("\\") or is_rule(line) or not is_in_table(cursor):
        return False
    column = column_at(line, at)
    begins, ends = cell_at(line, column)
    if not begins <= at <= ends or ends == len(line) or line[at:ends].strip():
        return False
    if column == len(cells_of(line)) - 1:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    elif column or line[begins:at].strip():
        step_in_table(cursor, 1)
    return True


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
    _change_lines(cursor, lambda line: begun_anew(moved_in(line)), counts_on=True)


def move_out(cursor: QTextCursor) -> None:
    """Move the lines one level out."""
    _change_lines(cursor, moved_out, counts_on=True)


def head(cursor: QTextCursor) -> None:
    """Make headings of the lines, or deeper ones, or plain lines again."""
    _change_lines(cursor, headed)


def move_lines(cursor: QTextCursor, step: int) -> None:
    """Move the lines up or down by one, past the line there; what is selected stays so."""
    blocks = list(blocks_of(cursor))
    other = blocks[0].previous() if step < 0 else blocks[-1].next()
    if not other.isValid():
        return
    lines = [block.text() for block in blocks]
    first, last = (other, blocks[-1]) if step < 0 else (blocks[0], other)
    way = step * (len(other.text().encode("utf-16-le", "surrogatepass")) // 2 + 1)
    anchor, position = cursor.anchor() + way, cursor.position() + way
    written = [*lines, other.text()] if step < 0 else [other.text(), *lines]
    written[0] = marked_as(written[0], first.text())  # a list begins with the number it began with
    start = first.position()
    with one_step(cursor):
        select(cursor, start, last.position() + last.length() - 1)
        cursor.insertText("\n".join(written))
        cursor.setPosition(start)
        _count_on(cursor)
        select(cursor, anchor, position)


def tick(cursor: QTextCursor) -> None:
    """Tick the tasks off, or make the lines tasks."""
    _change_lines(cursor, ticked)


def begin_lines_with(cursor: QTextCursor, mark: str) -> None:
    """Begin every line with ``mark``, such as "- "; where all do already, take it away."""
    lines = [block.text() for block in blocks_of(cursor)]
    if all(line.startswith(mark) for line in lines):
        _change_lines(cursor, lambda line: line.removeprefix(mark))
    else:
        _change_lines(cursor, lambda line: line if line.startswith(mark) else mark + line)


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
        select(cursor, at, at)


def line_of(cursor: QTextCursor) -> tuple[str, int]:
    """Return the line the caret stands in, and the code point of it before which it stands."""
    block = cursor.block()
    line = block.text()
    return line, Utf16Map(line).points(cursor.position() - block.position())


def blocks_of(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """Give the lines in which something is selected, or that of the caret."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def _change_lines(cursor: QTextCursor, change: Callable[[str], str], *, counts_on: bool = False) -> None:
    hand = QTextCursor(cursor)  # the reader's own stays at its letter
    with one_step(hand):
        for number in [block.blockNumber() for block in blocks_of(cursor)]:
            block = cursor.document().findBlockByNumber(number)
            if (new := change(block.text())) != block.text():
                _replace(block, hand, new)
        if counts_on:
            hand.setPosition(cursor.selectionStart())
            _count_on(hand)


def _count_on(cursor: QTextCursor) -> None:
    """Count the items of the list on from the caret's line."""
    written = first = cursor.block()
    for _ in range(_MOST_COUNTED):
        if not first.previous().text().strip() or not belongs_to_list(first.previous().text()):
            break
        first = first.previous()
    blocks = [first]
    while len(blocks) < 2 * _MOST_COUNTED and (last := blocks[-1].next()).isValid() and belongs_to_list(last.text()):
        blocks.append(last)
    hand = QTextCursor(cursor)
    new = renumbered([block.text() for block in blocks], written.blockNumber() - first.blockNumber())
    for block, line in zip(blocks, new, strict=True):
        if line != block.text():
            _replace(block, hand, line)


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
    select(cursor, block.position() + units.units(same), block.position() + units.units(len(old) - tail))
    cursor.insertText(new[same : len(new) - tail])


def select(cursor: QTextCursor, start: int, end: int) -> None:
    """Select from one of Qt's positions to another."""
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
