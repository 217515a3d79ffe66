"""Marks in the letter: what they are, and where they stand."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cca_desktop.notes.note import PlacedNote
from cca_desktop.text.span import Span

SHORT = 64  # letters
LAYERS = ("note", "hit", "current", "place")
_STEPPED = ("note", "hit")


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

    def within(self, letters: Span) -> slice:
        """Return which of so many letters it covers, counted from the first of them."""
        return slice(max(self.start - letters.start, 0), max(self.end - letters.start, 0))

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
            first, after = bisect_left(marks, (start - at_most,)), bisect_left(marks, (end,))
            yield from [mark for mark in marks[first:after] if mark[1] > start]


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

    def all_layers(self) -> tuple[Layer, ...]:
        """Return all layers as they are now: where none is another object than before, nothing has changed."""
        return tuple(self._layers.values())

    def clear(self) -> None:
        """Mark nothing."""
        for layer in self._layers:
            self.replace(layer, ())

    def layer(self, layer: str) -> Sequence[Mark]:
        """Return the marks of one layer, by place."""
        return self._layers[layer].marks

    def between(self, start: int, end: int, layers: Iterable[str] = LAYERS) -> Iterator[Mark]:
        """Yield the marks that touch ``[start, end)``: layer by layer, and in each the longest first."""
        for layer in layers:
            yield from sorted(sorted(self._layers[layer].between(start, end)), key=lambda mark: mark[0] - mark[1])

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
