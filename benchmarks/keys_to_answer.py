"""From a key to the answer on the screen: real keys, a real window, against the echo of a bare line edit.

Questions are typed key by key into both windows in turn. A key's time is that from its being sent to the X server to
the first change on the screen: of the field in the bare window, of what stands below the field in the program. Both are
watched by the same loop, so what is compared contains the same sending and watching. Keys without any change to be seen
(a space behind a word that has been counted already) are told apart.

Usage: python benchmarks/keys_to_answer.py [NOTES]
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable

from benchmarks.screen import HEIGHT, WIDTH, Box, Screen  # noqa: E402
from benchmarks.search_keys import QUESTIONS, made_up_notes  # noqa: E402
from benchmarks.start import running  # noqa: E402
from cca_desktop.library.edition import read_edition  # noqa: E402
from cca_desktop.notes.drawer import Drawer  # noqa: E402
from cca_desktop.notes.note import Target  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.selectors import describe_quote, position_of  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
FRAME_MS = 16.0
PROGRAM_PARTS = {
    "program's echo": Box(20, 92, 240, 124),  # the words in the field
    "answer": Box(14, 128, 316, 420),  # below it: the count, how it was understood, the first hits
}
BARE_PARTS = {"bare echo": Box(10, 6, 300, 40)}
_STILL_FOR_S = 3.5  # a little longer than the program waits for a pause in which it writes its index
_TICKS_OF_STILLNESS = 3  # hundredths of a second: what waits wakes up now and then
_KEYS_ARE_APART_S = 0.12  # a quick typist
_GIVES_UP_S = 0.14  # a key that changes nothing that one could see; what comes after a pause is no answer to it
_LOOKS_EVERY_S = 0.0003
_NAMES = {" ": "space", '"': "quotedbl", "*": "asterisk", "=": "equal", "-": "minus", ":": "colon", "?": "question"}
_NAMES |= {"(": "parenleft", ")": "parenright", "~": "asciitilde"}


class Hands:
    """One xdotool that stays, so that no key waits for its start."""

    def __init__(self, screen: Screen, window: str) -> None:
        """Give ``window`` the keyboard."""
        self._tool = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, env=screen.environment(), text=True)
        self._say(f"windowfocus {window}")

    def press(self, keys: str) -> None:
        """Press one key, or several at once."""
        self._say(f"key --delay 0 {keys}")

    def _say(self, command: str) -> None:
        assert self._tool.stdin is not None
        self._tool.stdin.write(f"{command}\n")
        self._tool.stdin.flush()

    def close(self) -> None:
        """Let go of the keyboard."""
        assert self._tool.stdin is not None
        self._tool.stdin.close()
        self._tool.wait()


class Seat(NamedTuple):
    """A window, the hands before it, and the parts of it that are looked at."""

    screen: Screen
    hands: Hands
    parts: dict[str, Box]

    def clear(self) -> None:
        """Empty the field."""
        for keys in ("ctrl+f", "ctrl+a", "BackSpace"):
            self.hands.press(keys)
            time.sleep(0.02)
        time.sleep(0.2)

    def time_key(self, letter: str) -> dict[str, float]:
        """Press a key; return after how many milliseconds each part of the window changed that did."""
        before = {name: self.screen.part(box) for name, box in self.parts.items()}
        took: dict[str, float] = {}
        start = time.perf_counter()
        self.hands.press(_NAMES.get(letter, letter))
        while before and (now := time.perf_counter()) - start < _GIVES_UP_S:
            for name in [name for name, pixels in before.items() if self.screen.part(self.parts[name]) != pixels]:
                took[name] = (time.perf_counter() - start) * 1000
                del before[name]
            time.sleep(max(0.0, _LOOKS_EVERY_S - (time.perf_counter() - now)))
        time.sleep(max(0.0, start + _KEYS_ARE_APART_S - time.perf_counter()))
        return took


@contextmanager
def seats(folder: Path, notes: int) -> Iterator[tuple[Seat, Seat]]:
    """Open the program on a profile with so many notes, and the bare window, each on a screen of its own."""
    profile = folder / "profile"
    write_notes(profile, notes)
    letter = str(shipped("seeds", "khrushchev-1962-10-26.txt"))
    bare = [sys.executable, str(ROOT / "benchmarks" / "bare_window.py"), letter, str(WIDTH), str(HEIGHT)]
    program = [sys.executable, "-m", "cca_desktop", "--profile", str(profile)]
    with ExitStack() as stack:
        opened = []
        for command in (program, bare):
            screen = stack.enter_context(Screen.opened())
            opened.append((screen, stack.enter_context(running(command, screen, str(folder)))))
        found = []
        for (screen, process), parts in zip(opened, (PROGRAM_PARTS, BARE_PARTS), strict=True):
            wait_until_still(process.pid)  # all is there that comes after the first picture, and in the index
            window, _ = screen.window_of(process.pid)
            hands = Hands(screen, window)
            stack.callback(hands.close)
            found.append(Seat(screen, hands, parts))
        yield found[0], found[1]


def wait_until_still(process: int) -> None:
    """Wait until a process has used next to no time of a processor for longer than the program waits for a pause."""
    stat = Path(f"/proc/{process}/stat")
    used, since = -_TICKS_OF_STILLNESS, time.monotonic()
    while time.monotonic() - since < _STILL_FOR_S:
        now = sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13]))
        if now >= used + _TICKS_OF_STILLNESS:
            used, since = now, time.monotonic()
        time.sleep(0.1)


def write_notes(profile: Path, count: int) -> None:
    """Write made-up notes on passages of the letter."""
    document = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    drawer = Drawer.open(Profile.at(profile).database_file, {document.id: document.text}.get)
    for note in made_up_notes(document, count):
        assert note.target is not None
        assert note.target.position is not None
        span = Span(note.target.position.start, note.target.position.end)
        target = Target(document.id, describe_quote(document.text, span), position_of(span))
        drawer.notebook.write(target, note.body, note.tags, note.colour)
    drawer.close()


def measure(notes: int) -> dict[str, list[float]]:
    """Type every question into both windows in turn, and time every key."""
    times: dict[str, list[float]] = {name: [] for name in (*BARE_PARTS, *PROGRAM_PARTS)}
    unseen = 0
    with tempfile.TemporaryDirectory() as folder, seats(Path(folder), notes) as (program, bare):
        for question in QUESTIONS:
            for seat in (bare, program):
                seat.clear()
                for letter in question:
                    took = seat.time_key(letter)
                    for name, milliseconds in took.items():
                        times[name].append(milliseconds)
                    unseen += seat is program and "answer" not in took
    print(f"letter + {notes} notes, {len(QUESTIONS)} questions, {unseen} keys after which the answer looks the same")
    return times


def share(values: list[float], part: float) -> float:
    """Return the value below which ``part`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def main(notes: int) -> int:
    """Print the table, keep every single time, and tell whether the answer is soon enough."""
    times = measure(notes)
    print(f"{'ms':<18}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}{'keys':>7}")
    for name, values in times.items():
        shown = "".join(f"{share(values, part):8.1f}" for part in (0.5, 0.95, 0.99, 1.0))
        print(f"{name:<18}{shown}{len(values):7}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"keys-to-answer-{notes}.json").write_text(json.dumps(times))
    over = {part: share(times["answer"], part) - share(times["bare echo"], part) for part in (0.5, 0.95)}
    print(f"over the bare echo: p50 {over[0.5]:.1f} ms (at most {FRAME_MS:.0f}), p95 {over[0.95]:.1f} ms (at most 32)")
    return int(over[0.5] > FRAME_MS or over[0.95] > 2 * FRAME_MS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
