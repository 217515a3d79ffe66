"""The page of the letter: marked and furnished, and where on it one is reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock, QTextCursor

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.letter_sheet import LetterSheet
from cca_desktop.ui.reader.margin import Furniture, Landmark
from cca_desktop.ui.reader.marks import Layer, Mark, Marks
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import PADDING
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import Typography

if TYPE_CHECKING:
    from cca_desktop.ui.reader.mark_painting import MarkPainter

_PLACE_TOLD_AFTER_MS = 80


class LetterPage(LetterSheet):
    """Shows one document and its marks, whoever reads it; positions that come in and go out are canonical."""

    place_changed = Signal(int)  # the canonical offset at which one is reading
    reading_changed = Signal()  # what is shown has other positions now
    marks_changed = Signal()
    first_painted = Signal()  # the letter is on the screen for the first time

    def __init__(self, reading: ReadingText, colours: Colours, scale: int, typography: Typography) -> None:
        """Set ``reading`` at ``scale`` per cent."""
        super().__init__(reading, colours, scale, typography)
        self._marks = Marks()
        self._marked: MarkPainter | None = None
        self._is_painted = False
        self._place_told = QTimer(self)
        self._place_told.setSingleShot(True)
        self._place_told.setInterval(_PLACE_TOLD_AFTER_MS)
        self._place_told.timeout.connect(self._tell_place)

    @property
    def marks(self) -> Marks:
        """What is marked in it."""
        return self._marks

    # What the window asks of it.

    def set_reading(self, reading: ReadingText) -> None:
        """Show the document in another form, at the same words and with the same words selected."""
        cursor = self.textCursor()
        selected = self._reading.canonical(Span(cursor.selectionStart(), cursor.selectionEnd()))
        is_backward = cursor.position() < cursor.anchor()
        self._is_arranging = True
        self._reading = reading
        self._marked = None
        self._furniture = Furniture(reading)
        self._first = reading.canonical_at(0)
        self._set_text()
        shown = reading.shown(selected)
        cursor.setPosition(shown.end if is_backward else shown.start)
        cursor.setPosition(shown.start if is_backward else shown.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.reading_changed.emit()
        self.go_to(self._first if reading.hides(self._top) else self._top)
        self._is_arranging = False
        self._tell_place()

    def set_marks(self, layer: str, marks: list[Mark] | Layer) -> None:
        """Let the marks of ``layer`` be these."""
        if self._marks.replace(layer, marks):
            self._paper.update()
            self.marks_changed.emit()

    def change_marks(self, layer: str, gone: list[Mark], come: list[Mark]) -> None:
        """Let some marks of ``layer`` go and others come; only the blocks that they stand in are painted anew."""
        self._marks.replace(layer, self._marks.whole(layer).changed(gone, come))
        top, beyond = self.verticalScrollBar().value(), self._face.pixelSize()
        for block in self.blocks_in_view():
            letters = self._reading.canonical(Span(block.position(), block.position() + block.length() - 1))
            if any(letters.overlaps(mark.span) for mark in (*gone, *come)):
                box = self._lines_of(block).boundingRect().translated(0, self._lines_of(block).position().y() - top)
                self._paper.update(0, int(box.top()) - beyond, self._paper.width(), int(box.height()) + 2 * beyond)
        self.marks_changed.emit()

    def share_marks(self, other: LetterPage) -> None:
        """Show the marks of ``other``, whichever of the two is given some."""
        self._marks = other.marks
        self._marked = None
        for one, its_peer in ((self, other), (other, self)):
            one.marks_changed.connect(its_peer.viewport().update)

    def place_read(self) -> int:
        """Return the canonical offset one is most likely reading: the first block that begins in the upper half.

        Where none does, it is the first line in view.
        """
        top = self.verticalScrollBar().value()
        for block in self.blocks_in_view():
            begins = self._lines_of(block).position().y() - top
            if -self._face.pixelSize() * 0.5 <= begins <= self._paper.height() / 2:
                return self._reading.canonical_at(block.position())
        return self._reading.canonical_at(self._position_at(0))

    def reveal(self, span: Span) -> None:
        """Bring ``span`` into view, a third down the page, unless one sees it already."""
        self._unfold_for(span.start)
        shown = self._reading.shown(span)
        top, bottom = self._line_top(shown.start), self._line_top(max(shown.start, shown.end - 1))
        bar = self.verticalScrollBar()
        line = self._face.pixelSize() * 2
        if top < bar.value() + line or bottom > bar.value() + self._paper.height() - 2 * line:
            self._scroll_to(shown.start, below=self._paper.height() / 3)

    def know_place(self) -> None:
        """Print the number of the paragraph that is being read as the current one."""
        self._current = self._reading.document.paragraph_at(self.place_read()).label
        self._margin.update()

    def share_of(self, offset: int) -> float:
        """Return how far down the whole letter a canonical offset stands, from 0 to 1; for the map."""
        position = self._reading.shown_at(offset)
        whole = max(1.0, self.document().size().height())
        if self._long is not None:
            return self._long.y_of(position) / whole
        block = self.document().findBlock(position)
        box = self.document().documentLayout().blockBoundingRect(block)
        within = (position - block.position()) / max(1, block.length())
        return (box.top() + within * box.height()) / whole

    def offsets_at_shares(self, rows: int) -> list[int]:
        """Return the canonical offsets at which each of so many equal parts of the whole letter begins; for the map."""
        step = self.document().size().height() / rows
        if self._long is not None:
            return [self._reading.canonical_at(self._long.position_at(row * step)) for row in range(rows)]
        top = self.verticalScrollBar().value()
        points = (QPoint(PADDING, round(row * step) - top) for row in range(rows))
        return [self._reading.canonical_at(self.cursorForPosition(at).position()) for at in points]

    def landmark_at(self, point: QPoint) -> Landmark | None:
        """Return the page whose mark stands among the words at ``point`` of the viewport."""
        place = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        return self._furniture.page_mark_at(self.blocks_in_view(), place, self._face)

    def reading_words(self, span: Span) -> str:
        """Return the words of the canonical ``span`` as they are shown."""
        return self._reading.words(span)

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks, then the words over them, then the page marks in the room made for them."""
        painter = QPainter(self._paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        blocks = list(self.blocks_in_view())
        size = self._face.pixelSize()
        part = (top + event.rect().top() - size, top + event.rect().bottom() + size)  # marks reach beyond their lines
        marked = self._mark_painter(blocks)
        if marked is not None:
            for block in blocks:
                marked.paint(painter, block, self._colours, size, part)
        painter.end()
        super().paintEvent(event)
        painter.begin(self._paper)
        painter.translate(0, -self.verticalScrollBar().value())
        self._furniture.paint(painter, blocks, self._face, self._colours)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    def _mark_painter(self, blocks: list[QTextBlock]) -> MarkPainter | None:
        """Return who paints the marks, or None where there has been none yet: many a first picture has none."""
        if self._marked is None and blocks:
            end = blocks[-1].position() + blocks[-1].length() - 1
            if any(self._marks.between(*self._reading.canonical(Span(blocks[0].position(), end)))):
                from cca_desktop.ui.reader.mark_painting import MarkPainter

                self._marked = MarkPainter(self._reading, self._marks)
        return self._marked

    @Slot()
    def _on_scroll(self) -> None:
        super()._on_scroll()
        self._place_told.start()

    @Slot()
    def _tell_place(self) -> None:
        self.know_place()
        self.place_changed.emit(self.place_read())
