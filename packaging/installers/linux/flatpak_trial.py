"""The Flatpak built and used where Flathub cannot be reached: on a stand-in for its runtime, made of Debian's packages.

That the recipe holds and that the program lives in its sandbox is seen; that KDE's own runtime has all it needs is not.
"""

import platform
import shutil
from collections.abc import Mapping
from pathlib import Path

from installers.bundle import Bundle
from installers.contents import check_budget
from installers.linux.clean_root import CleanRoot
from installers.linux.flatpak import build, manifest
from installers.product import IDENTIFIER, WORK
from installers.steps import Checks, attempt, run, say
from installers.system import bring

_ONLY_STOPS = (
    "#!/bin/sh\nexit 0\n"  # appstream-compose, which Debian has under another name; the papers are read elsewhere
)


def live_with_flatpak(root: CleanRoot, bundle: Bundle, checks: Checks) -> None:
    """Build the Flatpak on the libraries of a system that has what the .deb asks for; install and use it."""
    bring("flatpak", "flatpak-builder", "bwrap")
    if attempt("bwrap", "--ro-bind", "/", "/", "--unshare-net", "true").returncode:
        say("   this machine makes no sandboxes, so the Flatpak is not tried")
        return
    folder = WORK / "flatpak-trial"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "home").mkdir(parents=True)
    apart = {
        "FLATPAK_USER_DIR": str(folder / "installation"),
        "HOME": str(folder / "home"),
        "XDG_DATA_HOME": str(folder / "home"),
    }
    _stand_in(root, folder, apart)
    made = build(bundle, folder, folder, "--disable-rofiles-fuse", environment=apart)
    check_budget("flatpak", made)
    run("flatpak", "install", "--user", "-y", "--noninteractive", made, environment=apart)
    inside = ("flatpak", "run", "--user", "--env=QT_QPA_PLATFORM=offscreen", IDENTIFIER)
    done = attempt(*inside, "selftest", "selftest.json", environment=apart)
    seen = done.stdout + done.stderr
    checks.note("the selftest passes in the sandbox of the Flatpak", ok=done.returncode == 0, seen=seen)
    done = attempt(*inside, "note", "--quote", "the knot of war", environment=apart)
    checks.note("a note is written in it", ok=done.returncode == 0, seen=done.stderr)
    kept = list((folder / "home" / ".var" / "app" / IDENTIFIER).rglob("notes.sqlite"))
    checks.note("it is kept in the sandbox's own folder", ok=len(kept) == 1, seen=str(kept))
    shown = run("flatpak", "info", "--user", "--show-permissions", IDENTIFIER, environment=apart)
    reach = [word for word in ("network", "filesystems") if word in shown]
    checks.note("it reaches no network and none of the reader's files", ok=not reach, seen=shown)
    shutil.rmtree(folder, ignore_errors=True)


def _stand_in(root: CleanRoot, folder: Path, apart: Mapping[str, str]) -> None:
    """Make what answers to the names of the runtime and of its development part, and install both."""
    told = manifest(folder)
    version, repository = told["runtime-version"], folder / "runtimes"
    runtime, sdk = (f"{told[part]}/{platform.machine()}/{version}" for part in ("runtime", "sdk"))
    for name in (told["runtime"], told["sdk"]):
        base = folder / name
        for needed in ("files", "export"):
            (base / needed).mkdir(parents=True)
        run("cp", "-al", root.path("/usr"), base / "usr")
        run("cp", "-a", root.path("/etc"), base / "usr" / "etc")
        compose = base / "usr" / "bin" / "appstream-compose"
        compose.write_text(_ONLY_STOPS, "utf-8")
        compose.chmod(0o755)
        words = f"[Runtime]\nname={name}\nruntime={runtime}\nsdk={sdk}\n"
        (base / "metadata").write_text(words, "utf-8")
        options = ("--runtime", "--disable-sandbox")
        run("flatpak", "build-export", *options, repository, base, version, environment=apart)
        shutil.rmtree(base)
    run("flatpak", "remote-add", "--user", "--no-gpg-verify", "stand-in", repository, environment=apart)
    run("flatpak", "install", "--user", "-y", "--noninteractive", "stand-in", runtime, sdk, environment=apart)
