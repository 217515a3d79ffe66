"""The letter as it is set: in its face, at its measure, scrolled to a place; it knows where each word stands."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent, QTextBlock, QTextCursor, QTextLayout
from PySide6.QtWidgets import QTextEdit

from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.reader.margin import Furniture, Margin, MarginNote
from cca_desktop.ui.reader.reading_text import LONG_FROM, ReadingText
from cca_desktop.ui.reader.typesetting import PADDING, recolour, restyle, typeset
from cca_desktop.ui.theme import Colours, letter_palette
from cca_desktop.ui.typeface import Typography, put_on, width_of

if TYPE_CHECKING:
    from cca_desktop.ui.reader.long_layout import LongLayout

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
_TRIES = 3


class LetterSheet(QTextEdit):
    """Shows one document, unmarked; positions that come in and go out are canonical."""

    hidden_wanted = Signal()  # somebody goes to a place in the folded frame

    def __init__(self, reading: ReadingText, colours: Colours, scale: int, typography: Typography) -> None:
        """Set ``reading`` at ``scale`` per cent."""
        super().__init__()
        self._reading = reading
        self._colours = colours
        self._scale = scale
        self._typography = typography
        self._face = typography.letter_face(scale)
        self._furniture = Furniture(reading)
        self._long: LongLayout | None = None
        self._current = ""
        self._first = reading.canonical_at(0)
        self._top = self._first
        self._is_arranging = False
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
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    @property
    def reading(self) -> ReadingText:
        """The text that is shown."""
        return self._reading

    # How it is set.

    def await_look(self, scale: int) -> None:
        """Stay at the same words, whatever the program's new style does to the page, until :meth:`set_look` comes.

        The page wants the width of its measure at ``scale`` already; it is laid out once, in the end.
        """
        self._is_arranging = True
        if scale != self._scale:
            self._scale = scale
            self._await_setting()

    def _await_setting(self) -> None:
        self._face = self._typography.letter_face(self._scale)
        if self._long is None:
            self.document().setLayoutEnabled(False)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size, and stay at the same words."""
        self.await_look(scale)
        self._colours = colours
        self.take_paper()
        if self._long is not None:  # before Qt tells it of the face
            self._long.set_look(self._face, colours, leading=self._typography.leading)
        put_on(self, self._face)
        self._margin.set_look(self._number_face(), colours)
        if self._long is None and self.document().isLayoutEnabled():
            recolour(self.document(), self._reading, colours)
        elif self._long is None:
            restyle(self.document(), self._reading, self._face, colours, leading=self._typography.leading)
        self._arrange()
        if self._long is None:
            self.document().setLayoutEnabled(True)
        self.go_to(self._top)
        self._is_arranging = False

    def take_paper(self) -> None:
        """Stand on the theme's paper, also where the style sheet has given a palette of its own, as after a move."""
        for part in (self, self._paper):
            part.setPalette(letter_palette(self._colours))

    def set_typography(self, typography: Typography) -> None:
        """Set the letter otherwise, and stay at the same words."""
        self._typography = typography
        self._await_setting()
        self.set_look(self._colours, self._scale)

    def width_wanted(self, measure: int | None = None) -> int:
        """Return how wide a view must be so that its measure, or another one, holds, with numbers and scroll bar."""
        numbers = round(_HANGS * self._scale / 100) + _LEAST_SIDE
        return numbers + self._text_width(measure) + self.verticalScrollBar().sizeHint().width()

    # Which place one is at.

    def place(self) -> int:
        """Return the canonical offset of the first line in view, or the place that was last gone to if it is there."""
        return self._top

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

    # Where things are.

    def blocks_in_view(self) -> Iterator[QTextBlock]:
        """Yield the blocks that are in view, whole or in part."""
        block = self.cursorForPosition(QPoint(0, 0)).block()
        bottom = self.verticalScrollBar().value() + self._paper.height()
        while block.isValid() and self._lines_of(block).position().y() <= bottom:
            yield block
            block = block.next()

    def _lines_of(self, block: QTextBlock) -> QTextLayout:
        return block.layout() if self._long is None else self._long.lay_out(block)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure: what is too wide becomes margin; and stay at the same words."""
        was_arranging, self._is_arranging = self._is_arranging, True  # one resize brings another in its midst
        self._arrange()
        super().resizeEvent(event)
        if not self._is_set:
            self._is_set = True
            self._set_text()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        if self._long is not None or self.document().isLayoutEnabled():
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

    def _margin_notes(self) -> Iterator[MarginNote]:
        above = self._paper.y() - self.verticalScrollBar().value()
        return self._furniture.margin_notes(self.blocks_in_view(), above, self._face, self._current)

    @Slot()
    def _on_scroll(self) -> None:
        if not self._is_arranging:  # or else whoever arranges the page settles it, once, in the end
            self._settle()
            self._top = self._reading.canonical_at(self._position_at(0))
        self._margin.update()

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
