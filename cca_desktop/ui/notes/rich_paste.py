"""Rich text, as a browser or an office program copies it, as Markdown."""

import re
from collections.abc import Iterator

from PySide6.QtGui import (
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextListFormat,
    QTextTable,
)

from cca_desktop.ui.notes.markdown_lines import INDENT
from cca_desktop.ui.notes.rich_html import OfficeItem, office_item, readable
from cca_desktop.ui.notes.rich_words import has_look, words_of

_OBJECT = "\ufffc"  # stands for a picture
_BEGINS_SPECIAL = re.compile(r"\A(?:(#{1,6}|[-+>]|\d{1,9}[.)])(?=\s)|(?=[|>]))")
_LINE_SEPARATOR = "\u2028"
_DEEPEST = 20  # levels of a list


def markdown_of(html: str) -> str:
    """Return ``html`` as Markdown: headings, lists, quotations, tables, links, strong and slanted words.

    "" where it holds nothing but plain words. Nothing is fetched: pictures and scripts are left out.
    """
    page = QTextDocument()
    page.setUndoRedoEnabled(False)
    page.setHtml(readable(html))
    lines = [line for block in _blocks_of(page.rootFrame()) for line in block]
    return "\n".join(lines).strip("\n") if _has_looks(page) else ""


def _blocks_of(frame: QTextFrame) -> Iterator[list[str]]:
    """Give the lines of each block; an empty line stands between two, but items of a list and lines of code go on."""
    before = ""  # the kind of the block before
    at = frame.begin()
    while not at.atEnd():
        inner, block = at.currentFrame(), at.currentBlock()
        at += 1
        if isinstance(inner, QTextTable):
            kind, lines = "table", list(_table_lines(inner))
        elif not block.isValid():
            kind, lines = "frame", [line for part in _blocks_of(inner) for line in part]
        else:
            kind, lines = _kind_of(block), _block_lines(block)
        if lines:
            if before and not (kind == before and kind in ("item", "code")):
                yield [">" if kind == before == "quote" else ""]
            yield lines
            before = kind


def _kind_of(block: QTextBlock) -> str:
    form = block.blockFormat()
    if block.textList() is not None:
        return "item"
    if form.hasProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth):
        return "rule"
    if office_item(block.text()) is not None:
        return "item"
    if form.headingLevel():
        return "heading"
    if form.hasProperty(QTextFormat.Property.BlockCodeFence) or form.nonBreakableLines():
        return "code"
    is_set_in = form.leftMargin() > 0 and form.rightMargin() > 0  # Qt names only the first paragraph of a quotation so
    return "quote" if is_set_in or form.hasProperty(QTextFormat.Property.BlockQuoteLevel) else "words"


def _block_lines(block: QTextBlock) -> list[str]:
    kind = _kind_of(block)
    if kind == "rule":
        return ["---"]
    words = block.text().replace(_OBJECT, "") if kind == "code" else words_of(block, is_heading=kind == "heading")
    if not words.strip():
        return []
    before = after = ""
    if kind == "item":
        depth, mark, words = _item(block, words)
        before, after = f"{INDENT * depth}{mark} ", INDENT * depth + " " * (len(mark) + 1)
    elif kind == "quote":
        before = after = "> "
    elif kind == "code":
        before = after = INDENT
    elif kind == "heading":
        before = "#" * min(6, block.blockFormat().headingLevel()) + " "
    lines = words.split(_LINE_SEPARATOR)
    if kind != "code":
        lines = [_BEGINS_SPECIAL.sub(_escaped, line.strip(), count=1) for line in lines]
    return [before + lines[0], *(after + line for line in lines[1:])]


def _item(block: QTextBlock, words: str) -> OfficeItem:
    office = office_item(words)
    if office is not None:
        return office
    form = block.textList().format()
    depth = min(_DEEPEST, max(0, form.indent() - 1))
    is_counted = form.style().value <= QTextListFormat.Style.ListDecimal.value
    return OfficeItem(depth, f"{form.start() + block.textList().itemNumber(block)}." if is_counted else "-", words)


def _escaped(match: re.Match[str]) -> str:
    """Write down the first sign of a line so that it is no mark."""
    return f"{match[0][:-1]}\\{match[0][-1:]}"


def _table_lines(table: QTextTable) -> Iterator[str]:
    for row in range(table.rows()):
        cells = []
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            is_here = (cell.row(), cell.column()) == (row, column)  # a wide cell stands in its first place only
            cells.append(_cell_words(cell.firstCursorPosition(), cell.lastCursorPosition()) if is_here else "")
        yield "| " + " | ".join(cells) + " |"
        if row == 0:
            yield "|" + " --- |" * table.columns()


def _cell_words(first: QTextCursor, last: QTextCursor) -> str:
    words = []
    block = first.block()
    while block.isValid() and block.position() <= last.position():
        words.append(words_of(block, is_heading=True).replace(_LINE_SEPARATOR, " ").strip())
        block = block.next()
    return " ".join(word for word in words if word).replace("|", "\\|")


def _has_looks(page: QTextDocument) -> bool:
    """Tell whether there is anything that plain words do not say."""
    if page.rootFrame().childFrames():
        return True
    block = page.begin()
    while block.isValid():
        if _kind_of(block) != "words" or has_look(block):
            return True
        block = block.next()
    return False
