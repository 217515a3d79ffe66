"""Set a document into Qt's text: blocks, leading, the frame apart, and room for the page marks."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.reading_text import AS_FILED, ReadingText
from cca_desktop.ui.theme import Colours, brush
from cca_desktop.ui.typeface import LEADING, share_of_own_line

PADDING = 12  # pixels between the edge of the text's widget and its words, so that marks may stand out a little
_QUIET = frozenset(("dateline", "frame", "end", "source"))
_SPACE_ABOVE = {"heading": 0.0, "dateline": 0.3, "salutation": 2.2, "closing": 0.8, "end": 1.6, AS_FILED: 0.0}
SPACE_AT_THE_TOP = 1.6  # of the face's size, as all spaces here
SPACE_AT_THE_END = 5.0
ABOVE_BASELINE, BELOW_BASELINE = 0.80, 0.30  # of the face's size: how far the ground of a mark reaches up, and down


class PageMark(NamedTuple):
    """Where a page of the copy begins: ``position`` is that of the joining space, or of the paragraph it begins."""

    position: int
    number: int
    is_inline: bool
    is_inferred: bool

    @property
    def words(self) -> str:
        """What is printed: a bar and the page's number, with a doubt where its beginning is only inferred."""
        return f"| p. {self.number}{'?' if self.is_inferred else ''}"


def page_marks(reading: ReadingText) -> tuple[PageMark, ...]:
    """Return the marks of every page but the first."""
    marks = []
    for page in reading.document.pages[1:]:
        position = reading.shown_at(page.span.start)
        is_inline = position > 0 and reading.between(Span(position - 1, position)) == " "
        marks.append(PageMark(position - 1 if is_inline else position, page.number, is_inline, page.is_inferred))
    return tuple(marks)


def page_marks_between(marks: tuple[PageMark, ...], start: int, end: int) -> tuple[PageMark, ...]:
    """Return those of ``marks`` that stand at a cursor position in ``[start, end)``."""
    return marks[bisect_left(marks, (start,)) : bisect_left(marks, (end,))]


def page_mark_face(face: QFont) -> QFont:
    """Return the small face that page marks are printed in, beside ``face``."""
    small = QFont(face)
    small.setPixelSize(max(8, round(face.pixelSize() * 0.6)))
    return small


def typeset(
    sheet: QTextDocument,
    reading: ReadingText,
    face: QFont,
    colours: Colours,
    *,
    leading: int = LEADING,
    dots_per_unit: float = 1.0,
) -> None:
    """Set ``reading`` into ``sheet``, in one go; undo is off and the layout runs once.

    ``leading`` is in per cent of the face's size. ``dots_per_unit`` is how many of the device's dots Qt makes of one
    unit of space: 1 on a screen, more on paper.
    """
    sheet.setUndoRedoEnabled(False)
    sheet.setDocumentMargin(PADDING)
    sheet.setDefaultFont(face)  # while there is nothing that would have to be laid out for it
    cursor = QTextCursor(sheet)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(reading.text)
    restyle(sheet, reading, face, colours, leading=leading, dots_per_unit=dots_per_unit)
    cursor.endEditBlock()


def restyle(
    sheet: QTextDocument,
    reading: ReadingText,
    face: QFont,
    colours: Colours,
    *,
    leading: int = LEADING,
    dots_per_unit: float = 1.0,
) -> None:
    """Give every block its space and its look; what it says stays as it is."""
    if sheet.defaultFont() != face:  # Qt lays the whole text out again, be it the same face
        sheet.setDefaultFont(face)
    cursor = QTextCursor(sheet)
    cursor.beginEditBlock()
    block = sheet.firstBlock()
    size = face.pixelSize() / dots_per_unit
    of_own_line = share_of_own_line(leading, face)
    page = sheet.rootFrame().frameFormat()
    page.setTopMargin(size * SPACE_AT_THE_TOP)
    sheet.rootFrame().setFrameFormat(page)
    last = len(reading.roles) - 1
    for index, role in enumerate(reading.roles):
        cursor.setPosition(block.position())
        style = QTextBlockFormat()
        style.setLineHeight(of_own_line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        style.setTopMargin(size * space_above(role))
        style.setBottomMargin(size * (SPACE_AT_THE_END if index == last else 0))
        cursor.setBlockFormat(style)
        look = look_of(role, colours)
        if look is not None:
            cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)
        block = block.next()
    _make_room(cursor, page_marks(reading), face, dots_per_unit)
    cursor.endEditBlock()


def recolour(sheet: QTextDocument, reading: ReadingText, colours: Colours) -> None:
    """Give the letters of what is set already other colours, in one go: Qt lays out all between the first and last."""
    cursor = QTextCursor(sheet)
    cursor.beginEditBlock()
    for index, role in enumerate(reading.roles):
        look = look_of(role, colours)
        if look is not None:
            block = sheet.findBlockByNumber(index)
            cursor.setPosition(block.position())
            cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)
    cursor.endEditBlock()


def space_above(role: str) -> float:
    """Return how much space stands above a block of this ``role``."""
    return _SPACE_ABOVE.get(role, 0.75 if role == "body" else 0.3)


def look_of(role: str, colours: Colours) -> QTextCharFormat | None:
    """Return how the letters of a block of this ``role`` differ from those of the letter itself."""
    if role == "heading":
        look = QTextCharFormat()
        look.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 1)
        return look
    if role in _QUIET:
        look = QTextCharFormat()
        look.setForeground(brush(colours.ink_quiet))
        look.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
        look.setFontItalic(role == "dateline")
        return look
    return None


def _make_room(cursor: QTextCursor, marks: tuple[PageMark, ...], face: QFont, dots_per_unit: float) -> None:
    """Widen the space at which two halves of a sentence were joined, so that the page mark stands in it.

    No character is added: the text a screen reader hears, and every position in it, stay what they are.
    """
    for mark in marks:
        if mark.is_inline:
            cursor.setPosition(mark.position)
            cursor.setPosition(mark.position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(room_for(mark, face, dots_per_unit))


def room_for(mark: PageMark, face: QFont, dots_per_unit: float = 1.0) -> QTextCharFormat:
    """Return the format that widens a space so that ``mark`` stands in it."""
    room = QTextCharFormat()
    room.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    width = QFontMetricsF(page_mark_face(face)).horizontalAdvance(mark.words) + face.pixelSize() * 0.35
    room.setFontLetterSpacing(width / dots_per_unit)
    return room


def patches(block: QTextBlock, start: int, end: int, size: int) -> Iterator[QRectF]:
    """Yield a rectangle for each line of ``block`` that letters ``[start, end)`` stand on, in the document's pixels."""
    layout = block.layout()
    origin = layout.position()
    first = layout.lineForTextPosition(max(start, 0)) if start < end else None
    for index in range(first.lineNumber(), layout.lineCount()) if first is not None and first.isValid() else ():
        line = layout.lineAt(index)
        begins = line.textStart()
        if begins >= end:
            break
        ends = begins + line.textLength()
        left, right = place_of(line.cursorToX(max(start, begins))), place_of(line.cursorToX(min(end, ends)))
        baseline = line.y() + line.ascent()
        yield QRectF(
            origin.x() + min(left, right),
            origin.y() + baseline - size * ABOVE_BASELINE,
            abs(right - left),
            size * (ABOVE_BASELINE + BELOW_BASELINE),
        )


def place_of(answer: object) -> float:
    """Return the place alone: PySide6 answers ``cursorToX`` with the place and the letter it stands at."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
