"""Postings that are fetched when they are asked for, and remembered."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator

from cca_desktop.search.postings import Occurrences, words_beginning

BEGINNINGS = 3  # letters of those that are kept
_MANY = 150  # posting lists, from which on it is quicker to read a thousand notes
_CACHED = 8192  # posting lists of a field


class FetchedPostings(ABC):
    """Answers from posting lists of three fields: the words of texts, their beginnings, and the words of tags."""

    _known: dict[str, dict[str, Occurrences]]

    @property
    @abstractmethod
    def words(self) -> list[str]:
        """Every word, in the order of code points."""

    @property
    @abstractmethod
    def _tag_words(self) -> list[str]: ...

    @property
    @abstractmethod
    def _forms(self) -> list[str]:
        """Every "language stem word", in the order of code points."""

    @abstractmethod
    def _fetch(self, field: str, term: str) -> Occurrences: ...

    def forget_fetched(self) -> None:
        """Fetch anew what is asked for from now on."""
        self._known = {"word": {}, "start": {}, "tag": {}}

    def forms(self, stemmed: str, language: str) -> list[str]:
        """Return the words of this language that have the stem ``stemmed``."""
        beginning = f"{language} {stemmed} "
        return [form[len(beginning) :] for form in words_beginning(self._forms, beginning)]

    def are_at_hand(self, words: Collection[str]) -> bool:
        """Tell whether it is quicker to ask for these words than to read the units: few are still to be fetched."""
        known = self._known["word"]
        return len(words) <= _MANY or sum(word not in known for word in words) <= _MANY

    def holding(self, words: Collection[str]) -> int:
        """Return the documents that hold at least one of the folded ``words``, in their text or their tags."""
        union = 0
        for word in words:
            union |= self._of("word", word).units()
            if word in self._tag_words:
                union |= self._of("tag", word).units()
        return union

    def beginning(self, prefix: str) -> int:
        """Return the documents that hold a word which begins with ``prefix``."""
        if len(prefix) > BEGINNINGS:
            return self.holding(words_beginning(self.words, prefix))
        union = self._of("start", prefix).units()
        for word in words_beginning(self._tag_words, prefix):
            union |= self._of("tag", word).units()
        return union

    def occurrences(self, words: Iterable[str]) -> Iterator[Occurrences]:
        """Yield where each of these words stands in the texts of the documents."""
        return (self._of("word", word) for word in words)

    def occurrences_beginning(self, prefix: str) -> Iterator[Occurrences]:
        """Yield where the words that begin with ``prefix`` stand in the texts, those of a short one all together."""
        if len(prefix) > BEGINNINGS:
            yield from self.occurrences(words_beginning(self.words, prefix))
        else:
            yield self._of("start", prefix)

    def read_ahead(self, most: int) -> bool:
        """Fetch so many words that were not asked for yet; tell whether there are more."""
        known = self._known["word"]
        if len(self.words) > _CACHED:
            return False
        for word in [word for word in self.words if word not in known][:most]:
            self._of("word", word)
        return len(known) < len(self.words)

    def _of(self, field: str, term: str) -> Occurrences:
        known = self._known[field]
        found = known.get(term)
        if found is None:
            if len(known) >= _CACHED:
                known.clear()
            found = known[term] = self._fetch(field, term)
        return found
