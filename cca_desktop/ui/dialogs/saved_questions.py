"""The saved questions: each has a name, by which it is asked again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.errors import KnownError
from cca_desktop.search.kept import SavedSearch

_SAVED = Qt.ItemDataRole.UserRole


class SavedQuestionsDialog(QDialog):
    """Lists the saved questions by name; what is done with them is done elsewhere, and shown here."""

    question_chosen = Signal(str)
    saving_wanted = Signal(str, str)  # a name and its question
    renaming_wanted = Signal(str, str)  # a name and the new one
    removing_wanted = Signal(str)  # a name

    def __init__(self, question: str, saved: Sequence[SavedSearch], parent: QWidget) -> None:
        """List ``saved``; ``question`` is what is asked now and may be saved, "" for nothing."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Saved questions"))
        self.resize(460, 420)
        self._question = question.strip()
        self._told = self._label(self.tr("Name for “{question}”").format(question=self._question))
        self.name = QLineEdit()
        self.name.setAccessibleName(self._told.text())
        self._save = QPushButton(self.tr("&Save"))
        self._trouble = self._label("")
        self._trouble.setProperty("trouble", True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Saved questions"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._of_current = self._label(self.tr("Nothing is saved yet."))
        self._of_current.setProperty("quiet", True)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self._save)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self._on_row = (
            buttons.addButton(self.tr("&Ask"), action),
            buttons.addButton(self.tr("Re&name"), action),
            buttons.addButton(self.tr("&Remove"), action),
        )
        for button, slot in zip(self._on_row, (self._ask, self._edit, self._remove), strict=True):
            button.clicked.connect(slot)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (self._save, *self._on_row, close):
            button.setAutoDefault(False)  # Enter is for the field and for the list
        column = QVBoxLayout(self)
        column.addWidget(self._told)
        column.addLayout(row)
        for widget in (self._trouble, self.rows, self._of_current, buttons):
            column.addWidget(widget, 1 if widget is self.rows else 0)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._on_name)
        self.name.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        self.rows.itemActivated.connect(self._ask)
        self.rows.itemChanged.connect(self._on_renamed)
        self.rows.currentItemChanged.connect(self._on_current)
        for of_question in (self._told, self.name, self._save):
            of_question.setVisible(bool(self._question))
        self.show_kept(saved)
        (self.name if self._question else self.rows).setFocus()

    def show_kept(self, saved: Sequence[SavedSearch]) -> None:
        """List ``saved``, and stay at the one that was current."""
        current = self._current()
        self.rows.blockSignals(True)
        self.rows.clear()
        for search in saved:
            item = QListWidgetItem(search.name)
            item.setData(_SAVED, search)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                self.tr("{name}: {question}").format(name=search.name, question=search.question),
            )
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.rows.addItem(item)
            if current is not None and search.question == current.question:
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(False)
        if self.rows.currentRow() < 0:
            self.rows.setCurrentRow(0)
        self._trouble.hide()
        self.name.clear()
        self._on_name("")
        self._on_current()

    def show_trouble(self, trouble: KnownError) -> None:
        """Say what did not work; what is listed is as it was."""
        from cca_desktop.ui.announce import announce

        self._trouble.setText(str(trouble))
        self._trouble.show()
        announce(self.rows, str(trouble))
        self.rows.blockSignals(True)
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            item.setText(item.data(_SAVED).name)
        self.rows.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove a saved question with its key, while the list has the keyboard."""
        if event.key() == Qt.Key.Key_Delete and self.rows.hasFocus():
            self._remove()
        else:
            super().keyPressEvent(event)

    def _current(self) -> SavedSearch | None:
        search = self.rows.currentIndex().data(_SAVED)
        return search if isinstance(search, SavedSearch) else None

    @Slot()
    def _ask(self) -> None:
        search = self._current()
        if search is not None:
            self.accept()
            self.question_chosen.emit(search.question)

    @Slot()
    def _edit(self) -> None:
        self.rows.setFocus()
        self.rows.editItem(self.rows.currentItem())

    @Slot()
    def _remove(self) -> None:
        search = self._current()
        if search is not None:
            self.removing_wanted.emit(search.name)

    @Slot(QListWidgetItem)
    def _on_renamed(self, item: QListWidgetItem) -> None:
        search: SavedSearch = item.data(_SAVED)
        if item.text() != search.name:
            self.renaming_wanted.emit(search.name, item.text())

    @Slot()
    def _on_save(self) -> None:
        if self._save.isEnabled():
            self.saving_wanted.emit(self.name.text(), self._question)

    @Slot(str)
    def _on_name(self, name: str) -> None:
        """Say on the button that a name is taken, and what becomes of what has it."""
        names = {self.rows.item(row).data(_SAVED).name for row in range(self.rows.count())}
        is_taken = " ".join(name.split()) in names
        self._save.setText(self.tr("&Put in its place") if is_taken else self.tr("&Save"))
        self._save.setEnabled(bool(name.strip()))

    @Slot()
    def _on_current(self) -> None:
        search = self._current()
        self._of_current.setText(search.question if search is not None else self.tr("Nothing is saved yet."))
        for button in self._on_row:
            button.setEnabled(search is not None)

    def _label(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setVisible(bool(words))
        return label
