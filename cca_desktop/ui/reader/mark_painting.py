"""How marks are painted under the words; what was drawn up for a line once is kept as long as it stands as it does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextBlock, QTextLayout, QTextLine

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.marks import LAYERS, Layer, Mark, Marks
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import ABOVE_BASELINE, BELOW_BASELINE, place_of
from cca_desktop.ui.reader.underlines import Underline, lanes_of, underline
from cca_desktop.ui.theme import Colours, brush
from cca_desktop.ui.typeface import LETTER_SIZE

_ROUNDING = 2.0
_TOLD_APART = 30  # notes in one block, or one for so many letters of a long one: they cover whatever lies under them
_LETTERS_EACH = 10
_NOTED = b"\1" * 256
_WIDEST_BAR = 6.0
_EDGE_OF_THE_CURRENT = 2  # pixels, of the hit that is looked at
_EDGE_OF_A_HIT = 120  # of 255: how strong the edge is of one inside a note, which is seen without colours by it
_BAR = (5.0, 3.0)  # pixels: where the bar beside the lines of the place one has come to begins, and its width
_BLOCKS_KEPT = 60


_Measures = tuple[float, ...]


# No NamedTuples here: on the way to the first picture each costs more than all that it holds.


class _Shown:
    """A mark in one block: letters ``[start, end)`` of it; notes are underlined in a ``lane``."""

    __slots__ = ("end", "is_on_a_note", "lane", "mark", "start")

    def __init__(self, start: int, end: int, mark: Mark, lane: int = 0, *, is_on_a_note: bool = False) -> None:
        self.start = start
        self.end = end
        self.mark = mark
        self.lane = lane
        self.is_on_a_note = is_on_a_note


class _Drawn:
    """What is painted under one line: areas by colour, one over the other; and what the line measured then."""

    __slots__ = ("found", "grounds", "measures", "underlines")

    def __init__(
        self,
        measures: _Measures,
        grounds: list[tuple[str, list[QRectF]]],
        found: list[tuple[QRectF, _Shown]],
        underlines: list[tuple[str, Underline]],
    ) -> None:
        self.measures = measures
        self.grounds = grounds
        self.found = found
        self.underlines = underlines


class MarkPainter:
    """Paints the marks of one text.

    Grounds of notes come first, the longest undermost; then hits; then the underlines of notes, one below the other
    where notes overlap. So each of them can be seen, and where it begins and ends.
    """

    def __init__(self, reading: ReadingText, marks: Marks) -> None:
        """Paint ``marks``, whichever they are at the time, where ``reading`` shows their words."""
        self._reading = reading
        self._marks = marks
        self._blocks: dict[int, _MarkedBlock] = {}

    def paint(
        self, painter: QPainter, block: QTextBlock, colours: Colours, size: int, part: tuple[float, float]
    ) -> None:
        """Paint the marks of ``block`` where its letters will stand; ``size`` is the face's, in pixels.

        Only lines between the two heights of ``part`` are painted, in the document's pixels: the same as if all were.
        """
        layout = block.layout()
        box = layout.boundingRect().translated(layout.position())
        if not layout.lineCount() or box.top() > part[1] or box.bottom() < part[0]:
            return
        here = self._marked(block)
        if not here.shown:
            return
        lines = here.drawn(layout, _lines_between(layout, *part), size)
        for line in lines:
            for colour, areas in line.grounds:
                painter.setBackground(brush(colours.note_ground(colour)))
                for area in areas:
                    painter.eraseRect(area)
        unit = _unit(size)
        for line in lines:
            for area, shown in line.found:
                if shown.mark.kind == "place":
                    painter.setBackground(brush(colours.accent))
                    painter.eraseRect(QRectF(_BAR[0], area.top(), min(_BAR[1] * unit, _WIDEST_BAR), area.height()))
                else:
                    edge = _EDGE_OF_THE_CURRENT if shown.mark.kind == "current" else int(shown.is_on_a_note)
                    _paint_hit(painter, area, colours, unit, edge)
        for line in lines:
            for colour, below in line.underlines:
                painter.setBackground(brush(colours.note_line(colour)))
                below.paint(painter)

    def _marked(self, block: QTextBlock) -> _MarkedBlock:
        """Return what is marked in ``block``; where notes are the same as before, they are not looked for again."""
        number, layers = block.blockNumber(), self._marks.all_layers()
        known = self._blocks.pop(number, None)
        if known is None or any(one is not other for one, other in zip(known.layers, layers, strict=True)):
            first = block.position()
            letters = self._reading.canonical(Span(first, first + block.length() - 1))
            has_its_notes = known is not None and known.layers[0] is layers[0]
            notes = known.notes if known is not None and has_its_notes else self._notes_in(letters, first)
            known = _MarkedBlock(layers, notes, self._found_in(letters, first, notes))
        self._blocks[number] = known
        if len(self._blocks) > _BLOCKS_KEPT:
            del self._blocks[next(iter(self._blocks))]
        return known

    def _notes_in(self, letters: Span, first: int) -> list[_Shown]:
        """Return the notes on ``letters``, which stand in the block that begins at ``first``."""
        notes = told_apart(list(self._marks.between(*letters, layers=LAYERS[:1])), letters)
        lanes = lanes_of(notes)
        return [_Shown(*self._reading.shown(mark.span).moved(-first), mark, lanes[mark]) for mark in notes]

    def _found_in(self, letters: Span, first: int, notes: list[_Shown]) -> list[_Shown]:
        """Return what else is marked there."""
        found = list(self._marks.between(*letters, layers=LAYERS[1:]))
        noted = bytearray(letters.end - letters.start) if found else bytearray()
        for note in notes if found else ():
            here = note.mark.within(letters)
            noted[here] = noted[here].translate(_NOTED)
        return [
            _Shown(*self._reading.shown(mark.span).moved(-first), mark, is_on_a_note=any(noted[mark.within(letters)]))
            for mark in found
        ]


class _MarkedBlock:
    """The marks of one block, and what was drawn up for its lines."""

    def __init__(self, layers: tuple[Layer, ...], notes: list[_Shown], found: list[_Shown]) -> None:
        """Know what is marked in it: by its ``notes``, and what was ``found`` in the other ``layers``."""
        self.layers = layers
        self.notes = notes
        self.shown = [*notes, *found]
        self._lines: dict[int, _Drawn] = {}

    def drawn(self, layout: QTextLayout, lines: range, size: int) -> list[_Drawn]:
        """Return what is painted under ``lines`` for letters of ``size``."""
        origin = layout.position()
        anew: list[tuple[int, QTextLine, _Measures]] = []
        for index in lines:
            line = layout.lineAt(index)
            letters = (line.textStart(), line.textLength(), line.naturalTextWidth(), line.width())
            measures: _Measures = (size, origin.x(), origin.y(), line.y(), line.ascent(), *letters)
            known = self._lines.get(index)
            if known is None or known.measures != measures:
                anew.append((index, line, measures))
        if anew:
            start, (_, last, _) = anew[0][1].textStart(), anew[-1]
            end = last.textStart() + last.textLength()
            near = [shown for shown in self.shown if shown.start < end and shown.end > start]
            for index, line, measures in anew:
                self._lines[index] = _drawn(near, line, measures)
        return [self._lines[index] for index in lines]


def _drawn(marks: list[_Shown], line: QTextLine, measures: _Measures) -> _Drawn:
    """Return what is painted for those of ``marks`` that are on ``line``."""
    size, left, top, y, ascent, *_ = measures
    top = top + (y + ascent) - size * ABOVE_BASELINE
    height = size * (ABOVE_BASELINE + BELOW_BASELINE)
    begins, ends = line.textStart(), line.textStart() + line.textLength()
    places: dict[int, float] = {}
    areas: list[tuple[QRectF, _Shown]] = []
    for shown in marks:
        start, end = max(shown.start, begins), min(shown.end, ends)
        if start < end:
            for at in (start, end):
                if at not in places:
                    places[at] = place_of(line.cursorToX(at))
            x, to = places[start], places[end]
            areas.append((QRectF(left + min(x, to), top, abs(to - x), height), shown))
    notes = [(area, shown) for area, shown in areas if shown.mark.is_note]
    grounds = [
        (colour, [area for area, _ in alike]) for colour, alike in groupby(notes, key=lambda note: note[1].mark.colour)
    ]
    found = [(area, shown) for area, shown in areas if not shown.mark.is_note]
    unit = _unit(size)
    below = [(shown.mark.colour, underline(area, shown.mark, shown.lane, unit)) for area, shown in notes]
    return _Drawn(measures, grounds, found, below)


def told_apart(notes: list[Mark], letters: Span) -> list[Mark]:
    """Return what can be told apart of ``notes``, the longest first, among so many ``letters``, in their order.

    Where hundreds overlap, the shortest lie over the others, which are painted as one ground under them.
    """
    most = max(_TOLD_APART, (letters.end - letters.start) // _LETTERS_EACH)
    if len(notes) <= most:
        return notes
    under: list[Mark] = []
    covered = sorted(notes[:-most])
    first, end = covered[0], covered[0].end
    for mark in covered:
        if mark.start > end:
            under.append(first._replace(end=end))
            first, end = mark, mark.end
        elif mark.end > end:
            end = mark.end
    under.append(first._replace(end=end))
    return [*under, *notes[-most:]]


def _unit(size: float) -> float:
    """Return how many pixels a pixel of a line is: lines grow with the letters, in halves, to stay crisp."""
    return max(1.0, round(2 * size / LETTER_SIZE) / 2)


def _lines_between(layout: QTextLayout, top: float, bottom: float) -> range:
    """Return which lines of ``layout`` are at least in part between two heights."""
    above = layout.position().y()
    lines = range(layout.lineCount())
    if above >= top and above + layout.boundingRect().height() <= bottom:
        return lines
    first = max(bisect_right(lines, top - above, key=lambda index: layout.lineAt(index).y()) - 1, 0)
    return range(first, bisect_left(lines, bottom - above, lo=first, key=lambda index: layout.lineAt(index).y()))


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
