"""The margin beside the letter: paragraph numbers, and the page that is only inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cca_desktop.ui.theme import Colours, letter_palette


class MarginNote(NamedTuple):
    """A few letters in the margin, on the line whose baseline lies at ``baseline`` pixels from the top."""

    words: str
    baseline: float
    is_current: bool


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
