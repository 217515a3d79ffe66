"""Measure the list of notes with tens of thousands of them: for how long the window stands still at what a reader does.

The notes are in a notebook on the disk, the window is the program's own, and each deed runs to its end: until the list,
the marks in the letter and the searcher know of it. A heart beats once a millisecond in the event loop meanwhile.

Usage: python benchmarks/note_list.py [NOTES ...]
"""

import gc
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from benchmarks.large_text import Heart, wait  # noqa: E402
from cca_desktop.app import Program, collect_again, make_application  # noqa: E402
from cca_desktop.library.document import Document  # noqa: E402
from cca_desktop.library.edition import SEEDS, read_edition  # noqa: E402
from cca_desktop.notes.drawer import Drawer  # noqa: E402
from cca_desktop.notes.note import COLOURS, Note, Target  # noqa: E402
from cca_desktop.notes.stamp import new_id  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.selectors import describe_quote, position_of  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402
from cca_desktop.ui.actions import Command  # noqa: E402
from cca_desktop.ui.notes.arrangement import Order  # noqa: E402
from cca_desktop.ui.notes.panel import NotesPanel  # noqa: E402
from cca_desktop.ui.notes.words import Words  # noqa: E402

SEED = 1962
STALL_MS = 16.0
_QUIET_MS = 400.0


def made_up_notes(document: Document, count: int) -> Iterator[Note]:
    """Yield notes on stretches of ``document``, of its own words."""
    chance = random.Random(SEED)
    words = document.text.split()
    for number in range(count):
        start = chance.randrange(600, len(document.text) - 200)
        span = Span(start, start + chance.randrange(5, 120))
        target = Target(document.id, describe_quote(document.text, span), position_of(span))
        body = " ".join(chance.choices(words, k=chance.randrange(3, 60)))
        tags = tuple(chance.sample(["war", "peace", "image", "rope"], chance.randrange(3)))
        at = f"2026-01-{chance.randrange(1, 28):02}T{number % 24:02}:{number % 59:02}:{number % 60:02}.000Z"
        yield Note(new_id(), target, body, tags, chance.choice(COLOURS), at, at, 1, is_retired=False)


class Desk:
    """The program with so many notes, and a reader before it."""

    def __init__(self, folder: Path, count: int) -> None:
        """Write the notes, and open the window; the list is there when this returns."""
        profile = Profile.at(folder)
        document = read_edition(shipped("seeds", f"{SEEDS[0]}.json"))
        drawer = Drawer.open(profile.database_file, lambda name: document.text if document.answers_to(name) else None)
        drawer.notebook.take_in(made_up_notes(document, count))
        drawer.close()
        self._heart = Heart()
        gc.disable()
        begun = time.perf_counter()
        self.program = Program(profile)
        self.program.introduced.connect(collect_again)  # as the program itself does
        self.program.show()
        sys.stdout.write(f"{count:,} notes: the window is shown after {(time.perf_counter() - begun) * 1000:.0f} ms\n")
        self.tell("the cards come, and the searcher learns of all", lambda: None, lambda: self._has_all(count))

    def _has_all(self, count: int) -> bool:
        return self.program.is_introduced and len(self.panel.notes()) == count

    @property
    def panel(self) -> NotesPanel:
        """The panel of notes."""
        panel = self.program.window.notes
        assert panel is not None, "it is there once the window is introduced"
        return panel

    @property
    def words(self) -> Words:
        """The words of the note that is open."""
        editor = self.panel.editor()
        assert editor is not None, "a note is open"
        return editor.words

    def tell(self, deed: str, act: Callable[[], object], is_done: Callable[[], bool] = lambda: True) -> None:
        """Print for how long the window stood still at ``act`` and what follows from it, until all is quiet again."""
        heart = self._heart
        heart.start()
        busy = time.thread_time()
        act()
        heart._beat()  # noqa: SLF001  the deed itself is one stall, whatever the timer makes of it
        quiet_since = time.perf_counter()
        while not is_done() or (time.perf_counter() - quiet_since) * 1000 < _QUIET_MS:
            wait(20)
            quiet_since = quiet_since if is_done() else time.perf_counter()
        busy = time.thread_time() - busy
        heart.stop()
        stall, in_cpu = (max(gap[which] for gap in heart.gaps) for which in (0, 1))
        mark = " " if in_cpu <= STALL_MS else "!"
        sys.stdout.write(f"  {deed:52}{stall:9.1f}{in_cpu:9.1f}{mark}{busy * 1000:9.0f}\n")
        sys.stdout.flush()


def main(count: int) -> None:
    """Print a line for each deed."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "profile", count)
        program, panel = desk.program, desk.panel
        window, cards = program.window, panel.cards
        bar, rows = cards.verticalScrollBar(), cards.model().rowCount
        letter = window.panels.letter

        def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            QTest.keyClick(cards, key, modifier)

        def scroll_through(pages: int) -> None:
            for number in range(pages + 1):
                bar.setValue(bar.maximum() * number // pages)
                wait(16)

        def sort(order: Order) -> None:
            panel.header().order.setCurrentIndex(list(Order).index(order))

        def is_sorted(order: Order) -> Callable[[], bool]:
            return lambda: panel._shown.wanted.order is order  # noqa: SLF001

        def type_slowly(words: str) -> None:
            for letter in words:
                QTest.keyClicks(panel.header().filter, letter)
                wait(150)

        tell = desk.tell
        sys.stdout.write(f"  {'':52}{'stall':>9}{'in CPU':>9} {'CPU':>8}  ms\n")
        tell("a page down", lambda: press(Qt.Key.Key_PageDown))
        tell("a hundred pages from end to end", lambda: scroll_through(100))
        tell("End", lambda: press(Qt.Key.Key_End))
        tell("Home", lambda: press(Qt.Key.Key_Home))
        tell("a key that no note begins with", lambda: press(Qt.Key.Key_Percent))
        cards.clearFocus()
        letter.setFocus()
        tell("the letter is scrolled to its end", lambda: letter.go_to(len(program.document.text) - 1))
        first = panel.notes()[0].note.id
        tell("one is coloured", lambda: program.desk.colour(first, "pink"))
        panel.make_current(first)
        tell("one is opened", lambda: press(Qt.Key.Key_Return))
        tell("one word is typed, and saved", lambda: QTest.keyClicks(desk.words, "What a word "))
        tell("[[ and a title", lambda: QTest.keyClicks(desk.words, "[[the"))
        panel.close_editor()
        tell("one is written", lambda: program.desk.write(None, colour="blue"), lambda: rows() == count + 1)
        tell("one is retired", lambda: program.desk.retire(first), lambda: rows() == count)
        tell("undone", program.actions[Command.UNDO].trigger, lambda: rows() == count + 1)
        for order in (Order.DATE, Order.TAG, Order.COLOUR, Order.ASTRAY, Order.PLACE):
            tell(f"sorted by {order}", partial(sort, order), is_sorted(order))
        panel.find_notes()
        tell("“war ” is typed into the filter", partial(type_slowly, "war "))
        tell("the filter is emptied", panel.header().filter.clear, lambda: rows() == count + 1)
        tell("“a” is typed into it", partial(type_slowly, "a"))
        tell("the filter is emptied", panel.header().filter.clear, lambda: rows() == count + 1)
        tell("all are selected", lambda: press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
        red = COLOURS[3]
        tell(
            "and coloured",
            lambda: panel.header().colour_wanted.emit(red),
            lambda: panel.notes()[0].note.colour == panel.notes()[-1].note.colour == red,
        )
        tell("dark", program.actions[Command.DARK].trigger)
        tell("larger", program.actions[Command.LARGER].trigger)
        tell("the window is resized", lambda: window.resize(1300, 800))
        window.close()
        program.deleteLater()
        window.deleteLater()
        QApplication.processEvents()


if __name__ == "__main__":
    make_application()
    for wanted in [int(one) for one in sys.argv[1:]] or [20_000]:
        main(wanted)
