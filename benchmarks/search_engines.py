"""The program's search beside other engines, key by key, in one run: each key is asked of each of them in turn.

Usage: python benchmarks/search_engines.py [letter | notes:N | documents:N ...]

SQLite's FTS5 comes with Python. tantivy is measured where it is installed (benchmarks/requirements.txt).
"""

import importlib
import itertools
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable

from benchmarks.search_keys import SEED, made_up_notes  # noqa: E402
from cca_desktop.library.document import Block, Document, Paragraph  # noqa: E402
from cca_desktop.library.edition import read_edition  # noqa: E402
from cca_desktop.notes.note import Note  # noqa: E402
from cca_desktop.search.query import parse  # noqa: E402
from cca_desktop.search.searcher import Searcher  # noqa: E402
from cca_desktop.search.tree import And, Node, Not, Or, Phrase, Term  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "search.json"
FIRST = 20  # hits shown, with their marks
WORDS_OF_A_DOCUMENT, WORDS_OF_A_PARAGRAPH = 2000, 100
# What all of them can be asked: words, phrases open and closed, beginnings, AND, OR, NOT.
QUESTIONS = (
    "war",
    "peace",
    "offensive weapons",
    '"offensive weapons"',
    '"the United States"',
    '"of the people"',
    "the of and",
    "miss*",
    "people OR peoples",
    "cuba -weapons",
    "Cuba AND (missile OR weapons)",
    "krushchev misile",
)


class Corpus(NamedTuple):
    """What is searched: documents, and notes."""

    name: str
    documents: Sequence[Document]
    notes: Sequence[Note]

    def passages(self) -> list[str]:
        """Return every paragraph and every note, as text."""
        cut = (paragraph.span.cut(document.text) for document in self.documents for paragraph in document.paragraphs)
        return [*cut, *(note.body for note in self.notes)]


def corpus(name: str) -> Corpus:
    """Make the corpus of that name; the same at every run."""
    letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    kind, _, count = name.partition(":")
    if kind == "notes":
        return Corpus(name, [letter], made_up_notes(letter, int(count)))
    if kind == "documents":
        return Corpus(name, [letter, *made_up_documents(letter, int(count))], made_up_notes(letter, 1000))
    return Corpus(name, [letter], [])


def made_up_documents(letter: Document, count: int) -> Iterator[Document]:
    """Yield documents of words as frequent as those of a language are: the letter's, and many invented rare ones."""
    chance = random.Random(SEED)
    known = sorted({word for word in letter.text.split() if word.isalpha()}, key=letter.text.count, reverse=True)
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


class Engine(NamedTuple):
    """One engine: answers a question as far as it is typed, with the total, the first hits and their marks."""

    name: str
    ask: Callable[[str], int]
    close: Callable[[], None]
    built_s: float
    opened_s: float
    bytes_on_disk: int
    memory_kib: int


def built(name: str, folder: Path, build: Callable[[], None], opened: Callable[[], Any]) -> Engine:
    """Build and open an engine, and measure that; ``opened`` returns how to ask, and how to close."""
    start = time.perf_counter()
    build()
    middle, before = time.perf_counter(), resident_kib()
    ask, close = opened()
    end = time.perf_counter()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Engine(name, ask, close, middle - start, end - middle, size, resident_kib() - before)


def resident_kib() -> int:
    """Return the memory of this process, where the system tells it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def ours(corpus: Corpus, folder: Path) -> Engine:
    """Return the program's own searcher."""

    def build() -> None:
        searcher = Searcher(folder, corpus.documents)
        searcher.update_notes(corpus.notes)
        while searcher.settle():
            pass
        searcher.close()

    def opened() -> Any:  # noqa: ANN401 (a pair of functions)
        searcher = Searcher(folder, corpus.documents)
        searcher.update_notes(corpus.notes)
        while searcher.settle():  # what it does in the first pauses
            pass
        return lambda typed: searcher.ask(typed, limit=FIRST, is_being_typed=True).total, searcher.close

    return built("CCA Desktop (Whoosh)", folder, build, opened)


def fts5(corpus: Corpus, folder: Path, tokenizer: str) -> Engine:
    """Return SQLite's full-text search, in reading order."""
    file = folder / "fts.sqlite"

    def build() -> None:
        database = sqlite3.connect(file)
        database.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, {tokenizer})")
        database.executemany("INSERT INTO t (x) VALUES (?)", ((text,) for text in corpus.passages()))
        database.commit()
        database.close()

    def opened() -> Any:  # noqa: ANN401
        database = sqlite3.connect(file)

        def ask(typed: str) -> int:
            match = fts_query(parse(typed, is_being_typed=True).root)
            if not match:
                return 0
            (total,) = database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()
            shown = f"SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH ? ORDER BY rowid LIMIT {FIRST}"
            database.execute(shown, (match,)).fetchall()
            return int(total)

        return ask, database.close

    return built("FTS5 trigram" if "trigram" in tokenizer else "FTS5 unicode61", folder, build, opened)


def fts_query(node: Node | None) -> str:
    """Put a question into FTS5's language."""
    if isinstance(node, Term):
        return f'"{node.folded}"' + (" *" if node.is_open or node.kind == "prefix" else "")
    if isinstance(node, Phrase):
        return f'"{" ".join(term.folded for term in node.terms)}"' + (" *" if node.terms[-1].is_open else "")
    if isinstance(node, Or):
        return " OR ".join(f"({fts_query(part)})" for part in node.parts)
    if isinstance(node, And):
        wanted = " AND ".join(f"({fts_query(part)})" for part in node.parts if not isinstance(part, Not))
        unwanted = "".join(f" NOT ({fts_query(part.part)})" for part in node.parts if isinstance(part, Not))
        return f"({wanted}){unwanted}" if wanted else ""
    return ""


def tantivy_query(library: Any, schema: Any, node: Node | None) -> Any:  # noqa: ANN401 (tantivy ships no types)
    """Put a question into tantivy's language."""
    query = library.Query
    if isinstance(node, Term):
        if node.is_open or node.kind == "prefix":
            return query.regex_query(schema, "x", f"{node.folded}.*")
        return query.term_query(schema, "x", node.folded)
    if isinstance(node, Phrase):
        kind = query.phrase_prefix_query if node.terms[-1].is_open else query.phrase_query
        return kind(schema, "x", [term.folded for term in node.terms])
    if isinstance(node, And | Or):
        occur = library.Occur.Must if isinstance(node, And) else library.Occur.Should
        parts = [(library.Occur.MustNot, part.part) if isinstance(part, Not) else (occur, part) for part in node.parts]
        return query.boolean_query([(how, tantivy_query(library, schema, part)) for how, part in parts])
    return None


def tantivy(corpus: Corpus, folder: Path) -> Engine | None:
    """Return tantivy, best first; None where it is not installed."""
    try:
        library: Any = importlib.import_module("tantivy")
    except ImportError:
        return None
    schema = library.SchemaBuilder().add_text_field("x", stored=True).build()

    def build() -> None:
        writer = library.Index(schema, path=str(folder)).writer(num_threads=1)
        for text in corpus.passages():
            writer.add_document(library.Document(x=text))
        writer.commit()
        writer.wait_merging_threads()

    def opened() -> Any:  # noqa: ANN401
        searcher = library.Index.open(str(folder)).searcher()

        def ask(typed: str) -> int:
            asked = tantivy_query(library, schema, parse(typed, is_being_typed=True).root)
            if asked is None:
                return 0
            found = searcher.search(asked, limit=FIRST, count=True)
            snippets = library.SnippetGenerator.create(searcher, asked, schema, "x")
            for _, address in found.hits:
                snippets.snippet_from_doc(searcher.doc(address)).highlighted()
            return int(found.count)

        return ask, lambda: None

    return built("tantivy", folder, build, opened)


def engines(corpus: Corpus, folder: Path) -> list[Engine]:
    """Build and open every engine that is here."""

    def place(name: str) -> Path:
        (folder / name).mkdir()
        return folder / name

    known = [
        ours(corpus, place("ours")),
        fts5(corpus, place("fts5"), "tokenize=unicode61, prefix='1 2 3'"),
        fts5(corpus, place("trigram"), "tokenize=trigram"),
    ]
    other = tantivy(corpus, place("tantivy"))
    if other is None:
        print("tantivy is not installed here and was left out.")
    return [*known, other] if other is not None else known


def measure(corpus: Corpus) -> dict[str, object]:
    """Ask every key of every engine, in an order that turns with each key; print the table."""
    words = sum(len(text.split()) for text in corpus.passages())
    told: dict[str, object] = {"words": words, "processors": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder:
        here = engines(corpus, Path(folder))
        times: dict[str, list[tuple[float, float]]] = {engine.name: [] for engine in here}  # by the clock, and its own
        keys = [question[:end] for question in QUESTIONS for end in range(1, len(question) + 1)]
        for turn, typed in enumerate(keys):
            for engine in here[turn % len(here) :] + here[: turn % len(here)]:
                start, own = time.perf_counter(), time.thread_time()
                engine.ask(typed)
                times[engine.name].append(((time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000))
        print(f"\n{corpus.name}: {words:,} words, {len(keys)} keys, ms a key")
        heads = ("p50", "p95", "p99", "max", "own p99", "words/s", "MB", "open s", "MB held")
        print(" " * 22 + "".join(f"{head:>10}" for head in heads))
        for engine in here:
            clock, own_times = (sorted(column) for column in zip(*times[engine.name], strict=True))
            last = len(clock) - 1
            figures = [clock[min(last, int(len(clock) * share))] for share in (0.5, 0.95, 0.99, 1)]
            figures.append(own_times[min(last, int(len(clock) * 0.99))])
            more = (words / engine.built_s, engine.bytes_on_disk / 1e6, engine.opened_s, engine.memory_kib / 1000)
            print(
                f"{engine.name:<22}{''.join(f'{figure:10.2f}' for figure in figures)}{more[0]:10.0f}"
                f"{more[1]:10.1f}{more[2]:10.2f}{more[3]:10.1f}"
            )
            told[engine.name] = {"ms": times[engine.name], **engine._asdict(), "ask": "", "close": ""}
            engine.close()
    return told


if __name__ == "__main__":
    results = {name: measure(corpus(name)) for name in sys.argv[1:] or ("letter", "notes:1000", "notes:10000")}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1), "utf-8")
