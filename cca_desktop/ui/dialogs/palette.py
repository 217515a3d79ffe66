"""The command palette: every command by its name, for whoever has forgotten its key or its menu."""

import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cca_desktop.ui.announce import announce
from cca_desktop.ui.dialogs.two_ends import AT_THE_RIGHT, TwoEnds

_WIDTH, _ROWS = 60, 12  # of running letters, of commands
_EDGE = 14
_BELOW_THE_BAR = 56
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QDialog):
    """Takes a few letters of a command, and gives the command."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        """Offer ``actions``; those that cannot be chosen now are shown, and say so."""
        super().__init__(parent)
        self._actions = list(actions)
        self.setWindowTitle(self.tr("Find a command"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.windowTitle())
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Commands"))
        self.rows.setItemDelegate(TwoEnds(self.rows))
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told = QLabel()
        self._told.setProperty("quiet", True)
        self._told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        for widget in (self.field, self.rows, self._told):
            column.addWidget(widget)
        line = self.fontMetrics()
        self.resize(line.averageCharWidth() * _WIDTH, round(line.height() * (_ROWS * 1.8 + 6)))
        self.move(parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, _BELOW_THE_BAR)))
        self.field.textChanged.connect(self._list)
        self.field.returnPressed.connect(self._choose)
        self.field.installEventFilter(self)
        self.rows.itemClicked.connect(self._choose)
        self.rows.currentItemChanged.connect(self._tell)
        self._list("")

    @Slot(str)
    def _list(self, typed: str) -> None:
        self.rows.clear()
        for action in ranked(self._actions, typed):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            name = name_of(action)
            item = QListWidgetItem(name)
            item.setData(AT_THE_RIGHT, keys)
            item.setData(Qt.ItemDataRole.UserRole, action)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {keys}" if keys else name)
            if not action.isEnabled():
                item.setForeground(self.palette().placeholderText())
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        if not self.rows.count():
            self._told.setText(self.tr("No command is called so."))

    @Slot()
    def _tell(self) -> None:
        action = self._current()
        if action is None:
            return
        words = action.toolTip()
        if not action.isEnabled():
            words = self.tr("{tip}. It cannot be chosen now.").format(tip=words)
        self._told.setText(words)
        announce(self.field, self.rows.currentItem().data(Qt.ItemDataRole.AccessibleTextRole))

    def _current(self) -> QAction | None:
        action = self.rows.currentIndex().data(Qt.ItemDataRole.UserRole)
        return action if isinstance(action, QAction) else None

    @Slot()
    def _choose(self) -> None:
        action = self._current()
        if action is not None and action.isEnabled():
            self.accept()
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that move in a list move in the list, while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LIST_KEYS:
            self.rows.event(event)
            return True
        return super().eventFilter(watched, event)


def name_of(action: QAction) -> str:
    """Return the name of a command as one would say it."""
    return action.text().replace("&", "").rstrip("…")


def ranked(actions: Iterable[QAction], typed: str) -> list[QAction]:
    """Return the actions whose name or tip has every word of ``typed``, or begins one so; best first.

    A name that begins with what was typed comes first, then names with words that begin so, then tips.
    """
    wanted = _plain(typed).split()
    scored = []
    for action in actions:
        name, tip = _plain(name_of(action)), _plain(action.toolTip())
        if all(any(word.startswith(one) for word in f"{name} {tip}".split()) for one in wanted):
            in_name = all(any(word.startswith(one) for word in name.split()) for one in wanted)
            scored.append((not name.startswith(" ".join(wanted)), not in_name, action))
    scored.sort(key=lambda one: one[:2])
    return [action for *_score, action in scored]


def _plain(words: str) -> str:
    """Return ``words`` without capitals and accents."""
    parted = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
