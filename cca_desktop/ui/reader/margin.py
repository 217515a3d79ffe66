"""The furniture of the page: paragraph numbers in the margin, page marks, the hairline between letter and frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from cca_desktop.ui.reader.marks import ABOVE_BASELINE, patches
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import PADDING, page_mark_face, page_marks
from cca_desktop.ui.theme import Colours, brush, letter_palette


class MarginNote(NamedTuple):
    """A few letters in the margin, on the line whose baseline lies at ``baseline`` pixels from the top."""

    words: str
    baseline: float
    is_current: bool


class Furniture:
    """Knows what stands beside and between the words of one reading text, and adds no character to them."""

    def __init__(self, reading: ReadingText) -> None:
        """Furnish ``reading``."""
        self._roles = reading.roles
        self._pages = page_marks(reading)
        self._numbers = {
            reading.shown_at(one.span.start): one.label for one in reading.document.paragraphs if one.label.isdigit()
        }

    def margin_notes(
        self, blocks: Iterable[QTextBlock], above: float, face: QFont, current: str
    ) -> Iterator[MarginNote]:
        """Yield what stands in the margin beside ``blocks``, which begin ``above`` pixels higher than they say."""
        pages = {mark.position: mark.words.removeprefix("| ") for mark in self._pages if not mark.is_inline}
        for block in blocks:
            layout = block.layout()
            if not layout.lineCount():
                continue
            line = layout.lineAt(0)
            baseline = above + layout.position().y() + line.y() + line.ascent()
            label = self._numbers.get(block.position())
            if label is not None:
                yield MarginNote(label, baseline, label == current)
            if block.position() in pages:
                lift = face.pixelSize() * 0.9 if label is not None else 0
                yield MarginNote(pages[block.position()], baseline - lift, is_current=False)

    def paint(self, painter: QPainter, blocks: list[QTextBlock], face: QFont, colours: Colours) -> None:
        """Paint what stands among the words of ``blocks``: page marks, and the hairlines."""
        self._paint_page_marks(painter, blocks, face)
        self._paint_rule(painter, blocks, face, colours)

    def _paint_page_marks(self, painter: QPainter, blocks: list[QTextBlock], face: QFont) -> None:
        painter.setFont(page_mark_face(face))
        size = face.pixelSize()
        for mark in self._pages:
            for block in blocks:
                if mark.is_inline and block.contains(mark.position):
                    at = mark.position - block.position()
                    for patch in patches(block, at, at + 1, size):
                        painter.drawText(
                            QPointF(patch.left() + size * 0.3, patch.top() + size * ABOVE_BASELINE), mark.words
                        )

    def _paint_rule(self, painter: QPainter, blocks: list[QTextBlock], face: QFont, colours: Colours) -> None:
        """Draw a hairline before the salutation and before the telegram's last words: here the Embassy speaks."""
        for block in blocks:
            if block.blockNumber() and self._roles[block.blockNumber()] in ("salutation", "end"):
                top = block.layout().position().y() - block.blockFormat().topMargin() / 2
                painter.setBackground(brush(colours.line))
                painter.eraseRect(QRectF(PADDING, top, face.pixelSize() * 4, 1))


class Margin(QWidget):
    """Paints what stands beside the lines; it asks its neighbour where they are each time it paints."""

    def __init__(self, parent: QWidget, notes: Callable[[], Iterator[MarginNote]]) -> None:
        """Stand in ``parent``; ``notes`` tells what is to be painted now."""
        super().__init__(parent)
        self._notes = notes
        self._face = QFont()

    def set_look(self, face: QFont, colours: Colours) -> None:
        """Print in ``face``, in ``colours``."""
        self._face = face
        self.setPalette(letter_palette(colours))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the paragraphs that begin in view."""
        painter = QPainter(self)
        for note in self._notes():
            self._face.setBold(note.is_current)
            painter.setFont(self._face)
            painter.drawText(QPointF(0, note.baseline), note.words)
