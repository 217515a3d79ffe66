"""Notes about to come in: where they are to come from, and what would come, before anything does."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from cca_desktop.export.incoming import Incoming
from cca_desktop.notes.arrivals import Arrivals
from cca_desktop.notes.belongings import Belongings
from cca_desktop.notes.joining import BOTH, NEW, NEWER, Step
from cca_desktop.notes.links import title_of
from cca_desktop.notes.note import Note
from cca_desktop.ui.dialogs.room import take_room

_WIDTH, _HEIGHT = 62, 26  # of running letters, of lines
_LAID_OUT_AT_ONCE = 40  # rows
MOST_SHOWN = 500  # notes, one by one
_SHOWN_OF_NOTE = 160  # code points

_ = QT_TRANSLATE_NOOP


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
                "Notes come in from a folder of Markdown files, from Web Annotations (JSON-LD), from what "
                "Hypothes.is exports and from a profile of another machine. You will see what would come before "
                "anything does, and it can be undone."
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
    """Shows that a file is read and then what would come in; it brings in nothing itself."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Say that the file ``name`` is being read; to cancel is to end that."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import notes"))
        take_room(self, _WIDTH, _HEIGHT)
        self._head = QLabel(self.tr("Reading “{name}”…").format(name=name))
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Notes that would come in"))
        self.rows.setWordWrap(True)
        self.rows.setLayoutMode(QListWidget.LayoutMode.Batched)  # the first ones are there at once
        self.rows.setBatchSize(_LAID_OUT_AT_ONCE)
        self.rows.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)  # an Enter pressed too soon is not meant for it
        column = QVBoxLayout(self)
        column.addWidget(self._head)
        column.addWidget(self.rows, 1)
        column.addStretch()
        column.addWidget(self._buttons)

    def show_what_comes(self, told: Sequence[str], rows: Sequence[str], count: int, *, comes: bool) -> None:
        """Show the sentences in ``told``, and below them a row for each of the first notes; nothing else if none comes.

        Args:
            told: Sentences.
            rows: What ``rows_of`` says of the notes that would come in.
            count: How many those are.
            comes: Whether anything would come in, be it no note.
        """
        self._head.setText("\n".join(told))
        self.rows.addItems(rows)
        if count > len(rows):
            self.rows.addItem(self.tr("and %Ln more", "", count - len(rows)))
        self.rows.setVisible(bool(rows))
        button = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        if comes:
            button = self._buttons.addButton(self.tr("Bring in"), QDialogButtonBox.ButtonRole.AcceptRole)
        button.setDefault(True)
        if rows:
            self.rows.setCurrentRow(0)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)


def rows_of(notes: Sequence[Note], astray: frozenset[str]) -> list[str]:
    """Say in short what each of the first ``notes`` is; ``astray`` are the ids of those whose words are in no text."""
    return [_in_short(note, is_astray=note.id in astray) for note in notes[:MOST_SHOWN]]


def told_of_notes(name: str, incoming: Incoming, arrivals: Arrivals) -> list[str]:
    """Say how many notes of each kind there are in the file ``name``."""
    astray = sum(note.id in incoming.astray for note in arrivals.taken)
    return _told(
        name,
        bool(arrivals.taken),
        (
            (len(arrivals.new), _("arriving", "New in “{name}”: %Ln.")),
            (len(arrivals.back), _("arriving", "Back from the bin: %Ln.")),
            (
                len(arrivals.newer),
                _("arriving", "Newer than here, whose words stay among the versions: %Ln."),
            ),
            (
                len(arrivals.joined),
                _("arriving", "Here already, and given the tags that they lack: %Ln."),
            ),
            (len(arrivals.here), _("arriving", "Here already, and left as they are: %Ln.")),
            (
                len(arrivals.missed),
                _("arriving", "Of these with other words, which are not taken over: %Ln."),
            ),
            (astray, _("arriving", "Astray, as their words are in no text here, but kept: %Ln.")),
            (incoming.left_out, _("arriving", "Left out, as they could not be read: %Ln.")),
        ),
    )


def told_of_profile(name: str, steps: Sequence[Step], belongings: Belongings) -> list[str]:
    """Say what would become of how many notes if the profile in the file ``name`` came in, and what comes along."""
    counts = Counter(step.kind for step in steps)
    moved = Counter(
        step.state.is_retired for step in steps if step.version_before and step.state.is_retired != step.was_retired
    )
    told = _told(
        name,
        bool(steps) or belongings != Belongings(),
        (
            (counts[NEW], _("arriving", "New in “{name}”: %Ln.")),
            (counts[NEWER], _("arriving", "Newer than here, whose words stay among the versions: %Ln.")),
            (counts[BOTH], _("arriving", "Changed here and there, and both kept among the versions: %Ln.")),
            (moved[True], _("arriving", "Retired there, and laid in the bin here: %Ln.")),
            (moved[False], _("arriving", "In use there, and back from the bin here: %Ln.")),
            (belongings.bookmarks, _("arriving", "Bookmarks that come along: %Ln.")),
            (belongings.questions, _("arriving", "Saved questions that come along: %Ln.")),
        ),
    )
    kept = _tr("The saved question “{name}” is another one here, so theirs is kept as “{own}”.")
    return told + [kept.format(name=theirs, own=own) for theirs, own in belongings.renamed]


def _told(name: str, comes: bool, counts: Sequence[tuple[int, object]]) -> list[str]:
    told = [] if comes else [_tr("Nothing in “{name}” is new.").format(name=name)]
    return told + [_counted(text, count).format(name=name) for count, text in counts if count]


def _in_short(note: Note, *, is_astray: bool) -> str:
    """Return the words that a note is about, and its title."""
    quote = " ".join(note.target.quote.exact.split()) if note.target and note.target.quote else ""
    shown = f"“{_cut(quote)}”" if quote else ""
    words = "  ".join(part for part in (shown, _cut(title_of(note.body))) if part)
    if not words:
        words = " ".join(f"#{tag}" for tag in note.tags) or _tr("An empty note")
    return _tr("{note} (astray)").format(note=words) if is_astray else words


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN_OF_NOTE else words[:_SHOWN_OF_NOTE].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("arriving", text)


def _counted(text: object, count: int) -> str:
    return QCoreApplication.translate("arriving", str(text), "", count)
