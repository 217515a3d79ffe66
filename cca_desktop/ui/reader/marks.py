"""Marks in the letter: what they are, where they stand, and how they are painted under the words."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTextBlock

from cca_desktop.notes.note import PlacedNote
from cca_desktop.text.span import Span
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.theme import Colours, brush
from cca_desktop.ui.typeface import LETTER_SIZE

_ROUNDING = 2.0
ABOVE_BASELINE = 0.80  # of the face's size: how far the ground reaches up, and down
_BELOW_BASELINE = 0.30
SHORT = 64  # letters
LAYERS = ("note", "hit", "current", "place")
_STEPPED = ("note", "hit")
_LINE = 2.0  # pixels: the underline of a note; of a highlight, which has no words of its own, half as much
_LANE = 3.0  # pixels from one underline to the next below it, where notes overlap
_LANES = 3
_MOST_TOLD_APART = 60  # notes in one block: whatever lies under so many others is covered by them
# How an underline is broken, in pixels drawn and left free, so that colours can be told apart without seeing them.
_DASHES = {"green": (12.0, 4.0), "blue": (5.0, 3.0), "pink": (12.0, 3.0, 3.0, 3.0), "violet": (4.0, 2.0, 4.0, 7.0)}
_AT_ONCE = 8  # times: as much of a broken underline is drawn in one go
_WIDEST_BAR = 6.0
_EDGE_OF_THE_CURRENT = 2  # pixels, of the hit that is looked at
_EDGE_OF_A_HIT = 120  # of 255: how strong the edge is of one inside a note, which is seen without colours by it
_BAR = (5.0, 3.0)  # pixels: where the bar beside the lines of the place one has come to begins, and its width


class Mark(NamedTuple):
    """A stretch of the canonical text that means something.

    ``kind`` is "note", "highlight" (a note without words), "hit", "current" (the hit that is looked at) or "place"
    (where one has come to). ``key`` is the note's id; ``colour`` is a note's.
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

    def at(self, span: Span) -> "Mark":
        """Return the same mark in the positions of another form of the text."""
        return self._replace(start=span.start, end=span.end)

    @property
    def is_note(self) -> bool:
        """Whether the reader made it."""
        return self.kind in ("note", "highlight")


class Layer:
    """Marks of one kind, by place; it stays as it is.

    They are kept by the order of magnitude of their lengths, so that one long mark does not make every question a
    search among all of them; short ones, as hits are, stay together.
    """

    def __init__(self, marks: Sequence[Mark], by_length: Mapping[int, Sequence[Mark]] | None = None) -> None:
        """Keep ``marks``, which are in order; ``by_length``, if it is known, is what would be found out here."""
        self.marks = marks
        self._by_length = by_length if by_length is not None else _by_length(marks)

    def index_from(self, start: int) -> int:
        """Return the number of the first mark that begins at ``start`` or behind it."""
        return bisect_left(self.marks, (start,))

    def changed(self, gone: Iterable[Mark], come: Iterable[Mark]) -> "Layer":
        """Return a layer without the marks that are ``gone``, and with those that ``come``; no other is looked at."""
        marks = list(self.marks)
        by_length = {at_most: list(alike) for at_most, alike in self._by_length.items()}
        for mark in gone:
            if _take_out(mark, marks):
                _take_out(mark, by_length[magnitude(mark)])
        for mark in come:
            insort(marks, mark)
            insort(by_length.setdefault(magnitude(mark), []), mark)
        return Layer(marks, by_length)

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks that touch ``[start, end)``."""
        for at_most, marks in self._by_length.items():
            for index in range(bisect_left(marks, (start - at_most,)), len(marks)):
                mark = marks[index]
                if mark.start >= end:
                    break
                if mark.end > start:
                    yield mark


def _by_length(marks: Sequence[Mark]) -> Mapping[int, Sequence[Mark]]:
    """Return ``marks`` by the most letters that any in a list has."""
    by_length: dict[int, list[Mark]] = {}
    for mark in marks:
        by_length.setdefault(magnitude(mark), []).append(mark)
    return by_length


def magnitude(mark: Mark | Span) -> int:
    """Return the power of two that a mark has at most so many letters as; short ones are all alike."""
    return max(SHORT, 1 << (mark[1] - mark[0] - 1).bit_length())


def _take_out(mark: Mark, marks: list[Mark]) -> bool:
    """Take ``mark`` out of ``marks``, which are in order; tell whether it was there."""
    at = bisect_left(marks, mark)
    is_there = marks[at : at + 1] == [mark]
    del marks[at : at + is_there]
    return is_there


class Marks:
    """All marks of one document, by layer; each layer is replaced whole."""

    def __init__(self) -> None:
        """Begin without marks."""
        self._layers = {layer: Layer([]) for layer in LAYERS}

    def replace(self, layer: str, marks: Iterable[Mark] | Layer) -> bool:
        """Let ``layer`` be ``marks`` from now on; tell whether that changes anything."""
        if not isinstance(marks, Layer):
            in_order = sorted(marks)
            marks = self._layers[layer] if in_order == self._layers[layer].marks else Layer(in_order)
        is_other = marks != self._layers[layer]  # by what they mark for hits; others are other layers
        self._layers[layer] = marks
        return is_other

    def whole(self, layer: str) -> Layer:
        """Return a layer as it is now."""
        return self._layers[layer]

    def clear(self) -> None:
        """Mark nothing."""
        for layer in self._layers:
            self.replace(layer, ())

    def layer(self, layer: str) -> Sequence[Mark]:
        """Return the marks of one layer, by place."""
        return self._layers[layer].marks

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks that touch ``[start, end)``: layer by layer, and in each the longest first."""
        for layer in self._layers.values():
            yield from sorted(layer.between(start, end), key=lambda mark: (mark.start - mark.end, mark))

    def next_after(self, place: tuple[object, ...]) -> Mark | None:
        """Return the first note or hit behind ``place``, a mark or the beginning of one; None behind the last."""
        behind: list[Mark] = []
        for layer in _STEPPED:
            marks = self._layers[layer].marks
            index = bisect_right(marks, place)
            behind += marks[index : index + 1]
        return min(behind, default=None)

    def last_before(self, place: tuple[object, ...]) -> Mark | None:
        """Return the last note or hit before ``place``; None before the first."""
        before: list[Mark] = []
        for layer in _STEPPED:
            marks = self._layers[layer].marks
            index = bisect_left(marks, place)
            before += marks[max(0, index - 1) : index]
        return max(before, default=None)

    def notes_at(self, offset: int) -> list[str]:
        """Return the ids of the notes on the letter at ``offset``, the shortest passage first."""
        here = [mark for mark in self.between(offset, offset + 1) if mark.is_note]
        return [mark.key for mark in reversed(here)]


def note_layer(notes: Iterable[PlacedNote]) -> Layer:
    """Return the marks of ``notes`` as a layer; of tens of thousands that takes a while, in whichever thread."""
    return Layer(sorted(note_marks(notes)))


def note_marks(notes: Iterable[PlacedNote]) -> list[Mark]:
    """Return a mark for every passage of a note that has a place in the letter."""
    marks: list[Mark] = []
    for placed in notes:
        note = placed.note
        kind = "note" if note.body.strip() else "highlight"
        spans = dict.fromkeys((placed.span, *(other.span for other in placed.others)))
        marks += [Mark(span.start, span.end, kind, note.id, note.colour) for span in spans if span is not None]
    return marks


def paint_marks(
    painter: QPainter,
    block: QTextBlock,
    reading: ReadingText,
    marks: Marks,
    colours: Colours,
    size: int,
    view: tuple[float, float],
    part: tuple[float, float] | None = None,
) -> None:
    """Paint the marks of ``block`` where its letters will stand; ``size`` is the face's, in pixels.

    Grounds of notes come first, the longest undermost; then hits; then the underlines of notes, one below the other
    where notes overlap. So each of them can be seen, and where it begins and ends. Only what stands between the upper
    and the lower edge of the ``view`` is looked at, in the document's pixels, and only what stands in the ``part`` of
    it that is painted anew is painted: the same as if all were.
    """
    part = part or view
    box = block.layout().boundingRect().translated(block.layout().position())
    if box.top() > part[1] or box.bottom() < part[0]:
        return
    unit = max(1.0, round(2 * size / LETTER_SIZE) / 2)  # lines grow with the letters, in half pixels to stay crisp
    first = block.position()
    seen = _letters_between(block, *view)
    of_block = list(marks.between(*reading.canonical(Span(first, first + block.length() - 1))))
    in_sight = reading.canonical(seen.moved(first)) if of_block else seen
    here: list[tuple[Mark, list[QRectF]]] = []
    in_view = [mark for mark in of_block if mark.start < in_sight.end and mark.end > in_sight.start]
    told = _told_apart(in_view)
    seen = _letters_between(block, *part)
    painted = reading.canonical(seen.moved(first)) if told else seen
    for mark in [mark for mark in told if mark.start < painted.end and mark.end > painted.start]:
        shown = reading.shown(mark.span).moved(-first)
        found = patches(block, max(shown.start, seen.start), min(shown.end, seen.end), size)
        here.append((mark, list(found)))
    notes = [(mark, areas) for mark, areas in here if mark.is_note]
    for mark, areas in notes:
        painter.setBackground(brush(colours.note_ground(mark.colour)))
        for area in areas:
            painter.eraseRect(area)
    for mark, areas in here:
        if mark.kind in ("hit", "current"):
            is_on_a_note = any(note.start < mark.end and note.end > mark.start for note, _ in notes)
            edge = _EDGE_OF_THE_CURRENT if mark.kind == "current" else int(is_on_a_note)
            for area in areas:
                _paint_hit(painter, area, colours, unit, edge)
        elif mark.kind == "place":
            painter.setBackground(brush(colours.accent))
            for area in areas:
                painter.eraseRect(QRectF(_BAR[0], area.top(), min(_BAR[1] * unit, _WIDEST_BAR), area.height()))
    lanes = lanes_of(mark for mark in (of_block if told is in_view else told) if mark.is_note)
    for mark, areas in notes:
        painter.setBackground(brush(colours.note_line(mark.colour)))
        for area in areas:
            underline(painter, area, mark, lanes[mark], unit)


def _told_apart(marks: list[Mark]) -> list[Mark]:
    """Return what can be told apart of the marks in one block, in their order.

    Where hundreds of notes overlap, the shortest lie over the others, which are painted as one ground under them.
    """
    notes = [mark for mark in marks if mark.is_note]
    if len(notes) <= _MOST_TOLD_APART:
        return marks
    under: list[Mark] = []
    covered = sorted(notes[:-_MOST_TOLD_APART])
    first, end = covered[0], covered[0].end
    for mark in covered:
        if mark.start > end:
            under.append(first._replace(end=end))
            first, end = mark, mark.end
        elif mark.end > end:
            end = mark.end
    under.append(first._replace(end=end))
    return [*under, *notes[-_MOST_TOLD_APART:], *(mark for mark in marks if not mark.is_note)]


def lanes_of(marks: Iterable[Mark]) -> dict[Mark, int]:
    """Return how deep below the words each of ``marks`` is underlined: none at the same depth as one it overlaps.

    There are only three depths; a fourth mark at one place begins again with the first.
    """
    lanes: dict[Mark, int] = {}
    ends: list[int] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.key)):
        lane = next((lane for lane, end in enumerate(ends) if end <= mark.start), len(ends))
        ends[lane : lane + 1] = [mark.end]
        lanes[mark] = lane % _LANES
    return lanes


def patches(block: QTextBlock, start: int, end: int, size: int) -> Iterator[QRectF]:
    """Yield a rectangle for each line of ``block`` that letters ``[start, end)`` stand on, in the document's pixels."""
    layout = block.layout()
    origin = layout.position()
    first = layout.lineForTextPosition(max(start, 0)) if start < end else None
    for index in range(first.lineNumber(), layout.lineCount()) if first is not None and first.isValid() else ():
        line = layout.lineAt(index)
        begins = line.textStart()
        if begins >= end:
            break
        ends = begins + line.textLength()
        left, right = _x(line.cursorToX(max(start, begins))), _x(line.cursorToX(min(end, ends)))
        baseline = line.y() + line.ascent()
        yield QRectF(
            origin.x() + min(left, right),
            origin.y() + baseline - size * ABOVE_BASELINE,
            abs(right - left),
            size * (ABOVE_BASELINE + _BELOW_BASELINE),
        )


def _letters_between(block: QTextBlock, top: float, bottom: float) -> Span:
    """Return which letters of ``block`` stand on lines that are at least in part between two heights."""
    layout = block.layout()
    above = layout.position().y()
    if layout.lineCount() == 0 or (above >= top and above + layout.boundingRect().height() <= bottom):
        return Span(0, block.length() - 1)
    lines = range(layout.lineCount())
    first = max(bisect_right(lines, top - above, key=lambda index: layout.lineAt(index).y()) - 1, 0)
    after = bisect_left(lines, bottom - above, lo=first, key=lambda index: layout.lineAt(index).y())
    end = layout.lineAt(after).textStart() if after < len(lines) else block.length() - 1
    return Span(layout.lineAt(first).textStart(), end)


def _x(answer: object) -> float:
    """Return the place alone: PySide6 answers ``cursorToX`` with the place and the letter it stands at."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]


def underline(painter: QPainter, area: QRectF, mark: Mark, lane: int, unit: float = 1.0) -> None:
    """Underline one line of a note in the manner of its colour, with a hook at its left edge; ``unit`` is a pixel."""
    thickness = (_LINE if mark.kind == "note" else _LINE / 2) * unit
    top = round(area.bottom() + (lane * _LANE - _LINE) * unit)
    painter.eraseRect(QRectF(area.left(), top - _LINE * unit, thickness, _LINE * unit))
    x, right = area.left(), area.right()
    if mark.colour not in _DASHES:
        painter.eraseRect(QRectF(x, top, right - x, thickness))
        return
    dashes = [dash * unit for dash in _DASHES[mark.colour]]
    whole, length = _dashed(mark.colour, thickness, unit)
    while x + length <= right:
        painter.fillPath(whole.translated(x, top), painter.background())
        x += length
    for drawn, free in cycle(zip(dashes[::2], dashes[1::2], strict=True)):
        if x >= right:
            break
        painter.eraseRect(QRectF(x, top, min(drawn, right - x), thickness))
        x += drawn + free


@cache
def _dashed(colour: str, thickness: float, unit: float) -> tuple[QPainterPath, float]:
    """Return a stretch of an underline in a ``colour``, which is filled in one go, and how long it is."""
    dashes = [dash * unit for dash in _DASHES[colour]] * _AT_ONCE
    path = QPainterPath()
    x = 0.0
    for drawn, free in zip(dashes[::2], dashes[1::2], strict=True):
        path.addRect(QRectF(x, 0, drawn, thickness))
        x += drawn + free
    return path, x


def _paint_hit(painter: QPainter, patch: QRectF, colours: Colours, unit: float, edge: int) -> None:
    """Paint a hit: one by itself without an ``edge``, one inside a note with a thin one, the current one with 2."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QPen

    painter.save()
    line = QColor(colours.accent)
    if edge < _EDGE_OF_THE_CURRENT:
        line.setAlpha(_EDGE_OF_A_HIT)
    around = patch.adjusted(-1, 0, 1, 0) if edge < _EDGE_OF_THE_CURRENT else patch.adjusted(-1 - unit, -1, 1 + unit, 1)
    painter.setPen(QPen(line, edge * unit) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(colours.hit if edge < _EDGE_OF_THE_CURRENT else colours.hit_current))
    painter.drawRoundedRect(around, _ROUNDING * unit, _ROUNDING * unit)
    painter.restore()
