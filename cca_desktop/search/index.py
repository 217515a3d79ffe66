"""The one file that knows Whoosh: words in, postings out.

One Whoosh document is one paragraph or one note. It holds no text and no positions: the folded words and their number,
the forms that share a stem, and the beginnings of words of one to three letters. Postings come out as sets of
documents, each set one Python integer whose bits are the documents' numbers.

The index of notes and short texts is in memory, so no file of it is held open. That of a large collection lies in files
which are proven by their manifest before Whoosh sees a byte of them, and never change.
"""

import pickle
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, count
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from whoosh import __version__ as whoosh_version
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import ID, KEYWORD, STORED, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import SegmentReader
from whoosh.util.filelock import FileLock

from cca_desktop.errors import DamagedError
from cca_desktop.search.fetched_postings import BEGINNINGS, FetchedPostings
from cca_desktop.search.pace import OutdatedError
from cca_desktop.search.postings import Occurrences, occurrences_of, words_beginning
from cca_desktop.search.stems import stem

_FORMAT = 1  # counts changes of what this file writes
_FIELDS = "unit word tag form start"
RECIPE = f"{_FORMAT} whoosh {'.'.join(map(str, whoosh_version))} {_FIELDS}"
_BLOCK = 1024  # postings read at a time: 1.8 times as fast as Whoosh's 128
_POSTINGS_BETWEEN_LOOKS = 512
_MUCH_LARGER = 4  # times
_MOST_TOGETHER = 1000  # documents in one segment that is made of several
# What Whoosh has been seen to raise on damaged files, and its own kind of error.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NameError,  # its word for a file that is not there
    OSError,
    TypeError,
    ValueError,
    WhooshIndexError,
    pickle.PickleError,
    struct.error,
    zlib.error,
)

_Result = TypeVar("_Result")


class Entry(NamedTuple):
    """What is put into the index for one unit: its name, the signature of its content, its folded words.

    ``words`` are all those of the text, each as often as it stands there; ``tags`` those of the tags.
    """

    key: str
    sign: str
    words: Sequence[str]
    tags: Sequence[str]
    language: str


class MemoryIndex(FetchedPostings):
    """An index in memory. Every method raises DamagedError where Whoosh stumbles."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Start with the ``files`` of an earlier one, or with none."""
        self.take(files)

    def take(self, files: Mapping[str, bytes]) -> None:
        """Begin anew with these files."""
        storage: Any = RamStorage()  # type: ignore[no-untyped-call]
        storage.files.update(files)
        schema = Schema(unit=STORED, word=KEYWORD(), tag=ID(), form=ID(), start=KEYWORD())
        make = storage.open_index if files else storage.create_index
        self._index: Any = _guarded(lambda: make(schema=schema))
        self._storage = storage
        self._look()

    def files(self) -> dict[str, bytes]:
        """Return all of it as files."""
        return {name: bytes(content) for name, content in self._storage.files.items()}

    def _look(self) -> None:
        """Take up the index as it is now, and forget what was known of an earlier state."""
        self._reader: Any = _guarded(self._index.reader)
        self._leaves: list[tuple[Any, int]] = _guarded(self._reader.leaf_readers)
        self.forget_fetched()
        self.size: int = self._reader.doc_count_all()
        self.entries: list[tuple[str, str]] = _guarded(self._stored)
        for known in ("words", "_tag_words", "_forms"):
            self.__dict__.pop(known, None)

    def _stored(self) -> list[tuple[str, str]]:
        reader = self._reader
        stored = []
        for number in range(self.size):
            sign, _, key = reader.stored_fields(number)["unit"].partition(" ")
            stored.append(("", "") if reader.is_deleted(number) else (key, sign))
        return stored

    # -- reading

    @cached_property
    def words(self) -> list[str]:
        """Every word, in the order of code points."""
        in_texts = _guarded(lambda: [term.decode() for term in self._reader.lexicon("word")])
        return sorted({*in_texts, *self._tag_words}) if self._tag_words else in_texts

    @cached_property
    def _tag_words(self) -> list[str]:
        return _guarded(lambda: [term.decode() for term in self._reader.lexicon("tag")])

    @cached_property
    def _forms(self) -> list[str]:
        return _guarded(lambda: [term.decode() for term in self._reader.lexicon("form")])

    def frequencies(self, beginning: str) -> Iterator[tuple[str, int]]:
        """Yield the words that begin so, and about how often each stands in the texts: dropped documents may count."""
        counted = _guarded(lambda: self._count_words(beginning))
        return ((word, counted[word]) for word in words_beginning(self.words, beginning))

    def _count_words(self, beginning: str) -> Counter[str]:
        # Of each leaf, one after the other: Whoosh asks all of them for each word of any.
        counted: Counter[str] = Counter()
        coded = beginning.encode("utf-8", "replace")
        for leaf, _ in self._leaves:
            for (field, term), info in leaf.iter_from("word", coded):
                if field != "word" or not term.startswith(coded):
                    break
                counted[term.decode()] += int(info.weight())
        return counted

    def _fetch(self, field: str, term: str) -> Occurrences:
        return _guarded(lambda: self._put_together(field, term))

    def _put_together(self, field: str, term: str) -> Occurrences:
        coded = term.encode("utf-8", "replace")
        numbers: list[int] = []
        counts: list[int] = []
        for leaf, offset in self._leaves:
            if (field, coded) in leaf:
                for some, times in _blocks(leaf.postings(field, coded)):
                    numbers.extend([number + offset for number in some] if offset else some)
                    counts.extend(times)
        return occurrences_of(numbers, counts, self.size)

    # -- writing

    def change(self, put: Iterable[Entry], drop: Collection[str], is_outdated: Callable[[], bool]) -> None:
        """Take the units named in ``drop`` and those put anew out, and put ``put`` in.

        Raises:
            OutdatedError: Something else is wanted now; the index is as it was.
        """
        entries = list(put)
        gone = {*drop, *(entry.key for entry in entries)}
        numbers = [number for number, (key, _) in enumerate(self.entries) if key in gone]
        if entries or numbers:
            _guarded(lambda: self._write(entries, numbers, is_outdated))
            self._look()

    def _write(self, entries: list[Entry], numbers: list[int], is_outdated: Callable[[], bool]) -> None:
        before = dict(self._storage.files)
        codec = W3Codec(blocklimit=_BLOCK, compression=0)  # type: ignore[no-untyped-call]
        writer = self._index.writer(codec=codec)
        try:
            _heed(writer.pool, is_outdated)
            for number in numbers:
                writer.delete_document(number)
            for entry in entries:
                forms = {
                    f"{entry.language} {stem(word, entry.language)} {word}" for word in {*entry.words, *entry.tags}
                }
                writer.add_document(
                    unit=f"{entry.sign} {entry.key}",
                    word=entry.words,
                    tag=entry.tags,
                    form=list(forms),
                    start=[start for word in entry.words for start in _starts(word)],
                )
            writer.commit(mergetype=_with_small_ones)
        except BaseException:
            # Whoosh keeps its lock after any error until the writer is cancelled.
            try:
                if not writer.is_closed:
                    writer.cancel()
            finally:
                self._storage.files = before
            raise

    def close(self) -> None:
        """Let go of Whoosh's readers."""
        self._reader.close()


def _heed(pool: Any, is_outdated: Callable[[], bool]) -> None:  # noqa: ANN401 (Whoosh's, which has no types)
    """Let what Whoosh gathers postings in look up now and then, and leave off: some of its steps take seconds."""
    add, all_of_them = pool.add, pool.iter_postings
    steps = count(1)

    def step() -> None:
        if next(steps) % _POSTINGS_BETWEEN_LOOKS == 0 and is_outdated():
            raise OutdatedError

    def step_and_add(posting: object) -> None:
        step()
        add(posting)

    def step_through() -> Iterator[object]:
        for posting in all_of_them():
            step()
            yield posting

    pool.add, pool.iter_postings = step_and_add, step_through


def _with_small_ones(writer: Any, segments: list[Any]) -> list[Any]:  # noqa: ANN401 (Whoosh's, which has no types)
    """Put segments that are not much larger than the new one into it; return the others.

    So there are few of them, and never much to be written at once: Whoosh by itself would write it all anew.
    """
    kept = []
    together = writer.docnum - writer.docbase
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        living = segment.doc_count()
        if living and (living > _MUCH_LARGER * together or together + living > _MOST_TOGETHER):
            kept.append(segment)
        elif living:
            together += living
            reader = SegmentReader(writer.storage, writer.schema, segment)
            try:
                writer.add_reader(reader)
            finally:
                reader.close()
    return kept


class TermWriter:
    """Writes posting lists into files that never change again: term by term, those of a field in order, fields too."""

    def __init__(self, folder: Path) -> None:
        """Write into ``folder``, which is there."""
        codec: Any = W3Codec(blocklimit=_BLOCK)  # type: ignore[no-untyped-call]
        self._writer: Any = codec.field_writer(_storage_in(folder), _segment(codec))
        self._field = ""

    def put(self, field: str, term: str, numbers: Sequence[int], counts: Sequence[int]) -> None:
        """Write where ``term`` stands: in the units ``numbers``, lowest first, so often in each."""
        writer = self._writer
        if field != self._field:
            self._end_field()
            writer.start_field(field, KEYWORD())
            self._field = field
        writer.start_term(term.encode("utf-8"))
        postings = writer._postwriter  # noqa: SLF001
        if all(hasattr(postings, name) for name in ("_ids", "_weights", "_maxweight", "_write_block")):
            # The same as below, a block at a time: some eight times as fast.
            for start in range(0, len(numbers), _BLOCK):
                if start:
                    postings._write_block()  # noqa: SLF001
                postings._ids.extend(numbers[start : start + _BLOCK])  # noqa: SLF001
                postings._weights.extend(map(float, counts[start : start + _BLOCK]))  # noqa: SLF001
                postings._maxweight = max(counts[start : start + _BLOCK])  # noqa: SLF001
        else:
            for number, count in zip(numbers, counts, strict=True):
                writer.add(number, float(count), b"", None)
        writer.finish_term()

    def _end_field(self) -> None:
        if self._field:
            self._writer.finish_field()

    def close(self) -> None:
        """Finish the files."""
        self._end_field()
        self._writer.close()


class TermFiles:
    """Reads what a TermWriter wrote. What is asked of it raises DamagedError where Whoosh stumbles."""

    def __init__(self, folder: Path) -> None:
        """Open the files in ``folder``, which somebody has proven to be what was written."""
        codec: Any = W3Codec(blocklimit=_BLOCK)  # type: ignore[no-untyped-call]
        self._format = KEYWORD().format
        self._terms: Any = _guarded(lambda: codec.terms_reader(_storage_in(folder), _segment(codec)))

    def postings(self, field: str, term: str) -> tuple[list[int], list[int]]:
        """Return the units in which ``term`` stands, and how often in each."""
        coded = term.encode("utf-8", "replace")
        numbers: list[int] = []
        counts: list[int] = []

        def read() -> None:
            if (field, coded) in self._terms:
                for some, times in _blocks(self._terms.matcher(field, coded, self._format)):
                    numbers.extend(some)
                    counts.extend(times)

        _guarded(read)
        return numbers, counts

    def close(self) -> None:
        """Let go of the files."""
        self._terms.close()


def _storage_in(folder: Path) -> Any:  # noqa: ANN401 (Whoosh's, which has no types)
    return FileStorage(str(folder))  # type: ignore[no-untyped-call]


def _segment(codec: Any) -> Any:  # noqa: ANN401 (Whoosh's, which has no types)
    return W3Segment(codec, "terms", segid="0")  # type: ignore[no-untyped-call]


def lock_at(file: Path) -> Any:  # noqa: ANN401 (Whoosh's, which has no types)
    """Return a lock which one process at a time can acquire; it is free again when that process dies."""
    return FileLock(str(file))


def _starts(word: str) -> list[str]:
    return [word[:letters] for letters in range(1, min(len(word), BEGINNINGS) + 1)]


def _blocks(matcher: Any) -> Iterator[tuple[Iterable[int], Iterable[int]]]:  # noqa: ANN401 (Whoosh's, without types)
    """Yield the numbers of a posting list, a block at a time, and how often the word stands there.

    So where Whoosh's matcher has the shape we know; its own way takes three to four times as long.
    """
    if not all(hasattr(matcher, name) for name in ("_read_data", "_next_block", "_data")):
        while matcher.is_active():
            yield (matcher.id(),), (int(matcher.weight()),)
            matcher.next()
        return
    while matcher.is_active():
        if matcher._data is None:  # noqa: SLF001
            matcher._read_data()  # noqa: SLF001
        steps, weights, *_ = matcher._data  # noqa: SLF001
        is_same = weights is None or isinstance(weights, float)
        yield accumulate(steps), (int(weights or 1),) * len(steps) if is_same else map(int, weights)
        matcher._next_block()  # noqa: SLF001


def _guarded(job: Callable[[], _Result]) -> _Result:
    """Run ``job``; whatever Whoosh raises on files that are not what they should be becomes a DamagedError."""
    try:
        return job()
    except _DAMAGE as trouble:
        raise DamagedError("The search index is damaged; it is made again. Your notes are safe.") from trouble
