"""Ask whether the notes are printed too, and where the pages go."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget


class PrintChoice(QDialog):
    """One question and three ways out."""

    notes_wanted = Signal(bool)  # whether the notes are printed as footnotes
    preview_wanted = Signal()
    printer_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, count: int, parent: QWidget, *, has_notes: bool) -> None:
        """Offer ``count`` notes, chosen already where ``has_notes``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print the letter"))
        self._notes = QCheckBox(self.tr("&Notes as footnotes (%Ln)", "", count))
        self._notes.setChecked(has_notes and count > 0)
        self._notes.setEnabled(count > 0)
        told = QLabel(
            self.tr("Passages are underlined as on the screen; notes without a place in the letter are not printed.")
        )
        told.setWordWrap(True)
        told.setProperty("quiet", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        printer = buttons.addButton(self.tr("&Print…"), QDialogButtonBox.ButtonRole.AcceptRole)
        preview = buttons.addButton(self.tr("Pre&view…"), QDialogButtonBox.ButtonRole.ActionRole)
        file = buttons.addButton(self.tr("&Save as PDF…"), QDialogButtonBox.ButtonRole.ActionRole)
        printer.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for widget in (self._notes, told, buttons):
            column.addWidget(widget)
        self._notes.toggled.connect(self.notes_wanted)
        preview.clicked.connect(self._preview)
        printer.clicked.connect(self._print)
        file.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)

    @Slot()
    def _preview(self) -> None:
        self.accept()
        self.preview_wanted.emit()

    @Slot()
    def _print(self) -> None:
        self.accept()
        self.printer_wanted.emit()

    @Slot()
    def _save(self) -> None:
        self.accept()
        self.file_wanted.emit()
