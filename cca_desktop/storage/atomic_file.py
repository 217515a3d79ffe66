"""Write a file whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cca_desktop.errors import DiskTroubleError
from cca_desktop.storage import leftovers


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` into ``path``: written beside it, brought to the disk, and only then put in its place.

    Whenever the power fails, ``path`` holds either what it held before or all of ``data``. Its folder is made.

    Raises:
        DiskTroubleError: It could not be written; ``path`` is as it was.
    """
    write_pieces_atomically(path, (data,))


def write_pieces_atomically(path: Path, pieces: Iterable[bytes]) -> None:
    """Do the same with data that come piece by piece, and are never all in memory.

    Raises:
        DiskTroubleError: It could not be written; ``path`` is as it was.
    """
    beside = leftovers.beside(path)
    leftovers.sweep_beside(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with beside.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            sync(file.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(path.stat().st_mode & 0o777)  # nobody else may read what comes
        beside.replace(path)
        sync_folder(path.parent)
    except BaseException as trouble:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if not isinstance(trouble, OSError):
            raise
        raise DiskTroubleError(
            f"The file {path} could not be written ({trouble.strerror or trouble}). What it held before is safe; see "
            "whether the disk is full and whether you may write in its folder."
        ) from trouble


def sync(descriptor: int) -> None:
    """Wait until a file's content is on the disk, which on macOS takes more than fsync."""
    try:
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, AttributeError, OSError):  # not macOS, or a disk that does not know it
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of names is on the disk; Windows needs no such thing and some disks refuse it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
