"""The list of the hits: one row for each, and headings between groups."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView

from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.copy_key import CopyKey
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.search.hit_delegate import HitDelegate
from cca_desktop.ui.search.hit_model import HitModel, HitRole
from cca_desktop.ui.theme import Colours

_LAID_OUT_AT_ONCE = 100  # rows; the others a moment later


class HitList(QListView):
    """Lists hits, keeps one of them current, and lets them be copied or dragged away."""

    def __init__(self, titles: Mapping[str, str], colours: Colours, scale: int) -> None:
        """Begin empty; ``titles`` tells what documents are called."""
        super().__init__()
        CopyKey(self, self.copy)
        self.setObjectName("hits")
        self.setAccessibleName(self.tr("Hits"))
        self._model = HitModel(titles, self)
        self.setModel(self._model)
        self._delegate = HitDelegate(colours, scale, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBatchSize(_LAID_OUT_AT_ONCE)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._delegate.set_look(colours, scale)
        self.scheduleDelayedItemsLayout()
        paper_of(self).update()

    def show_answer(self, answer: Answer | None, *, number: int = 0) -> None:
        """Show the hits of ``answer``, the one of that ``number`` as the current one."""
        self._model.show_answer(answer)
        has_headings = self._model.has_headings()
        self.setUniformItemSizes(not has_headings)
        self.setLayoutMode(QListView.LayoutMode.Batched if has_headings else QListView.LayoutMode.SinglePass)
        count = len(self._model.hits())
        if count:
            self._go_to(min(max(number, 0), count - 1))
        if count and self.number() == 0:
            self.scrollToTop()  # the heading above the first hit is seen too

    def hits(self) -> tuple[Hit, ...]:
        """Return the hits in the order in which they are shown."""
        return self._model.hits()

    def current(self) -> Hit | None:
        """Return the current hit."""
        hit = self.currentIndex().data(HitRole.HIT)
        return hit if isinstance(hit, Hit) else None

    def number(self) -> int:
        """Return the number of the current hit, from 0; -1 where there is none."""
        return self._model.number_at(self.currentIndex())

    def current_aloud(self) -> str:
        """Return the words that are read aloud for the current hit."""
        return str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def step(self, by: int) -> bool:
        """Make the next hit (or with -1 the one before) current, going round at the ends; tell whether there is one."""
        count = len(self._model.hits())
        if count:
            self._go_to((self.number() + by) % count)
        return count > 0

    def copy(self) -> None:
        """Copy the current hit as a quotation that tells where it stands."""
        from cca_desktop.ui.search.quoting import cited

        if self.current() is not None:
            # Only the words: data made in Python and left on the clipboard would be freed after Python itself.
            QGuiApplication.clipboard().setText(cited(self._model.passages([self.currentIndex()])))

    def _go_to(self, number: int) -> None:
        index = self._model.index_of(number)
        if index.row() >= _LAID_OUT_AT_ONCE:
            self.setLayoutMode(QListView.LayoutMode.SinglePass)  # one can only scroll to what is laid out
        self.setCurrentIndex(index)
