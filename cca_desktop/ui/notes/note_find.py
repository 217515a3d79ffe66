"""Find words within the note that is being written: a line over them, that comes with Ctrl+F and goes with Esc."""

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QWidget

from cca_desktop.ui.announce import announce
from cca_desktop.ui.notes.words import Words
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.utf16 import Utf16Map

_MOST_MARKED = 500  # places with a ground of their own; all are counted


class NoteFind(QWidget):
    """Finds words in a field, marks where they are, and steps from one place to the next."""

    turned = Signal()  # it has come, or gone

    def __init__(self, words: Words, colours: Colours) -> None:
        """Find in ``words``; not there until it is opened."""
        super().__init__()
        self._words = words
        self._colours = colours
        self._places: list[tuple[int, int]] = []
        self.field = QLineEdit()
        self.field.setObjectName("findInNote")
        self.field.setPlaceholderText(self.tr("Find in this note"))
        self.field.setAccessibleName(self.tr("Find in this note; Ctrl+F once more searches the letter and all notes"))
        self.field.setToolTip(self.tr("Enter: next; Shift+Enter: before; Ctrl+F once more: search everything"))
        self._count = QLabel()
        self._count.setProperty("quiet", True)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.field, 1)
        whole.addWidget(self._count)
        self.hide()
        self.field.textEdited.connect(self._find_anew)
        words.was_changed.connect(self._on_change)

    def set_look(self, colours: Colours) -> None:
        """Change colours."""
        self._colours = colours
        self._mark()

    @Slot()
    def open(self) -> None:
        """Come, with what is selected in the words as what is looked for."""
        selected = self._words.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.field.setText(selected)
        self.show()
        self.turned.emit()
        self.field.setFocus()
        self.field.selectAll()
        self._look()
        self._show_count()

    @Slot()
    def close_find(self) -> None:
        """Go, and leave the caret at what was found."""
        self.hide()
        self._words.setExtraSelections([])
        self.turned.emit()
        self._words.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter and the arrows, and go with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_find()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _find_anew(self) -> None:
        self._look()
        start = self._words.textCursor().selectionStart()
        at = next((at for at, place in enumerate(self._places) if place[0] >= start), 0)
        self._go_to(at)

    @Slot()
    def _on_change(self) -> None:
        if not self.isHidden():
            self._look()
            self._show_count()

    def _step(self, step: int) -> None:
        here = (self._words.textCursor().selectionStart(), self._words.textCursor().selectionEnd())
        if here in self._places:
            self._go_to((self._places.index(here) + step) % len(self._places))
        else:
            self._find_anew()

    def _go_to(self, at: int) -> None:
        if self._places:
            start, end = self._places[at]
            cursor = self._words.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._words.setTextCursor(cursor)
            self._words.ensureCursorVisible()
        self._show_count()
        announce(self.field, self._count.text())

    def _look(self) -> None:
        wanted, body = self.field.text(), self._words.body()
        units = Utf16Map(body)
        found = re.finditer(re.escape(wanted), body, re.IGNORECASE) if wanted else ()
        self._places = [(units.units(one.start()), units.units(one.end())) for one in found]
        self._mark()

    def _mark(self) -> None:
        marks = []
        for start, end in self._places[: 0 if self.isHidden() else _MOST_MARKED]:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._words.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(QColor(self._colours.hit))
            mark.format.setForeground(QColor(self._colours.ink))
            marks.append(mark)
        self._words.setExtraSelections(marks)

    def _show_count(self) -> None:
        here = (self._words.textCursor().selectionStart(), self._words.textCursor().selectionEnd())
        if not self.field.text():
            self._count.setText("")
        elif not self._places:
            self._count.setText(self.tr("not here"))
        elif here in self._places:
            number = self._places.index(here) + 1
            self._count.setText(self.tr("{number} of {all}").format(number=number, all=len(self._places)))
        else:
            self._count.setText(self.tr("%Ln places", "", len(self._places)))
