"""Marks around words, such as stars: put there by a key, and taken away by the same one."""

import re
from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from cca_desktop.ui.notes.markdown_editing import blocks_of, one_step, select
from cca_desktop.ui.notes.markdown_lines import words_begin
from cca_desktop.ui.utf16 import Utf16Map

_SIGNS = "*~`["
_RUNS = re.compile(r"\*+|~+|`+|\[+")
_CLOSING = {"[": "]"}


class _Stretch(NamedTuple):
    """Words from ``start`` to ``end``, in Qt's positions."""

    start: int
    end: int


def embrace(cursor: QTextCursor, mark: str, closing: str = "") -> None:
    """Put marks around what is selected, line by line, or take them away where they are.

    Without a selection it is the word at the caret; where there is none, the caret stands between the marks then. The
    mark of an item or a quotation, and spaces at the ends, stay outside.
    """
    closing = closing or mark
    if not cursor.hasSelection():
        _embrace_at_caret(cursor, mark, closing)
        return
    stretches = _stretches(cursor)
    if not stretches:
        return
    marked = [_marked(cursor, one, mark, closing) for one in stretches]
    start, end = stretches[0].start, stretches[-1].end
    with one_step(cursor):
        for stretch, there in reversed(list(zip(stretches, marked, strict=True))):
            if all(marked):
                assert there is not None
                _replace(cursor, there.end - len(closing), there.end, "")
                _replace(cursor, there.start, there.start + len(mark), "")
            elif there is None:
                _replace(cursor, stretch.end, stretch.end, closing)
                _replace(cursor, stretch.start, stretch.start, mark)
    grown = (len(mark) + len(closing)) * (-len(marked) if all(marked) else marked.count(None))
    first = marked[0]
    start -= len(mark) if all(marked) and first is not None and first.start < start else 0
    last = marked[-1]
    end += len(closing) if all(marked) and last is not None and last.end > end else 0
    select(cursor, start, end + grown)


def _embrace_at_caret(cursor: QTextCursor, mark: str, closing: str) -> None:
    place = cursor.position()
    around = _marked(cursor, _Stretch(place, place), mark, closing)
    if around is not None:  # nothing was written between them
        _replace(cursor, around.start, around.end, "")
        return
    word = QTextCursor(cursor)
    word.select(QTextCursor.SelectionType.WordUnderCursor)
    if word.selectionStart() < place < word.selectionEnd():
        stretch = _Stretch(word.selectionStart(), word.selectionEnd())
        there = _marked(cursor, stretch, mark, closing)
        select(word, *stretch)
        embrace(word, mark, closing)
        select(cursor, *[place + (len(mark) if there is None else -len(mark))] * 2)
        return
    with one_step(cursor):
        cursor.insertText(mark + closing)
        select(cursor, place + len(mark), place + len(mark))


def _stretches(cursor: QTextCursor) -> list[_Stretch]:
    """Return what is selected of each line, without what a mark cannot embrace."""
    told = []
    for block in blocks_of(cursor):
        line = block.text()
        units = Utf16Map(line)
        start = max(cursor.selectionStart() - block.position(), units.units(words_begin(line)))
        end = min(cursor.selectionEnd() - block.position(), units.units(len(line)))
        if start < end:
            words = line[units.points(start) : units.points(end)]
            inner = words.strip()
            start += len(words) - len(words.lstrip())  # no space is two units long
            if inner:
                begins = block.position() + start
                told.append(_Stretch(begins, begins + Utf16Map(inner).units(len(inner))))
    return told


def _marked(cursor: QTextCursor, stretch: _Stretch, mark: str, closing: str) -> _Stretch | None:
    """Return where the marks of the stretch begin and end, which it holds or has around it; None where there are none.

    Other marks may stand between it and them.
    """
    if _is_embraced(_text(cursor, *stretch), mark, closing):
        return stretch
    document, signs = cursor.document(), ""  # that touch it on both sides, from the inside outwards
    while stretch.start > len(signs) and (sign := document.characterAt(stretch.start - len(signs) - 1)) in _SIGNS:
        if document.characterAt(stretch.end + len(signs)) != _CLOSING.get(sign, sign):
            break
        signs += sign
    run = next((run for run in _RUNS.findall(signs) if run[0] == mark[0]), "")
    if len(run) < len(mark) or (mark == "*" and run == "**"):
        return None
    before = signs.index(run)
    return _Stretch(stretch.start - before - len(mark), stretch.end + before + len(closing))


def _is_embraced(words: str, mark: str, closing: str) -> bool:
    """Tell whether ``words`` are one stretch with its marks; two stars are no star, but three are one and two."""
    inner = words[len(mark) : -len(closing)]
    if words != mark + inner + closing or mark in (inner.replace("**", "") if mark == "*" else inner.strip("*")):
        return False
    stars = min(len(words) - len(words.lstrip("*")), len(words) - len(words.rstrip("*")))
    return mark != "*" or stars != len("**")


def _text(cursor: QTextCursor, start: int, end: int) -> str:
    there = QTextCursor(cursor.document())
    select(there, start, end)
    return there.selectedText()


def _replace(cursor: QTextCursor, start: int, end: int, words: str) -> None:
    select(cursor, start, end)
    cursor.insertText(words)
