"""The program's search beside other engines, key by key, in one run: each key is asked of each of them in turn.

Usage: python benchmarks/search_engines.py [--keep FOLDER] [letter | notes:N | documents:N ...]

Each index is built in a process of its own, for its time and the most memory it took. ``--keep`` leaves what is made
in a folder, where the next run finds it: a large corpus takes minutes.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable

from benchmarks.search_corpus import Corpus, corpus  # noqa: E402
from benchmarks.search_peers import NEW_WORD, Opened, left_out, peers  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "search.json"
CHANGES = 5
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


class Made(NamedTuple):
    """What building an index took: seconds, megabytes on the disk and, at most, in memory."""

    seconds: float
    megabytes: float
    most_in_memory: float


def build(peer: str, corpus_name: str, folder: Path, place: Path) -> Made:
    """Have an index built in another process, unless it is there."""
    done = place / "built.json"
    if not done.exists():
        place.mkdir(parents=True, exist_ok=True)
        child = subprocess.Popen([sys.executable, __file__, "--build", peer, corpus_name, str(folder), str(place)])
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.returncode == 0, peer
        told = json.loads(done.read_text("utf-8"))
        done.write_text(json.dumps([*told, used.ru_maxrss / 1000]), "utf-8")
    return Made(*json.loads(done.read_text("utf-8")))


def build_here(peer: str, corpus_name: str, folder: str, place: str) -> None:
    """Build an index, and write down what it took."""
    made_of = corpus(corpus_name, Path(folder))
    start = time.perf_counter()
    peers()[peer].build(made_of, Path(place))
    seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in Path(place).rglob("*") if file.is_file())
    (Path(place) / "built.json").write_text(json.dumps([seconds, size / 1e6]), "utf-8")


def held() -> float:
    """Return the megabytes of this process's own share of the memory, where the system tells it."""
    told = Path("/proc/self/smaps_rollup")
    lines = told.read_text().splitlines() if told.is_file() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("Pss:")), 0.0)


def share(times: Sequence[float], part: float) -> float:
    """Return the time that this part of all were quicker than."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def time_key(engine: Opened, typed: str) -> tuple[float, float, int]:
    """Return what an answer took by the clock and of a processor, in ms, and the total it told."""
    start, own = time.perf_counter(), time.thread_time()
    total, told = engine.ask(typed)
    clock, used = (time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000
    return (*(told or (clock, used)), total)


def time_change(engine: Opened, number: int) -> float:
    """Return how many ms pass until a note that was changed is found by a new word."""
    word = f"{NEW_WORD}{'abcdefghij'[number]}{time.time_ns()}"  # what is kept may have those of another run
    start = time.perf_counter()
    engine.change(f"A note about a {word} over the sea.")
    total, _ = engine.ask(f"{word} ")
    took = (time.perf_counter() - start) * 1000
    assert total == 1, (word, total)
    return took


def measure(name: str, folder: Path) -> dict[str, object]:
    """Ask every key of every engine, in an order that turns with each key; print the table."""
    here = peers()
    made = {key: build(key, name, folder, folder / name.replace(":", "-") / key) for key in here}
    searched: Corpus = corpus(name, folder)
    words = sum(len(text.split()) for text in searched.passages())
    opened: dict[str, Opened] = {}
    opening: dict[str, tuple[float, float]] = {}
    for key, peer in here.items():
        start, before = time.perf_counter(), held()
        opened[key] = peer.open(searched, folder / name.replace(":", "-") / key)
        opening[key] = time.perf_counter() - start, held() - before
    keys = [question[:end] for question in QUESTIONS for end in range(1, len(question) + 1)]
    times: dict[str, list[tuple[float, float, int]]] = {key: [] for key in here}
    order = list(here)
    for turn, typed in enumerate(keys):
        for key in order[turn % len(order) :] + order[: turn % len(order)]:
            times[key].append(time_key(opened[key], typed))
    changes = {
        key: [time_change(opened[key], number) for number in range(CHANGES)] if searched.notes else [] for key in here
    }
    told: dict[str, object] = {"words": words, "processors": os.cpu_count()}
    print(f"\n{name}: {words:,} words, {len(keys)} keys; ms a key by the clock, and of a processor")
    parts = ("p50", "p95", "p99", "max")
    heads = (*parts, *(f"own {part}" for part in parts), "change", "words/s", "MB", "build MB", "open s", "open MB")
    print(" " * 21 + "".join(f"{head:>9}" for head in heads))
    for key, peer in here.items():
        clock, own, totals = zip(*times[key], strict=True)
        figures = [share(column, part) for column in (clock, own) for part in (0.5, 0.95, 0.99, 1)]
        changed = statistics.median(changes[key]) if changes[key] else 0.0
        row = (*figures, changed, words / made[key].seconds, made[key].megabytes, made[key].most_in_memory)
        shown = "".join(f"{figure:9.0f}" if figure >= 1000 else f"{figure:9.2f}" for figure in (*row, *opening[key]))
        print(f"{peer.name:<21}{shown}")
        told[peer.name] = {
            "clock_ms": clock,
            "own_ms": own,
            "totals": totals,
            "change_ms": changes[key],
            **made[key]._asdict(),
            "open_s": opening[key][0],
            "open_mb": opening[key][1],
        }
        opened[key].close()
    return told


def main(arguments: Sequence[str]) -> None:
    """Measure what is named."""
    if arguments[:1] == ["--build"]:
        build_here(*arguments[1:])
        return
    for sentence in left_out(peers()):
        print(sentence)
    keep = Path(arguments[1]) if arguments[:1] == ["--keep"] else None
    names = arguments[2:] if keep else arguments
    with tempfile.TemporaryDirectory() as scratch:
        results = {
            name: measure(name, keep or Path(scratch)) for name in names or ("letter", "notes:1000", "notes:10000")
        }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
