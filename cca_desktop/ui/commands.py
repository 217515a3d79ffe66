"""What a reader can ask for, by name; a row of their table; and their words in the reader's language."""

from enum import StrEnum
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


class Command(StrEnum):
    """What a reader can ask for."""

    FIND = "find"
    FIND_NEXT = "find_next"
    FIND_PREVIOUS = "find_previous"
    SEARCH_SELECTION = "search_selection"
    SAVED_QUESTIONS = "saved_questions"
    HIT_ORDER = "hit_order"
    CONCORDANCE = "concordance"
    CONCORDANCE_ACROSS = "concordance_across"
    KEEP_CONCORDANCE = "keep_concordance"
    OPEN_KEPT = "open_kept"
    LOOK_IN_CONCORDANCE = "look_in_concordance"
    GO_TO_PARAGRAPH = "go_to_paragraph"
    NEXT_MARK = "next_mark"
    PREVIOUS_MARK = "previous_mark"
    BACK = "back"
    FORWARD = "forward"
    CONTENTS = "contents"
    BOOKMARK = "bookmark"
    BOOKMARKS = "bookmarks"
    WRITE_NOTE = "write_note"
    HIGHLIGHT = "highlight"
    HIGHLIGHT_GREEN = "highlight_green"
    HIGHLIGHT_BLUE = "highlight_blue"
    HIGHLIGHT_PINK = "highlight_pink"
    HIGHLIGHT_VIOLET = "highlight_violet"
    FIND_NOTES = "find_notes"
    RETIRE_NOTE = "retire_note"
    VERSIONS = "versions"
    FIND_PLACE = "find_place"
    BIN = "bin"
    COPIES = "copies"
    UNDO = "undo"
    REDO = "redo"
    NOTES = "notes"
    COPY = "copy"
    CITE = "cite"
    CITE_ALONE = "cite_alone"
    LARGER = "larger"
    SMALLER = "smaller"
    USUAL_SIZE = "usual_size"
    TYPOGRAPHY = "typography"
    LIGHT = "light"
    SEPIA = "sepia"
    DARK = "dark"
    CONTRAST = "contrast"
    SYSTEM = "system"
    DIPLOMATIC = "diplomatic"
    FRAME = "frame"
    LEFT_SIDE = "left_side"
    RIGHT_SIDE = "right_side"
    FOCUS = "focus"
    SPLIT = "split"
    FULL_SCREEN = "full_screen"
    PRINT = "print"
    SAVE_PDF = "save_pdf"
    EXPORT = "export"
    IMPORT = "import"
    PALETTE = "palette"
    KEYS = "keys"
    PROVENANCE = "provenance"
    ABOUT = "about"
    QUIT = "quit"


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
