"""Notes carried out of the window and into it: asked for, read and written off the GUI thread, and told of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from cca_desktop.errors import KnownError
from cca_desktop.export.formats import MARKDOWN, write
from cca_desktop.export.incoming import Incoming
from cca_desktop.export.outgoing import outgoing
from cca_desktop.export.reading import read
from cca_desktop.library.document import Document
from cca_desktop.notes.arrivals import Arrivals
from cca_desktop.notes.note import PlacedNote
from cca_desktop.notes.stamp import now
from cca_desktop.ui.dialogs.arriving import ArrivingDialog, ImportDialog
from cca_desktop.ui.dialogs.export import SUFFIXES, ExportDialog
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.notes.note_desk import NoteDesk


class Carrying(QObject):
    """Exports and imports; made when one of them is first asked for."""

    def __init__(self, document: Document, window: MainWindow, desk: NoteDesk, parent: QObject) -> None:
        """Carry the notes of ``desk``; ``document`` is what can be read here."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._desk = desk
        self._lane: Lane[None] = Lane("export and import", _nothing, self)
        window.closing.connect(self._close)

    # Out.

    @Slot()
    def export(self) -> None:
        """Ask for a format, then for a name, and write all notes there."""
        dialog = ExportDialog(self._window)
        dialog.format_chosen.connect(self._ask_for_name)
        self._open(dialog)

    @Slot(str)
    def _ask_for_name(self, name: str) -> None:
        suffix = SUFFIXES[name]
        proposed = f"{self._document.short_title}{suffix}" if suffix else self._document.short_title
        dialog = QFileDialog(self._window, self.tr("Export"), proposed, f"*{suffix}" if suffix else "")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if suffix:
            dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.fileSelected.connect(partial(self.export_to, name))
        self._open(dialog)

    def export_to(self, name: str, file: str) -> None:
        """Write all notes in the format ``name`` to ``file``; the status line tells how it went."""
        self._window.status.say(self.tr("Exporting…"))
        self._desk.ask(lambda notebook: notebook.all_placed(), partial(self._write, name, Path(file)))

    def _write(self, name: str, file: Path, notes: list[PlacedNote]) -> None:
        out = outgoing(notes, (self._document,), now())
        self._run(lambda: write(name, out, file), partial(self._on_written, name, file, len(notes)))

    def _on_written(self, name: str, file: Path, count: int, _nothing: None) -> None:
        if name == MARKDOWN:
            told = self.tr("{count} notes exported to the folder {file}")
        else:
            told = self.tr("{count} notes exported to {file}")
        if count == 1:
            told = self.tr("1 note exported to {file}")
        self._window.status.say(told.format(count=count, file=file))

    # In.

    @Slot()
    def bring_in(self) -> None:
        """Ask where notes are to come from, and show what would come before anything does."""
        dialog = ImportDialog(self._window)
        dialog.file_wanted.connect(self._ask_for_file)
        dialog.folder_wanted.connect(self._ask_for_folder)
        self._open(dialog)

    @Slot()
    def _ask_for_file(self) -> None:
        self._ask_for(QFileDialog.FileMode.ExistingFile)

    @Slot()
    def _ask_for_folder(self) -> None:
        self._ask_for(QFileDialog.FileMode.Directory)

    def _ask_for(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self._window, self.tr("Import"))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.look_into)
        self._open(dialog)

    @Slot(str)
    def look_into(self, file: str) -> None:
        """Read the notes in ``file``, a file or a folder, and show what would come in."""
        self._window.status.say(self.tr("Reading…"))
        path, documents = Path(file), (self._document,)
        self._run(lambda: read(path, documents), partial(self._sort, path))

    def _sort(self, file: Path, incoming: Incoming) -> None:
        self._desk.ask(lambda notebook: notebook.arrivals(incoming.notes), partial(self._show, file, incoming))

    def _show(self, file: Path, incoming: Incoming, arrivals: Arrivals) -> None:
        self._window.status.say("")
        dialog = ArrivingDialog(file.name, incoming, arrivals, self._window)
        tell = partial(self._tell_taken_in, len(arrivals.taken))
        dialog.accepted.connect(partial(self._desk.take_in, incoming.notes, tell))
        self._open(dialog)

    def _tell_taken_in(self, count: int, _first: str) -> None:
        told = self.tr("1 note brought in") if count == 1 else self.tr("{count} notes brought in")
        self._window.status.say(told.format(count=count))

    def _run(self, job: Callable[[], object], done: Callable[..., object]) -> None:
        self._lane.run(lambda _: job(), done=done, failed=self._on_trouble)

    def _on_trouble(self, trouble: KnownError) -> None:
        self._window.status.show_trouble(trouble)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    @Slot()
    def _close(self) -> None:
        self._lane.close(finishes_all=True)


def _nothing() -> None:
    """Open what the lane owns: files are its only business, and it owns none."""
