"""How long a question in flight holds the window up: the gaps between the beats of a timer that wants to beat each ms.

Questions are typed key by key into the program in this very process, without a screen. A gap counts where a question
was being answered at its beginning and still is at its end; what the window itself does with an answer comes after it.
The control are gaps while nothing is asked: whatever they are, is the machine's doing. On a busy machine the last
column tells more: a question holds no gap for longer than this process, with all its threads, was at work in it.

Usage: python benchmarks/event_loop.py [NOTES]
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from benchmarks.keys_to_answer import FRAME_MS, share, write_notes  # noqa: E402
from benchmarks.search_keys import QUESTIONS  # noqa: E402
from cca_desktop.app import Program, collect_again, make_application  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402

_DEAR = ("/(a|b|ab)*c[aeiou]+t/", "a OR b OR c OR d OR e OR i OR o OR u", "weapn~2", "*e*")
_KEYS_ARE_APART_MS = 60  # quicker than anybody types, so that there is always a question in flight
_BEGINS_AFTER_MS = 5_000
_PAUSE = ("",) * 6  # keys long, the field empty


class Pulse(QObject):
    """Beats, types, and keeps the gaps."""

    def __init__(self, program: Program, keys: list[str]) -> None:
        """Type ``keys`` into ``program``; "" empties the field."""
        super().__init__()
        self._program = program
        self._keys = keys
        self._last, self._last_work = time.perf_counter(), time.process_time()
        self._state = self._state_before = "idle"  # or "in flight", or "busy" with an answer or a key
        self.gaps: dict[str, list[float]] = {"idle": [], "in flight": [], "busy": []}
        self.held: dict[str, list[float]] = {"idle": [], "in flight": [], "busy": []}
        program.asker.answered.connect(self._on_answer)
        self._beats = QTimer(self)
        self._beats.setTimerType(Qt.TimerType.PreciseTimer)
        self._beats.timeout.connect(self._beat)
        self._beats.start(1)
        self._types = QTimer(self)
        self._types.timeout.connect(self._type)
        self._types.start(_KEYS_ARE_APART_MS)

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.process_time()
        if self._state == self._state_before:
            gap = (now - self._last) * 1000
            self.gaps[self._state].append(gap)
            self.held[self._state].append(min(gap, (work - self._last_work) * 1000))
        self._last, self._last_work, self._state_before = now, work, self._state

    def _type(self) -> None:
        field = self._program.window.panels.search.field
        if not self._keys:
            self._program.window.close()
            return
        key = self._keys.pop(0)
        if key:
            QTest.keyClicks(field, key)
            self._state = "in flight"
        elif field.text():
            field.clear()
            self._state = "busy"
        else:
            self._state = "idle"
        self._last, self._last_work = time.perf_counter(), time.process_time()  # the echo is no query
        self._state_before = self._state

    def _on_answer(self) -> None:
        self._state = "busy"


def main(notes: int) -> int:
    """Print the gaps, and tell whether none was longer than a frame."""
    with tempfile.TemporaryDirectory() as folder:
        write_notes(Path(folder), notes)
        application = make_application()
        program = Program(Profile.at(Path(folder)))
        keys = [key for question in (*QUESTIONS, *_DEAR) for key in (*_PAUSE, *question)]
        pulses: list[Pulse] = []
        QTimer.singleShot(_BEGINS_AFTER_MS, lambda: pulses.append(Pulse(program, keys)))
        program.introduced.connect(collect_again)
        program.show()
        application.exec()
        program.close()
    gaps, held = pulses[0].gaps, pulses[0].held
    head = "".join(f"{name:>8}" for name in ("p50", "p99", "max"))
    print(f"letter + {notes} notes: gaps between beats, ms{head}   over {FRAME_MS:.0f} ms    at work, at most")
    for state in ("idle", "in flight"):
        shown = "".join(f"{share(gaps[state], part):8.1f}" for part in (0.5, 0.99, 1.0))
        over = f"{sum(gap > FRAME_MS for gap in gaps[state])} of {len(gaps[state])}"
        print(f"  {state:<40}{shown}   {over:>12}  {max(held[state]):12.1f}")
    return int(max(held["in flight"]) > FRAME_MS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
