"""Torture a notebook: sessions of random editing, each killed or lied to by the disk, and a count of what was lost.

Run at length as ``python -m tests.crash.torture --sessions 3000``; the tests run it with small numbers. Prints one JSON
object: sessions, kills, faults told to the editor, changes acknowledged, changes checked, and lost, which must be 0.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from cca_desktop.errors import KnownError
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.backup import Kind, back_up
from cca_desktop.storage.database import GROUND_MARK, Database, companions
from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.repair import repair
from tests.crash.editing import Promise, digest, edit, tell

HERE = Path(__file__).parent
_SESSIONS_A_PROFILE = 60
_LOOKS_AT_ALL_EVERY = 20
_SHARE_ON_SHARED_GROUND = 0.3
_SHARE_STOPPED = 0.15
_LONGEST_SESSION_S = 20.0
_MOST_KILLS_MENDING = 4
_RELEASED = HERE.parent / "past_files" / "0.1.0" / "notes.db"
_NOTES_RELEASED = 4


class Tally(NamedTuple):
    """What happened so far."""

    sessions: int = 0
    kills: int = 0
    faults: int = 0
    acknowledged: int = 0
    checked: int = 0
    torn: int = 0
    flipped: int = 0
    stopped: int = 0  # editors that slept in the midst of something while another wrote
    killed_mending: int = 0  # repairs and changes of form, and each was begun anew
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
            self._migrate()

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
                if self._chance.random() < _SHARE_STOPPED:
                    faults += self._write_beside_a_sleeper(child, touched)
                os.kill(child, signal.SIGKILL)
            for line in told:
                faults += self._note_down(line, touched)
        _, status = os.waitpid(child, 0)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            raise SystemExit(f"session {number} ({mode}) ended by itself: {status}")
        return touched, faults

    def _write_beside_a_sleeper(self, child: int, touched: set[str]) -> bool:
        """Stop the editor, be it in the midst of writing, and write a note meanwhile; tell whether that failed."""
        os.kill(child, signal.SIGSTOP)
        try:
            with closing(Database.open(self._profile.database_file)) as database:
                database.run("PRAGMA busy_timeout = 50")
                notebook = Notebook(database, lambda _: None)
                line = tell(notebook, notebook.write(None, "written while another slept").notes[0], is_draft=False)
            self._note_down(line, touched)
        except KnownError:
            return True
        finally:
            self.tally = self.tally._replace(stopped=self.tally.stopped + 1)
            os.kill(child, signal.SIGCONT)
            time.sleep(self._chance.random() * 0.02)
        return False

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
        self._kill(lambda: repair(torn))
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

    def _migrate(self) -> None:
        """Bring notes of the first version to the form of this one, cut short several times."""
        old = Profile.at(self._folder / "old")
        shutil.rmtree(old.folder, ignore_errors=True)
        old.folder.mkdir(parents=True)
        shutil.copyfile(_RELEASED, old.database_file)
        self._kill(lambda: Database.open(old.database_file).close())
        with closing(Database.open(old.database_file)) as database:
            notes = len(Notebook(database, lambda _: None).notes())
        if notes != _NOTES_RELEASED or examine(old).troubles:
            raise SystemExit(f"a change of form has left {notes} notes, and {examine(old).troubles}")

    def _kill(self, work: Callable[[], object]) -> None:
        """Begin ``work`` in a process that is killed in the midst of it, and again, until it comes to its end once."""
        for _ in range(_MOST_KILLS_MENDING if "CCA_TORTURED" in os.environ else 0):
            child = os.fork()
            if child == 0:
                os.environ["CCA_FAULTS"] = f"kill:{int(self._chance.expovariate(1 / 40)) + 1}"
                with suppress(BaseException):
                    work()
                os._exit(0)
            _, status = os.waitpid(child, 0)
            self._chance.random()  # the child's was another's
            if not os.WIFSIGNALED(status):
                return
            self.tally = self.tally._replace(killed_mending=self.tally.killed_mending + 1)

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
