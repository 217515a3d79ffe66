"""The list of the lines: any of them can be chosen, copied and dragged away, and one is current."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView

from cca_desktop.search.concordance import Line
from cca_desktop.ui.concordance.line_delegate import LineDelegate
from cca_desktop.ui.concordance.line_model import LineModel, LineRole
from cca_desktop.ui.copy_key import CopyKey
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.theme import Colours


class LineList(QListView):
    """Lists the lines of a concordance."""

    def __init__(self, colours: Colours, scale: int) -> None:
        """Begin empty."""
        super().__init__()
        CopyKey(self, self.copy)
        self.setObjectName("lines")
        self.setAccessibleName(self.tr("Lines of the concordance"))
        self._model = LineModel(self)
        self.setModel(self._model)
        self._delegate = LineDelegate(colours, scale, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._delegate.set_look(colours, scale)
        self.setMinimumHeight(self._delegate.height())  # one line at least can be read whole
        self.scheduleDelayedItemsLayout()
        paper_of(self).update()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the line that was current stays so, if it is among them, and the first is otherwise."""
        current = self.current()
        at = current and (current.document, current.note, current.span)
        self._model.show_lines(lines)
        if lines:
            rows = (row for row, line in enumerate(lines) if (line.document, line.note, line.span) == at)
            self.setCurrentIndex(self._model.index(next(rows, 0)))

    def lines(self) -> tuple[Line, ...]:
        """Return the lines in the order in which they are shown."""
        return self._model.lines()

    def chosen(self) -> tuple[Line, ...]:
        """Return the lines that are selected, in the order in which they are shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.lines()[row] for row in rows)

    def current(self) -> Line | None:
        """Return the current line."""
        line = self.currentIndex().data(LineRole.LINE)
        return line if isinstance(line, Line) else None

    def current_aloud(self) -> str:
        """Return the words that are read aloud for the current line."""
        return str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def step(self, by: int) -> bool:
        """Make the next line (or with -1 the one before) current, going round; tell whether there is one."""
        count = self._model.rowCount()
        if count:
            self.setCurrentIndex(self._model.index((self.currentIndex().row() + by) % count))
        return count > 0

    def copy(self) -> None:
        """Copy the chosen lines, each with its place, to be read as they stand here."""
        words = [f"{self._model.place_of(line)}\t{line.left}\t{line.node}\t{line.right}" for line in self.chosen()]
        if words:
            QGuiApplication.clipboard().setText("\n".join(words))
