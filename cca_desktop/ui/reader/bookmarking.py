"""Keeping places: a bookmark where one reads, and the list of them to go by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cca_desktop.notes.stamp import new_id
from cca_desktop.reading.bookmark_table import BookmarkTable
from cca_desktop.reading.bookmarks import LONGEST_NAME, Bookmark, Bookmarks, name_for
from cca_desktop.text.span import Span
from cca_desktop.ui.announce import announce

if TYPE_CHECKING:
    from cca_desktop.library.document import Document
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.ui.lane import Lane
    from cca_desktop.ui.main_window import MainWindow
    from cca_desktop.ui.reader.letter_view import LetterView


class Bookmarking(QObject):
    """Sets bookmarks, lists them, and brings the reader to one; they are on the disk when the window says so."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document, window: MainWindow, lane: Lane[Drawer], parent: QObject) -> None:
        """Keep places in ``document`` by ``lane``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._lane = lane
        self._known = Bookmarks()
        self._removed: list[Bookmark] = []
        window.letter_opened.connect(self._show_in)
        for letter in window.letters():
            self._meet(letter)

    def _meet(self, letter: LetterView) -> None:
        ribbons = letter.ribbons()
        ribbons.removal_asked.connect(self._remove)
        ribbons.name_asked.connect(self._ask_for_name)
        ribbons.list_asked.connect(self.show)

    @Slot(object)
    def _show_in(self, letter: LetterView) -> None:
        """Show them in a second view too."""
        self._meet(letter)
        letter.ribbons().show(self._known)

    def take(self, bookmarks: Bookmarks) -> None:
        """Show ``bookmarks`` at their lines and on the map."""
        self._known = bookmarks
        for letter in self._window.letters():
            letter.ribbons().show(bookmarks)
        self._window.panels.mark_map.show_bookmarks(bookmarks)

    def add(self) -> None:
        """Keep the place of the selected words, of the caret if one sees it, or of the first line in view."""
        letter = self._window.letter()
        selected = letter.selected()
        offset = selected.start if selected is not None else letter.place_at_hand()
        stretch = selected or Span(offset, min(len(self._document.text), offset + 2 * LONGEST_NAME))
        label = self._document.paragraph_at(offset).label
        name = name_for(letter.reading_words(stretch)) or label
        bookmark = Bookmark(new_id(), self._document.id, offset, name)
        self._lane.run(
            partial(_add, bookmark=bookmark),
            done=partial(self._on_added, bookmark),
            failed=self._window.status.show_trouble,
        )

    def _on_added(self, bookmark: Bookmark, bookmarks: Bookmarks) -> None:
        self.take(bookmarks)
        if bookmark in bookmarks.marks:
            self._say(self.tr("Bookmark at {place}"), bookmark)
            return
        there = bookmarks.at(bookmark.offset)
        if there is not None and self._window.letter().ribbons().focus(there):
            self._say(self.tr("There is a bookmark here already: {place}. F2 renames it, Delete removes it."), bookmark)
        else:
            self._say(self.tr("There is a bookmark here already: {place}"), bookmark)

    def _say(self, words: str, bookmark: Bookmark) -> None:
        label = self._document.paragraph_at(bookmark.offset).label
        told = words.format(place=f"¶ {label}" if label.isdigit() else label, name=bookmark.name)
        self._window.status.say(told)
        announce(self._window.letter(), told)

    @Slot(object)
    def _remove(self, bookmark: Bookmark) -> None:
        self._removed.append(bookmark)
        self._drop(bookmark.id)
        self._say(self.tr("The bookmark at {place} is removed; the list of bookmarks can bring it back."), bookmark)

    @Slot(object)
    def _ask_for_name(self, bookmark: Bookmark) -> None:
        from PySide6.QtWidgets import QInputDialog

        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Bookmark"))
        dialog.setLabelText(self.tr("Name of this place"))
        dialog.setTextValue(bookmark.name)
        dialog.textValueSelected.connect(partial(self._name, bookmark))
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    def _name(self, bookmark: Bookmark, words: str) -> None:
        name = " ".join(words.split())
        if name and name != bookmark.name:
            self._keep(bookmark._replace(name=name))

    @Slot()
    def show(self) -> None:
        """List the bookmarks."""
        self._lane.run(
            partial(_bookmarks, document=self._document.id),
            done=self._open_list,
            failed=self._window.status.show_trouble,
        )

    def _open_list(self, bookmarks: Bookmarks) -> None:
        from cca_desktop.ui.dialogs.bookmarks import BookmarksDialog

        dialog = BookmarksDialog(self._document, bookmarks, self._removed, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_chosen.connect(self.place_chosen)
        dialog.kept.connect(self._keep)
        dialog.dropped.connect(self._drop)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    @Slot(object)
    def _keep(self, bookmark: Bookmark) -> None:
        self._lane.run(partial(_keep, bookmark=bookmark), done=self.take, failed=self._window.status.show_trouble)

    @Slot(str)
    def _drop(self, bookmark_id: str) -> None:
        drop = partial(_drop, document=self._document.id, bookmark_id=bookmark_id)
        self._lane.run(drop, done=self.take, failed=self._window.status.show_trouble)


# Jobs of the notes' lane: plain functions.


def _add(drawer: Drawer, *, bookmark: Bookmark) -> Bookmarks:
    table = BookmarkTable(drawer.database)
    if table.bookmarks(bookmark.document).at(bookmark.offset) is None:
        table.keep(bookmark)
    return table.bookmarks(bookmark.document)


def _bookmarks(drawer: Drawer, *, document: str) -> Bookmarks:
    return BookmarkTable(drawer.database).bookmarks(document)


def _keep(drawer: Drawer, *, bookmark: Bookmark) -> Bookmarks:
    BookmarkTable(drawer.database).keep(bookmark)
    return _bookmarks(drawer, document=bookmark.document)


def _drop(drawer: Drawer, *, document: str, bookmark_id: str) -> Bookmarks:
    BookmarkTable(drawer.database).drop(bookmark_id)
    return _bookmarks(drawer, document=document)
