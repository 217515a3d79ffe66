"""A quotation that comes into a note: on lines of its own wherever it is dropped, and within the item there."""

from PySide6.QtGui import QTextBlock, QTextCursor

from cca_desktop.ui.notes.markdown_editing import is_in_code, is_in_table, line_of, one_step
from cca_desktop.ui.notes.markdown_lines import is_bare, item_of
from cca_desktop.ui.notes.markdown_tables import is_row


def quote(cursor: QTextCursor, quotation: str) -> None:
    """Write ``quotation`` below the line of the caret, or above it if the caret stands before its words.

    No line is divided, nor a table or lines of code; in a list the quotation belongs to the item. The caret stands
    behind it.
    """
    with one_step(cursor):
        cursor.removeSelectedText()
        line, column = line_of(cursor)
        if is_in_code(cursor.block()) or is_in_table(cursor):
            _write_below(cursor, quotation)
        elif (item := item_of(line)) is not None:
            _write_within(cursor, quotation, " " * item.task_at)
        elif line.strip() and not line[:column].strip():
            _write_above(cursor, quotation)
        else:
            _write_below(cursor, quotation)


def _write_above(cursor: QTextCursor, quotation: str) -> None:
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    above = cursor.block().previous().text().strip()
    cursor.insertText(f"{chr(10) * bool(above)}{quotation}")
    end = cursor.position()
    cursor.insertText("\n\n")
    cursor.setPosition(end)


def _write_within(cursor: QTextCursor, quotation: str, indent: str) -> None:
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    after = cursor.block().next().text()
    begins = "" if is_bare(cursor.block().text()) else f"\n{indent}"
    cursor.insertText(begins + quotation.replace("\n", f"\n{indent}"))
    _part_from(cursor, after)


def _write_below(cursor: QTextCursor, quotation: str) -> None:
    while _goes_on(cursor.block()):
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    after = cursor.block().next()
    before = cursor.block().text().strip() or cursor.block().previous().text().strip()
    cursor.insertText("\n" * (2 if cursor.block().text().strip() else bool(before)) + quotation)
    if after.isValid():
        _part_from(cursor, after.text())
    else:
        cursor.insertText("\n\n")


def _goes_on(block: QTextBlock) -> bool:
    """Tell whether the line and the next one are of one piece: lines of code, or rows of a table."""
    is_row_of_table = is_row(block.text()) and is_row(block.next().text())
    return block.next().isValid() and (is_in_code(block) or is_row_of_table)


def _part_from(cursor: QTextCursor, line: str) -> None:
    """Let an empty line stand before ``line``, which would go on with the quotation; an item does not."""
    if line.strip() and item_of(line) is None:
        end = cursor.position()
        cursor.insertText("\n")
        cursor.setPosition(end)
