"""The window: the letter in the middle, a side left and right of it. It arranges the panels and decides nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTabWidget, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.settings import LEAST_MEASURE, Settings
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.map import MarkMap
from cca_desktop.ui.search.panel import SearchPanel
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

_FOLDS_BELOW = {"left": 800, "right": 1100}  # pixels at 100 %
_LEAST_WINDOW = (320, 240)
_LEAST_SIDE = {"left": 248, "right": 218}  # the names of the left's pages stand side by side then
_NESTED = 3  # layouts in one another, each of which asks the next by an event
_SIDE_AT_MOST = 0.45  # of the window, however large the text


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
        self._wants = {"left": settings.is_left_open, "right": settings.is_right_open}
        self._widths = {"left": state.left_width, "right": state.right_width}  # as they are liked, where there is room
        self._insists = ""  # the side that was opened last: if there is room for one alone, it is this one
        self._split: Split | None = None
        self._must_end = False
        self.may_close: Callable[[], bool] = _nothing_stands_against_it
        self.refuse_own: Callable[[Path], None] = _refuse_nothing  # raises KnownError where the reader's own things lie
        self._top = TopBar(document, colours, settings.text_scale)
        self.status = StatusLine(document, settings.text_scale)
        self.left = self._tabs("left", self.tr("Left side"))
        self.contents_page = _page()
        self.left.addTab(self.contents_page, self.tr("Contents"))
        self.left.addTab(panels.search, self.tr("Search"))
        self.concordance_page = _page()
        self.left.addTab(self.concordance_page, self.tr("Concordance"))
        self._left_pages = {
            "search": panels.search,
            "contents": self.contents_page,
            "concordance": self.concordance_page,
        }
        self.left.setCurrentWidget(self._left_pages.get(state.left_tab, panels.search))
        self.right = self._tabs("right", self.tr("Right side"))
        self._notes_page = _page()
        self.right.addTab(self._notes_page, self.tr("Notes"))
        self._panes = QSplitter()
        self._panes.setHandleWidth(1)
        self._panes.setChildrenCollapsible(False)
        self._centre = self._letter_and_map()
        for pane in (self.left, self._centre, self.right):
            self._panes.addWidget(pane)
        self._panes.setStretchFactor(1, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._top, self._panes, self.status):
            column.addWidget(part)
        column.setStretch(1, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*_LEAST_WINDOW)  # its own, or it could not be made so narrow in one leap that a side folds
        self.resize(state.width, state.height)
        self._fold(state.width)
        self._panes.splitterMoved.connect(self._on_drawn)

    # What can be asked of it.

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size everywhere."""
        self._colours = colours
        self._scale = scale
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for letter in self.letters():
            letter.await_look()
        dress(application, colours, scale)
        for part in (self._top, *self.panels, *self.letters()[1:], self.notes, self._contents, self._concordance):
            if part is not None:
                part.set_look(colours, scale)
        self.status.set_look(scale)
        self._fold(self.width())
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
        fill_page(self.contents_page, contents)

    def take_concordance(self, concordance: ConcordancePanel) -> Stand:
        """Put the concordance where the reader left it, once somebody wants to see it."""
        from cca_desktop.ui.concordance.stand import Stand

        self._concordance = concordance
        self.stand = Stand(self, concordance)
        return self.stand

    def make_foot(self, height: int) -> Foot:
        """Return new room across the window, under the letter and both sides."""
        from cca_desktop.ui.foot import Foot

        return Foot(self._panes, height)

    def question_lined_up(self) -> str:
        """Return the question of the concordance, or that of the last time where nobody has looked at it yet."""
        return self._concordance.question() if self._concordance is not None else self._state.concordance

    def fill_notes(self, notes: NotesPanel) -> None:
        """Put the notes where they belong, after the first picture."""
        self.notes = notes
        fill_page(self._notes_page, notes)

    def settle(self) -> None:
        """Lay out what was added to the window before any of it is painted, so that it is painted once."""
        for _level in range(_NESTED):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def show_left(self, panel: QWidget) -> None:
        """Bring a panel of the left side to the front, unfolding the side."""
        self.open_side("left")
        self.left.setCurrentWidget(panel)

    def open_side(self, side: str) -> None:
        """Open the left or the right side, however narrow the window is; it takes the other's room if there is none."""
        if self._side(side).isHidden():
            self._insists = side
            self._wants[side] = True
            self._fold(self.width())

    def fold_side(self, side: str) -> None:
        """Fold the left or the right side."""
        if self._insists == side:
            self._insists = ""
        self._wants[side] = False
        self._fold(self.width())

    def is_open(self, side: str) -> bool:
        """Tell whether a side is open now."""
        return not self._side(side).isHidden()

    def wants(self, side: str) -> bool:
        """Tell whether a side is open wherever there is room for it."""
        return self._wants[side]

    def end(self) -> None:
        """Close, whatever anybody says: the session ends."""
        self._must_end = True
        self.close()

    @Slot()
    def turn_split(self) -> None:
        """Show two places of the letter, or one again."""
        if self._split is None:
            from cca_desktop.ui.reader.split import Split

            self._split = Split(self.panels.letter, self._centre, self)
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
        self.right.setTabText(0, self.tr("Notes {count}").format(count=count) if count else self.tr("Notes"))

    def state(self) -> WindowState:
        """Return how the window stands, for the next start."""
        is_usual = not (self.isMaximized() or self.isFullScreen())
        size = self.size() if is_usual else self.normalGeometry().size()
        current = self.notes.current() if self.notes is not None else None
        state = self._state._replace(
            width=size.width(),
            height=size.height(),
            is_maximised=self.isMaximized(),
            left_width=self._widths["left"],
            right_width=self._widths["right"],
            left_tab=next(name for name, page in self._left_pages.items() if page is self.left.currentWidget()),
            question=self.panels.search.question(),
            concordance=self.question_lined_up(),
            note=current.note.id if current else "",
        )
        if self._split is not None:
            state = self._split.kept_in(state)
        return state if self.stand is None else self.stand.kept_in(state)

    # Qt's own questions.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sides where the letter would lose its measure."""
        super().resizeEvent(event)
        self._fold(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window closes; whoever has something to save does it now, or asks to stay."""
        if not self.may_close() and not self._must_end:
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    def _fold(self, width: int) -> None:
        """Open the sides that are wanted and for which the letter has room to spare, the one opened last first."""
        free = width - self.panels.mark_map.width() - self.panels.letter.width_wanted(LEAST_MEASURE)
        open_now: list[str] = []
        for side in ("right", "left") if self._insists == "right" else ("left", "right"):
            needed = sum(self._scaled(_LEAST_SIDE[one]) for one in (*open_now, side))
            has_room = width >= self._scaled(_FOLDS_BELOW[side]) and free >= needed
            if self._wants[side] and (has_room or (side == self._insists and not open_now)):
                open_now.append(side)
        caret = self.focusWidget()
        for side in _FOLDS_BELOW:
            if side not in open_now and self._side(side).isAncestorOf(caret):
                self.letter().setFocus()  # or Qt would give the keys to the next button
            self._side(side).setVisible(side in open_now)
            self._side(side).setMinimumWidth(min(self._scaled(_LEAST_SIDE[side]), round(width * _SIDE_AT_MOST)))
        self._share_out(width, open_now)

    def _share_out(self, width: int, open_now: list[str]) -> None:
        """Give the sides the widths they are liked in, or less, so that the letter has its measure if that can be."""
        most = round(width * _SIDE_AT_MOST)
        liked = {side: min(self._scaled(self._widths[side]), most) for side in open_now}
        room = width - self.panels.mark_map.width() - self.panels.letter.width_wanted()
        share = min(1.0, room / max(1, sum(liked.values())))
        given = {
            side: min(max(self._scaled(_LEAST_SIDE[side]), round(wide * share)), most) for side, wide in liked.items()
        }
        left, right = given.get("left", 0), given.get("right", 0)
        self._panes.setSizes([left, width - left - right, right])

    @Slot(int, int)
    def _on_drawn(self, _at: int, handle: int) -> None:
        """Remember how wide a side was drawn."""
        side = "left" if handle == 1 else "right"
        self._widths[side] = self._unscaled(self._side(side).width())

    def _side(self, side: str) -> QTabWidget:
        return self.left if side == "left" else self.right

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._scale / 100)

    def _unscaled(self, pixels: int) -> int:
        return round(pixels * 100 / self._scale)

    def _tabs(self, name: str, aloud: str) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName(name)
        tabs.setDocumentMode(True)
        tabs.tabBar().setExpanding(False)
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setUsesScrollButtons(False)
        tabs.tabBar().setProperty("elideMode", "ElideRight")  # by name: docs/decisions/first-picture.md
        tabs.tabBar().setAccessibleName(aloud)
        tabs.setAccessibleName(aloud)
        return tabs

    def _letter_and_map(self) -> QSplitter:
        """Put the map beside the letter."""
        centre = QSplitter()
        centre.setHandleWidth(0)
        centre.setChildrenCollapsible(False)
        centre.addWidget(self.panels.letter)
        centre.addWidget(self.panels.mark_map)
        centre.setStretchFactor(0, 1)
        centre.setMinimumWidth(240)
        return centre


def _page() -> QWidget:
    """Return an empty page of a tab, to be filled later."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    return page


def fill_page(page: QWidget, panel: QWidget) -> None:
    """Put ``panel`` on an empty page."""
    layout = page.layout()
    assert layout is not None
    panel.resize(page.size())  # so that what it lists is laid out once
    layout.addWidget(panel)
    panel.show()


def _refuse_nothing(_path: Path) -> None:
    """Let any file be written: nobody has said where the reader's own things lie."""


def _nothing_stands_against_it() -> bool:
    return True


def dress(application: QApplication, colours: Colours, scale: int) -> None:
    """Give the whole program its face, its palette and its style sheet."""
    application.setFont(panel_face(scale))
    application.setPalette(palette_of(colours))
    application.setStyleSheet(style_sheet(colours))
