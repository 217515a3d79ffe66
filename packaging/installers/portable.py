"""The mark that makes a bundle portable; the program looks for it in ``storage/profile.py``."""

from pathlib import Path

MARK = "portable.txt"

_WORDS = """\
This file makes CCA Desktop portable: your notes are kept in the folder "profile" beside it, and nothing is left
elsewhere. Delete the file, and they are kept where your system keeps such things.
"""


def write_mark(folder: Path) -> None:
    """Mark the bundle in ``folder``."""
    (folder / MARK).write_text(_WORDS, "utf-8", newline="\n")
