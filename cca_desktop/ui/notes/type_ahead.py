"""Come to a note by typing how its words begin, among tens of thousands of them too."""

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from cca_desktop.ui.notes.note_model import NoteModel

_AT_ONCE = 3_000  # notes that are looked at before whatever else is to be done gets its turn


class TypeAhead(QObject):
    """Looks from the current row on and round. The same letter again goes to the next note that begins with it."""

    found = Signal(int)  # a row

    def __init__(self, model: NoteModel, parent: QObject) -> None:
        """Look through the rows of ``model``."""
        super().__init__(parent)
        self._model = model
        self._typed = ""
        self._typed_at = 0.0
        self._sought = ""
        self._rows: list[range] = []
        self._goes_on = QTimer(self)
        self._goes_on.setSingleShot(True)
        self._goes_on.setInterval(0)
        self._goes_on.timeout.connect(self._look_on)
        model.modelAboutToBeReset.connect(self._goes_on.stop)

    def type(self, letters: str, current: int) -> None:
        """Go on with ``letters``; with new ones after a pause. ``current`` is the row that one is in, -1 for none."""
        pause, self._typed_at = time.monotonic() - self._typed_at, time.monotonic()
        is_new = pause * 1000 > QApplication.keyboardInputInterval()
        self._typed = letters if is_new else self._typed + letters
        is_repeated = len(set(self._typed)) == 1
        self._sought = self._typed[0] if is_repeated else self._typed
        begin = max(0, current + (is_new or is_repeated))
        count = self._model.rowCount()
        self._goes_on.stop()
        self._rows = [*_portions(begin, count), *_portions(0, min(begin, count))]
        self._look_on()

    @Slot()
    def _look_on(self) -> None:
        if not self._rows:
            return
        row = self._model.row_that_begins(self._sought, self._rows.pop(0))
        if row is None:
            if self._rows:
                self._goes_on.start()
        else:
            self._rows = []
            self.found.emit(row)


def _portions(first: int, end: int) -> list[range]:
    return [range(start, min(start + _AT_ONCE, end)) for start in range(first, end, _AT_ONCE)]
