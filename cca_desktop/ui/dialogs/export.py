"""Where notes can go: the formats, each with what it is good for."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cca_desktop.export import formats
from cca_desktop.ui.dialogs.room import take_room

_WIDTH, _HEIGHT = 62, 26  # of running letters, of lines
SUFFIXES = {
    formats.MARKDOWN: "",
    formats.HTML: ".html",
    formats.DOCX: ".docx",
    formats.PDF: ".pdf",
    formats.CSV: ".csv",
    formats.JSON_LD: ".jsonld",
    formats.HYPOTHESIS: ".json",
    formats.PROFILE: ".zip",
}
_ = QT_TRANSLATE_NOOP
_TOLD = {
    formats.MARKDOWN: (
        _("export", "Markdown folder"),
        _("export", "A file a note, for Obsidian and other notebooks. It can be brought in again."),
    ),
    formats.HTML: (
        _("export", "Web page"),
        _("export", "The letter with the notes beside it, in one page to show, send or print."),
    ),
    formats.DOCX: (
        _("export", "Word document"),
        _("export", "The letter, with each note as a comment on its words."),
    ),
    formats.PDF: (
        _("export", "PDF"),
        _("export", "The letter on paper, with the notes on its passages as footnotes, and behind it all others."),
    ),
    formats.CSV: (_("export", "Table (CSV)"), _("export", "A row a note, for a spreadsheet.")),
    formats.JSON_LD: (
        _("export", "Web Annotations (JSON-LD)"),
        _("export", "The W3C’s own form: to keep, and for other programs. It can be brought in again."),
    ),
    formats.HYPOTHESIS: (
        _("export", "Hypothes.is"),
        _("export", "As its browser extension exports and imports. It can be brought in again."),
    ),
    formats.PROFILE: (
        _("export", "Profile"),
        _("export", "Notes with all their versions, and preferences, to be brought in on another machine."),
    ),
}


class ExportDialog(QDialog):
    """Lists the formats; it writes nothing."""

    format_chosen = Signal(str)  # its name

    def __init__(self, count: int, parent: QWidget) -> None:
        """List them, the first one chosen, for so many selected notes; 0 is all there are."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export notes"))
        metrics = QFontMetricsF(self.font())
        take_room(self, _WIDTH, _HEIGHT)
        told = QLabel(self.tr("All notes that are not in the bin go out, in the order of the letter."))
        if count:
            several = self.tr("The %Ln selected notes go out, in the order of the letter.", "", count)
            one = self.tr("The selected note goes out.")
            told.setText(one if count == 1 else several)
        told.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Formats"))
        self.rows.setWordWrap(True)
        self.rows.setSpacing(round(metrics.lineSpacing() / 5))
        for name in SUFFIXES:
            if count and name == formats.PROFILE:
                continue  # which is all there is
            title, what_for = _TOLD[name]
            item = QListWidgetItem(f"{_spoken(title)}\n{_spoken(what_for)}")
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        export = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.rows.itemActivated.connect(self.accept)
        self.accepted.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.rows, 1)
        column.addWidget(buttons)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.format_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _spoken(text: object) -> str:
    return QCoreApplication.translate("export", str(text))
