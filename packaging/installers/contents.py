"""What may be in a bundle and how large it may be, by ``contents.toml``; whatever passes either fails the build."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from installers.product import PACKAGING, ROOT
from installers.steps import TroubleError, megabytes, say

RULES = PACKAGING / "contents.toml"


def files_in(folder: Path) -> list[str]:
    """Return every file below ``folder``, as a path with /, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def rules() -> dict[str, Any]:
    """Return what ``contents.toml`` says."""
    return tomllib.loads(RULES.read_text("utf-8"))


def strangers(names: Iterable[str], system: str) -> list[str]:
    """Return the files that no pattern of the allow-list knows."""
    allowed = rules()["allowed"]
    patterns = re.compile("|".join(f"(?:{pattern})" for pattern in (*allowed["everywhere"], *allowed[system])), re.I)
    return [name for name in names if not patterns.fullmatch(name)]


def missing(names: Iterable[str], system: str) -> list[str]:
    """Return the patterns of what must be there and is not."""
    needed = rules()["needed"]
    present = list(names)
    wanted = (*needed["everywhere"], *needed[system])
    return [pattern for pattern in wanted if not any(re.fullmatch(pattern, name) for name in present)]


def check_contents(folder: Path, system: str) -> None:
    """Hold a bundle against the allow-list.

    Raises:
        TroubleError: A file is in it that nobody has allowed, or one is not that must be.
    """
    names = files_in(folder)
    unknown, lacking = strangers(names, system), missing(names, system)
    if unknown:
        told = "\n  ".join(unknown[:40])
        raise TroubleError(
            f"{len(unknown)} files are in the bundle that packaging/contents.toml does not allow:\n  {told}"
        )
    if lacking:
        raise TroubleError(f"The bundle lacks {', '.join(lacking)}.")
    say(f"   {len(names)} files, each of them allowed")


def own_modules() -> list[str]:
    """Return the name of every module of the program; its selftest loads each of them."""
    files = sorted((ROOT / "cca_desktop").rglob("*.py"))
    return [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]


def size_of(path: Path) -> int:
    """Return the size of a file, or of all files below a folder, in bytes."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file() and not file.is_symlink())


def check_budget(kind: str, path: Path) -> None:
    """Hold a file or folder against its budget.

    Raises:
        TroubleError: It is larger.
    """
    budget = rules()["budget"][kind] * 1_000_000
    size = size_of(path)
    if size > budget:
        raise TroubleError(f"{path.name} has {megabytes(size)}; its budget ({kind}) is {megabytes(budget)}.")
    say(f"   {path.name}: {megabytes(size)} of {megabytes(budget)} ({kind})")


def sum_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_sums(files: Sequence[Path], out: Path) -> None:
    """Write a ``.sha256`` beside each file, and SHA256SUMS of all that lie in ``out``."""
    for file in files:
        (out / f"{file.name}.sha256").write_text(f"{sum_of(file)}  {file.name}\n", "utf-8", newline="\n")
    rows = sorted(out.glob("*.sha256"), key=lambda path: path.name)
    text = "".join(path.read_text("utf-8") for path in rows if (out / path.stem).exists())
    (out / "SHA256SUMS").write_text(text, "utf-8", newline="\n")
