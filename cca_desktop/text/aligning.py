"""Lay an older text over a newer one, word by word: where each word is now, and whether that is sure.

Where the text that a note was written on is still known, this says far more than the note's own words can: a word is
known by everything that stands around it. Nothing here guesses; a word whose place is not sure has none.
"""

from cca_desktop.text.laying import Image, Laid
from cca_desktop.text.pairing import paired
from cca_desktop.text.span import Span
from cca_desktop.text.telling import told
from cca_desktop.text.words import common_ends, words_of

_MARGIN = 400  # characters around what has changed, that are looked at as its neighbourhood


class Alignment:
    """An older text laid over a newer one."""

    def __init__(self, old: str, new: str) -> None:
        """Lay ``old`` over ``new``; takes some seconds for millions of words."""
        head, tail = common_ends(old, new)
        self._shift = len(new) - len(old)
        self._start = max(0, head - _MARGIN)
        self._old_end = min(len(old), len(old) - tail + _MARGIN)
        self._new_end = self._old_end + self._shift
        self._old = words_of(old, self._start, self._old_end)
        self._new = words_of(new, self._start, self._new_end)
        ahead, back = told(self._old.keys), told(self._old.keys[::-1])[::-1]
        self._told = ahead, back
        self._laid = Laid(self._old, self._new, paired(self._old.keys, self._new.keys), ahead, back)

    def image(self, at: Span) -> Image | None:
        """Return where the passage ``at`` of the older text is now, or None if it is gone or nobody can be sure."""
        if at.end <= self._start:
            return Image(at, 1.0)
        if at.start >= self._old_end:
            return Image(at.moved(self._shift), 1.0)
        inner = Span(max(at.start, self._start), min(at.end, self._old_end))
        image = self._laid.image(inner)
        if image is None:
            return None
        start = at.start if inner.start > at.start else image.span.start
        end = at.end + self._shift if inner.end < at.end else image.span.end
        return Image(Span(start, end), image.score)

    def is_taken(self, span: Span, passage: Span) -> bool:
        """Tell whether words in ``span`` of the newer text surely are others than the ``passage`` of the older was.

        So a passage that is gone is not seen in its likes, which have been there all the time.
        """
        if span.start < self._start or span.end > self._new_end:
            return True
        first, last = self._old.covered(passage)
        here, there = self._new.covered(span)
        return any(not first <= self._laid.came_from.get(index, first) <= last for index in range(here, there + 1))

    def tells(self, passage: Span) -> float:
        """Return how many bits the words of a ``passage`` of the older text tell about their place by themselves."""
        first, last = self._old.covered(passage)
        return min(sum(bits[first : last + 1]) for bits in self._told)
