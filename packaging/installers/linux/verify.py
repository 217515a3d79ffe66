"""The whole life of the Linux packages in a clean Debian: installed, used, upgraded, removed."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from installers.bundle import Bundle
from installers.display import display, picture_of_still_window
from installers.linux.appimage import lay_out_appdir, pack
from installers.linux.clean_root import HOME, READER, CleanRoot, clean_root
from installers.linux.deb import make_deb
from installers.linux.flatpak import write_manifest
from installers.linux.flatpak_trial import live_with_flatpak
from installers.portable import MARK
from installers.product import IDENTIFIER, KINDS, PROGRAM, WORK
from installers.steps import Checks, attempt, run, step
from installers.system import bring

INSTALLED = f"/usr/lib/{PROGRAM}"
NOTES = f"{HOME}/.local/share/CCA Desktop"
_OLDER = "0.0.1"
_QUOTE = "the knot of war"


def verify(made: dict[str, Path], bundle: Bundle, out: Path, checks: Checks, previous: Path | None = None) -> None:
    """Try what was made; add to ``checks`` and leave pictures in ``out``."""
    bring("debootstrap", "desktop-file-validate", "appstreamcli", "flatpak-builder", "Xvfb", "import")
    with step("Reading the papers"):
        read_papers(bundle, checks)
    with step("Starting from the files of an AppImage"):
        start_from_appdir(bundle, checks)
    if "appimage" in made:
        with step("Starting the AppImage itself"):
            start_appimage(made["appimage"], checks)
    with clean_root() as root:
        if "deb" in made:
            with step("Living with the .deb"):
                live_with_deb(root, made["deb"], bundle, out / "window-linux.png", checks, previous)
            with step("Living with the Flatpak, on a stand-in for its runtime"):
                live_with_flatpak(root, bundle, checks)
        if "tar.xz" in made:
            with step("Living with the archive"):
                live_with_archive(root, made["tar.xz"], has_libraries="deb" in made, checks=checks)
    mirror = os.environ.get("UBUNTU_MIRROR", "")
    if "deb" in made and mirror:
        with clean_root(mirror) as root, step("Living with the .deb in a newer Ubuntu"):
            live_with_deb(root, made["deb"], bundle, out / "window-ubuntu.png", checks, previous)


def read_papers(bundle: Bundle, checks: Checks) -> None:
    """Hold menu entry and description against the standards."""
    share = WORK / "deb" / "usr" / "share"
    if not share.exists():
        return
    told = attempt("desktop-file-validate", share / "applications" / f"{PROGRAM}.desktop")
    checks.note("the menu entry is valid", ok=not told.returncode and not told.stdout.strip(), seen=told.stdout)
    told = attempt("appstreamcli", "validate", "--no-net", share / "metainfo" / f"{IDENTIFIER}.metainfo.xml")
    checks.note("the AppStream description is valid", ok=not told.returncode, seen=told.stdout)
    entry = (share / "applications" / f"{PROGRAM}.desktop").read_text("utf-8")
    kinds = [kind.mime for kind in KINDS if kind.mime not in entry]
    checks.note(
        "it offers the files that the program opens, and no others",
        ok=not kinds and bool(KINDS) == ("MimeType" in entry),
    )
    manifest = write_manifest(WORK / "deb", WORK)
    told = attempt("flatpak-builder", "--show-manifest", manifest, folder=WORK)  # it leaves a folder where it runs
    checks.note("the manifest of the Flatpak is read by flatpak-builder", ok=not told.returncode, seen=told.stderr)
    inventory = json.loads((share / "doc" / PROGRAM / f"{PROGRAM}.cdx.json").read_text("utf-8"))
    names = {component["name"] for component in inventory["components"]}
    checks.note("the inventory names Qt and the letter", ok={"Qt", "pyside6-essentials"} <= names)
    checks.note("the licences travel with it", ok=(bundle.folder / "_internal/licences/LGPL-3.txt").exists())


def start_from_appdir(bundle: Bundle, checks: Checks) -> None:
    """Pack what an AppImage would hold, unpack it elsewhere, and run it from there."""
    packed = pack(lay_out_appdir(bundle))
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "image"
        run("unsquashfs", "-no-progress", "-d", folder, packed)
        done = attempt(folder / "AppRun", "selftest", Path(scratch) / "selftest.json", environment=_at_home_in(scratch))
        checks.note("the selftest passes from there", ok=not done.returncode, seen=done.stdout + done.stderr)
        told = attempt("desktop-file-validate", folder / f"{PROGRAM}.desktop")
        icon = (folder / ".DirIcon").resolve().exists()
        (folder / "usr/lib" / PROGRAM / "_internal/PySide6/QtPrintSupport.abi3.so").unlink()
        done = attempt(folder / "AppRun", "selftest", Path(scratch) / "selftest.json", environment=_at_home_in(scratch))
        checks.note("without one of its libraries it fails", ok=done.returncode == 1, seen=done.stdout + done.stderr)
    checks.note("menu entry and icon stand where they must", ok=not told.returncode and icon, seen=told.stdout)


def start_appimage(image: Path, checks: Checks) -> None:
    """Run the one file, where there is no mounting: it unpacks itself first."""
    with TemporaryDirectory() as scratch:
        settings = {**_at_home_in(scratch), "APPIMAGE_EXTRACT_AND_RUN": "1"}
        done = attempt(image, "selftest", Path(scratch) / "selftest.json", environment=settings)
    checks.note("the selftest passes from the one file", ok=not done.returncode, seen=done.stdout + done.stderr)


def _at_home_in(folder: str) -> dict[str, str]:
    return {"HOME": folder, "XDG_DATA_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}


def live_with_deb(
    root: CleanRoot, deb: Path, bundle: Bundle, picture: Path, checks: Checks, previous: Path | None = None
) -> None:
    """Install an older one, write, upgrade, use, remove."""
    older = previous or _older_deb(bundle)
    done = _install(root, older)
    checks.note("an older version installs with nothing but its dependencies", ok=not done.returncode, seen=done.stderr)
    stale = root.path(f"{INSTALLED}/_internal/stale.txt")
    if not previous:
        checks.note("the older version has a file that the newer lacks", ok=stale.exists())
    _write_note(root, "An old note.", checks)
    done = _install(root, deb)
    checks.note("the new version installs over it", ok=not done.returncode, seen=done.stderr)
    checks.note("files of the older version are gone", ok=not stale.exists())
    told = root.as_reader(PROGRAM, "--version").stdout
    checks.note(f"it is version {bundle.version}", ok=told.split()[-1:] == [bundle.version.split("+")[0]], seen=told)
    checks.note("the old note is kept", ok="An old note." in root.as_reader(PROGRAM, "notes", "--json").stdout)
    _use(root, [PROGRAM], checks)
    _find_libraries(root, checks)
    _see_window(root, picture, checks)
    done = root.as_administrator("apt-get", "remove", "-y", "-qq", PROGRAM)
    checks.note("it is removed", ok=not done.returncode, seen=done.stderr)
    left = [path for path in (INSTALLED, f"/usr/bin/{PROGRAM}") if root.path(path).exists()]
    checks.note("nothing of the program is left", ok=not left, seen=" ".join(left))
    checks.note("the notes are still there", ok=root.path(f"{NOTES}/notes.sqlite").exists())


def live_with_archive(root: CleanRoot, archive: Path, *, has_libraries: bool, checks: Checks) -> None:
    """Unpack it in the reader's home and use it there."""
    if not has_libraries:
        root.as_administrator("apt-get", "install", "-y", "-qq", "--no-install-recommends", "libegl1", "libgl1")
    shutil.rmtree(root.path(NOTES), ignore_errors=True)
    run("tar", "-xf", archive, "-C", root.path(HOME), "--no-same-owner")
    (folder,) = root.path(HOME).glob(f"{PROGRAM}-*")
    root.as_administrator("chown", "-R", f"{READER}:", f"{HOME}/{folder.name}")
    checks.note("the mark of a portable program is there", ok=(folder / MARK).exists())
    program = f"{HOME}/{folder.name}/{PROGRAM}"
    _use(root, [program], checks)
    done = root.as_reader(program, "note", "--quote", _QUOTE)
    checks.note("a note is written", ok=not done.returncode, seen=done.stderr)
    checks.note("it is kept beside the program", ok=(folder / "profile" / "notes.sqlite").exists())
    checks.note("nothing is kept elsewhere", ok=not root.path(NOTES).exists())


def _older_deb(bundle: Bundle) -> Path:
    """Wrap the same bundle as an older version, with a file that has gone since."""
    folder = WORK / "older"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bundle.folder, folder / PROGRAM, symlinks=True)
    (folder / PROGRAM / "_internal" / "stale.txt").write_text("It has gone since.\n", "utf-8")
    return make_deb(bundle._replace(folder=folder / PROGRAM, version=_OLDER), folder, effort=0)


def _install(root: CleanRoot, deb: Path) -> subprocess.CompletedProcess[str]:
    shutil.copyfile(deb, root.path(f"/var/tmp/{deb.name}"))
    return root.as_administrator("apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/var/tmp/{deb.name}")


def _write_note(root: CleanRoot, words: str, checks: Checks) -> None:
    root.path(f"{HOME}/body.md").write_text(words, "utf-8")
    done = root.as_reader(PROGRAM, "note", "--quote", _QUOTE, "--body", f"{HOME}/body.md")
    checks.note("a note is written with it", ok=not done.returncode, seen=done.stderr)


def _use(root: CleanRoot, program: list[str], checks: Checks) -> None:
    done = root.as_reader(*program, "selftest", f"{HOME}/selftest.json", offline=True)
    report = root.path(f"{HOME}/selftest.json")
    told = json.loads(report.read_text("utf-8")) if report.exists() else {}
    seen = done.stdout + done.stderr
    checks.note("the selftest passes, without a network", ok=done.returncode == 0 and told.get("ok") is True, seen=seen)
    checks.note("it says nothing that nobody expects", ok=not done.stderr.strip(), seen=done.stderr)
    found = root.as_reader(*program, "search", "offensive weapons", "--json")
    checks.note("the command line finds words", ok=not found.returncode and json.loads(found.stdout)["total"] > 0)
    wrong = root.as_reader(*program, "dance")
    checks.note("wrong usage is told by exit code 2", ok=wrong.returncode == 2, seen=str(wrong.returncode))
    drawn = root.as_reader(*program, "picture", f"{HOME}/picture.png", "--query", "knot")
    picture = root.path(f"{HOME}/picture.png")
    checks.note("a picture is drawn", ok=not drawn.returncode and picture.stat().st_size > 50_000, seen=drawn.stderr)


def _find_libraries(root: CleanRoot, checks: Checks) -> None:
    """Ask the loader of the clean system whether it finds all that Qt's way to the screen needs."""
    look = (
        f"find {INSTALLED} -name '*.so*' ! -name 'libcups*' ! -name '*[wW]ayland*' ! -path '*wayland*' -exec ldd {{}} +"
    )
    told = root.as_administrator("sh", "-c", f"LD_LIBRARY_PATH={INSTALLED}/_internal; export LD_LIBRARY_PATH; {look}")
    lost = sorted({line.split()[0] for line in told.stdout.splitlines() if "not found" in line})
    checks.note("every library is found by what the .deb asks for", ok=not lost, seen=" ".join(lost))


def _see_window(root: CleanRoot, picture: Path, checks: Checks) -> None:
    """Open the real window on a display and take a picture of it."""
    with display() as name:
        command = root.reader_command(PROGRAM, display=name)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as window:
            colours = picture_of_still_window(name, picture)
            checks.note("the real window opens", ok=colours > 200, seen=f"{colours} colours")
            window.terminate()
            _, said = window.communicate(timeout=20)
    checks.note("it closes in order when told to", ok=window.returncode == 0, seen=f"{window.returncode} {said}")
