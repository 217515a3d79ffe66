"""The bin: what was retired is kept there, and comes back from there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.notes.note import Note
from cca_desktop.settings import BIN_KEPT_DAYS
from cca_desktop.ui.dialogs.room import take_room
from cca_desktop.ui.dialogs.when import when

_SHOWN_AT_MOST = 200  # code points of a note


class BinDialog(QDialog):
    """Lists the retired notes, the last one first; it neither keeps nor restores, nor lets go of any.

    It also asks for how long the bin is to keep them.
    """

    restore_wanted = Signal(object)  # the ids of notes
    end_wanted = Signal(str)  # the id of one to let go of for good
    kept_days_chosen = Signal(int)  # 0 is for ever

    def __init__(self, notes: Sequence[Note], kept_days: int, parent: QWidget) -> None:
        """List ``notes``, which are kept for ``kept_days``, 0 for ever."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bin"))
        take_room(self, 70, 28)
        told = QLabel(self.tr("The bin is empty."))
        if notes:
            told.setText(self.tr("Retired notes are kept here for as long as you wish. Choose those to bring back."))
        keeping = self._make_keeping(kept_days)
        told.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find in the bin"))
        self.search.setAccessibleName(self.tr("Find in the bin"))
        self.search.textChanged.connect(self._sift)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Retired notes"))
        self.rows.setWordWrap(True)
        self.rows.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        for note in sorted(notes, key=lambda note: note.modified, reverse=True):
            words = self.tr("{words}\nRetired {when}").format(words=_in_short(note), when=when(note.modified))
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, note.id)
            item.setData(Qt.ItemDataRole.UserRole + 1, _sought(note))
            self.rows.addItem(item)
        self.search.setVisible(bool(notes))
        self.rows.setVisible(bool(notes))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        if notes:
            back = buttons.addButton(self.tr("Bring back"), QDialogButtonBox.ButtonRole.ActionRole)
            back.clicked.connect(self._bring_back)
            end = buttons.addButton(self.tr("Let go for ever…"), QDialogButtonBox.ButtonRole.ActionRole)
            end.clicked.connect(self._ask_for_end)
            self._end_button = end
            self.rows.itemSelectionChanged.connect(self._offer_end)
            self.search.textChanged.connect(self._offer_end)
            self.rows.setCurrentRow(0)
        buttons.rejected.connect(self.reject)
        self.rows.itemActivated.connect(self._bring_back)
        column = QVBoxLayout(self)
        for widget in (told, self.search, self.rows):
            column.addWidget(widget, 1 if widget is self.rows else 0)
        if not notes:
            column.addStretch(1)
        column.addLayout(keeping)
        column.addWidget(self._goes)
        column.addWidget(buttons)
        if notes:
            self.rows.setFocus()

    def _make_keeping(self, kept_days: int) -> QHBoxLayout:
        self.keeps = QComboBox()
        names = {
            0: self.tr("for ever"),
            365: self.tr("for a year"),
            90: self.tr("for 90 days"),
            30: self.tr("for 30 days"),
        }
        for days in BIN_KEPT_DAYS:
            self.keeps.addItem(names[days], days)
        self.keeps.setCurrentIndex(BIN_KEPT_DAYS.index(kept_days))
        label = QLabel(self.tr("&Keep retired notes"))
        label.setBuddy(self.keeps)
        self.keeps.setAccessibleName(self.tr("Keep retired notes"))
        self._goes = QLabel()
        self._goes.setWordWrap(True)
        self._tell_what_goes()
        self.keeps.currentIndexChanged.connect(self._choose_days)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.keeps)
        row.addStretch(1)
        return row

    @Slot()
    def _choose_days(self) -> None:
        self._tell_what_goes()
        self.kept_days_chosen.emit(int(self.keeps.currentData()))

    def _tell_what_goes(self) -> None:
        if self.keeps.currentData():
            self._goes.setText(
                self.tr(
                    "What has lain here longer goes by itself, once a day, and you are told. Undo brings it back for a "
                    "week; then its words are wiped out."
                )
            )
        else:
            self._goes.setText(self.tr("Nothing goes by itself."))

    @Slot(str)
    def _sift(self, typed: str) -> None:
        words = typed.casefold().split()
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            sought = str(item.data(Qt.ItemDataRole.UserRole + 1))
            item.setHidden(not all(word in sought for word in words))

    def _chosen(self) -> list[QListWidgetItem]:
        return [item for item in self.rows.selectedItems() if not item.isHidden()]

    @Slot()
    def _offer_end(self) -> None:
        """Let go of one note at a time: what cannot be undone is not done to many."""
        self._end_button.setEnabled(len(self._chosen()) == 1)

    @Slot()
    def _bring_back(self) -> None:
        if chosen := self._chosen():
            self.restore_wanted.emit(tuple(item.data(Qt.ItemDataRole.UserRole) for item in chosen))
            for item in chosen:
                self.rows.takeItem(self.rows.row(item))

    @Slot()
    def _ask_for_end(self) -> None:
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
        for item in self._chosen():
            self.end_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
            self.rows.takeItem(self.rows.row(item))


def _quoted(note: Note) -> str:
    return " ".join(note.target.quote.exact.split()) if note.target and note.target.quote else ""


def _sought(note: Note) -> str:
    return " ".join((_quoted(note), note.body, *note.tags)).casefold()


def _in_short(note: Note) -> str:
    quote, body = _quoted(note), " ".join(note.body.split())
    words = f"“{quote}”  {body}" if quote else body
    return words if len(words) <= _SHOWN_AT_MOST else words[:_SHOWN_AT_MOST].rstrip() + "…"
