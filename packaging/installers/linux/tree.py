"""The bundle laid out as a Linux system keeps its programs: below ``usr``, with menu entry, icons and papers."""

import gzip
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from installers.bundle import Bundle, date_all
from installers.components import joined_licences
from installers.product import (
    COPYRIGHT,
    HOMEPAGE,
    IDENTIFIER,
    KINDS,
    NAME,
    PACKAGING,
    PROGRAM,
    ROOT,
    SUMMARY,
    Kind,
    epoch,
)

RECIPES = PACKAGING / "linux"
_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def metainfo(version: str, when: int, homepage: str = HOMEPAGE, kinds: Sequence[Kind] = KINDS) -> str:
    """Return what software centres are told, of this version."""
    text = (RECIPES / "metainfo.xml").read_text("utf-8")
    told = {
        "IDENTIFIER": IDENTIFIER,
        "HOMEPAGE": f'  <url type="homepage">{escape(homepage)}</url>\n' if homepage else "",
        "KINDS": "".join(f"    <mediatype>{kind.mime}</mediatype>\n" for kind in kinds),
        "VERSION": version,
        "DATE": datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%d"),
    }
    for name, value in told.items():
        text = text.replace(f"@{name}@", value)
    return text


def menu_entry(kinds: Sequence[Kind] = KINDS) -> str:
    """Return the menu entry, which takes files only where there are kinds of files that the program opens."""
    text = (RECIPES / "cca-desktop.desktop").read_text("utf-8")
    mime = f"MimeType={''.join(f'{kind.mime};' for kind in kinds)}\n" if kinds else ""
    return text.replace("@FILES@", " %F" if kinds else "").replace("@MIME@", mime)


def lay_out(bundle: Bundle, root: Path, when: int) -> None:
    """Fill the new folder ``root`` with a tree that can be put over a system's own."""
    shutil.rmtree(root, ignore_errors=True)
    share = root / "usr" / "share"
    shutil.copytree(bundle.folder, root / "usr" / "lib" / PROGRAM, symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / PROGRAM).symlink_to(f"../lib/{PROGRAM}/{PROGRAM}")
    _write(share / "applications" / f"{PROGRAM}.desktop", menu_entry())
    _write(share / "metainfo" / f"{IDENTIFIER}.metainfo.xml", metainfo(bundle.version, when))
    icons = share / "icons" / "hicolor"
    _copy(ROOT / "resources" / "icons" / "app.svg", icons / "scalable" / "apps" / f"{PROGRAM}.svg")
    for size in _ICON_SIZES:
        _copy(bundle.icons / f"app-{size}.png", icons / f"{size}x{size}" / "apps" / f"{PROGRAM}.png")
    papers = share / "doc" / PROGRAM
    _write(papers / "copyright", f"{NAME}: {SUMMARY}\n{COPYRIGHT}\n\n{joined_licences(bundle.licences)}")
    _write(papers / f"{PROGRAM}.cdx.json", bundle.inventory())
    _zip(papers / "changelog.gz", (ROOT / "CHANGELOG.md").read_bytes())
    _zip(share / "man" / "man1" / f"{PROGRAM}.1.gz", manual(bundle.version).encode())
    set_modes(root)
    date_all(root, when)


def manual(version: str) -> str:
    """Return the page of the manual, with the version in its foot."""
    return (RECIPES / "cca-desktop.1").read_text("utf-8").replace("@VERSION@", version)


def set_modes(root: Path) -> None:
    """Give folders and programs 755 and everything else 644, whatever the mask of whoever builds."""
    for path in (root, *root.rglob("*")):
        if path.is_symlink():
            continue
        is_program = path.is_file() and bool(path.stat().st_mode & 0o100)
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)


def oldest_glibc(files: Iterable[Path]) -> str:
    """Return the version of the C library that every file can do with, by the symbols they ask for."""
    asked = {match for file in files if file.is_file() for match in re.findall(rb"GLIBC_2\.(\d+)", file.read_bytes())}
    return f"2.{max(map(int, asked))}"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")


def _zip(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=epoch()))
