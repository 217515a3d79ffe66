"""Measure the list of notes with twenty thousand of them: how long the window stands still at what a reader does."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from cca_desktop.app import Program, make_application  # noqa: E402
from cca_desktop.library.document import Document  # noqa: E402
from cca_desktop.notes.note import COLOURS, Note, PlacedNote, Target  # noqa: E402
from cca_desktop.notes.notebook import Change  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402
from cca_desktop.text.selectors import TextQuoteSelector, position_of  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402
from cca_desktop.ui.notes.arrangement import Order  # noqa: E402
from cca_desktop.ui.notes.note_desk import Listing  # noqa: E402

NOTES = 20_000
SEED = 1962


def made_up_notes(document: Document, count: int) -> tuple[PlacedNote, ...]:
    """Return notes on stretches of ``document``, of its own words, by place."""
    chance = random.Random(SEED)
    words = document.text.split()
    notes = []
    for number in range(count):
        start = chance.randrange(600, len(document.text) - 200)
        span = Span(start, start + chance.randrange(5, 120))
        target = Target(document.id, TextQuoteSelector(span.cut(document.text), "", ""), position_of(span))
        body = " ".join(chance.choices(words, k=chance.randrange(3, 60)))
        tags = tuple(chance.sample(["war", "peace", "image", "rope"], chance.randrange(3)))
        at = f"2026-01-{chance.randrange(1, 28):02}T00:00:{number % 60:02}.000Z"
        note = Note(f"note {number}", target, body, tags, chance.choice(COLOURS), at, at, 1, is_retired=False)
        notes.append(PlacedNote(note, span, "found"))
    return tuple(sorted(notes, key=lambda placed: placed.span or (0, 0)))


def main() -> None:
    """Print a line for each deed: how long the window stood still."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Profile.at(Path(folder) / "profile"))
        program.show()
        while program.window.notes is None:
            application.processEvents()
        panel = program.window.notes
        notes = made_up_notes(program.document, NOTES)
        listing = Listing(Change("elsewhere", ()), notes, "", "")
        every_tenth = frozenset(placed.note.id for placed in notes[::10])
        bar = panel.cards.verticalScrollBar()
        one_changed = (notes[0]._replace(note=notes[0].note._replace(body="changed", version=2)), *notes[1:])

        def tell(deed: str, act: Callable[[], object]) -> None:
            began = time.perf_counter()
            act()
            application.processEvents()
            sys.stdout.write(f"{deed:42}{(time.perf_counter() - began) * 1000:8.1f} ms\n")

        tell(f"{NOTES:,} notes are listed", lambda: panel.show_listing(listing))
        tell("one of them is changed", lambda: panel.show_listing(listing._replace(notes=one_changed)))
        tell("scrolled by a page", lambda: bar.setValue(bar.value() + bar.pageStep()))
        tell("scrolled to the middle", lambda: bar.setValue(bar.maximum() // 2))
        tell("the letter is scrolled to its end", lambda: panel.follow(len(program.document.text) - 1))
        tell("sorted by date", lambda: panel.header().order.setCurrentIndex(list(Order).index(Order.DATE)))
        tell("the header's filter gets a letter", lambda: panel.header().filter.setText("w"))
        tell("a tenth of them answers it", lambda: panel.show_found("w", every_tenth))
        tell("the window is resized", lambda: program.window.resize(1300, 800))
        program.window.close()


if __name__ == "__main__":
    main()
