"""The page of the letter: set in the book face, marked and furnished; it knows where everything on it stands."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit

from cca_desktop.text.span import Span
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.reader.margin import Furniture, Landmark, Margin, MarginNote
from cca_desktop.ui.reader.marks import Layer, Mark, Marks
from cca_desktop.ui.reader.reading_text import LONG_FROM, ReadingText
from cca_desktop.ui.reader.typesetting import PADDING, restyle, typeset
from cca_desktop.ui.theme import Colours, letter_palette
from cca_desktop.ui.typeface import Typography, width_of

if TYPE_CHECKING:
    from cca_desktop.ui.reader.long_layout import LongLayout
    from cca_desktop.ui.reader.mark_painting import MarkPainter

# By name: docs/decisions/first-picture.md.
_MANNERS = {
    "textInteractionFlags": "TextSelectableByMouse|TextSelectableByKeyboard",
    "frameShape": "NoFrame",
    "horizontalScrollBarPolicy": "ScrollBarAlwaysOff",
    "verticalScrollBarPolicy": "ScrollBarAlwaysOn",
}
_HANGS = 40  # pixels between the number's left edge and the letter's, at 100 %
_LEAST_SIDE = 16
_RAGGED = 1.7  # letters that a line falls short of the width, on the average, since it ends with a whole word
_PLACE_TOLD_AFTER_MS = 80
_TRIES = 3


class LetterPage(QTextEdit):
    """Shows one document and its marks, whoever reads it; positions that come in and go out are canonical."""

    place_changed = Signal(int)  # the canonical offset at which one is reading
    reading_changed = Signal()  # what is shown has other positions now
    marks_changed = Signal()
    hidden_wanted = Signal()  # somebody goes to a place in the folded frame
    first_painted = Signal()  # the letter is on the screen for the first time

    def __init__(self, reading: ReadingText, colours: Colours, scale: int, typography: Typography) -> None:
        """Set ``reading`` at ``scale`` per cent."""
        super().__init__()
        self._reading = reading
        self._colours = colours
        self._scale = scale
        self._typography = typography
        self._face = typography.letter_face(scale)
        self._marks = Marks()
        self._marked: MarkPainter | None = None
        self._furniture = Furniture(reading)
        self._long: LongLayout | None = None
        self._current = ""
        self._first = reading.canonical_at(0)
        self._top = self._first
        self._is_arranging = False
        self._is_painted = False
        self._is_set = False  # until the first resize tells how wide the page is: so it is laid out once
        self.setObjectName("letter")
        self.setAccessibleName(self.tr("The letter: {title}").format(title=reading.document.title))
        self.setReadOnly(True)
        self._paper = paper_of(self)
        for manner, value in _MANNERS.items():
            self.setProperty(manner, value)
        self.setPalette(letter_palette(colours))
        self.setFont(self._face)  # its own, or it would be set anew in the panels' whenever that changes
        self.setAutoFillBackground(True)
        self.setCursorWidth(0)  # until somebody goes by it
        self._margin = Margin(self, self._margin_notes)
        self._margin.set_look(self._number_face(), colours)
        self._place_told = QTimer(self)
        self._place_told.setSingleShot(True)
        self._place_told.setInterval(_PLACE_TOLD_AFTER_MS)
        self._place_told.timeout.connect(self._tell_place)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    @property
    def reading(self) -> ReadingText:
        """The text that is shown."""
        return self._reading

    @property
    def marks(self) -> Marks:
        """What is marked in it."""
        return self._marks

    # What the window asks of it.

    def await_look(self) -> None:
        """Stay at the same words, whatever the program's new style does to the page, until :meth:`set_look` comes."""
        self._is_arranging = True

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size, and stay at the same words."""
        self._is_arranging = True
        self._colours = colours
        self.take_paper()
        self._scale = scale
        self._face = self._typography.letter_face(scale)
        if self._long is not None:  # before Qt tells it of the face
            self._long.set_look(self._face, colours, leading=self._typography.leading)
        self.setFont(self._face)
        self._margin.set_look(self._number_face(), colours)
        if self._long is None:
            restyle(self.document(), self._reading, self._face, colours, leading=self._typography.leading)
        self._arrange()
        self.go_to(self._top)
        self._is_arranging = False

    def take_paper(self) -> None:
        """Stand on the theme's paper, also where the style sheet has given a palette of its own, as after a move."""
        for part in (self, self._paper):
            part.setPalette(letter_palette(self._colours))

    def set_typography(self, typography: Typography) -> None:
        """Set the letter otherwise, and stay at the same words."""
        self._typography = typography
        self.set_look(self._colours, self._scale)

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

    def place(self) -> int:
        """Return the canonical offset of the first line in view, or the place that was last gone to if it is there."""
        return self._top

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

    def go_to(self, offset: int) -> None:
        """Scroll so that the line with the canonical ``offset`` is the first in view."""
        self._unfold_for(offset)
        was_arranging, self._is_arranging = self._is_arranging, True
        if offset > self._first:
            self._scroll_to(self._reading.shown_at(offset))
        else:
            self.verticalScrollBar().setValue(0)
            self._settle()
        self._is_arranging = was_arranging
        self._top = offset

    def top_of(self, offset: int) -> float:
        """Return how far down the letter a page begins whose first line holds the canonical ``offset``."""
        return self._line_top(self._reading.shown_at(offset)) if offset > self._first else 0.0

    def slide_to(self, top: float) -> None:
        """Show what stands so far down, on the way to the place that one has gone to already."""
        was_arranging, self._is_arranging = self._is_arranging, True
        self.verticalScrollBar().setValue(round(top))
        self._settle()
        self._is_arranging = was_arranging

    def reveal(self, span: Span) -> None:
        """Bring ``span`` into view, a third down the page, unless one sees it already."""
        self._unfold_for(span.start)
        shown = self._reading.shown(span)
        top, bottom = self._line_top(shown.start), self._line_top(max(shown.start, shown.end - 1))
        bar = self.verticalScrollBar()
        line = self._face.pixelSize() * 2
        if top < bar.value() + line or bottom > bar.value() + self._paper.height() - 2 * line:
            self._scroll_to(shown.start, below=self._paper.height() / 3)

    def _scroll_to(self, position: int, *, below: float = 0.0) -> None:
        """Let the line with a cursor position stand so far ``below`` the view's upper edge, or as near as it gets."""
        bar = self.verticalScrollBar()
        bar.setValue(round(self._line_top(position) - below))
        if self._long is None:
            return
        for _ in range(_TRIES):  # what comes into view with it may be higher than was thought, and so may the whole
            self._settle()
            top = round(self._line_top(position) - below)
            if bar.value() == top:
                break
            bar.setValue(top)

    def _unfold_for(self, offset: int) -> None:
        if self._reading.hides(offset):
            self.hidden_wanted.emit()

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

    def _margin_notes(self) -> Iterator[MarginNote]:
        above = self._paper.y() - self.verticalScrollBar().value()
        return self._furniture.margin_notes(self.blocks_in_view(), above, self._face, self._current)

    def blocks_in_view(self) -> Iterator[QTextBlock]:
        """Yield the blocks that are in view, whole or in part."""
        block = self.cursorForPosition(QPoint(0, 0)).block()
        bottom = self.verticalScrollBar().value() + self._paper.height()
        while block.isValid() and self._lines_of(block).position().y() <= bottom:
            yield block
            block = block.next()

    def _lines_of(self, block: QTextBlock) -> QTextLayout:
        return block.layout() if self._long is None else self._long.lay_out(block)

    # Where things are.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure: what is too wide becomes margin; and stay at the same words."""
        was_arranging, self._is_arranging = self._is_arranging, True  # one resize brings another in its midst
        self._arrange()
        super().resizeEvent(event)
        if not self._is_set:
            self._is_set = True
            self._set_text()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self.go_to(self._top)
        self._is_arranging = was_arranging

    def _set_text(self) -> None:
        if len(self._reading.document.text) < LONG_FROM:
            self.document().clear()
            typeset(self.document(), self._reading, self._face, self._colours, leading=self._typography.leading)
            return
        if self._long is None:
            from cca_desktop.ui.reader.long_layout import LongLayout

            self._long = LongLayout(self.document(), self._face, self._colours, leading=self._typography.leading)
        self._long.fill(self._reading, self._furniture.pages)
        gc.freeze()  # what a long text is made of stays, and need not be looked through for things to throw away

    def _arrange(self) -> None:
        hangs = round(_HANGS * self._scale / 100)
        free = self.width() - self.verticalScrollBar().sizeHint().width() - self._text_width()
        left = max(hangs + _LEAST_SIDE - PADDING, free // 2)
        right = max(0, free - left)
        self.setViewportMargins(left, 0, right, 0)
        self._margin.setGeometry(left + PADDING - hangs, 0, hangs - PADDING, self.height())
        self._margin.raise_()

    def _text_width(self, measure: int | None = None) -> int:
        return width_of((measure or self._typography.measure) + _RAGGED, self._face) + 2 * PADDING

    def width_wanted(self, measure: int | None = None) -> int:
        """Return how wide a view must be so that its measure, or another one, holds, with numbers and scroll bar."""
        numbers = round(_HANGS * self._scale / 100) + _LEAST_SIDE
        return numbers + self._text_width(measure) + self.verticalScrollBar().sizeHint().width()

    def _line_top(self, position: int) -> float:
        block = self.document().findBlock(position)
        layout = self._lines_of(block)
        self.document().size()  # has the page set to its end, if it is not yet: Qt does that bit by bit
        top = layout.position().y()
        line = layout.lineForTextPosition(position - block.position())
        return top + (line.y() if line.isValid() else 0) - self._face.pixelSize() * 0.3

    def _position_at(self, y: int) -> int:
        return self.cursorForPosition(QPoint(PADDING, y + self._face.pixelSize() // 2)).position()

    def _number_face(self) -> QFont:
        face = QFont(self._face)
        face.setPixelSize(max(9, round(self._face.pixelSize() * 0.68)))
        return face

    @Slot()
    def _on_scroll(self) -> None:
        if not self._is_arranging:  # or else whoever arranges the page settles it, once, in the end
            self._settle()
            self._top = self._reading.canonical_at(self._position_at(0))
        self._margin.update()
        self._place_told.start()

    def _settle(self) -> None:
        """Have what is in view of a long text laid out, and stay at the same words if that moves them."""
        if self._long is None:
            return
        bar = self.verticalScrollBar()
        moved = round(self._long.settle(bar.value(), bar.value() + self._paper.height()))
        if moved:
            was_blocked = bar.blockSignals(True)
            bar.setValue(bar.value() + moved)
            bar.blockSignals(was_blocked)

    @Slot()
    def _tell_place(self) -> None:
        self.know_place()
        self.place_changed.emit(self.place_read())
