"""The list that the cards of notes stand in, and its keys."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView


class CardList(QListView):
    """The cards; Enter or F2 opens the editor of the current one."""

    editor_wanted = Signal(QModelIndex)
    left = Signal()  # Esc: back to the letter

    _width_set_for = 0

    def go_to(self, index: QModelIndex) -> None:
        """Make a card the current and the only selected one, whatever keys are held: those were for something else."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every card find its new height, unless only a scroll bar came or went: cards leave room for one."""
        super().resizeEvent(event)
        if self.width() != self._width_set_for:
            self._width_set_for = self.width()
            self.scheduleDelayedItemsLayout()

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
