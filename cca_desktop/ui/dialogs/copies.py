"""The copies of the notes: where the notes lie, a copy now, and the way back to an earlier one."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cca_desktop.notes.returning import Return
from cca_desktop.storage.backup import Kind, kind_of, seconds_of
from cca_desktop.storage.ground import warnings_of
from cca_desktop.ui.dialogs.room import take_room
from cca_desktop.ui.dialogs.when import told_moment

_WIDTH, _HEIGHT = 62, 22  # of running letters, of lines

_ = QT_TRANSLATE_NOOP


class CopiesDialog(QDialog):
    """Lists the copies, the newest first; it makes none itself and goes back to none."""

    copy_wanted = Signal()
    folder_wanted = Signal()
    carrying_wanted = Signal()  # to another machine
    return_wanted = Signal(object)  # the path of a copy

    def __init__(self, file: Path, copies: Sequence[Path], parent: QWidget) -> None:
        """List ``copies`` of the notes in ``file``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Copies of the notes"))
        take_room(self, _WIDTH, _HEIGHT)
        where = self.tr(
            "Your notes lie in {file}. They are copied each day and each week on which they changed, and before "
            "anything that changes many of them. To carry them to another machine, {link}pack the whole "
            "profile{end} into a file and import it there; notes that are on both are brought together."
        ).format(file=escape(str(file)), link='<a href="carry">', end="</a>")
        told = QLabel("<br><br>".join((where, *map(escape, warnings_of(file.parent)))))
        told.setTextFormat(Qt.TextFormat.RichText)
        told.setWordWrap(True)
        told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        told.linkActivated.connect(self._want_carrying)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Copies of the notes, the newest first"))
        self.rows.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        now = buttons.addButton(self.tr("Copy &now"), QDialogButtonBox.ButtonRole.ActionRole)
        folder = buttons.addButton(self.tr("Show the &folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self._back = buttons.addButton(self.tr("Go &back to this copy…"), QDialogButtonBox.ButtonRole.ActionRole)
        now.clicked.connect(self.copy_wanted)
        folder.clicked.connect(self.folder_wanted)
        self._back.clicked.connect(self._want_return)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.rows, 1)
        column.addWidget(buttons)
        self.show_copies(copies)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_copies(self, copies: Sequence[Path]) -> None:
        """List ``copies`` instead of those before."""
        self.rows.clear()
        for copy in copies:
            item = QListWidgetItem(_told(copy))
            item.setData(Qt.ItemDataRole.UserRole, copy)
            self.rows.addItem(item)
        self.rows.setCurrentRow(0)
        self._back.setEnabled(bool(copies))

    @Slot()
    def _want_carrying(self) -> None:
        self.accept()
        self.carrying_wanted.emit()

    @Slot()
    def _want_return(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.return_wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def told_of_return(copy: Path, plan: Return) -> list[str]:
    """Say in sentences what going back to ``copy`` would do."""
    told = [_tr("As they were on {time}:").format(time=_time(copy))]
    for notes, text in (
        (plan.changed, _("copies", "Notes that get their earlier words, tags or colours: %Ln.")),
        (plan.back, _("copies", "Notes that come back: %Ln.")),
        (plan.binned, _("copies", "Notes written since, which go into the bin: %Ln.")),
    ):
        if notes:
            told.append(_counted(text, len(notes)))
    if len(told) == 1:
        return [_tr("The notes are just as they are in this copy.")]
    return [*told, _tr("What the notes are now is kept among their versions, and Undo brings it back.")]


def _told(copy: Path) -> str:
    reasons = {
        Kind.DAILY: _tr("{time}, the copy of the day"),
        Kind.WEEKLY: _tr("{time}, the copy of the week"),
        Kind.BEFORE_MIGRATION: _tr("{time}, before a new version changed the form of the notes"),
        Kind.BEFORE_IMPORT: _tr("{time}, before notes came in"),
        Kind.BEFORE_RETURN: _tr("{time}, before going back to an earlier copy"),
        Kind.BY_HAND: _tr("{time}, made by hand"),
        Kind.RESCUED: _tr("{time}, rescued when the file was taken away"),
    }
    return reasons[kind_of(copy)].format(time=_time(copy))


def _time(copy: Path) -> str:
    return told_moment(QDateTime.fromSecsSinceEpoch(round(seconds_of(copy)), QTimeZone.systemTimeZone()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("copies", text)


def _counted(text: object, count: int) -> str:
    return QCoreApplication.translate("copies", str(text), "", count)
