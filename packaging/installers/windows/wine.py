"""Wine: a Windows of our own in a folder, for making and trying what runs on Windows.

What passes here passes under Wine 8; it is no certificate for Windows.
"""

import os
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path

from installers.bundle import Workshop
from installers.display import picture_of_still_window
from installers.product import PACKAGING, WORK
from installers.steps import attempt, run, step
from installers.system import bring
from installers.windows.python import bring_python

_STUBS = ("icuuc", "mscms")
_PREFIX = WORK / "wine" / "prefix"


def settings() -> dict[str, str]:
    """Return the variables that lead into our Windows."""
    return {
        "WINEPREFIX": str(_PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;mscms,icuuc=n",
    }


class Wine:
    """A Windows in a folder, on a display; bring it with ``bring_wine``."""

    def __init__(self, display: str) -> None:
        """Show windows on ``display``."""
        self.environment = {**settings(), "DISPLAY": display}
        self.drive = _PREFIX / "drive_c"

    def attempt(self, *command: str | Path, seconds: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a Windows program; a program of ours is given by its path here."""
        return attempt("wine", *command, environment=self.environment, seconds=seconds)

    def attempt_line(self, line: str) -> int:
        """Run one line of the command interpreter as it stands, for programs that read it word for word."""
        batch = self.drive / "line.bat"
        batch.write_text(f"@{line}\r\n@exit %errorlevel%\r\n", "utf-8", newline="")
        return self.attempt("cmd", "/c", r"C:\line.bat").returncode

    def run(
        self, *command: str | Path, environment: Mapping[str, str] | None = None, folder: Path | None = None
    ) -> str:
        """Run a Windows program that must do well; return what it said."""
        told = run("wine", *command, environment={**self.environment, **(environment or {})}, folder=folder)
        return told.replace("\r", "")

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a Windows program and leave it running."""
        nowhere = subprocess.DEVNULL
        words = ["wine", *map(str, command)]
        return subprocess.Popen(
            words, env={**os.environ, **self.environment}, stdin=nowhere, stdout=nowhere, stderr=nowhere
        )

    def name_of(self, path: Path) -> str:
        """Return what a path here is called in there."""
        return windows_path(path)

    def sees_window(self, picture: Path) -> bool:
        """Tell whether a window has painted itself on the display, and take a picture of it."""
        return picture_of_still_window(self.environment["DISPLAY"], picture, 90) > 200

    def settle(self) -> None:
        """Wait until every program in it has ended."""
        run("wineserver", "--wait", environment=self.environment)

    def registered(self, key: str, name: str = "") -> str:
        """Return what the registry says under a key, or nothing."""
        value = ("/v", name) if name else ("/ve",)
        told = self.attempt("reg", "query", key, *value)
        return told.stdout.replace("\r", "").strip() if told.returncode == 0 else ""

    @property
    def local_data(self) -> Path:
        """What Windows calls LOCALAPPDATA."""
        return self._home / "AppData" / "Local"

    @property
    def start_menu(self) -> Path:
        """Where the programs of the start menu stand."""
        return self._home / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    @property
    def _home(self) -> Path:
        (home,) = (path for path in (self.drive / "users").iterdir() if path.name != "Public")
        return home


def windows_path(path: Path) -> str:
    r"""Return what a path here is called in there: the drive Z: is our root."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def wine_workshop(wine: Wine) -> Workshop:
    """Return the place where the Windows bundle is made on Debian."""
    return Workshop(bring_python() / "python.exe", wine.run, windows_path)


def bring_wine(display: str) -> Wine:
    """Make the Windows if it is not there, with the two libraries that Wine 8 lacks for Qt."""
    bring("wine", "x86_64-w64-mingw32-gcc", "gendef")
    wine = Wine(display)
    system = wine.drive / "windows" / "system32"
    if all((system / f"{stub}.dll").exists() for stub in _STUBS) and (_PREFIX / "ready").exists():
        return wine
    with step("Making a Windows to work in (Wine)"):
        _PREFIX.mkdir(parents=True, exist_ok=True)
        run("wineboot", "--init", environment=wine.environment)
        wine.run("winecfg", "/v", "win10")  # it would be a Windows 7, which Qt 6 does not run on
        wine.settle()
        for stub in _STUBS:
            source = PACKAGING / "windows" / "wine" / f"{stub}.c"
            (system / f"{stub}.dll").unlink(missing_ok=True)
            run("x86_64-w64-mingw32-gcc", "-shared", "-s", "-O2", "-w", "-o", system / f"{stub}.dll", source)
        _bring_face(wine)
        (_PREFIX / "ready").touch()
    return wine


def _bring_face(wine: Wine) -> None:
    """Have windows written in a face that every Debian has: Wine brings none of Windows' own, and Qt would take any."""
    face = struct.pack("<5l8B64s", -11, 0, 0, 0, 400, *bytes(7), 0x22, "DejaVu Sans".encode("utf-16-le"))
    key = r"HKCU\Control Panel\Desktop\WindowMetrics"
    wine.run("reg", "add", key, "/v", "MessageFont", "/t", "REG_BINARY", "/d", face.hex(), "/f")
    wine.settle()
