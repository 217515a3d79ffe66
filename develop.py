"""Everything a developer or a curious reader starts: the environment, the window, the tests, the checks.

``python develop.py VERB``, on Linux, macOS and Windows, with nothing but Python's standard library at hand; the same as
``make VERB``. It stays readable to older interpreters, so that it can look for one that is new enough.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PROGRAM = BIN / ("cca-desktop.exe" if os.name == "nt" else "cca-desktop")
STAMP = VENV / "made-from.txt"
PICTURES = ROOT / "pictures"

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")

# What Qt needs of a Debian or Ubuntu, beyond what a bare one has.
QT_PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 "
    "libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1"
)
LOAD_QT = """
import ctypes, pathlib, sys
import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg
if sys.platform == "linux":
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
"""


class TroubleError(Exception):
    """Something is missing that only the person at the keyboard can bring."""


def say(sentence: str) -> None:
    """Tell what happens now, in one line."""
    print(sentence, flush=True)


def env() -> int:
    """Make .venv: the program and all that its tests need, from hashed files."""
    say(f"The environment is ready: {PROGRAM.relative_to(ROOT)}")
    return 0


def refresh() -> None:
    """Make the environment, or bring it up to date; nothing to do costs next to nothing."""
    if is_up_to_date():
        return
    if not PYTHON.exists():
        make_venv()
    install()
    check_qt()
    compile_ahead()
    STAMP.write_text(fingerprint(), "utf-8")


def is_up_to_date() -> bool:
    """Tell whether the environment is there and made from what stands here now."""
    whole = PYTHON.exists() and PROGRAM.exists() and STAMP.exists()
    return whole and STAMP.read_text("utf-8") == fingerprint()


def fingerprint() -> str:
    """Return what the environment is made from, as one short text: when it differs, the environment is out of date."""
    digest = hashlib.sha256(str(ROOT).encode())
    for part in ("requirements/dev.txt", "pyproject.toml", "cca_desktop/__init__.py", "develop.py"):
        digest.update((ROOT / part).read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Make an empty .venv with this interpreter; without ensurepip, with uv; without either, ask the system for it."""
    say(f"Making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    if not has_module("ensurepip"):
        if shutil.which("uv"):
            quietly("uv", "venv", "--python", sys.executable, str(VENV))
            return
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not install_packages(package):
            raise TroubleError(f"Python cannot make environments here yet. This line mends it:\n  {apt_line(package)}")
    quietly(sys.executable, "-m", "venv", str(VENV))


def has_module(name: str) -> bool:
    """Tell whether this interpreter has the module."""
    return importlib.util.find_spec(name) is not None


def install() -> None:
    """Install the hashed requirements, wheels alone, and the program itself as a link to this folder."""
    say("Installing what it needs (about 100 MB the first time)")
    requirements = str(ROOT / "requirements" / "dev.txt")
    if list(VENV.glob("**/site-packages/pip")):
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    elif shutil.which("uv"):
        pip = ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        raise TroubleError("The folder .venv has no pip, and there is no uv. Delete the folder and try again.")
    # The file names everything down to the last; what pip works out by itself may be newer than the pin, and refused.
    quietly(*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", requirements)
    quietly(*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT))


def compile_ahead() -> None:
    """As an installer does: the first start is as quick as the second, also where Python may keep no bytecode."""
    quietly(str(PYTHON), "-m", "compileall", "-q", str(ROOT / "cca_desktop"))
    quietly(str(PYTHON), "-c", "from cca_desktop.ui.binding import import_binding; import_binding(keeps=True)")


def check_qt() -> None:
    """Load Qt and its window plugin; where system libraries are missing, install them or say how."""
    trouble = qt_trouble()
    if trouble and install_packages(*QT_PACKAGES.split()):
        trouble = qt_trouble()
    if trouble:
        raise TroubleError(
            f"Qt needs system libraries that are not here ({trouble}). On Debian or Ubuntu this line brings them:\n"
            f"  {apt_line(*QT_PACKAGES.split())}"
        )


def qt_trouble() -> str:
    """Return the loader's complaint, or nothing when Qt loads."""
    loaded = subprocess.run([str(PYTHON), "-c", LOAD_QT], capture_output=True, text=True, check=False)
    return loaded.stderr.strip().splitlines()[-1] if loaded.returncode else ""


def install_packages(*packages: str) -> bool:
    """Install packages of the system where that is allowed without a question; tell whether it was done."""
    become = privilege()
    if become is None:
        return False
    say(f"Installing from the system: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", *packages)):
        done = subprocess.run(
            [*become, "apt-get", *command], capture_output=True, text=True, env=environment, check=False
        )
        if done.returncode:
            say((done.stderr or done.stdout).strip())
    return done.returncode == 0


def privilege() -> list[str] | None:
    """Return the words to put before apt-get, or None where packages cannot be installed without a question."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
        return ["sudo", "-n"]
    return None


def apt_line(*packages: str) -> str:
    """Return the one line that brings packages to a Debian or Ubuntu."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def quietly(*command: str) -> None:
    """Run a command that is only worth hearing when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise TroubleError(f"This did not work: {' '.join(command)}\n{(done.stdout + done.stderr).strip()}")


def loudly(*command: str | Path) -> int:
    """Run a command in the root, its output shown, and return its exit code."""
    return subprocess.run([str(part) for part in command], check=False, cwd=ROOT).returncode


def run() -> int:
    """Open the window; without a display, draw it to a picture."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        say("There is no display here, so the window is drawn to a picture.")
        return draw("window.png")
    return loudly(PROGRAM)


def picture() -> int:
    """Draw the window, light and dark, into pictures/."""
    return draw("window.png") or draw("window-dark.png", "--theme", "dark")


def draw(name: str, *options: str) -> int:
    """Draw the window to pictures/``name`` and say where that is."""
    PICTURES.mkdir(exist_ok=True)
    code = loudly(PROGRAM, "picture", PICTURES / name, *options)
    if code == 0:
        say(f"Drawn: {PICTURES / name}")
    return code


def test() -> int:
    """Run every test."""
    bring_real_windows()
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    return loudly(PYTHON, "-m", "pytest", "-q", "-n", workers, "--dist", "loadfile")


def bring_real_windows() -> bool:
    """Bring Xvfb and xdotool, for real windows and real key presses; tell whether they are here."""
    missing = [package for package, tool in (("xvfb", "Xvfb"), ("xdotool", "xdotool")) if not shutil.which(tool)]
    if not missing or install_packages(*missing):
        return True
    if sys.platform == "linux":
        say(f"Without a real window ({' '.join(missing)} missing); this line brings it:\n  {apt_line(*missing)}")
    return False


def lint() -> int:
    """Check layout, style, types, floors, spelling and unused code, each whatever the others say."""
    checks: tuple[tuple[str | Path, ...], ...] = (
        (BIN / "ruff", "check", "--quiet"),
        (BIN / "ruff", "format", "--check", "--quiet"),
        (PYTHON, "-m", "mypy", "--no-error-summary"),
        (BIN / "lint-imports",),
        (BIN / "codespell",),
        (BIN / "vulture",),
    )
    failed = []
    for check in checks:
        name = " ".join(Path(part).stem if isinstance(part, Path) else part for part in check)
        say(f"== {name}")
        if loudly(*check):
            failed.append(name)
    say(f"Not clean: {', '.join(failed)}" if failed else "All clean.")
    return 1 if failed else 0


def bench() -> int:
    """Measure the window against a bare one, keys to answers, a long text, and search against others."""
    if not bring_real_windows():
        return 1
    scripts = ("window.py", "keys_to_answer.py", "event_loop.py", "large_text.py", "search_engines.py")
    return max(loudly(PYTHON, ROOT / "benchmarks" / name) for name in scripts)


def installer() -> int:
    """Make the installers of this system, into dist/."""
    return loudly(sys.executable, ROOT / "packaging" / "build.py")


def installer_windows() -> int:
    """Make the Windows setup on Debian, under Wine, into dist/."""
    return loudly(sys.executable, ROOT / "packaging" / "build.py", "--target", "windows", "--backend", "wine")


def verify_installers() -> int:
    """Make the installers that Debian can make, twice; install, use, upgrade and remove each of them."""
    build = (sys.executable, ROOT / "packaging" / "build.py", "--verify", "--twice", "--target")
    codes = [
        loudly(*build, "linux"),
        loudly(*build, "windows", "--backend", "wine"),
        loudly(*build, "macos", "--backend", "read"),
    ]
    return max(codes)


VERBS: dict[str, Callable[[], int]] = {
    "env": env,
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "picture": picture,
    "installer": installer,
    "installer-windows": installer_windows,
    "verify-installers": verify_installers,
}


def show_help() -> None:
    """List the verbs."""
    for verb, job in VERBS.items():
        say(f"  {verb:17} {(job.__doc__ or '').splitlines()[0]}")


def with_newer_python(arguments: list[str]) -> int:
    """Start this file again with an interpreter that is new enough."""
    for name in NEWER:
        found = shutil.which(name)
        ask = f"import sys; sys.exit(sys.version_info < {OLDEST})"
        if found and subprocess.run([found, "-c", ask], capture_output=True, check=False).returncode == 0:
            return loudly(found, __file__, *arguments)
    if shutil.which("uv"):
        return loudly("uv", "run", "--no-project", "--python", f">={OLDEST[0]}.{OLDEST[1]}", __file__, *arguments)
    raise TroubleError(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this one is {sys.version.split()[0]}.")


def main(arguments: list[str]) -> int:
    """Do the one verb that was asked for, on an environment that is up to date."""
    verb = arguments[0] if len(arguments) == 1 else "help"
    if verb not in VERBS:
        say("python develop.py VERB, where VERB is one of")
        show_help()
        return 0 if arguments in ([], ["help"]) else 2
    try:
        if sys.version_info[:2] < OLDEST:
            return with_newer_python(arguments)
        refresh()
        return VERBS[verb]()
    except TroubleError as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
