"""Did you mean: a better spelling, from the words of the texts themselves."""

from collections.abc import Iterator, Sequence

from cca_desktop.search.tier import Tier
from cca_desktop.search.tree import InNote, Leaf, Near, Phrase, Query, Term, wanted_parts

_MOST_WORDS = 3  # replaced in one question
_SHORTEST = 3  # letters: of a shorter word, as of a number, any other might be meant
_TWO_WRONG_FROM = 5  # letters, from which on two may be wrong


def better_spelling(query: Query, tiers: Sequence[Tier]) -> str:
    """Return the question with each word that is nowhere replaced by the most frequent one like it, or "" for none."""
    better = query.typed
    replaced = 0
    for term in sorted(_terms(wanted_parts(query.root)), key=lambda term: -term.at.start):
        if replaced < _MOST_WORDS and not any(tier.holding(term) for tier in tiers):
            word = _best(term, tiers)
            if word:
                better = better[: term.at.start] + word + better[term.at.end :]
                replaced += 1
    return better if replaced else ""


def _terms(parts: tuple[Leaf | InNote, ...]) -> Iterator[Term]:
    for part in parts:
        if isinstance(part, Term):
            yield part
        elif isinstance(part, Phrase | Near):
            yield from part.terms


def _best(term: Term, tiers: Sequence[Tier]) -> str:
    if term.kind == "wildcard" and term.folded.endswith("?"):
        word = term.folded[:-1]
        return word if _frequency(word, tiers) else ""
    if term.kind not in ("word", "exact") or len(term.folded) < _SHORTEST or not term.folded[:1].isalpha():
        return ""
    known = _known(term.folded, 1, "", tiers)
    if not known and len(term.folded) >= _TWO_WRONG_FROM:
        # Who mistypes two letters has the first one right, as a rule; and there are too many words to look at all.
        known = _known(term.folded, 2, term.folded[0], tiers)

    def merit(word: str) -> tuple[bool, int]:
        return word[0] == term.folded[0], _frequency(word, tiers)

    return max(known, key=merit, default="")


def _known(word: str, distance: int, beginning: str, tiers: Sequence[Tier]) -> list[str]:
    """Return the words that are somewhere, and to which ``distance`` changes at most lead."""
    alike = {other for tier in tiers for other in tier.nearly(word, distance, beginning)}
    return [other for other in sorted(alike) if _frequency(other, tiers)]


def _frequency(word: str, tiers: Sequence[Tier]) -> int:
    return sum((tier.postings.holding((word,)) & tier.living).bit_count() for tier in tiers)
