"""A file of notes that was taken away from under an open connection: all that it still sees is kept, and not mixed."""

import sys
import time
from contextlib import suppress
from pathlib import Path

from cca_desktop.errors import InUseError
from cca_desktop.storage.database import companions
from cca_desktop.storage.profile import KEPT_FOLDER


def put_away(file: Path) -> None:
    """Put the WAL that was left behind where a repair puts what is damaged.

    SQLite would read it into the file that is there now, and make a mixture of both.
    """
    if sys.platform == "win32":
        return  # a file that is open cannot be taken away there in the first place
    kept = file.parent / KEPT_FOLDER / time.strftime("%Y-%m-%dT%H%M%SZ-left", time.gmtime())
    for part in companions(file):
        with suppress(OSError):
            kept.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.rename(kept / part.name)


def told(file: Path, copy: Path) -> InUseError:
    """Say what has happened to ``file``, and where everything is."""
    return InUseError(
        f"The file of your notes ({file}) was moved or replaced by another while it was open. All that this window "
        f"knew, its last words included, is kept in {copy}; start the program again, and go back to that copy in "
        "“Copies of the notes”."
    )
