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
from cca_desktop.ui.dialogs.bookmarks import BookmarksDialog

if TYPE_CHECKING:
    from cca_desktop.library.document import Document
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.ui.lane import Lane
    from cca_desktop.ui.main_window import MainWindow


class Bookmarking(QObject):
    """Sets bookmarks, lists them, and brings the reader to one; they are on the disk when the window says so."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document, window: MainWindow, lane: Lane[Drawer], parent: QObject) -> None:
        """Keep places in ``document`` by ``lane``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._lane = lane

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
            done=partial(self._on_added, label),
            failed=self._window.status.show_trouble,
        )

    def _on_added(self, label: str, is_new: bool) -> None:
        place = f"¶ {label}" if label.isdigit() else label
        words = self.tr("Bookmark at {place}") if is_new else self.tr("There is a bookmark here already: {place}")
        self._window.status.say(words.format(place=place))
        announce(self._window.letter(), words.format(place=place))

    def show(self) -> None:
        """List the bookmarks."""
        self._lane.run(
            partial(_bookmarks, document=self._document.id),
            done=self._open_list,
            failed=self._window.status.show_trouble,
        )

    def _open_list(self, bookmarks: Bookmarks) -> None:
        dialog = BookmarksDialog(self._document, bookmarks, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_chosen.connect(self.place_chosen)
        dialog.kept.connect(self._keep)
        dialog.dropped.connect(self._drop)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    @Slot(object)
    def _keep(self, bookmark: Bookmark) -> None:
        self._lane.run(partial(_keep, bookmark=bookmark), failed=self._window.status.show_trouble)

    @Slot(str)
    def _drop(self, bookmark_id: str) -> None:
        self._lane.run(partial(_drop, bookmark_id=bookmark_id), failed=self._window.status.show_trouble)


# Jobs of the notes' lane: plain functions.


def _add(drawer: Drawer, *, bookmark: Bookmark) -> bool:
    table = BookmarkTable(drawer.database)
    is_new = table.bookmarks(bookmark.document).at(bookmark.offset) is None
    if is_new:
        table.keep(bookmark)
    return is_new


def _bookmarks(drawer: Drawer, *, document: str) -> Bookmarks:
    return BookmarkTable(drawer.database).bookmarks(document)


def _keep(drawer: Drawer, *, bookmark: Bookmark) -> None:
    BookmarkTable(drawer.database).keep(bookmark)


def _drop(drawer: Drawer, *, bookmark_id: str) -> None:
    BookmarkTable(drawer.database).drop(bookmark_id)
