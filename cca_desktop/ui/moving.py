"""Moving about in the letter: jumps and the way back, the outline, and the place that is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from cca_desktop.library.document import Document
from cca_desktop.reading.trail import Stop, Trail
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Actions, Command
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.reader.marks import Mark

if TYPE_CHECKING:
    from cca_desktop.errors import KnownError
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.reading.bookmarks import Bookmarks
    from cca_desktop.ui.contents.panel import ContentsPanel
    from cca_desktop.ui.lane import Lane
    from cca_desktop.ui.motion import Motion
    from cca_desktop.ui.reader.bookmarking import Bookmarking

_PLACE_KEPT_AFTER_MS = 600


class Moving(QObject):
    """Brings the reader from place to place and back, and knows where they have been."""

    place_followed = Signal(int)  # the canonical offset at which one reads, in the view that one is in
    place_to_keep = Signal(int)  # a canonical offset, once the reader rests there

    def __init__(
        self, document: Document, window: MainWindow, actions: Actions, lane: Lane[Drawer], parent: QObject
    ) -> None:
        """Begin at the place where ``window`` shows ``document``; ``lane`` keeps bookmarks."""
        super().__init__(parent)
        self.document = document
        self._window = window
        self._actions = actions
        self._lane = lane
        self._bookmarking: Bookmarking | None = None
        self._are_bookmarks_asked = False
        self._motion: Motion | None = None
        self._motion_wish: Callable[[], str] = _as_the_system
        self._trail = Trail()
        self._contents: ContentsPanel | None = None
        self._keeps = QTimer(self)
        self._keeps.setSingleShot(True)
        self._keeps.setInterval(_PLACE_KEPT_AFTER_MS)
        self._keeps.timeout.connect(self._keep_place)
        self._show_trail()

    def heed_motion(self, wish: Callable[[], str]) -> None:
        """Let ``wish`` say whether jumps are seen as movements."""
        self._motion_wish = wish

    def may_glide(self) -> bool:
        """Tell whether the next jump is seen as a movement."""
        if self._motion is None:
            from cca_desktop.ui.motion import Motion

            self._motion = Motion(self._motion_wish, self._lane, self)
        return self._motion.may_glide()

    @Slot(int)
    def follow_place(self, offset: int) -> None:
        """Say where one reads, and keep it once one rests; what the other view shows is not asked."""
        teller = self.sender()
        if isinstance(teller, QWidget) and teller is not self._window.letter():
            return
        self.place_followed.emit(offset)
        self._window.status.show_place(offset)
        if self._contents is not None:
            self._contents.follow(offset)
        self._keeps.start()

    @Slot()
    def _keep_place(self) -> None:
        self.place_to_keep.emit(self._window.panels.letter.place())
        if not self._are_bookmarks_asked:  # a quiet moment: nothing has waited for them
            self._are_bookmarks_asked = True
            ask = partial(_bookmarks, document=self.document.id)
            self._lane.run(ask, done=self._show_bookmarks, failed=self._show_none)

    def _show_none(self, _trouble: KnownError) -> None:
        """Leave it at that: that the notes cannot be read was said when they were wanted."""

    def _show_bookmarks(self, bookmarks: Bookmarks) -> None:
        if bookmarks.marks:
            self._bookmarks().take(bookmarks)

    @Slot(int)
    def go_to(self, offset: int) -> None:
        """Jump to a canonical offset, so that one can come back."""
        letter = self._window.letter()
        leaving = letter.place()
        letter.go_to(offset)
        letter.put_caret(Span(offset, offset))
        letter.set_marks("place", [Mark(offset, offset + 1, "place", "")])
        self.jumped_from(leaving)
        letter.setFocus()

    @Slot()
    def focus_letter(self) -> None:
        """Go to the letter, to the view that one was in last."""
        self._window.letter().setFocus()

    @Slot(float)
    def go_to_share(self, share: float) -> None:
        """Jump to a place on the spread, from 0 to 1."""
        self.go_to(round(share * (len(self.document.text) - 1)))

    @Slot()
    def go_back(self) -> None:
        """Go back to where one was before the last jump."""
        self._travel(self._trail.back(self._here()))

    @Slot()
    def go_forward(self) -> None:
        """Undo going back."""
        self._travel(self._trail.forward(self._here()))

    def _travel(self, trail: Trail) -> None:
        if trail != self._trail and trail.here is not None:
            self._trail = trail
            self._window.letter().go_to(trail.here.offset)
            self._window.letter().set_marks("place", [])
            self._show_trail()

    def _here(self) -> Stop:
        return Stop(self.document.id, self._window.letter().place())

    def jumped_from(self, offset: int) -> None:
        """Remember that the reader was at ``offset`` before the jump that brought them here."""
        self._trail = self._trail.jumped(Stop(self.document.id, offset), self._here())
        self._show_trail()

    def _show_trail(self) -> None:
        self._actions[Command.BACK].setEnabled(self._trail.can_go_back)
        self._actions[Command.FORWARD].setEnabled(self._trail.can_go_forward)

    @Slot()
    def show_contents(self) -> None:
        """Show the parts of the letter."""
        self._window.show_left(self._window.contents_page)
        self.make_contents().parts.setFocus()

    @Slot()
    def on_left_tab(self) -> None:
        """Make the outline when its page is first seen."""
        if self._window.left.currentWidget() is self._window.contents_page:
            self.make_contents()

    def make_contents(self) -> ContentsPanel:
        """Return the outline, which is made when it is first needed."""
        if self._contents is None:
            from cca_desktop.ui.contents.panel import ContentsPanel

            colours, scale = self._window.look()
            self._contents = ContentsPanel(self.document, colours, scale)
            self._contents.place_chosen.connect(self.go_to)
            self._window.fill_contents(self._contents)
            self._contents.follow(self._window.letter().place_read())
        return self._contents

    @Slot()
    def add_bookmark(self) -> None:
        """Keep the place one is at."""
        self._bookmarks().add()

    @Slot()
    def show_bookmarks(self) -> None:
        """List the places that are kept."""
        self._bookmarks().show()

    def _bookmarks(self) -> Bookmarking:
        if self._bookmarking is None:
            from cca_desktop.ui.reader.bookmarking import Bookmarking

            self._bookmarking = Bookmarking(self.document, self._window, self._lane, self)
            self._bookmarking.place_chosen.connect(self.go_to)
        return self._bookmarking

    @Slot()
    def ask_for_paragraph(self) -> None:
        """Ask for a paragraph's number, and go there."""
        from cca_desktop.ui.dialogs.go_to import GoToDialog

        dialog = GoToDialog(self.document, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_chosen.connect(self.go_to)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()


def _bookmarks(drawer: Drawer, *, document: str) -> Bookmarks:
    """Return the places that are kept in the document of that id; a job of the notes' lane."""
    from cca_desktop.reading.bookmark_table import BookmarkTable

    return BookmarkTable(drawer.database).bookmarks(document)


def _as_the_system() -> str:
    return "system"
