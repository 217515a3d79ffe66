"""What the installers call the program, and where its parts stand in the checkout."""

import os
import re
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PACKAGING = Path(__file__).resolve().parent.parent
ROOT = PACKAGING.parent
WORK = ROOT / "build" / "packaging"

NAME = "CCA Desktop"
PROGRAM = "cca-desktop"  # the command, the .deb and the folder
PUBLISHER = "CCA Desktop contributors"
SUMMARY = "Read a letter closely, ask it questions, keep your notes"
COPYRIGHT = "© CCA Desktop contributors, MIT licence"
_TOLD = tomllib.loads((PACKAGING / "contents.toml").read_text("utf-8"))
IDENTIFIER: str = _TOLD["release"]["identifier"]
MAINTAINER: str = _TOLD["release"]["maintainer"]
HOMEPAGE: str = _TOLD["release"]["homepage"]

# Files made before 1980 are nothing a zip could hold; without git or SOURCE_DATE_EPOCH all are of this second.
_SOME_DAY = 1_767_225_600


class Kind(NamedTuple):
    """A kind of file that the program opens."""

    extension: str  # without its dot
    mime: str
    name: str  # what a person calls such a file


# What the program opens when it is given a file. It announces no more than that: opt-in, never the default.
KINDS = tuple(Kind(**kind) for kind in _TOLD["opens"]["kinds"])


class Order(NamedTuple):
    """What was asked for on the command line."""

    target: str
    formats: tuple[str, ...]
    backend: str
    out: Path
    sign: str
    version: str
    previous: Path | None = None
    is_sandboxed: bool = False


def version() -> str:
    """Return the version that the program says it is."""
    told = re.search(r'__version__ = "([^"]+)"', (ROOT / "cca_desktop" / "__init__.py").read_text("utf-8"))
    if told is None:
        raise ValueError("cca_desktop/__init__.py says no version")
    return told[1]


def numbers(told: str) -> tuple[int, int, int, int]:
    """Return a version as Windows writes it: four numbers, whatever stands behind the third."""
    parts = [int(part) for part in re.findall(r"\d+", told.partition("+")[0])[:3]]
    first, second, third = (*parts, 0, 0, 0)[:3]
    return first, second, third, 0


def epoch(environment: Mapping[str, str] = os.environ) -> int:
    """Return the second that every file in an installer is dated: SOURCE_DATE_EPOCH, or the last commit's."""
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if given:
        return int(given)
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return int(told) if told else _SOME_DAY
