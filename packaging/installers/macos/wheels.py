"""What the wheels for macOS say of themselves, read on any system: the promise of the oldest macOS rests on it."""

import lzma
import shutil
import zipfile
from pathlib import PurePosixPath
from typing import NamedTuple

from installers.environment import bring_environment
from installers.macos.macho import Slice, slices
from installers.product import ROOT, WORK
from installers.pruning import pruning_for
from installers.steps import run, step

# What the program imports of Qt, and what that leans on; the rest of the wheel is not bundled.
_PARTS = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")
_PLUGINS = ("platforms", "styles", "iconengines", "imageformats")


class Wheels(NamedTuple):
    """What one processor's application would hold of the wheels: its programs and libraries by their names there."""

    parts: dict[str, Slice]
    packed: int  # bytes, as a disk image would pack them

    def newest(self) -> dict[tuple[int, int], list[str]]:
        """Return the names by the oldest system they claim, the newest claim first."""
        claims: dict[tuple[int, int], list[str]] = {}
        for name, part in sorted(self.parts.items()):
            claims.setdefault(part.oldest, []).append(name)
        return dict(sorted(claims.items(), reverse=True))

    def lost(self) -> list[str]:
        """Return what a part loads from its own neighbourhood that is left out, as ``part -> library``."""
        present = {PurePosixPath(name).name for name in self.parts}
        return [
            f"{name} -> {library}"
            for name, part in sorted(self.parts.items())
            for library in part.loads
            if library.startswith("@") and PurePosixPath(library).name not in present
        ]


def read_wheels(processor: str = "arm64") -> Wheels:
    """Fetch the pinned wheels for macOS and read what would be bundled."""
    folder = WORK / f"wheels-macos-{processor}"
    python = bring_environment()
    if not list(folder.glob("*.whl")):
        with step(f"Fetching the wheels for macOS ({processor}), every file checked against its hash"):
            shutil.rmtree(folder, ignore_errors=True)
            tags = [
                tag
                for system in (13, 12, 11)
                for tag in ("--platform", f"macosx_{system}_0_{_family(processor, system)}")
            ]
            tags += ["--platform", f"macosx_11_0_{processor}", "--platform", f"macosx_10_9_{processor}"]
            pip = (python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps")
            python_tags = ("--python-version", "3.13", "--implementation", "cp", "--abi", "cp313", "--abi", "abi3")
            pinned = ("--only-binary=:all:", "--require-hashes", "-r", ROOT / "requirements" / "run.txt")
            run(*pip, *pinned, *tags, *python_tags, "--abi", "none", "--dest", folder)
    rules = pruning_for("macos")
    parts: dict[str, Slice] = {}
    packer, packed = lzma.LZMACompressor(preset=6), 0
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not is_bundled(name) or rules.drops(name):
                    continue
                found = [part for part in slices(archive.read(name)) if part.processor == processor]
                if found:
                    parts[name] = found[0]
                    packed += len(packer.compress(found[0].data))
    packed += len(packer.flush())
    return Wheels(parts, packed)


def is_bundled(name: str) -> bool:
    """Tell whether a file of a wheel would be in the application, by what the program imports."""
    if name.startswith("regex/"):
        return True
    if name.startswith("shiboken6/"):
        return name.endswith((".so", ".dylib"))
    if not name.startswith("PySide6/"):
        return False
    below = name.removeprefix("PySide6/")
    if below.startswith("Qt/plugins/"):
        return below.split("/")[2] in _PLUGINS and below.endswith(".dylib")
    if below.startswith("Qt/lib/"):
        return below.split("/")[2].removesuffix(".framework") in (*_PARTS, "QtDBus")
    return below.split(".")[0] in _PARTS or below.startswith("libpyside6.abi3")


def _family(processor: str, system: int) -> str:
    return "universal2" if system >= 11 else processor
