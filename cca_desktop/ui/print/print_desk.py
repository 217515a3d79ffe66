"""Everything between the wish to print and the paper: with notes or without, a preview, a printer, a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.print.letter_print import print_letter, save_pdf, set_page
from cca_desktop.ui.print.preview import Preview
from cca_desktop.ui.print.print_choice import PrintChoice
from cca_desktop.ui.print.set_notes import called_notes


class PrintDesk(QObject):
    """Prints one document; what was chosen last is offered again."""

    def __init__(self, document: Document, window: MainWindow, parent: QObject) -> None:
        """Print ``document`` and the notes listed in ``window``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._has_notes = False
        self._printer: QPrinter | None = None

    def open(self) -> None:
        """Ask how the letter is to be printed."""
        choice = PrintChoice(len(called_notes(self._listed())), self._window, has_notes=self._has_notes)
        choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choice.notes_wanted.connect(self._want_notes)
        choice.preview_wanted.connect(self.preview)
        choice.printer_wanted.connect(self.choose_printer)
        choice.file_wanted.connect(self.choose_file)
        choice.finished.connect(self._window.activateWindow)
        choice.open()

    @Slot(bool)
    def _want_notes(self, is_wanted: bool) -> None:
        self._has_notes = is_wanted

    def _listed(self) -> Sequence[PlacedNote]:
        return self._window.notes.notes() if self._window.notes is not None else ()

    def _printed_notes(self) -> Sequence[PlacedNote]:
        return self._listed() if self._has_notes else ()

    @Slot()
    def preview(self) -> None:
        """Show the pages as they will be printed."""
        dialog = Preview(self._new_printer(), self._document.short_title, *self._window.look(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(self._window.size() * 0.9)
        dialog.paintRequested.connect(self._print)
        dialog.open()

    @Slot()
    def choose_printer(self) -> None:
        """Ask for a printer, and print."""
        dialog = QPrintDialog(self._new_printer(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(self._print)
        dialog.show()

    @Slot()
    def choose_file(self) -> None:
        """Ask for a file, and save the pages as PDF."""
        dialog = QFileDialog(self._window, self.tr("Save as PDF"), f"{self._document.id}.pdf", "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, file: str) -> None:
        """Save the pages as PDF in ``file``."""
        try:
            self._window.refuse_own(Path(file))
            save_pdf(self._document, Path(file), self._printed_notes())
        except KnownError as trouble:
            self._window.status.show_trouble(trouble)
        else:
            self._window.status.say(self.tr("Saved as {file}").format(file=file))

    @Slot(QPrinter)
    def _print(self, printer: QPrinter) -> None:
        try:
            if printer.outputFileName():
                self._window.refuse_own(Path(printer.outputFileName()))
            print_letter(self._document, printer, self._printed_notes())
        except KnownError as trouble:
            self._window.status.show_trouble(trouble)

    def _new_printer(self) -> QPrinter:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # a dialog only borrows it
        self._printer.setDocName(self._document.title)
        set_page(self._printer)
        return self._printer
