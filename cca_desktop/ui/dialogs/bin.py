"""The bin: what was retired is kept there, and comes back from there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.notes.note import Note

_SHOWN_AT_MOST = 200  # code points of a note


class BinDialog(QDialog):
    """Lists the retired notes, the last one first; it neither keeps nor restores, nor lets go of any."""

    restore_wanted = Signal(str)  # the id of a note
    end_wanted = Signal(str)  # the same, of one to let go of for good

    def __init__(self, notes: Sequence[Note], parent: QWidget) -> None:
        """List ``notes``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bin"))
        self.resize(460, 420)
        told = QLabel(self.tr("The bin is empty."))
        if notes:
            told.setText(self.tr("Retired notes are kept here for as long as you wish. Choose one to bring it back."))
        told.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Retired notes"))
        self.rows.setWordWrap(True)
        for note in sorted(notes, key=lambda note: note.modified, reverse=True):
            item = QListWidgetItem(_in_short(note))
            item.setData(Qt.ItemDataRole.UserRole, note.id)
            self.rows.addItem(item)
        self.rows.setVisible(bool(notes))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        if notes:
            back = buttons.addButton(self.tr("Bring back"), QDialogButtonBox.ButtonRole.ActionRole)
            back.clicked.connect(self._bring_back)
            end = buttons.addButton(self.tr("Let go for ever…"), QDialogButtonBox.ButtonRole.ActionRole)
            end.clicked.connect(self._ask_for_end)
            self.rows.setCurrentRow(0)
        buttons.rejected.connect(self.reject)
        self.rows.itemActivated.connect(self._bring_back)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.rows, 1)
        column.addWidget(buttons)

    @Slot()
    def _bring_back(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.restore_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
            self.rows.takeItem(self.rows.row(item))

    @Slot()
    def _ask_for_end(self) -> None:
        if self.rows.currentRow() < 0:
            return
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Let go for ever"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr("The words of this note and all its versions will be wiped out. Undo does not bring them back.")
        )
        box.setInformativeText(
            self.tr("Copies of the notes made before still hold them, until newer ones need the room.")
        )
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        go = box.addButton(self.tr("Let go"), QMessageBox.ButtonRole.DestructiveRole)
        go.clicked.connect(self._end)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _end(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.end_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
            self.rows.takeItem(self.rows.row(item))


def _in_short(note: Note) -> str:
    quote = " ".join(note.target.quote.exact.split()) if note.target and note.target.quote else ""
    body = " ".join(note.body.split())
    words = f"“{quote}”  {body}" if quote else body
    return words if len(words) <= _SHOWN_AT_MOST else words[:_SHOWN_AT_MOST].rstrip() + "…"
