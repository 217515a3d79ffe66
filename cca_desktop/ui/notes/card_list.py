"""The list that the cards of notes stand in: its keys, its mouse, and what is told and painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication

from cca_desktop.ui.notes.card_rows import CardRows, Index
from cca_desktop.ui.notes.note_model import NoteModel, NoteRole
from cca_desktop.ui.paper import paper_of

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
    from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from cca_desktop.ui.copy_key import CopyKey
    from cca_desktop.ui.notes.type_ahead import TypeAhead


class CardList(CardRows):
    """The cards; Enter or F2 opens the editor of the current one."""

    editor_wanted = Signal(QModelIndex)
    link_clicked = Signal(str)  # where words of a card lead
    tag_clicked = Signal(str)
    menu_wanted = Signal(QPoint)  # a place of the screen
    left = Signal()  # Esc: back to the letter
    approached = Signal()  # the reader comes to the cards, with the pointer or by key

    def __init__(self) -> None:
        """Begin without notes."""
        super().__init__()
        self.setProperty("selectionMode", "ExtendedSelection")
        self.setProperty("dragEnabled", True)
        self.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self._copy_key: CopyKey | None = None  # until the keyboard comes here: docs/decisions/first-picture.md
        self._type_ahead: TypeAhead | None = None
        self._pressed: tuple[QPersistentModelIndex, QPointF] | None = None  # a card beside an open one, and where
        self._chosen: QPersistentModelIndex | None = None  # such a card, by the click before

    def go_to(self, index: QModelIndex) -> None:
        """Make a card the current and the only selected one, whatever keys are held: those were for something else."""
        from PySide6.QtCore import QItemSelectionModel

        self._selects_from = QPersistentModelIndex(index)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Keys and the mouse.

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row that a key goes to from the current one."""
        actions = QAbstractItemView.CursorAction
        last = self.model().rowCount() - 1
        row = self.currentIndex().row()
        if row < 0 or action == actions.MoveHome:
            row = 0
        elif action == actions.MoveEnd:
            row = last
        elif action in (actions.MovePageDown, actions.MovePageUp):
            is_down = action == actions.MovePageDown
            page = paper_of(self).height()
            there = self._heights.row_at(self._heights.top(row) + (page if is_down else -page))
            row = max(row + 1, there) if is_down else min(row - 1, there)
        else:
            is_down = action in (actions.MoveDown, actions.MoveRight, actions.MoveNext)
            row += 1 if is_down else -1
        return self.model().index(max(0, min(row, last)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows in ``rect``; where a selection is stretched, from the row where it began."""
        from PySide6.QtCore import QItemSelection, QItemSelectionModel

        if not len(self._heights):
            return
        box = rect.normalized()
        rows = [self._heights.row_at(y + self.verticalOffset()) for y in (box.top(), box.bottom())]
        begun = self._selects_from
        if not command & QItemSelectionModel.SelectionFlag.Current:
            self._selects_from = QPersistentModelIndex(self.model().index(rows[0], 0))
        elif begun is not None and begun.isValid():
            # Its place may have been guessed when it began: what is far from it is the row that is come to.
            come_to = max(rows, key=lambda row: abs(row - begun.row()))
            rows = sorted((begun.row(), come_to))
        first, last = (self.model().index(row, 0) for row in rows)
        self.selectionModel().select(QItemSelection(first, last), command)

    def selectAll(self) -> None:
        """Select all rows at once; Qt's own list asks for each whether it is there."""
        from PySide6.QtCore import QItemSelection, QItemSelectionModel

        first, last = (self.model().index(row, 0) for row in (0, len(self._heights) - 1))
        self.selectionModel().select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_rows(self) -> list[int]:
        """Return the rows that are selected, in order; tens of thousands cost no more than their numbers."""
        chosen = self.selectionModel().selection()
        spans = [range(one.top(), one.bottom() + 1) for one in (chosen.at(number) for number in range(chosen.size()))]
        return [row for span in sorted(spans, key=lambda span: span.start) for row in span]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the editor with Enter and with F2."""
        from PySide6.QtCore import Qt

        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if event.key() in keys and self.currentIndex().isValid():
            self.editor_wanted.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Come to the next note that begins with what is typed; Qt's own way asks all of them within one frame."""
        if self._type_ahead is None:
            from cca_desktop.ui.notes.type_ahead import TypeAhead

            model = self.model()
            assert isinstance(model, NoteModel)
            self._type_ahead = TypeAhead(model, self)
            self._type_ahead.found.connect(self._go_to_row)
        self._type_ahead.type(search, self.currentIndex().row())

    @Slot(int)
    def _go_to_row(self, row: int) -> None:
        self.go_to(self.model().index(row, 0))

    def copy(self) -> None:
        """Copy the notes that are selected, with the words they are about."""
        from PySide6.QtGui import QGuiApplication

        rows = self.selected_rows()
        if rows:
            QGuiApplication.clipboard().setMimeData(self.model().mimeData([self.model().index(row, 0) for row in rows]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is selected: at the pointer, or at the current card where a key asks."""
        is_by_key = event.reason() == event.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if index.isValid():
            box = self.visualRect(index)
            self.menu_wanted.emit(self.mapToGlobal(box.center()) if is_by_key else event.globalPos())
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        """From now on show by the pointer what leads somewhere."""
        paper_of(self).setMouseTracking(True)
        self.approached.emit()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody is here, and take the keys that are the window's elsewhere."""
        if self._copy_key is None:
            from cca_desktop.ui.copy_key import CopyKey

            self._copy_key = CopyKey(self, self.copy)
        self.approached.emit()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let an open note stay open while another card is pressed: it may be dragged there."""
        from PySide6.QtCore import Qt

        index = self.indexAt(event.position().toPoint())
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and index.isValid() and self._cards.is_elsewhere(index):
            self._pressed = QPersistentModelIndex(index), event.position()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card that was chosen by the first click, be it that another was open then."""
        index = self.indexAt(event.position().toPoint())
        if self._chosen is not None and index == self._chosen:
            self.doubleClicked.emit(index)
        else:
            super().mouseDoubleClickEvent(event)

    def _drag_pressed(self, row: QPersistentModelIndex) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QDrag

        index = self.model().index(row.row(), 0)
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        drag.setPixmap(paper_of(self).grab(self.visualRect(index)))
        drag.exec(Qt.DropAction.CopyAction)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a card away, or show a hand over what leads somewhere in it."""
        from PySide6.QtCore import Qt

        if self._pressed is not None:
            row, at = self._pressed
            if (event.position() - at).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                if row.isValid():
                    self._drag_pressed(row)
            return
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        shapes, leads = Qt.CursorShape, bool(self.link_at(point) or self.tag_at(point))
        paper_of(self).setCursor(shapes.PointingHandCursor if leads else shapes.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the card that was clicked; and follow a link in it then, so that one ends where the link leads."""
        from PySide6.QtCore import Qt

        pressed, self._pressed, self._chosen = self._pressed, None, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed[0].isValid():
            self._chosen = pressed[0]
            index = self.model().index(self._chosen.row(), 0)
            link, tag = self.link_at(event.position().toPoint()), self.tag_at(event.position().toPoint())
            self.go_to(index)  # which closes what was open, and moves the cards
            self.clicked.emit(index)
            if link or tag:
                (self.link_clicked if link else self.tag_clicked).emit(link or tag)
            return
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and (link := self.link_at(event.position().toPoint())):
            self.link_clicked.emit(link)
        elif is_plain and (tag := self.tag_at(event.position().toPoint())):
            self.tag_clicked.emit(tag)

    def tag_at(self, point: QPoint) -> str:
        """Return the tag at ``point`` of the view, or ""."""
        index = self.indexAt(point)
        return self._cards.tag_at(QPointF(point), self.visualRect(index), index) if index.isValid() else ""

    def link_at(self, point: QPoint) -> str:
        """Return where the words at ``point`` of the view lead, or ""."""
        index = self.indexAt(point)
        return self._cards.link_at(QPointF(point), self.visualRect(index), index) if index.isValid() else ""

    # What is told and painted.

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Let assistive technology know which row one has come to; Qt's own list would look for it in its layout."""
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and self.hasFocus():
            from cca_desktop.ui.announce import tell_row

            tell_row(self, current.row(), is_focus=True)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Let assistive technology know that another row is selected."""
        QAbstractItemView.selectionChanged(self, selected, deselected)
        if selected.size():
            from cca_desktop.ui.announce import tell_row

            tell_row(self, selected.at(0).top(), is_focus=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view."""
        self.executeDelayedItemsLayout()
        offset = self.verticalOffset()
        row = self._heights.row_at(offset + event.rect().top())
        painter = QPainter(paper_of(self))
        top = self._heights.top(row) - offset if row >= 0 else 0
        while 0 <= row < len(self._heights) and top <= event.rect().bottom():
            height = self._heights.height(row)
            box = QRect(0, top, paper_of(self).width(), height)
            self._cards.paint_card(painter, box, self.model().index(row, 0))
            top += height
            row += 1
        self._paint_pinned(painter, offset)
        painter.end()

    def _paint_pinned(self, painter: QPainter, offset: int) -> None:
        """Paint the heading of what is at the upper edge, above all cards."""
        row = self._heights.row_at(offset)
        if row < 0 or not offset:
            return
        following = self._heights.top(row + 1) - offset
        has_heading = row + 1 < len(self._heights) and self.model().index(row + 1, 0).data(NoteRole.HEADING)
        self._cards.paint_pinned(painter, self.model().index(row, 0), following if has_heading else self.height())
