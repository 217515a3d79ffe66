"""How well paragraphs answer a question."""

from collections.abc import Sequence

from cca_desktop.search.pace import Pace
from cca_desktop.search.ranking import rarity, saturation
from cca_desktop.search.tier import Tier
from cca_desktop.search.tree import InNote, Leaf, Near, Phrase, Term

DECIMALS = 4  # of a score


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
        self.weights = [(term, rarity(sum(tier.holding(term).bit_count() for tier in tiers), units)) for term in terms]
        self._mean_length = sum(tier.characters for tier in tiers) / units if units else 0.0

    def saturation(self, count: int, length: int) -> float:
        """Return what so many occurrences in a unit of so many characters are worth."""
        return saturation(count, length, self._mean_length)

    def score(self, counts: Sequence[int], length: int) -> float:
        """Return the score of a unit of so many characters that holds each of the words so often."""
        return sum(
            weight * self.saturation(count, length)
            for (_, weight), count in zip(self.weights, counts, strict=True)
            if count
        )

    def scores(self, tier: Tier, units: int) -> dict[int, float]:
        """Return the score of each of ``units`` that holds one of the words; the others have 0.0.

        Raises:
            OutdatedError: A newer question has come.
        """
        scores: dict[int, float] = {}
        for term, weight in self.weights:
            for number, count in tier.counts(term, units).items():
                self.pace.step()
                gain = weight * saturation(count, tier.length(number), self._mean_length)
                scores[number] = scores.get(number, 0.0) + gain
        return {number: round(score, DECIMALS) for number, score in scores.items()}
