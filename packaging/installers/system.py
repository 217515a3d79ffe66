"""What the system must have; missing Debian packages are installed where that needs no question."""

import shutil
import sys

from installers.product import ROOT
from installers.steps import TroubleError, step

sys.path.insert(0, str(ROOT))  # develop.py knows how to ask a Debian

import develop

_PACKAGE_OF = {
    "Xvfb": "xvfb",
    "bwrap": "bubblewrap",
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "dmg2img": "dmg2img",
    "dpkg-deb": "dpkg",
    "icns2png": "icnsutils",
    "import": "imagemagick",
    "makensis": "nsis",
    "mksquashfs": "squashfs-tools",
    "objdump": "binutils",
    "osslsigncode": "osslsigncode",
    "wine": "wine64 wine",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "gendef": "mingw-w64-tools",
    "xdotool": "xdotool",
    "xorriso": "xorriso",
    "7z": "p7zip-full",
}


def bring(*tools: str) -> None:
    """Make sure that the tools are here.

    Raises:
        TroubleError: One is missing and cannot be brought; the message has the line that brings it.
    """
    missing = [tool for tool in tools if not shutil.which(tool)]
    if not missing:
        return
    packages = sorted({name for tool in missing for name in _PACKAGE_OF.get(tool, tool).split()})
    with step(f"Bringing {', '.join(packages)}"):
        develop.install_packages(*packages)
    missing = [tool for tool in missing if not shutil.which(tool)]
    if missing:
        raise TroubleError(
            f"Missing: {', '.join(missing)}. On Debian or Ubuntu this line brings them:\n"
            f"  {develop.apt_line(*packages)}"
        )
