"""What happens between the concordance's page, the letter and the searcher; and how its lines leave the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.search.concordance import Bounds, Concordance, Line
from cca_desktop.ui.announce import announce
from cca_desktop.ui.concordance.panel import ConcordancePanel
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.search.asker import Asker
from cca_desktop.ui.search.in_letter import InLetter
from cca_desktop.ui.search.kept_desk import KeptDesk

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_TELLS_AFTER_MS = 700  # a pause in which the count is read aloud


class ConcordanceDesk(QObject):
    """Lines hits up, and turns the letter's pages to them."""

    def __init__(
        self,
        document: Document,
        window: MainWindow,
        in_letter: InLetter,
        asker: Asker,
        kept: KeptDesk,
        parent: QObject,
    ) -> None:
        """Make the page and put it where it belongs."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._in_letter = in_letter
        self._asker = asker
        self._kept = kept
        self._concordance: Concordance | None = None
        self._printer: QPrinter | None = None
        self._has_letter = True  # of all that could be marked in the letter, the lines are
        self.panel = ConcordancePanel(document, *window.look())
        self.stand = window.take_concordance(self.panel)
        self._tells = QTimer(self)
        self._tells.setSingleShot(True)
        self._tells.setInterval(_TELLS_AFTER_MS)
        self._tells.timeout.connect(self._tell)
        panel = self.panel
        panel.wanted.connect(self.ask_again)
        panel.order_wanted.connect(self._sort)
        panel.became_current.connect(self.follow)
        panel.accepted.connect(self._accept)
        panel.tools.menu_wanted.connect(self._show_asked)
        panel.field.left.connect(in_letter.leave)
        panel.field.was_entered.connect(asker.wake)
        panel.field.was_entered.connect(self.take_letter)
        panel.place_chosen.connect(in_letter.go_to)
        panel.table_wanted.connect(self._ask_for_table)
        panel.print_wanted.connect(self._ask_for_printer)
        asker.lined_up.connect(self.show_lines)

    # Asking.

    def open(self, question: str) -> None:
        """Put the caret into the field, which asks ``question`` if it has none of its own."""
        self.stand.show()
        if not self.panel.question().strip():
            self.panel.ask(question)
        self.panel.field.setFocus()
        self.panel.field.selectAll()

    def ask(self, question: str) -> None:
        """Line up every place that answers ``question``, and let the arrows move among the lines."""
        self.stand.show()
        self.panel.ask(question)
        self.panel.field.setFocus()

    def ask_so(self, question: str, bounds: Bounds, sorts: Sequence[str]) -> None:
        """Line up what answers ``question`` within ``bounds``, in this order, as a note keeps it."""
        self.stand.show()
        self.panel.terms.set_sorts(sorts)
        self.panel.ask(question, bounds)
        self.panel.field.setFocus()

    @Slot()
    def ask_again(self) -> None:
        """Ask what stands in the fields: something in them, or the notes, have changed."""
        question = self.panel.question()
        if not question.strip():
            self._concordance = None
            self.panel.show_nothing()
            self.show_marks()
        self._asker.line_up(question, self.panel.terms.bounds(), self.panel.terms.sorts())

    @Slot()
    def _sort(self) -> None:
        if self._concordance is not None:
            self._asker.sort(self._concordance, self.panel.terms.sorts())

    # Lines.

    @Slot(object, object)
    def show_lines(self, concordance: Concordance, lines: tuple[Line, ...]) -> None:
        """Show what came out, on the page and, if that is in front, in the letter."""
        if not self.panel.question().strip():
            return
        self._concordance = concordance
        self.panel.show_lines(concordance, lines)
        self._in_letter.begin()
        if self.has_letter():
            self.show_marks()
            self._tells.start()
        field = self.panel.field
        if field.hasFocus() and not field.hasSelectedText():
            self._asker.complete(field.text(), field.cursorPosition(), self.panel.tools.show_completions)

    def show_marks(self) -> None:
        """Mark the lines in the letter."""
        self._in_letter.show(self.panel.lines.lines(), self.panel.lines.current())

    def has_letter(self) -> bool:
        """Tell whether the lines are what the letter marks: they are seen, and were what one used last."""
        return self.stand.is_seen() and (self._has_letter or not self.stand.is_across)

    @Slot()
    def take_letter(self) -> None:
        """Let the letter mark the lines, and no longer what is found in the search panel beside them."""
        if not self._has_letter:
            self._has_letter = True
            self.show_marks()

    def leave_letter(self) -> None:
        """Let the letter mark what is found in the search panel."""
        self._has_letter = False

    def step(self, by: int) -> None:
        """Go to the next line, or with -1 to the one before."""
        self.panel.step(by)

    @Slot(object)
    def follow(self, line: Line) -> None:
        """Bring a line into view in the letter, and read it aloud."""
        self.take_letter()
        self._in_letter.follow(line)
        self._tells.stop()
        self._kept.remember(self.panel.question())
        announce(self.panel.field, self.panel.lines.current_aloud())

    @Slot(object)
    def _accept(self, line: Line) -> None:
        self._in_letter.accept(line)
        self._kept.remember(self.panel.question())

    @Slot()
    def _show_asked(self) -> None:
        self._kept.show_menu(self.panel)

    @Slot()
    def _tell(self) -> None:
        announce(self.panel.field, self.panel.told())

    # Taking them elsewhere.

    @Slot()
    def _ask_for_table(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QFileDialog

        name = f"{self._document.id}-concordance.csv"
        dialog = QFileDialog(self._window, self.tr("Save the lines as a table"), name, "CSV (*.csv)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_table)
        dialog.open()

    @Slot(str)
    def save_table(self, file: str) -> None:
        """Save the lines, in the order in which they are shown, as a table in ``file``."""
        from cca_desktop.search.concordance_table import as_csv
        from cca_desktop.storage.atomic_file import write_atomically

        try:
            self._window.refuse_own(Path(file))
            write_atomically(Path(file), "".join(as_csv(self.panel.lines.lines())).encode("utf-8-sig"))
        except KnownError as trouble:
            self._window.status.show_trouble(trouble)
        else:
            self._window.status.say(self.tr("Saved as {file}").format(file=file))

    @Slot()
    def _ask_for_printer(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from cca_desktop.ui.print.lines_print import set_lines_page

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # a dialog only borrows it
        set_lines_page(self._printer)
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(self._print)
        dialog.show()

    @Slot()
    def _print(self) -> None:
        from cca_desktop.ui.print.lines_print import Heading, print_lines

        if self._concordance is None or self._printer is None:
            return
        searched = f"{self._document.short_title}, {self._document.subtitle}"
        heading = Heading(self._concordance.query, self.panel.telling.in_line(), searched)
        try:
            if self._printer.outputFileName():
                self._window.refuse_own(Path(self._printer.outputFileName()))
            print_lines(heading, self.panel.lines.lines(), self._printer)
        except KnownError as trouble:
            self._window.status.show_trouble(trouble)
