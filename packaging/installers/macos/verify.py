"""What is known of the macOS application: on a Mac by running it, elsewhere by reading what it would be made of."""

import json
import plistlib
import tempfile
from pathlib import Path

from installers.bundle import Bundle, draw_icons
from installers.environment import bring_environment
from installers.macos.image import cask, stage
from installers.macos.macho import slices
from installers.macos.plist import OLDEST_MACOS, info_plist
from installers.macos.wheels import read_wheels
from installers.product import IDENTIFIER, NAME, PACKAGING, WORK, version
from installers.steps import Checks, attempt, megabytes, run, step
from installers.system import bring

# What only a Mac can tell; the release workflow does these.
NEEDS_A_MAC = (
    "that it starts at all, from the mounted image",
    "its selftest",
    "codesign and the hardened runtime with these entitlements",
    "notarising, stapling, and what Gatekeeper says",
    "how the image looks when it opens",
    "Open With in Finder, dark mode, VoiceOver, the menu bar and Quit",
)


def read(checks: Checks) -> None:
    """Look at everything that needs no Mac."""
    oldest = tuple(map(int, OLDEST_MACOS.split(".")))
    for processor in ("arm64", "x86_64"):
        wheels = read_wheels(processor)
        with step(f"Reading the libraries for {processor}"):
            names = " ".join(f"{claim}: {len(found)}" for claim, found in wheels.newest().items())
            checks.note(f"there are libraries for {processor}", ok=len(wheels.parts) > 20)
            checks.note(f"none asks for more than macOS {OLDEST_MACOS}", ok=max(wheels.newest()) <= oldest, seen=names)
            checks.note("no more is promised away than they ask", ok=max(wheels.newest()) == oldest, seen=names)
            lost = wheels.lost()
            checks.note("what they load of each other is bundled", ok=not lost, seen="; ".join(lost))
            told = megabytes(wheels.packed)
            checks.note(f"they take {told} of the image's 45 MB", ok=wheels.packed < 30_000_000)
    with step("Reading the papers"):
        _read_papers(checks)
    with step("Laying out an image"):
        _lay_out_image(checks)


def try_on_mac(bundle: Bundle, image: Path, checks: Checks, *, is_signed: bool, is_sandboxed: bool) -> None:
    """Open the image and use the application in it. Needs macOS."""
    oldest = tuple(map(int, OLDEST_MACOS.split(".")))
    claims = {
        path.name: max(part.oldest for part in found)
        for path in bundle.folder.rglob("*")
        if path.is_file() and not path.is_symlink() and (found := slices(path.read_bytes()))
    }
    newer = [name for name, claim in claims.items() if claim > oldest]
    checks.note(f"no file asks for more than macOS {OLDEST_MACOS}", ok=not newer, seen=" ".join(newer))
    checks.note(
        "Info.plist is valid", ok=not attempt("plutil", "-lint", bundle.folder / "Contents/Info.plist").returncode
    )
    told = attempt("codesign", "--verify", "--deep", "--strict", bundle.folder)
    checks.note("its signature holds", ok=not told.returncode, seen=told.stderr)
    with tempfile.TemporaryDirectory() as scratch:
        mounted = Path(scratch) / "image"
        run("hdiutil", "attach", image, "-mountpoint", mounted, "-nobrowse", "-readonly")
        try:
            _use_from(mounted, Path(scratch), checks, is_sandboxed=is_sandboxed)
            if is_signed:
                told = attempt("spctl", "--assess", "--type", "execute", mounted / f"{NAME}.app")
                checks.note("Gatekeeper lets it open", ok=not told.returncode, seen=told.stderr)
        finally:
            attempt("hdiutil", "detach", mounted)


def _use_from(mounted: Path, scratch: Path, checks: Checks, *, is_sandboxed: bool) -> None:
    program = mounted / f"{NAME}.app" / "Contents" / "MacOS" / NAME
    if is_sandboxed:
        attempt(program, "--version")  # makes the one folder that it may write into
        scratch = Path.home() / "Library" / "Containers" / IDENTIFIER / "Data" / "tmp"
        checks.note("the sandbox has given it a folder", ok=scratch.exists())
    checks.note("the image shows the way to Applications", ok=(mounted / "Applications").is_symlink())
    report = scratch / "selftest.json"
    done = attempt(program, "selftest", report)
    well = done.returncode == 0 and json.loads(report.read_text("utf-8"))["ok"] is True
    checks.note("the selftest passes from the image", ok=well, seen=done.stdout + done.stderr)
    profile = ("--profile", str(scratch / "profile"))
    done = attempt(program, "note", "--quote", "the knot of war", *profile)
    checks.note("a note is written", ok=not done.returncode, seen=done.stderr)
    done = attempt(program, "search", "offensive weapons", "--json", *profile)
    checks.note("the command line finds words", ok=not done.returncode and json.loads(done.stdout)["total"] > 0)


def _read_papers(checks: Checks) -> None:
    told = plistlib.loads(plistlib.dumps(info_plist(version())))
    checks.note("Info.plist comes back as it was written", ok=told == info_plist(version()))
    checks.note("it names the program, its version and its oldest system", ok=told["CFBundleIdentifier"] == IDENTIFIER)
    for name in ("entitlements", "entitlements-sandbox"):
        told = plistlib.loads((PACKAGING / "macos" / f"{name}.plist").read_bytes())
        networks = [key for key in told if "network" in key]
        checks.note(f"{name}.plist is valid and asks for no network", ok=bool(told) and not networks)
    spec = (PACKAGING / "app.spec").read_text("utf-8")
    checks.note("the specification compiles", ok=compile(spec, "app.spec", "exec") is not None)
    bring("icns2png")
    icons = draw_icons(bring_environment())
    listed = attempt("icns2png", "-l", icons / "app.icns")
    sizes = [f"{size}x{size}" in listed.stdout for size in (256, 512, 1024)]  # it is old and knows the large ones alone
    whole = all(sizes) and "10 elements" in listed.stdout
    checks.note("the icon is read by others", ok=whole, seen=listed.stdout + listed.stderr)
    text = cask("1.2.3", {"arm64": "a" * 64, "x86_64": "b" * 64}, "https://example.org/download")
    ruby = attempt("ruby", "-c", "-e", text).returncode == 0 if _has("ruby") else "@" not in text
    checks.note("the cask is whole", ok=bool(ruby) and "a" * 64 in text)


def _lay_out_image(checks: Checks) -> None:
    """Make an image of an application without a program, and read it back."""
    bring("xorriso", "7z")
    application = WORK / "macos" / f"{NAME}.app"
    contents = application / "Contents"
    (contents / "MacOS").mkdir(parents=True, exist_ok=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps(info_plist(version())))
    folder, image = WORK / "image", WORK / "macos" / "layout.img"
    stage(application, folder)
    image.unlink(missing_ok=True)
    run("xorriso", "-as", "mkisofs", "-hfsplus", "-r", "-V", NAME, "-o", image, folder)
    listed = run("7z", "l", image)
    checks.note("the image holds the application", ok=f"{NAME}.app/Contents/Info.plist" in listed, seen=listed)
    checks.note("and the way to Applications", ok="Applications" in listed)


def _has(tool: str) -> bool:
    return attempt("sh", "-c", f"command -v {tool}").returncode == 0
