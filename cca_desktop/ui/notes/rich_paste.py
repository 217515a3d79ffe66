"""Rich text, as a browser or an office program copies it, as Markdown."""

import re
from collections.abc import Iterator

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextListFormat,
    QTextTable,
)

from cca_desktop.ui.notes.markdown_lines import INDENT

_OBJECT = "\ufffc"  # stands for a picture
_SPECIAL = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\[(?=\[)|\](?=\()")
_BEGINS_SPECIAL = re.compile(r"\A(?:(#{1,6}|[-+>]|\d{1,9}[.)])(?=\s)|(?=[|>]))")
_FIXED = ("mono", "courier", "consolas", "menlo")  # in the names of faces for code
_LINE_SEPARATOR = "\u2028"
_DEEPEST = 20  # levels of a list


def markdown_of(html: str) -> str:
    """Return ``html`` as Markdown: headings, lists, quotations, tables, links, strong and slanted words.

    "" where it holds nothing but plain words. Nothing is fetched: pictures and scripts are left out.
    """
    page = QTextDocument()
    page.setUndoRedoEnabled(False)
    page.setHtml(html)
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
    if form.headingLevel():
        return "heading"
    if form.hasProperty(QTextFormat.Property.BlockCodeFence) or form.nonBreakableLines():
        return "code"
    is_set_in = form.leftMargin() > 0 and form.rightMargin() > 0  # Qt names only the first paragraph of a quotation so
    return "quote" if is_set_in or form.hasProperty(QTextFormat.Property.BlockQuoteLevel) else "words"


def _block_lines(block: QTextBlock) -> list[str]:
    kind = _kind_of(block)
    words = block.text().replace(_OBJECT, "") if kind == "code" else _words(block, is_heading=kind == "heading")
    if not words.strip():
        return []
    before = after = ""
    if kind == "item":
        form = block.textList().format()
        depth = min(_DEEPEST, max(0, form.indent() - 1))
        is_counted = form.style().value <= QTextListFormat.Style.ListDecimal.value
        mark = f"{block.textList().itemNumber(block) + 1}. " if is_counted else "- "
        before, after = INDENT * depth + mark, INDENT * depth + " " * len(mark)
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


def _escaped(match: re.Match[str]) -> str:
    """Write down the first sign of a line so that it is no mark."""
    return f"{match[0][:-1]}\\{match[0][-1:]}"


def _words(block: QTextBlock, *, is_heading: bool) -> str:
    """Return the words of a block with marks around what is strong, slanted, struck, code or a link."""
    told = ""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        at += 1
        words = fragment.text().replace(_OBJECT, "")
        inner = words.strip()
        if not inner:
            told += words
            continue
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        told += before + _marked(inner, fragment.charFormat(), is_heading=is_heading) + after
    return told


def _marked(words: str, look: QTextCharFormat, *, is_heading: bool) -> str:
    if look.fontFixedPitch() or any(name in str(look.fontFamilies()).lower() for name in _FIXED):
        return f"`{words}`" if "`" not in words else f"`` {words} ``"
    marked = _SPECIAL.sub(r"\\\g<0>", words)
    if look.fontStrikeOut():
        marked = f"~~{marked}~~"
    if look.fontItalic():
        marked = f"*{marked}*"
    if look.fontWeight() > QFont.Weight.Medium and not is_heading:
        marked = f"**{marked}**"
    address = look.anchorHref()
    if look.isAnchor() and address.startswith(("http://", "https://", "mailto:")):
        address = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        marked = f"[{marked}]({address})"
    return marked


def _table_lines(table: QTextTable) -> Iterator[str]:
    for row in range(table.rows()):
        cells = []
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cells.append(_cell_words(cell.firstCursorPosition(), cell.lastCursorPosition()))
        yield "| " + " | ".join(cells) + " |"
        if row == 0:
            yield "|" + " --- |" * table.columns()


def _cell_words(first: QTextCursor, last: QTextCursor) -> str:
    words = []
    block = first.block()
    while block.isValid() and block.position() <= last.position():
        words.append(_words(block, is_heading=True).replace(_LINE_SEPARATOR, " ").strip())
        block = block.next()
    return " ".join(word for word in words if word).replace("|", "\\|")


def _has_looks(page: QTextDocument) -> bool:
    """Tell whether there is anything that plain words do not say."""
    if page.rootFrame().childFrames():
        return True
    block = page.begin()
    while block.isValid():
        if _kind_of(block) != "words":
            return True
        at = block.begin()
        while not at.atEnd():
            words = at.fragment().text()
            if words.strip() and _marked("a", at.fragment().charFormat(), is_heading=False) != "a":
                return True
            at += 1
        block = block.next()
    return False
