"""What a job says: data to standard output, in UTF-8 on every system, and troubles to standard error."""

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from cca_desktop.errors import DiskTroubleError


class EnoughError(Exception):
    """Whoever reads what we write has seen enough, as `head` has after ten lines."""


def speak_utf8() -> None:
    """Let both outputs be UTF-8 with plain line ends, whatever the system prefers; nothing can fail to be encoded."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):  # None where the program was started without any
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


def say(text: str) -> None:
    """Write a line of data; it may wait in memory until ``finish``.

    Raises:
        EnoughError: Nobody reads it any more.
        DiskTroubleError: It could not be written.
    """
    try:
        print(text)
    except OSError as trouble:
        raise _worded(trouble) from trouble


def finish() -> None:
    """Write out what ``say`` has kept in memory.

    Raises:
        EnoughError: Nobody reads it any more.
        DiskTroubleError: It could not be written.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as trouble:
        raise _worded(trouble) from trouble


def tell(sentence: str) -> None:
    """Tell a trouble, in one line of standard error."""
    with suppress(OSError):
        print(one_line(sentence), file=sys.stderr)


def one_line(text: str) -> str:
    """Return ``text`` as one line that no terminal takes for a command: white space narrowed, controls made visible."""
    narrowed = " ".join(text.split())
    if narrowed.isprintable():
        return narrowed
    return "".join("\ufffd" if _is_control(character) else character for character in narrowed)


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"


def abandon_output() -> None:
    """Let what is still unwritten go nowhere, or the interpreter would complain of it on the way out."""
    if sys.stdout is None:
        return
    with suppress(OSError, ValueError):  # in a test there may be no file behind it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _worded(trouble: OSError) -> Exception:
    # Windows has no broken pipe; a closed one is an invalid argument there.
    if isinstance(trouble, BrokenPipeError) or (sys.platform == "win32" and trouble.errno == errno.EINVAL):
        return EnoughError()
    return DiskTroubleError(
        f"What was asked for could not be written out ({trouble.strerror or trouble}). Your notes are safe; see "
        "whether the disk is full."
    )
