"""A Windows to try the installers on: this very one, or Wine (``wine.py``). Both answer the same questions."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

from installers.display import wait_until
from installers.product import NAME
from installers.steps import TroubleError, attempt


class Machine(Protocol):
    """What a trial asks of a Windows."""

    @property
    def drive(self) -> Path:
        """A folder that anybody may write into."""

    @property
    def local_data(self) -> Path:
        """What Windows calls LOCALAPPDATA."""

    @property
    def start_menu(self) -> Path:
        """Where the programs of the start menu stand."""

    def name_of(self, path: Path) -> str:
        """Return what a path is called there."""

    def attempt(self, *command: str | Path, seconds: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a program."""

    def attempt_line(self, line: str) -> int:
        """Run one line of the command interpreter word for word; return its exit code."""

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program and leave it running."""

    def settle(self) -> None:
        """Wait until what was started has ended."""

    def registered(self, key: str, name: str = "") -> str:
        """Return what the registry says under a key, or nothing."""

    def sees_window(self, picture: Path) -> bool:
        """Tell whether the program's window has come up; where it can, take a picture of it."""


class NativeWindows:
    """This very Windows. It is changed by a trial as a reader's would be, so use one that can be thrown away."""

    def __init__(self) -> None:
        """Work in a folder of its own.

        Raises:
            TroubleError: Somebody has notes here, which a trial would take away.
        """
        if (self.local_data / NAME).exists():
            raise TroubleError(
                f"There are notes in {self.local_data / NAME}. A trial ends with their removal, so it is not begun; "
                "try the setup on a Windows that can be thrown away."
            )
        self.drive = Path(tempfile.mkdtemp(prefix="cca-desktop-trial-"))

    @property
    def local_data(self) -> Path:
        """What Windows calls LOCALAPPDATA."""
        return Path(os.environ["LOCALAPPDATA"])

    @property
    def start_menu(self) -> Path:
        """Where the programs of the start menu stand."""
        return Path(os.environ["APPDATA"]) / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    def name_of(self, path: Path) -> str:
        """Return the path as it is."""
        return str(path)

    def attempt(self, *command: str | Path, seconds: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a program."""
        return attempt(*command, seconds=seconds)

    def attempt_line(self, line: str) -> int:
        """Run one line of the command interpreter word for word; return its exit code."""
        batch = self.drive / "line.bat"
        batch.write_text(f"@{line}\n@exit %errorlevel%\n", "utf-8")
        return self.attempt("cmd", "/c", batch).returncode

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program and leave it running."""
        nowhere = subprocess.DEVNULL
        return subprocess.Popen([str(part) for part in command], stdin=nowhere, stdout=nowhere, stderr=nowhere)

    def settle(self) -> None:
        """Nothing lingers here: a program that was waited for has ended."""

    def registered(self, key: str, name: str = "") -> str:
        """Return what the registry says under a key, or nothing."""
        value = ("/v", name) if name else ("/ve",)
        told = self.attempt("reg", "query", key, *value)
        return told.stdout.strip() if told.returncode == 0 else ""

    def sees_window(self, picture: Path) -> bool:  # noqa: ARG002 (pictures are taken where there is a display of ours)
        """Tell whether a window of the program has come up; no picture is taken."""
        ask = ("tasklist", "/v", "/fo", "csv", "/fi", f"imagename eq {NAME}.exe")  # codespell:ignore fo
        return wait_until(lambda: "N/A" not in _titles(attempt(*ask).stdout), 60)


def _titles(listed: str) -> str:
    """Return the last column of a list of programs, which is the title of each window."""
    return " ".join(line.rsplit(",", 1)[-1] for line in listed.splitlines()[1:])
