"""What leaves the window: copies with their citation, paper, PDF; and the pages that tell of the program itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from cca_desktop.library.document import Document
from cca_desktop.text.span import Span
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import NoteDesk

if TYPE_CHECKING:
    from cca_desktop.ui.carrying import Carrying
    from cca_desktop.ui.copies import Copies
    from cca_desktop.ui.print.print_desk import PrintDesk


class TakingOut(QObject):
    """Copies, prints and tells; each part is loaded when it is first asked for."""

    def __init__(self, document: Document, window: MainWindow, desk: NoteDesk, folder: Path, parent: QObject) -> None:
        """Take things out of ``document`` and off ``desk``; ``folder`` is where the reader's own things lie."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._letter = window.panels.letter
        self._desk = desk
        self._folder = folder
        self._carrying: Carrying | None = None
        self._copies: Copies | None = None
        self._print_desk: PrintDesk | None = None

    @Slot()
    def copy(self) -> None:
        """Copy the selected words as one sees them."""
        self._window.letter().copy()

    @Slot()
    def cite(self) -> None:
        """Copy the selected words, or the paragraph that is being read, with where they stand."""
        cited = self._cited()
        QApplication.clipboard().setText(f"“{self._window.letter().reading_words(cited)}”\n\n{self._citation(cited)}")
        self._window.status.say(self.tr("Copied with its citation"))

    @Slot()
    def cite_alone(self) -> None:
        """Copy where the selected words, or the paragraph that is being read, stand, without the words."""
        QApplication.clipboard().setText(self._citation(self._cited()))
        self._window.status.say(self.tr("The citation is copied"))

    def _cited(self) -> Span:
        return self._window.letter().selected() or self._document.paragraph_at(self._window.letter().place_read()).span

    def _citation(self, cited: Span) -> str:
        import datetime as dt

        from cca_desktop.study.citation import chicago_note

        return chicago_note(
            self._document,
            accessed=dt.datetime.now().astimezone().date(),
            paragraph=self._document.paragraph_at(cited.start),
            last=self._document.paragraph_at(max(cited.start, cited.end - 1)),
        )

    @Slot()
    def print_out(self) -> None:
        """Ask how the letter is to be printed."""
        self._keep_what_is_typed()
        self.make_print_desk().open()

    @Slot()
    def save_pdf(self) -> None:
        """Ask for a file, and save the letter as PDF."""
        self._keep_what_is_typed()
        self.make_print_desk().choose_file()

    def _keep_what_is_typed(self) -> None:
        """Let the last words be on paper too."""
        editor = self._window.notes.editor() if self._window.notes is not None else None
        if editor is not None:
            editor.save()

    def make_print_desk(self) -> PrintDesk:
        """Return what prints, which is made when it is first needed."""
        if self._print_desk is None:
            from cca_desktop.ui.print.print_desk import PrintDesk

            self._print_desk = PrintDesk(self._document, self._window, self)
        return self._print_desk

    @Slot()
    def export(self) -> None:
        """Take all notes elsewhere."""
        self.make_carrying().export()

    @Slot(object)
    def export_notes(self, notes: Sequence[str]) -> None:
        """Take some notes elsewhere, which are told by their ids."""
        self.make_carrying().export(notes)

    @Slot()
    def bring_in(self) -> None:
        """Bring in notes from elsewhere."""
        self.make_carrying().bring_in()

    @Slot(str)
    def look_into(self, file: str) -> None:
        """Show what would come in from a file of notes that the program was handed."""
        self.make_carrying().look_into(file)

    def make_carrying(self) -> Carrying:
        """Return what exports and imports, which is made when it is first needed."""
        if self._carrying is None:
            from cca_desktop.storage.profile import Profile
            from cca_desktop.ui.carrying import Carrying

            self._carrying = Carrying(self._document, self._window, self._desk, Profile.at(self._folder), self)
        return self._carrying

    def refuse_own(self, path: Path) -> None:
        """Refuse to write something else in the place of the reader's own things.

        Raises:
            KnownError: ``path`` is one of them.
        """
        from cca_desktop.storage.profile import Profile

        Profile(self._folder).refuse_own(path)

    @Slot()
    def show_copies(self) -> None:
        """Show the copies of the notes."""
        if self._copies is None:
            from cca_desktop.storage.profile import Profile
            from cca_desktop.ui.copies import Copies

            self._copies = Copies(self._window, self._desk, Profile.at(self._folder), self)
            self._copies.carrying_wanted.connect(self._carry)
        self._copies.show()

    @Slot()
    def _carry(self) -> None:
        self.make_carrying().carry()

    @Slot()
    def show_keys(self) -> None:
        """Show every command and its keys."""
        from PySide6.QtCore import Qt

        from cca_desktop.ui.dialogs.keys import KeysDialog

        dialog = KeysDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def show_provenance(self) -> None:
        """Show where the text comes from, how it is known to be whole, and what other forms of it there are."""
        from PySide6.QtCore import Qt

        from cca_desktop.ui.dialogs.provenance import ProvenanceDialog

        dialog = ProvenanceDialog(self._document, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    @Slot()
    def show_about(self) -> None:
        """Show what this program is."""
        from cca_desktop.ui.dialogs.notice import show_about

        show_about(self._window, self._folder)
