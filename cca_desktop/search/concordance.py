"""Every hit in its context, one line each, aligned on the hit: the key word in context (KWIC) of corpus tools."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.marking import after, before
from cca_desktop.search.tokens import fold_line, token_spans
from cca_desktop.search.units import NOTE, TEXT, Unit, passage_of
from cca_desktop.text.span import Span

WIDTH = 60  # code points on either side, unless told
_DEEPEST = 5  # words to either side that lines can be sorted by


class Line(NamedTuple):
    """One line of a concordance.

    ``document`` to ``span`` say where it stands, as in a hit; ``place`` is its number in reading order. ``left``,
    ``node`` and ``right`` are its words as they are shown, one after the other without a gap, white space narrowed.
    ``words_left`` and ``words_right`` are those it is sorted by: folded, the nearest first.
    """

    place: int
    document: str
    kind: str
    note: str
    paragraph: str
    page: int | None
    span: Span
    left: str
    node: str
    right: str
    words_left: tuple[str, ...]
    words_right: tuple[str, ...]


class Bounds(NamedTuple):
    """Where a concordance looks, and how many code points it shows on either side of a hit.

    ``document`` is an id, or None for all; ``kind`` is "text", "note", or "" for both; ``paragraphs`` and ``tag`` are
    as they are typed, "" for all.
    """

    document: str | None = None
    kind: str = ""
    paragraphs: str = ""
    tag: str = ""
    width: int = WIDTH


class Concordance(NamedTuple):
    """All lines for a question, in reading order, and what is told about it, as in an answer."""

    query: str
    understood: str
    notices: tuple[str, ...]
    total: int
    total_is_floor: bool
    lines: tuple[Line, ...]


class LineMaker:
    """Makes lines one after the other; those of one unit in a row, so that its words are cut but once."""

    def __init__(self, width: int = WIDTH) -> None:
        """Give each side ``width`` code points, cut at whole words."""
        self._width = width
        self._made = 0
        self._unit: Unit | None = None
        self._words: Sequence[str] = ()
        self._starts: list[int] = []
        self._ends: list[int] = []

    def line(self, unit: Unit, words: Sequence[str], span: Span) -> Line:
        """Return the line for ``span`` of the text of ``unit``, whose folded tokens are ``words``."""
        if unit is not self._unit:
            at = token_spans(unit.text)
            self._unit, self._words = unit, words
            self._starts, self._ends = [start for start, _ in at], [end for _, end in at]
        first = bisect_left(self._ends, span.start + 1)
        last = bisect_left(self._starts, span.end)
        self._made += 1
        document = unit.document
        place = unit.start + span.start if unit.kind == TEXT else unit.place
        return Line(
            place=self._made - 1,
            document=document.id if document else "",
            kind=unit.kind,
            note=unit.note,
            paragraph=unit.paragraph,
            page=document.page_at(place) if document and unit.paragraph else None,
            span=span.moved(unit.start),
            left=before(unit.text, span.start, self._width),
            node=" ".join(span.cut(unit.text).split()),
            right=after(unit.text, span.end, self._width),
            words_left=tuple(self._words[max(0, first - _DEEPEST) : first][::-1]),
            words_right=tuple(self._words[last : last + _DEEPEST]),
        )


class Tagged:
    """Keeps the lines that have to do with a tag: in notes that carry it, and in passages that such notes are about."""

    def __init__(self, tag: str, notes: Iterable[Note | PlacedNote], shelf: Mapping[str, tuple[int, Document]]) -> None:
        """Take those of ``notes`` that carry ``tag``; for "" every line is kept. ``shelf`` names the documents."""
        self._wanted = fold_line(tag)
        self._notes: set[str] = set()
        self._passages: dict[str, list[Span]] = {}
        for written in notes if self._wanted else ():
            note = written.note if isinstance(written, PlacedNote) else written
            if self._wanted not in map(fold_line, note.tags):
                continue
            self._notes.add(note.id)
            passage = passage_of(written)
            if passage is not None and note.target is not None and note.target.document in shelf:
                self._passages.setdefault(shelf[note.target.document][1].id, []).append(passage)

    def holds(self, line: Line) -> bool:
        """Tell whether a line is kept."""
        if not self._wanted:
            return True
        if line.kind == NOTE:
            return line.note in self._notes
        return any(line.span.overlaps(passage) for passage in self._passages.get(line.document, ()))


def _by_place(line: Line) -> int:
    return line.place


def _by_left(line: Line) -> tuple[str, ...]:
    return line.words_left


def _by_right(line: Line) -> tuple[str, ...]:
    return line.words_right


def _by_node(line: Line) -> str:
    return line.node.casefold()


SORTS: dict[str, Callable[[Line], object]] = {
    "left": _by_left,
    "right": _by_right,
    "node": _by_node,
    "place": _by_place,
}


def in_order(lines: Iterable[Line], sorts: Sequence[str]) -> list[Line]:
    """Sort lines by several keys, the first of which counts most; lines alike in all of them stay in reading order.

    Args:
        lines: Lines of one concordance.
        sorts: Names out of ``SORTS``: "left" goes by the words before the node, the nearest first, "right" by those
            after it, "node" by the node itself, "place" by where it stands.

    Raises:
        KeyError: There is no such sort.
    """
    keys = [SORTS[name] for name in sorts]
    return sorted(lines, key=lambda line: (*(key(line) for key in keys), line.place))
