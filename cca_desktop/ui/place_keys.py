"""Keys that count where one is, in the letter, in a field or at a list, and are no commands: for the page of keys."""

import sys
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

_STANDARD = QKeySequence.StandardKey
_ON_A_MAC = sys.platform == "darwin"


class KeyRow(NamedTuple):
    """One deed: where it counts and what it is called; its ``keys``, portable or as the system has them; its tip."""

    name: str
    keys: tuple[str | QKeySequence.StandardKey, ...]
    tip: str


_ = QT_TRANSLATE_NOOP
LETTER_KEYS = (
    KeyRow(
        str(_("place_keys", "In the letter: letters and lines")),
        ("Left", "Right", "Up", "Down"),
        str(_("place_keys", "Move the caret, which comes into view; with Shift, select, here and below")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: words")),
        (_STANDARD.MoveToPreviousWord, _STANDARD.MoveToNextWord),
        str(_("place_keys", "Go to the word before, to the next word")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: sentences")),
        ("Ctrl+Alt+Up", "Ctrl+Alt+Down") if _ON_A_MAC else ("Alt+Up", "Alt+Down"),
        str(_("place_keys", "Go to the beginning of the sentence, to the next sentence")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: paragraphs")),
        ("Alt+Up", "Alt+Down") if _ON_A_MAC else ("Ctrl+Up", "Ctrl+Down"),
        str(_("place_keys", "Go to the beginning of the paragraph, to the next paragraph")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: a line's ends")),
        (_STANDARD.MoveToStartOfLine, _STANDARD.MoveToEndOfLine),
        str(_("place_keys", "Go to the beginning of the line, to its end")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: pages")),
        ("PgUp", "PgDown"),
        str(_("place_keys", "Turn the page back, or on")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: its ends")),
        (_STANDARD.MoveToStartOfDocument, _STANDARD.MoveToEndOfDocument),
        str(_("place_keys", "Go to the beginning of the letter, to its end")),
    ),
    KeyRow(
        str(_("place_keys", "In the letter: everything")),
        (_STANDARD.SelectAll,),
        str(_("place_keys", "Select the whole letter")),
    ),
)
OTHER_KEYS = (
    KeyRow(
        str(_("place_keys", "At selected words: the bar")),
        ("Tab", "Left", "Right"),
        str(_("place_keys", "Go to the bar that highlights, notes, cites and searches, and move along it")),
    ),
    KeyRow(
        str(_("place_keys", "At selected words: the menu")),
        ("Shift+F10",),
        str(_("place_keys", "Show what can be done with them")),
    ),
    KeyRow(
        str(_("place_keys", "At selected words: let go")),
        ("Esc",),
        str(_("place_keys", "Select nothing; from the bar, go back to the words")),
    ),
    KeyRow(
        str(_("place_keys", "At a bookmark's ribbon")),
        ("Return", "F2", "Del", "Esc"),
        str(_("place_keys", "Show what can be done, give another name, remove it, go back to the letter")),
    ),
    KeyRow(
        str(_("place_keys", "In the search field: the hits")),
        ("Down", "Up", "Return"),
        str(_("place_keys", "Go along the hits with the letter following; stay at one, in the letter")),
    ),
    KeyRow(
        str(_("place_keys", "In the search field: go on with the word")),
        ("Tab", "Ctrl+Space"),
        str(_("place_keys", "Take the rest of the word; show every way to go on")),
    ),
    KeyRow(
        str(_("place_keys", "In the empty search field")),
        ("Up",),
        str(_("place_keys", "Show what was asked before, and the saved questions")),
    ),
    KeyRow(
        str(_("place_keys", "In a field: leave it")),
        ("Esc",),
        str(_("place_keys", "Go back to where you were in the letter")),
    ),
    KeyRow(
        str(_("place_keys", "At the contents or the concordance")),
        ("Up", "Down", "Return"),
        str(_("place_keys", "Go along the rows; go there")),
    ),
    KeyRow(
        str(_("place_keys", "At the notes")),
        ("Return", "F2", "Esc"),
        str(_("place_keys", "Write in the current note; go back to the letter")),
    ),
    KeyRow(
        str(_("place_keys", "At the names of the pages on a side")),
        ("Left", "Right"),
        str(_("place_keys", "Show the page before, or the next")),
    ),
)


def sequences(row: KeyRow) -> list[QKeySequence]:
    """Return the keys of ``row`` as this system has them."""
    found: list[QKeySequence] = []
    for keys in row.keys:
        found += [QKeySequence(keys)] if isinstance(keys, str) else QKeySequence.keyBindings(keys)[:1]
    return found


def rows_spoken() -> list[tuple[str, str, str]]:
    """Return name, keys and tip of each, for the page of keys."""
    form = QKeySequence.SequenceFormat.NativeText
    return [
        (_spoken(row.name), ", ".join(one.toString(form) for one in sequences(row)), _spoken(row.tip))
        for row in (*LETTER_KEYS, *OTHER_KEYS)
    ]


def _spoken(text: str) -> str:
    return QCoreApplication.translate("place_keys", text)
