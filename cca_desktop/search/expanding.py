"""From a term to the words it stands for, among those that are there."""

import re
from collections.abc import Sequence
from functools import cached_property

from cca_desktop.search.postings import Postings, words_beginning
from cca_desktop.search.spelling import Alike
from cca_desktop.search.stems import stem
from cca_desktop.search.tree import Term


class Expander:
    """Knows which words of some postings a term stands for, and remembers it."""

    def __init__(self, postings: Postings) -> None:
        """Look among the words of ``postings``."""
        self._postings = postings
        self._known: dict[tuple[str, str, str, int, bool, str], frozenset[str]] = {}

    def words(self, term: Term, language: str) -> frozenset[str]:
        """Return the folded words that ``term`` stands for in texts of ``language``."""
        key = (term.kind, term.folded, term.behind, term.distance, term.is_open, language)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = frozenset(self._expand(term, language))
        return found

    @cached_property
    def alike(self) -> Alike:
        """Find the words that are nearly like another one."""
        return Alike(self._postings.words)

    def _expand(self, term: Term, language: str) -> set[str]:
        there = self._postings.words
        if term.kind == "prefix":
            return set(words_beginning(there, term.folded))
        if term.kind == "wildcard":
            return set(matching_pattern(term.folded, there))
        if term.kind == "fuzzy":
            return set(self.alike.nearly(term.folded, term.distance))
        found = {term.folded}
        if term.kind == "word":
            found.update(self._postings.forms(stem(term.folded, language), language))
        if term.is_open:
            found.update(words_beginning(there, term.beginning))
        return found


def matching_pattern(pattern: str, words: Sequence[str]) -> list[str]:
    """Return the words that fit a pattern, in which ``?`` is one character and ``*`` any number."""
    beginning = re.split(r"[*?]", pattern, maxsplit=1)[0]
    there = words_beginning(words, beginning) if beginning else words
    # All words in one string, a line each: one search instead of one for each word.
    return re.findall(_as_regex(pattern), "\n".join(there), re.MULTILINE)


def _as_regex(pattern: str) -> str:
    """Translate a pattern so that it takes time in proportion to the word: no star ever gives back what it took."""
    first, *others = [re.escape(part).replace(r"\?", "[^\n]") for part in re.split(r"\*+", pattern)]
    if not others:
        return f"^{first}$"
    *middle, last = others
    return f"^{first}" + "".join(f"(?>[^\n]*?{part})" for part in middle if part) + f"[^\n]*{last}$"
