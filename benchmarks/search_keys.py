"""How long an answer takes, key by key: twenty questions typed letter by letter over the letter and made-up notes.

Usage: python benchmarks/search_keys.py [NOTES ...]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from cca_desktop.library.document import Document
from cca_desktop.library.edition import read_edition
from cca_desktop.notes.note import COLOURS, Note, Target
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.tokens import folded_words
from cca_desktop.storage.shipped import shipped
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

SEED = 19621026
QUESTIONS = (
    "war",
    "peace",
    "offensive weapons",
    '"offensive weapons"',
    '"the United States"',
    '"of the',
    "the of and",
    "miss*",
    "w?r",
    "*sile*",
    "offensve~",
    "people OR peoples",
    "cuba -weapons",
    "Cuba AND NOT (missile OR weapons)",
    '"war peace"~5',
    "=war",
    "note:peace",
    "para:5-8 war",
    "tag:essay means",
    "krushchev misile",
)


def made_up_notes(document: Document, count: int) -> list[Note]:
    """Return notes of some sixty words each, in the words of the document and a few thousand others."""
    chance = random.Random(SEED)
    words = list(folded_words(document.text))
    invented = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 9))) for _ in range(4000)]
    notes = []
    for number in range(count):
        body = " ".join(
            chance.choice(words if chance.random() < 0.85 else invented) for _ in range(chance.randint(20, 100))
        )
        start = chance.randrange(len(document.text) - 40)
        target = Target(document.id, TextQuoteSelector("", "", ""), TextPositionSelector(start, start + 40))
        tags = ("essay", "class")[: chance.randint(0, 2)]
        notes.append(Note(f"{number:08}", target, body, tags, chance.choice(COLOURS), "", "", 1, False))
    return notes


def keys() -> list[str]:
    """Return every question as far as it stands after each key."""
    return [question[: length + 1] for question in QUESTIONS for length in range(len(question))]


def milliseconds(searcher: Searcher, question: str) -> float:
    """Measure one answer with its total and the first twenty hits."""
    start = time.perf_counter()
    searcher.ask(question, limit=20, is_being_typed=True)
    return (time.perf_counter() - start) * 1000


def row(name: str, times: list[float]) -> str:
    """Return percentiles as a line of the table."""
    ordered = sorted(times)
    shown = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)] + [ordered[-1]]
    return f"{name:<34}" + "".join(f"{value:9.2f}" for value in shown)


def measure(count: int) -> None:
    """Print what an answer over the letter and ``count`` notes takes."""
    document = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    notes = made_up_notes(document, count)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        searcher = Searcher(Path(folder), [document])
        made = time.perf_counter()
        searcher.update_notes(notes)
        unread = [milliseconds(searcher, question) for question in keys()]
        before = time.perf_counter()
        while searcher.settle():
            pass
        settled = time.perf_counter()
        searcher.close()
        again = Searcher(Path(folder), [document])
        opened = time.perf_counter()
        again.update_notes(notes)
        known = time.perf_counter()
        once = [milliseconds(again, question) for question in keys()]
        while again.settle():
            pass
        warm = [milliseconds(again, question) for question in keys()]
        changed = notes[:]
        one = time.perf_counter()
        if notes:
            changed[0] = notes[0]._replace(body=notes[0].body + " zeppelin")
            again.update_notes(changed)
            found = again.ask("zeppelin").total
            assert found == 1
        two = time.perf_counter()
        again.settle()
        three = time.perf_counter()
        again.close()
    print(f"letter + {count} notes (ms)               p50      p95      p99      max")
    print(row("  notes not in the index yet", unread))
    print(row("  opened anew, each key once", once))
    print(row("  after a pause", warm))
    print(
        f"  letter indexed {(made - start) * 1000:.0f}, all notes indexed {(settled - before) * 1000:.0f}, opened "
        f"{(opened - settled) * 1000:.0f}, notes taken up {(known - opened) * 1000:.0f}, one note changed and found "
        f"{(two - one) * 1000:.1f}, and settled {(three - two) * 1000:.0f}"
    )


if __name__ == "__main__":
    for argument in sys.argv[1:] or ("0", "1000"):
        measure(int(argument))
