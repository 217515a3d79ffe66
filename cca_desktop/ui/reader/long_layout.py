"""The layout of a long text: only what is looked at is set, so that it opens, and changes its size or width, at once.

Qt's own layout sets a text from its first letter to its last: a million words take it seconds, in steps of a tenth of a
second during which the window stands still (docs/decisions/long-texts.md). A short text is left to it.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
)

from cca_desktop.ui.reader.heights import Heights
from cca_desktop.ui.reader.outlines import are_outlines, draw_letters
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.steps import CONTINUES
from cca_desktop.ui.reader.typesetting import (
    PADDING,
    SPACE_AT_THE_END,
    SPACE_AT_THE_TOP,
    PageMark,
    look_of,
    page_marks_between,
    room_for,
    space_above,
)
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import LEADING, share_of_own_line, width_of

_AT_HAND = 250  # blocks whose lines are kept: some twenty screens
_SAMPLE_LETTERS = 1000
_FILLED = 0.96  # of a line, on the average, when its words do not fit it exactly


class LongLayout(QAbstractTextDocumentLayout):
    """Lays out the blocks that are looked at, one by one; the heights of all others are estimated."""

    def __init__(self, sheet: QTextDocument, face: QFont, colours: Colours, *, leading: int = LEADING) -> None:
        """Make a layout for ``sheet``, in which nothing stands yet."""
        super().__init__(sheet)
        self._reading: ReadingText | None = None
        self._starts = [0, 1]
        self._pages: tuple[PageMark, ...] = ()
        self._face = face
        self._colours = colours
        self._share = share_of_own_line(leading, face)
        self._laid: dict[int, None] = {}
        self._is_size_told = True
        self._begun_for: tuple[float, QFont] | None = None  # the width, and the face
        self._heights = self._estimated()

    def fill(self, reading: ReadingText, pages: tuple[PageMark, ...]) -> None:
        """Set ``reading`` into the sheet, with the marks of its ``pages``, and take the sheet over."""
        self._forget_lines()
        self._reading = reading
        self._starts = reading.block_starts()
        self._pages = pages
        sheet = self.document()
        sheet.setUndoRedoEnabled(False)
        sheet.setLayoutEnabled(False)
        sheet.setDefaultFont(self._face)
        sheet.setPlainText(reading.sheet_text)
        for number in reading.continued:
            self._block(number).setUserState(CONTINUES)
        if sheet.documentLayout() is not self:
            sheet.setDocumentLayout(self)
        sheet.setLayoutEnabled(True)
        self._begin_anew()

    # What the letter asks.

    def set_look(self, face: QFont, colours: Colours, *, leading: int = LEADING) -> None:
        """Change the face, the colours and the leading; what is in view is set anew when it is next looked at."""
        self._face = face
        self._share = share_of_own_line(leading, face)
        self._colours = colours
        if self.document().defaultFont() != face:
            self.document().setDefaultFont(face)  # which comes back as a change of the document
        else:
            self._begin_anew()

    def lay_out(self, block: QTextBlock) -> QTextLayout:
        """Return the lines of ``block``, standing where they belong."""
        number = block.blockNumber()
        layout = block.layout()
        if number not in self._laid or not layout.lineCount():
            self._set(block, layout)
        layout.setPosition(QPointF(PADDING, self._heights.top(number) + self._above(number)))
        return layout

    def settle(self, top: float, bottom: float) -> float:
        """Lay out what stands between ``top`` and ``bottom``.

        Returns:
            By how much it has moved down since: a block that begins above the view may be higher than was thought.
        """
        number = self._heights.block_at(top)
        before = self._heights.height(number)
        is_cut = self._heights.top(number) < top
        self.lay_out(self._block(number))
        moved = self._heights.height(number) - before if is_cut else 0.0
        while number < self.document().blockCount() and self._heights.top(number) < bottom + moved:
            self.lay_out(self._block(number))
            number += 1
        self._tell_size()
        return moved

    def y_of(self, position: int) -> float:
        """Return about how far down a cursor position stands; nothing is laid out for it."""
        block = self.document().findBlock(position)
        number = block.blockNumber()
        within = (position - block.position()) / max(1, block.length())
        return self._heights.top(number) + within * self._heights.height(number)

    def position_at(self, y: float) -> int:
        """Return about which cursor position stands so far down; nothing is laid out for it."""
        number = self._heights.block_at(y)
        within = (y - self._heights.top(number)) / max(1.0, self._heights.height(number))
        start, after = self._starts[number : number + 2]
        return start + round(min(max(within, 0.0), 1.0) * (after - start - 1))

    # What Qt asks.

    def documentChanged(self, _at: int, _removed: int, _added: int) -> None:
        """Begin anew where the width or the face is another; Qt tells of every resize, and of every face it is given.

        The words change by :meth:`fill` alone.
        """
        if (self._width(), self.document().defaultFont()) != self._begun_for:
            self._begin_anew()

    def documentSize(self) -> QSizeF:
        """Return the width of the page, and the height as far as it is known."""
        end = SPACE_AT_THE_END * self._face.pixelSize()
        return QSizeF(self.document().pageSize().width(), self._heights.whole() + end)

    def pageCount(self) -> int:
        """Return that all is one page."""
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return where the only frame stands, which is everything."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return where the lines of ``block`` stand; Qt counts on their being laid out from then on."""
        if not block.isValid():
            return QRectF()
        layout = self.lay_out(block)
        height = self._heights.height(block.blockNumber()) - self._above(block.blockNumber())
        return QRectF(layout.position(), QSizeF(self._width(), height))

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        """Return the cursor position nearest to ``point``; for an exact hit, -1 where no letter stands there."""
        block = self._block(self._heights.block_at(point.y()))
        layout = self.lay_out(block)
        y = point.y() - layout.position().y()
        x = point.x() - layout.position().x()
        line = layout.lineAt(0)
        for index in range(1, layout.lineCount()):
            if layout.lineAt(index).y() > y:
                break
            line = layout.lineAt(index)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not line.naturalTextRect().contains(x, y):
            return -1
        return block.position() + line.xToCursor(x)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the blocks in the clip, what is selected in them, and the caret."""
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        caret_width = int(self.property("cursorWidth") or 0)
        is_large = are_outlines(self._face, painter)
        number = self._heights.block_at(context.clip.top())
        while number < self.document().blockCount() and self._heights.top(number) < context.clip.bottom():
            block = self._block(number)
            layout = self.lay_out(block)
            selected = _selected_in(block, context)
            if is_large and not selected and not layout.formats():
                draw_letters(painter, layout, context.clip)
            else:
                layout.draw(painter, QPointF(0, 0), selected, context.clip)
            if block.contains(context.cursorPosition):
                caret = context.cursorPosition - block.position()
                if caret_width:
                    layout.drawCursor(painter, QPointF(0, 0), caret, caret_width)
            number += 1

    # The laying out.

    def _begin_anew(self) -> None:
        self._begun_for = (self._width(), self.document().defaultFont())
        self._forget_lines()
        self._heights = self._estimated()
        self._is_size_told = False
        self._tell_size()
        self.update.emit()

    def _forget_lines(self) -> None:
        for number in self._laid:
            self._block(number).layout().clearLayout()
        self._laid.clear()

    def _estimated(self) -> Heights:
        size = self._face.pixelSize()
        letters = _SAMPLE_LETTERS * self._width() * _FILLED / max(1, width_of(_SAMPLE_LETTERS, self._face))
        line = _height_of_line(*_reach(self._face), self._share)
        return Heights(
            self._starts,
            above=SPACE_AT_THE_TOP * size,
            per_letter=line / max(1.0, letters),
            per_block=line / 2 + space_above("body") * size,
        )

    def _set(self, block: QTextBlock, layout: QTextLayout) -> None:
        number = block.blockNumber()
        formats = self._formats(block)
        if formats or layout.formats():
            layout.setFormats(formats)
        layout.setCacheEnabled(True)  # or every painting would find the shape of every word anew
        layout.setTextOption(self.document().defaultTextOption())
        width = self._width()
        y = 0.0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += _height_of_line(line.ascent(), line.descent(), line.leading(), self._share)
            line = layout.createLine()
        layout.endLayout()
        self._laid.pop(number, None)
        self._laid[number] = None
        if self._heights.set_exact(number, self._above(number) + y):
            self._is_size_told = False
        if len(self._laid) > _AT_HAND:
            oldest = next(iter(self._laid))
            del self._laid[oldest]
            self._block(oldest).layout().clearLayout()

    def _formats(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        formats = []
        assert self._reading is not None
        look = look_of(self._reading.block_roles[block.blockNumber()], self._colours)
        if look is not None:
            formats.append(_range(0, block.length(), look))
        start = block.position()
        pages = page_marks_between(self._pages, start, start + block.length())
        rooms = [_range(mark.position - start, 1, room_for(mark, self._face)) for mark in pages if mark.is_inline]
        return formats + rooms

    def _tell_size(self) -> None:
        if not self._is_size_told:
            self._is_size_told = True
            self.documentSizeChanged.emit(self.documentSize())

    def _above(self, number: int) -> float:
        reading = self._reading
        if reading is None or number in reading.continued:
            return 0.0
        return space_above(reading.block_roles[number]) * self._face.pixelSize()

    def _width(self) -> float:
        return max(1.0, self.document().pageSize().width() - 2 * PADDING)

    def _block(self, number: int) -> QTextBlock:
        return self.document().findBlockByNumber(number)


def _height_of_line(ascent: float, descent: float, leading: float, share: int) -> float:
    """Return how far below one line the next one stands; as Qt's own layout has it."""
    return math.ceil(ascent + descent + leading) * share / 100


def _reach(face: QFont) -> tuple[float, float, float]:
    metrics = QFontMetricsF(face)
    return metrics.ascent(), metrics.descent(), metrics.leading()


def _selected_in(block: QTextBlock, context: QAbstractTextDocumentLayout.PaintContext) -> list[QTextLayout.FormatRange]:
    """Return what of the selections lies in ``block``."""
    found = []
    for selection in context.selections:
        start = max(selection.cursor.selectionStart() - block.position(), 0)
        end = min(selection.cursor.selectionEnd() - block.position(), block.length())
        if start < end:
            found.append(_range(start, end - start, selection.format))
    return found


def _range(start: int, length: int, look: object) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look  # type: ignore[assignment]
    return found
