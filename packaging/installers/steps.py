"""What the script does, told step by step and timed; and the commands it runs."""

import os
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class TroubleError(Exception):
    """The installers cannot be made or are not as they must be; the message says why in whole sentences."""


def say(sentence: str) -> None:
    """Tell one thing, in one line."""
    print(sentence, flush=True)


@contextmanager
def step(sentence: str) -> Iterator[None]:
    """Tell what is done now, and how long it took."""
    say(f"== {sentence}")
    started = time.perf_counter()
    yield
    say(f"   {time.perf_counter() - started:.1f} s")


def run(
    *command: str | Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """Run a command that is only worth hearing when it fails; return what it said.

    Args:
        command: The program and its arguments.
        environment: Variables beside those of this process.
        folder: Where it runs.

    Raises:
        TroubleError: It failed or is not there.
    """
    done = attempt(*command, environment=environment, folder=folder)
    if done.returncode:
        told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-25:])
        raise TroubleError(f"This ended with {done.returncode}: {shlex.join(map(str, command))}\n{told}")
    return done.stdout


def attempt(
    *command: str | Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    seconds: float = 1800,
) -> subprocess.CompletedProcess[str]:
    """Run a command whose failing is an answer as well.

    Raises:
        TroubleError: It is not there, or did not end within ``seconds``.
    """
    words = [str(part) for part in command]
    try:
        return subprocess.run(
            words,
            env={**os.environ, **(environment or {})},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError as missing:
        raise TroubleError(f"{words[0]} is needed and not here.") from missing
    except subprocess.TimeoutExpired as slow:
        raise TroubleError(f"This did not end within {seconds:.0f} s: {shlex.join(words)}") from slow


def megabytes(size: int) -> str:
    """Return a size as people compare it, in millions of bytes."""
    return f"{size / 1e6:.1f} MB"


class Checks:
    """What was looked at, one line each, and how many of them were as they must be."""

    def __init__(self) -> None:
        """Begin with none."""
        self.passed = 0
        self.failed: list[str] = []

    def note(self, sentence: str, *, ok: bool, seen: str = "") -> None:
        """Tell a check; what was ``seen`` is told where it failed."""
        if ok:
            self.passed += 1
            say(f"   ok    {sentence}")
        else:
            self.failed.append(sentence)
            say(f"   FAIL  {sentence}" + (f" ({seen.strip()[-600:]})" if seen.strip() else ""))

    def told(self) -> str:
        """Return the last line of a verification."""
        return f"{self.passed} of {self.passed + len(self.failed)} checks passed"
