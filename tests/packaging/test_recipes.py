"""What each system is told of the program: menu entry, manifest, Info.plist, icon, and the pins they are made from."""

import configparser
import json
import plistlib
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from cca_desktop.storage.profile import PORTABLE_MARK
from installers import icon, portable, product
from installers.linux.tree import manual, metainfo
from installers.macos.plist import OLDEST_MACOS, info_plist
from installers.portable import MARK
from installers.steps import TroubleError
from installers.windows.python import forwards
from installers.windows.resources import manifest, words
from installers.windows.signing import Signer

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.M)


def pins(path: Path) -> dict[str, str]:
    return dict(PIN.findall(path.read_text("utf-8")))


@pytest.mark.parametrize("name", ["requirements-bundle", "requirements-wine"])
def test_what_is_bundled_is_what_was_tested(name: str) -> None:
    run, bundled = pins(ROOT / "requirements" / "run.txt"), pins(PACKAGING / f"{name}.txt")
    assert run.items() <= bundled.items()
    text = (PACKAGING / f"{name}.txt").read_text("utf-8")
    assert text.count("--hash=sha256:") >= len(bundled)
    assert not re.search(r"^-|://", text, re.M)


def test_both_bundles_are_made_by_the_same_tools() -> None:
    native, wine = pins(PACKAGING / "requirements-bundle.txt"), pins(PACKAGING / "requirements-wine.txt")
    assert {name for name in native if name in wine and native[name] != wine[name]} == set()
    assert set(wine) - set(native) == {"panda3d"}


def test_the_specification_compiles_and_has_two_programs_for_windows() -> None:
    text = (PACKAGING / "app.spec").read_text("utf-8")
    compile(text, "app.spec", "exec")
    assert "(NAME, False), (PROGRAM, True)" in text


def test_the_menu_entry_says_what_is_needed() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PACKAGING / "linux" / "cca-desktop.desktop", "utf-8")
    told = entry["Desktop Entry"]
    assert (told["Type"], told["Name"], told["Terminal"]) == ("Application", product.NAME, "false")
    assert told["Exec"] == f"{product.PROGRAM} %F"
    assert told["Icon"] == told["StartupWMClass"] == product.PROGRAM
    assert "Education" in told["Categories"].split(";")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not here")
def test_the_menu_entry_is_valid() -> None:
    subprocess.run(["desktop-file-validate", PACKAGING / "linux" / "cca-desktop.desktop"], check=True)


def test_software_centres_are_told_this_version() -> None:
    told = fromstring(metainfo("1.2.3", 1_000_000_000))
    assert told.findtext("id") == product.IDENTIFIER
    assert told.findtext("launchable") == f"{product.PROGRAM}.desktop"
    release = told.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2001-09-09"}
    assert "@" not in metainfo("1.2.3", 0)


def test_the_flatpak_is_ours_and_has_no_network() -> None:
    told = json.loads((PACKAGING / "linux" / f"{product.IDENTIFIER}.json").read_text("utf-8"))
    assert told["app-id"] == product.IDENTIFIER
    assert told["command"] == product.PROGRAM
    assert not [word for word in told["finish-args"] if "network" in word or "filesystem" in word]


def test_the_manual_tells_the_version() -> None:
    assert '"CCA Desktop 1.2.3"' in manual("1.2.3")


def test_windows_is_told_who_made_what() -> None:
    assert words("0.1.0", product.NAME)["OriginalFilename"] == "CCA Desktop.exe"
    assert words("0.1.0", product.PROGRAM)["FileDescription"] == "CCA Desktop (command line)"
    assert set(words("0.1.0", product.NAME)) >= {"CompanyName", "LegalCopyright", "ProductVersion"}


def test_the_manifest_asks_for_no_administrator_and_is_sharp() -> None:
    told = manifest()
    fromstring(told)
    for word in ("asInvoker", "PerMonitorV2", "<longPathAware", "UTF-8</activeCodePage>"):
        assert word in told


def test_a_name_of_the_stable_interface_leads_to_the_real_library() -> None:
    told = forwards("; made by gendef\nLIBRARY python311.dll\nEXPORTS\nPy_Main\nPyBool_Type DATA\n\n")
    assert (
        told == "LIBRARY python3.dll\nEXPORTS\nPy_Main = python311.Py_Main\nPyBool_Type = python311.PyBool_Type DATA\n"
    )


def test_a_signature_that_is_required_needs_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TroubleError, match="WIN_SIGN_PFX"):
        Signer("require", {})
    assert not Signer("auto", {}).is_signing
    assert "NOT SIGNED" in capsys.readouterr().out
    assert Signer("auto", {"WIN_SIGN_PFX": "key.pfx"}).is_signing
    assert not Signer("never", {"WIN_SIGN_CMD": "sign"}).is_signing


def test_the_setup_keeps_to_its_reader() -> None:
    script = (PACKAGING / "windows" / "setup.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert 'RMDir /r "$INSTDIR"' not in script
    assert "Target amd64-unicode" in script


def test_macos_is_told_the_same_version_and_offered_files_alone() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist("0.1.0+local")))
    assert told["CFBundleIdentifier"] == product.IDENTIFIER
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "0.1.0"
    assert told["LSMinimumSystemVersion"] == OLDEST_MACOS
    assert {kind["LSHandlerRank"] for kind in told["CFBundleDocumentTypes"]} == {"Alternate"}


def test_the_entitlements_ask_for_two_things_and_no_network() -> None:
    told = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert set(told.values()) == {True}
    assert not [name for name in told if "network" in name]
    assert len(told) == 2


def test_the_mark_of_a_portable_bundle_is_the_one_that_the_program_looks_for(tmp_path: Path) -> None:
    assert MARK == PORTABLE_MARK
    portable.write_mark(tmp_path)
    assert "profile" in (tmp_path / PORTABLE_MARK).read_text("utf-8")


def test_the_icon_is_drawn_at_every_size_and_packed_for_each_system(tmp_path: Path) -> None:
    drawing = ROOT / "resources" / "icons" / "app.svg"
    subprocess.run([sys.executable, PACKAGING / "installers" / "icon.py", drawing, tmp_path], check=True)
    for size in icon.SIZES:
        picture = (tmp_path / f"app-{size}.png").read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert (tmp_path / "setup.bmp").read_bytes()[:2] == b"BM"
    packed = (tmp_path / "app.ico").read_bytes()
    assert struct.unpack("<HHH", packed[:6]) == (0, 1, len(icon.ICO_SIZES))
    for row in range(len(icon.ICO_SIZES)):
        width, _, _, _, _, depth, length, offset = struct.unpack("<BBBBHHII", packed[6 + 16 * row : 22 + 16 * row])
        assert depth == 32
        assert packed[offset : offset + length] == (tmp_path / f"app-{width or 256}.png").read_bytes()
    apple = (tmp_path / "app.icns").read_bytes()
    assert apple[:4] == b"icns"
    assert struct.unpack(">I", apple[4:8])[0] == len(apple)
