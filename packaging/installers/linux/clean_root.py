"""A Debian or Ubuntu with nothing but itself, to install into: what is missing there would be missing at a reader's."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installers.product import WORK
from installers.steps import attempt, run, step

READER = "reader"
NEWER_UBUNTU = "noble"
_UBUNTU = ("jammy", NEWER_UBUNTU)
_SCRIPT_OF_UBUNTU = (
    "/usr/share/debootstrap/scripts/gutsy"  # every newer one is made as that one; a Debian knows few names
)
HOME = f"/home/{READER}"


class CleanRoot:
    """A system below a folder, and commands run in it as its administrator or as a reader."""

    def __init__(self, folder: Path) -> None:
        """Take the system in ``folder``."""
        self.folder = folder

    def path(self, inside: str) -> Path:
        """Return where a file of the system stands for us."""
        return self.folder / inside.lstrip("/")

    def as_administrator(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as root."""
        settings = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "HOME": "/root"}
        return attempt("chroot", self.folder, *command, environment=settings)

    def as_reader(self, *command: str, offline: bool = False, display: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command as somebody with a home and no rights, on a machine without a network if told so."""
        return attempt(*self.reader_command(*command, offline=offline, display=display), seconds=120)

    def reader_command(self, *command: str, offline: bool = False, display: str = "") -> list[str]:
        """Return the words that run a command as the reader."""
        alone = ["unshare", "--net"] if offline else []
        settings = [f"HOME={HOME}", f"USER={READER}", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"]
        if display:
            settings.append(f"DISPLAY={display}")
        become = ["chroot", f"--userspec={READER}:{READER}", str(self.folder), "env", "-i", *settings]
        return [*alone, *become, *command]


@contextmanager
def clean_root(ubuntu: str = "") -> Iterator[CleanRoot]:
    """Make a minimal system, once; hand out a fresh copy of it, and take that away again.

    Args:
        ubuntu: Where Ubuntu's packages are, for a newer Ubuntu; otherwise it is this machine's own release.
    """
    suite = NEWER_UBUNTU if ubuntu else run("sh", "-c", '. /etc/os-release && printf %s "$VERSION_CODENAME"')
    pristine = WORK / f"root-{suite}"
    if not (pristine / "etc" / "debian_version").exists():
        with step(f"Making a minimal {suite} to install into"):
            shutil.rmtree(pristine, ignore_errors=True)
            half = pristine.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            # Ubuntu keeps some of what Qt needs in its second part; every reader's machine has it.
            parts = "main,universe" if suite in _UBUNTU else "main"
            where = (ubuntu, _SCRIPT_OF_UBUNTU) if ubuntu else _mirror(suite)
            run("debootstrap", "--variant=minbase", f"--components={parts}", suite, half, *where)
            half.rename(pristine)
    folder = WORK / "root"
    _leave(folder)
    run("cp", "-a", pristine, folder)
    shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    run("mount", "-t", "proc", "proc", folder / "proc")
    try:
        root = CleanRoot(folder)
        root.as_administrator("useradd", "--create-home", READER)
        root.as_administrator("apt-get", "update", "-qq")
        yield root
    finally:
        _leave(folder)


def _mirror(suite: str) -> list[str]:
    """Return where this machine's own packages come from."""
    told = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", f"Codename: {suite}")
    return told.split()[:1]


def _leave(folder: Path) -> None:
    attempt("umount", folder / "proc")
    if folder.exists() and not folder.joinpath("proc", "version").exists():
        shutil.rmtree(folder)
