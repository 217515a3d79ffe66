"""One start of one program, watched from outside: when its picture stands, when it is still, what it has cost."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psutil

from benchmarks.screen import Box, Picture, Screen, differing, ink

QUIET_S = 2.0  # still is what has not changed for so long
PATIENCE_S = 30.0
CARET = 0.0002  # a blinking caret changes less of the picture than this
SAME = 0.001  # of the ink may differ between two pictures of the same thing: a caret, not a number in the margin


Program = subprocess.Popen[bytes]


class Reference(NamedTuple):
    """What a part of the window looks like when all that belongs in it is there."""

    box: Box
    pixels: bytes

    def is_reached(self, picture: Picture) -> bool:
        """Tell whether the picture shows it: all ink and every mark, but for a caret."""
        return differing(picture.cut(self.box), self.pixels) <= SAME * ink(self.pixels)


class Start(NamedTuple):
    """What one start took. Times count from the program's exec."""

    first_picture_s: float
    still_s: float
    cpu_until_still_s: float
    cpu_after_quiet_s: float
    pss_mib: float


class NeverShownError(Exception):
    """The program did not come to show what it should."""


@contextmanager
def running(command: list[str], screen: Screen, home: str) -> Iterator[Program]:
    """Run the program on the screen, and end it as the end of a session would."""
    environment = {**screen.environment(), "HOME": home, "XDG_RUNTIME_DIR": home}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as program:
        try:
            yield program
        finally:
            program.terminate()
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()


def look(command: list[str], screen: Screen, home: str, *, keys: str = "") -> tuple[Box, Picture]:
    """Start the program, press keys when it is still, and return where its window is and how it looks in the end."""
    with running(command, screen, home) as program:
        picture = _until_still(program, screen)
        if keys:
            screen.press(screen.window_of(program.pid)[0], keys)
            picture = _until_still(program, screen)
        return screen.window_of(program.pid)[1], picture


def _until_still(program: Program, screen: Screen) -> Picture:
    changed = started = time.perf_counter()
    before = screen.picture()
    while time.perf_counter() - changed < QUIET_S or not ink(before.green):
        picture = screen.picture()
        if has_changed(before, picture):
            changed, before = time.perf_counter(), picture
        check_alive(program, started)
    return before


def measure(command: list[str], screen: Screen, home: str, letter: Reference) -> Start:
    """Start the program and watch it until it is still."""
    started = time.perf_counter()
    with running(command, screen, home) as program:
        before = screen.picture()
        first = changed = 0.0
        cpu = 0.0
        while not first or time.perf_counter() - changed < QUIET_S:
            picture, now = screen.picture(), time.perf_counter()
            if has_changed(before, picture):
                changed, before, cpu = now, picture, cpu_s(program)
                if not first and letter.is_reached(picture):
                    first = now
            check_alive(program, started)
        return Start(first - started, changed - started, cpu, cpu_s(program), pss_mib(program))


def answer_s(
    command: list[str], screen: Screen, home: str, letter: Reference, *, keys: str, answer: Reference
) -> float:
    """Press the keys at the first picture and return how long the answer took from there.

    It includes the three starts of xdotool that find the window and press, some 10 to 20 ms.
    """
    started = time.perf_counter()
    with running(command, screen, home) as program:
        while not letter.is_reached(screen.picture()):
            check_alive(program, started)
        asked = time.perf_counter()
        screen.press(screen.window_of(program.pid)[0], keys)
        while not answer.is_reached(screen.picture()):
            check_alive(program, started)
        return time.perf_counter() - asked


def has_changed(before: Picture, after: Picture) -> bool:
    """Tell whether more has changed than a caret."""
    return before.green != after.green and differing(before.green, after.green) > CARET * len(after.green)


def check_alive(program: Program, started: float) -> None:
    """Give up on a program that has ended, or that will not come to show what it should."""
    if program.poll() is not None:
        last_words = program.stderr.read().decode() if program.stderr else ""
        raise NeverShownError(f"the program ended by itself: {last_words[-2000:]}")
    if time.perf_counter() - started > PATIENCE_S:
        raise NeverShownError(f"not reached within {PATIENCE_S:.0f} s")


def tree(program: Program) -> list[psutil.Process]:
    """Return the process and all that it has started."""
    root = psutil.Process(program.pid)
    return [root, *root.children(recursive=True)]


def cpu_s(program: Program) -> float:
    """Return the processor time of the process tree so far, including what has ended in it."""
    times = [process.cpu_times() for process in tree(program)]
    return float(times[0].children_user + times[0].children_system + sum(one.user + one.system for one in times))


def pss_mib(program: Program) -> float:
    """Return the memory of the process tree, what is shared counted by its share."""
    return float(sum(process.memory_full_info().pss for process in tree(program))) / 2**20
