"""Where a reader's things live: one folder, and the lock that says a window is open on it."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from cca_desktop.errors import DiskTroubleError, InUseError, KnownError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# How the names of all files and folders of a profile begin, those that SQLite makes beside the notes among them.
_OWN_NAMES = ("notes.sqlite", "settings.json", "window.", "backups", "damaged", "ground.txt", "index", "inbox", "log")
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
PORTABLE_MARK = "portable.txt"
KEPT_FOLDER = "damaged"  # in the profile: a folder for each repair, with the files as they were
_LOCKED_BYTE = 1 << 20  # far behind the process number in the file, which Windows would not let anybody read otherwise


class ProfileLock:
    """The right to be the window of a profile; the system takes it back when the process ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        """Keep the locked file open by its ``descriptor``."""
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class Profile(NamedTuple):
    """The folder of one reader's things; every path in it is named here and nowhere else."""

    folder: Path

    @classmethod
    def at(cls, folder: Path | None) -> Self:
        """Return the profile in ``folder``.

        For None it is the one beside a portable program, or else in the place that the system keeps for such things.
        """
        if folder is None:
            folder = _beside_portable_program()
        if folder is None:
            from platformdirs import user_data_path

            folder = user_data_path("CCA Desktop", appauthor=False)
        return cls(folder.absolute())

    @property
    def database_file(self) -> Path:
        """The notes and the reading places."""
        return self.folder / "notes.sqlite"

    @property
    def index_folder(self) -> Path:
        """The search index, which can be made again from the texts and the notes."""
        return self.folder / "index"

    @property
    def backup_folder(self) -> Path:
        """The copies of the notes."""
        return self.folder / "backups"

    @property
    def settings_file(self) -> Path:
        """The preferences."""
        return self.folder / "settings.json"

    @property
    def window_file(self) -> Path:
        """The window's own affair: its size, its panes, what was open in it."""
        return self.folder / "window.json"

    @property
    def log_file(self) -> Path:
        """What the program said to itself."""
        return self.folder / "log" / "cca-desktop.log"

    @property
    def inbox_folder(self) -> Path:
        """Requests left for the window by a second start of the program."""
        return self.folder / "inbox"

    @property
    def lock_file(self) -> Path:
        """The file whose lock says that a window is open; it holds the number of its process."""
        return self.folder / "window.lock"

    def refuse_own(self, path: Path) -> None:
        """Refuse to write something else in the place of what is kept here, or will be.

        Raises:
            KnownError: ``path`` is one of the files of this profile.
        """
        real = Path(os.path.realpath(path))
        way = [real, *real.parents]
        depth = next((number for number, folder in enumerate(way) if _is_same(folder, self.folder)), None)
        if depth is None:
            return
        name = way[depth - 1].name.casefold() if depth else ""
        if not name or os.path.lexists(path) or name.startswith(_OWN_NAMES):
            raise KnownError(
                f"“{path}” is a part of your own notebook, so nothing was written; what it holds is unchanged. Give "
                "the file another name."
            )

    def lock(self) -> ProfileLock | None:
        """Become the window of this profile, or return None because another has it.

        Raises:
            DiskTroubleError: The folder cannot be written to, or its disk has no locks.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as trouble:
            raise self._no_lock() from trouble
        try:
            _lock_now(descriptor)
            _sign(descriptor)
        except OSError as trouble:
            os.close(descriptor)
            if trouble.errno in _HELD:
                return None
            raise self._no_lock() from trouble
        return ProfileLock(descriptor)

    def lock_or_tell(self) -> ProfileLock:
        """Become the window of this profile, as a job must that needs the notes to itself.

        Raises:
            InUseError: Another has it; the sentence says which process.
            DiskTroubleError: As ``lock``.
        """
        held = self.lock()
        if held is None:
            raise InUseError(
                f"A window of CCA Desktop, or a repair or import of another, is open on these notes{self._holder()}. "
                "Nothing was done; close it, or wait for it, and try again."
            )
        return held

    def _holder(self) -> str:
        try:
            return f" (process {int(self.lock_file.read_bytes())})"
        except (OSError, ValueError):
            return ""

    def _no_lock(self) -> DiskTroubleError:
        return DiskTroubleError(
            f"The folder {self.folder} cannot be written to, so your notes cannot be kept there. What it holds is "
            "unchanged; give yourself the right to write in it, or choose another with --profile."
        )


def _beside_portable_program() -> Path | None:
    """Return the profile of a bundle that carries the mark of a portable one beside it, as on a stick."""
    if not getattr(sys, "frozen", False):
        return None
    home = Path(sys.executable).parent
    return home / "profile" if (home / PORTABLE_MARK).exists() else None


def _is_same(folder: Path, other: Path) -> bool:
    """Tell whether two names lead to one folder, however they are spelt where case does not count."""
    try:
        return os.path.samefile(folder, other)  # noqa: PTH121 (Path.samefile would say the same, and slower)
    except OSError:
        return False


def _sign(descriptor: int) -> None:
    """Write the number of this process into the file that it has locked: good to know, and no more.

    A full disk has no room for it, and is told of by whoever needs room there.
    """
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode())


def _lock_now(descriptor: int) -> None:
    """Take the operating system's lock on an open file, or raise OSError at once."""
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
