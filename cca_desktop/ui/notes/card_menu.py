"""The menu at a card: what can be done to it, or to all that are selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from cca_desktop.notes.note import COLOURS
from cca_desktop.ui.actions import Actions, Command
from cca_desktop.ui.swatches import colour_names, spot
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.notes.card_list import CardList
    from cca_desktop.ui.notes.selected import Selected


class CardMenu(QMenu):
    """Offers what a reader may want to do with a note that stands in the list."""

    def __init__(
        self, cards: CardList, selected: Selected, asks_tags: Callable[[], object], actions: Actions, colours: Colours
    ) -> None:
        """Offer it for what is ``selected``; ``asks_tags`` brings the field for tags."""
        super().__init__(cards)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_one = len(selected.ids()) == 1
        if is_one:
            self.addAction(self.tr("Open"), partial(cards.editor_wanted.emit, cards.currentIndex()))
        self.addAction(self.tr("Copy"), cards.copy)
        self.addSeparator()
        in_colour = self.addMenu(self.tr("Colour"))
        for colour, name in zip(COLOURS, colour_names(self), strict=True):
            in_colour.addAction(spot(colours, colour), name, partial(selected.colour, colour))
        self.addAction(self.tr("Tags…"), asks_tags)
        self.addAction(self.tr("Export…"), selected.export)
        self.addSeparator()
        if is_one:
            self.addAction(actions[Command.VERSIONS])
            if selected.is_astray():
                self.addAction(actions[Command.FIND_PLACE])
        self.addAction(actions[Command.FIND_NOTES])
        self.addSeparator()
        self.addAction(actions[Command.RETIRE_NOTE])
