"""What texts and notes have to offer for completion: their own words, tags and colours; authors and titles."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cca_desktop.library.document import Document
from cca_desktop.search.postings import numbers_in
from cca_desktop.search.tier import Tier
from cca_desktop.search.tokens import token_spans
from cca_desktop.search.tree import Term
from cca_desktop.text.span import Span

_LONGEST_READ = 1 << 16  # characters: in longer units nobody looks how a word is written


class Vocabulary:
    """Knows the words of some tiers, and the fields of the documents and notes in them."""

    def __init__(self, tiers: Sequence[Tier], documents: Iterable[Document]) -> None:
        """Look in ``tiers``, which hold ``documents``."""
        self._tiers = tiers
        self._documents = documents

    def words_from(self, beginning: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield words that begin so, the most frequent first, as they are written, each with its number of hits."""
        rough: Counter[str] = Counter()
        for tier in self._tiers:
            for word, count in tier.postings.frequencies(beginning):
                rough[word] += count
        exact = (
            (self._hits(word), word) for word in heapq.nlargest(limit, rough, key=lambda word: (rough[word], word))
        )
        for count, word in sorted(exact, key=lambda pair: (-pair[0], pair[1])):
            if count:
                yield self._as_written(word), count

    def _hits(self, word: str) -> int:
        term = Term("exact", word, word, Span(0, 0))
        total = 0
        for tier in self._tiers:
            marked = tier.marks((term,), tier.living)
            total += marked.total + (tier.holding(term) & ~marked.units).bit_count()
        return total

    def _as_written(self, word: str) -> str:
        """Return a folded word with its accents, as it stands where it stands first; in small letters, as one types."""
        for tier in self._tiers:
            for occurrences in tier.postings.occurrences((word,)):
                for number in numbers_in(occurrences.units() & tier.living):
                    text = tier.unit(number).text
                    if text.isascii() or len(text) > _LONGEST_READ:
                        return word
                    start, end = token_spans(text)[tier.passages(number)[0].index(word)]
                    return text[start:end].lower().replace("’", "'")
        return word

    def values_of(self, field: str) -> list[tuple[str, int]]:
        """Return the values of a field, with the number of notes, or of documents, that have each."""
        if field in ("tag", "colour"):
            notes = [tier.unit(number) for tier in self._tiers for number in numbers_in(tier.notes)]
            return list(Counter(v for note in notes for v in (note.tags if field == "tag" else (note.colour,))).items())
        if field == "author":
            return list(Counter(document.author for document in self._documents if document.author).items())
        if field == "title":
            return list(Counter(document.title for document in self._documents if document.title).items())
        if field == "para":
            labels = (paragraph.label for document in self._documents for paragraph in document.paragraphs)
            return list(Counter(label for label in labels if not label.isdecimal()).items())
        return []
