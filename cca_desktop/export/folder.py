"""Write a folder whole or not at all."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cca_desktop.errors import DiskTroubleError, KnownError
from cca_desktop.storage import leftovers
from cca_desktop.storage.atomic_file import sync_folder


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Put ``files``, by name, into a new ``folder``: written beside it, and only then given its name.

    Raises:
        KnownError: Something of that name is there already, and not an empty folder.
        DiskTroubleError: It could not be written; nothing was changed.
    """
    if os.path.lexists(folder) and not _is_empty_folder(folder):
        raise KnownError(
            f"“{folder}” is there already, so nothing was written; what it holds is unchanged. Give the folder another "
            "name."
        )
    beside = leftovers.beside(folder)
    leftovers.sweep_beside(folder)
    shutil.rmtree(beside, ignore_errors=True)  # a process of our own number has left it; we have not begun
    try:
        beside.mkdir()
        for name, data in files:
            (beside / name).write_bytes(data)
        _bring_to_disk()
        if folder.is_dir():
            folder.rmdir()  # it is empty; Windows gives no folder the name of another
        beside.rename(folder)
        sync_folder(folder.parent)
    except BaseException as trouble:
        shutil.rmtree(beside, ignore_errors=True)
        if not isinstance(trouble, OSError):
            raise
        raise DiskTroubleError(
            f"The folder {folder} could not be written ({trouble.strerror or trouble}), so there is none. Nothing was "
            "changed; see whether the disk is full and whether you may write there."
        ) from trouble


def _is_empty_folder(folder: Path) -> bool:
    with suppress(OSError):
        return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())
    return False


def _bring_to_disk() -> None:
    """Wait until what was written is on the disk: all at once, where thousands of files would take minutes one by one.

    Windows knows no such thing, and writes out what it has within seconds.
    """
    sync = getattr(os, "sync", None)
    if sync is not None:
        sync()
