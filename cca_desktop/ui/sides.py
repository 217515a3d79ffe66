"""The two sides of the window: they fold where the letter would lose its measure, and share out the room there is."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from cca_desktop.settings import LEAST_MEASURE, Settings
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.map import MarkMap
from cca_desktop.ui.window_state import WindowState

_FOLDS_BELOW = {"left": 800, "right": 1100}  # pixels at 100 %
_LEAST = {"left": 248, "right": 218}  # the names of the left's pages stand side by side then
_MOST = 0.45  # of the window, however large the text
_LEAST_CENTRE = 240


class Page(QWidget):
    """One page of a side, empty until somebody wants to see what belongs there."""

    def __init__(self) -> None:
        """Make an empty page."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def fill(self, panel: QWidget) -> None:
        """Put ``panel`` on it, beside what is there already."""
        panel.resize(self.size())  # so that what it lists is laid out once
        self._column.addWidget(panel)
        panel.show()


class Sides(QSplitter):
    """Holds the middle, with pages left and right of it; how wide each is liked is in pixels at 100 %."""

    keyboard_lost = Signal()  # it was on a side that folds

    def __init__(self, letter: LetterView, mark_map: MarkMap, state: WindowState, settings: Settings) -> None:
        """Make two sides without a page, as they were left, beside the letter and its map."""
        super().__init__()
        self._letter = letter
        self._map = mark_map
        self._scale = settings.text_scale
        self._wants = {"left": settings.is_left_open, "right": settings.is_right_open}
        self._widths = {"left": state.left_width, "right": state.right_width}  # as they are liked, where there is room
        self._insists = ""  # the side that was opened last: if there is room for one alone, it is this one
        self.left = _tabs("left", self.tr("Left side"))
        self.right = _tabs("right", self.tr("Right side"))
        self.centre = _centre(letter, mark_map)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_drawn)

    def stand_beside(self) -> None:
        """Put all three beside one another, once their pages are there: Tab goes through each as it is then."""
        for pane in (self.left, self.centre, self.right):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)

    def open(self, side: str) -> None:
        """Open the left or the right side, however narrow the window is; it takes the other's room if there is none."""
        if self._side(side).isHidden():
            self._insists = side
            self._wants[side] = True
            self.fit(self.window().width())

    def fold(self, side: str) -> None:
        """Fold the left or the right side."""
        if self._insists == side:
            self._insists = ""
        self._wants[side] = False
        self.fit(self.window().width())

    def is_open(self, side: str) -> bool:
        """Tell whether a side is open now."""
        return not self._side(side).isHidden()

    def wants(self, side: str) -> bool:
        """Tell whether a side is open wherever there is room for it."""
        return self._wants[side]

    def set_scale(self, scale: int) -> None:
        """Say how large text is, in per cent, before the sides are fitted again."""
        self._scale = scale

    def kept_in(self, state: WindowState) -> WindowState:
        """Return ``state`` with how wide the sides are liked."""
        return state._replace(left_width=self._widths["left"], right_width=self._widths["right"])

    def fit(self, width: int) -> None:
        """Open the sides that are wanted and for which the letter has room to spare, the one opened last first."""
        free = width - self._map.width() - self._letter.width_wanted(LEAST_MEASURE)
        open_now: list[str] = []
        for side in ("right", "left") if self._insists == "right" else ("left", "right"):
            needed = sum(self._scaled(_LEAST[one]) for one in (*open_now, side))
            has_room = width >= self._scaled(_FOLDS_BELOW[side]) and free >= needed
            if self._wants[side] and (has_room or (side == self._insists and not open_now)):
                open_now.append(side)
        caret = self.window().focusWidget()
        for side in _FOLDS_BELOW:
            if side not in open_now and self._side(side).isAncestorOf(caret):
                self.keyboard_lost.emit()  # or Qt would give the keys to the next button
            self._side(side).setVisible(side in open_now)
            self._side(side).setMinimumWidth(min(self._scaled(_LEAST[side]), round(width * _MOST)))
        self._share_out(width, open_now)

    def _share_out(self, width: int, open_now: list[str]) -> None:
        """Give the sides the widths they are liked in, or less, so that the letter has its measure if that can be."""
        most = round(width * _MOST)
        liked = {side: min(self._scaled(self._widths[side]), most) for side in open_now}
        room = width - self._map.width() - self._letter.width_wanted()
        share = min(1.0, room / max(1, sum(liked.values())))
        given = {side: min(max(self._scaled(_LEAST[side]), round(wide * share)), most) for side, wide in liked.items()}
        left, right = given.get("left", 0), given.get("right", 0)
        self.setSizes([left, width - left - right, right])

    @Slot(int, int)
    def _on_drawn(self, _at: int, handle: int) -> None:
        """Remember how wide a side was drawn."""
        side = "left" if handle == 1 else "right"
        self._widths[side] = round(self._side(side).width() * 100 / self._scale)

    def _side(self, side: str) -> QTabWidget:
        return self.left if side == "left" else self.right

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._scale / 100)


def _tabs(name: str, aloud: str) -> QTabWidget:
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


def _centre(letter: LetterView, mark_map: MarkMap) -> QSplitter:
    """Put the map beside the letter."""
    centre = QSplitter()
    centre.setHandleWidth(0)
    centre.setChildrenCollapsible(False)
    centre.addWidget(letter)
    centre.addWidget(mark_map)
    centre.setStretchFactor(0, 1)
    centre.setMinimumWidth(_LEAST_CENTRE)
    return centre
