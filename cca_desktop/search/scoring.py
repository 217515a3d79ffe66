"""Which of many paragraphs answer a question best, all of them scored at once."""

from collections.abc import Iterator, Sequence

from cca_desktop.search.pace import Pace
from cca_desktop.search.postings import numbers_in
from cca_desktop.search.ranking import rarity, saturation
from cca_desktop.search.tier import Tier
from cca_desktop.search.tree import InNote, Leaf, Near, Phrase, Term
from cca_desktop.search.units import Unit


class Scorer:
    """Scores units by BM25 over the words that are looked for, those of a phrase among them."""

    def __init__(self, tiers: Sequence[Tier], parts: Sequence[Leaf | InNote], pace: Pace) -> None:
        """Weigh the words of ``parts`` by how rare they are in all ``tiers``, and look up at ``pace``.

        The exact form of an inflected word counts besides, so that it leads.
        """
        self.pace = pace
        terms: dict[Term, None] = {}
        for part in parts:
            for term in (part,) if isinstance(part, Term) else part.terms if isinstance(part, Phrase | Near) else ():
                terms[term] = None
                if term.kind == "word":
                    terms[term._replace(kind="exact", is_open=False)] = None
        units = sum(tier.living.bit_count() for tier in tiers)
        self._weights = [(term, rarity(sum(tier.holding(term).bit_count() for tier in tiers), units)) for term in terms]
        self._mean_length = sum(tier.characters for tier in tiers) / units if units else 0.0

    def scores(self, tier: Tier, units: int) -> dict[int, float]:
        """Return the score of each of ``units`` that holds one of the words; the others have 0.0.

        Raises:
            OutdatedError: A newer question has come.
        """
        scores: dict[int, float] = {}
        for term, weight in self._weights:
            for number, count in tier.counts(term, units).items():
                self.pace.step()
                gain = weight * saturation(count, tier.length(number), self._mean_length)
                scores[number] = scores.get(number, 0.0) + gain
        return {number: round(score, 4) for number, score in scores.items()}


def best_first(tiers: Sequence[Tier], scorer: Scorer, answering: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the units that answer, each as the number of its tier and its own, the best first.

    They come text by text (the notes on one being a text of their own): first the one that holds the best of all, and
    after it its others, from the best to the least; those that are equally good in reading order.
    """
    groups: dict[tuple[str, str], list[tuple[float, Unit, tuple[int, int]]]] = {}
    for side, (tier, units) in enumerate(zip(tiers, answering, strict=True)):
        scores = scorer.scores(tier, units) if units else {}
        for number in numbers_in(units):
            scorer.pace.step()
            unit = tier.unit(number)
            group = unit.kind, unit.document.id if unit.document else ""
            groups.setdefault(group, []).append((-scores.get(number, 0.0), unit, (side, number)))
    firsts = ((min(_rank(one) for one in members), members) for members in groups.values())
    for _, members in sorted(firsts, key=lambda pair: pair[0]):
        for _, _, at in sorted(members, key=_rank):
            yield at


def _rank(scored: tuple[float, Unit, tuple[int, int]]) -> tuple[float, tuple[int, int, int, str]]:
    return scored[0], scored[1].order
