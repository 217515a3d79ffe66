"""The engines that the program's search is measured against, each behind the same three doors.

SQLite's FTS5 comes with Python. tantivy is measured where it is installed (requirements.txt), Xapian where the system's
Python has it: it runs in that, and tells its own times.
"""

import importlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.search_corpus import Corpus
from cca_desktop.search.query import parse
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.tree import And, Node, Not, Or, Phrase, Term

FIRST = 20  # hits shown, with their marks
NEW_WORD = "zeppelin"
XAPIAN = Path(__file__).parent / "search_xapian.py"


class Opened(NamedTuple):
    """An engine with its index open.

    ``ask`` answers a question as far as it is typed: the total, the first hits and their marks; it returns the total,
    and what it took in ms, by the clock and of a processor, where it can tell that itself. ``change`` puts the text of
    a note in the place of another, so that the next question finds it. ``close`` lets go of everything.
    """

    ask: Callable[[str], tuple[int, tuple[float, float] | None]]
    change: Callable[[str], None]
    close: Callable[[], None]


class Peer(NamedTuple):
    """An engine: ``build`` makes an index of a corpus in a folder, ``open`` opens it."""

    name: str
    build: Callable[[Corpus, Path], None]
    open: Callable[[Corpus, Path], Opened]


def peers() -> dict[str, Peer]:
    """Return the engines that are here, by what the command line calls them."""
    known = {
        "ours": Peer("CCA Desktop (Whoosh)", _build_ours, _open_ours),
        "unicode61": Peer(
            "FTS5 unicode61", lambda corpus, folder: _build_fts(corpus, folder, "unicode61, prefix='1 2 3'"), _open_fts
        ),
        "trigram": Peer("FTS5 trigram", lambda corpus, folder: _build_fts(corpus, folder, "trigram"), _open_fts),
    }
    with suppress(ImportError):
        importlib.import_module("tantivy")
        known["tantivy"] = Peer("tantivy", _build_tantivy, _open_tantivy)
    if _xapian("", "version"):
        known["xapian"] = Peer("Xapian", _build_xapian, _open_xapian)
    return known


def left_out(here: Collection[str]) -> list[str]:
    """Return a sentence for each engine that is not ``here``."""
    sentences = {
        "tantivy": "tantivy is not installed here and was left out.",
        "xapian": "The system's Python has no Xapian (Debian's python3-xapian); it was left out.",
    }
    return [sentence for name, sentence in sentences.items() if name not in here]


# -- ours


def _build_ours(corpus: Corpus, folder: Path) -> None:
    searcher = Searcher(folder, corpus.documents)
    searcher.update_notes(corpus.notes)
    while searcher.settle():
        pass
    searcher.close()


def _open_ours(corpus: Corpus, folder: Path) -> Opened:
    searcher = Searcher(folder, corpus.documents)
    searcher.update_notes(corpus.notes)
    while searcher.settle():  # what it does in the first pauses
        pass

    def ask(typed: str) -> tuple[int, None]:
        return searcher.ask(typed, limit=FIRST, is_being_typed=True).total, None

    def change(text: str) -> None:
        notes = list(corpus.notes)
        notes[0] = notes[0]._replace(body=text)
        searcher.update_notes(notes)

    return Opened(ask, change, searcher.close)


# -- SQLite


def _build_fts(corpus: Corpus, folder: Path, tokenizer: str) -> None:
    database = sqlite3.connect(folder / "fts.sqlite")
    database.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, tokenize={tokenizer})")
    database.executemany("INSERT INTO t (x) VALUES (?)", ((text,) for text in corpus.passages()))
    database.commit()
    database.close()


def _open_fts(_corpus: Corpus, folder: Path) -> Opened:
    database = sqlite3.connect(folder / "fts.sqlite")

    def ask(typed: str) -> tuple[int, None]:
        match = FTS.written(parse(typed, is_being_typed=True).root)
        if not match:
            return 0, None
        (total,) = database.execute("SELECT count(*) FROM t WHERE t MATCH ?", (match,)).fetchone()
        shown = f"SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH ? ORDER BY rowid LIMIT {FIRST}"
        database.execute(shown, (match,)).fetchall()
        return int(total), None

    def change(text: str) -> None:
        with database:
            database.execute("UPDATE t SET x = ? WHERE rowid = (SELECT max(rowid) FROM t)", (text,))

    return Opened(ask, change, database.close)


# -- tantivy


def _build_tantivy(corpus: Corpus, folder: Path) -> None:
    library, schema = _tantivy()
    writer = library.Index(schema, path=str(folder)).writer(num_threads=1)
    for number, text in enumerate(corpus.passages()):
        writer.add_document(_tantivy_document(library, text, number))
    writer.commit()
    writer.wait_merging_threads()


def _tantivy_document(library: Any, text: str, number: int) -> Any:  # noqa: ANN401 (tantivy ships no types)
    document = library.Document(x=text)
    document.add_unsigned("n", number)
    return document


def _tantivy() -> tuple[Any, Any]:
    library: Any = importlib.import_module("tantivy")
    schema = library.SchemaBuilder().add_text_field("x", stored=True).add_unsigned_field("n", indexed=True).build()
    return library, schema


def _open_tantivy(_corpus: Corpus, folder: Path) -> Opened:
    library, schema = _tantivy()
    index = library.Index.open(str(folder))
    writers: list[Any] = []
    last = index.searcher().num_docs - 1

    def ask(typed: str) -> tuple[int, None]:
        asked = tantivy_query(library, schema, parse(typed, is_being_typed=True).root)
        if asked is None:
            return 0, None
        searcher = index.searcher()
        found = searcher.search(asked, limit=FIRST, count=True)
        snippets = library.SnippetGenerator.create(searcher, asked, schema, "x")
        for _, address in found.hits:
            snippets.snippet_from_doc(searcher.doc(address)).highlighted()
        return int(found.count), None

    def change(text: str) -> None:
        if not writers:
            writers.append(index.writer(num_threads=1))
        writers[0].delete_documents("n", last)
        writers[0].add_document(_tantivy_document(library, text, last))
        writers[0].commit()
        index.reload()

    return Opened(ask, change, lambda: None)


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


# -- Xapian, in the system's Python


def _xapian(*arguments: str) -> str:
    python = shutil.which("python3", path="/usr/bin")
    if python is None:
        return ""
    done = subprocess.run([python, str(XAPIAN), *arguments], capture_output=True, text=True, check=False)
    return done.stdout if not done.returncode else ""


def _xapian_process(folder: Path, verb: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        ["/usr/bin/python3", str(XAPIAN), str(folder), verb], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _build_xapian(corpus: Corpus, folder: Path) -> None:
    with _xapian_process(folder, "build") as process:
        assert process.stdin is not None
        for text in corpus.passages():
            process.stdin.write(json.dumps(text) + "\n")
        process.stdin.close()


def _open_xapian(_corpus: Corpus, folder: Path) -> Opened:
    process = _xapian_process(folder, "serve")

    def say(told: object) -> Any:  # noqa: ANN401 (what was read)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def ask(typed: str) -> tuple[int, tuple[float, float] | None]:
        asked = XAPIANS.written(parse(typed, is_being_typed=True).root)
        if not asked:
            return 0, None
        total, clock, own = say({"ask": asked})
        return total, (clock, own)

    def change(text: str) -> None:
        say({"change": text})

    def close() -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait()
        process.stdout.close()

    say({"ask": "nothing"})  # its database is open
    return Opened(ask, change, close)


# -- questions in the languages of those that read them as text


class Dialect(NamedTuple):
    """How a word, a phrase and what is not wanted are written."""

    word: Callable[[Term], str]
    phrase: Callable[[Phrase], str]
    but_not: str

    def written(self, node: Node | None) -> str:
        """Put a question into this language; "" for what it cannot ask."""
        if isinstance(node, Term):
            return self.word(node)
        if isinstance(node, Phrase):
            return self.phrase(node)
        if isinstance(node, Or):
            return " OR ".join(f"({self.written(part)})" for part in node.parts)
        if isinstance(node, And):
            wanted = " AND ".join(f"({self.written(part)})" for part in node.parts if not isinstance(part, Not))
            unwanted = (f"{self.but_not}({self.written(part.part)})" for part in node.parts if isinstance(part, Not))
            return f"({wanted}){''.join(unwanted)}" if wanted else ""
        return ""


def _is_beginning(term: Term) -> bool:
    return term.is_open or term.kind == "prefix"


def _fts_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(term.folded for term in phrase.terms)}"' + (" *" if phrase.terms[-1].is_open else "")


def _xapian_phrase(phrase: Phrase) -> str:
    words = [term.folded for term in phrase.terms]
    # No phrase there has an open end: the closed part of it AND the beginning.
    head = f'"{" ".join(words[:-1])}"' if len(words) > 2 else words[0]
    return f"{head} AND {words[-1]}*" if phrase.terms[-1].is_open else f'"{" ".join(words)}"'


FTS = Dialect(lambda term: f'"{term.folded}"' + (" *" if _is_beginning(term) else ""), _fts_phrase, " NOT ")
XAPIANS = Dialect(lambda term: term.folded + ("*" if _is_beginning(term) else ""), _xapian_phrase, " AND NOT ")
