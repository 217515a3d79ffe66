"""A display nobody looks at, for trying real windows, and pictures of what stands on it."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from installers.steps import run


@contextmanager
def display(size: str = "1440x900") -> Iterator[str]:
    """Open a display of its own, without a keyboard or anybody; its name is what DISPLAY must be."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Look every tenth of a second whether something is so; tell whether it came to be within ``seconds``."""
    end = monotonic() + seconds
    while monotonic() < end:
        if is_so():
            return True
        sleep(0.1)
    return is_so()


def take_picture(name: str, file: Path) -> int:
    """Take a picture of everything on the display called ``name``; return how many colours are in it."""
    run("import", "-display", name, "-window", "root", "-strip", file)
    return int(run("convert", file, "-format", "%k", "info:"))


def picture_of_still_window(name: str, file: Path, seconds: float = 30) -> int:
    """Take pictures until a window has painted itself and nothing changes any more; return the colours of the last.

    A window that never comes leaves one colour or two.
    """
    seen = [b"", b""]
    colours = 0

    def is_still() -> bool:
        nonlocal colours
        colours = take_picture(name, file)
        seen[:] = [seen[1], file.read_bytes()]
        return colours > 200 and seen[0] == seen[1]

    wait_until(is_still, seconds)
    return colours
