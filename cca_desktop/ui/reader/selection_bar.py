"""The bar at selected words: what one may want to do with them, beside them and never over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWidget

from cca_desktop.ui.actions import Actions, Command
from cca_desktop.ui.announce import announce
from cca_desktop.ui.icons import icon
from cca_desktop.ui.notes.note_taking import HIGHLIGHT_COMMANDS
from cca_desktop.ui.swatches import marked_letter
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.reader.letter_view import LetterView

_COMES_AFTER_MS = 200  # without a key or a movement of the mouse
_GAP = 6  # pixels between the words and the bar
_ICON, _AROUND = 16, 12
_FOR_A_FINGER = 44  # pixels, of a button
_GRIP = 26  # pixels: what hangs below the words that a finger has selected
_OTHERS = (Command.WRITE_NOTE, Command.CITE, Command.SEARCH_SELECTION, Command.LOOK_IN_CONCORDANCE)


class SelectionBar(QFrame):
    """Stands above the selected words, or below them, or not at all where neither has room."""

    def __init__(self, letter: LetterView, actions: Actions, colours: Colours, scale: int) -> None:
        """Offer ``actions`` for what is selected in ``letter``."""
        super().__init__(letter)
        self._letter = letter
        self._paper = letter.viewport()
        self.setObjectName("selectionBar")
        self.setAccessibleName(self.tr("What to do with the selected words"))
        self.setAutoFillBackground(True)
        self._is_roomy = False
        self._look = (colours, scale)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(1)
        self._buttons = {command: self._button(actions, command) for command in (*HIGHLIGHT_COMMANDS, *_OTHERS)}
        self._comes = QTimer(self)
        self._comes.setSingleShot(True)
        self._comes.setInterval(_COMES_AFTER_MS)
        self._comes.timeout.connect(self._come)
        letter.selectionChanged.connect(self._wait)
        letter.verticalScrollBar().valueChanged.connect(self._follow)
        self.set_look(colours, scale)
        self.hide()
        self._wait()

    def _come_after_words(self) -> None:
        """Be where Tab leads from the words, before anything else that stands beside them."""
        before: QWidget = self._letter
        for button in self._buttons.values():
            QWidget.setTabOrder(before, button)
            before = button

    def _button(self, actions: Actions, command: Command) -> QToolButton:
        action = actions[command]
        button = QToolButton(self)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setAccessibleName(action.toolTip())
        button.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())
        button.clicked.connect(action.trigger)
        button.clicked.connect(self._leave)
        self._row.addWidget(button)
        return button

    def set_roomy(self, is_roomy: bool) -> None:
        """Have buttons as large as fingers need them, or as small as the mouse can do with."""
        if is_roomy != self._is_roomy:
            self._is_roomy = is_roomy
            self.set_look(*self._look)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._look = (colours, scale)
        side = round(_ICON * scale / 100)
        around = max(side + _AROUND, _FOR_A_FINGER if self._is_roomy else 0)
        for command, button in self._buttons.items():
            if command in HIGHLIGHT_COMMANDS:
                button.setIcon(marked_letter(colours, HIGHLIGHT_COMMANDS[command]))
            else:
                button.setIcon(icon(command, colours.ink))
            button.setIconSize(QSize(side, side))
            button.setFixedSize(around, around)
        self.adjustSize()
        if self.isVisible():
            self._follow()

    @Slot()
    def _wait(self) -> None:
        """Come once the selection rests; go at once when there is none."""
        if self._letter.selected() is None:
            self._comes.stop()
            self.hide()
        elif self.isVisible():
            self._follow()
        else:
            self._comes.start()

    @Slot()
    def _come(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._comes.start()  # the words are still being chosen
            return
        self._follow()
        if self.isVisible():
            announce(self._letter, self.tr("Tab: highlight, note, copy with citation, search, concordance"))

    @Slot()
    def _follow(self) -> None:
        if self._letter.selected() is None or self._comes.isActive():
            return
        place = self._place()
        if place is None:
            self.hide()
            return
        self.move(place)
        if self.isHidden():
            self._come_after_words()
        self.show()
        self.raise_()

    def _place(self) -> QPoint | None:
        """Return where the bar has room beside the selected lines, in the letter's pixels; None where it has none."""
        lines = self._letter.selected_lines()
        page = self._paper.geometry()
        seen = [line for line in lines if line.bottom() > page.top() and line.top() < page.bottom()]
        if not seen:
            return None
        for line, top in (
            (lines[0], lines[0].top() - _GAP - self.height()),
            (lines[-1], lines[-1].bottom() + _GAP + (_GRIP if self._is_roomy else 0)),
        ):
            if page.top() <= top <= page.bottom() - self.height():
                return QPoint(self._beside(line, page), top)
        return None

    def _beside(self, line: QRect, page: QRect) -> int:
        left = line.center().x() - self.width() // 2
        return max(page.left(), min(left, page.right() - self.width()))

    @Slot()
    def _leave(self) -> None:
        if self.isVisible():
            self._letter.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the buttons by arrow keys too; Escape goes back to the words."""
        if event.key() == Qt.Key.Key_Escape:
            self._letter.setFocus()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            buttons = list(self._buttons.values())
            now = next((at for at, button in enumerate(buttons) if button.hasFocus()), 0)
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            buttons[(now + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
