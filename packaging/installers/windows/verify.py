"""The whole life of the setup and of the portable archive on a Windows: installed, used, refused, upgraded, removed."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from installers.bundle import Bundle
from installers.display import wait_until
from installers.portable import MARK
from installers.product import KINDS, NAME, PROGRAM, WORK, Kind
from installers.steps import Checks, step
from installers.windows.machine import Machine
from installers.windows.reading import read_programs, try_signing
from installers.windows.signing import Signer
from installers.windows.use import QUOTE, use, words_of
from installers.windows.wrapping import make_setup

_OLDER = "0.0.1"
_KEPT = "A note that was there before."
UNINSTALL_KEY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}"
_TYPE = "CCADesktop.File"
_TYPE_KEY = rf"HKCU\Software\Classes\{_TYPE}"
_TRIAL = Kind("ccatrial", "application/x-cca-trial", "A file for trials")  # what the older version offers to open


def verify(
    machine: Machine, made: dict[str, Path], bundle: Bundle, out: Path, checks: Checks, previous: Path | None = None
) -> None:
    """Try what was made; add to ``checks`` and leave pictures in ``out``."""
    with step("Reading the programs"):
        read_programs(bundle.folder, bundle.version, checks)
    if "setup" in made:
        if sys.platform == "linux":
            with step("Signing with a key that is thrown away"):
                try_signing(made["setup"], checks)
        life = Life(machine, made["setup"], previous or _older_setup(bundle), bundle.version, out, checks)
        life.live(is_offering=previous is None)
    if "zip" in made:
        with step("Living with the portable archive"):
            live_with_zip(machine, made["zip"], checks)


class Life:
    """What a setup goes through at a reader's, from the first installation to the last purge."""

    def __init__(self, machine: Machine, setup: Path, older: Path, version: str, out: Path, checks: Checks) -> None:
        """Install ``older`` first, then ``setup``, which has ``version``."""
        self._machine, self._setup, self._older = machine, setup, older
        self._version, self._out, self._checks = version, out, checks
        self._home = machine.local_data / "Programs" / NAME
        self._notes = machine.local_data / NAME
        self._link = machine.start_menu / f"{NAME}.lnk"

    def live(self, *, is_offering: bool) -> None:
        """Go through all of it, from nothing to nothing; the older version may be one that offers to open files."""
        for folder in (self._home, self._notes):
            shutil.rmtree(folder, ignore_errors=True)
        with step("Installing an older version"):
            self._install_older()
            if is_offering:
                self._offer_files()
        with step("Using it"):
            use(self._machine, self._home, self._checks)
        with step("Upgrading while the window is open, and after it"):
            self._refuse_while_open()
            self._upgrade()
            use(self._machine, self._home, self._checks)
        with step("Removing it, and the notes last"):
            self._remove()
            self._purge()

    def _note(self, sentence: str, *, ok: bool, seen: str = "") -> None:
        self._checks.note(sentence, ok=ok, seen=seen)

    def _program(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._machine.attempt(self._home / f"{PROGRAM}.exe", *words)

    def _run_setup(self, setup: Path, *words: str) -> int:
        done = self._machine.attempt(setup, "/S", *words)
        self._machine.settle()
        return done.returncode

    def _install_older(self) -> None:
        code = self._run_setup(self._older)
        self._note("the older setup installs in silence", ok=code == 0, seen=str(code))
        both = [(self._home / f"{name}.exe").exists() for name in (NAME, PROGRAM)]
        self._note("both programs stand in the reader's own folder", ok=all(both))
        self._note("the start menu has it", ok=self._link.exists())
        self._note("Apps & features has it", ok=NAME in self._machine.registered(UNINSTALL_KEY, "DisplayName"))
        for_all = self._machine.registered(UNINSTALL_KEY.replace("HKCU", "HKLM"), "DisplayName")
        self._note("nothing is registered for the whole machine", ok=not for_all)
        self._note("no kind of file is taken without being asked", ok=not self._machine.registered(_TYPE_KEY))
        (self._home / "mine.txt").write_text("The reader's own.\n", "utf-8")
        body = self._machine.drive / "body.md"
        body.write_text(_KEPT, "utf-8")
        done = self._program("note", "--quote", QUOTE, "--body", self._machine.name_of(body))
        self._note("a note is written with it", ok=done.returncode == 0, seen=done.stderr)

    def _offer_files(self) -> None:
        code = self._run_setup(self._older, "/ASSOCIATE")
        command = self._machine.registered(rf"{_TYPE_KEY}\shell\open\command")
        asked = code == 0 and f'{NAME}.exe" "%1"' in command
        self._note("files open with it where that was asked for", ok=asked, seen=f"{code} {command}")
        self._note("it is a choice for those files", ok=self._is_choice_for(_TRIAL))
        by_itself = self._machine.registered(rf"HKCU\Software\Classes\.{_TRIAL.extension}")
        self._note("and no more than a choice", ok=_TYPE not in by_itself, seen=by_itself)

    def _is_choice_for(self, kind: Kind) -> bool:
        key = rf"HKCU\Software\Classes\.{kind.extension}\OpenWithProgids"
        return _TYPE in self._machine.registered(key, _TYPE)

    def _refuse_while_open(self) -> None:
        (self._home / "_internal" / "stale.txt").write_text("It has gone since.\n", "utf-8")
        picture = self._out / "window-windows.png"
        with self._machine.start(self._home / f"{NAME}.exe") as window:
            self._note("the real window opens", ok=self._machine.sees_window(picture))
            code = self._machine.attempt(self._setup, "/S").returncode
            self._note("the upgrade is refused while it is open (exit code 5)", ok=code == 5, seen=str(code))
            folder = self._machine.name_of(
                self._home
            )  # told where it stands, it does not go away to work as a copy of itself
            code = self._machine.attempt_line(rf'"{folder}\uninstall.exe" /S _?={folder}')
            self._note("so is removing it", ok=code == 5, seen=str(code))
            self._note("the window stays open all the while", ok=window.poll() is None)
            self._note("nothing of it was taken away", ok=(self._home / "_internal" / "stale.txt").exists())
            self._machine.attempt("taskkill", "/im", f"{NAME}.exe")
            closed = wait_until(lambda: window.poll() is not None, 30)
            self._note("it closes when Windows asks", ok=closed)
            if not closed:
                self._machine.attempt("taskkill", "/f", "/im", f"{NAME}.exe")
        self._machine.settle()

    def _upgrade(self) -> None:
        code = self._run_setup(self._setup)
        self._note("the upgrade installs", ok=code == 0, seen=str(code))
        told = self._machine.registered(UNINSTALL_KEY, "DisplayVersion")
        self._note(f"Apps & features says {self._version}", ok=self._version in told, seen=told)
        self._note("files of the older version are gone", ok=not (self._home / "_internal" / "stale.txt").exists())
        self._note("the reader's own file is not touched", ok=(self._home / "mine.txt").exists())
        self._note("the note is kept", ok=_KEPT in self._program("notes", "--json").stdout)
        self._note("files that this version does not open are not offered any more", ok=not self._is_choice_for(_TRIAL))
        offered = bool(self._machine.registered(rf"{_TYPE_KEY}\shell\open\command"))
        as_told = all(self._is_choice_for(kind) == offered for kind in KINDS) and offered <= bool(KINDS)
        self._note("no others are offered than those that it opens", ok=as_told)

    def _remove(self) -> None:
        self._machine.attempt(self._home / "uninstall.exe", "/S")
        gone = wait_until(lambda: not (self._home / "uninstall.exe").exists(), 60)
        self._machine.settle()
        left = sorted(path.name for path in self._home.iterdir()) if self._home.exists() else []
        self._note("it is removed in silence", ok=gone, seen=" ".join(left))
        self._note("nothing is left but the reader's own file", ok=left == ["mine.txt"], seen=" ".join(left))
        self._note("the start menu has it no more", ok=not self._link.exists())
        self._note("Apps & features has it no more", ok=not self._machine.registered(UNINSTALL_KEY, "DisplayName"))
        self._note("no kind of file is left to it", ok=not self._machine.registered(_TYPE_KEY))
        self._note("the notes are still there", ok=(self._notes / "notes.sqlite").exists())

    def _purge(self) -> None:
        (self._home / "mine.txt").unlink(missing_ok=True)
        other = self._machine.drive / "Elsewhere on the disk"
        code = self._machine.attempt_line(
            rf'"{self._machine.name_of(self._setup)}" /S /D={self._machine.name_of(other)}'
        )
        self._machine.settle()
        self._note(
            "it installs again, into a folder that was chosen", ok=code == 0 and (other / f"{NAME}.exe").exists()
        )
        told = self._machine.attempt(other / f"{PROGRAM}.exe", "notes", "--json")
        self._note("the note is there again", ok=_KEPT in words_of(told))
        self._machine.attempt(other / "uninstall.exe", "/S", "/PURGE")
        gone = wait_until(lambda: not other.exists(), 60)
        self._machine.settle()
        self._note("removing it leaves no folder", ok=gone)
        self._note("with /PURGE the notes go as well", ok=not self._notes.exists())


def live_with_zip(machine: Machine, archive: Path, checks: Checks) -> None:
    """Unpack it and use it there."""
    stick = machine.drive / "Stick"
    shutil.rmtree(stick, ignore_errors=True)
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(stick)
    (home,) = stick.iterdir()
    checks.note("the mark of a portable program is there", ok=(home / MARK).exists())
    use(machine, home, checks)
    done = machine.attempt(home / f"{PROGRAM}.exe", "note", "--quote", QUOTE)
    checks.note("a note is written", ok=done.returncode == 0, seen=done.stderr)
    checks.note("it is kept beside the program", ok=(home / "profile" / "notes.sqlite").exists())
    checks.note("nothing is kept elsewhere", ok=not (machine.local_data / NAME).exists())
    machine.settle()
    shutil.rmtree(stick)


def _older_setup(bundle: Bundle) -> Path:
    """Wrap the same bundle as an older version: its number and its setup are another's."""
    out = WORK / "older"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with step("Wrapping an older version to upgrade from"):
        return make_setup(bundle._replace(version=_OLDER), out, Signer("never"), [_TRIAL])
