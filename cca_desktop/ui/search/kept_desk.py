"""The questions asked before and those with a name: remembered, shown at the field, asked again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from cca_desktop.errors import KnownError
from cca_desktop.notes.stamp import now
from cca_desktop.search.kept import KeptQuestions, SavedSearch
from cca_desktop.ui.dialogs.saved_questions import SavedQuestionsDialog

if TYPE_CHECKING:
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.ui.lane import Lane
    from cca_desktop.ui.main_window import MainWindow

_HISTORY_SHOWN = 12
_LONGEST_SHOWN = 60  # code points of a question in the menu


class Kept(NamedTuple):
    """What there is: the questions asked, the newest first, and the saved ones by name."""

    history: tuple[str, ...]
    saved: tuple[SavedSearch, ...]


class Asks(Protocol):
    """Where a question is asked: the search panel, or the concordance."""

    @property
    def field(self) -> QLineEdit:
        """The field it stands in."""

    def question(self) -> str:
        """Return what stands there."""

    def ask(self, question: str) -> None:
        """Put ``question`` into the field and ask it."""


class KeptDesk(QObject):
    """Writes questions down on the lane of the notes, and offers them in a menu and in a dialog."""

    def __init__(self, window: MainWindow, lane: Lane[Drawer], parent: QObject) -> None:
        """Work in ``window``."""
        super().__init__(parent)
        self._window = window
        self._lane = lane
        self._remembered = ""

    def remember(self, question: str) -> None:
        """Put a question that was meant on top of the history; where that cannot be, nothing is lost."""
        if question != self._remembered:
            self._remembered = question
            self._lane.run(partial(_remember, question=question), failed=_pass_over)

    def show_menu(self, panel: Asks) -> None:
        """Offer at the field of ``panel`` what was asked before, and what has a name."""
        self._lane.run(_look, done=partial(self._show_menu, panel), failed=self._window.status.show_trouble)

    def show_saved(self, panel: Asks) -> None:
        """Show the saved questions: to ask one, give it another name, remove it, or save what is asked in ``panel``."""
        self._lane.run(_look, done=partial(self._show_dialog, panel), failed=self._window.status.show_trouble)

    def _show_menu(self, panel: Asks, kept: Kept) -> None:
        menu = QMenu(panel.field)
        menu.setObjectName("questions")
        menu.setAccessibleName(self.tr("Questions asked before, and saved ones"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for search in kept.saved:
            words = self.tr("{name}:  {question}").format(name=search.name, question=search.question)
            menu.addAction(_item(menu, words, search.question))
        menu.addSeparator()
        for question in kept.history[:_HISTORY_SHOWN]:
            menu.addAction(_item(menu, question, question))
        menu.addSeparator()
        manage = menu.addAction(self.tr("&Saved questions…"))
        manage.triggered.connect(partial(self.show_saved, panel))
        if kept.history:
            forget = menu.addAction(self.tr("&Forget the questions asked"))
            forget.triggered.connect(self._forget)
        menu.triggered.connect(partial(self._ask, panel))
        field = panel.field
        menu.setMinimumWidth(field.width())
        menu.popup(field.mapToGlobal(QPoint(0, field.height() + 2)))
        menu.setActiveAction(menu.actions()[0] if kept.saved else menu.actions()[1 if kept.history else -1])

    def _ask(self, panel: Asks, action: QAction) -> None:
        question = action.data()
        if isinstance(question, str):
            panel.ask(question)
            self.remember(question)
            panel.field.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._remembered = ""
        self._lane.run(_forget, failed=self._window.status.show_trouble)

    def _show_dialog(self, panel: Asks, kept: Kept) -> None:
        dialog = SavedQuestionsDialog(panel.question(), kept.saved, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.question_chosen.connect(panel.ask)
        dialog.question_chosen.connect(self.remember)
        dialog.saving_wanted.connect(partial(self._change, dialog, _save))
        dialog.renaming_wanted.connect(partial(self._change, dialog, _rename))
        dialog.removing_wanted.connect(partial(self._change, dialog, _remove))
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    def _change(self, dialog: SavedQuestionsDialog, change: Callable[..., None], *words: str) -> None:
        self._lane.run(partial(_changed, change=change, words=words), done=dialog.show_kept, failed=dialog.show_trouble)


def _item(menu: QMenu, words: str, question: str) -> QAction:
    shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN].rstrip()}…"
    action = QAction(shown.replace("&", "&&"), menu)
    action.setData(question)
    return action


def _pass_over(_trouble: KnownError) -> None:
    """Let be: a question that is not remembered is no loss worth telling."""


# Jobs of the notes' lane: plain functions.


def _kept(drawer: Drawer) -> KeptQuestions:
    return KeptQuestions(drawer.database, now)


def _look(drawer: Drawer) -> Kept:
    kept = _kept(drawer)
    return Kept(tuple(kept.history(limit=_HISTORY_SHOWN)), tuple(kept.saved()))


def _remember(drawer: Drawer, *, question: str) -> None:
    _kept(drawer).remember(question)


def _forget(drawer: Drawer) -> None:
    _kept(drawer).forget_all()


def _changed(drawer: Drawer, *, change: Callable[..., None], words: tuple[str, ...]) -> tuple[SavedSearch, ...]:
    kept = _kept(drawer)
    change(kept, *words)
    return tuple(kept.saved())


def _save(kept: KeptQuestions, name: str, question: str) -> None:
    kept.save(name, question)


def _rename(kept: KeptQuestions, name: str, new_name: str) -> None:
    kept.rename(name, new_name)


def _remove(kept: KeptQuestions, name: str) -> None:
    kept.drop(name)
