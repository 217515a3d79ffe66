"""The Flatpak: the tree below ``usr`` in a sandbox without a network."""

import json
import platform
from pathlib import Path

from installers.bundle import Bundle
from installers.linux.tree import RECIPES, lay_out
from installers.product import IDENTIFIER, NAME, WORK, epoch
from installers.steps import run
from installers.system import bring

_RUNTIMES = "https://dl.flathub.org/repo/flathub.flatpakrepo"


def write_manifest(tree: Path, folder: Path) -> Path:
    """Write into ``folder`` what flatpak-builder is told of the program laid out in ``tree``; return the file."""
    told = json.loads((RECIPES / "flatpak.json").read_text("utf-8").replace("@IDENTIFIER@", IDENTIFIER))
    told["modules"][0]["sources"][0]["path"] = str(tree)
    manifest = folder / f"{IDENTIFIER}.json"
    manifest.write_text(json.dumps(told, indent=2) + "\n", "utf-8", newline="\n")
    return manifest


def make_flatpak(bundle: Bundle, out: Path) -> Path:
    """Make the Flatpak in ``out``.

    Raises:
        TroubleError: It cannot be made; flatpak-builder needs the runtime that the program stands on, from Flathub.
    """
    bring("flatpak", "flatpak-builder")
    folder = WORK / "flatpak"
    folder.mkdir(parents=True, exist_ok=True)
    tree = folder / "tree"
    lay_out(bundle, tree, epoch())
    run("flatpak", "remote-add", "--user", "--if-not-exists", "flathub", _RUNTIMES)
    builder = ("flatpak-builder", "--user", "--force-clean", "--install-deps-from=flathub", f"--repo={folder / 'repo'}")
    run(*builder, folder / "build", write_manifest(tree, folder), folder=folder)
    made = out / f"{NAME.replace(' ', '-')}-{bundle.version}-{platform.machine()}.flatpak"
    run("flatpak", "build-bundle", folder / "repo", made, IDENTIFIER)
    return made
