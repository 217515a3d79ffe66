"""How notes are underlined: each colour in its own manner, and one below the other where notes overlap."""

from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from cca_desktop.ui.reader.marks import Mark

_LINE = 2.0  # pixels: the underline of a note; of a highlight, which has no words of its own, half as much
_LANE = 3.0  # pixels from one underline to the next below it, where notes overlap
_LANES = 3
# How an underline is broken, in pixels drawn and left free, so that colours can be told apart without seeing them.
_DASHES = {"green": (12.0, 4.0), "blue": (5.0, 3.0), "pink": (12.0, 3.0, 3.0, 3.0), "violet": (4.0, 2.0, 4.0, 7.0)}
_AT_ONCE = 8  # periods of a broken underline that are drawn in one go, at most


class Underline:
    """What is filled for the underline of one line of a note."""

    def __init__(self, areas: list[QRectF], paths: list[QPainterPath]) -> None:
        """Fill ``areas`` and ``paths``."""
        self.areas = areas
        self.paths = paths

    def paint(self, painter: QPainter) -> None:
        """Fill it with the painter's background."""
        for area in self.areas:
            painter.eraseRect(area)
        for path in self.paths:
            painter.fillPath(path, painter.background())


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


def underline(area: QRectF, mark: Mark, lane: int, unit: float = 1.0) -> Underline:
    """Underline one line of a note in the manner of its colour, with a hook at its left edge; ``unit`` is a pixel."""
    thickness = (_LINE if mark.kind == "note" else _LINE / 2) * unit
    top = round(area.bottom() + (lane * _LANE - _LINE) * unit)
    left, right = area.left(), area.right()
    areas = [QRectF(left, top - _LINE * unit, thickness, _LINE * unit)]
    if mark.colour not in _DASHES:
        areas.append(QRectF(left, top, right - left, thickness))
        return Underline(areas, [])
    paths = []
    period = sum(_DASHES[mark.colour]) * unit
    while left + period <= right:
        periods = min(int((right - left) / period), _AT_ONCE)
        paths.append(_dashed(mark.colour, periods, thickness, unit).translated(left, top))
        left += periods * period
    for at, drawn in _dashes(mark.colour, 1, unit):
        if left + at < right:
            areas.append(QRectF(left + at, top, min(drawn, right - left - at), thickness))
    return Underline(areas, paths)


@cache
def _dashed(colour: str, periods: int, thickness: float, unit: float) -> QPainterPath:
    """Return so many periods of an underline in a ``colour``, which are filled in one go."""
    path = QPainterPath()
    for at, drawn in _dashes(colour, periods, unit):
        path.addRect(QRectF(at, 0, drawn, thickness))
    return path


@cache
def _dashes(colour: str, periods: int, unit: float) -> tuple[tuple[float, float], ...]:
    """Return where each dash of so many periods begins, and how long it is."""
    lengths = [length * unit for length in _DASHES[colour]] * periods
    return tuple(zip(accumulate([0.0, *lengths[:-1]]), lengths, strict=True))[::2]
