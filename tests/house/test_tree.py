"""A stranger learns the program by reading the tree: what is in it stays small, named and our own."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base", "manager", "service", "tools"}
TRACKED = [
    path
    for name in subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    .stdout.decode()
    .split("\0")
    if name and (path := ROOT / name).is_file()
]
CODE = [path for path in TRACKED if path.suffix == ".py"]
TEXTS = [path for path in TRACKED if b"\0" not in path.read_bytes()]

pytestmark = pytest.mark.skipif(not TRACKED, reason="only a checkout knows what belongs to it")


def test_no_file_of_code_is_longer_than_four_hundred_lines() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in CODE}
    assert not {path: length for path, length in lengths.items() if length > 400}


def test_every_function_has_a_home() -> None:
    homeless = [path for path in TRACKED if HOMELESS & {part.split(".")[0] for part in path.relative_to(ROOT).parts}]
    assert not homeless


def test_no_file_names_a_registry() -> None:
    """Whoever installs says where from; a pinned address would send every reader to one company's machine."""
    addresses = re.compile(
        r"pypi\.org|pythonhosted|--(extra-)?index-url|--find-links|registry\.npmjs|deb\.debian", re.I
    )
    assert not found(addresses, allowed={"tests/house/test_tree.py", "tests/house/test_requirements.py"})


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    folders = re.compile(r"/(root|work|Users/\w+|home/\w+)/|/tmp/\w|[A-Z]:\\\\?Users\\")
    assert not found(folders, allowed={"tests/house/test_tree.py"})


def found(pattern: re.Pattern[str], *, allowed: set[str]) -> list[str]:
    """Return each place where the pattern stands, as ``file: words``."""
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in TEXTS
        if path.relative_to(ROOT).as_posix() not in allowed
        for match in pattern.finditer(path.read_text("utf-8"))
    ]
