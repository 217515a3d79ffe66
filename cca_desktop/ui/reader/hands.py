"""What hands do in the letter: steps by key, clicks that select, and the bar at what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor

from cca_desktop.ui.reader.selection_bar import SelectionBar
from cca_desktop.ui.reader.steps import Clicks, is_step, stepped
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.actions import Actions
    from cca_desktop.ui.reader.letter_view import LetterView


class Hands:
    """Takes the keys and clicks that Qt knows nothing of; made when the first of them comes."""

    def __init__(self, letter: LetterView) -> None:
        """Hold ``letter``."""
        self._letter = letter
        self._clicks = Clicks()
        self._bar: SelectionBar | None = None

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size of what is shown."""
        if self._bar is not None:
            self._bar.set_look(colours, scale)

    def offer_bar(self, actions: Actions, colours: Colours, scale: int) -> None:
        """Let there be a bar at the selected words."""
        if self._bar is None:
            self._bar = SelectionBar(self._letter, actions, colours, scale)

    def take_key(self, event: QKeyEvent) -> bool:
        """Step by sentence or paragraph, from where one is reading; Escape lets go of what is selected."""
        letter = self._letter
        if event.key() == Qt.Key.Key_Escape and letter.textCursor().hasSelection():
            letter.let_go()
            return True
        if is_step(event) and not self._is_caret_seen():
            letter.put_caret_in_view()
        cursor = stepped(letter.textCursor(), event)
        if cursor is not None:
            letter.setTextCursor(cursor)
        return cursor is not None

    def _is_caret_seen(self) -> bool:
        letter = self._letter
        return letter.textCursor().hasSelection() or letter.viewport().rect().intersects(letter.cursorRect())

    def take_press(self, event: QMouseEvent) -> bool:
        """Select a sentence by the third click at one place, a paragraph by the fourth."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        cursor = self._letter.cursorForPosition(event.position().toPoint())
        shown = self._clicks.selects(event, cursor)
        if shown is None:
            return False
        cursor.setPosition(shown.start)
        cursor.setPosition(shown.end, QTextCursor.MoveMode.KeepAnchor)
        self._letter.setTextCursor(cursor)
        return True
