"""The AppImage: the tree below ``usr`` as one file that runs where it lies."""

import platform
import shutil
from pathlib import Path

from installers.bundle import Bundle
from installers.linux.tree import RECIPES, lay_out
from installers.product import NAME, PROGRAM, WORK, epoch
from installers.steps import TroubleError, run


def lay_out_appdir(bundle: Bundle) -> Path:
    """Lay out what is inside an AppImage; return its folder."""
    folder = WORK / f"{PROGRAM}.AppDir"
    lay_out(bundle, folder, epoch())
    shutil.copy(RECIPES / "AppRun", folder / "AppRun")
    (folder / "AppRun").chmod(0o755)
    shutil.copyfile(RECIPES / "cca-desktop.desktop", folder / f"{PROGRAM}.desktop")
    shutil.copyfile(bundle.icons / "app-256.png", folder / f"{PROGRAM}.png")
    (folder / ".DirIcon").symlink_to(f"{PROGRAM}.png")
    return folder


def make_appimage(bundle: Bundle, out: Path) -> Path:
    """Make the AppImage in ``out``, with the appimagetool that is at hand.

    Raises:
        TroubleError: There is none. Debian has no package of it; the release workflow brings it.
    """
    if not shutil.which("appimagetool"):
        raise TroubleError("An AppImage needs appimagetool, which Debian has no package of: see packaging/README.md.")
    made = out / f"{NAME.replace(' ', '-')}-{bundle.version}-{platform.machine()}.AppImage"
    environment = {"ARCH": platform.machine(), "SOURCE_DATE_EPOCH": str(epoch())}
    run("appimagetool", "--no-appstream", lay_out_appdir(bundle), made, environment=environment)
    return made
