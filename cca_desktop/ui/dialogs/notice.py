"""A sentence that one has to see: what the program is, or what has happened."""

from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from cca_desktop import __version__


def _tr(text: str) -> str:
    return QCoreApplication.translate("notice", text)


def show_notice(parent: QWidget | None, title: str, words: str, more: str = "") -> QMessageBox:
    """Show ``words``; the window behind it goes on."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(more)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.open()
    return box


def show_about(parent: QWidget, folder: Path) -> QMessageBox:
    """Say what this program is, and where the reader's things lie."""
    return show_notice(
        parent,
        _tr("About CCA Desktop"),
        _tr("CCA Desktop {version}: a study application for close reading.").format(version=__version__),
        _tr(
            "Your notes lie in {folder}.\n\n"
            "New versions are where this one came from, on the project's releases page. "
            "The program never looks for them: it opens no network connection at all.\n\n"
            "Under the MIT licence. Made with Qt for Python {qt} (LGPL), Whoosh (BSD), Snowball (BSD), "
            "EB Garamond by Georg Duffner and Inter by Rasmus Andersson (SIL OFL)."
        ).format(folder=folder, qt=pyside_version),
    )


def show_crash(parent: QWidget | None, log: Path, *, is_saved: bool) -> QMessageBox:
    """Say that the program made a mistake of its own, and whether all that was typed is on the disk."""
    words = _tr("The program made a mistake. Your notes are on the disk; you can go on reading.")
    if not is_saved:
        words = _tr(
            "The program made a mistake, and the words you typed last are not saved: they are still in the note. All "
            "that was saved before is safe; copy these words to another program before you close the window."
        )
    return show_notice(
        parent,
        _tr("Something went wrong"),
        words,
        _tr("What happened is written in {log}, without a word of your texts or notes.").format(log=log),
    )
