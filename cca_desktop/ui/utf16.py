"""The border between our counting and Qt's: code points here, UTF-16 units there."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """The way between code points of one text and the UTF-16 units that Qt counts in.

    Letters outside the first plane take two units; a text without them, like the letter, costs nothing.
    """

    def __init__(self, text: str, parted: Sequence[int] = ()) -> None:
        """Note where ``text`` has letters of two units.

        ``parted`` are the code points, in order, before which Qt's text has a line end that ``text`` has not.
        """
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._wide_units = [at + before for before, at in enumerate(self._wide)]
        self._parted = parted
        self._parted_units = [at + bisect_left(self._wide, at) + before for before, at in enumerate(parted)]

    @property
    def has_wide(self) -> bool:
        """Whether there are letters of two units."""
        return bool(self._wide)

    def units(self, points: int) -> int:
        """Return the unit at which the code point ``points`` begins."""
        return points + bisect_left(self._wide, points) + bisect_right(self._parted, points)

    def points(self, units: int) -> int:
        """Return the code point that begins at, or is cut by, the unit ``units``."""
        units -= bisect_left(self._parted_units, units)
        return units - bisect_left(self._wide_units, units)
