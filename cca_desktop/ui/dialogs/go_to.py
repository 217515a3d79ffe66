"""Ask for a paragraph by its number."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from cca_desktop.errors import NotHereError
from cca_desktop.library.document import Document
from cca_desktop.study.citation import paragraph_to_cite


class GoToDialog(QDialog):
    """Takes a number, or the name of a part of the frame; says so where there is no such paragraph."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Ask about ``document``."""
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(self.tr("Go to paragraph"))
        last = next((one.label for one in reversed(document.paragraphs) if one.label.isdigit()), "1")
        self._told = QLabel(self.tr("Paragraph, 1 to {last}").format(last=last))
        self._told.setWordWrap(True)
        self._field = QLineEdit()
        self._field.setAccessibleName(self._told.text())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        column = QVBoxLayout(self)
        for widget in (self._told, self._field, buttons):
            column.addWidget(widget)
        buttons.accepted.connect(self._go)
        buttons.rejected.connect(self.reject)

    @Slot()
    def _go(self) -> None:
        try:
            paragraph = paragraph_to_cite(self._document, self._field.text())
        except NotHereError as trouble:
            self._told.setText(str(trouble))
            self._field.selectAll()
            return
        self.place_chosen.emit(paragraph.span.start)
        self.accept()
