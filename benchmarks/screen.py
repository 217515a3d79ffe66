"""A screen of our own (Xvfb), and pictures of it that can be compared quickly."""

import contextlib
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import mss

WIDTH, HEIGHT = 1440, 900


class Box(NamedTuple):
    """A part of the screen, in pixels; ``right`` and ``bottom`` are outside."""

    left: int
    top: int
    right: int
    bottom: int

    def part(self, left: float, top: float, right: float, bottom: float) -> "Box":
        """Return the part of this box that these shares of its width and height bound."""
        width, height = self.right - self.left, self.bottom - self.top
        return Box(
            self.left + round(left * width),
            self.top + round(top * height),
            self.left + round(right * width),
            self.top + round(bottom * height),
        )


class Picture(NamedTuple):
    """One grab of the whole screen: the green of each pixel, row by row. Text, numbers and marks all show in it."""

    green: bytes

    def cut(self, box: Box) -> bytes:
        """Return the pixels of the box."""
        return b"".join(self.green[row * WIDTH + box.left : row * WIDTH + box.right] for row in range(*box[1::2]))


def differing(one: bytes, other: bytes) -> int:
    """Count the pixels in which two cuts of the same box differ."""
    both = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
    return len(one) - both.to_bytes(len(one), "little").count(0)


def ink(pixels: bytes) -> int:
    """Count the pixels that are not paper, paper being the commonest colour."""
    return len(pixels) - Counter(pixels).most_common(1)[0][1]


class Screen:
    """An X server of our own, which dies with the ``with``."""

    def __init__(self, number: int) -> None:
        """Connect to the server of that number."""
        self.name = f":{number}"
        self._camera = mss.MSS(display=self.name)
        self._whole = {"left": 0, "top": 0, "width": WIDTH, "height": HEIGHT}

    @classmethod
    @contextlib.contextmanager
    def opened(cls) -> Iterator["Screen"]:
        """Start Xvfb on a number that is free."""
        reading, writing = os.pipe()
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                f"{WIDTH}x{HEIGHT}x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            with open(reading, "rb") as told:  # noqa: PTH123 - it has a number and no path
                number = int(told.readline())
            screen = cls(number)
            yield screen
            screen.close()
        finally:
            server.terminate()
            server.wait()

    def picture(self) -> Picture:
        """Grab the screen: about 5 ms."""
        return Picture(bytes(self._camera.grab(self._whole).raw[1::4]))

    def part(self, box: Box) -> bytes:
        """Grab a part of the screen, all its colours: 0.1 ms for a field."""
        where = {"left": box.left, "top": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
        return bytes(self._camera.grab(where).raw)

    def window_of(self, process: int) -> tuple[str, Box]:
        """Return the number of the window that the process has, the largest if it has several, and where it is."""
        windows = self._ask("search", "--onlyvisible", "--pid", str(process)).split()
        places = []
        for window in windows:
            told = self._ask("getwindowgeometry", "--shell", window).splitlines()
            _, left, top, width, height, _ = (int(line.partition("=")[2]) for line in told)
            places.append((width * height, window, Box(left, top, left + width, top + height)))
        _, number, box = max(places)
        return number, box

    def press(self, window: str, keys: str) -> None:
        """Give the window the keyboard (there is no window manager to do it), then press Ctrl+F and the keys."""
        self._ask("windowfocus", window, "key", "--delay", "0", "ctrl+f", "type", "--delay", "0", keys)

    def _ask(self, *words: str) -> str:
        asked = subprocess.run(["xdotool", *words], env=self.environment(), capture_output=True, text=True, check=True)
        return asked.stdout

    def environment(self) -> dict[str, str]:
        """Return the environment of a program that is to open its window here."""
        hidden = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR"}
        return {**{name: value for name, value in os.environ.items() if name not in hidden}, "DISPLAY": self.name}

    def close(self) -> None:
        """Leave the server."""
        self._camera.close()
