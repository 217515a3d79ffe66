"""Marks in the letter: what they are, where they stand, and how they are painted under the words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextBlock

from cca_desktop.notes.note import PlacedNote
from cca_desktop.text.span import Span
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.theme import Colours, brush

_ROUNDING = 2.0
ABOVE_BASELINE = 0.80  # of the face's size: how far the ground reaches up, and down
_BELOW_BASELINE = 0.30


LAYERS = ("note", "hit", "current")


class Mark(NamedTuple):
    """A stretch of the canonical text that means something.

    ``kind`` is "note", "hit" or "current"; ``key`` is the note's id, or the hit's number. ``colour`` is a note's.
    """

    start: int
    end: int
    kind: str
    key: str
    colour: str = ""

    @property
    def span(self) -> Span:
        """The words it covers."""
        return Span(self.start, self.end)


class Layer:
    """Marks of one kind, by place.

    They are kept by the order of magnitude of their lengths, so that one long mark does not make every question a
    search among all of them.
    """

    def __init__(self, marks: list[Mark]) -> None:
        """Keep ``marks``, which are in order."""
        self.marks = marks
        self._by_magnitude: dict[int, list[Mark]] = {}
        for mark in self.marks:
            self._by_magnitude.setdefault((mark.end - mark.start).bit_length(), []).append(mark)

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks that touch ``[start, end)``."""
        for magnitude, marks in self._by_magnitude.items():
            for index in range(bisect_left(marks, (start - (1 << magnitude),)), len(marks)):
                mark = marks[index]
                if mark.start >= end:
                    break
                if mark.end > start:
                    yield mark


class Marks:
    """All marks of one document, by layer; each layer is replaced whole."""

    def __init__(self) -> None:
        """Begin without marks."""
        self._layers = {layer: Layer([]) for layer in LAYERS}

    def replace(self, layer: str, marks: Iterable[Mark]) -> bool:
        """Let ``layer`` be ``marks`` from now on; tell whether that changes anything."""
        in_order = sorted(marks)
        if in_order == self._layers[layer].marks:
            return False
        self._layers[layer] = Layer(in_order)
        return True

    def clear(self) -> None:
        """Mark nothing."""
        for layer in self._layers:
            self.replace(layer, ())

    def layer(self, layer: str) -> list[Mark]:
        """Return the marks of one layer, by place."""
        return self._layers[layer].marks

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks that touch ``[start, end)``: layer by layer, and in each the longest first."""
        for layer in self._layers.values():
            yield from sorted(layer.between(start, end), key=lambda mark: (mark.start - mark.end, mark))

    def notes_at(self, offset: int) -> list[str]:
        """Return the ids of the notes on the letter at ``offset``, the shortest passage first."""
        here = [mark for mark in self.between(offset, offset + 1) if mark.kind == "note"]
        return [mark.key for mark in reversed(here)]


def note_marks(notes: Iterable[PlacedNote]) -> list[Mark]:
    """Return a mark for every note that has a place in the letter."""
    return [
        Mark(placed.span.start, placed.span.end, "note", placed.note.id, placed.note.colour)
        for placed in notes
        if placed.span is not None
    ]


def paint_marks(
    painter: QPainter, block: QTextBlock, reading: ReadingText, marks: Marks, colours: Colours, size: int
) -> None:
    """Paint the marks of ``block`` where its letters will stand; ``size`` is the face's, in pixels."""
    first = block.position()
    for mark in marks.between(*reading.canonical(Span(first, first + block.length() - 1))):
        shown = reading.shown(mark.span)
        for patch in patches(block, shown.start - first, shown.end - first, size):
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
