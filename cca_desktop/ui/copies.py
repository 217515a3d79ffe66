"""The copies of the notes, from the window: seen, made, and gone back to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QMessageBox

from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.history import Change
from cca_desktop.notes.returning import Return, Returning
from cca_desktop.storage.backup import Kind, back_up, backups
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.dialogs.copies import CopiesDialog, told_of_return
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import NoteDesk


class Copies(QObject):
    """Made when the copies are first asked for."""

    carrying_wanted = Signal()  # the whole profile is to go to another machine

    def __init__(self, window: MainWindow, desk: NoteDesk, profile: Profile, parent: QObject) -> None:
        """Look after the copies of the notes of ``desk``, which lie in ``profile``."""
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._profile = profile
        self._dialog: CopiesDialog | None = None

    @Slot()
    def show(self) -> None:
        """Show which copies there are."""
        self._desk.look(partial(_copies, profile=self._profile), self._open)

    def _open(self, copies: list[Path]) -> None:
        dialog = self._dialog = CopiesDialog(self._profile.database_file, copies, self._window)
        dialog.copy_wanted.connect(self._make)
        dialog.folder_wanted.connect(self._show_folder)
        dialog.return_wanted.connect(self._look_back)
        dialog.carrying_wanted.connect(self.carrying_wanted)
        dialog.finished.connect(self._on_closed)
        self._show_dialog(dialog)

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None

    @Slot()
    def _make(self) -> None:
        self._desk.look(partial(_made, profile=self._profile), self._on_made)

    def _on_made(self, copies: list[Path]) -> None:
        self._window.status.say(self.tr("A copy of your notes is made: {file}").format(file=copies[0]))
        if self._dialog is not None:
            self._dialog.show_copies(copies)

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._profile.folder)))

    @Slot(object)
    def _look_back(self, copy: Path) -> None:
        self._desk.look(partial(_look, copy=copy), partial(self._ask, copy))

    def _ask(self, copy: Path, plan: Return) -> None:
        would_change = any(plan)
        box = QMessageBox(self._dialog or self._window)
        box.setWindowTitle(self.tr("Go back to this copy"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("\n".join(told_of_return(copy, plan)))
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        if would_change:
            go = box.addButton(self.tr("Go back"), QMessageBox.ButtonRole.AcceptRole)
            go.clicked.connect(partial(self._go_back, copy))
        self._show_dialog(box)

    def _go_back(self, copy: Path, _is_checked: bool = False) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._desk.rearrange(partial(_go_back, copy=copy), self._on_gone_back)

    def _on_gone_back(self, _first: str) -> None:
        self._window.status.say(self.tr("The notes are as they were then; Undo brings back what they were before"))

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()


# Jobs of the notes' lane: plain functions.


def _copies(_drawer: Drawer, *, profile: Profile) -> list[Path]:
    return backups(profile.backup_folder)


def _made(_drawer: Drawer, *, profile: Profile) -> list[Path]:
    back_up(profile.database_file, profile.backup_folder, Kind.BY_HAND)
    return backups(profile.backup_folder)


def _look(drawer: Drawer, *, copy: Path) -> Return:
    return Returning(drawer.database, copy).look()


def _go_back(drawer: Drawer, *, copy: Path) -> Change:
    return Returning(drawer.database, copy).go_back()
