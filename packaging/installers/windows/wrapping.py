"""The two things that readers of Windows download: the setup and the portable archive."""

import os
import shutil
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from installers.bundle import Bundle, date_all
from installers.portable import write_mark
from installers.product import (
    COPYRIGHT,
    KINDS,
    NAME,
    PACKAGING,
    PROGRAM,
    PUBLISHER,
    ROOT,
    SUMMARY,
    WORK,
    Kind,
    epoch,
    numbers,
)
from installers.steps import run
from installers.windows.signing import Signer

_STEM = NAME.replace(" ", "-")


def kinds_file(kinds: Sequence[Kind]) -> str:
    """Return what the setup's script is told of the kinds of files that it may offer the program for."""
    if not kinds:
        return ""
    offers = "".join(f'  !insertmacro OfferKind "{kind.extension}"\n' for kind in kinds)
    names = ", ".join(f".{kind.extension}" for kind in kinds)
    return f'!define KINDS "{names}"\n!macro OfferKinds\n{offers}!macroend\n'


def make_setup(bundle: Bundle, out: Path, signer: Signer, kinds: Sequence[Kind] = KINDS) -> Path:
    """Wrap the bundle into a setup in ``out``, which may offer the program for ``kinds`` of files."""
    made = out / f"{_STEM}-{bundle.version}-setup.exe"
    told_kinds = WORK / "kinds.nsh"
    told_kinds.write_text(kinds_file(kinds), "utf-8", newline="\n")
    licence = WORK / "licence.txt"
    licence.write_text((ROOT / "LICENSE").read_text("utf-8"), "utf-8", newline="\r\n")
    date_all(bundle.folder, epoch())
    told = {
        "NAME": NAME,
        "PROGRAM": PROGRAM,
        "PUBLISHER": PUBLISHER,
        "SUMMARY": SUMMARY,
        "COPYRIGHT": COPYRIGHT,
        "VERSION": bundle.version,
        "NUMBERS": ".".join(map(str, numbers(bundle.version))),
        "BUNDLE": str(bundle.folder),
        "ICON": str(bundle.icons / "app.ico"),
        "KINDS_FILE": str(told_kinds),
        "LICENCE": str(licence),
        "PICTURE": str(bundle.icons / "setup.bmp"),
        "OUT": str(made),
    }
    if signer.command_line:
        told["SIGN"] = signer.command_line
    defined = [f"-D{name}={value}" for name, value in told.items()]
    compiler = shutil.which("makensis") or str(Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe")
    script = PACKAGING / "windows" / "setup.nsi"
    run(
        compiler,
        "-V2",
        "-WX",
        "-INPUTCHARSET",
        "UTF8",
        *defined,
        script,
        environment={"SOURCE_DATE_EPOCH": str(epoch())},
    )
    signer.sign(made)
    return made


def make_zip(bundle: Bundle, out: Path) -> Path:
    """Pack the bundle into a .zip in ``out`` with the mark of a portable program, the same bytes each time."""
    top = f"{_STEM}-{bundle.version}"
    tree = WORK / "zip" / top
    shutil.rmtree(tree.parent, ignore_errors=True)
    shutil.copytree(bundle.folder, tree)
    write_mark(tree)
    made = out / f"{top}-portable.zip"
    when = datetime.fromtimestamp(epoch(), UTC).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(tree.parent).as_posix(), when)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return made
