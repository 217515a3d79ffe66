"""The bundle: PyInstaller run on this system, its contents and size held against what is allowed."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from installers.components import (
    Component,
    cyclonedx,
    joined_licences,
    libraries,
    packages,
    platform_parts,
    write_licences,
)
from installers.contents import check_budget, check_contents, files_in, sum_of
from installers.environment import bring_environment
from installers.product import NAME, PACKAGING, PROGRAM, ROOT, WORK, epoch
from installers.steps import run, step

_ASK = """
import json, platform, sqlite3, sysconfig
from importlib.metadata import version
print(json.dumps({
    "site": sysconfig.get_path("purelib"),
    "python": platform.python_version(),
    "sqlite": sqlite3.sqlite_version,
    "qt": version("pyside6-essentials"),
    "pyinstaller": version("pyinstaller"),
}))
"""


class Bundle(NamedTuple):
    """A folder that holds the whole program, and what is known of what is inside."""

    folder: Path
    system: str
    version: str
    components: tuple[Component, ...]
    licences: Path
    icons: Path

    def inventory(self) -> str:
        """Return the CycloneDX list of what is inside."""
        names = files_in(self.folder)
        sums = [(name, sum_of(self.folder / name)) for name in names]
        return cyclonedx([*self.components, *libraries(names)], self.version, sums, epoch())

    def write_papers(self, out: Path) -> list[Path]:
        """Write the list and the licences into ``out``; return both files."""
        inventory = out / f"{PROGRAM}-{self.version}-{self.system}.cdx.json"
        inventory.write_text(self.inventory(), "utf-8", newline="\n")
        licences = out / f"{PROGRAM}-{self.version}-{self.system}-licences.txt"
        licences.write_text(joined_licences(self.licences), "utf-8", newline="\n")
        return [inventory, licences]


def draw_icons(python: Path) -> Path:
    """Draw the icon at every size; return the folder of the pictures."""
    folder = WORK / "icons"
    drawing = ROOT / "resources" / "icons" / "app.svg"
    newest = max(drawing.stat().st_mtime, (PACKAGING / "installers" / "icon.py").stat().st_mtime)
    if not (folder / "app.icns").exists() or (folder / "app.icns").stat().st_mtime < newest:
        with step("Drawing the icon"):
            run(python, PACKAGING / "installers" / "icon.py", drawing, folder)
    return folder


def settings_of_bundler(version: str, icons: str, licences: str, *, is_sandboxed: bool = False) -> dict[str, str]:
    """Return the variables that ``app.spec`` reads, and those that make two bundles the same."""
    entitlements = "entitlements-sandbox.plist" if is_sandboxed else "entitlements.plist"
    return {
        "CCA_ENTITLEMENTS": str(PACKAGING / "macos" / entitlements),
        "CCA_VERSION": version,
        "CCA_ICONS": icons,
        "CCA_LICENCES": licences,
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYTHONHASHSEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


class Workshop(NamedTuple):
    """Where a bundle is made: an interpreter with PyInstaller, and how its programs are run and its files named."""

    python: Path
    run: Callable[..., str]
    name_of: Callable[[Path], str]


def native_workshop() -> Workshop:
    """Return the environment of this very system."""
    return Workshop(bring_environment(), run, str)


def make_bundle(system: str, version: str, workshop: Workshop, *, is_sandboxed: bool = False) -> Bundle:
    """Bundle the program for the system of the workshop, on macOS perhaps for Apple's sandbox.

    Raises:
        TroubleError: It does not come out as it must be.
    """
    icons = draw_icons(bring_environment())
    told = json.loads(workshop.run(workshop.python, "-c", _ASK))
    site = _path_here(told["site"])
    components = (
        *packages(site),
        *platform_parts(told["python"], told["sqlite"], told["qt"], told["pyinstaller"]),
    )
    licences = WORK / f"licences-{system}"
    write_licences(components, site, licences)
    dist, work = WORK / f"bundle-{system}", WORK / f"pyinstaller-{system}"
    with step(f"Bundling the program for {system}"):
        shutil.rmtree(dist, ignore_errors=True)
        name_of = workshop.name_of
        options = (
            "--noconfirm",
            "--clean",
            "--log-level",
            "WARN",
            "--distpath",
            name_of(dist),
            "--workpath",
            name_of(work),
        )
        environment = settings_of_bundler(version, name_of(icons), name_of(licences), is_sandboxed=is_sandboxed)
        spec = name_of(PACKAGING / "app.spec")
        workshop.run(workshop.python, "-m", "PyInstaller", *options, spec, environment=environment, folder=ROOT)
    folder = dist / (f"{NAME}.app" if system == "macos" else PROGRAM)
    with step("Holding the bundle against its allow-list and its budget"):
        date_all(folder, epoch())
        check_contents(folder, system)
        check_budget(f"{system}-installed", folder)
    return Bundle(folder, system, version, components, licences, icons)


def _path_here(told: str) -> Path:
    r"""Return a path as it is called here, where a program under Wine has called it ``Z:\...``."""
    return Path(told if os.name == "nt" else told.removeprefix("Z:").replace("\\", "/"))


def date_all(folder: Path, when: int) -> None:
    """Give every file and folder one date, so that what is made of them is the same each time."""
    for path in (*folder.rglob("*"), folder):
        if not path.is_symlink():
            os.utime(path, (when, when))
