"""Call the program as a shell does, in a process of its own or, where that tells no more, in this one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Outcome(NamedTuple):
    """How a call ended, and what it said."""

    code: int
    out: str
    err: str

    def json(self) -> Any:  # noqa: ANN401 (what JSON holds has no type)
        return json.loads(self.out)


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def command(*words: str | bytes | Path) -> list[str | bytes | Path]:
    return [sys.executable, "-m", "cca_desktop", *words]


def call(*words: str | bytes | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Outcome:
    """Run the program to its end; both outputs must be UTF-8."""
    ended = subprocess.run(
        command(*words), input=stdin, capture_output=True, env=env or environment(), timeout=60, check=False
    )
    return Outcome(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def is_one_sentence(told: str) -> bool:
    """Tell whether standard error holds one line, and it is a sentence for people and no traceback."""
    line = told.removesuffix("\n")
    return (
        told.endswith("\n") and "\n" not in line and line[:1].isprintable() and line.endswith(".") and len(line) < 600
    )
