"""The hits under the search field: their spread over the letter, and one row for each."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.search.hit_delegate import HitDelegate
from cca_desktop.ui.search.hit_model import HitModel, HitRole
from cca_desktop.ui.search.spread import Spread
from cca_desktop.ui.theme import Colours

_EDGE = 14


class HitList(QWidget):
    """Lists the hits of an answer and keeps one of them current."""

    became_current = Signal(object)  # a Hit that the reader moved to
    accepted = Signal(object)  # a Hit that the reader wants to stay at
    place_chosen = Signal(float)  # a place on the spread, 0 to 1

    def __init__(self, colours: Colours, scale: int, place_in_letter: Callable[[Hit], float | None]) -> None:
        """Begin empty; ``place_in_letter`` tells where on the spread a hit stands."""
        super().__init__()
        self._place_in_letter = place_in_letter
        self._spread = Spread(colours)
        self._model = HitModel(self)
        self.rows = QListView()
        self.rows.setObjectName("hits")
        self.rows.setAccessibleName(self.tr("Hits"))
        self.rows.setUniformItemSizes(True)
        self.rows.setModel(self._model)
        self._delegate = HitDelegate(colours, scale, self.rows)
        self.rows.setItemDelegate(self._delegate)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip = QVBoxLayout()
        strip.setContentsMargins(_EDGE, 0, _EDGE, 10)
        strip.addWidget(self._spread)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.rows, 1)
        self.rows.clicked.connect(self._follow)
        self.rows.activated.connect(self._accept)
        self._spread.place_chosen.connect(self.place_chosen)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._delegate.set_look(colours, scale)
        self._spread.set_colours(colours)
        self.rows.scheduleDelayedItemsLayout()
        paper_of(self.rows).update()

    def show_answer(self, answer: Answer | None, *, row: int = 0) -> None:
        """Show the hits of ``answer``, the one in ``row`` as the current one."""
        self._model.show_answer(answer)
        hits = self._model.hits()
        places = [self._place_in_letter(hit) for hit in hits if hit.kind == "text"]
        self._spread.show_places([place for place in places if place is not None])
        self._spread.setVisible(bool(places))
        self.setVisible(bool(hits))
        if hits:
            self.rows.setCurrentIndex(self._model.index(min(max(row, 0), len(hits) - 1)))

    def current(self) -> Hit | None:
        """Return the current hit."""
        hit = self.rows.currentIndex().data(HitRole.HIT)
        return hit if isinstance(hit, Hit) else None

    def row(self) -> int:
        """Return the number of the current hit, from 0."""
        return self.rows.currentIndex().row()

    def current_aloud(self) -> str:
        """Return the words that are read aloud for the current hit."""
        return str(self.rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def step(self, by: int) -> None:
        """Make the next hit (or with -1 the one before) current, going round at the ends."""
        count = self._model.rowCount()
        if count:
            self.rows.setCurrentIndex(self._model.index((self.row() + by) % count))
            self._follow()

    def _follow(self, _index: QModelIndex | None = None) -> None:
        hit = self.current()
        if hit is not None:
            self.became_current.emit(hit)

    @Slot(QModelIndex)
    def _accept(self, _index: QModelIndex) -> None:
        hit = self.current()
        if hit is not None:
            self.accepted.emit(hit)
