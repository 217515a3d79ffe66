"""Two places of one document beside one another: the second view of the letter, and which of the two one is in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from cca_desktop.ui.reader.letter_view import LetterView


class Split(QObject):
    """Puts a second view beside the first, or under it where two do not fit, and takes it away again."""

    opened = Signal(object)  # the second LetterView, which nobody knows yet

    def __init__(self, letter: LetterView, centre: QSplitter, parent: QObject) -> None:
        """Split the place of ``letter``, the first in ``centre``."""
        super().__init__(parent)
        self._letter = letter
        self._second: LetterView | None = None
        self._is_second_active = False
        self._centre = centre
        self._views = QSplitter()
        self._views.setHandleWidth(1)
        self._views.setChildrenCollapsible(False)
        room = letter.size()
        centre.replaceWidget(0, self._views)
        centre.setStretchFactor(0, 1)
        self._views.addWidget(letter)
        self._views.resize(room)  # at once, since what is shared out now is what there will be
        letter.show()
        letter.take_paper()

    def turn(self) -> None:
        """Open the second view at the place one is at, or close it."""
        if self._second is None:
            self._open()
        else:
            self._close()

    def letters(self) -> tuple[LetterView, ...]:
        """Return the views there are, the first one first."""
        return (self._letter,) if self._second is None else (self._letter, self._second)

    def active(self) -> LetterView:
        """Return the view that one was in last."""
        return self._second if self._second is not None and self._is_second_active else self._letter

    def _open(self) -> None:
        letter = self._letter
        has_room = self._centre.width() >= 2 * letter.width_wanted()
        self._views.setOrientation(Qt.Orientation.Horizontal if has_room else Qt.Orientation.Vertical)
        second = letter.another()
        second.setObjectName("secondLetter")
        second.setAccessibleName(self.tr("The letter, second view"))
        self._second = second
        self._views.addWidget(second)
        self.opened.emit(second)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        second.show()
        half = (self._views.width() if has_room else self._views.height()) // 2
        self._views.setSizes([half, half])
        second.go_to(letter.place())
        second.know_place()
        second.setFocus()

    def _close(self) -> None:
        second = self._second
        if second is not None:
            QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
            self._second = None
            self._is_second_active = False
            self._letter.setFocus()
            second.hide()
            second.deleteLater()
            self._letter.selection_made.emit(self._letter.textCursor().hasSelection())
            self._letter.place_changed.emit(self._letter.place_read())

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now in self.letters():
            self._is_second_active = now is self._second
            active = self.active()
            active.selection_made.emit(active.textCursor().hasSelection())
            active.place_changed.emit(active.place_read())
