"""One row of the table of commands, the menus that rows stand in, and their words in the reader's language."""

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_ = QT_TRANSLATE_NOOP
GROUP_TITLES = {
    "Find": _("actions", "Find"),
    "Notes": _("actions", "Notes"),
    "Text": _("actions", "View"),
    "Letter": _("actions", "Letter"),
    "Help": _("actions", "Help"),
}


class Row(NamedTuple):
    """One command. ``keys`` are portable; ``tip`` says what happens; ``group`` is the menu it stands in."""

    command: str
    group: str
    text: str
    keys: tuple[str, ...]
    tip: str
    is_choice: bool = False


def row(command: str, group: str, text: object, keys: str, tip: object, *, is_choice: bool = False) -> Row:
    """Return the row of a command whose ``keys`` are written one after another."""
    return Row(command, group, str(text), tuple(keys.split(", ")) if keys else (), str(tip), is_choice)


def spoken(text: str) -> str:
    """Return ``text`` in the reader's language, as far as it stands in the tables of this file."""
    return QCoreApplication.translate("actions", text)
