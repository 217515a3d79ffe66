"""Torture a notebook: sessions of random editing, each killed or lied to by the disk, and a count of what was lost.

Run at length as ``python -m tests.crash.torture --sessions 3000``; the tests run it with small numbers. Prints one JSON
object: sessions, kills, faults told to the editor, changes acknowledged, changes checked, and lost, which must be 0.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cca_desktop.errors import KnownError
from cca_desktop.notes.history import Change
from cca_desktop.notes.note import Note
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.backup import Kind, back_up
from cca_desktop.storage.database import GROUND_MARK, Database
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.repair import repair
from cca_desktop.storage.salvage import companions

HERE = Path(__file__).parent
_DEEDS = ("write", "revise", "draft", "draft", "retire", "restore", "undo", "redo", "many", "import")
_SESSIONS_A_PROFILE = 60
_LOOKS_AT_ALL_EVERY = 20
_SHARE_ON_SHARED_GROUND = 0.3
_LONGEST_SESSION_S = 20.0


class Promise(NamedTuple):
    """What the editor was told is saved: a note's version, and what it held."""

    version: int
    is_retired: bool
    is_draft: bool
    words: str


class Tally(NamedTuple):
    """What happened so far."""

    sessions: int = 0
    kills: int = 0
    faults: int = 0
    acknowledged: int = 0
    checked: int = 0
    torn: int = 0
    flipped: int = 0
    altered: int = 0  # letters that came back as a flipped bit has made them, which no check can see
    lost: int = 0


def compile_shim(folder: Path) -> Path | None:
    """Compile what lets the disk fail; None where there is no Linux or no C compiler."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None or sys.platform != "linux":
        return None
    shim = folder / "faults.so"
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", str(shim), str(HERE / "faults.c"), "-ldl"],
        capture_output=True,
        check=False,
    )
    return shim if made.returncode == 0 else None


# The one who edits.


def edit(file: Path, seed: int, told: int, mode: str) -> None:
    """Edit at random for ever, and write each change to ``told`` once it is saved."""
    chance = random.Random(seed)
    if mode == "fail":
        os.environ["CCA_FAULTS"] = f"fail:{chance.choice((15, 60, 200, 800))}:{seed}"
    elif mode == "kill":
        os.environ["CCA_FAULTS"] = f"kill:{int(chance.expovariate(1 / 60)) + 1}"
    else:
        os.environ.pop("CCA_FAULTS", None)
    database: Database | None = None
    for number in count():
        try:
            database = database or Database.open(file)
            if mode == "full":
                pages = database.number("PRAGMA page_count") + chance.choice((0, 1, 3, 1_000_000))
                database.run(f"PRAGMA max_page_count = {pages}")
            notebook = Notebook(database, lambda _: None)
            change, is_draft = do(notebook, chance, f"{seed}-{number}")
            for note_id in change.notes if change else ():
                saved = notebook.note(note_id)
                promise = Promise(saved.version, saved.is_retired, is_draft, digest(saved))
                os.write(told, (json.dumps([note_id, *promise]) + "\n").encode())
        except KnownError:
            os.write(told, b"fault\n")
            if chance.random() < 0.3 and database is not None:
                database.close()
                database = None


def do(notebook: Notebook, chance: random.Random, mark: str) -> tuple[Change | None, bool]:
    """Do one thing at random; tell what, and whether it may be drafted over."""
    notes = [note.id for note in notebook.notes()[-40:]]
    deed = chance.choice(_DEEDS) if len(notes) > 3 else "write"
    body = f"{mark} " + "слово " * chance.choice((1, 50, 3000))
    if deed == "write":
        return notebook.write(None, body), False
    if deed == "import":
        new = Note("", None, body, (mark,), "blue", "", "", 1, is_retired=False)
        return (notebook.take_in([new, new._replace(body=body + "2")]) if chance.random() < 0.1 else None), False
    if deed == "many":
        some = chance.sample(notes, 3)
        return notebook.revise_all(some, more_tags=(mark,)) if chance.random() < 0.8 else notebook.retire(*some), False
    if deed in ("undo", "redo"):
        return (notebook.undo() if deed == "undo" else notebook.redo()), False
    if deed == "restore":
        binned = notebook.binned()
        return (notebook.restore(chance.choice(binned).id) if binned else None), False
    note = chance.choice(notes)
    if deed == "retire":
        return notebook.retire(note), False
    if deed == "draft":
        notebook.revise(note, body=body[: len(body) // 2], writing=mark)
        return notebook.revise(note, body=body, writing=mark), True
    return notebook.revise(note, body=body), False


def digest(note: Note) -> str:
    """Return what a promise says of a note's content."""
    return hashlib.sha256(repr((note.body, note.tags, note.colour)).encode()).hexdigest()[:16]


# The one who kills, and looks.


class Torture:
    """Session after session on one profile after another."""

    def __init__(self, folder: Path, seed: int, modes: tuple[str, ...]) -> None:
        """Begin in ``folder``; ``modes`` are of kill, fail, full and plain."""
        self.tally = Tally()
        self._folder = folder
        self._chance = random.Random(seed)
        self._modes = modes
        self._profile = Profile.at(folder / "0")
        self._promised: dict[str, dict[int, Promise]] = {}

    def session(self, number: int) -> None:
        """Let one editor edit until it is killed, and look whether all that it was told is there."""
        if number % _SESSIONS_A_PROFILE == 0:
            self._look_at_all()
            shutil.rmtree(self._profile.folder, ignore_errors=True)
            self._profile = Profile.at(self._folder / str(number))
            self._promised.clear()
            if self._chance.random() < _SHARE_ON_SHARED_GROUND:
                self._profile.folder.mkdir(parents=True)
                (self._profile.folder / GROUND_MARK).write_text("Kept without a WAL, as on a network.\n")
        mode = self._chance.choice(self._modes)
        touched, faults = self._run(number, mode)
        self.tally = self.tally._replace(
            sessions=self.tally.sessions + 1, kills=self.tally.kills + 1, faults=self.tally.faults + faults
        )
        self._look(touched)
        if number % _LOOKS_AT_ALL_EVERY == _LOOKS_AT_ALL_EVERY - 1:
            self._look_at_all()
            self._tear()

    def end(self) -> None:
        """Look at everything once more."""
        self._look_at_all()

    def _run(self, number: int, mode: str) -> tuple[set[str], int]:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            with suppress(BaseException):
                edit(self._profile.database_file, self._chance.randrange(1 << 30) + number, writing, mode)
            os._exit(99)  # only by a mistake of ours
        os.close(writing)
        lines = 0 if mode == "kill" else self._chance.choice((0, 1, 2, 5, 10, 30, 80))
        pause = self._chance.random() * 0.02
        ends = time.monotonic() + _LONGEST_SESSION_S
        touched: set[str] = set()
        faults = 0
        with os.fdopen(reading, "rb") as told:
            if mode != "kill":  # which kills itself in the midst of writing
                for _ in range(lines):
                    faults += self._note_down(told.readline(), touched)
                    if time.monotonic() > ends:
                        break
                time.sleep(pause)
                os.kill(child, signal.SIGKILL)
            for line in told:
                faults += self._note_down(line, touched)
        _, status = os.waitpid(child, 0)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            raise SystemExit(f"session {number} ({mode}) ended by itself: {status}")
        return touched, faults

    def _note_down(self, line: bytes, touched: set[str]) -> bool:
        if line == b"fault\n":
            return True
        if line.endswith(b"\n"):  # half a line is no promise
            note_id, *rest = json.loads(line)
            promise = Promise(*rest)
            self._promised.setdefault(note_id, {})[promise.version] = promise
            touched.add(note_id)
            self.tally = self.tally._replace(acknowledged=self.tally.acknowledged + 1)
        return False

    def _look_at_all(self) -> None:
        if self._promised:
            self._look(set(self._promised))
            troubles = examine(self._profile).troubles
            if troubles:
                raise SystemExit(f"the profile is not well: {troubles}")

    def _look(self, notes: set[str]) -> None:
        if not notes:
            return
        with closing(Database.open(self._profile.database_file)) as database:
            notebook = Notebook(database, lambda _: None)
            for note_id in notes:
                self._compare(note_id, notebook, self._promised[note_id])

    def _compare(self, note_id: str, notebook: Notebook, promised: dict[int, Promise]) -> None:
        kept = {version.version: version for version in notebook.versions(note_id)}
        for version, promise in promised.items():
            state = kept.get(version)
            is_there = state is not None and state.is_retired == promise.is_retired
            is_same = is_there and state is not None and (promise.is_draft or digest(state) == promise.words)
            self.tally = self.tally._replace(checked=self.tally.checked + 1, lost=self.tally.lost + (not is_same))
        if max(promised) > notebook.note(note_id).version:
            self.tally = self.tally._replace(lost=self.tally.lost + 1)

    def _tear(self) -> None:
        """Tear a copy of the profile to pieces, or flip bits in it, and see that what its backup holds comes back."""
        flips = self._chance.choice((0, 0, 1, 3, 20))
        torn = Profile.at(self._folder / "torn")
        shutil.rmtree(torn.folder, ignore_errors=True)
        torn.folder.mkdir(parents=True)
        back_up(self._profile.database_file, torn.backup_folder, Kind.DAILY)
        for part in (self._profile.database_file, companions(self._profile.database_file)[0]):
            if part.is_file():
                raw = bytearray(part.read_bytes())
                (torn.folder / part.name).write_bytes(self._flipped(raw, flips) if flips else self._torn(raw))
        with suppress(KnownError):
            repair(torn)
        if examine(torn).troubles:
            raise SystemExit(f"a torn profile was not mended: {examine(torn).troubles}")
        before = self.tally.lost
        with closing(Database.open(torn.database_file)) as database:
            notebook = Notebook(database, lambda _: None)
            for note_id, promised in self._promised.items():
                self._compare(note_id, notebook, promised)
        altered = self.tally.lost - before if flips else 0
        if altered > 2 * flips:  # in the notes and in their WAL
            raise SystemExit(f"{flips} flipped bits have altered {altered} notes")
        self.tally = self.tally._replace(
            torn=self.tally.torn + (not flips),
            flipped=self.tally.flipped + bool(flips),
            altered=self.tally.altered + altered,
            lost=self.tally.lost - altered,
        )

    def _torn(self, raw: bytearray) -> bytes:
        for _ in range(self._chance.choice((0, 1, 3))):
            at = self._chance.randrange(len(raw) + 1)
            raw[at : at + 4096] = self._chance.randbytes(min(4096, len(raw) - at))
        return bytes(raw[: self._chance.choice((len(raw), self._chance.randrange(len(raw) + 1)))])

    def _flipped(self, raw: bytearray, count: int) -> bytes:
        for _ in range(count if raw else 0):
            raw[self._chance.randrange(len(raw))] ^= 1 << self._chance.randrange(8)
        return bytes(raw)


def main() -> None:
    """Torture for as many sessions as asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sessions", type=int, default=3000)
    asked.add_argument("--seed", type=int, default=1962)
    words = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if "CCA_TORTURED" not in os.environ and (shim := compile_shim(Path(scratch))):
            environment = {**os.environ, "LD_PRELOAD": str(shim), "CCA_TORTURED": "with faults"}
            sys.exit(subprocess.call([sys.executable, "-m", "tests.crash.torture", *sys.argv[1:]], env=environment))
        has_faults = "CCA_TORTURED" in os.environ
        modes = ("plain", "plain", "full", *(("kill", "kill", "fail", "fail") if has_faults else ()))
        torture = Torture(Path(scratch), words.seed, modes)
        for number in range(words.sessions):
            torture.session(number)
            if number % 100 == 99:
                sys.stderr.write(f"{json.dumps(torture.tally._asdict())}\n")
        torture.end()
        print(json.dumps({**torture.tally._asdict(), "with_io_faults": has_faults}))  # noqa: T201  what is asked for
        sys.exit(1 if torture.tally.lost else 0)


if __name__ == "__main__":
    main()
