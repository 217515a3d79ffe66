"""What is installed is what was tried: pinned, hashed, and the same list wherever it is written."""

import re
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)(?: ; [^\\]+)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)


def pins(name: str) -> dict[str, tuple[str, int]]:
    """Return each package that a requirement file pins, with its version and how many files may be it."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return {package: (version, hashes.count("--hash")) for package, version, hashes in PIN.findall(text)}


def packages(name: str) -> set[str]:
    """Return the packages that a requirement file wants, as it is written by hand."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text("utf-8").splitlines()
    told = [line.partition(" #")[0] for line in lines]
    return {Requirement(line).name.lower() for line in told if line and not line.startswith(("#", "-r"))}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_line_is_a_pin_with_hashes_and_nothing_else(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    rest = [line for line in PIN.sub("", text).splitlines() if not line.lstrip().startswith("#")]
    assert pins(name)
    assert not rest


@pytest.mark.parametrize("name", ["run", "dev"])
def test_everything_wanted_is_pinned(name: str) -> None:
    assert packages(name) <= set(pins(name))


def test_tests_run_on_what_readers_run_on() -> None:
    assert pins("run").items() <= pins("dev").items()


def test_the_wheel_asks_for_what_the_requirements_pin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked_for = [Requirement(line) for line in project["project"]["dependencies"]]
    pinned = pins("run")
    assert {requirement.name.lower() for requirement in asked_for} == packages("run")
    assert not [
        str(requirement)
        for requirement in asked_for
        if pinned[requirement.name.lower()][0] not in requirement.specifier
    ]


def test_what_is_pinned_needs_nothing_that_is_not() -> None:
    """Nothing else is installed: no installer is asked to work out what a package needs."""
    pinned = pins("dev")
    asked_for = []
    for package in pinned:
        with suppress(PackageNotFoundError):  # it belongs to another system
            asked_for += [Requirement(line) for line in distribution(package).requires or ()]
    needed = [one for one in asked_for if one.marker is None or one.marker.evaluate({"extra": ""})]
    assert len(needed) > len(pinned) / 2
    assert not [str(one) for one in needed if pinned[canonicalize_name(one.name)][0] not in one.specifier]


@pytest.mark.parametrize("package", ["pyside6-essentials", "shiboken6"])
def test_qt_may_come_from_the_wheels_of_every_system(package: str) -> None:
    """One each for Windows on two processors, Linux on two, and macOS."""
    assert pins("run")[package][1] >= 5
