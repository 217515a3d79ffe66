"""A text as it is now, beside what it was when notes were written on it."""

from collections.abc import Sequence

from cca_desktop.text.aligning import Alignment
from cca_desktop.text.anchoring import FOUND, LOST, MOVED, Anchoring, resolve, stands_where_it_was
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector
from cca_desktop.text.span import Span
from cca_desktop.text.telling import Telling

_ENOUGH_ALONE = 40.0  # bits that words must tell which do not come to stand together a second time by chance
_WORDS_ALONE = 0.6  # is what they score


class Corrections:
    """What has become of the passages of former texts in the present one."""

    def __init__(self, text: str, former: Sequence[str]) -> None:
        """Lay each of the ``former`` texts over ``text`` once a passage of it is asked for."""
        self._text = text
        self._former = [old for old in former if old != text]
        self._alignments: dict[int, Alignment] = {}
        self._telling: Telling | None = None

    def resolve(self, quote: TextQuoteSelector, position: TextPositionSelector | None) -> Anchoring:
        """Say where a passage is now, which is not where it was."""
        for number, old in enumerate(self._former):
            at = _place_in(old, quote, position)
            if at is not None:
                return self._moved(number, at, quote)
        if self._telling is None:
            self._telling = Telling.of(self._text)
        return resolve(self._text, quote, position, self._telling)

    def _moved(self, number: int, at: Span, quote: TextQuoteSelector) -> Anchoring:
        alignment = self._alignments.get(number)
        if alignment is None:
            alignment = self._alignments[number] = Alignment(self._former[number], self._text)
        image = alignment.image(at)
        if image is not None:
            stays = image.span == at and image.span.cut(self._text) == quote.exact
            return Anchoring(FOUND if stays else MOVED, image.span, image.score)
        return self._by_its_words(number, at, quote)

    def _by_its_words(self, number: int, at: Span, quote: TextQuoteSelector) -> Anchoring:
        """Find a passage whose neighbourhood says nothing by its own words, if there were no others like them."""
        old, exact = self._former[number], quote.exact
        start = self._text.find(exact)
        is_once = start >= 0 and self._text.find(exact, start + 1) < 0 and old.find(exact) == old.rfind(exact)
        span = Span(start, start + len(exact))
        alignment = self._alignments[number]
        if not is_once or alignment.is_taken(span, at) or alignment.tells(at) < _ENOUGH_ALONE:
            return LOST
        return Anchoring(FOUND if span == at else MOVED, span, _WORDS_ALONE)


def _place_in(old: str, quote: TextQuoteSelector, position: TextPositionSelector | None) -> Span | None:
    """Return where a passage stood in a former text, or None if it was not described in that one."""
    if position is not None:
        return Span(position.start, position.end) if stands_where_it_was(old, quote, position) else None
    whole = quote.prefix + quote.exact + quote.suffix
    start = old.find(whole)
    if start < 0 or old.find(whole, start + 1) >= 0:
        return None
    return Span(start + len(quote.prefix), start + len(quote.prefix) + len(quote.exact))
