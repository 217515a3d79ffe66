"""How many words a note has, and how many of them are selected."""

import re

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel

from cca_desktop.ui.notes.words import Words

_WORD = re.compile(r"[^\W_]\S*")  # a mark alone is no word
_AT_ONCE = 20_000  # characters; more are counted when the hands rest
_RESTS_AFTER_MS = 250


class WordCount(QLabel):
    """Counts the words of a field, those selected first if any are."""

    def __init__(self, words: Words) -> None:
        """Count ``words`` from now on."""
        super().__init__()
        self.setProperty("quiet", True)
        self._words = words
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_RESTS_AFTER_MS)
        self._rest.timeout.connect(self._count)
        words.was_changed.connect(self._count_soon)
        words.selectionChanged.connect(self._count_soon)
        self._count()

    @Slot()
    def _count_soon(self) -> None:
        if self._words.document().characterCount() > _AT_ONCE:
            self._rest.start()
        else:
            self._count()

    @Slot()
    def _count(self) -> None:
        body = self._words.body()
        count = words_in(body)
        told = self.tr("1 word") if count == 1 else self.tr("%Ln words", "", count)
        cursor = self._words.textCursor()
        if cursor.hasSelection():
            selected = words_in(cursor.selectedText())
            told = self.tr("{selected} of %Ln words", "", count).format(selected=f"{selected:,}")
        self.setText(told)
        self.setToolTip(self.tr("%Ln characters", "", len(body)))


def words_in(text: str) -> int:
    """Count the words of ``text``."""
    return sum(1 for _ in _WORD.finditer(text))
