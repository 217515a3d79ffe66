"""Hits as a layer of marks: each is made when somebody asks for it, since of ten thousand one sees a few dozen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import overload

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.marks import SHORT, Layer, Mark, magnitude


class Hits(Sequence[Mark]):
    """The marks of ``spans``, which are in order."""

    def __init__(self, spans: list[Span]) -> None:
        """Keep ``spans``; they are not copied."""
        self.spans = spans

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.spans)

    @overload
    def __getitem__(self, index: int) -> Mark: ...

    @overload
    def __getitem__(self, index: slice) -> list[Mark]: ...

    def __getitem__(self, index: int | slice) -> Mark | list[Mark]:
        """Return one mark, or some."""
        if isinstance(index, slice):
            return [Mark(start, end, "hit", "") for start, end in self.spans[index]]
        start, end = self.spans[index]
        return Mark(start, end, "hit", "")


class HitLayer(Layer):
    """The hits of one answer, in whichever order they come."""

    marks: Hits

    def __init__(self, spans: Iterable[Span]) -> None:
        """Keep ``spans``, each once."""
        in_order = sorted(dict.fromkeys(spans))
        self.marks = Hits(in_order)
        self._by_length = {SHORT: self.marks}
        if max((end - start for start, end in in_order), default=0) > SHORT:
            by_length: dict[int, list[Span]] = {}
            for span in in_order:
                by_length.setdefault(magnitude(span), []).append(span)
            self._by_length = {at_most: Hits(some) for at_most, some in by_length.items()}

    def __eq__(self, other: object) -> bool:
        """Tell whether the same words are hit."""
        return isinstance(other, HitLayer) and self.marks.spans == other.marks.spans

    __hash__ = None  # type: ignore[assignment]

    def index_from(self, start: int) -> int:
        """Return the number of the first hit that begins at ``start`` or behind it."""
        return bisect_left(self.marks.spans, (start,))
