"""Every command and its keys, read from the table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.ui import place_keys
from cca_desktop.ui.actions import TABLE, spoken
from cca_desktop.ui.commands import Row
from cca_desktop.ui.dialogs.room import take_room
from cca_desktop.ui.notes import note_keys


class KeysDialog(QDialog):
    """A page to look keys up in."""

    def __init__(self, parent: QWidget) -> None:
        """Fill the page from the table."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        take_room(self, 96, 38)
        rows = [*(_told(row) for row in TABLE), *place_keys.rows_spoken(), *note_keys.rows_spoken()]
        page = QTableWidget(len(rows), 3)
        page.setAccessibleName(self.tr("Commands and their keys"))
        page.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("What it does")])
        page.verticalHeader().setVisible(False)
        page.setShowGrid(False)
        page.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        page.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                page.setItem(number, column, QTableWidgetItem(words))
        page.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        page.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        page.horizontalHeader().setStretchLastSection(True)
        page.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(page)
        whole.addWidget(buttons)


def _told(row: Row) -> tuple[str, str, str]:
    keys = ", ".join(QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in row.keys)
    return spoken(row.text).replace("&", "").rstrip("…"), keys, spoken(row.tip)
