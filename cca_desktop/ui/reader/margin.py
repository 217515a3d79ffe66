"""The furniture of the page: paragraph numbers in the margin, page marks, the hairline between letter and frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import (
    ABOVE_BASELINE,
    PADDING,
    PageMark,
    page_mark_face,
    page_marks,
    page_marks_between,
    patches,
    space_above,
)
from cca_desktop.ui.theme import Colours, brush, letter_palette


class Landmark(NamedTuple):
    """What a number or a page mark stands for: a paragraph or a page by its label, and the canonical ``span`` of it."""

    kind: str  # "paragraph" or "page"
    label: str
    span: Span


class MarginNote(NamedTuple):
    """A few letters in the margin, on the line whose baseline lies at ``baseline`` pixels from the top."""

    words: str
    baseline: float
    is_current: bool
    landmark: Landmark


class Furniture:
    """Knows what stands beside and between the words of one reading text, and adds no character to them."""

    def __init__(self, reading: ReadingText) -> None:
        """Furnish ``reading``."""
        self.pages = page_marks(reading)
        self._reading = reading
        self._page_spans = {page.number: page.span for page in reading.document.pages}

    def margin_notes(
        self, blocks: Iterable[QTextBlock], above: float, face: QFont, current: str
    ) -> Iterator[MarginNote]:
        """Yield what stands in the margin beside ``blocks``, which begin ``above`` pixels higher than they say."""
        for block in blocks:
            layout = block.layout()
            if not layout.lineCount():
                continue
            line = layout.lineAt(0)
            baseline = above + layout.position().y() + line.y() + line.ascent()
            number = self._number(block)
            if number is not None:
                yield MarginNote(number.label, baseline, number.label == current, number)
            for page in page_marks_between(self.pages, block.position(), block.position() + 1):
                if page.is_inline:
                    continue
                lift = face.pixelSize() * 0.9 if number is not None else 0
                words = page.words.removeprefix("| ")
                yield MarginNote(words, baseline - lift, is_current=False, landmark=self._page(page))

    def page_mark_at(self, blocks: Iterable[QTextBlock], point: QPointF, face: QFont) -> Landmark | None:
        """Return the page whose mark among the words of ``blocks`` is at ``point``, in the document's pixels."""
        for mark, patch in self._page_patches(blocks, face):
            if patch.contains(point):
                return self._page(mark)
        return None

    def _number(self, block: QTextBlock) -> Landmark | None:
        """Return the numbered paragraph that begins with ``block``, or None."""
        paragraph = self._reading.document.paragraph_at(self._reading.canonical_at(block.position()))
        if paragraph.label.isdigit() and self._reading.shown_at(paragraph.span.start) == block.position():
            return Landmark("paragraph", paragraph.label, paragraph.span)
        return None

    def _page(self, mark: PageMark) -> Landmark:
        return Landmark("page", str(mark.number), self._page_spans[mark.number])

    def _page_patches(self, blocks: Iterable[QTextBlock], face: QFont) -> Iterator[tuple[PageMark, QRectF]]:
        for block in blocks:
            for mark in page_marks_between(self.pages, block.position(), block.position() + block.length()):
                if mark.is_inline:
                    at = mark.position - block.position()
                    for patch in patches(block, at, at + 1, face.pixelSize()):
                        yield mark, patch

    def paint(self, painter: QPainter, blocks: list[QTextBlock], face: QFont, colours: Colours) -> None:
        """Paint what stands among the words of ``blocks``: page marks, and the hairlines."""
        self._paint_page_marks(painter, blocks, face)
        self._paint_rule(painter, blocks, face, colours)

    def _paint_page_marks(self, painter: QPainter, blocks: list[QTextBlock], face: QFont) -> None:
        painter.setFont(page_mark_face(face))
        size = face.pixelSize()
        for mark, patch in self._page_patches(blocks, face):
            painter.drawText(QPointF(patch.left() + size * 0.3, patch.top() + size * ABOVE_BASELINE), mark.words)

    def _paint_rule(self, painter: QPainter, blocks: list[QTextBlock], face: QFont, colours: Colours) -> None:
        """Draw a hairline before the salutation and before the telegram's last words: here the Embassy speaks."""
        for block in blocks:
            number = block.blockNumber()
            role = self._reading.block_roles[number]
            if number and role in ("salutation", "end") and number not in self._reading.continued:
                top = block.layout().position().y() - space_above(role) * face.pixelSize() / 2
                painter.setBackground(brush(colours.line))
                painter.eraseRect(QRectF(PADDING, top, face.pixelSize() * 4, 1))


class Margin(QWidget):
    """Paints what stands beside the lines; it asks its neighbour where they are each time it paints."""

    pressed = Signal(QMouseEvent)

    def __init__(self, parent: QWidget, notes: Callable[[], Iterator[MarginNote]]) -> None:
        """Stand in ``parent``; ``notes`` tells what is to be painted now."""
        super().__init__(parent)
        self._notes = notes
        self._face = QFont()
        self.setMouseTracking(True)

    def set_look(self, face: QFont, colours: Colours) -> None:
        """Print in ``face``, in ``colours``."""
        self._face = face
        self.setPalette(letter_palette(colours))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that somebody presses here; what that means is known elsewhere."""
        self.pressed.emit(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the paragraphs that begin in view."""
        painter = QPainter(self)
        for note in self._notes():
            self._face.setBold(note.is_current)
            painter.setFont(self._face)
            painter.drawText(QPointF(0, note.baseline), note.words)

    def landmark_at(self, point: QPoint) -> Landmark | None:
        """Return what the number or the mark at ``point`` stands for; the whole width of the margin counts."""
        height = self._face.pixelSize()
        for note in self._notes():
            if note.baseline - height <= point.y() <= note.baseline + height / 3:
                return note.landmark
        return None
