"""The versions of a note: an older one beside the note as it is, with what is gone and what is new."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.notes.comparing import GONE, NEW, SAME, Piece, compared, differences
from cca_desktop.notes.note import Note
from cca_desktop.ui.dialogs.room import take_room
from cca_desktop.ui.dialogs.when import when
from cca_desktop.ui.theme import Colours

_AROUND = 300  # code points that stand on either side of what has changed
_SHOWN_AT_MOST = 20_000  # of one piece
_OPENS = 1  # the row that is compared first: the version before the last


class Version(NamedTuple):
    """One version of a note, and how many words it has."""

    note: Note
    words: int


class Compared(NamedTuple):
    """How one version differs from the note as it is, word by word, in what of both can be shown."""

    version: int
    pieces: tuple[Piece, ...]
    is_cut: bool


def versions_of(notes: Sequence[Note]) -> list[Version]:
    """Return the versions of a note, the newest first; their words are counted where nobody waits for them."""
    return [Version(note, len(note.body.split())) for note in reversed(notes)]


def compare(then: Note, now: Note) -> Compared:
    """Compare two versions where nobody waits for it; leave out long stretches in which nothing has changed."""
    pieces = compared(then.body, now.body)
    shown = tuple(
        Piece(piece.kind, _shortened(piece, is_first=number == 0, is_last=number == len(pieces) - 1))
        for number, piece in enumerate(pieces)
    )
    return Compared(then.version, shown, shown != pieces)


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> str:
    text = piece.text
    if piece.kind != SAME:
        return text if len(text) <= _SHOWN_AT_MOST else f"{text[:_SHOWN_AT_MOST]}…"
    head, tail = 0 if is_first else _AROUND, 0 if is_last else _AROUND
    if is_first and is_last:
        head = _SHOWN_AT_MOST
    return text if len(text) <= head + tail + _AROUND else f"{text[:head]} … {text[len(text) - tail :] if tail else ''}"


class VersionsDialog(QDialog):
    """Shows two versions side by side; it compares nothing and changes nothing itself."""

    comparison_wanted = Signal(object, object)  # two Notes: :meth:`show_compared` takes what came of it
    version_wanted = Signal(object)  # a Note: how it should be again

    def __init__(self, versions: Sequence[Version], colours: Callable[[], Colours], parent: QWidget) -> None:
        """Show ``versions`` of one note, the newest first, in the ``colours`` that everything has."""
        super().__init__(parent)
        self._versions = versions
        self._colours = colours
        self._is_awaiting = False
        self.setWindowTitle(self.tr("Versions of the note"))
        take_room(self, 112, 30)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Versions, the newest first"))
        self.rows.setWordWrap(True)
        for version in versions:
            self.rows.addItem(self._told(version))
        self.then, self.now = (
            self._page(self.tr("The version that is chosen")),
            self._page(self.tr("The note as it is")),
        )
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._back = buttons.addButton(self.tr("&Bring this version back"), QDialogButtonBox.ButtonRole.ActionRole)
        self._back.clicked.connect(self._bring_back)
        buttons.rejected.connect(self.reject)
        pages = QHBoxLayout()
        pages.addWidget(self.rows, 2)
        for page in (self.then, self.now):
            label = QLabel(page.accessibleName())
            label.setWordWrap(True)
            column = QVBoxLayout()
            column.addWidget(label)
            column.addWidget(page)
            pages.addLayout(column, 3)
        whole = QVBoxLayout(self)
        whole.addLayout(pages, 1)
        whole.addWidget(self.told)
        whole.addWidget(buttons)
        self.rows.currentRowChanged.connect(self._want)
        self.rows.setFocus()

    def begin(self) -> None:
        """Compare the version before the last, once somebody answers."""
        self.rows.setCurrentRow(min(_OPENS, len(self._versions) - 1))

    def _told(self, version: Version) -> str:
        time = when(version.note.modified)
        if version.words == 1:
            return self.tr("{time}: 1 word").format(time=time)
        return self.tr("{time}: %Ln words", "", version.words).format(time=time)

    def _page(self, name: str) -> QPlainTextEdit:
        page = QPlainTextEdit()
        page.setReadOnly(True)
        page.setUndoRedoEnabled(False)
        page.setAccessibleName(name)
        page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return page

    @Slot(int)
    def _want(self, row: int) -> None:
        self._back.setEnabled(row > 0)
        self.told.setText(self.tr("Comparing…"))
        if self._is_awaiting:
            return  # whoever runs through the versions sees the one where they stop
        self._is_awaiting = True
        self.comparison_wanted.emit(self._versions[row].note, self._versions[0].note)

    def show_compared(self, result: Compared) -> None:
        """Show what came of a comparison; if another version is chosen by now, that one is compared instead."""
        self._is_awaiting = False
        then, now = self._versions[self.rows.currentRow()].note, self._versions[0].note
        if result.version != then.version:
            self._want(self.rows.currentRow())
            return
        self._show(self.then, [piece for piece in result.pieces if piece.kind != NEW])
        self._show(self.now, [piece for piece in result.pieces if piece.kind != GONE])
        self.told.setText(" ".join(self._sentences(then, now, is_cut=result.is_cut)))

    def _sentences(self, then: Note, now: Note, *, is_cut: bool) -> list[str]:
        if then is now:
            return [self.tr("This is the note as it is.")]
        told = [self.tr("Struck through is what is gone, underlined what is new.")]
        if is_cut:
            told.append(self.tr("“…” stands for long stretches that are the same in both, or too long to show."))
        differing = differences(then, now)
        if "tags" in differing:
            told.append(
                self.tr("Tags then: {then}; now: {now}.").format(then=_listed(then.tags), now=_listed(now.tags))
            )
        if "colour" in differing:
            told.append(
                self.tr("Colour then: {then}; now: {now}.").format(
                    then=self._named(then.colour), now=self._named(now.colour)
                )
            )
        if "target" in differing or "further" in differing:
            told.append(self.tr("Then it stood at another place; to bring it back changes the words only."))
        return told

    def _named(self, colour: str) -> str:
        names = {
            "yellow": self.tr("yellow"),
            "green": self.tr("green"),
            "blue": self.tr("blue"),
            "pink": self.tr("pink"),
            "violet": self.tr("violet"),
        }
        return names[colour]

    def _show(self, page: QPlainTextEdit, pieces: Sequence[Piece]) -> None:
        """Show pieces, and bring the first that differs into view."""
        page.clear()
        cursor = QTextCursor(page.document())
        first = 0
        cursor.beginEditBlock()
        for piece in pieces:
            if piece.kind != SAME and not first:
                first = cursor.position()
            cursor.insertText(piece.text, self._look_of(piece.kind))
        cursor.endEditBlock()
        cursor.setPosition(first)
        page.setTextCursor(cursor)
        page.centerCursor()

    def _look_of(self, kind: str) -> QTextCharFormat:
        look = QTextCharFormat()
        if kind == GONE:
            look.setFontStrikeOut(True)
            look.setBackground(QColor(self._colours().note_pink))
        elif kind == NEW:
            look.setFontUnderline(True)
            look.setBackground(QColor(self._colours().note_green))
        return look

    @Slot()
    def _bring_back(self) -> None:
        self.version_wanted.emit(self._versions[self.rows.currentRow()].note)
        self.accept()


def _listed(tags: Sequence[str]) -> str:
    return ", ".join(tags) or "–"
