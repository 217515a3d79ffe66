"""What a killed program leaves beside the file that it was writing: swept away by whoever writes there next."""

import os
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

UNTOUCHED_FOR_S = 600.0  # whoever is alive writes on; a whole export of tens of thousands of notes takes seconds


def beside(path: Path) -> Path:
    """Name what is written first and then takes the place of ``path``: hidden, and no other process's."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def sweep_beside(path: Path) -> None:
    """Remove what processes that ended in the midst of it have left beside ``path``, be it files or folders."""
    sweep(path.parent, rf"\.{re.escape(path.name)}\.\d+\.new")


def sweep(folder: Path, names: str) -> None:
    """Remove from ``folder`` whatever has one of the ``names``, a regular expression, and was not touched for long."""
    latest = time.time() - UNTOUCHED_FOR_S
    with suppress(OSError):  # a folder that cannot be read is told of by whoever writes to it
        for name in os.listdir(folder):  # noqa: PTH208 (names are enough, and there may be many)
            if re.fullmatch(names, name):
                _remove_if_old(folder / name, latest)


def _remove_if_old(left: Path, latest: float) -> None:
    with suppress(OSError):
        if left.lstat().st_mtime > latest:
            return
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink()
