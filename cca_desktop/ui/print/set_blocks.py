"""Blocks of the letter broken into lines for paper, and the signs of footnotes in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.print.set_notes import called_notes, sign_of
from cca_desktop.ui.reader.marks import Layer, Mark, note_marks
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import PageMark, page_marks_between, room_for
from cca_desktop.ui.typeface import BOOK
from cca_desktop.ui.utf16 import Utf16Map

_APART = "\u202f"  # narrow, and no line ends there


class Stretch(NamedTuple):
    """A part of a block that a note is on: letters ``[start, end)`` of its printed text."""

    start: int
    end: int
    mark: Mark


class SetBlock(NamedTuple):
    """One block, broken into lines; ``signs`` are the footnotes called in it, and where the sign of each begins."""

    lines: QTextLayout
    role: str
    number: str
    stretches: tuple[Stretch, ...]
    signs: tuple[tuple[int, int], ...]
    rooms: tuple[tuple[int, PageMark], ...]

    def notes_of_line(self, index: int) -> tuple[int, ...]:
        """Return the footnotes whose sign stands on a line."""
        line = self.lines.lineAt(index)
        end = line.textStart() + line.textLength()
        return tuple(note for note, at in self.signs if line.textStart() <= at < end)


def print_face(size_pt: float, dots: int, *, is_italic: bool = False) -> QFont:
    """Return the book face for paper, ``dots`` being those of an inch."""
    face = QFont(BOOK)
    face.setPixelSize(max(1, round(size_pt * dots / 72)))
    face.setItalic(is_italic)
    for feature in (
        "liga",
        "clig",
        "calt",
    ):  # else a PDF shows “fly” and says “y”: Qt writes a joined shape without letters
        face.setFeature(QFont.Tag(feature), 0)
    return face


class BlockSetter:
    """Sets the blocks of one reading text."""

    def __init__(self, reading: ReadingText, notes: Sequence[PlacedNote], pages: tuple[PageMark, ...]) -> None:
        """Set ``reading``; passages of ``notes`` are marked, by cursor position, and those with words get a sign."""
        self._reading = reading
        self.marks = sorted(mark.at(reading.shown(mark.span)) for mark in note_marks(notes))
        self._layer = Layer(self.marks)
        called = [note.span for note in called_notes(notes) if note.span is not None]
        self._signs = [(reading.shown(span).end, number) for number, span in enumerate(called)]
        self._pages = pages
        self._begins = {
            reading.shown_at(one.span.start): one.label for one in reading.document.paragraphs if one.label.isdigit()
        }

    def set(self, text: str, start: int, role: str, face: QFont, width: float) -> SetBlock:
        """Set the block that says ``text`` and begins at the cursor position ``start``."""
        units = Utf16Map(text)
        length = units.units(len(text))
        end = start + length
        first, last = (bisect_right(self._signs, (at, len(self._signs))) for at in (start, end))
        here = [(at - start, number) for at, number in self._signs[first:last]]
        printed, signs, done = "", [], 0
        inserted: list[tuple[int, int]] = []
        for at, number in here:
            point = units.points(at)
            printed += text[done:point]
            apart = _APART if inserted and inserted[-1][0] == at else ""  # or 1 and 2 would be read as 12
            printed += apart
            signs.append((number, Utf16Map(printed).units(len(printed))))
            printed += sign_of(number)
            inserted.append((at, len(apart + sign_of(number))))
            done = point
        printed += text[done:]
        stretches = [
            Stretch(
                _moved(max(mark.start, start) - start, inserted, is_end=False),
                _moved(min(mark.end, end) - start, inserted, is_end=True),
                mark,
            )
            for mark in sorted(self._layer.between(start, end))
        ]
        rooms = [
            (_moved(mark.position - start, inserted, is_end=False), mark)
            for mark in page_marks_between(self._pages, start, end)
            if mark.is_inline
        ]
        formats = [_range(at, 1, room_for(mark, face)) for at, mark in rooms]
        lines = broken(printed, face, width, formats)
        return SetBlock(lines, role, self._begins.get(start, ""), tuple(stretches), tuple(signs), tuple(rooms))


def _moved(at: int, inserted: Sequence[tuple[int, int]], *, is_end: bool) -> int:
    """Return where a letter stands behind the signs that were set in before it."""
    return at + sum(length for place, length in inserted if place < at or (place == at and not is_end))


def broken(text: str, face: QFont, width: float, formats: list[QTextLayout.FormatRange]) -> QTextLayout:
    """Return ``text`` broken into lines of ``width``; they all stand at the top, and are placed when drawn."""
    lines = QTextLayout(text, face)
    lines.setFormats(formats)
    lines.beginLayout()
    line = lines.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        line = lines.createLine()
    lines.endLayout()
    return lines


def areas_on_line(block: SetBlock, index: int, baseline: float, size: float) -> Iterator[tuple[Mark, QRectF]]:
    """Yield where marked passages stand on a line, from its ``baseline`` down to where they are underlined."""
    line = block.lines.lineAt(index)
    begins, ends = line.textStart(), line.textStart() + line.textLength()
    for stretch in block.stretches:
        if stretch.start < ends and stretch.end > begins:
            left, right = (x_of(block.lines, index, at) for at in (max(stretch.start, begins), min(stretch.end, ends)))
            yield stretch.mark, QRectF(left, baseline, right - left, size * 0.24)


def x_of(lines: QTextLayout, index: int, at: int) -> float:
    """Return where a letter begins on its line: PySide6 answers with the place and the letter it stands at."""
    answer = lines.lineAt(index).cursorToX(at)
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, look
    return found
