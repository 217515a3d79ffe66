"""Marks in the letter: what they are, where they stand, and how they are painted under the words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextBlock

from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.theme import Colours, brush

_ROUNDING = 2.0
ABOVE_BASELINE = 0.80  # of the face's size: how far the ground reaches up, and down
_BELOW_BASELINE = 0.30


class Mark(NamedTuple):
    """A stretch of the shown text that means something.

    ``start`` and ``end`` are cursor positions. ``kind`` is "note", "hit" or "current"; ``key`` is the note's id, or the
    hit's number. ``colour`` is a note's.
    """

    start: int
    end: int
    kind: str
    key: str
    colour: str = ""


class Marks:
    """All marks of one document, by layer; each layer is replaced whole."""

    def __init__(self) -> None:
        """Begin without marks."""
        self._layers: dict[str, list[Mark]] = {"note": [], "hit": [], "current": []}
        self._longest: dict[str, int] = dict.fromkeys(self._layers, 0)

    def replace(self, layer: str, marks: list[Mark]) -> bool:
        """Let ``layer`` be ``marks`` from now on; tell whether that changes anything."""
        marks = sorted(marks)
        if marks == self._layers[layer]:
            return False
        self._layers[layer] = marks
        self._longest[layer] = max((mark.end - mark.start for mark in marks), default=0)
        return True

    def clear(self) -> None:
        """Mark nothing."""
        for layer in self._layers:
            self.replace(layer, [])

    def layer(self, layer: str) -> list[Mark]:
        """Return the marks of one layer, by place."""
        return self._layers[layer]

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks that touch ``[start, end)``: notes, then hits, then the current hit."""
        for layer, marks in self._layers.items():
            first = bisect_left(marks, (start - self._longest[layer],))
            for index in range(first, len(marks)):
                mark = marks[index]
                if mark.start >= end:
                    break
                if mark.end > start:
                    yield mark

    def notes_at(self, position: int) -> list[str]:
        """Return the ids of the notes on the letter at ``position``, the shortest passage first."""
        here = [mark for mark in self.between(position, position + 1) if mark.kind == "note"]
        return [mark.key for mark in sorted(here, key=lambda mark: mark.end - mark.start)]


def note_marks(reading: ReadingText, notes: Iterable[PlacedNote]) -> list[Mark]:
    """Return a mark for every note that has a place in the letter."""
    marks = []
    for placed in notes:
        if placed.span is not None:
            shown = reading.shown(placed.span)
            marks.append(Mark(shown.start, shown.end, "note", placed.note.id, placed.note.colour))
    return marks


def paint_marks(painter: QPainter, block: QTextBlock, marks: Marks, colours: Colours, size: int) -> None:
    """Paint the marks of ``block`` where its letters will stand; ``size`` is the face's, in pixels."""
    first = block.position()
    for mark in marks.between(first, first + block.length()):
        for patch in patches(block, mark.start - first, mark.end - first, size):
            _paint_patch(painter, patch, mark, colours)


def patches(block: QTextBlock, start: int, end: int, size: int) -> Iterator[QRectF]:
    """Yield a rectangle for each line of ``block`` that letters ``[start, end)`` stand on, in the document's pixels."""
    layout = block.layout()
    origin = layout.position()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        begins = line.textStart()
        ends = begins + line.textLength()
        if ends <= start or begins >= end:
            continue
        left, right = _x(line.cursorToX(max(start, begins))), _x(line.cursorToX(min(end, ends)))
        baseline = line.y() + line.ascent()
        yield QRectF(
            origin.x() + min(left, right),
            origin.y() + baseline - size * ABOVE_BASELINE,
            abs(right - left),
            size * (ABOVE_BASELINE + _BELOW_BASELINE),
        )


def _x(answer: object) -> float:
    """Return the place alone: PySide6 answers ``cursorToX`` with the place and the letter it stands at."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def _paint_patch(painter: QPainter, patch: QRectF, mark: Mark, colours: Colours) -> None:
    if mark.kind == "note":
        painter.setBackground(brush(colours.note_ground(mark.colour)))
        painter.eraseRect(patch)
        painter.setBackground(brush(colours.note_line(mark.colour)))
        painter.eraseRect(QRectF(patch.left(), patch.bottom() - 2, patch.width(), 2))
    else:
        _paint_hit(painter, patch, colours, is_current=mark.kind == "current")


def _paint_hit(painter: QPainter, patch: QRectF, colours: Colours, *, is_current: bool) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QPen

    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    around = patch.adjusted(-1, 0, 1, 0)
    if is_current:
        around = patch.adjusted(-2, -1, 2, 1)
        painter.setPen(QPen(QColor(colours.accent), 2))
    painter.setBrush(QColor(colours.hit_current if is_current else colours.hit))
    painter.drawRoundedRect(around, _ROUNDING, _ROUNDING)
    painter.restore()
