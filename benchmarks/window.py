"""Measure the program's window against a bare one: first picture, processor, memory, first answer.

Both are started by the same interpreter on the same screen, in an order shuffled anew every round, since a fixed order
favours whoever comes last by a fifth. Compared are the means of the best third; a second bare window is the control,
and where it differs from the first by more than a twentieth, the table says that nothing follows from it.
"""

import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable

from benchmarks.screen import HEIGHT, WIDTH, Box, Picture, Screen  # noqa: E402
from benchmarks.start import NeverShownError, Reference, Start, answer_s, look, measure  # noqa: E402
from cca_desktop.library.edition import read_edition  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
ROUNDS = 15
NOTES = 20
QUESTION = "war"
READER = (0.235, 0.1, 0.735, 0.95)  # shares of the window: the letter, its numbers and its marks, in both windows
SEARCH = (0.0, 0.145, 0.22, 0.95)  # the panel at the left, below its field: what was found
LIMITS = {"first_picture_s": 1.3, "cpu_until_still_s": 1.5, "pss_mib": 1.5}
ANSWER_LIMIT_S = 0.3
NOISE = 0.05  # by which two windows that are the same may differ where the machine is quiet
TITLES = {
    "first_picture_s": "first picture, ms",
    "cpu_until_still_s": "CPU until still, ms",
    "cpu_after_quiet_s": "CPU 2 s later, ms",
    "pss_mib": "memory (PSS), MiB",
}


class Measured(NamedTuple):
    """What came out: every start of every contender, and every first answer of the program."""

    window: Box
    starts: dict[str, list[Start]]
    answers_s: list[float]


class Contender(NamedTuple):
    """Something that opens a window."""

    name: str
    command: list[str]


def contenders(profile: Path, bare_size: Box) -> list[Contender]:
    """Return the bare window twice, the program by the same interpreter, and the program as a reader starts it."""
    size = [str(bare_size.right - bare_size.left), str(bare_size.bottom - bare_size.top)]
    letter = str(shipped("seeds", "khrushchev-1962-10-26.txt"))
    bare = [sys.executable, str(ROOT / "benchmarks" / "bare_window.py"), letter, *size]
    installed = str(Path(sys.executable).with_name("cca-desktop"))
    return [
        Contender("bare", bare),
        Contender("control", bare),
        Contender("program", program(profile)),
        Contender("cca-desktop", [installed, "--profile", str(profile)]),
    ]


def program(profile: Path) -> list[str]:
    """Return the command that opens the program's window."""
    return [sys.executable, "-m", "cca_desktop", "--profile", str(profile)]


def compile_ahead() -> None:
    """Compile the program as an installer does; the bare window's own few lines weigh nothing."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "cca_desktop")], check=True)
    binding = "from cca_desktop.ui.binding import import_binding; import_binding(keeps=True)"
    subprocess.run([sys.executable, "-c", binding], cwd=ROOT, check=True)


def write_notes(profile: Path) -> None:
    """Write a note on the first words of each of the first twenty paragraphs."""
    letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    numbered = [paragraph for paragraph in letter.paragraphs if paragraph.label.isdigit()]
    for paragraph in numbered[:NOTES]:
        words = letter.text[paragraph.span.start : paragraph.span.end][:60].rpartition(" ")[0]
        note = ["note", "--quote", words, "--tag", "benchmark", "--body", "-", "--profile", str(profile)]
        body = f"What **{words.split()[0]}** means here, and why it stands at the head of ¶ {paragraph.label}."
        subprocess.run(
            [sys.executable, "-m", "cca_desktop", *note], input=body.encode(), check=True, stdout=subprocess.DEVNULL
        )


def best_third(values: list[float]) -> float:
    """Return the mean of the best third."""
    best = sorted(values)[: max(1, len(values) // 3)]
    return sum(best) / len(best)


class Stage:
    """A screen, and a profile that every start finds as the first start left it."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        """Prepare the profile in the folder."""
        self.screen = screen
        self.home = str(folder)
        self.profile = folder / "profile"
        self._kept = folder / "kept"
        self.bare_of_notes = self.look(program(self.profile))[1]
        write_notes(self.profile)
        self.look(program(self.profile))  # the first start makes things that the later ones find
        shutil.copytree(self.profile, self._kept)

    def restore(self) -> None:
        """Put the profile back: a window remembers what was asked in it, and would open on that."""
        if self._kept.exists():
            shutil.rmtree(self.profile)
            shutil.copytree(self._kept, self.profile)

    def look(self, command: list[str], keys: str = "") -> tuple[Box, Picture]:
        """Return where the window is and how it looks in the end."""
        self.restore()
        return look(command, self.screen, self.home, keys=keys)

    def letter_of(self, command: list[str]) -> Reference:
        """Return what the letter's part of the window looks like in the end."""
        box, still = self.look(command)
        return Reference(box.part(*READER), still.cut(box.part(*READER)))

    def measure(self, command: list[str], letter: Reference) -> Start:
        """Measure one start."""
        self.restore()
        return measure(command, self.screen, self.home, letter)

    def answer_s(self, letter: Reference, answer: Reference) -> float:
        """Measure one first answer of the program."""
        self.restore()
        return answer_s(program(self.profile), self.screen, self.home, letter, keys=QUESTION, answer=answer)


def run(stage: Stage) -> Measured:
    """Measure everything."""
    ours = program(stage.profile)
    box, still = stage.look(ours)
    letter = stage.letter_of(ours)
    if letter.is_reached(stage.bare_of_notes):
        raise NeverShownError("the letter shows no notes")
    _, answered = stage.look(ours, keys=QUESTION)
    answer = Reference(box.part(*SEARCH), answered.cut(box.part(*SEARCH)))
    if answer.is_reached(still):
        raise NeverShownError(f"Ctrl+F and {QUESTION!r} change nothing in the panel at the left")
    everyone = contenders(stage.profile, box)
    bare_letter = stage.letter_of(everyone[0].command)
    starts: dict[str, list[Start]] = {one.name: [] for one in everyone}
    answers: list[float] = []
    for number in range(ROUNDS):
        for one in random.sample([*everyone, None], len(everyone) + 1):
            if one is None:
                answers.append(stage.answer_s(letter, answer))
            else:
                expected = bare_letter if one.name in {"bare", "control"} else letter
                starts[one.name].append(stage.measure(one.command, expected))
        print(f"\rround {number + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Measured(box, starts, answers)


def as_json(measured: Measured) -> str:
    """Return all single measurements, and what they were made on."""
    machine = {"system": platform.platform(), "python": platform.python_version(), "processors": os.cpu_count()}
    starts = {name: [start._asdict() for start in all_of_one] for name, all_of_one in measured.starts.items()}
    told = {"machine": machine, "screen": (WIDTH, HEIGHT), "window": measured.window._asdict(), "notes": NOTES}
    return json.dumps({**told, "starts": starts, "answers_s": measured.answers_s}, indent=1)


def table(measured: Measured) -> str:
    """Return the measurements as a table, with what they must reach."""
    names = list(measured.starts)
    noise = 0.0
    lines = [f"{'means of the best third':26}" + "".join(f"{name:>13}" for name in names) + f"{'must':>8}"]
    for key, title in TITLES.items():
        means = {name: best_third([getattr(start, key) for start in measured.starts[name]]) for name in names}
        scale = 1 if key == "pss_mib" else 1000
        limit = LIMITS.get(key)
        lines.append(f"{title:26}" + "".join(f"{means[name] * scale:13.0f}" for name in names))
        noise = max(noise, abs(means["control"] / means["bare"] - 1))
        ratios = "".join(f"{means[name] / means['bare']:13.2f}" for name in names)
        lines.append(f"{'  beside the bare window':26}{ratios}{f'{limit:.2f}' if limit else '':>8}")
    answer, slowest = best_third(measured.answers_s) * 1000, max(measured.answers_s) * 1000
    limit_ms = ANSWER_LIMIT_S * 1000
    lines.append(
        f"first answer after the first picture: {answer:.0f} ms, slowest {slowest:.0f}, must be {limit_ms:.0f}"
    )
    if noise > NOISE:
        lines.append(
            f"Two bare windows differ by {noise:.0%}: the machine was not quiet, and nothing follows from this."
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, write benchmarks/results/window.json and print a table."""
    compile_ahead()
    try:
        with Screen.opened() as screen, tempfile.TemporaryDirectory() as folder:
            measured = run(Stage(screen, Path(folder)))
    except NeverShownError as trouble:
        print(f"Nothing was measured: {trouble}", file=sys.stderr)
        return 1
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "window.json").write_text(as_json(measured), "utf-8")
    print(table(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
