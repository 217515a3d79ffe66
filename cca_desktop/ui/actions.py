"""The commands come alive: an action each, and the menus they stand in."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from cca_desktop.ui.command_table import AFTER_A_LINE, NEED_A_SELECTION, TABLE
from cca_desktop.ui.commands import GROUP_TITLES, Command, spoken

__all__ = ("GROUP_TITLES", "TABLE", "Actions", "Command", "spoken")


class Actions(QObject):
    """The table come alive: one QAction a row, owned by the window."""

    def __init__(self, parent: QObject) -> None:
        """Make them; nothing is connected yet."""
        super().__init__(parent)
        self._actions: dict[Command, QAction] = {}
        for row in TABLE:
            action = QAction(spoken(row.text), self)
            action.setObjectName(row.command)
            action.setShortcuts([QKeySequence(keys) for keys in row.keys])
            action.setToolTip(spoken(row.tip))
            action.setCheckable(row.is_choice)
            self._actions[Command(row.command)] = action
        self.offer_on_selection(False)

    def __getitem__(self, command: Command) -> QAction:
        """Return the action of ``command``."""
        return self._actions[command]

    def __iter__(self) -> Iterator[QAction]:
        """Go through all of them, in the order of the table."""
        return iter(self._actions.values())

    @Slot(bool)
    def offer_on_selection(self, is_there: bool) -> None:
        """Offer what needs selected words only where there are some."""
        for command in NEED_A_SELECTION:
            self._actions[command].setEnabled(is_there)

    def named(self, name: str) -> QAction:
        """Return the action of the command of that name."""
        return self._actions[Command(name)]

    def fill(self, menu: QMenu | QMenuBar) -> None:
        """Put all of them into ``menu``, one menu a group, with a line between what belongs together."""
        for group, title in GROUP_TITLES.items():
            of_group = menu.addMenu(spoken(str(title)))
            for command in [Command(row.command) for row in TABLE if row.group == group]:
                if command in AFTER_A_LINE:
                    of_group.addSeparator()
                of_group.addAction(self._actions[command])
