"""The units of a volume, and their postings: a tier of very many texts, which stay on the disk."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from cca_desktop.library.document import Document
from cca_desktop.search.fetched_postings import BEGINNINGS
from cca_desktop.search.index import TermFiles
from cca_desktop.search.joined import JoinedTexts
from cca_desktop.search.pace import Pace
from cca_desktop.search.postings import Occurrences, numbers_in, occurrences_of, set_of, words_beginning
from cca_desktop.search.ranking import length_class
from cca_desktop.search.tier import Passages, Tier
from cca_desktop.search.units import Unit, order_of_paragraph, unit_of_paragraph
from cca_desktop.search.volume import PASS, Chapter, VolumeFiles

_WORDS_BETWEEN_LOOKS = 32  # some 30 microseconds each
_REMEMBERED = 512  # posting lists, as sets
_SPARSE = 8  # a stretch is read whole where it holds one candidate in so many units
_UNITS = 256  # made of late


class VolumePostings:
    """The postings of a volume."""

    def __init__(self, files: VolumeFiles) -> None:
        """Read ``files``."""
        self._files = files
        self._terms = TermFiles(files.folder)
        self.pace: Pace | None = None  # of the question that is being answered
        self._of = lru_cache(maxsize=_REMEMBERED)(self._fetch)
        self._together = lru_cache(maxsize=_REMEMBERED)(self._fetch_together)

    @property
    def words(self) -> list[str]:
        """Every word, folded and sorted."""
        return self._files.words

    def forms(self, stemmed: str, language: str) -> Iterable[str]:
        """Return the words of this language that have the stem ``stemmed``."""
        beginning = f"{language} {stemmed} "
        return [form[len(beginning) :] for form in words_beginning(self._files.forms, beginning)]

    def are_at_hand(self, words: Collection[str]) -> bool:  # noqa: ARG002 (there are far too many units)
        """Tell that it is quicker to ask for these words than to read the units."""
        return True

    def holding(self, words: Collection[str]) -> int:
        """Return the units that hold at least one of the folded ``words``."""
        union = 0
        for occurrences in self.occurrences(words):
            union |= occurrences.units()
        return union

    def beginning(self, prefix: str) -> int:
        """Return the units that hold a word which begins with ``prefix``."""
        union = 0
        for occurrences in self.occurrences_beginning(prefix):
            union |= occurrences.units()
        return union

    def frequencies(self, beginning: str) -> Iterator[tuple[str, int]]:
        """Yield the words that begin so, and how often each stands in the texts."""
        words = words_beginning(self._files.words, beginning)
        first = bisect_right(self._files.words, words[0]) - 1 if words else 0
        yield from zip(words, self._files.frequencies[first : first + len(words)], strict=True)

    def occurrences(self, words: Iterable[str]) -> Iterator[Occurrences]:
        """Yield where these words stand in the texts; those that are rare, all together."""
        dense = self._files.sets["word"]
        rare = []
        for word in words:
            if word in dense:
                yield self._of("word", word)
            else:
                rare.append(word)
        if len(rare) > 1:
            yield self._together(frozenset(rare))
        elif rare:
            yield self._of("word", rare[0])

    def occurrences_beginning(self, prefix: str) -> Iterator[Occurrences]:
        """Yield where the words that begin with ``prefix`` stand in the texts, those of a short one all together."""
        if len(prefix) > BEGINNINGS:
            yield from self.occurrences(words_beginning(self._files.words, prefix))
        else:
            yield self._of("start", prefix)

    def _fetch(self, field: str, term: str) -> Occurrences:
        files = self._files
        if (kept := files.sets[field].get(term)) is None:
            return occurrences_of(*self._terms.postings(field, term), files.size)
        start, digits = kept
        length = -(-files.size // 8)
        ends = range(start, start + digits * length, length)
        return Occurrences(tuple(int.from_bytes(files.digits[at : at + length], "little") for at in ends))

    def _fetch_together(self, words: frozenset[str]) -> Occurrences:
        numbers: list[int] = []
        counts: list[int] = []
        for place, word in enumerate(words, 1):  # some are looked up however busy the machine is
            if self.pace is not None and place % _WORDS_BETWEEN_LOOKS == 0:
                self.pace.go_on()
            some, times = self._terms.postings("word", word)
            numbers.extend(some)
            counts.extend(times)
        return occurrences_of(numbers, counts, self._files.size)

    def close(self) -> None:
        """Let go of the files."""
        self._terms.close()


class VolumeTier(Tier):
    """The paragraphs of those documents of a volume that are on the shelf as they were when they were taken up."""

    def __init__(self, files: VolumeFiles) -> None:
        """Read ``files``; no document counts yet."""
        self._kept = VolumePostings(files)
        super().__init__(self._kept)
        self.files = files
        self._firsts = [chapter.first for chapter in files.chapters]
        self._places: dict[Chapter, tuple[int, Document]] = {}  # on the shelf
        self._chapter_of: dict[str, Chapter] = {}
        self._is_in_order = True
        self._unit_of = lru_cache(maxsize=_UNITS)(self._make_unit)

    def watch(self, pace: Pace | None) -> None:
        """Look up now and then, and stop when the time is up; None: that question is answered."""
        self._kept.pace = pace

    def show_documents(self, documents: Mapping[str, tuple[int, Document]]) -> None:
        """Let the paragraphs of those ``documents`` count that are here; they come by id, with places on the shelf.

        Of a document only what a hit tells about it is looked at, not its text.
        """
        found = ((chapter, documents.get(chapter.document)) for chapter in self.files.chapters)
        self._places = {chapter: place for chapter, place in found if place is not None}
        shown = list(self._places)
        self._chapter_of = {chapter.document: chapter for chapter in shown}
        places = [place for place, _ in self._places.values()]
        self._is_in_order = places == sorted(places)
        self.living = self._units_of(shown)
        self.characters = sum(
            sum(self.files.lengths[chapter.first : chapter.first + len(chapter.labels)]) for chapter in shown
        )
        self._languages = {
            language: self._units_of(chapter for chapter in shown if chapter.language == language)
            for language in {chapter.language for chapter in shown}
        }
        self._alike.clear()
        self._holding.clear()
        self._unit_of.cache_clear()

    def documents(self) -> list[str]:
        """Return the ids of the documents that count."""
        return [chapter.document for chapter in self._places]

    def _units_of(self, chapters: Iterable[Chapter]) -> int:
        digits = bytearray(b"0") * self.files.size
        for chapter in chapters:
            end = self.files.size - chapter.first
            digits[end - len(chapter.labels) : end] = b"1" * len(chapter.labels)
        return int(digits or b"0", 2)

    def unit(self, number: int) -> Unit:
        """Return a living unit."""
        return self._unit_of(number)

    def _make_unit(self, number: int) -> Unit:
        chapter = self.files.chapters[bisect_right(self._firsts, number) - 1]
        place, document = self._places[chapter]
        label, start = chapter.labels[number - chapter.first], self.files.starts[number]
        return unit_of_paragraph(document, place, label, start, self.files.text(number))

    def order(self, number: int) -> tuple[int, int, int, str]:
        """Return what sorts a living unit among all others as they are read."""
        chapter = self.files.chapters[bisect_right(self._firsts, number) - 1]
        return order_of_paragraph(self._places[chapter][0], self.files.starts[number])

    def length(self, number: int) -> int:
        """Return how many characters a living unit has."""
        return self.files.lengths[number]

    def of_text(self, document: str) -> int:
        """Return the living units of a document."""
        chapter = self._chapter_of.get(document)
        return chapter.units() if chapter is not None else 0

    def lengths(self) -> tuple[int, ...]:
        """Return the classes of length of the units, as the digits of binary numbers, each a set of units."""
        if self._lengths is None:
            classes = {length: length_class(length) for length in set(self.files.lengths)}
            numbers = list(map(classes.__getitem__, self.files.lengths))
            self._lengths = occurrences_of(range(self.files.size), numbers, self.files.size).digits
        return self._lengths

    def passages(self, number: int) -> Passages:
        """Return the folded words of a living unit."""
        return (tuple(self.flat(number).split()),)

    def flat(self, number: int) -> str:
        """Return the folded words of a unit in one string, a space on each side of each of them."""
        return self.files.flat_text(number)

    def known_passages(self, number: int) -> Passages | None:  # noqa: ARG002 (none is kept)
        """Return None: the words of no unit are kept at hand."""
        return None

    def read_ahead(self, most: int) -> bool:  # noqa: ARG002 (it is one step)
        """Sort what is here by what conditions ask of it, and the words."""
        len(self._expander.alike)
        self.lengths()
        self.fitting("para", lambda label: False)  # noqa: ARG005 (nothing is looked for)
        return False

    def joined(self) -> JoinedTexts | None:
        """Return None: the texts are too many to look through all of them."""
        return None

    def _count_each(self, needle: str, within: int) -> dict[int, int]:
        sought = needle.encode("utf-8", PASS)
        flat, at = self.files.flat, self.files.flat_at
        lowest, highest = (within & -within).bit_length() - 1, within.bit_length()
        if within.bit_count() * _SPARSE < highest - lowest:
            counts = ((number, flat[at[number] : at[number + 1]].count(sought)) for number in numbers_in(within))
            return {number: count for number, count in counts if count}
        first = at[lowest]
        stretch = flat[first : at[highest]]
        found: dict[int, int] = {}
        place = stretch.find(sought)
        while place >= 0:
            number = bisect_right(at, first + place, lowest, highest) - 1
            found[number] = found.get(number, 0) + 1
            place = stretch.find(sought, place + len(sought))
        return found

    def in_reading_order(self, units: int) -> Iterator[int]:
        """Yield the numbers of the living ``units`` as they are read."""
        if self._is_in_order:  # as they were taken up, that is
            return numbers_in(units)
        return (
            number
            for chapter in sorted(self._places, key=lambda chapter: self._places[chapter][0])
            for number in numbers_in(units & chapter.units())
        )

    def fitting(self, field: str, is_meant: Callable[[Any], bool]) -> int:
        """Return the living units with a value of ``field`` that is meant."""
        if field == "document":
            return self._units_of(chapter for chapter, (_, document) in self._places.items() if is_meant(document))
        return super().fitting(field, is_meant)

    def _sorted_by(self, field: str) -> dict[Hashable, int]:
        if field != "para":
            return {}  # what only notes have
        labels: dict[Hashable, list[int]] = {}
        for chapter in self._places:
            for number, label in enumerate(chapter.labels, chapter.first):
                labels.setdefault(label, []).append(number)
        return {label: set_of(numbers) for label, numbers in labels.items()}

    def close(self) -> None:
        """Let go of the files."""
        self._kept.close()
        self.files.close()
