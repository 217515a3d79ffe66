"""The concordance's page: a question, where to look, in what order, and the lines."""

from PySide6.QtCore import QModelIndex, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.concordance import Bounds, Concordance, Line
from cca_desktop.ui.concordance.line_list import LineList
from cca_desktop.ui.concordance.telling import Telling
from cca_desktop.ui.concordance.terms import Terms
from cca_desktop.ui.search.field_tools import FieldTools
from cca_desktop.ui.theme import Colours

_EDGE = 14
_EVERYWHERE = Bounds()
_WIDE_FROM = 860  # pixels at 100 %
_PICTURE_FROM = 360  # pixels of height at 100 %, where all stands one below the other


class ConcordancePanel(QWidget):
    """Asks for lines and shows them; it neither searches nor turns the letter's pages."""

    wanted = Signal()  # the question, or where to look, is another
    order_wanted = Signal()  # the same lines, in another order
    became_current = Signal(object)  # a Line that the reader moved to
    accepted = Signal(object)  # a Line that the reader wants to stay at
    place_chosen = Signal(int)  # a canonical offset
    table_wanted = Signal()
    print_wanted = Signal()
    keeping_wanted = Signal()  # as a note
    turn_wanted = Signal()  # across the window, or at its side again
    closed = Signal()

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Begin empty; the dispersion is that over ``document``."""
        super().__init__()
        self._is_shown = False
        self._is_wide = False
        self._is_across = False
        self.terms = Terms((document,))
        self.field = self.terms.field
        self.telling = Telling(document, colours, scale)
        self.tools = FieldTools(self.field, colours, scale)
        self.lines = LineList(colours, scale)
        self.copy = self._button(self.tr("Copy"), self.tr("Copy the chosen lines"))
        self.table = self._button(self.tr("Table…"), self.tr("Save the lines as a table (CSV)"))
        self.paper = self._button(self.tr("Print…"), self.tr("Print the lines"))
        self.keep = self._button(self.tr("Keep"), self.tr("Keep as a note whose lines are always those of now"))
        self.turn = self._button("", "")
        self.away = self._button(self.tr("Close"), self.tr("Close the concordance"))
        self._arrange()
        self.terms.wanted.connect(self.wanted)
        self.terms.order_wanted.connect(self.order_wanted)
        self.field.stepped.connect(self.step)
        self.field.entered.connect(self._accept)
        self.tools.completed.connect(self._on_completed)
        self.lines.clicked.connect(self._follow)
        self.lines.activated.connect(self._accept)
        self.lines.selectionModel().currentChanged.connect(self._on_moved)
        self.telling.place_chosen.connect(self.place_chosen)
        self.copy.clicked.connect(self.lines.copy)
        self.table.clicked.connect(self.table_wanted)
        self.paper.clicked.connect(self.print_wanted)
        self.keep.clicked.connect(self.keeping_wanted)
        self.turn.clicked.connect(self.turn_wanted)
        self.away.clicked.connect(self.closed)
        self.set_look(colours, scale)
        self.show_across(False)
        self.show_nothing()

    def _arrange(self) -> None:
        self._top = QVBoxLayout()
        self._top.setContentsMargins(_EDGE, _EDGE, _EDGE, 8)
        self._top.setSpacing(6)
        self._top.addWidget(self.terms)
        self._top.addWidget(self.telling)
        self._doings = QWidget()
        doings = QHBoxLayout(self._doings)
        doings.setContentsMargins(0, 0, 0, 0)
        doings.setSpacing(12)
        for button in (self.copy, self.table, self.paper, self.keep):
            doings.addWidget(button)
        doings.addStretch(1)
        for button in (self.turn, self.away):
            doings.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._top)
        self._column.addWidget(self.lines, 1_000)
        self._column.addStretch(1)
        self._place_doings()

    def _place_doings(self) -> None:
        """Put what can be done with the lines below them, or beside the picture where there is width for it."""
        if self._is_wide:
            self._doings.setContentsMargins(0, 0, 0, 0)
            self.telling.take_below(self._doings)
        else:
            self._doings.setContentsMargins(_EDGE, 6, _EDGE, 6)
            self._column.addWidget(self._doings)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._scale = scale
        self.telling.set_look(colours, scale)
        self.lines.set_look(colours, scale)
        self.tools.set_look(colours, scale)
        self._fit(self.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set side by side what has room for it."""
        super().resizeEvent(event)
        self._fit(event.size())

    def _fit(self, room: QSize) -> None:
        is_wide = room.width() >= round(_WIDE_FROM * self._scale / 100)
        has_room = is_wide or room.height() >= round(_PICTURE_FROM * self._scale / 100)
        self.telling.give_room(has_room, is_low=self._is_across and not has_room)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self.terms.set_wide(is_wide)
            self.telling.set_wide(is_wide)
            self._place_doings()

    def show_across(self, is_across: bool) -> None:
        """Say whether this stands across the window, or at its side."""
        self._is_across = is_across
        self._fit(self.size())
        self.away.setVisible(is_across)
        self.turn.setText(self.tr("At the side") if is_across else self.tr("Across"))
        name = (
            self.tr("Put the concordance back at the side")
            if is_across
            else self.tr("Put the concordance across the window, under the letter")
        )
        self.turn.setAccessibleName(name)
        self.turn.setToolTip(name)

    # Asking.

    def question(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def ask(self, question: str, bounds: Bounds = _EVERYWHERE) -> None:
        """Put ``question`` into the field and ask it, everywhere unless there are ``bounds``."""
        self.terms.set_bounds(bounds)
        if question == self.question():
            self.wanted.emit()
        else:
            self.field.setText(question)

    # Showing.

    def show_nothing(self) -> None:
        """Say what comes here, and how."""
        self._is_shown = False
        self.lines.show_lines(())
        self.telling.show_nothing()
        self._show_parts(are_there=False)

    def show_lines(self, concordance: Concordance, lines: tuple[Line, ...]) -> None:
        """Show the lines in the order in which they come."""
        self._is_shown = False  # moves of the current line are no reader's, for a moment
        self.lines.show_lines(lines)
        self._is_shown = True
        self.telling.show_lines(concordance, lines)
        self._show_parts(are_there=bool(lines))

    def told(self) -> str:
        """Return in words what stands above the lines, to be read aloud."""
        return self.telling.told()

    @Slot(int)
    def step(self, by: int) -> None:
        """Make the next line (or with -1 the one before) current."""
        self._is_shown = False
        has_moved = self.lines.step(by)
        self._is_shown = True
        if has_moved:
            self._follow()

    @Slot(QModelIndex)
    def _on_moved(self) -> None:
        if self._is_shown and self.lines.hasFocus():
            self._follow()

    @Slot(QModelIndex)
    def _follow(self) -> None:
        line = self.lines.current()
        if line is not None:
            self.became_current.emit(line)

    @Slot(str, int)
    def _on_completed(self, question: str, caret: int) -> None:
        self.field.setText(question)
        self.field.setCursorPosition(caret)

    @Slot()
    def _accept(self) -> None:
        line = self.lines.current()
        if line is not None:
            self.accepted.emit(line)

    def _show_parts(self, *, are_there: bool) -> None:
        self.terms.show_order(is_there=are_there)
        for part in (self.lines, self.copy, self.table, self.paper, self.keep):
            part.setVisible(are_there)

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("link", True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button
