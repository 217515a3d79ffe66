"""The Flatpak: the tree below ``usr`` in a sandbox without a network."""

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from installers.bundle import Bundle
from installers.linux.tree import RECIPES, lay_out
from installers.product import IDENTIFIER, NAME, WORK, epoch
from installers.steps import run
from installers.system import bring

_RUNTIMES = "https://dl.flathub.org/repo/flathub.flatpakrepo"


def manifest(tree: Path) -> dict[str, Any]:
    """Return what flatpak-builder is told of the program laid out in ``tree``."""
    text = (RECIPES / "flatpak.json").read_text("utf-8").replace("@IDENTIFIER@", IDENTIFIER)
    told: dict[str, Any] = json.loads(text.replace("@TREE@", str(tree)))
    return told


def write_manifest(tree: Path, folder: Path) -> Path:
    """Write the manifest into ``folder``; return its file."""
    file = folder / f"{IDENTIFIER}.json"
    file.write_text(json.dumps(manifest(tree), indent=2) + "\n", "utf-8", newline="\n")
    return file


def make_flatpak(bundle: Bundle, out: Path) -> Path:
    """Make the Flatpak in ``out``.

    Raises:
        TroubleError: It cannot be made; flatpak-builder needs the runtime that the program stands on, from Flathub.
    """
    bring("flatpak", "flatpak-builder")
    folder = WORK / "flatpak"
    folder.mkdir(parents=True, exist_ok=True)
    run("flatpak", "remote-add", "--user", "--if-not-exists", "flathub", _RUNTIMES)
    return build(bundle, folder, out, "--install-deps-from=flathub")


def build(bundle: Bundle, folder: Path, out: Path, *more: str, environment: Mapping[str, str] | None = None) -> Path:
    """Build the Flatpak in ``folder`` and leave it in ``out``, as flatpak-builder does it with ``more`` options."""
    tree = folder / "tree"
    lay_out(bundle, tree, epoch())
    repository = folder / "repository"
    options = ("--user", "--force-clean", f"--repo={repository}", *more)
    file = write_manifest(tree, folder)
    run("flatpak-builder", *options, folder / "build", file, folder=folder, environment=environment)
    made = out / f"{NAME.replace(' ', '-')}-{bundle.version}-{platform.machine()}.flatpak"
    run("flatpak", "build-bundle", repository, made, IDENTIFIER, environment=environment)
    return made
