"""Where the words of a note lead, and what leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from cca_desktop.library.document import Document
from cca_desktop.notes.links import title_of, titled
from cca_desktop.notes.note import Note
from cca_desktop.ui.notes.card_links import reference_of
from cca_desktop.ui.notes.completion import titles_to_offer
from cca_desktop.ui.notes.note_desk import NoteDesk
from cca_desktop.ui.notes.previews import Previews

if TYPE_CHECKING:
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.notes.history import Change
    from cca_desktop.notes.notebook import Notebook
    from cca_desktop.ui.notes.note_editor import NoteEditor
    from cca_desktop.ui.notes.references import Reference


class Linking(QObject):
    """Follows what the words of a note name, and lets its editor know the titles of the others."""

    place_wanted = Signal(int)  # a canonical offset
    note_wanted = Signal(str)  # the id of a note
    said = Signal(str)  # a sentence about what was followed, or changed

    def __init__(self, desk: NoteDesk, document: Document, parent: QObject) -> None:
        """Follow what leads into ``document``, or to a note of ``desk``."""
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._editor: NoteEditor | None = None
        self._title = ""  # of the note when it was opened
        self._previews = Previews(desk, document, self)

    def serve(self, editor: NoteEditor) -> None:
        """Let ``editor`` complete titles, and show what leads to its note, until it is left."""
        self._editor = editor
        self._title = title_of(editor.words.body())
        editor.reference_followed.connect(self.follow)
        editor.note_wanted.connect(self.note_wanted)
        editor.words.preview_wanted.connect(self._previews.show)
        self._desk.ask(partial(_titles, besides=editor.note), partial(self._show_titles, editor.note))
        self._desk.ask(partial(_backlinks, note=editor.note), partial(self._show_backlinks, editor.note))

    def leave(self, editor: NoteEditor) -> None:
        """Let go of ``editor``, which closes and has sent to the disk what it had; links follow a new title."""
        if self._editor is editor:
            self._editor = None
            if title_of(editor.words.body()) != self._title:
                self._desk.rearrange(partial(_follow_title, note=editor.note, before=self._title), self._say_renamed)

    @Slot(object)
    def follow(self, reference: Reference) -> None:
        """Go where words of a note lead."""
        if reference.kind == "paragraph":
            paragraph = self._document.paragraph(reference.target)
            if paragraph is None:
                self.said.emit(self.tr("There is no ¶ {label} here.").format(label=reference.target))
            else:
                self.place_wanted.emit(paragraph.span.start)
        elif reference.kind == "note":
            self._desk.ask(partial(_titled, title=reference.target), partial(self._go_to, reference.target))
        else:
            QDesktopServices.openUrl(QUrl(reference.target))

    def follow_link(self, link: str) -> None:
        """Go where a link in a card leads; one that leads to a file or a program is not followed."""
        reference = reference_of(link)
        if reference is None:
            self.said.emit(self.tr("“{link}” is not followed from here.").format(link=link))
        else:
            self.follow(reference)

    def _go_to(self, title: str, found: str | None) -> None:
        if found is None:
            self.said.emit(self.tr("There is no note that begins with “{title}” yet.").format(title=title))
        else:
            self.note_wanted.emit(found)

    def _say_renamed(self, naming: str) -> None:
        if naming:
            self.said.emit(self.tr("The links to this note follow its new title."))

    def _show_titles(self, note: str, titles: Sequence[tuple[str, str]]) -> None:
        if self._editor is not None and self._editor.note == note:
            self._editor.know_titles(titles)

    def _show_backlinks(self, note: str, linking: Sequence[Note]) -> None:
        if self._editor is not None and self._editor.note == note:
            self._editor.show_backlinks(linking)


def _titled(notebook: Notebook, *, title: str) -> str | None:
    """Return the id of the note of this title that was changed last."""
    return titled(notebook.titles(), title)


def _follow_title(drawer: Drawer, *, note: str, before: str) -> Change:
    return drawer.notebook.follow_title(note, before)


def _titles(notebook: Notebook, *, besides: str) -> list[tuple[str, str]]:
    """Return the titles of all notes but one, as they are offered to whoever names one."""
    return titles_to_offer(title for note, title in notebook.titles() if note != besides)


def _backlinks(notebook: Notebook, *, note: str) -> list[Note]:
    return notebook.backlinks(note)
