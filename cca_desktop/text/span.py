"""A stretch of a text, the one thing that notes, hits, pages and paragraphs have in common."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of one text, in Unicode code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words this span covers in ``text``."""
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Tell whether the character at ``offset`` lies inside."""
        return self.start <= offset < self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> "Span":
        """Return the same stretch, ``by`` characters further on."""
        return Span(self.start + by, self.end + by)
