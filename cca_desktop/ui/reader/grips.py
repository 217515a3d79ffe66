"""The two grips at selected words: a finger draws them, and so more words in or fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cca_desktop.ui.reader.letter_view import LetterView

REACH = 44  # pixels: as large as a finger needs it
_KNOB = 18


class Grips(QObject):
    """Hangs a grip under the first and under the last selected letter, once a finger has selected."""

    def __init__(self, letter: LetterView) -> None:
        """Stand at what is selected in ``letter``."""
        super().__init__(letter)
        self._letter = letter
        self._ends = (
            Grip(letter, self.tr("Beginning of the selected words"), leans=-1),
            Grip(letter, self.tr("End of the selected words"), leans=1),
        )
        for grip in self._ends:
            grip.drawn.connect(self._draw)
        letter.selectionChanged.connect(self._follow)
        letter.verticalScrollBar().valueChanged.connect(self._follow)

    @Slot()
    def show_where_words_are_selected(self) -> None:
        """Hang the grips where words are selected, and nowhere else."""
        is_there = self._letter.textCursor().hasSelection()
        for grip in self._ends:
            grip.setVisible(is_there)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        cursor = self._letter.textCursor()
        if not self._ends[0].isHidden() or not self._ends[1].isHidden():
            paper = self._letter.viewport()
            for grip, position in zip(self._ends, (cursor.selectionStart(), cursor.selectionEnd()), strict=True):
                at = self._letter.textCursor()
                at.setPosition(position)
                line = self._letter.cursorRect(at)
                grip.move(paper.mapTo(self._letter, line.bottomLeft()) - QPoint(REACH // 2, 0))
                grip.line = line.height()
                grip.setVisible(cursor.hasSelection() and paper.rect().intersects(line))
                grip.raise_()

    @Slot(QPoint)
    def _draw(self, to: QPoint) -> None:
        """Let the selection begin, or end, at a point of the paper; one letter stays selected."""
        cursor = self._letter.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        here = self._letter.cursorForPosition(to).position()
        if self.sender() is self._ends[0]:
            anchor, position = last, min(here, last - 1)
        else:
            anchor, position = first, max(here, first + 1)
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._letter.setTextCursor(cursor)


class Grip(QWidget):
    """A knob that hangs on a short line; a finger, or the mouse, draws it about."""

    drawn = Signal(QPoint)  # to where on the paper

    def __init__(self, letter: LetterView, name: str, *, leans: int) -> None:
        """Hang in ``letter``, to the left with -1, away from the words; ``name`` is what a screen reader says."""
        super().__init__(letter)
        self._letter = letter
        self.line = 0  # how high the line is that it hangs under
        self._held = QPoint()
        self._leans = leans
        self.setObjectName("grip")
        self.setAccessibleName(name)
        self.setFixedSize(REACH, REACH)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the knob, in the colour of what is selected."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._letter.palette().color(QPalette.ColorRole.Highlight)
        middle = REACH / 2
        painter.fillRect(QRectF(middle - 1, 0, 2, 4 + _KNOB / 2), colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(middle + (self._leans - 1) * _KNOB / 2, 4, _KNOB, _KNOB))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it is held."""
        self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which letter of the paper it is drawn to: that over the grip, not the one under the finger."""
        tip = event.position().toPoint() - self._held + QPoint(REACH // 2, -self.line // 2)
        self.drawn.emit(self.mapTo(self._letter, tip) - self._letter.viewport().pos())
