"""How long the windows in which one looks back hold the program up: the bin, versions and copies of many notes.

    python benchmarks/looking_back.py [NOTES]

Each row is one thing a reader does, with all that the window does at once for it: processor time of the window's own
thread, so that other work on the machine counts little. A frame is 16 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from benchmarks.carrying import made, notebook_in  # noqa: E402
from cca_desktop.app import make_application  # noqa: E402
from cca_desktop.notes.note import Note  # noqa: E402
from cca_desktop.ui.dialogs.bin import BinDialog  # noqa: E402
from cca_desktop.ui.dialogs.binned import Binned, binned_rows  # noqa: E402
from cca_desktop.ui.dialogs.copies import CopiesDialog  # noqa: E402
from cca_desktop.ui.dialogs.versions import VersionsDialog, compare, versions_of  # noqa: E402
from cca_desktop.ui.theme import LIGHT  # noqa: E402

NOTES, VERSIONS = 20_000, 200
FRAME_MS = 16


def measured(name: str, do: Callable[[], object]) -> float:
    """Do it, and all that follows at once; print and return how many milliseconds that took of this thread."""
    start = time.thread_time()
    do()
    QTest.qWait(0)
    took = (time.thread_time() - start) * 1000
    print(f"  {name:<44}{took:8.1f}")
    return took


def in_bin(count: int) -> list[Binned]:
    """Return the rows of so many retired notes, made as the notes' lane makes them."""
    with tempfile.TemporaryDirectory() as folder:
        database, notebook = notebook_in(Path(folder))
        with closing(database):
            notebook.take_in(made(count))
            notebook.retire(*(note.id for note in notebook.notes()))
            return binned_rows(notebook.binned())


def versions(count: int) -> list[Note]:
    """Return so many versions of a note of 200,000 characters."""
    words = [f"word{number} of many" for number in range(12_000)]
    first = Note("a", None, "", (), "blue", "2026-11-24T09:00:00.000Z", "2026-11-24T09:00:00.000Z", 1, is_retired=False)
    bodies = (" ".join((*words[:number], "changed", *words[number + 1 :])) for number in range(count))
    return [first._replace(version=number, body=body) for number, body in enumerate(bodies, 1)]


def main(count: int) -> int:
    """Print the rows, and tell whether one took longer than a frame."""
    _application = make_application()  # which Qt wants to be kept
    parent = QWidget()
    took = []
    rows = in_bin(count)
    dialogs: list[BinDialog] = []
    print(f"{count} notes in the bin, ms")
    took.append(measured("the bin is filled", lambda: dialogs.append(BinDialog(rows, 0, parent))))
    shown = dialogs[0]
    took.append(measured("it is shown", shown.open))
    took += [measured(f"“{key}” is typed", partial(QTest.keyClicks, shown.search, key)) for key in "199"]
    took.append(measured("the search is cleared", shown.search.clear))
    took.append(measured("all are chosen", shown.rows.selectAll))
    took.append(measured("a page on", partial(QTest.keyClick, shown.rows, Qt.Key.Key_PageDown)))
    shown.rows.selectAll()
    took.append(measured("all are brought back", partial(QTest.keyClick, shown.rows, Qt.Key.Key_Return)))
    shown.close()
    print(f"{VERSIONS} versions of 200,000 characters, ms")
    told = versions_of(versions(VERSIONS))
    looked: list[VersionsDialog] = []
    took.append(measured("they are opened", lambda: looked.append(VersionsDialog(told, lambda: LIGHT, parent))))
    result = compare(told[1].note, told[0].note)
    looked[0].rows.setCurrentRow(1)
    took.append(measured("two of them are shown side by side", partial(looked[0].show_compared, result)))
    print("60 copies, ms")
    files = [Path(f"2026-11-24T09.00.{number:02d}Z-daily.sqlite") for number in range(60)]
    took.append(measured("they are opened", lambda: CopiesDialog(Path("notes.sqlite"), files, parent).show()))
    return int(max(took) > FRAME_MS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else NOTES))
