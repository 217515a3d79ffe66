"""How high the rows of a list are: guessed until a card has been set, and never asked for all at once."""

from bisect import bisect_right
from itertools import accumulate

_PORTION = 256  # rows; every question and every change looks at one portion, and at one number of each other


class CardHeights:
    """The heights of all rows, one below the other, in pixels. Rows come and go without the others being counted."""

    def __init__(self, count: int = 0, guess: int = 0) -> None:
        """Begin with ``count`` rows, each perhaps as high as ``guess``."""
        self._portions: list[list[int]] = []
        self._sums: list[int] = []
        self._begins = [0]  # the row that each portion begins with, and the one behind the last
        self.insert(0, count, guess)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return self._begins[-1]

    def whole(self) -> int:
        """Return how high all rows are together."""
        return sum(self._sums)

    def height(self, row: int) -> int:
        """Return how high ``row`` is, as far as that is known."""
        portion, at = self._find(row)
        return self._portions[portion][at]

    def top(self, row: int) -> int:
        """Return where ``row`` begins; for the number after the last, where all ends."""
        portion, at = self._find(row)
        inside = sum(self._portions[portion][:at]) if at else 0
        return sum(self._sums[:portion]) + inside

    def row_at(self, y: int) -> int:
        """Return the row that stands at ``y``: above all of them the first, below all the last; -1 where none is."""
        row = above = 0
        for portion, height in zip(self._portions, self._sums, strict=True):
            if above + height > y:
                for one in portion:
                    above += one
                    if above > y:
                        return row
                    row += 1
            above += height
            row += len(portion)
        return row - 1

    def put(self, row: int, height: int) -> int:
        """Let ``row`` be so high from now on; return by how much everything below it has moved down."""
        portion, at = self._find(row)
        moved = height - self._portions[portion][at]
        self._portions[portion][at] = height
        self._sums[portion] += moved
        return moved

    def insert(self, row: int, count: int, guess: int) -> None:
        """Let ``count`` rows come before ``row``, each perhaps as high as ``guess``."""
        portion, at = self._find(row)
        there = self._portions[portion] if portion < len(self._portions) else []
        self._replace(portion, [*there[:at], *[guess] * count, *there[at:]])

    def remove(self, row: int, count: int) -> int:
        """Let ``count`` rows go, the first of them ``row``; return how high they were together."""
        before = self.whole()
        while count:
            portion, at = self._find(row)
            there = self._portions[portion]
            gone = min(count, len(there) - at)
            self._replace(portion, there[:at] + there[at + gone :])
            count -= gone
        return before - self.whole()

    def _find(self, row: int) -> tuple[int, int]:
        """Return the portion that ``row`` is in, and its place there; behind the last row there is none."""
        portion = bisect_right(self._begins, row) - 1
        return portion, row - self._begins[portion]

    def _replace(self, portion: int, heights: list[int]) -> None:
        """Let a portion be ``heights``, in as many portions as are wanted for them."""
        parts = [heights] if len(heights) <= 2 * _PORTION else []
        if not parts:
            parts = [heights[start : start + _PORTION] for start in range(0, len(heights), _PORTION)]
        self._portions[portion : portion + 1] = [part for part in parts if part]
        self._sums[portion : portion + 1] = [sum(part) for part in parts if part]
        self._begins = [0, *accumulate(map(len, self._portions))]
