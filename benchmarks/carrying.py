"""How long twenty thousand notes take on their way out and in, and how much memory: in every format, each by itself.

    python benchmarks/carrying.py [NOTES]

Each format is measured in a process of its own. In times the import is read, matched and written to a new profile.
"""

import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cca_desktop.export.formats import FORMATS, write  # noqa: E402 (the path is set above)
from cca_desktop.export.outgoing import outgoing  # noqa: E402
from cca_desktop.export.reading import read  # noqa: E402
from cca_desktop.library.edition import read_edition  # noqa: E402
from cca_desktop.notes.note import COLOURS, Note, Target  # noqa: E402
from cca_desktop.notes.notebook import Notebook  # noqa: E402
from cca_desktop.storage.database import Database  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.selectors import describe_quote, position_of  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402

NOTES = 20_000
BACK = ("markdown", "jsonld", "hypothesis")
NOW = "2026-11-24T09:00:00.000Z"
BODY = "# Note {0}\n\nIt says *something* of ¶ 6, and [[Note {1}]] says more.\n\n- one\n- two\n"
LETTER = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))


def made(count: int) -> list[Note]:
    """Make notes on passages all over the letter."""
    notes = []
    for number in range(count):
        start = number * 7 % (len(LETTER.text) - 60)
        at = Span(start, start + 20 + number % 40)
        notes.append(
            Note(
                f"0192f000-0000-7000-8000-{number:012x}",
                Target(LETTER.id, describe_quote(LETTER.text, at), position_of(at)),
                BODY.format(number, number + 1),
                ("war", f"tag {number % 50}"),
                COLOURS[number % len(COLOURS)],
                NOW,
                NOW,
                1,
                False,
            )
        )
    return notes


def notebook_in(folder: Path) -> tuple[Database, Notebook]:
    """Open a notebook in a folder of its own."""
    database = Database.open(folder / "notes.sqlite")
    return database, Notebook(database, {LETTER.id: LETTER.text}.get)


def measure(form: str, count: int, folder: Path) -> None:
    """Write and read ``form`` once, and print a row of the table."""
    database, notebook = notebook_in(folder / "here")
    with closing(database):
        notebook.take_in(made(count))
        start = time.perf_counter()
        out = outgoing(notebook.all_placed(), [LETTER], NOW)
        placed = time.perf_counter()
        write(form, out, folder / "out")
        written = time.perf_counter()
    file = folder / "out"
    size = sum(one.stat().st_size for one in file.iterdir()) if file.is_dir() else file.stat().st_size
    row = f"{form:<11}{placed - start:8.2f}{written - placed:8.2f}{size / 1e6:8.1f}"
    del out
    if form in BACK:
        start = time.perf_counter()
        incoming = read(file, [LETTER])
        was_read = time.perf_counter()
        database, notebook = notebook_in(folder / "there")
        with closing(database):
            taken = len(notebook.take_in(incoming.notes).notes)
        ended = time.perf_counter()
        assert taken == count, f"{taken} of {count} came in"
        row += f"{was_read - start:8.2f}{ended - was_read:8.2f}"
    else:
        row += f"{'':16}"
    print(f"{row}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f}")


def main() -> None:
    """Measure one format, or start a process for each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else NOTES
    if len(sys.argv) > 2:
        with tempfile.TemporaryDirectory() as folder:
            measure(sys.argv[2], count, Path(folder))
        return
    print(f"{count:,} notes     seconds to                      MB")
    print("format        place   write    size    read take in  memory")
    for form in FORMATS:
        subprocess.run([sys.executable, __file__, str(count), form], check=True)


if __name__ == "__main__":
    main()
