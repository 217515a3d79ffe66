"""The portable archive: the bundle as it is, with a mark that keeps the reader's notes beside it."""

import lzma
import platform
import shutil
import tarfile
from pathlib import Path

from installers.bundle import Bundle, date_all
from installers.linux.tree import menu_entry, metainfo, set_modes
from installers.portable import write_mark
from installers.product import IDENTIFIER, PROGRAM, WORK, epoch


def make_archive(bundle: Bundle, out: Path) -> Path:
    """Pack the bundle into a .tar.xz in ``out``, the same bytes each time."""
    top = f"{PROGRAM}-{bundle.version}"
    tree = WORK / "archive" / top
    shutil.rmtree(tree.parent, ignore_errors=True)
    shutil.copytree(bundle.folder, tree, symlinks=True)
    write_mark(tree)
    share = tree / "share"
    share.mkdir()
    (share / f"{PROGRAM}.desktop").write_text(menu_entry(), "utf-8", newline="\n")
    (share / f"{IDENTIFIER}.metainfo.xml").write_text(metainfo(bundle.version, epoch()), "utf-8", newline="\n")
    shutil.copyfile(bundle.icons / "app-256.png", share / f"{PROGRAM}.png")
    set_modes(tree)
    date_all(tree, epoch())
    made = out / f"{top}-linux-{platform.machine()}.tar.xz"
    with (
        lzma.open(made, "wb", preset=9) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in (tree, *sorted(tree.rglob("*"))):
            tar.add(path, str(path.relative_to(tree.parent)), recursive=False, filter=_nobodys)
    return made


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take from an entry whose it is and when it was made."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = epoch()
    return entry
