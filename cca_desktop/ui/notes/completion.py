"""The titles of other notes, offered while one types after ``[[``."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QTextEdit

from cca_desktop.notes.links import linkable, normal_title
from cca_desktop.ui.announce import announce
from cca_desktop.ui.notes.markdown_editing import line_of
from cca_desktop.ui.paper import paper_of

_BEGUN = re.compile(r"\[\[([^\[\]|#]*)$")
_OFFERED = 8
_LOOK = """QListWidget { background: palette(base); border: 1px solid palette(mid); border-radius: 4px; padding: 3px; }
QListWidget::item { padding: 4px 6px; }
QListWidget::item:selected { background: palette(highlight); color: palette(highlighted-text); }"""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


def titles_to_offer(titles: Iterable[str]) -> list[tuple[str, str]]:
    """Return each of ``titles`` once, as it is compared and as it stands in a link."""
    return [(normal, title) for title in dict.fromkeys(map(linkable, titles)) if (normal := normal_title(title))]


class TitleCompletion(QObject):
    """Offers the titles that hold what was typed, those that begin with it first; the caret stays in the words.

    The list is no window of its own: one that grabs the keyboard would take it from the words and a screen reader.
    """

    def __init__(self, words: QTextEdit) -> None:
        """Offer titles in ``words``."""
        super().__init__(words)
        self._words = words
        self._titles: Sequence[tuple[str, str]] = ()
        self._list = QListWidget(words)
        self._list.setObjectName("titlesOffered")
        self._list.setAccessibleName(self.tr("Titles of notes"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setStyleSheet(_LOOK)
        self._list.hide()
        self._list.itemClicked.connect(self._take)
        words.textChanged.connect(self._offer)
        words.cursorPositionChanged.connect(self._close_elsewhere)
        words.installEventFilter(self)

    def know(self, titles: Sequence[tuple[str, str]]) -> None:
        """Offer ``titles`` from now on, as :func:`titles_to_offer` tells them."""
        self._titles = titles
        self._offer()  # for whoever was quicker

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in what is offered, take one, or close it, while it is there."""
        if event.type() == QEvent.Type.FocusOut:
            self._list.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self._list.isHidden():
            return False
        if event.key() in _STEPS:
            self._list.setCurrentRow((self._list.currentRow() + _STEPS[Qt.Key(event.key())]) % self._list.count())
            announce(self._words, self._list.currentItem().text())
        elif event.key() in _TAKES and not event.modifiers():
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            return False
        return True

    @Slot()
    def _offer(self) -> None:
        begun = self._begun()
        if begun is None or not self._words.hasFocus():
            self._list.hide()
            return
        typed = normal_title(begun)
        fit = [title for normal, title in self._titles if normal.startswith(typed)][:_OFFERED]
        if len(fit) < _OFFERED and typed:
            fit += [title for normal, title in self._titles if typed in normal[1:] and not normal.startswith(typed)]
        if not fit or fit == [begun]:
            self._list.hide()
            return
        self._list.clear()
        self._list.addItems(fit[:_OFFERED])
        self._list.setCurrentRow(0)
        self._place()
        announce(self._words, fit[0])

    @Slot()
    def _close_elsewhere(self) -> None:
        if self._begun() is None:
            self._list.hide()

    @Slot()
    def _take(self) -> None:
        begun, item = self._begun(), self._list.currentItem()
        self._list.hide()
        if begun is None or item is None:
            return
        cursor = self._words.textCursor()
        line, column = line_of(cursor)
        cursor.beginEditBlock()
        for _ in begun:
            cursor.deletePreviousChar()
        cursor.insertText(item.text())
        if line[column:].startswith("]]"):
            cursor.setPosition(cursor.position() + len("]]"))
        else:
            cursor.insertText("]]")
        cursor.endEditBlock()
        self._words.setTextCursor(cursor)

    def _begun(self) -> str | None:
        """Return what was typed of a title, or None where none is being typed."""
        line, column = line_of(self._words.textCursor())
        begun = _BEGUN.search(line[:column])
        return begun[1] if begun else None

    def _place(self) -> None:
        """Lay the list under the line, or over it where there is no room; its edges are those of the words."""
        window = self._words.window()
        self._list.setParent(window)
        height = self._list.sizeHintForRow(0) * self._list.count() + 10
        line = self._words.cursorRect()
        at = paper_of(self._words).mapTo(window, QPoint(0, line.bottom() + 4))
        if at.y() + height > window.height():
            at.setY(at.y() - height - line.height() - 8)
        self._list.setGeometry(at.x(), at.y(), paper_of(self._words).width(), height)
        self._list.show()
        self._list.raise_()
