"""The list of ways in which what stands in the field may go on."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from cca_desktop.search.completion import Completion
from cca_desktop.ui.announce import announce

_WAY = Qt.ItemDataRole.UserRole
_MOST_SEEN = 8  # rows


class CompletionList(QListWidget):
    """Hangs under the field, over the panel; the field keeps the keyboard."""

    chosen = Signal(object)  # a Completion

    def __init__(self, field: QWidget) -> None:
        """Hang under ``field``, unseen as yet."""
        super().__init__(field.window())
        self._field = field
        self.setObjectName("completions")
        self.setAccessibleName(self.tr("Ways to go on"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self.clicked.connect(self._on_clicked)

    def offer(self, ways: Sequence[Completion]) -> None:
        """Show these; none is current yet, so that Enter still asks what stands in the field."""
        self.clear()
        for way in ways:
            item = QListWidgetItem(self._words(way))
            item.setData(_WAY, way)
            self.addItem(item)
        self.setCurrentRow(-1)
        self.setVisible(bool(ways))
        if ways:
            self.place_under(self._field)
            self.raise_()
            announce(self._field, self.tr("%n ways to go on; Down leads to them", "", len(ways)))

    def current(self) -> Completion | None:
        """Return the one that Enter takes."""
        way = self.currentIndex().data(_WAY)
        return way if isinstance(way, Completion) else None

    def step(self, by: int) -> None:
        """Make the next one current; above the first there is none, as at the beginning."""
        self.setCurrentRow(max(-1, min(self.count() - 1, self.currentRow() + by)))
        if self.currentRow() < 0:
            self.clearSelection()
        else:
            announce(self._field, str(self.currentIndex().data()))

    def place_under(self, field: QWidget) -> None:
        """Hang under ``field``, as wide as it is."""
        if self.count():
            height = self.sizeHintForRow(0) * min(self.count(), _MOST_SEEN) + 2 * self.frameWidth() + 2
            at = field.mapTo(field.window(), QPoint(0, field.height() + 2))
            self.setGeometry(at.x(), at.y(), field.width(), height)

    def _words(self, way: Completion) -> str:
        if not way.found:
            return way.insertion
        return self.tr("{words}  (%Ln)", "", way.found).format(words=way.insertion)

    @Slot(QModelIndex)
    def _on_clicked(self) -> None:
        way = self.current()
        if way is not None:
            self.chosen.emit(way)
