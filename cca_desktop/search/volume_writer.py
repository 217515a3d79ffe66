"""Make a volume, a small step at a time, so that whoever is asked a question meanwhile can leave off at once.

Memory holds where each word stands until the volume is sealed, and nothing else; texts go to the disk as they come.
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from cca_desktop.library.document import Document
from cca_desktop.search.fetched_postings import BEGINNINGS
from cca_desktop.search.index import TermWriter
from cca_desktop.search.index_folder import proof_of
from cca_desktop.search.postings import occurrences_of
from cca_desktop.search.stems import stem
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.volume import (
    ABOUT,
    FLAT,
    FLAT_AT,
    FORMS,
    FREQUENCIES,
    LENGTHS,
    MANIFEST,
    NUMBER,
    OFFSET,
    PASS,
    SETS,
    STARTS,
    TEXTS,
    TEXTS_AT,
    WORDS,
    Chapter,
    digesting,
    sign_of,
)
from cca_desktop.storage.atomic_file import sync, sync_folder, write_atomically

_MANY = 32  # what stands in more than one of so many paragraphs is kept as sets
_FORMS_AT_A_TIME = 500


class VolumeWriter:
    """Takes documents up one by one, and then seals the volume."""

    def __init__(self, folder: Path) -> None:
        """Begin in ``folder``, which is there and empty."""
        self._folder = folder
        self.characters = 0
        self._chapters: list[Chapter] = []
        self._languages: dict[str, set[str]] = {}
        self._postings: dict[str, tuple[array[int], array[int]]] = {}
        self._texts_at, self._flat_at = array(OFFSET, [0]), array(OFFSET, [0])
        self._starts, self._lengths = array(NUMBER), array(NUMBER)
        self._open: dict[str, BinaryIO] = {}
        self._files = ExitStack()  # closes each of them, even where the one before cannot be written to its end
        self._terms: TermWriter | None = None
        self._sets: dict[str, dict[str, tuple[int, int]]] = {"start": {}, "word": {}}

    def signs(self) -> dict[str, str]:
        """Return the signatures of the documents that were taken up, by their ids."""
        return {chapter.document: chapter.sign for chapter in self._chapters}

    def add(self, document: Document) -> None:
        """Take up a document.

        Raises:
            OSError: It could not be written.
        """
        if not self._open:
            self._open = {name: self._files.enter_context((self._folder / name).open("wb")) for name in (TEXTS, FLAT)}
        labels = tuple(paragraph.label for paragraph in document.paragraphs)
        self._chapters.append(Chapter(document.id, sign_of(document), document.language, len(self._starts), labels))
        spoken = self._languages.setdefault(document.language, set())
        for paragraph in document.paragraphs:
            text = paragraph.span.cut(document.text)
            words = folded_words(text)
            for word, count in Counter(words).items():
                known = self._postings.get(word)
                if known is None:
                    known = self._postings[word] = array(NUMBER), array(NUMBER)
                known[0].append(len(self._starts))
                known[1].append(count)
            spoken.update(words)
            self._starts.append(paragraph.span.start)
            self._lengths.append(len(text))
            self.characters += len(text)
            self._append(TEXTS, self._texts_at, text)
            self._append(FLAT, self._flat_at, f" {'  '.join(words)} \n")

    def _append(self, name: str, at: "array[int]", text: str) -> None:
        written = self._open[name].write(text.encode("utf-8", PASS))
        at.append(at[-1] + written)

    def seal(self) -> Iterator[None]:
        """Write all that is not written yet, a step at a time; at the end a manifest vouches for every file.

        Raises:
            OSError: It could not be written.
            DiskTroubleError: The same, of the manifest.
        """
        self._files.close()
        words = sorted(self._postings)
        self._terms = TermWriter(self._folder)
        with (self._folder / SETS).open("wb") as sets:
            for start, members in _beginnings(words):
                numbers, counts = array(NUMBER), array(NUMBER)
                for word in members:
                    numbers.extend(self._postings[word][0])
                    counts.extend(self._postings[word][1])
                self._put(sets, "start", start, numbers, counts)
                yield
            for word in words:
                self._put(sets, "word", word, *self._postings[word])
                yield
        self._terms.close()
        self._terms = None
        yield from self._write_words(words)
        for name, numbers in (
            (TEXTS_AT, self._texts_at),
            (FLAT_AT, self._flat_at),
            (STARTS, self._starts),
            (LENGTHS, self._lengths),
        ):
            (self._folder / name).write_bytes(numbers.tobytes())
        about = {"chapters": self._chapters, "sets": self._sets}
        (self._folder / ABOUT).write_text(json.dumps(about), "utf-8")
        yield from self._vouch()

    def _put(self, sets: BinaryIO, field: str, term: str, numbers: "array[int]", counts: "array[int]") -> None:
        """Write where a term stands; the same number may come again, as when words are taken together."""
        size = len(self._starts)
        if len(numbers) * _MANY > size:
            digits = occurrences_of(numbers, counts, size).digits
            self._sets[field][term] = (sets.tell(), len(digits))
            for digit in digits:
                sets.write(digit.to_bytes(-(-size // 8), "little"))
            return
        assert self._terms is not None
        if field == "start":
            added: Counter[int] = Counter()
            for number, count in zip(numbers, counts, strict=True):
                added[number] += count
            numbers, counts = array(NUMBER, sorted(added)), array(NUMBER, (added[number] for number in sorted(added)))
        self._terms.put(field, term, numbers, counts)

    def _write_words(self, words: list[str]) -> Iterator[None]:
        (self._folder / WORDS).write_text("".join(f"{word}\n" for word in words), "utf-8", newline="\n")
        frequencies = array(OFFSET, (sum(self._postings[word][1]) for word in words))
        (self._folder / FREQUENCIES).write_bytes(frequencies.tobytes())
        forms = []
        for language, spoken in self._languages.items():
            for place, word in enumerate(spoken):
                forms.append(f"{language} {stem(word, language)} {word}\n")
                if place % _FORMS_AT_A_TIME == 0:
                    yield
        (self._folder / FORMS).write_text("".join(sorted(forms)), "utf-8", newline="\n")
        yield

    def _vouch(self) -> Iterator[None]:
        told: dict[str, tuple[int, str]] = {}
        for file in sorted(self._folder.iterdir()):
            digest = ""
            for digest in digesting(file):  # noqa: B007 (the last of them counts)
                yield
            with file.open("rb+") as written:
                sync(written.fileno())
            told[file.name] = (file.stat().st_size, digest)
            yield
        sync_folder(self._folder)
        manifest = json.dumps({"files": told, "proof": proof_of(told)})
        write_atomically(self._folder / MANIFEST, manifest.encode())

    def close(self) -> None:
        """Let go of the files, finished or not."""
        with self._files:
            if self._terms is not None:
                self._terms.close()
                self._terms = None


def _beginnings(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each beginning of one to three letters in order, with the sorted ``words`` that begin so."""
    begun: dict[str, list[str]] = {}
    for word in words:
        for letters in range(1, min(len(word), BEGINNINGS) + 1):
            begun.setdefault(word[:letters], []).append(word)
    yield from sorted(begun.items())
