"""One row of the table of commands."""

from typing import NamedTuple


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
