"""The slow rungs of anchoring: the same words among their likes, and words that were corrected."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from cca_desktop.text.laying import Laid
from cca_desktop.text.pairing import paired
from cca_desktop.text.selectors import TextQuoteSelector
from cca_desktop.text.span import Span
from cca_desktop.text.telling import Telling
from cca_desktop.text.words import words_of

# The bars, as measured on made-up corrections of the letter: nothing false passes them.
LONG_QUOTE = 32  # code points; so many words in a row do not stand in a text twice by chance
LONG_QUOTE_WORDS = 5
LEAST_CONTEXT = 0.75  # of the words around a short quote that stands elsewhere
LEAST_LEAD = 0.2  # over the next best place
SHORTEST_CORRECTED = 20  # code points; a shorter quote whose words have changed is astray
FEWEST_CORRECTED_WORDS = 4
LONGEST_CORRECTED = 20_000  # a longer one would take seconds
LEAST_ALIKE = 0.7  # of the quote's own words
LEAST_BESIDE = 0.5  # of the words on either side of a corrected quote
LEAST_SCORE = 0.75  # of quote and context together

_TOUCHING = 64  # characters on either side of a passage
_MOST_CANDIDATES = 8
_MOST_OCCURRENCES = 50_000
_PIECE, _STRIDE, _MOST_PIECES, _MOST_PLACES = 8, 4, 100, 20
_WORD = re.compile(r"\w+|[^\w\s]")


class Candidate(NamedTuple):
    """A place where the passage may stand, and how well it fits, from 0.0 to 1.0."""

    span: Span
    score: float


class _Word(NamedTuple):
    start: int
    end: int


def same_passage(text: str, quote: TextQuoteSelector, held_at: int | None) -> Candidate | None:
    """Find the very words of ``quote``: where they were, or where their context says they are.

    Returns:
        None if they are not there, or if nothing decides between several places.
    """
    whole = quote.prefix + quote.exact + quote.suffix
    first = text.find(whole) if quote.prefix and quote.suffix else -1
    if first >= 0 and text.find(whole, first + 1) < 0:  # so it was written down that it would stand just once
        start = first + len(quote.prefix)
        return Candidate(Span(start, start + len(quote.exact)), 1.0)
    starts = list(occurrences(text, quote.exact, _MOST_OCCURRENCES))
    length = len(quote.exact)
    if len(starts) == _MOST_OCCURRENCES:  # a word of every line, in a text of millions: only where it was
        starts = [held_at] if held_at is not None and text.startswith(quote.exact, held_at) else []
    starts = [start for start in starts if _is_cut_alike(text, quote, start)]
    if not starts:
        return None
    nearest_fit = sorted(starts, key=lambda start: _touching(text, quote, start), reverse=True)[:_MOST_CANDIDATES]
    if held_at in starts and held_at not in nearest_fit:
        nearest_fit.append(held_at)
    fits = sorted(((_context(text, quote, start), start) for start in nearest_fit), reverse=True)
    (best, start) = fits[0]
    has_lead = len(fits) == 1 or best.mean - fits[1][0].mean >= LEAST_LEAD
    is_where_it_was = start == held_at
    if not has_lead:
        # Equal claims: the old place decides if it is among the best, otherwise nothing does.
        here = next((fit for fit, at in fits if at == held_at), None)
        if here is None or here.mean < best.mean or not here.is_told:
            return None
        best, start, is_where_it_was = here, held_at or 0, True
    is_sure = (
        (len(starts) == 1 and _is_long(quote.exact) and (best.better >= LEAST_CONTEXT or not best.is_told))
        or (is_where_it_was and (best.better >= LEAST_CONTEXT or not best.is_told))
        or best.mean >= LEAST_CONTEXT
    )
    if not is_sure:
        return None
    return Candidate(Span(start, start + length), 0.6 + 0.4 * best.mean)


def corrected_passage(text: str, quote: TextQuoteSelector) -> Candidate | None:
    """Find words that are ``quote`` with corrections in them.

    Returns:
        None if the quote is too short to tell, nothing is like enough, or two places are about equally like it.
    """
    exact = quote.exact
    words = len(_WORD.findall(exact))
    if not SHORTEST_CORRECTED <= len(exact) <= LONGEST_CORRECTED or words < FEWEST_CORRECTED_WORDS:
        return None
    candidates: list[Candidate] = []
    for window in likely_windows(text, quote):
        candidate = aligned(text, quote, window, least_alike=LEAST_ALIKE, least_beside=LEAST_BESIDE)
        if candidate is not None and all(not candidate.span.overlaps(other.span) for other in candidates):
            candidates.append(candidate)
    candidates.sort(key=lambda candidate: candidate.score, reverse=True)
    if not candidates or candidates[0].score < LEAST_SCORE:
        return None
    if len(candidates) > 1 and candidates[0].score - candidates[1].score < LEAST_LEAD:
        return None
    return candidates[0]


def is_told_apart(telling: Telling, quote: TextQuoteSelector, span: Span) -> bool:
    """Tell whether what is left at ``span`` of a passage and its context cannot stand there by chance.

    Set phrases, as agreements are made of, say little about the place however many of them agree.
    """
    window = Span(max(0, span.start - len(quote.prefix)), span.end + len(quote.suffix))
    at = Span(len(quote.prefix), len(quote.prefix) + len(quote.exact))
    laid = laid_over(telling, quote, window)
    image = laid.image(at)
    if image is None or telling.words.covered(image.span) != telling.words.covered(span):
        return False
    return laid.tells_by_itself(at)


def laid_over(telling: Telling, quote: TextQuoteSelector, window: Span) -> Laid:
    """Lay a passage with its context over ``window``, and weigh which words are which."""
    words, whole = telling.words, quote.prefix + quote.exact + quote.suffix
    old = words_of(whole, 0, len(whole))
    first, last = words.covered(window)
    here = paired(old.keys, words.keys[first : last + 1])
    pairing = here._replace(
        first=[index + first if index >= 0 else -1 for index in here.first],
        last=[index + first if index >= 0 else -1 for index in here.last],
    )
    ahead, back = (
        [bits[index] if index >= 0 else 0.0 for index in pairing.first] for bits in (telling.ahead, telling.back)
    )
    return Laid(old, words, pairing, ahead, back, cut_from=telling.runs)


class _Context(NamedTuple):
    """How well the words around a place fit; a side that was not told counts for nothing."""

    mean: float
    better: float
    is_told: bool


def _context(text: str, quote: TextQuoteSelector, start: int) -> _Context:
    end = start + len(quote.exact)
    told = []
    if quote.prefix.strip():
        told.append(_alike(quote.prefix, text[max(0, start - len(quote.prefix)) : start]))
    if quote.suffix.strip():
        told.append(_alike(quote.suffix, text[end : end + len(quote.suffix)]))
    return _Context(sum(told) / len(told), max(told), is_told=True) if told else _Context(0.0, 0.0, is_told=False)


def _alike(expected: str, seen: str) -> float:
    if expected == seen:
        return 1.0
    return SequenceMatcher(None, _WORD.findall(expected), _WORD.findall(seen), autojunk=False).ratio()


def _touching(text: str, quote: TextQuoteSelector, start: int) -> int:
    """Count the characters of context that agree, from the passage outwards, as far as that tells likes apart."""
    end, count = start + len(quote.exact), 0
    prefix, suffix = quote.prefix[-_TOUCHING:], quote.suffix[:_TOUCHING]
    for expected, seen in (
        (reversed(prefix), reversed(text[max(0, start - len(prefix)) : start])),
        (iter(suffix), iter(text[end : end + len(suffix)])),
    ):
        for one, other in zip(expected, seen, strict=False):
            if one != other:
                break
            count += 1
    return count


def _is_cut_alike(text: str, quote: TextQuoteSelector, start: int) -> bool:
    """Tell whether the quote is made of whole words here as it was there: "peace" is not found in "peaceful"."""
    end, inside = start + len(quote.exact), quote.exact
    return all(
        not told or (told.isalnum() and inner.isalnum()) == (seen.isalnum() and inner.isalnum())
        for told, inner, seen in (
            (quote.prefix[-1:], inside[0], text[start - 1 : start] if start else ""),
            (quote.suffix[:1], inside[-1], text[end : end + 1]),
        )
    )


def _is_long(exact: str) -> bool:
    return len(exact) >= LONG_QUOTE and len(_WORD.findall(exact)) >= LONG_QUOTE_WORDS


def occurrences(text: str, words: str, most: int) -> Iterator[int]:
    """Yield where ``words`` stand in ``text``, letter for letter, at most so many times."""
    start = text.find(words)
    while start >= 0 and most > 0:
        yield start
        most -= 1
        start = text.find(words, start + 1)


def likely_windows(text: str, quote: TextQuoteSelector) -> list[Span]:
    """Guess where to look closely: small pieces of the passage, found in the text, vote for where it begins."""
    whole = quote.prefix + quote.exact + quote.suffix
    offsets = range(0, max(1, len(whole) - _PIECE + 1), max(_STRIDE, len(whole) // _MOST_PIECES))
    width = max(_PIECE, len(whole) // 4)
    votes: Counter[int] = Counter()
    for offset in offsets:
        for place in occurrences(text, whole[offset : offset + _PIECE], _MOST_PLACES):
            votes[(place - offset) // width] += 1
    margin = 2 * width
    return [
        Span(max(0, bucket * width - margin), min(len(text), (bucket + 1) * width + len(whole) + margin))
        for bucket, _ in votes.most_common(_MOST_CANDIDATES)
    ]


def aligned(
    text: str, quote: TextQuoteSelector, window: Span, *, least_alike: float = 0.0, least_beside: float = 0.0
) -> Candidate | None:
    """Lay the passage with its context over ``window`` word by word, and see where its two edges come to lie.

    Returns:
        None if an edge cannot be seen, if less of the passage is the same than ``least_alike``, or less of what stands
        on either side of it than ``least_beside``.
    """
    whole = quote.prefix + quote.exact + quote.suffix
    inner = Span(len(quote.prefix), len(quote.prefix) + len(quote.exact))
    told = [_Word(*found.span()) for found in _WORD.finditer(whole)]
    seen = [_Word(*found.span()) for found in _WORD.finditer(text, window.start, window.end)]
    matcher = SequenceMatcher(
        None,
        [whole[word.start : word.end] for word in told],
        [text[word.start : word.end] for word in seen],
        autojunk=False,
    )
    pairs: dict[int, int] = {}
    for told_from, seen_from, length in matcher.get_matching_blocks():
        pairs.update((told_from + step, seen_from + step) for step in range(length))
    inside = [index for index, word in enumerate(told) if word.end > inner.start and word.start < inner.end]
    if not inside:
        return None
    span = _edges(told, seen, pairs, inside, inner)
    if span is None or span.start >= span.end:
        return None
    alike = _share(told, pairs, inside, seen, span)
    before = _side(told, pairs, range(inside[0]))
    after = _side(told, pairs, range(inside[-1] + 1, len(told)))
    if alike < least_alike or min(before, after) < least_beside:
        return None
    return Candidate(span, 0.6 * alike + 0.2 * before + 0.2 * after)


def _edges(told: list[_Word], seen: list[_Word], pairs: dict[int, int], inside: list[int], inner: Span) -> Span | None:
    """Say where the first and the last word of the passage are now, or None where that cannot be known."""
    first, last = inside[0], inside[-1]
    if first in pairs:
        # The passage may begin within a word.
        start = seen[pairs[first]].start + max(0, inner.start - told[first].start)
    elif inner.start > told[first].start or (first - 1 not in pairs and first > 0):
        return None
    else:
        index = pairs[first - 1] + 1 if first > 0 else -1
        if index < 0 or index >= len(seen):
            return None
        start = seen[index].start
    if last in pairs:
        end = seen[pairs[last]].end - max(0, told[last].end - inner.end)
    elif inner.end < told[last].end or last + 1 not in pairs:
        return None
    else:
        index = pairs[last + 1] - 1
        if index < 0:
            return None
        end = seen[index].end
    return Span(start, end)


def _share(told: list[_Word], pairs: dict[int, int], inside: list[int], seen: list[_Word], span: Span) -> float:
    """Measure how much of the passage, then and now, are the same words, in characters."""
    same = sum(told[index].end - told[index].start for index in inside if index in pairs)
    then = sum(told[index].end - told[index].start for index in inside)
    now = sum(word.end - word.start for word in seen if span.start < word.end and word.start < span.end)
    return same / max(then, now, 1)


def _side(told: list[_Word], pairs: dict[int, int], indexes: range) -> float:
    length = sum(told[index].end - told[index].start for index in indexes)
    if not length:
        return 0.5  # not told: neither for nor against
    return sum(told[index].end - told[index].start for index in indexes if index in pairs) / length
