"""The versions of a note: an older one beside the note as it is, with what is gone and what is new."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cca_desktop.notes.comparing import GONE, NEW, compared, differences
from cca_desktop.notes.note import Note
from cca_desktop.ui.dialogs.room import take_room
from cca_desktop.ui.dialogs.when import when
from cca_desktop.ui.theme import Colours


class VersionsDialog(QDialog):
    """Shows two versions side by side; it changes nothing itself."""

    version_wanted = Signal(object)  # a Note: how it should be again

    def __init__(self, versions: Sequence[Note], colours: Colours, parent: QWidget) -> None:
        """Show ``versions`` of one note, the first one first and the note as it stands last."""
        super().__init__(parent)
        self._versions = list(reversed(versions))
        self._colours = colours
        self.setWindowTitle(self.tr("Versions of the note"))
        take_room(self, 112, 30)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Versions, the newest first"))
        for version in self._versions:
            words = self.tr("{when}, {count} words").format(
                when=when(version.modified), count=len(version.body.split())
            )
            self.rows.addItem(words)
        self.then, self.now = (
            self._page(self.tr("The version that is chosen")),
            self._page(self.tr("The note as it is")),
        )
        self._told = QLabel()
        self._told.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._back = buttons.addButton(self.tr("Bring this version back"), QDialogButtonBox.ButtonRole.ActionRole)
        self._back.clicked.connect(self._bring_back)
        buttons.rejected.connect(self.reject)
        pages = QHBoxLayout()
        pages.addWidget(self.rows, 2)
        for page in (self.then, self.now):
            column = QVBoxLayout()
            column.addWidget(QLabel(page.accessibleName()))
            column.addWidget(page)
            pages.addLayout(column, 3)
        whole = QVBoxLayout(self)
        whole.addLayout(pages, 1)
        whole.addWidget(self._told)
        whole.addWidget(buttons)
        self.rows.currentRowChanged.connect(self._compare)
        self.rows.setCurrentRow(min(1, len(self._versions) - 1))
        self.rows.setFocus()

    def _page(self, name: str) -> QTextEdit:
        page = QTextEdit()
        page.setReadOnly(True)
        page.setAccessibleName(name)
        return page

    @Slot(int)
    def _compare(self, row: int) -> None:
        then, now = self._versions[row], self._versions[0]
        for page in (self.then, self.now):
            page.clear()
        for piece in compared(then.body, now.body):
            if piece.kind != NEW:
                self._put(self.then, piece.text, piece.kind)
            if piece.kind != GONE:
                self._put(self.now, piece.text, piece.kind)
        told = [self.tr("Struck through is what is gone, underlined what is new.")]
        if {"tags", "colour"} & set(differences(then, now)):
            told.append(
                self.tr("Then: tags {then}, {colour}. Now: tags {now}, {other}.").format(
                    then=", ".join(then.tags) or "–",
                    colour=then.colour,
                    now=", ".join(now.tags) or "–",
                    other=now.colour,
                )
            )
        self._told.setText(" ".join(told) if row else self.tr("This is the note as it is."))
        self._back.setEnabled(row > 0)

    def _put(self, page: QTextEdit, words: str, kind: str) -> None:
        look = QTextCharFormat()
        if kind == GONE:
            look.setFontStrikeOut(True)
            look.setBackground(QColor(self._colours.note_pink))
        elif kind == NEW:
            look.setFontUnderline(True)
            look.setBackground(QColor(self._colours.note_green))
        cursor = page.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(words, look)

    @Slot()
    def _bring_back(self) -> None:
        self.version_wanted.emit(self._versions[self.rows.currentRow()])
        self.accept()
