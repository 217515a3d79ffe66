"""Make pages of lines and footnotes: which lines stand on which page, and which part of which note below them.

Nothing here knows of Qt or of paper: heights come in, numbers of lines go out.
"""

from collections.abc import Sequence
from typing import NamedTuple


class PrintLine(NamedTuple):
    """One line of print.

    ``above`` is the space before it, which falls away at the top of a page. ``begins`` and ``ends`` tell whether it is
    the first or the last of its block; one that ``keeps`` does not stand last on a page. ``notes`` are the numbers of
    the footnotes that belong to it.
    """

    height: float
    above: float = 0.0
    begins: bool = True
    ends: bool = True
    keeps: bool = False
    notes: tuple[int, ...] = ()


class NotePart(NamedTuple):
    """Lines ``[start, end)`` of a footnote."""

    note: int
    start: int
    end: int


class MadePage(NamedTuple):
    """Lines ``[start, end)``, and the parts of footnotes below them."""

    start: int
    end: int
    parts: tuple[NotePart, ...]


class PageMaker:
    """Breaks a text into pages, each filled as far as it goes.

    A footnote begins on the page of its line, and goes on where there is no more room. No block leaves its first line
    alone at the foot of a page, or its last at the head of one.
    """

    def __init__(
        self, lines: Sequence[PrintLine], notes: Sequence[Sequence[float]], *, height: float, rule: float
    ) -> None:
        """Make pages of ``height``; ``notes`` are the heights of the lines of each; ``rule`` is what parts them off."""
        self._lines = lines
        self._notes = notes
        self._height = height
        self._rule = rule

    def pages(self) -> list[MadePage]:
        """Return all pages."""
        pages: list[MadePage] = []
        first, waiting = 0, list[NotePart]()
        while first < len(self._lines) or waiting:
            end, parts, left = self._fill(first, len(self._lines), waiting)
            better = self._better_end(first, end)
            if better != end:
                end, parts, left = self._fill(first, better, waiting)
            pages.append(MadePage(first, end, tuple(parts)))
            first, waiting = end, left
        return pages

    def _fill(self, first: int, stop: int, waiting: list[NotePart]) -> tuple[int, list[NotePart], list[NotePart]]:
        """Return where a page that begins at ``first`` ends, what parts of notes it has, and what is left of them."""
        foot = _Foot(self._notes, self._height, self._rule)
        body = 0.0
        reserve = self._lines[first].height if first < stop else 0.0  # a page that goes on has a line at least
        foot.take(waiting, reserve)
        index = first
        while index < stop:
            line = self._lines[index]
            needed = line.height + (line.above if index > first else 0.0)
            if index > first and body + needed + foot.with_beginnings(line.notes) > self._height:
                break
            body += needed
            foot.take([NotePart(note, 0, len(self._notes[note])) for note in line.notes], body)
            index += 1
        return index, foot.parts, foot.left

    def _better_end(self, first: int, end: int) -> int:
        """Return a place before ``end`` at which the page breaks better, or ``end``."""
        if end >= len(self._lines):
            return end
        better = end
        while better > first + 1:
            last, following = self._lines[better - 1], self._lines[better]
            is_orphan = last.begins and not last.ends
            is_widow = following.ends and not following.begins
            if not (is_orphan or is_widow or last.keeps):
                return better
            better -= 1
        return end


class _Foot:
    """The foot of one page while it is being filled."""

    def __init__(self, notes: Sequence[Sequence[float]], height: float, rule: float) -> None:
        self._notes = notes
        self._height = height
        self._rule = rule
        self._used = 0.0
        self.parts: list[NotePart] = []
        self.left: list[NotePart] = []

    def with_beginnings(self, notes: Sequence[int]) -> float:
        """Return how high the foot is with at least a line of each of ``notes`` on it."""
        if not notes or self.left:
            return self._used
        return (self._used or self._rule) + sum(self._notes[note][0] for note in notes)

    def take(self, parts: Sequence[NotePart], body: float) -> None:
        """Put as much of ``parts`` here as fits under a body so high; what does not is left."""
        for part in parts:
            taken = part.start
            while taken < part.end and not self.left:
                used = (self._used or self._rule) + self._notes[part.note][taken]
                is_first_of_all = not self.parts and taken == part.start and not body
                if body + used > self._height and not is_first_of_all:
                    break
                self._used = used
                taken += 1
            if taken > part.start:
                self.parts.append(NotePart(part.note, part.start, taken))
            if taken < part.end:
                self.left.append(NotePart(part.note, taken, part.end))
