"""For how long the window stands still while tens of thousands of notes come in, from each form they come in.

The notes are exported first; then a window with an empty notebook reads the file, shows what would come in, and takes
it in, until the list, the marks in the letter and the searcher know of every note. A heart beats once a millisecond in
the event loop meanwhile.

Usage: python benchmarks/import_stalls.py [NOTES] [FORM]
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.large_text import Heart, wait  # noqa: E402
from benchmarks.note_list import STALL_MS, made_up_notes  # noqa: E402
from cca_desktop.app import Program, collect_again, make_application  # noqa: E402
from cca_desktop.export.formats import HYPOTHESIS, JSON_LD, MARKDOWN, PROFILE, write  # noqa: E402
from cca_desktop.export.outgoing import outgoing  # noqa: E402
from cca_desktop.library.edition import SEEDS, read_edition  # noqa: E402
from cca_desktop.notes.drawer import Drawer  # noqa: E402
from cca_desktop.notes.stamp import now  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402
from cca_desktop.storage.profile_archive import pack  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.ui.dialogs.arriving import ArrivingDialog  # noqa: E402

FORMS = (MARKDOWN, JSON_LD, HYPOTHESIS, PROFILE)
_QUIET_MS = 400.0


def export(form: str, count: int, folder: Path) -> Path:
    """Write so many notes as ``form``; return where they are."""
    letter = read_edition(shipped("seeds", f"{SEEDS[0]}.json"))
    profile, file = Profile.at(folder / "theirs"), folder / "out"
    with closing(Drawer.open(profile.database_file, {letter.id: letter.text}.get)) as drawer:
        drawer.notebook.take_in(made_up_notes(letter, count))
        out = outgoing(drawer.notebook.all_placed(), [letter], now())
    if form == PROFILE:
        pack(profile, file)
    else:
        write(form, out, file)
    return file


class Reader:
    """Somebody before an empty window."""

    def __init__(self, folder: Path) -> None:
        """Open the window."""
        self.program = Program(Profile.at(folder))
        self.program.introduced.connect(collect_again)  # as the program itself does
        self.program.show()
        while not self.program.is_introduced or self.program.window.notes is None:
            wait(20)
        wait(_QUIET_MS)

    def tell(self, deed: str, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Print for how long the window stood still until ``act`` was done and all was quiet again."""
        heart = Heart()
        heart.start()
        begun = time.perf_counter()
        act()
        while not is_done():
            wait(20)
        done = time.perf_counter() - begun
        wait(_QUIET_MS)
        heart.stop()
        stall, in_cpu = (max(gap[which] for gap in heart.gaps) for which in (0, 1))
        more = sum(gap[1] > STALL_MS for gap in heart.gaps)
        mark = " " if in_cpu <= STALL_MS else "!"
        sys.stdout.write(f"{deed:34}{done:8.1f} s{stall:9.1f}{in_cpu:9.1f}{mark}{more:6}\n")
        sys.stdout.flush()

    def dialog(self) -> ArrivingDialog | None:
        """Return what shows what would come in, once it does."""
        dialogs = self.program.window.findChildren(ArrivingDialog)
        return next((one for one in dialogs if one.rows.isVisible()), None)

    def accept(self) -> None:
        """Bring in what is shown."""
        dialog = self.dialog()
        assert dialog is not None
        dialog.accept()


def measure(form: str, count: int) -> None:
    """Read, look at and bring in a file of that form."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, str(count), form, folder], check=True)  # its garbage is not ours
        reader = Reader(Path(folder) / "ours")
        gc.collect()
        carrying = reader.program.taking_out.make_carrying()
        reader.tell(
            f"{form}: read and shown", lambda: carrying.look_into(f"{folder}/out"), lambda: bool(reader.dialog())
        )
        panel = reader.program.window.notes
        assert panel is not None
        reader.tell(f"{form}: taken in", reader.accept, lambda: len(panel.notes()) == count)
        reader.program.window.close()


def main() -> None:
    """Measure one form, or start a process for each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    if len(sys.argv) > 3:
        export(sys.argv[2], count, Path(sys.argv[3]))
    elif len(sys.argv) > 2:
        make_application()
        measure(sys.argv[2], count)
    else:
        sys.stdout.write(f"{count:,} notes{'':23}    until  longest gap, ms  gaps\n")
        sys.stdout.write(f"{'':34}   it is     clock      CPU   over {STALL_MS:.0f}\n")
        sys.stdout.flush()
        for form in FORMS:
            subprocess.run([sys.executable, __file__, str(count), form], check=True)


if __name__ == "__main__":
    main()
