"""Find a passage again in a text that may have changed since: found, moved, or honestly astray."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector
from cca_desktop.text.span import Span

if TYPE_CHECKING:
    from cca_desktop.text.corrections import Corrections
    from cca_desktop.text.telling import Telling

FOUND, MOVED, ASTRAY = "found", "moved", "astray"


class Anchoring(NamedTuple):
    """Where a passage stands now.

    ``state`` is found (where it was), moved (elsewhere, or its words were corrected) or astray (``span`` is None:
    nobody could say). ``score`` is 1.0 for the very words in their very context, less for less, 0.0 for astray.
    """

    state: str
    span: Span | None
    score: float


LOST = Anchoring(ASTRAY, None, 0.0)


def resolve(
    text: str, quote: TextQuoteSelector, position: TextPositionSelector | None, telling: Telling | None = None
) -> Anchoring:
    """Find the passage that ``quote`` and ``position`` describe.

    The ladder: the words in their context at their place; what is left of both elsewhere, if it tells so much that it
    cannot stand there by chance. Whatever is less than sure is astray: a note on the wrong words is worse than a note
    that asks. ``telling`` is what the words of ``text`` tell, where that is known already.
    """
    exact = quote.exact
    if position is not None and stands_where_it_was(text, quote, position):
        return Anchoring(FOUND, Span(position.start, position.end), 1.0)
    if not exact.strip():  # white space alone is everywhere
        return LOST
    # Imported here: where nothing has changed, which is nearly always, it is not needed.
    from cca_desktop.text.searching_again import corrected_passage, is_told_apart, same_passage
    from cca_desktop.text.telling import Telling

    found = same_passage(text, quote, None if position is None else position.start)
    if found is None:
        found = corrected_passage(text, quote)
        if found is None or found.span.cut(text).strip() == exact.strip():
            return LOST  # these very words were judged above, and were not sure to be the ones
    if not is_told_apart(telling or Telling.of(text), quote, found.span):
        return LOST
    stays = position is None or found.span.start == position.start
    return Anchoring(FOUND if stays else MOVED, found.span, found.score)


def stands_where_it_was(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None) -> bool:
    """Tell whether the words of a passage stand at its place in ``text``, between the very words around it."""
    if position is None:
        return False
    exact, prefix, suffix = quote
    start, end = position.start - len(prefix), position.end + len(suffix)
    is_in_text = start >= 0 and position.start <= position.end and end <= len(text)
    return is_in_text and text[start:end] == prefix + exact + suffix


class Resolver:
    """Finds passages again, and remembers what it had to search for."""

    def __init__(self, former: Callable[[str], Sequence[str]] = lambda _document: ()) -> None:
        """Begin with nothing found.

        Args:
            former: Gives the texts that a document, by the name that notes know it by, had when notes were written on
                it, the one seen last first. Asked only where a passage is not where it was.
        """
        self._former = former
        self._searched: dict[tuple[int, TextQuoteSelector, TextPositionSelector | None], Anchoring] = {}
        self._corrections: dict[tuple[int, str], Corrections] = {}

    def resolve(
        self, text: str | None, quote: TextQuoteSelector, position: TextPositionSelector | None, document: str = ""
    ) -> Anchoring:
        """Find a passage of ``document``, whose text is ``text`` now; in one that is not at hand (None) it is astray.

        Where the text it was described in is still known, what has become of that text decides; otherwise the words
        of the passage, as ``resolve`` does.
        """
        if text is None:
            return LOST
        if stands_where_it_was(text, quote, position):
            return resolve(text, quote, position)
        key = (hash(text), quote, position)
        anchoring = self._searched.get(key)
        if anchoring is None:
            anchoring = self._searched[key] = self._search(text, quote, position, document)
        return anchoring

    def _search(
        self, text: str, quote: TextQuoteSelector, position: TextPositionSelector | None, document: str
    ) -> Anchoring:
        known_as = (hash(text), document)
        corrections = self._corrections.get(known_as)
        if corrections is None:
            from cca_desktop.text.corrections import Corrections

            corrections = self._corrections[known_as] = Corrections(text, self._former(document))
        return corrections.resolve(quote, position)


def find_quote(text: str, quote: str, prefix: str = "") -> list[Span]:
    """Find words as a person types or pastes them; with a ``prefix``, only where it stands before them.

    Any white space matches any other, the ends of paragraphs and pages included; typographic quotation marks match
    plain ones, and dashes and hyphens each other, with white space around them or none. Letters are exact.

    Returns:
        Every place, in order; none for words that are white space alone.
    """
    import re

    words = _forgiving(quote)
    if not words:
        return []
    before = _forgiving(prefix)
    pattern = f"(?:{before})\\s*({words})" if before else f"({words})"
    # A look-ahead, so that places which overlap are all seen.
    return [Span(*found.span(1)) for found in re.finditer(f"(?={pattern})", text)]


_LIKES = ("'’‘‚‛ʼ`´′", '"“”„‟«»″')
_DASH = "[-‐‑‒–—―−]"
_DASH_OR_SPACE = r"[-‐‑‒–—―−\s]"


def _forgiving(words: str) -> str:
    """Turn typed words into a regular expression that passes over white space and the shapes of marks.

    Its repetitions give nothing back once they have it (``*+``): no text can make it try for ever.
    """
    import re

    parts = []
    for part in re.findall(rf"\s*{_DASH}{_DASH_OR_SPACE}*|\s+|.", words.strip(), re.DOTALL):
        if re.search(_DASH, part):
            parts.append(rf"\s*+{_DASH}{_DASH_OR_SPACE}*+")
        elif part.isspace():
            parts.append(r"\s++")
        else:
            parts.append(next((f"[{like}]" for like in _LIKES if part in like), re.escape(part)))
    if parts and parts[-1].endswith("*+"):
        parts[-1] = rf"\s*+{_DASH}++"  # the white space behind a last dash was not quoted,
    pattern = "".join(parts)
    if not pattern.startswith(r"\s*+"):
        return pattern
    # Nor that before a first one; and two hyphens that are one dash are one place.
    return f"(?<!{_DASH})" + pattern.removeprefix(r"\s*+")
