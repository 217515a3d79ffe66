"""The AppImage: a program that unpacks or mounts itself, and behind it the tree below ``usr`` as a file system."""

import os
import platform
import shutil
from collections.abc import Mapping
from pathlib import Path

from installers.bundle import Bundle, date_all
from installers.contents import rules, sum_of
from installers.linux.tree import RECIPES, lay_out, menu_entry
from installers.product import NAME, PROGRAM, WORK, epoch
from installers.steps import TroubleError, run
from installers.system import bring


def lay_out_appdir(bundle: Bundle) -> Path:
    """Lay out what is inside an AppImage; return its folder."""
    folder = WORK / f"{PROGRAM}.AppDir"
    lay_out(bundle, folder, epoch())
    shutil.copy(RECIPES / "AppRun", folder / "AppRun")
    (folder / "AppRun").chmod(0o755)
    (folder / f"{PROGRAM}.desktop").write_text(menu_entry(), "utf-8", newline="\n")
    shutil.copyfile(bundle.icons / "app-256.png", folder / f"{PROGRAM}.png")
    (folder / ".DirIcon").symlink_to(f"{PROGRAM}.png")
    date_all(folder, epoch())
    return folder


def pack(folder: Path) -> Path:
    """Pack a folder into a file system that can be read where it lies, the same bytes each time; return its file."""
    bring("mksquashfs")
    packed = folder.with_suffix(".squashfs")
    how = ("-noappend", "-root-owned", "-no-xattrs", "-no-progress", "-comp", "zstd", "-Xcompression-level", "22")
    environment = {"SOURCE_DATE_EPOCH": str(epoch())}
    run("mksquashfs", folder, packed, *how, "-b", "1M", environment=environment)
    return packed


def make_appimage(bundle: Bundle, out: Path) -> Path:
    """Make the AppImage in ``out``.

    Raises:
        TroubleError: What it begins with is not here.
    """
    beginning = runtime()
    made = out / f"{NAME.replace(' ', '-')}-{bundle.version}-{platform.machine()}.AppImage"
    join(beginning, pack(lay_out_appdir(bundle)), made)
    return made


def join(beginning: Path, packed: Path, made: Path) -> None:
    """Put the packed files behind the program that opens them."""
    made.write_bytes(beginning.read_bytes() + packed.read_bytes())
    made.chmod(0o755)


def runtime(environment: Mapping[str, str] = os.environ, machine: str = platform.machine()) -> Path:
    """Return the program that an AppImage begins with, by ``APPIMAGE_RUNTIME``; no package of Debian has it.

    Raises:
        TroubleError: It is not told, or is another one than ``contents.toml`` names.
    """
    told = rules()["appimage"]
    wanted, given = told["sha256"].get(machine), environment.get("APPIMAGE_RUNTIME", "")
    if not wanted:
        raise TroubleError(f"contents.toml names no AppImage runtime for {machine}.")
    if not given:
        address = told["runtime"].format(machine=machine)
        raise TroubleError(f"An AppImage begins with {address}; fetch it, and tell in APPIMAGE_RUNTIME where it is.")
    if not Path(given).is_file() or sum_of(Path(given)) != wanted:
        raise TroubleError(f"{given} is not the AppImage runtime that packaging/contents.toml names; no other is used.")
    return Path(given)
