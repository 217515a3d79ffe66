"""Measure the letter's view on a text of a million words: how soon it is seen, and how long the window stands still.

The same on a single paragraph of 200,000 words, in which no line ends. A heartbeat in the event loop tells how long the
loop was away: between two beats a reader sees nothing move. Each system of windows (an X server of our own; offscreen)
has a process of its own, and so has Qt's own text widget.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot  # noqa: E402
from PySide6.QtGui import QTextCursor  # noqa: E402
from PySide6.QtWidgets import QSplitter, QTextEdit  # noqa: E402

from benchmarks.made_up_text import SEED, made_up_document, one_paragraph  # noqa: E402
from benchmarks.screen import Screen  # noqa: E402
from cca_desktop.app import make_application  # noqa: E402
from cca_desktop.library.document import Document  # noqa: E402
from cca_desktop.notes.note import COLOURS  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402
from cca_desktop.ui.actions import Actions  # noqa: E402
from cca_desktop.ui.reader.hits import HitLayer  # noqa: E402
from cca_desktop.ui.reader.letter_view import LetterView  # noqa: E402
from cca_desktop.ui.reader.map import MarkMap  # noqa: E402
from cca_desktop.ui.reader.marks import Layer, Mark  # noqa: E402
from cca_desktop.ui.reader.reading_text import ReadingText  # noqa: E402
from cca_desktop.ui.theme import DARK, LIGHT  # noqa: E402
from cca_desktop.ui.typeface import book_face  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
WORDS = 1_000_000
WORDS_OF_ONE_PARAGRAPH = 200_000
MARKS = 10_000
WINDOW = (860, 860)
FRAME_MS = 1000 / 60
OPENS_WITHIN_MS = 300
STALL_MS = 16
_FRAMES = 180
_DEEDS = 24
_OPENINGS = 5


class Phase(NamedTuple):
    """What one kind of deed cost: the frames asked for and seen, and how long the event loop was away.

    ``stall_ms`` is by the clock, ``busy_ms`` in processor time of the GUI's thread alone: what the machine gives to
    other programs meanwhile is in the first and not in the second. Each is the longest between two beats.
    """

    name: str
    deeds: int
    seconds: float
    busy_each_ms: float
    stall_ms: float
    busy_ms: float


class Heart(QObject):
    """Beats once a millisecond, and notes how long the event loop was away between two beats."""

    def __init__(self) -> None:
        """Stand still as yet."""
        super().__init__()
        self.gaps: list[tuple[float, float]] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = (0.0, 0.0)

    def start(self) -> None:
        """Begin to beat."""
        self.gaps = []
        self._last = _now()
        self._timer.start(1)

    def stop(self) -> None:
        """Stop beating."""
        self._beat()
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        now = _now()
        self.gaps.append((now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now


def _now() -> tuple[float, float]:
    return time.perf_counter() * 1000, time.thread_time() * 1000


def wait(milliseconds: float) -> None:
    """Let the event loop run for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(milliseconds), loop.quit)
    loop.exec()


def measure(name: str, deed: Callable[[], object], times: int, every_ms: float = FRAME_MS) -> Phase:
    """Do ``deed`` so many times, one every so many milliseconds, and listen to the heart meanwhile."""
    heart = Heart()
    wait(50)
    heart.start()
    begun, busy = time.perf_counter(), time.thread_time()
    for number in range(times):
        deed()
        wait(max(0.0, (begun + (number + 1) * every_ms / 1000 - time.perf_counter()) * 1000))
    seconds, busy = time.perf_counter() - begun, time.thread_time() - busy
    heart.stop()
    stall = max(gap for gap, _ in heart.gaps)
    return Phase(name, times, seconds, busy / times * 1000, stall, max(gap for _, gap in heart.gaps))


class Desk:
    """The letter's view with its map, on a long text."""

    def __init__(self, document: Document) -> None:
        """Open the view; it is seen when this returns."""
        self.document = document
        begun, busy = time.perf_counter(), time.process_time()
        self.letter = LetterView(ReadingText(document), LIGHT, 100)
        self.mark_map = MarkMap(self.letter, LIGHT)
        self.window = QSplitter()
        self.window.addWidget(self.letter)
        self.window.addWidget(self.mark_map)
        self.window.resize(*WINDOW)
        loop = QEventLoop()
        self.letter.first_painted.connect(loop.quit)
        self.window.show()
        loop.exec()
        self.opened_ms = (time.perf_counter() - begun) * 1000
        self.opened_busy_ms = (time.process_time() - busy) * 1000
        self.letter.offer(Actions(self.letter))  # as in the window, where it comes with all other commands
        self._scale = 100
        self._chance = random.Random(SEED)
        self._colours = LIGHT
        self._hits: Sequence[Mark] = ()
        self._number = -1
        places = [[self._chance.randrange(len(document.text) - 400) for _ in range(MARKS // 2)] for _ in range(3)]
        self._places = [[Span(start, start + 9) for start in sorted(some)] for some in places]
        self._notes = [_made_up_notes(sorted(some)) for some in places]  # by the notes' lane, and not by the GUI

    @property
    def value(self) -> int:
        """How far down one is."""
        return self.letter.verticalScrollBar().value()

    def scroll(self, by: int) -> None:
        """Scroll by so many pixels."""
        self.letter.verticalScrollBar().setValue(self.value + by)

    def jump(self) -> None:
        """Drag the scroll bar to anywhere."""
        self.letter.verticalScrollBar().setValue(self._chance.randrange(self.letter.verticalScrollBar().maximum()))

    def go(self) -> None:
        """Go to a place anywhere, as back, forward and Ctrl+G do."""
        self.letter.go_to(self._chance.randrange(len(self.document.text)))

    def go_to_an_end(self) -> None:
        """Jump to the end of the text; from there, to its beginning."""
        is_at_the_end = self.value >= self.letter.verticalScrollBar().maximum() - 1
        self.letter.moveCursor(QTextCursor.MoveOperation.Start if is_at_the_end else QTextCursor.MoveOperation.End)

    def select(self) -> None:
        """Select from anywhere to anywhere else, which may be most of the text."""
        start, end = sorted(self._chance.sample(range(len(self.document.text)), 2))
        self.letter.select(Span(start, end))

    def select_on(self) -> None:
        """Select a line more, as one who drags or holds Shift and an arrow."""
        self.letter.moveCursor(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor)

    def zoom(self) -> None:
        """Make the text larger by a tenth, up to three times its size, and then begin again."""
        self._scale = self._scale + 10 if self._scale < 300 else 100
        self.letter.set_look(self._colours, self._scale)

    def change_theme(self) -> None:
        """Turn light into dark, and dark into light."""
        self._colours = DARK if self._colours is LIGHT else LIGHT
        self.letter.set_look(self._colours, self._scale)
        self.mark_map.set_look(self._colours, self._scale)

    def resize(self) -> None:
        """Make the window wider or narrower."""
        self.window.resize(self._chance.randint(600, 1000), WINDOW[1])

    def mark(self) -> None:
        """Let the hits be others: half of the marks."""
        self._show_hits(self._chance.choice(self._places))

    def find_many(self) -> None:
        """Let as many hits arrive as there are marks in all, in the order in which an answer has them."""
        self._show_hits(sorted(self._chance.choice(self._places) + self._chance.choice(self._places)))

    def find_next(self) -> None:
        """Go to the next hit, and after the last to the first, as F3 does."""
        self._number = (self._number + 1) % len(self._hits)
        hit = self._hits[self._number]
        self.letter.set_marks("current", [hit._replace(kind="current")])
        self.letter.reveal(hit.span)
        self.mark_map.refresh()

    def _show_hits(self, spans: list[Span]) -> None:
        hits = HitLayer(spans)
        self._hits = hits.marks
        self._number = -1
        self.letter.set_marks("hit", hits)
        self.mark_map.refresh()

    def note(self) -> None:
        """Let the notes be others: the other half, in five colours, over one another."""
        self.letter.set_marks("note", self._chance.choice(self._notes))
        self.mark_map.refresh()

    def note_one(self) -> None:
        """Write one note more."""
        mark = Mark(*self._chance.choice(self._places[0]), "note", f"new {self._chance.random()}", "green")
        self.letter.change_marks("note", [], [mark])
        self.mark_map.refresh()


def _made_up_notes(starts: list[int]) -> Layer:
    return Layer(
        [
            Mark(start, start + 20 + start % 300, "note", str(number), COLOURS[number % len(COLOURS)])
            for number, start in enumerate(starts)
        ]
    )


def phases(desk: Desk) -> Iterator[Phase]:
    """Yield what everything costs that a reader does in a long text."""
    yield measure("nothing is done", int, 60)
    yield measure("5,000 hits are marked", desk.mark, _DEEDS, 60)
    yield measure("5,000 notes are marked", desk.note, _DEEDS, 60)
    yield measure("one note more", desk.note_one, _DEEDS, 60)
    yield measure("scrolls at 60 a second", lambda: desk.scroll(48), _FRAMES)
    desk.go()
    yield measure("scrolls up at 60 a second", lambda: desk.scroll(-48), _FRAMES)
    yield measure("turns pages", lambda: desk.scroll(WINDOW[1] - 80), _DEEDS, 60)
    yield measure("drags the scroll bar", desk.jump, _DEEDS, 60)
    yield measure("goes to a place", desk.go, _DEEDS, 60)
    yield measure("goes to the end, and back", desk.go_to_an_end, _DEEDS, 60)
    yield measure("selects across the text", desk.select, _DEEDS, 60)
    yield measure("selects line by line", desk.select_on, _FRAMES)
    desk.letter.let_go()
    yield measure("10,000 hits arrive", desk.find_many, _DEEDS, 60)
    yield measure("F3, held down", desk.find_next, _FRAMES, 1000 / 30)
    yield measure("makes the text larger", desk.zoom, _DEEDS, 60)
    yield measure("changes the theme", desk.change_theme, _DEEDS, 60)
    yield measure("makes the window wider", desk.resize, _DEEDS, 60)


class Told(NamedTuple):
    """What one process measured."""

    opened_ms: list[float]
    opened_busy_ms: list[float]
    phases: list[Phase]


def measure_ours(document: Document) -> Told:
    """Return the figures of the letter's view on ``document``."""
    desks = [Desk(document) for _ in range(_OPENINGS)]
    for desk in desks[1:]:
        desk.window.close()
    opened, busy = [desk.opened_ms for desk in desks], [desk.opened_busy_ms for desk in desks]
    return Told(opened, busy, list(phases(desks[0])))


def measure_bare() -> Told:
    """Return the figures of Qt's own text widget, for the few things that tell what its layout costs."""
    text = ReadingText(made_up_document(WORDS)).text
    begun, busy = time.perf_counter(), time.process_time()
    widget = QTextEdit()
    widget.resize(*WINDOW)
    widget.setFont(book_face(100))
    widget.setReadOnly(True)
    widget.setPlainText(text)
    widget.show()
    wait(0)
    opened, busy = (time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000
    told = [measure("nothing is done", int, 180)]
    while widget.verticalScrollBar().maximum() < widget.document().size().height() - WINDOW[1] - 1:
        wait(50)
    told.append(measure("makes the text larger", lambda: widget.setFont(book_face(110)), 1, 10_000))
    return Told([opened], [busy], told)


_MEASURES: dict[str, Callable[[], Told]] = {
    "ours": lambda: measure_ours(made_up_document(WORDS)),
    "one-paragraph": lambda: measure_ours(one_paragraph(WORDS_OF_ONE_PARAGRAPH)),
    "bare": measure_bare,
}


def elsewhere(what: str, environment: dict[str, str]) -> Told:
    """Measure in a process of its own, on another system of windows."""
    command = [sys.executable, __file__, what]
    told = subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True)
    opened, busy, measured = json.loads(told.stdout)
    return Told(opened, busy, [Phase(*phase) for phase in measured])


def table(measured: dict[str, Told]) -> str:
    """Return the figures as a table, with what they must reach."""
    lines = [f"{WORDS:,} words, {MARKS:,} marks"]
    for name, told in measured.items():
        opened, busy = statistics.median(told.opened_ms), statistics.median(told.opened_busy_ms)
        lines.append(
            f"\n{name}: first screen {opened:.0f} ms after the text is in memory, {busy:.0f} of them in CPU; "
            f"must be {OPENS_WITHIN_MS}"
        )
        lines.append(f"{'':28}{'a second':>9}{'CPU each':>10}{'longest stall, ms':>19}{'in CPU':>8}{'must':>6}")
        lines += [
            f"{one.name:28}{one.deeds / one.seconds:9.1f}{one.busy_each_ms:10.1f}{one.stall_ms:19.1f}"
            f"{one.busy_ms:8.1f}{STALL_MS:6}"
            for one in told.phases
        ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure, write benchmarks/results/large_text.json and print a table."""
    if arguments:
        application = make_application()
        print(json.dumps(_MEASURES[arguments[0]]()))
        del application
        return 0
    nowhere = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=false"}
    measured = {"offscreen": elsewhere("ours", nowhere)}
    measured[f"offscreen, {WORDS_OF_ONE_PARAGRAPH:,} words in one paragraph"] = elsewhere("one-paragraph", nowhere)
    with Screen.opened() as screen:
        on_it = {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        measured["under Xvfb"] = elsewhere("ours", on_it)
        measured[f"under Xvfb, {WORDS_OF_ONE_PARAGRAPH:,} words in one paragraph"] = elsewhere("one-paragraph", on_it)
        measured["Qt's own text widget, under Xvfb"] = elsewhere("bare", on_it)
    RESULTS.mkdir(exist_ok=True)
    told = {
        name: {**one._asdict(), "phases": [phase._asdict() for phase in one.phases]} for name, one in measured.items()
    }
    (RESULTS / "large_text.json").write_text(json.dumps(told, indent=1), "utf-8")
    print(table(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
