"""Where a reader has been: back and forward, as in a browser."""

from typing import NamedTuple

LONGEST = 100  # places; older ones are forgotten


class Stop(NamedTuple):
    """A place on the way: a document, and a code point of its canonical text."""

    document: str
    offset: int


class Trail(NamedTuple):
    """The places of a reading, in order, and the number of the one where the reader is. Empty at first."""

    stops: tuple[Stop, ...] = ()
    at: int = 0

    @property
    def here(self) -> Stop | None:
        """The place where the reader is, or None before the first jump."""
        return self.stops[self.at] if self.stops else None

    @property
    def can_go_back(self) -> bool:
        """There is a place to go back to."""
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        """There is a place that the reader came back from."""
        return self.at + 1 < len(self.stops)

    def jumped(self, leaving: Stop, to: Stop) -> "Trail":
        """Return the trail after a jump ``to`` a place; ``leaving`` is where the reader had got to by reading on.

        What lay ahead is forgotten. A jump to where one is leaves the trail as it is.
        """
        if leaving == to:
            return self
        stops = (*self.stops[: self.at], leaving, to)[-LONGEST:]
        return Trail(stops, len(stops) - 1)

    def back(self, leaving: Stop) -> "Trail":
        """Return the trail one place further back, or as it is; forward leads to ``leaving`` again."""
        return self._moved(leaving, -1) if self.can_go_back else self

    def forward(self, leaving: Stop) -> "Trail":
        """Return the trail one place further on, or as it is; back leads to ``leaving`` again."""
        return self._moved(leaving, 1) if self.can_go_forward else self

    def _moved(self, leaving: Stop, by: int) -> "Trail":
        stops = (*self.stops[: self.at], leaving, *self.stops[self.at + 1 :])
        return Trail(stops, self.at + by)
