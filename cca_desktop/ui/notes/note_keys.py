"""The keys of the field for a note's words: one table, read by the field, its buttons' tips and the page of keys."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeyEvent, QKeySequence


class NoteKey(StrEnum):
    """What can be done to a note's words by a key."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    CODE = "code"
    HEADING = "heading"
    QUOTATION = "quotation"
    LIST = "list"
    TASK = "task"
    TABLE = "table"
    LINE_UP = "line_up"
    LINE_DOWN = "line_down"
    LINK = "link"
    NOTE_LINK = "note_link"
    PARAGRAPH = "paragraph"
    FIND = "find"
    FOLLOW = "follow"
    PASTE_PLAIN = "paste_plain"


class KeyRow(NamedTuple):
    """One deed: its ``keys``, portable; its name, and what it does."""

    key: NoteKey
    keys: str
    name: str
    tip: str


def _row(key: NoteKey, keys: str, name: object, tip: object) -> KeyRow:
    return KeyRow(key, keys, str(name), str(tip))


_ = QT_TRANSLATE_NOOP
NOTE_KEYS: tuple[KeyRow, ...] = (
    _row(NoteKey.STRONG, "Ctrl+B", _("note_keys", "Strong"), _("note_keys", "In a note: make words strong, or plain")),
    _row(
        NoteKey.EMPHASIS,
        "Ctrl+I",
        _("note_keys", "Emphasis"),
        _("note_keys", "In a note: set words slanted, or upright"),
    ),
    _row(
        NoteKey.STRUCK,
        "Ctrl+Shift+X",
        _("note_keys", "Struck out"),
        _("note_keys", "In a note: strike words out, or let them stand"),
    ),
    _row(
        NoteKey.CODE,
        "Ctrl+Shift+M",
        _("note_keys", "Code"),
        _("note_keys", "In a note: set words letter for letter, as code"),
    ),
    _row(
        NoteKey.HEADING,
        "Ctrl+H",
        _("note_keys", "Heading"),
        _("note_keys", "In a note: make the line a heading, a deeper one, or plain"),
    ),
    _row(
        NoteKey.QUOTATION,
        "Ctrl+Shift+Q",
        _("note_keys", "Quotation"),
        _("note_keys", "In a note: make the lines a quotation, or plain"),
    ),
    _row(
        NoteKey.LIST,
        "Ctrl+Shift+L",
        _("note_keys", "List"),
        _("note_keys", "In a note: make the lines a list, or plain"),
    ),
    _row(
        NoteKey.TASK,
        "Ctrl+L",
        _("note_keys", "Task"),
        _("note_keys", "In a note: make the line a task, or tick it off"),
    ),
    _row(
        NoteKey.TABLE,
        "Ctrl+Shift+G",
        _("note_keys", "Table"),
        _("note_keys", "In a note: begin a table; Tab leads from cell to cell"),
    ),
    _row(
        NoteKey.LINE_UP,
        "Alt+Up",
        _("note_keys", "Line up"),
        _("note_keys", "In a note: move the line, or the lines, up"),
    ),
    _row(
        NoteKey.LINE_DOWN,
        "Alt+Down",
        _("note_keys", "Line down"),
        _("note_keys", "In a note: move the line, or the lines, down"),
    ),
    _row(
        NoteKey.LINK,
        "Ctrl+K",
        _("note_keys", "Link"),
        _("note_keys", "In a note: link words to an address"),
    ),
    _row(
        NoteKey.NOTE_LINK,
        "Ctrl+Shift+K",
        _("note_keys", "Link to a note"),
        _("note_keys", "In a note: name another note, to jump to it"),
    ),
    _row(
        NoteKey.PARAGRAPH,
        "Ctrl+R",
        _("note_keys", "Refer to the letter"),
        _("note_keys", "In a note: name the ¶ of the letter where you read"),
    ),
    _row(
        NoteKey.FIND,
        "Ctrl+F",
        _("note_keys", "Find in the note"),
        _("note_keys", "In a note: find words in it; once more, search the letter and all notes"),
    ),
    _row(
        NoteKey.FOLLOW,
        "Ctrl+Return",
        _("note_keys", "Follow"),
        _("note_keys", "In a note: go where the words at the caret lead"),
    ),
    _row(
        NoteKey.PASTE_PLAIN,
        "Ctrl+Shift+V",
        _("note_keys", "Paste plain"),
        _("note_keys", "In a note: paste words without their looks or their place"),
    ),
)
_BY_KEYS = {QKeySequence(row.keys)[0].toCombined(): row.key for row in NOTE_KEYS}  # type: ignore[index]


def key_pressed(event: QKeyEvent) -> NoteKey | None:
    """Return what the key of ``event`` stands for in a note, or None."""
    return _BY_KEYS.get(event.keyCombination().toCombined())


def named(key: NoteKey) -> str:
    """Return the name of ``key`` in the reader's language."""
    return _spoken(next(row.name for row in NOTE_KEYS if row.key is key))


def tip_of(key: NoteKey) -> str:
    """Return the name of ``key`` and its keys, for a button's tip."""
    keys = next(row.keys for row in NOTE_KEYS if row.key is key)
    return f"{named(key)} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})"


def rows_spoken() -> list[tuple[str, str, str]]:
    """Return name, keys and tip of each, for the page of keys."""
    form = QKeySequence.SequenceFormat.NativeText
    return [(_spoken(row.name), QKeySequence(row.keys).toString(form), _spoken(row.tip)) for row in NOTE_KEYS]


def _spoken(text: str) -> str:
    return QCoreApplication.translate("note_keys", text)
