"""From an order to its installers: bundle, wrap, sign, count, try."""

from collections.abc import Callable
from pathlib import Path

from installers.bundle import Bundle, make_bundle, native_workshop
from installers.contents import check_budget, sum_of, write_sums
from installers.product import WORK, Order
from installers.steps import Checks, megabytes, say, step

FORMATS = {
    "windows": ("setup", "zip"),
    "macos": ("dmg",),
    "linux": ("deb", "tar.xz"),
}
ON_REQUEST = {"windows": (), "macos": (), "linux": ("appimage", "flatpak")}
BUDGET_OF = {"tar.xz": "tar"}  # every other one is called there as it is here
Made = dict[str, Path]


def make(order: Order, *, is_verified: bool, is_repeated: bool = False) -> int:
    """Make what was ordered, try it if wanted, make it again if wanted; return the exit code.

    Raises:
        TroubleError: Something did not come out as it must.
    """
    checks = Checks() if is_verified or is_repeated else None
    made = _MAKERS[order.target](order, checks if is_verified else None)
    if is_repeated and checks:
        with step("Making all of it again"):
            again = _MAKERS[order.target](order._replace(out=WORK / "again"), None)
        for kind, file in made.items():
            same = sum_of(file) == sum_of(again[kind])
            checks.note(f"the {kind} is the same, byte for byte, when it is made again", ok=same)
    say("\nMade:")
    for file in made.values():
        say(f"  {file.name}  {megabytes(file.stat().st_size)}  {sum_of(file)}")
    if checks is None:
        return 0
    for sentence in checks.failed:
        say(f"FAIL  {sentence}")
    say(checks.told())
    return 1 if checks.failed else 0


def _finish(bundle: Bundle, made: Made, order: Order) -> None:
    """Write what goes with the installers, and hold them against their budgets."""
    with step("Writing the papers and the sums"):
        papers = bundle.write_papers(order.out)
        write_sums([*made.values(), *papers], order.out)
        for kind, file in made.items():
            check_budget(BUDGET_OF.get(kind, kind), file)


def _linux(order: Order, checks: Checks | None) -> Made:
    from installers.linux.appimage import make_appimage
    from installers.linux.archive import make_archive
    from installers.linux.deb import make_deb
    from installers.linux.flatpak import make_flatpak
    from installers.linux.verify import verify
    from installers.system import bring

    bring("dpkg-deb")
    order.out.mkdir(parents=True, exist_ok=True)
    bundle = make_bundle("linux", order.version, native_workshop())
    makers: dict[str, Callable[[Bundle, Path], Path]] = {
        "deb": make_deb,
        "tar.xz": make_archive,
        "appimage": make_appimage,
        "flatpak": make_flatpak,
    }
    made = {}
    for kind in order.formats:
        with step(f"Wrapping the {kind}"):
            made[kind] = makers[kind](bundle, order.out)
    _finish(bundle, made, order)
    if checks:
        verify(made, bundle, order.out, checks, order.previous)
    return made


def _windows(order: Order, checks: Checks | None) -> Made:
    from installers.windows.verify import verify

    if order.backend == "native":
        bundle = make_bundle("windows", order.version, native_workshop())
        made = _wrap_for_windows(bundle, order)
        if checks:
            from installers.windows.machine import NativeWindows

            verify(NativeWindows(), made, bundle, order.out, checks, order.previous)
        return made
    from installers.display import display
    from installers.system import bring
    from installers.windows.python import check_python
    from installers.windows.wine import bring_wine, wine_workshop

    bring("Xvfb", "makensis", "import")
    with display("1500x960") as screen:  # without a window manager a window stands where Windows puts it
        wine = bring_wine(screen)
        bundle = make_bundle("windows", order.version, wine_workshop(wine))
        made = _wrap_for_windows(bundle, order)
        if checks:
            check_python(bundle.folder, checks)
            verify(wine, made, bundle, order.out, checks, order.previous)
    return made


def _wrap_for_windows(bundle: Bundle, order: Order) -> Made:
    from installers.windows.signing import Signer
    from installers.windows.wrapping import make_setup, make_zip

    order.out.mkdir(parents=True, exist_ok=True)
    signer = Signer(order.sign)
    signer.sign(*sorted(bundle.folder.glob("*.exe")))
    made = {}
    if "setup" in order.formats:
        with step("Wrapping the setup"):
            made["setup"] = make_setup(bundle, order.out, signer)
    if "zip" in order.formats:
        with step("Wrapping the portable archive"):
            made["zip"] = make_zip(bundle, order.out)
    _finish(bundle, made, order)
    return made


def _macos(order: Order, checks: Checks | None) -> Made:
    import platform

    from installers.macos import verify
    from installers.macos.image import make_image, signing_identity

    if order.backend == "read":
        verify.read(checks or Checks())
        say("\nWhat only a Mac can tell:")
        for sentence in verify.NEEDS_A_MAC:
            say(f"  {sentence}")
        return {}
    order.out.mkdir(parents=True, exist_ok=True)
    bundle = make_bundle("macos", order.version, native_workshop(), is_sandboxed=order.is_sandboxed)
    with step("Wrapping the disk image"):
        made = {"dmg": make_image(bundle, order.out, platform.machine(), order.sign)}
    _finish(bundle, made, order)
    if checks:
        is_signed = bool(signing_identity(order.sign))
        verify.try_on_mac(bundle, made["dmg"], checks, is_signed=is_signed, is_sandboxed=order.is_sandboxed)
    return made


_MAKERS: dict[str, Callable[[Order, Checks | None], Made]] = {"linux": _linux, "macos": _macos, "windows": _windows}
