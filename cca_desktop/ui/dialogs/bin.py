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
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.settings import BIN_KEPT_DAYS
from cca_desktop.ui.dialogs.binned import BinList, Binned
from cca_desktop.ui.dialogs.room import take_room


class BinDialog(QDialog):
    """Lists the retired notes, the last one first; it neither keeps nor restores, nor lets go of any.

    It also asks for how long the bin is to keep them.
    """

    restore_wanted = Signal(object)  # the ids of notes
    end_wanted = Signal(str)  # the id of one to let go of for good
    kept_days_chosen = Signal(int)  # 0 is for ever

    def __init__(self, notes: Sequence[Binned], kept_days: int, parent: QWidget) -> None:
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
        self.rows = BinList(notes)
        self.rows.setAccessibleName(self.tr("Retired notes"))
        self._found = QLabel()
        self._found.setProperty("quiet", True)
        for widget in (self.search, self._found, self.rows):
            widget.setVisible(bool(notes))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        if notes:
            back = buttons.addButton(self.tr("Bring back"), QDialogButtonBox.ButtonRole.ActionRole)
            back.clicked.connect(self._bring_back)
            end = buttons.addButton(self.tr("Let go for ever…"), QDialogButtonBox.ButtonRole.ActionRole)
            end.clicked.connect(self._ask_for_end)
            self._back_button, self._end_button = back, end
            self.rows.selectionModel().selectionChanged.connect(self._offer)
            self.search.returnPressed.connect(self.rows.setFocus)
            for button in (back, end):
                button.setAutoDefault(False)  # Enter in the field leads to the list, and does nothing unasked
            self._tell_found()
        buttons.rejected.connect(self.reject)
        self.rows.activated.connect(self._bring_back)
        column = QVBoxLayout(self)
        for widget in (told, self.search, self._found, self.rows):
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
        self.rows.sift(typed)
        self._tell_found()

    def _tell_found(self) -> None:
        """Say how many there are, and offer what can be done to them."""
        there, of = self.rows.count_shown(), self.rows.count_all()
        if there == of:
            found = self.tr("%Ln notes lie in the bin.", "", there)
            found = self.tr("1 note lies in the bin.") if there == 1 else found
        else:
            found = self.tr("{found} of %Ln notes", "", of).format(found=self.locale().toString(there))
        self._found.setText(found)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        """Let go of one note at a time: what cannot be undone is not done to many."""
        count = self.rows.count_chosen()
        self._back_button.setEnabled(count > 0)
        self._end_button.setEnabled(count == 1)

    @Slot()
    def _bring_back(self) -> None:
        if chosen := self.rows.chosen():
            self.restore_wanted.emit(chosen)
            self._take_out(chosen)

    def _take_out(self, notes: Sequence[str]) -> None:
        self.rows.take_out(notes)
        self._tell_found()

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
        for note in self.rows.chosen():
            self.end_wanted.emit(note)
            self._take_out((note,))
