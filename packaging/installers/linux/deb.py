"""The .deb: the tree below ``usr``, what it needs of the system, and nothing that runs at install time."""

from pathlib import Path

from installers.bundle import Bundle
from installers.contents import size_of
from installers.linux.tree import lay_out, oldest_glibc
from installers.product import HOMEPAGE, MAINTAINER, PROGRAM, SUMMARY, WORK, epoch
from installers.steps import run

# The packages whose libraries Qt loads; those with two names were renamed for the time of day after 2038.
NEEDS = (
    "libegl1",
    "libgl1",
    "libfontconfig1",
    "libfreetype6",
    "libglib2.0-0t64 | libglib2.0-0",
    "libdbus-1-3",
    "libx11-6",
    "libx11-xcb1",
    "libxcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libstdc++6",
    "zlib1g",
)
LIKES = ("libcups2t64 | libcups2", "libwayland-client0", "libwayland-cursor0", "xdg-desktop-portal")

_ABOUT = (
    " Opens on Chairman Khrushchev's letter to President Kennedy of 26 October 1962,\n"
    " set like a page of a good book, with a search panel that answers while you\n"
    " type and an editor for your own notes. Everything stays on your machine.\n"
)


def control(bundle: Bundle, architecture: str, kilobytes: int) -> str:
    """Return what dpkg is told of the package."""
    glibc = oldest_glibc(bundle.folder.rglob("*"))
    address = f"Homepage: {HOMEPAGE}\n" if HOMEPAGE else ""
    return (
        f"Package: {PROGRAM}\n"
        f"Version: {bundle.version}\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {kilobytes}\n"
        f"Depends: libc6 (>= {glibc}), {', '.join(NEEDS)}\n"
        f"Recommends: {', '.join(LIKES)}\n"
        f"{address}"
        "Section: education\n"
        "Priority: optional\n"
        f"Description: {SUMMARY[0].lower()}{SUMMARY[1:]}\n"
        f"{_ABOUT}"
    )


def make_deb(bundle: Bundle, out: Path, *, effort: int = 9) -> Path:
    """Wrap the bundle into a .deb in ``out``; the less ``effort`` (0 to 9), the sooner it is there and the larger."""
    architecture = run("dpkg", "--print-architecture").strip()
    root = WORK / "deb"
    when = epoch()
    lay_out(bundle, root, when)
    told = root / "DEBIAN" / "control"
    told.parent.mkdir(mode=0o755)
    told.write_text(control(bundle, architecture, size_of(root) // 1024), "utf-8")
    told.chmod(0o644)
    made = out / f"{PROGRAM}_{bundle.version}_{architecture}.deb"
    run(
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        f"-z{effort}",
        "--build",
        root,
        made,
        environment={"SOURCE_DATE_EPOCH": str(when)},
    )
    return made
