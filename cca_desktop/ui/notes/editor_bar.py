"""The bar over a note's words: what can be done to them, and the colours."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QWidget

from cca_desktop.notes.note import COLOURS
from cca_desktop.ui.notes.note_keys import NoteKey, named, tip_of
from cca_desktop.ui.swatches import colour_names, spot
from cca_desktop.ui.theme import Colours

_SIGNS = {
    NoteKey.STRONG: "B",
    NoteKey.EMPHASIS: "I",
    NoteKey.QUOTATION: "❝",
    NoteKey.LIST: "•",
    NoteKey.TASK: "☐",
    NoteKey.NOTE_LINK: "[[",
}
_SIZE = 24  # pixels at 100 %
_BETWEEN = 2
_LARGEST_SCALE = 200  # per cent: larger buttons would leave the words no room


class EditorBar(QWidget):
    """Buttons that tell what was pressed; they do nothing themselves."""

    key_wanted = Signal(object)  # a NoteKey
    colour_chosen = Signal(str)
    turned = Signal()  # it has become higher, or lower

    def __init__(self, colours: Colours, scale: int) -> None:
        """Lay the buttons out."""
        super().__init__()
        self._swatches: dict[str, QToolButton] = {}
        self._buttons: list[QToolButton] = []
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(_BETWEEN)
        deeds, spots = QHBoxLayout(), QHBoxLayout()
        for group in (deeds, spots):
            group.setSpacing(_BETWEEN)
        for key, sign in _SIGNS.items():
            button = self._button(named(key), tip_of(key))
            button.setText(sign)
            face = button.font()
            face.setBold(key is NoteKey.STRONG)
            face.setItalic(key is NoteKey.EMPHASIS)
            button.setFont(face)
            button.clicked.connect(partial(self.key_wanted.emit, key))
            deeds.addWidget(button)
        for colour, name in zip(COLOURS, colour_names(self), strict=True):
            button = self._button(name, name)
            button.setCheckable(True)
            button.clicked.connect(partial(self.colour_chosen.emit, colour))
            self._swatches[colour] = button
            spots.addWidget(button)
        self._groups.addLayout(deeds)
        self._groups.addSpacing(_BETWEEN)
        self._groups.addLayout(spots)
        spots.addStretch(1)
        deeds.addStretch(1)
        self._groups.setStretch(2, 1)
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        size = round(_SIZE * min(scale, _LARGEST_SCALE) / 100)
        for button in self._buttons:
            button.setFixedSize(size, size)
            button.setIconSize(QSize(size // 2, size // 2))
        for colour, button in self._swatches.items():
            button.setIcon(spot(colours, colour))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the colours below the other buttons where they have no room beside them."""
        super().resizeEvent(event)
        needed = len(self._buttons) * (self._buttons[0].width() + _BETWEEN) + 2 * _BETWEEN
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if event.size().width() >= needed else direction.TopToBottom
        if wanted != self._groups.direction():
            self._groups.setDirection(wanted)
            self.turned.emit()

    def show_colour(self, chosen: str) -> None:
        """Show which colour the note has."""
        for colour, button in self._swatches.items():
            button.setChecked(colour == chosen)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setStyleSheet("padding: 0")
        self._buttons.append(button)
        return button
