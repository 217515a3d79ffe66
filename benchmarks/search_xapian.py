"""Xapian, run by the system's Python, which has it: builds a database from lines of JSON, or answers them.

Usage: python3 search_xapian.py FOLDER version | build | serve
"""

import json
import sys
import time
from typing import Any

import xapian  # type: ignore[import-not-found]  # Debian's python3-xapian

FIRST = 20


def generator() -> Any:  # noqa: ANN401 (Xapian ships no types)
    """Return what cuts a text into terms."""
    made = xapian.TermGenerator()
    made.set_stemming_strategy(xapian.TermGenerator.STEM_NONE)
    return made


def put(database: Any, terms: Any, text: str, number: int | None) -> None:  # noqa: ANN401
    """Write a paragraph."""
    document = xapian.Document()
    terms.set_document(document)
    terms.index_text(text)
    document.set_data(text)
    if number is None:
        database.add_document(document)
    else:
        database.replace_document(number, document)


def build(folder: str) -> None:
    """Write the paragraphs that come, a line each."""
    database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
    terms = generator()
    for line in sys.stdin:
        put(database, terms, json.loads(line), None)
    database.commit()
    database.close()


def answer(database: Any, parser: Any, asked: str) -> int:  # noqa: ANN401
    """Return the total; make the first snippets on the way."""
    flags = parser.FLAG_BOOLEAN | parser.FLAG_PHRASE | parser.FLAG_WILDCARD
    enquire = xapian.Enquire(database)
    enquire.set_query(parser.parse_query(asked, flags))
    found = enquire.get_mset(0, FIRST, database.get_doccount())
    for hit in found:
        found.snippet(hit.document.get_data().decode("utf-8"), 140)
    return int(found.get_matches_estimated())


def serve(folder: str) -> None:
    """Answer what comes, a line each, and tell what it took in ms."""
    database = xapian.Database(folder)
    writable = None
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_default_op(xapian.Query.OP_AND)
    for line in sys.stdin:
        told = json.loads(line)
        if "change" in told:
            writable = writable or xapian.WritableDatabase(folder, xapian.DB_OPEN)
            put(writable, generator(), told["change"], database.get_lastdocid())
            writable.commit()
            database.reopen()
            print("[]", flush=True)
            continue
        start, own = time.perf_counter(), time.thread_time()
        total = answer(database, parser, told["ask"])
        print(json.dumps([total, (time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000]), flush=True)


if __name__ == "__main__":
    verb = sys.argv[2]
    if verb == "version":
        print(xapian.version_string())
    else:
        (build if verb == "build" else serve)(sys.argv[1])
