"""A note that has lost its place: its words, and where they might stand now. The reader decides."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.text.guessing import Guess
from cca_desktop.ui.dialogs.room import take_room

_FOOT = 40  # pixels of the window that stay in sight below


class AstrayDialog(QDialog):
    """Offers guesses, each by its number; none is taken unless the reader takes it."""

    place_seen = Signal(object)  # a Span that the reader looks at
    place_chosen = Signal(object)  # the Span that the note belongs to from now on; None: the document as a whole

    def __init__(self, words: str, guesses: Sequence[Guess], document: Document, parent: QWidget) -> None:
        """Show ``words``, which are no longer in ``document``, and ``guesses``."""
        super().__init__(parent)
        self._guesses = guesses
        self._window = parent
        self.setWindowTitle(self.tr("A note astray"))
        take_room(self, 76, 18)
        told = QLabel(self.tr("These words are no longer in the text: “{words}”").format(words=words))
        told.setWordWrap(True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        self._asked = QLabel(self.tr("Press the number of the place where it belongs, or Esc to leave it astray."))
        if not guesses:
            self._asked.setText(
                self.tr("No place in the text is like them. Press 0 to let the note stand on no passage, or Esc.")
            )
        self._asked.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName(self.tr("Places that the note may belong to, the likeliest first"))
        self.rows.setWordWrap(True)
        for number, guess in enumerate(guesses, 1):
            label = document.paragraph_at(guess.span.start).label
            self.rows.addItem(
                self.tr("{number}.  {place}, {likeness} % alike: “{words}”").format(
                    number=number,
                    place=f"¶ {label}" if label.isdigit() else label,
                    likeness=round(guess.likeness * 100),
                    words=" ".join(guess.span.cut(document.text).split()),
                )
            )
        self.rows.addItem(self.tr("0.  On the document as a whole, and on no passage of it"))
        self.rows.installEventFilter(self)
        self.rows.currentRowChanged.connect(self._show)
        self.rows.itemActivated.connect(self._choose_current)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (told, self._asked, self.rows, buttons):
            column.addWidget(widget, 1 if widget is self.rows else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand at the foot of the window, below the place that is looked at."""
        super().showEvent(event)
        window = self._window.window().frameGeometry()
        self.move(window.center().x() - self.width() // 2, max(window.top(), window.bottom() - self.height() - _FOOT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the place whose number is pressed, before the list looks for a row that begins so."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            typed = event.text()
            if typed.isdecimal() and int(typed) <= len(self._guesses):
                self._choose(int(typed) - 1 if int(typed) else len(self._guesses))
                return True
        return super().eventFilter(watched, event)

    @Slot(int)
    def _show(self, row: int) -> None:
        if 0 <= row < len(self._guesses):
            self.place_seen.emit(self._guesses[row].span)

    @Slot()
    def _choose_current(self) -> None:
        self._choose(self.rows.currentRow())

    def _choose(self, row: int) -> None:
        self.place_chosen.emit(self._guesses[row].span if row < len(self._guesses) else None)
        self.accept()
