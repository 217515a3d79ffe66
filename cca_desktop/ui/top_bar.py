"""The bar at the top: what is open, and the few commands that one wants at hand."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from cca_desktop.library.document import Document
from cca_desktop.ui.actions import GROUP_TITLES, GROUPS, Actions, Command, spoken
from cca_desktop.ui.icons import icon
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face

_SIZES = (Command.LARGER, Command.SMALLER, Command.USUAL_SIZE)
_THEMES = (Command.LIGHT, Command.SEPIA, Command.DARK, Command.CONTRAST, Command.SYSTEM)


class TopBar(QWidget):
    """Shows the document's name and offers commands; what they do is known elsewhere."""

    def __init__(self, document: Document, actions: Actions, colours: Colours, scale: int) -> None:
        """Show ``document`` and the buttons of ``actions``."""
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._title = QLabel(document.short_title)
        self._subtitle = QLabel(document.subtitle)
        self._subtitle.setProperty("quiet", True)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._menu = self._button("menu", self.tr("Menu"))
        self._menu.setMenu(self._whole_menu())
        self._left = self._command("left", Command.LEFT_SIDE)
        self._right = self._command("right", Command.RIGHT_SIDE)
        self._write = self._command("write", Command.WRITE_NOTE)
        self._cite = self._command("cite", Command.CITE)
        self._print = self._command("print", Command.PRINT)
        self._size = self._button("size", self.tr("Size of the text"))
        self._size.setMenu(self._menu_of(self._size, _SIZES))
        self._theme = self._button("theme", self.tr("Colours"))
        self._theme.setMenu(self._menu_of(self._theme, _THEMES))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        for widget in (self._menu, self._left):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self._title)
        row.addSpacing(8)
        row.addWidget(self._subtitle, 1)
        for widget in (self._write, self._cite, self._print, self._size, self._theme, self._right):
            row.addWidget(widget)
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        face = panel_face(scale)
        face.setWeight(face.Weight.DemiBold)
        self._title.setFont(face)
        side = round(16 * scale / 100)
        for button in self.findChildren(QToolButton):
            button.setIcon(icon(button.objectName(), colours.ink))
            button.setIconSize(QSize(side, side))

    def _command(self, picture: str, command: Command) -> QToolButton:
        action = self._actions[command]
        button = self._button(picture, action.toolTip())
        button.clicked.connect(action.trigger)
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        button.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())
        return button

    def _button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(picture)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _menu_of(self, parent: QWidget, commands: tuple[Command, ...]) -> QMenu:
        menu = QMenu(parent)
        menu.addActions([self._actions[command] for command in commands])
        return menu

    def _whole_menu(self) -> QMenu:
        menu = QMenu(self._menu)
        for group in GROUPS:
            menu.addMenu(spoken(str(GROUP_TITLES[group]))).addActions(self._actions.of_group(group))
        return menu
