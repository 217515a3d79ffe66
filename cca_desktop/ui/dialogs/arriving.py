"""Notes about to come in: where they are to come from, and what would come, before anything does."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cca_desktop.export.incoming import Incoming
from cca_desktop.notes.arrivals import Arrivals
from cca_desktop.notes.links import title_of
from cca_desktop.notes.note import Note

_WIDTH, _HEIGHT = 62, 26  # of running letters, of lines
_MOST_SHOWN = 500  # notes, one by one
_SHOWN_OF_NOTE = 160  # code points


class ImportDialog(QDialog):
    """Says what can be brought in, and asks for a file or a folder."""

    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Ask."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import notes"))
        told = QLabel(
            self.tr(
                "Notes come in from a folder of Markdown files, from Web Annotations (JSON-LD) and from what "
                "Hypothes.is exports. You will see what would come before anything does, and it can be undone."
            )
        )
        told.setWordWrap(True)
        told.setMinimumWidth(round(QFontMetricsF(self.font()).averageCharWidth() * _WIDTH))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        file = buttons.addButton(self.tr("A &file…"), QDialogButtonBox.ButtonRole.ActionRole)
        folder = buttons.addButton(self.tr("A f&older…"), QDialogButtonBox.ButtonRole.ActionRole)
        file.setDefault(True)
        file.clicked.connect(self._want_file)
        folder.clicked.connect(self._want_folder)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(buttons)
        file.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _want_file(self) -> None:
        self.accept()
        self.file_wanted.emit()

    @Slot()
    def _want_folder(self) -> None:
        self.accept()
        self.folder_wanted.emit()


class ArrivingDialog(QDialog):
    """Shows what would come in; it brings in nothing itself."""

    def __init__(self, name: str, incoming: Incoming, arrivals: Arrivals, parent: QWidget) -> None:
        """Show the notes of the file ``name``, sorted."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import notes"))
        metrics = QFontMetricsF(self.font())
        self.resize(round(metrics.averageCharWidth() * _WIDTH), round(metrics.lineSpacing() * _HEIGHT))
        comes = arrivals.taken
        told = QLabel("\n".join(self._told(name, incoming, arrivals)))
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Notes that would come in"))
        self.rows.setWordWrap(True)
        for note in comes[:_MOST_SHOWN]:
            self.rows.addItem(QListWidgetItem(self._in_short(note, is_astray=note.id in incoming.astray)))
        if len(comes) > _MOST_SHOWN:
            self.rows.addItem(QListWidgetItem(self.tr("and {count} more").format(count=len(comes) - _MOST_SHOWN)))
        self.rows.setVisible(bool(comes))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        if comes:
            accept = buttons.addButton(self.tr("Bring in"), QDialogButtonBox.ButtonRole.AcceptRole)
            accept.setDefault(True)
            self.rows.setCurrentRow(0)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.rows, 1)
        column.addWidget(buttons)

    def _told(self, name: str, incoming: Incoming, arrivals: Arrivals) -> list[str]:
        """Say how many of each kind there are."""
        astray = sum(note.id in incoming.astray for note in arrivals.taken)
        counts = (
            (len(arrivals.new), self.tr("New in “{name}”: {count}.")),
            (len(arrivals.back), self.tr("Back from the bin: {count}.")),
            (len(arrivals.newer), self.tr("Newer than here, whose words stay among the versions: {count}.")),
            (len(arrivals.here), self.tr("Here already, and left as they are: {count}.")),
            (astray, self.tr("Astray, as their words are in no text here, but kept: {count}.")),
            (incoming.left_out, self.tr("Left out, as they could not be read: {count}.")),
        )
        told = [sentence.format(name=name, count=count) for count, sentence in counts if count]
        if not arrivals.taken:
            told.insert(0, self.tr("Nothing in “{name}” is new.").format(name=name))
        return told

    def _in_short(self, note: Note, *, is_astray: bool) -> str:
        quote = " ".join(note.target.quote.exact.split()) if note.target and note.target.quote else ""
        shown = f"“{_cut(quote)}”" if quote else ""
        words = "  ".join(part for part in (shown, _cut(title_of(note.body))) if part)
        if not words:
            words = " ".join(f"#{tag}" for tag in note.tags) or self.tr("An empty note")
        return self.tr("{note} (astray)").format(note=words) if is_astray else words


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN_OF_NOTE else words[:_SHOWN_OF_NOTE].rstrip() + "…"
