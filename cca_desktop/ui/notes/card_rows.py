"""The rows of the list of cards: where each stands, of which only those in view are ever set."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Slot
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView

from cca_desktop.ui.notes.card_heights import CardHeights
from cca_desktop.ui.paper import paper_of

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

    from cca_desktop.ui.notes.note_delegate import NoteDelegate

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_GUESS = 120  # pixels: how high a card may be that nobody has seen
_STEP = 24  # pixels: a third of what a turn of the wheel scrolls


class CardRows(QListView):
    """Rows of cards, one below the other.

    Qt's own list asks every row how high it is before it shows the first, which cannot be waited for where there are
    tens of thousands. This one sets the cards that are in view, guesses the others, and puts each right when it comes
    into view: what the reader sees stays where it is then. To assistive technology it is the list that it descends
    from, with all its rows.
    """

    def __init__(self) -> None:
        """Begin without notes; :meth:`show_by` comes before they do."""
        super().__init__()
        self._heights = CardHeights()
        self._is_settling = False
        self._awaits_look = False
        self._selects_from: QPersistentModelIndex | None = None
        self.verticalScrollBar().setSingleStep(_STEP)

    def show_by(self, cards: NoteDelegate) -> None:
        """Let ``cards`` set and paint them, and open editors in their place."""
        self._cards = cards
        self.setItemDelegate(cards)

    # Which rows there are.

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show the rows of ``model``; their heights follow it before anything else asks for them."""
        if model is not None:
            model.rowsInserted.connect(self._on_rows_come)
            model.rowsRemoved.connect(self._on_rows_gone)
            model.rowsMoved.connect(self._on_row_moved)
            model.modelReset.connect(self._on_all_anew)
        super().setModel(model)

    @Slot(QModelIndex, int, int)
    def _on_rows_come(self, _parent: QModelIndex, first: int, last: int) -> None:
        count = last - first + 1
        is_above = self._is_above(first)
        self._heights.insert(first, count, _GUESS)
        if is_above:
            self._scroll_quietly(self.verticalOffset() + count * _GUESS)

    @Slot(QModelIndex, int, int)
    def _on_rows_gone(self, _parent: QModelIndex, first: int, last: int) -> None:
        is_above = self._is_above(first)
        gone = self._heights.remove(first, last - first + 1)
        if is_above:
            self._scroll_quietly(self.verticalOffset() - gone)

    @Slot(QModelIndex, int, int, QModelIndex, int)
    def _on_row_moved(self, _from: QModelIndex, first: int, last: int, _to: QModelIndex, row: int) -> None:
        """Follow rows that stand before ``row`` now, as it was counted before they moved."""
        height = self._heights.height(first)
        self._heights.remove(first, last - first + 1)
        self._heights.insert(row if row < first else row - (last - first + 1), last - first + 1, height)

    @Slot()
    def _on_all_anew(self) -> None:
        self._heights = CardHeights(self.model().rowCount(), _GUESS)
        self._selects_from = None

    def _is_above(self, row: int) -> bool:
        """Tell whether ``row`` begins above what is seen."""
        return self._heights.top(row) < self.verticalOffset()

    # Where they stand.

    def verticalOffset(self) -> int:
        """Return how far the list is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Return nought: cards are as wide as the list."""
        return 0

    def await_look(self) -> None:
        """Set nothing for each part of a new style, until :meth:`look_anew` says that all of it is there."""
        self._awaits_look = True

    def look_anew(self) -> None:
        """Set what is in view once more, soon: it looks otherwise."""
        self._awaits_look = False
        self.scheduleDelayedItemsLayout()
        paper_of(self).update()

    def doItemsLayout(self) -> None:
        """Set what is in view, and nothing else."""
        if not self._awaits_look:
            QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Set what is in view, and lay an open editor into its place."""
        self._settle()
        self.updateEditorGeometries()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Set what has come into view."""
        if not self._is_settling:
            self.updateGeometries()
            paper_of(self).update()

    def _scroll_quietly(self, offset: int) -> None:
        """Scroll while the rows that are seen stay as they are, since something above them came or went."""
        self._is_settling = True
        bar = self.verticalScrollBar()
        bar.setMaximum(max(bar.maximum(), offset))
        bar.setValue(offset)
        self._is_settling = False

    def _settle(self) -> None:
        """Set the cards in view, keep those seen where they are, and let the scroll bar know."""
        if self._is_settling:
            return
        self._is_settling = True
        bar, room = self.verticalScrollBar(), paper_of(self).height()
        offset = bar.value()
        for _ in range(3):  # at the end of the list, what turns out lower brings more into view
            offset = self._set_from(max(0, min(offset, self._heights.whole() - room)), room)
            if offset <= max(0, self._heights.whole() - room):
                break
        bar.setPageStep(room)
        bar.setMaximum(max(0, self._heights.whole() - room))
        bar.setValue(offset)
        self._is_settling = False

    def _set_from(self, offset: int, room: int) -> int:
        """Set the cards that are seen at ``offset``; return the offset at which what was seen stands where it did.

        A card that begins above the upper edge keeps its lower edge: it was scrolled into view from there.
        """
        row = self._heights.row_at(offset)
        if row < 0:
            return 0
        moved = self._set(row)
        if self._heights.top(row) < offset:
            offset += moved
        while row > 0 and self._heights.top(row) > offset:
            row -= 1
            offset += self._set(row)
        below = self._heights.top(row)
        while row < len(self._heights) and below < offset + room:
            self._set(row)
            below += self._heights.height(row)
            row += 1
        return max(0, offset)

    def _set(self, row: int) -> int:
        """Set the card in ``row``; return by how much that moves what is below it."""
        return self._heights.put(row, self._cards.height(self.model().index(row, 0)))

    def _set_above(self, row: int, room: int) -> None:
        """Set the card in ``row``, and those above it as far as there is room for them."""
        while row >= 0 and room > 0:
            self._set(row)
            room -= self._heights.height(row)
            row -= 1

    def visualRect(self, index: Index) -> QRect:
        """Return where a row stands in the view, or would stand."""
        if not index.isValid():
            return QRect()
        self.executeDelayedItemsLayout()
        row = index.row()
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, paper_of(self).width(), self._heights.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at ``point`` of the view; none below the last."""
        self.executeDelayedItemsLayout()
        at = point.y() + self.verticalOffset()
        return self.model().index(self._heights.row_at(at) if 0 <= at < self._heights.whole() else -1, 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into view; one that is higher than the view with its upper edge."""
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        row, room = index.row(), paper_of(self).height()
        hints = QAbstractItemView.ScrollHint
        if hint != hints.PositionAtTop:
            self._set_above(row, room)
        above = self._cards.pinned_height(index)  # which would cover the card
        top, height = self._heights.top(row) - above, self._heights.height(row) + above
        offset = self.verticalOffset()
        if hint == hints.PositionAtTop or (hint == hints.EnsureVisible and (top < offset or height > room)):
            offset = top
        elif hint == hints.PositionAtCenter:
            offset = top - (room - height) // 2
        elif hint == hints.PositionAtBottom or top + height > offset + room:
            offset = top + height - room
        self._scroll_quietly(max(0, offset))
        self.scrollContentsBy(0, 0)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return what is to be painted anew when ``selection`` changes: all that is seen, which is not much."""
        return QRegion(paper_of(self).rect())
