"""Torture the programs themselves: commands and windows, killed or lied to by the disk, and a count of what was lost.

Run at length as ``python -m tests.crash.programs --commands 1500 --windows 150``; the tests run it with small numbers.
Prints one JSON object: sessions, kills, faults told, changes acknowledged, changes checked, and lost, which must be 0.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from cca_desktop.notes.note import Note
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from tests.command.calling import command, environment
from tests.crash.torture import Tally, compile_shim

_LOOKS_AT_ALL_EVERY = 25
_KILLED_WITHIN_S = 0.5
_ENDS_WITHIN_S = 60.0
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MODES = ("end", "kill", "kill", "die", "die", "fail", "fail")


class Programs:
    """Command after command and window after window on one profile, and what each of them said is saved."""

    def __init__(self, folder: Path, seed: int, shim: Path | None) -> None:
        """Begin in ``folder``; without a ``shim`` the disk never fails."""
        self.tally = Tally()
        self._folder = folder
        self._profile = Profile.at(folder / "profile")
        self._chance = random.Random(seed)
        self._shim = shim
        self._modes = _MODES if shim else ("end", "kill", "kill")
        self._numbers = count()
        self._promised: dict[str, str] = {}  # how the words of a note begin, by its id or, for an import, by themselves

    # Commands.

    def command(self) -> None:
        """Run one command, or several at once, to their end or to the moment at which they are killed."""
        crowd = [self._start(self._job()) for _ in range(self._chance.choice((1, 1, 1, 3)))]
        for process, mode, promise in crowd:
            out, err = self._wait(process, mode)
            self._judge(process.returncode, mode, out, err, promise)
        self._count(len(crowd))

    def _job(self) -> tuple[list[str], str]:
        """Choose what to do: the words of the command, and how the words of the note begin that it promises."""
        mark = f"mark-{next(self._numbers)} "
        body = self._folder / f"{mark.strip()}.md"
        kind = self._chance.choice(("note", "note", "note", "import", "import", "export", "notes"))
        if kind == "note":
            body.write_text(mark + "слово " * self._chance.choice((1, 50, 3000)), "utf-8")
            return ["note", "--quote", "the knot of war", "--body", str(body)], mark
        if kind == "import":
            told = [{"type": "Annotation", "id": f"https://example.org/{mark.strip()}/{number}", "bodyValue": mark,
                     "target": f"https://example.org/{number}"} for number in range(20)]  # fmt: skip
            annotations = body.with_suffix(".json")  # what is called Markdown is taken for words
            annotations.write_text(json.dumps(told), "utf-8")
            return ["import", str(annotations)], mark
        if kind == "export":
            form = self._chance.choice(("jsonld", "csv", "profile", "markdown"))
            return ["export", form, str(self._folder / f"out-{mark.strip()}")], ""
        return ["notes", "--json"], ""

    def _start(self, job: tuple[list[str], str]) -> tuple["subprocess.Popen[bytes]", str, str]:
        words, promise = job
        mode = self._chance.choice(self._modes)
        process = subprocess.Popen(
            command(*words, "--profile", str(self._profile.folder)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(**self._faults(mode)),
        )
        return process, mode, promise

    def _faults(self, mode: str) -> dict[str, str]:
        if self._shim is None or mode in ("end", "kill"):
            return {}
        at = int(self._chance.expovariate(1 / 25)) + 1
        told = f"kill:{at}" if mode == "die" else f"fail:{self._chance.choice((8, 30, 120))}:{at}"
        return {"LD_PRELOAD": str(self._shim), "CCA_FAULTS": told}

    def _wait(self, process: "subprocess.Popen[bytes]", mode: str) -> tuple[bytes, bytes]:
        if mode == "kill":
            with suppress(subprocess.TimeoutExpired):
                process.wait(self._chance.random() * _KILLED_WITHIN_S)
            process.kill()
        return process.communicate(timeout=_ENDS_WITHIN_S)

    def _judge(self, code: int, mode: str, out: bytes, err: bytes, promise: str) -> None:
        killed, told = code < 0, err.decode("utf-8", "replace")
        if killed:
            self.tally = self.tally._replace(kills=self.tally.kills + 1)
        elif code:
            is_sentence = code == 1 and told.count("\n") == 1 and "Traceback" not in told
            if not is_sentence or mode in ("end", "kill"):
                raise SystemExit(f"a command ended with {code}: {told}")
            self.tally = self.tally._replace(faults=self.tally.faults + 1)
        said = out.decode("utf-8", "replace").strip()
        if promise and _IDENTIFIER.fullmatch(said):
            self._promise(said, promise)
        elif promise and not killed and not code:
            self._promise(promise, promise)

    # Windows.

    def window(self) -> None:
        """Let a typist type into the real window until it is killed; what it showed as saved is promised."""
        mode = self._chance.choice(("kill", "kill", "fail") if self._shim else ("kill",))
        with subprocess.Popen(
            [sys.executable, "-m", "tests.crash.typist", str(self._profile.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(QT_QPA_PLATFORM="offscreen", **self._faults("fail" if mode == "fail" else "kill")),
        ) as process:
            assert process.stdout is not None
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.4 + self._chance.random() * 2.5)
            if process.poll() is not None:
                raise SystemExit(f"a window ended by itself: {process.returncode}")
            process.kill()
            for line in process.stdout.readlines():
                note, _, words = line.partition(" ")
                if line.endswith("\n"):
                    self._promise(note, words.removesuffix("\n"))
        self.tally = self.tally._replace(kills=self.tally.kills + 1)
        self._count(1)

    # What was promised.

    def _promise(self, key: str, words: str) -> None:
        self._promised[key] = words
        self.tally = self.tally._replace(acknowledged=self.tally.acknowledged + 1)

    def _count(self, sessions: int) -> None:
        before = self.tally.sessions
        self.tally = self.tally._replace(sessions=before + sessions)
        if before // _LOOKS_AT_ALL_EVERY != self.tally.sessions // _LOOKS_AT_ALL_EVERY:
            self.look()

    def look(self) -> None:
        """See whether all is there that was promised, and whether the profile is well."""
        if not self._promised:
            return
        troubles = examine(self._profile).troubles
        if troubles:
            raise SystemExit(f"the profile is not well: {troubles}")
        with closing(Database.open(self._profile.database_file)) as database:
            there = Notebook(database, lambda _: None).notes()
        lost = sum(not is_kept for is_kept in self._kept(there))
        self.tally = self.tally._replace(checked=self.tally.checked + len(self._promised), lost=self.tally.lost + lost)

    def _kept(self, there: Sequence[Note]) -> Iterator[bool]:
        bodies = {note.id: note.body for note in there}
        alike: dict[str, int] = {}
        for note in there:
            alike[note.body] = alike.get(note.body, 0) + 1
        for key, words in self._promised.items():
            yield alike.get(words) == 20 if key == words else bodies.get(key, "\0").startswith(words)


def main() -> None:
    """Torture as many commands and windows as asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--commands", type=int, default=1500)
    asked.add_argument("--windows", type=int, default=150)
    asked.add_argument("--seed", type=int, default=1962)
    words = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        shim = compile_shim(Path(scratch))
        programs = Programs(Path(scratch), words.seed, shim)
        order = ["command"] * words.commands + ["window"] * words.windows
        random.Random(words.seed).shuffle(order)
        for number, kind in enumerate(order):
            programs.command() if kind == "command" else programs.window()
            if number % 100 == 99:
                sys.stderr.write(f"{json.dumps(programs.tally._asdict())}\n")
        programs.look()
        print(json.dumps({**programs.tally._asdict(), "with_io_faults": shim is not None}))  # noqa: T201  what is asked for
        sys.exit(1 if programs.tally.lost else 0)


if __name__ == "__main__":
    main()
