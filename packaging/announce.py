"""Gather what the builds made into one release: the files, their sums, the cask, and what changed.

``python announce.py DIST v0.2.0 https://host/owner/name`` fills ``DIST/release`` and writes ``DIST/notes.md``.
"""

import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installers.contents import sum_of
from installers.macos.image import cask, image_name
from installers.product import MAINTAINER, PROGRAM, ROOT
from installers.steps import TroubleError

_RELEASED = (".exe", ".zip", ".dmg", ".deb", ".xz", ".AppImage", ".json", ".txt")


def changes(text: str, version: str) -> str:
    """Return what the changelog says of a version, or of what is not released yet where it does not know it."""
    parts = dict(re.findall(r"^## \[?([^\]\s]+)[^\n]*\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    return str(parts.get(version) or parts.get("Unreleased") or "").strip() + "\n"


def check_maintainer(told: str = MAINTAINER) -> None:
    """See that somebody can be reached.

    Raises:
        TroubleError: The maintainer is still the one that nobody can write to.
    """
    if "@localhost" in told:
        raise TroubleError(
            "No release is made yet: packaging/contents.toml names a maintainer whom nobody can write to."
        )


def gather(dist: Path, tag: str, address: str) -> Path:
    """Fill the folder of a release below ``dist``; return it."""
    version = tag.removeprefix("v")
    folder = dist / "release"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in sorted(dist.rglob("*")):
        if file.is_file() and file.suffix in _RELEASED and folder not in file.parents:
            shutil.copyfile(file, folder / file.name)
    images = {processor: folder / image_name(version, processor) for processor in ("arm64", "x86_64")}
    if all(image.exists() for image in images.values()):
        sums = {processor: sum_of(image) for processor, image in images.items()}
        text = cask(version, sums, f"{address}/releases/download/{tag}")
        (folder / f"{PROGRAM}.rb").write_text(text, "utf-8", newline="\n")
    rows = [f"{sum_of(file)}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(rows), "utf-8", newline="\n")
    told = changes((ROOT / "CHANGELOG.md").read_text("utf-8"), version)
    (dist / "notes.md").write_text(told, "utf-8", newline="\n")
    return folder


if __name__ == "__main__":
    try:
        check_maintainer()
    except TroubleError as trouble:
        sys.exit(str(trouble))
    gather(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
