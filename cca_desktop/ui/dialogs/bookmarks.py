"""The list of bookmarks: go to one, give it another name, remove it and bring it back."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.library.document import Document
from cca_desktop.reading.bookmarks import Bookmark, Bookmarks
from cca_desktop.ui.dialogs.two_ends import AT_THE_RIGHT, TwoEnds

_WIDTH, _HEIGHT = 70, 20  # of running letters, of lines
_BOOKMARK = Qt.ItemDataRole.UserRole
_ON_THE_LIST = Qt.ShortcutContext.WidgetShortcut


class BookmarksDialog(QDialog):
    """Lists bookmarks by place; whoever opened it brings to the disk what it tells."""

    place_chosen = Signal(int)  # a canonical offset
    kept = Signal(object)  # a Bookmark that has another name, or came back
    dropped = Signal(str)  # the id of one that was removed

    def __init__(self, document: Document, bookmarks: Bookmarks, removed: list[Bookmark], parent: QWidget) -> None:
        """List ``bookmarks`` in ``document``; those that are ``removed`` can come back, the last one first."""
        super().__init__(parent)
        self._document = document
        self._bookmarks = bookmarks
        self._removed = removed
        self.setWindowTitle(self.tr("Bookmarks"))
        line = self.fontMetrics()
        self.resize(line.averageCharWidth() * _WIDTH, line.height() * _HEIGHT)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setProperty("quiet", True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.windowTitle())
        self.rows.setItemDelegate(TwoEnds(self.rows))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._go = self._button(buttons, self.tr("&Go there"))
        self._rename = self._button(buttons, self.tr("Re&name"))
        self._remove = self._button(buttons, self.tr("&Remove"))
        self._restore = self._button(buttons, self.tr("&Bring back"))
        column = QVBoxLayout(self)
        column.addWidget(self.rows)
        column.addWidget(self._told)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self._go.clicked.connect(self._choose)
        self._rename.clicked.connect(self._edit_name)
        self._remove.clicked.connect(self._remove_current)
        self._restore.clicked.connect(self._bring_back)
        QShortcut(QKeySequence.StandardKey.Delete, self.rows, self._remove_current, context=_ON_THE_LIST)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._bring_back)
        self.rows.itemActivated.connect(self._choose)
        self.rows.itemChanged.connect(self._on_named)
        self._list("")
        self._go.setDefault(True)

    def _button(self, box: QDialogButtonBox, name: str) -> QPushButton:
        return box.addButton(name, QDialogButtonBox.ButtonRole.ActionRole)

    def _list(self, current: str) -> None:
        self.rows.blockSignals(True)
        self.rows.clear()
        for at, bookmark in enumerate(self._bookmarks.marks):
            item = QListWidgetItem(bookmark.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(_BOOKMARK, bookmark.id)
            item.setData(AT_THE_RIGHT, self._place(bookmark))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{bookmark.name}, {self._place(bookmark)}")
            self.rows.addItem(item)
            if at == 0 or bookmark.id == current:
                self.rows.setCurrentRow(at)
        self.rows.blockSignals(False)
        is_any = bool(self._bookmarks.marks)
        for button in (self._go, self._rename, self._remove):
            button.setEnabled(is_any)
        self._restore.setEnabled(bool(self._removed))
        words = self.tr("Enter goes there, F2 gives another name, Delete removes.")
        self._told.setText(words if is_any else self.tr("No place is kept yet: Ctrl+B keeps the one you are at."))

    def _place(self, bookmark: Bookmark) -> str:
        label = self._document.paragraph_at(bookmark.offset).label
        return f"¶ {label}" if label.isdigit() else label

    def _current(self) -> Bookmark | None:
        wanted = self.rows.currentIndex().data(_BOOKMARK)
        return next((mark for mark in self._bookmarks.marks if mark.id == wanted), None)

    @Slot()
    def _choose(self) -> None:
        bookmark = self._current()
        if bookmark is not None:
            self.accept()
            self.place_chosen.emit(bookmark.offset)

    @Slot()
    def _edit_name(self) -> None:
        self.rows.setFocus()
        self.rows.editItem(self.rows.currentItem())

    @Slot(QListWidgetItem)
    def _on_named(self, item: QListWidgetItem) -> None:
        bookmark = next(mark for mark in self._bookmarks.marks if mark.id == item.data(_BOOKMARK))
        name = " ".join(item.text().split())
        if name and name != bookmark.name:
            self._keep(bookmark._replace(name=name))
        else:
            self._list(bookmark.id)

    @Slot()
    def _remove_current(self) -> None:
        bookmark = self._current()
        if bookmark is not None:
            self._removed.append(bookmark)
            self._bookmarks = self._bookmarks.without(bookmark.id)
            self._list("")
            self.dropped.emit(bookmark.id)

    @Slot()
    def _bring_back(self) -> None:
        if self._removed:
            self._keep(self._removed.pop())

    def _keep(self, bookmark: Bookmark) -> None:
        self._bookmarks = self._bookmarks.with_one(bookmark)
        self._list(bookmark.id)
        self.kept.emit(bookmark)
