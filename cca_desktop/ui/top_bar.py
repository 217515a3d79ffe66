"""The bar at the top: what is open, and the few commands that one wants at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from cca_desktop.library.document import Document
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face, put_on

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu, QToolButton

    from cca_desktop.ui.actions import Actions

_BEFORE_THE_TITLE = ("menu", "left_side")
_AFTER_THE_TITLE = ("write_note", "cite", "print", "size", "theme", "right_side")
_ICON = 16  # pixels at 100 %
_LEAST_LETTERS = 4  # fewer of a name say nothing
_CUT_WITH = " ·,;"
_AROUND_AN_ICON = 13
_MENUS = {
    "size": ("larger", "smaller", "usual_size", "typography"),
    "theme": ("light", "sepia", "dark", "contrast", "system"),
}


class Shortened(QLabel):
    """Shows as many of its words as there is room for, and says with three dots that there are more."""

    def __init__(self, words: str) -> None:
        """Show ``words``; a screen reader is told all of them."""
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Return the room that all words need."""
        margins = self.contentsMargins()
        needed = self.fontMetrics().horizontalAdvance(self._words) + 2
        return QSize(needed + margins.left() + margins.right(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return that any room will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self.shorten()

    def shorten(self) -> None:
        """Cut the words where they no longer fit, and show all of them in a tip then."""
        room, width_of = self.contentsRect().width(), self.fontMetrics().horizontalAdvance
        shown = self._words
        if width_of(shown) > room:
            letters = len(shown)
            while letters and width_of(shown[:letters].rstrip(_CUT_WITH) + "…") > room:
                letters -= 1
            shown = shown[:letters].rstrip(_CUT_WITH) + "…" if letters >= _LEAST_LETTERS else ""
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._words else self._words)


class TopBar(QFrame):
    """Shows the document's name and offers commands; what they do is known elsewhere.

    A button bears the name of its icon, which is that of its command, or "menu", "size", "theme" for the three menus.
    """

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Show ``document``; the buttons come after the first picture, and what they do after that."""
        super().__init__()
        self.setObjectName("topBar")
        self._title = Shortened(document.short_title)
        self._subtitle = Shortened(document.subtitle)
        self._subtitle.setProperty("quiet", True)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 8, 6)
        self._row.setSpacing(4)
        self._row.addWidget(self._title)
        self._row.addSpacing(8)
        self._row.addWidget(self._subtitle, 1)
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        face = panel_face(scale)
        face.setWeight(face.Weight.DemiBold)
        put_on(self._title, face)
        self._colours = colours
        self._scale = scale
        side = round(_ICON * scale / 100)
        button = side + _AROUND_AN_ICON
        self.setFixedHeight(button + _AROUND_AN_ICON)
        room = 0 if self._buttons else len(_BEFORE_THE_TITLE) * (button + self._row.spacing())
        self._title.setContentsMargins(room + 8, 0, 0, 0)
        for words in (self._title, self._subtitle):
            words.updateGeometry()
            words.shorten()
        if self._buttons:
            self._show_icons(side, button)

    def _show_icons(self, side: int, around: int) -> None:
        from cca_desktop.ui.icons import icon

        for name, button in self._buttons.items():
            button.setIcon(icon(name, self._colours.ink))
            button.setIconSize(QSize(side, side))
            button.setFixedSize(around, around)

    def show_buttons(self) -> None:
        """Add a button for what one wants at hand."""
        from PySide6.QtWidgets import QToolButton

        for place, name in enumerate((*_BEFORE_THE_TITLE, *_AFTER_THE_TITLE)):
            button = QToolButton(self)
            self._buttons[name] = button
            self._row.insertWidget(place if place < len(_BEFORE_THE_TITLE) else -1, button)
        self.set_look(self._colours, self._scale)

    def offer(self, actions: Actions) -> None:
        """Let each button do what its icon says, and give it its name and its tip."""
        from PySide6.QtWidgets import QToolButton

        names = {"menu": self.tr("Menu"), "size": self.tr("Size of the text"), "theme": self.tr("Colours")}
        for name, button in self._buttons.items():
            if name in names:
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
                button.setMenu(self._menu(button, actions, name))
                button.setAccessibleName(names[name])
                button.setToolTip(names[name])
            else:
                action = actions.named(name)
                keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
                button.clicked.connect(action.trigger)
                button.setAccessibleName(action.toolTip())
                button.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())

    def _menu(self, button: QToolButton, actions: Actions, name: str) -> QMenu:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(button)
        if name in _MENUS:
            menu.addActions([actions.named(command) for command in _MENUS[name]])
        else:
            actions.fill(menu)
        return menu
