"""How notes are underlined: each colour in its own manner, and one below the other where notes overlap."""

from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from cca_desktop.ui.reader.marks import Mark

_LINE = 2.0  # pixels: the underline of a note; of a highlight, which has no words of its own, half as much
_LANE = 3.0  # pixels from one underline to the next below it, where notes overlap
_LANES = 3
# How an underline is broken, in pixels drawn and left free, so that colours can be told apart without seeing them.
_DASHES = {"green": (12.0, 4.0), "blue": (5.0, 3.0), "pink": (12.0, 3.0, 3.0, 3.0), "violet": (4.0, 2.0, 4.0, 7.0)}
_AT_ONCE = 8  # times: as much of a broken underline is drawn in one go


class Underline(NamedTuple):
    """What is filled for the underline of one line of a note."""

    areas: list[QRectF]
    paths: list[QPainterPath]

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
    whole, length = _dashed(mark.colour, thickness, unit)
    paths = []
    while left + length <= right:
        paths.append(whole.translated(left, top))
        left += length
    for at, drawn in _dashes(mark.colour, unit):
        if left + at >= right:
            break
        areas.append(QRectF(left + at, top, min(drawn, right - left - at), thickness))
    return Underline(areas, paths)


@cache
def _dashed(colour: str, thickness: float, unit: float) -> tuple[QPainterPath, float]:
    """Return a stretch of an underline in a ``colour``, which is filled in one go, and how long it is."""
    path = QPainterPath()
    for at, drawn in _dashes(colour, unit):
        path.addRect(QRectF(at, 0, drawn, thickness))
    return path, sum(_DASHES[colour]) * unit * _AT_ONCE


@cache
def _dashes(colour: str, unit: float) -> tuple[tuple[float, float], ...]:
    """Return where each dash of such a stretch begins, and how long it is."""
    lengths = [length * unit for length in _DASHES[colour]] * _AT_ONCE
    begins = [0.0, *accumulate(lengths)]
    return tuple(zip(begins[::2], lengths[::2], strict=False))
