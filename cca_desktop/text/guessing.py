"""Where an astray passage might stand: guesses for a reader to choose from, best first. Nobody else goes by them."""

import re
from collections import Counter
from typing import NamedTuple

from cca_desktop.text.searching_again import aligned, likely_windows, occurrences
from cca_desktop.text.selectors import TextQuoteSelector
from cca_desktop.text.span import Span

MOST_GUESSES = 5
_LEAST_LIKENESS = 0.2  # below it a guess is noise
# Both sides as they were are better evidence than the words alone: these stand elsewhere too.
_WORDS_COUNT, _SIDE_COUNTS = 0.4, 0.3
_MOST_OCCURRENCES = 200
_LONGEST_QUOTE = 20_000


class Guess(NamedTuple):
    """A place where the passage may stand, and how like it is, words and context, from 0.0 to 1.0."""

    span: Span
    likeness: float


def best_guesses(text: str, quote: TextQuoteSelector, most: int = MOST_GUESSES) -> tuple[Guess, ...]:
    """Return up to ``most`` places for ``quote``, the likeliest first; no two overlap.

    Places of the very words come in, places between words like those around the passage, and places with many of its
    words in any order.
    """
    if not quote.exact.strip() or len(quote.exact) > _LONGEST_QUOTE:
        return ()
    spans = [Span(start, start + len(quote.exact)) for start in occurrences(text, quote.exact, _MOST_OCCURRENCES)]
    windows = likely_windows(text, quote)
    for window in windows:
        candidate = aligned(text, quote, window)
        if candidate is not None:
            spans.append(candidate.span)
    for window in (*windows, Span(0, len(text))):
        crowd = _crowded(text, quote.exact, window)
        if crowd is not None:
            spans.append(crowd)
    guesses = sorted(
        (Guess(span, _likeness(text, quote, span)) for span in dict.fromkeys(spans)),
        key=lambda guess: (-guess.likeness, guess.span),
    )
    chosen: list[Guess] = []
    for guess in guesses:
        if guess.likeness < _LEAST_LIKENESS or len(chosen) == most:
            break
        if not any(guess.span.overlaps(other.span) for other in chosen):
            chosen.append(guess)
    return tuple(chosen)


def _likeness(text: str, quote: TextQuoteSelector, span: Span) -> float:
    before = text[max(0, span.start - len(quote.prefix)) : span.start]
    after = text[span.end : span.end + len(quote.suffix)]
    told = [(_WORDS_COUNT, quote.exact, span.cut(text)), (_SIDE_COUNTS, quote.prefix, before)]
    told.append((_SIDE_COUNTS, quote.suffix, after))
    weighed = [(weight, _words_in_common(then, now)) for weight, then, now in told if then.strip()]
    return sum(weight * common for weight, common in weighed) / sum(weight for weight, _ in weighed)


def _words_in_common(one: str, other: str) -> float:
    """Return Dice's coefficient of the words of two texts, without regard to case; 0.0 where one has none."""
    ours, theirs = Counter(one.casefold().split()), Counter(other.casefold().split())
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def _crowded(text: str, exact: str, window: Span) -> Span | None:
    """Return the stretch of ``window``, as many words long as the passage, that has most of its words in it."""
    wanted = Counter(exact.casefold().split())
    places = [Span(*found.span()) for found in re.finditer(r"\S+", text[window.start : window.end])]
    words = [text[window.start + place.start : window.start + place.end].casefold() for place in places]
    width = min(wanted.total(), len(words))
    seen: Counter[str] = Counter()
    matched = best = best_end = 0
    for end, word in enumerate(words, start=1):
        seen[word] += 1
        matched += seen[word] <= wanted[word]
        if end > width:
            left = words[end - 1 - width]
            matched -= seen[left] <= wanted[left]
            seen[left] -= 1
        if matched > best:
            best, best_end = matched, end
    inside = [place for place in range(max(0, best_end - width), best_end) if words[place] in wanted]
    if not inside:
        return None
    return Span(places[inside[0]].start, places[inside[-1]].end).moved(window.start)
