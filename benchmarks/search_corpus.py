"""What searching is measured on: the letter, made-up notes and made-up documents, the same at every run."""

import itertools
import pickle
import random
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, overload

from benchmarks.search_keys import SEED, made_up_notes
from cca_desktop.library.document import Block, Document, Paragraph
from cca_desktop.library.edition import read_edition
from cca_desktop.notes.note import Note
from cca_desktop.storage.shipped import shipped
from cca_desktop.text.span import Span

WORDS_OF_A_DOCUMENT, WORDS_OF_A_PARAGRAPH = 2000, 100
NOTES_BESIDE_DOCUMENTS = 1000


class StoredDocuments(Sequence[Document]):
    """Documents in a file, each read when it is asked for and not kept, as those of a large library are."""

    def __init__(self, file: Path) -> None:
        """Find the documents that ``store`` wrote into ``file``."""
        self._file = file
        self._at: array[int] = array("Q")
        self._at.frombytes(file.with_suffix(".at").read_bytes())

    @staticmethod
    def store(documents: Iterator[Document], file: Path) -> None:
        """Write ``documents`` into ``file``."""
        at = array("Q", [0])
        with file.open("wb") as written:
            for document in documents:
                written.write(pickle.dumps(document))
                at.append(written.tell())
        file.with_suffix(".at").write_bytes(at.tobytes())

    def __len__(self) -> int:
        """Count the documents."""
        return len(self._at) - 1

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Document]: ...

    def __getitem__(self, place: int | slice) -> Document | Sequence[Document]:
        """Read a document."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        with self._file.open("rb") as content:
            content.seek(self._at[place])
            document: Document = pickle.loads(content.read(self._at[place + 1] - self._at[place]))
        return document


class Corpus(NamedTuple):
    """What is searched: documents, and notes."""

    name: str
    documents: Sequence[Document]
    notes: Sequence[Note]

    def passages(self) -> Iterator[str]:
        """Yield every paragraph and every note, as text."""
        for document in self.documents:
            for paragraph in document.paragraphs:
                yield paragraph.span.cut(document.text)
        for note in self.notes:
            yield note.body


def corpus(name: str, folder: Path) -> Corpus:
    """Make the corpus of that name, its documents in ``folder`` if they are not there yet."""
    letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    kind, _, count = name.partition(":")
    if kind == "notes":
        return Corpus(name, [letter], made_up_notes(letter, int(count)))
    if kind == "documents":
        file = folder / f"documents-{count}.bin"
        if not file.with_suffix(".at").exists():
            StoredDocuments.store(itertools.chain([letter], made_up_documents(letter, int(count))), file)
        return Corpus(name, StoredDocuments(file), made_up_notes(letter, NOTES_BESIDE_DOCUMENTS))
    return Corpus(name, [letter], [])


def made_up_documents(letter: Document, count: int) -> Iterator[Document]:
    """Yield documents of words as frequent as those of a language are: the letter's, and many invented rare ones."""
    chance = random.Random(SEED)
    known = sorted(
        {word for word in letter.text.split() if word.isalpha()}, key=lambda word: (-letter.text.count(word), word)
    )
    words = [*known, *("".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 10))) for _ in range(55_000))]
    shares = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    for number in range(count):
        chosen = chance.choices(words, cum_weights=shares, k=WORDS_OF_A_DOCUMENT)
        texts = [
            " ".join(chosen[start : start + WORDS_OF_A_PARAGRAPH])
            for start in range(0, WORDS_OF_A_DOCUMENT, WORDS_OF_A_PARAGRAPH)
        ]
        ends = list(itertools.accumulate(len(text) + 2 for text in texts))
        spans = [Span(end - 2 - len(text), end - 2) for text, end in zip(texts, ends, strict=True)]
        name = f"made-up-{number}"
        yield letter._replace(
            id=name,
            address=name,
            checksum=name,
            text="\n\n".join(texts),
            blocks=tuple(Block(span, "body") for span in spans),
            paragraphs=tuple(Paragraph(str(at), span) for at, span in enumerate(spans, 1)),
            pages=(),
            sections=(),
        )
