"""The window: the letter in the middle, a side left and right of it. It arranges the panels and decides nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.settings import Settings
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.map import MarkMap
from cca_desktop.ui.search.panel import SearchPanel
from cca_desktop.ui.sides import Page, Sides
from cca_desktop.ui.status_line import StatusLine
from cca_desktop.ui.theme import Colours, palette_of, style_sheet
from cca_desktop.ui.top_bar import TopBar
from cca_desktop.ui.typeface import panel_face
from cca_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from cca_desktop.ui.actions import Actions
    from cca_desktop.ui.concordance.panel import ConcordancePanel
    from cca_desktop.ui.concordance.stand import Stand
    from cca_desktop.ui.contents.panel import ContentsPanel
    from cca_desktop.ui.foot import Foot
    from cca_desktop.ui.notes.panel import NotesPanel
    from cca_desktop.ui.reader.split import Split

_LEAST_WINDOW = (320, 240)
_NESTED = 3  # layouts in one another, each of which asks the next by an event


class Panels(NamedTuple):
    """The parts of a window, made elsewhere and handed over whole."""

    letter: LetterView
    mark_map: MarkMap
    search: SearchPanel


class MainWindow(QMainWindow):
    """Arranges the parts, folds the sides where there is no room, and tells when it is about to close."""

    closing = Signal()
    letter_opened = Signal(object)  # a second LetterView
    letter_activated = Signal(object)  # the LetterView that one is in now

    def __init__(
        self, document: Document, panels: Panels, state: WindowState, settings: Settings, colours: Colours
    ) -> None:
        """Arrange ``panels`` as ``state`` says."""
        super().__init__()
        self.setWindowTitle(f"{document.short_title} · CCA Desktop")
        self.panels = panels
        self._state = state
        self.notes: NotesPanel | None = None
        self._contents: ContentsPanel | None = None
        self._concordance: ConcordancePanel | None = None
        self.stand: Stand | None = None  # of the concordance
        self._colours = colours
        self._scale = settings.text_scale
        self._split: Split | None = None
        self._must_end = False
        self.may_close: Callable[[], bool] = _nothing_stands_against_it
        self.refuse_own: Callable[[Path], None] = _refuse_nothing  # raises KnownError where the reader's own things lie
        self._top = TopBar(document, colours, settings.text_scale)
        self.status = StatusLine(document, settings.text_scale)
        self.sides = Sides(panels.letter, panels.mark_map, state, settings)
        self.left = self.sides.left
        self.contents_page = Page()
        self.left.addTab(self.contents_page, self.tr("Contents"))
        self.left.addTab(panels.search, self.tr("Search"))
        self.concordance_page = Page()
        self.left.addTab(self.concordance_page, self.tr("Concordance"))
        self._left_pages = {
            "search": panels.search,
            "contents": self.contents_page,
            "concordance": self.concordance_page,
        }
        self.left.setCurrentWidget(self._left_pages.get(state.left_tab, panels.search))
        self._notes_page = Page()
        self.sides.right.addTab(self._notes_page, self.tr("Notes"))
        self.sides.stand_beside()
        self.sides.keyboard_lost.connect(self._on_keyboard_lost)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._top, self.sides, self.status):
            column.addWidget(part)
        column.setStretch(1, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*_LEAST_WINDOW)  # its own, or it could not be made so narrow in one leap that a side folds
        self.resize(state.width, state.height)
        self.sides.fit(state.width)

    # What can be asked of it.

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size everywhere."""
        self._colours = colours
        self._scale = scale
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for letter in self.letters():
            letter.await_look(scale)
        if self.notes is not None:
            self.notes.cards.await_look()
        dress(application, colours, scale)
        self.sides.set_scale(scale)
        self.sides.fit(self.width())
        for part in (self._top, *self.panels, *self.letters()[1:], self.notes, self._contents, self._concordance):
            if part is not None:
                part.set_look(colours, scale)
        self.status.set_look(scale)
        self.sides.fit(self.width())
        if self._split is not None:
            self._split.fit()

    def look(self) -> tuple[Colours, int]:
        """Return the colours and the size, in per cent, that everything has now."""
        return self._colours, self._scale

    def show_buttons(self) -> None:
        """Show the buttons of the bar; what they do comes with :meth:`offer`."""
        self._top.show_buttons()

    def offer(self, actions: Actions) -> None:
        """Let every command be at hand, by key, button and menu."""
        self.addActions(list(actions))
        if sys.platform == "darwin":
            actions.fill(self.menuBar())  # where everybody looks for it there
        self._top.offer(actions)

    def fill_contents(self, contents: ContentsPanel) -> None:
        """Put the outline where it belongs, once somebody wants to see it."""
        self._contents = contents
        self.contents_page.fill(contents)

    def take_concordance(self, concordance: ConcordancePanel) -> Stand:
        """Put the concordance where the reader left it, once somebody wants to see it."""
        from cca_desktop.ui.concordance.stand import Stand

        self._concordance = concordance
        self.stand = Stand(self, concordance)
        return self.stand

    def make_foot(self, height: int) -> Foot:
        """Return new room across the window, under the letter and both sides."""
        from cca_desktop.ui.foot import Foot

        return Foot(self.sides, height)

    def question_lined_up(self) -> str:
        """Return the question of the concordance, or that of the last time where nobody has looked at it yet."""
        return self._concordance.question() if self._concordance is not None else self._state.concordance

    def fill_notes(self, notes: NotesPanel) -> None:
        """Put the notes where they belong, after the first picture."""
        self.notes = notes
        self._notes_page.fill(notes)

    def settle(self) -> None:
        """Lay out what was added to the window before any of it is painted, so that it is painted once."""
        for _level in range(_NESTED):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def show_left(self, panel: QWidget) -> None:
        """Bring a panel of the left side to the front, unfolding the side."""
        self.sides.open("left")
        self.left.setCurrentWidget(panel)

    def end(self) -> None:
        """Close, whatever anybody says: the session ends."""
        self._must_end = True
        self.close()

    @Slot()
    def turn_split(self) -> None:
        """Show two places of the letter, or one again."""
        if self._split is None:
            from cca_desktop.ui.reader.split import Split

            self._split = Split(self.panels.letter, self.sides.centre, self)
            self._split.opened.connect(self.letter_opened)
            self._split.activated.connect(self.letter_activated)
            self._split.activated.connect(self.panels.mark_map.follow)
        self._split.turn()

    def resume_split(self) -> None:
        """Show two places of the letter again, if that is how the window was left."""
        if self._state.second_place >= 0:
            self.turn_split()
            assert self._split is not None
            self._split.resume(self._state)

    def letters(self) -> tuple[LetterView, ...]:
        """Return the views of the letter that there are: one, or two."""
        return (self.panels.letter,) if self._split is None else self._split.letters()

    def letter(self) -> LetterView:
        """Return the view of the letter that one was in last."""
        return self.panels.letter if self._split is None else self._split.active()

    @Slot()
    def turn_full_screen(self) -> None:
        """Use the whole screen, or go back to the window as it was."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def show_palette(self) -> None:
        """Let any command be found by its name."""
        from PySide6.QtCore import Qt

        from cca_desktop.ui.dialogs.palette import Palette

        palette = Palette([action for action in self.actions() if action.text()], self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.finished.connect(self.activateWindow)
        palette.open()

    def show_note_count(self, count: int) -> None:
        """Say in the tab how many notes there are."""
        self.sides.right.setTabText(0, self.tr("Notes %Ln", "", count) if count else self.tr("Notes"))

    def state(self) -> WindowState:
        """Return how the window stands, for the next start."""
        is_usual = not (self.isMaximized() or self.isFullScreen())
        size = self.size() if is_usual else self.normalGeometry().size()
        current = self.notes.current() if self.notes is not None else None
        hit_note, hit_start = self.panels.search.stands_at()
        state = self._state._replace(
            width=size.width(),
            height=size.height(),
            is_maximised=self.isMaximized(),
            left_tab=next(name for name, page in self._left_pages.items() if page is self.left.currentWidget()),
            question=self.panels.search.question(),
            hit_note=hit_note,
            hit_start=hit_start,
            concordance=self.question_lined_up(),
            note=current.note.id if current else "",
        )
        state = self.sides.kept_in(state)
        if self._split is not None:
            state = self._split.kept_in(state)
        return state if self.stand is None else self.stand.kept_in(state)

    # Qt's own questions.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sides where the letter would lose its measure."""
        super().resizeEvent(event)
        self.sides.fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes; whoever has something to save does it now, or asks to stay."""
        if not self.may_close() and not self._must_end:
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    @Slot()
    def _on_keyboard_lost(self) -> None:
        self.letter().setFocus()


def _refuse_nothing(_path: Path) -> None:
    """Let any file be written: nobody has said where the reader's own things lie."""


def _nothing_stands_against_it() -> bool:
    return True


def dress(application: QApplication, colours: Colours, scale: int) -> None:
    """Give the whole program its face, its palette and its style sheet."""
    application.setFont(panel_face(scale))
    application.setPalette(palette_of(colours))
    application.setStyleSheet(style_sheet(colours))
