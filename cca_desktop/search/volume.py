"""A volume: the paragraphs of many documents and where their words stand, in files that never change again.

Words and beginnings that stand in few paragraphs have their place in Whoosh's postings. Those that stand in many are
kept as the sets that questions are answered with, so that the first question need not put them together. The texts lie
beside them, as they are and folded. Nothing of it is held in memory but lists of words and of places; the system keeps
what is in use.
"""

import hashlib
import json
import mmap
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from cca_desktop.errors import DamagedError
from cca_desktop.library.document import Document
from cca_desktop.search.index_folder import is_private, proof_of

MANIFEST = "manifest.json"
ABOUT, TEXTS, FLAT, SETS, WORDS, FORMS = "about.json", "texts", "flat", "sets", "words", "forms"
TEXTS_AT, FLAT_AT, STARTS, LENGTHS, FREQUENCIES = "texts.at", "flat.at", "starts", "lengths", "words.n"
OFFSET, NUMBER = "Q", "I"  # what these are arrays of
PASS = "surrogatepass"
_PIECE = 1 << 22  # bytes proven at a time


class Chapter(NamedTuple):
    """One document in a volume: its id, the signature of its content, and its paragraphs from number ``first`` on."""

    document: str
    sign: str
    language: str
    first: int
    labels: tuple[str, ...]

    def units(self) -> int:
        """Return its paragraphs as a set."""
        return (1 << len(self.labels)) - 1 << self.first


def sign_of(document: Document) -> str:
    """Return the signature of all that is indexed of a document."""
    paragraphs = ((paragraph.label, *paragraph.span) for paragraph in document.paragraphs)
    signed = blake2b(repr((document.id, document.language, *paragraphs)).encode("utf-8", PASS), digest_size=12)
    signed.update(document.text.encode("utf-8", PASS))
    return signed.hexdigest()


class VolumeFiles:
    """The files of a volume, open for reading."""

    def __init__(self, folder: Path, *, is_proven: bool = False) -> None:
        """Open the files in ``folder``, of which a manifest vouches for each byte; looked at unless ``is_proven``.

        Raises:
            DamagedError: They are not what was written, or others may write there.
        """
        self.folder = folder
        self._maps: list[mmap.mmap] = []
        try:
            if not is_proven:
                self._prove()
            about = json.loads((folder / ABOUT).read_text("utf-8"))
            self.chapters = tuple(
                Chapter(document, sign, language, first, tuple(labels))
                for document, sign, language, first, labels in about["chapters"]
            )
            self.sets: dict[str, dict[str, tuple[int, int]]] = about["sets"]
            self.words = _lines(folder / WORDS)
            self.forms = _lines(folder / FORMS)
            self.frequencies = self._array(FREQUENCIES, OFFSET)
            self.texts_at, self.flat_at = self._array(TEXTS_AT, OFFSET), self._array(FLAT_AT, OFFSET)
            self.starts, self.lengths = self._array(STARTS, NUMBER), self._array(LENGTHS, NUMBER)
            self.texts, self.flat, self.digits = map(self._map, (TEXTS, FLAT, SETS))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
            self.close()
            raise DamagedError("The search index is damaged; it is made again. Your notes are safe.") from trouble
        self.size = len(self.starts)

    def _prove(self) -> None:
        if not is_private(self.folder):
            raise ValueError("others may write into the folder of the index")
        told = json.loads((self.folder / MANIFEST).read_bytes())
        if told["proof"] != proof_of(told["files"]):
            raise ValueError("the manifest is not what was written")
        for name, (size, digest) in told["files"].items():
            if (self.folder / name).stat().st_size != size or digest_of(self.folder / name) != digest:
                raise ValueError(f"{name} is not what was written")

    def _array(self, name: str, kind: str) -> "array[int]":
        numbers: array[int] = array(kind)
        numbers.frombytes((self.folder / name).read_bytes())
        return numbers

    def _map(self, name: str) -> mmap.mmap | bytes:
        with (self.folder / name).open("rb") as file:
            if not (self.folder / name).stat().st_size:
                return b""  # nothing cannot be mapped
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._maps.append(mapped)
        return mapped

    def text(self, number: int) -> str:
        """Return a paragraph as it stands in its document."""
        return self.texts[self.texts_at[number] : self.texts_at[number + 1]].decode("utf-8", PASS)

    def flat_text(self, number: int) -> str:
        """Return its folded words, a space on each side of each of them."""
        return self.flat[self.flat_at[number] : self.flat_at[number + 1] - 1].decode("utf-8", PASS)

    def characters(self) -> int:
        """Return how long all its paragraphs are."""
        return sum(self.lengths)

    def close(self) -> None:
        """Let go of the files."""
        while self._maps:
            self._maps.pop().close()


def digest_of(file: Path) -> str:
    """Return the hash of what is in a file."""
    for digest in digesting(file):
        found = digest
    return found


def digesting(file: Path) -> Iterator[str]:
    """Do the same a piece at a time: the last that is yielded is the hash of all."""
    hashed = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            hashed.update(piece)
            yield ""
    yield hashed.hexdigest()


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").split("\n")[:-1]
