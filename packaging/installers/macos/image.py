"""The disk image: the application beside a link to the place where it belongs, signed and notarised where told how."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from installers.bundle import Bundle
from installers.product import NAME, PROGRAM, WORK
from installers.steps import TroubleError, run, say, step


def stage(application: Path, folder: Path) -> None:
    """Fill ``folder`` with what the reader sees when the image opens."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(application, folder / application.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")


def image_name(version: str, processor: str) -> str:
    """Return the name of the image for one processor."""
    return f"{NAME.replace(' ', '-')}-{version}-{processor}.dmg"


def make_image(bundle: Bundle, out: Path, processor: str, sign: str) -> Path:
    """Make the image in ``out``. Needs macOS.

    Raises:
        TroubleError: A signature is required and the environment tells no key.
    """
    identity = signing_identity(sign)
    folder = WORK / "image"
    stage(bundle.folder, folder)
    made = out / image_name(bundle.version, processor)
    made.unlink(missing_ok=True)
    run("hdiutil", "create", "-volname", NAME, "-srcfolder", folder, "-fs", "HFS+", "-format", "ULMO", "-ov", made)
    if identity:
        run("codesign", "--sign", identity, "--timestamp", made)
        notarise(made)
    return made


def signing_identity(sign: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return whom to sign as: the Developer ID in ``MAC_SIGN_IDENTITY``, or nothing, said loudly.

    Raises:
        TroubleError: A signature is required and there is none.
    """
    identity = "" if sign == "never" else environment.get("MAC_SIGN_IDENTITY", "")
    if sign == "require" and not identity:
        raise TroubleError("A signature is required; tell the Developer ID in MAC_SIGN_IDENTITY (README.md).")
    if not identity:
        say("== NOT SIGNED by a Developer ID: macOS will refuse to open it until the reader allows it by hand")
    return identity


def notarise(image: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Have Apple look at the image and put its answer on it, where a key for that is told."""
    key = environment.get("MAC_NOTARY_KEY")
    if not key:
        say("== NOT NOTARISED: MAC_NOTARY_KEY tells no key")
        return
    with step("Waiting for Apple"):
        who = ("--key", key, "--key-id", environment["MAC_NOTARY_KEY_ID"], "--issuer", environment["MAC_NOTARY_ISSUER"])
        run("xcrun", "notarytool", "submit", image, *who, "--wait")
        run("xcrun", "stapler", "staple", image)


def cask(version: str, sums: Mapping[str, str], address: str) -> str:
    """Return the recipe for Homebrew.

    Args:
        version: The program's.
        sums: The SHA-256 of the image for ``arm64`` and for ``x86_64``.
        address: Where the images are, up to their names.
    """
    from installers.macos.plist import OLDEST_MACOS
    from installers.product import IDENTIFIER, PACKAGING

    text = (PACKAGING / "macos" / "cask.rb").read_text("utf-8")
    told = {
        "PROGRAM": PROGRAM,
        "NAME": NAME,
        "IDENTIFIER": IDENTIFIER,
        "VERSION": version,
        "ADDRESS": address,
        "SUM_ARM": sums["arm64"],
        "SUM_INTEL": sums["x86_64"],
        "OLDEST": {"13": "ventura", "14": "sonoma", "15": "sequoia"}[OLDEST_MACOS.partition(".")[0]],
    }
    for name, value in told.items():
        text = text.replace(f"@{name}@", value)
    return text
