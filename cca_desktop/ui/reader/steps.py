"""Steps through the letter by key and by repeated clicks: sentences and paragraphs; Qt itself knows words and lines."""

import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication

from cca_desktop.text.sentences import sentence_at, sentences
from cca_desktop.text.span import Span
from cca_desktop.ui.utf16 import Utf16Map

_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
# As each system moves by paragraphs; none has keys for sentences.
_BY_PARAGRAPH = _ALT if sys.platform == "darwin" else _CONTROL
_BY_SENTENCE = _CONTROL | _ALT if sys.platform == "darwin" else _ALT
_MOVES = frozenset(
    (
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    )
)
CONTINUES = 1  # the state of a block that goes on with the line before it, which is too long for one block
_SENTENCE_CLICKS, _PARAGRAPH_CLICKS = 3, 4


def is_step(event: QKeyEvent) -> bool:
    """Tell whether a key moves the caret."""
    return event.key() in _MOVES


def is_far_step(event: QKeyEvent) -> bool:
    """Tell whether a key turns a page, or leads to an end of the letter."""
    is_end = event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and bool(event.modifiers() & _CONTROL)
    return is_end or event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def stepped(cursor: QTextCursor, event: QKeyEvent) -> QTextCursor | None:
    """Return ``cursor`` after the step that a key asks for, extended where Shift is held; None for other keys."""
    if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return None
    held = event.modifiers() & ~_KEYPAD
    is_forward = event.key() == Qt.Key.Key_Down
    plain = held & ~_SHIFT
    if plain == _BY_PARAGRAPH:
        position = _paragraph_border(cursor, is_forward=is_forward)
    elif plain == _BY_SENTENCE:
        position = _sentence_border(cursor, is_forward=is_forward)
    else:
        return None
    mode = QTextCursor.MoveMode.KeepAnchor if held & _SHIFT else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(position, mode)
    return cursor


def sentence_around(cursor: QTextCursor) -> Span:
    """Return the cursor positions between which the sentence at ``cursor`` stands."""
    start, words = _words_around(cursor.block())
    units = Utf16Map(words)
    here = sentence_at(words, units.points(cursor.position() - start))
    return Span(start + units.units(here.start), start + units.units(here.end))


def paragraph_around(cursor: QTextCursor) -> Span:
    """Return the cursor positions between which the paragraph at ``cursor`` stands, however many blocks it takes."""
    last = cursor.block()
    while last.next().userState() == CONTINUES:
        last = last.next()
    return Span(_first_of_paragraph(last).position(), last.position() + last.length() - 1)


class Clicks:
    """Counts the clicks that follow one another quickly at one place."""

    def __init__(self) -> None:
        """Begin before the first."""
        self._count = 0
        self._at = QPoint()
        self._when = 0

    def selects(self, event: QMouseEvent, cursor: QTextCursor) -> Span | None:
        """Count a click at ``cursor``; return the sentence that a third selects, the paragraph that a fourth does."""
        at = event.position().toPoint()
        is_near = (at - self._at).manhattanLength() <= QApplication.startDragDistance()
        is_quick = event.timestamp() - self._when <= QApplication.doubleClickInterval()
        self._count = self._count + 1 if is_near and is_quick and self._count else 1
        self._at, self._when = at, event.timestamp()
        if self._count == _SENTENCE_CLICKS:
            return sentence_around(cursor)
        return paragraph_around(cursor) if self._count >= _PARAGRAPH_CLICKS else None


def _paragraph_border(cursor: QTextCursor, *, is_forward: bool) -> int:
    """Return the beginning of this paragraph or of the next that says anything; behind the last, its end."""
    block = _first_of_paragraph(cursor.block())
    if not is_forward and cursor.position() > block.position():
        return block.position()
    block = _next_with_words(block, is_forward=is_forward)
    if block.isValid():
        return block.position()
    return _last_position(cursor) if is_forward else 0


def _sentence_border(cursor: QTextCursor, *, is_forward: bool) -> int:
    """Return the beginning of this sentence or of the next one; behind the last, its end."""
    block = cursor.block()
    while block.isValid():
        starts = _sentence_starts(block)
        if is_forward:
            ahead = [start for start in starts if start > cursor.position()]
        else:
            ahead = [start for start in reversed(starts) if start < cursor.position()]
        if ahead:
            return ahead[0]
        block = block.next() if is_forward else block.previous()
    return _last_position(cursor) if is_forward else 0


def _sentence_starts(block: QTextBlock) -> list[int]:
    start, words = _words_around(block)
    units = Utf16Map(words)
    return [start + units.units(one.start) for one in sentences(words)]


def _next_with_words(block: QTextBlock, *, is_forward: bool) -> QTextBlock:
    block = block.next() if is_forward else block.previous()
    while block.isValid() and (block.userState() == CONTINUES or not block.text().strip()):
        block = block.next() if is_forward else block.previous()
    return block


def _first_of_paragraph(block: QTextBlock) -> QTextBlock:
    while block.userState() == CONTINUES:
        block = block.previous()
    return block


def _words_around(block: QTextBlock) -> tuple[int, str]:
    """Return the words of ``block`` and where they begin: of a paragraph in pieces, with those before and after it."""
    first = block.previous() if block.userState() == CONTINUES else block
    last = block.next() if block.next().userState() == CONTINUES else block
    words = [first.text()]
    while first != last:
        last, words[1:1] = last.previous(), [last.text()]
    return first.position(), " ".join(words)


def _last_position(cursor: QTextCursor) -> int:
    last = cursor.document().lastBlock()
    return last.position() + last.length() - 1
