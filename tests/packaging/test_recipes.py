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
from installers.bundle import settings_of_bundler
from installers.linux import appimage
from installers.linux.flatpak import write_manifest
from installers.linux.tree import manual, menu_entry, metainfo
from installers.macos.plist import OLDEST_MACOS, info_plist
from installers.portable import MARK
from installers.product import Kind
from installers.steps import TroubleError
from installers.windows.python import Modules, fitting, forwards, version_of
from installers.windows.resources import manifest, words
from installers.windows.signing import Signer
from installers.windows.wrapping import kinds_file

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
TRIAL = (Kind("one", "text/x-one", "First & last"), Kind("two", "text/x-two", "Second"))
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
    told = read_entry(menu_entry())
    assert (told["Type"], told["Name"], told["Terminal"]) == ("Application", product.NAME, "false")
    assert told["Exec"].partition(" ")[0] == told["TryExec"] == product.PROGRAM
    assert told["Icon"] == told["StartupWMClass"] == product.PROGRAM
    assert "Education" in told["Categories"].split(";")


def test_the_menu_entry_takes_the_files_that_the_program_opens_and_no_others() -> None:
    assert "MimeType" not in read_entry(menu_entry(()))
    assert read_entry(menu_entry(()))["Exec"] == product.PROGRAM
    assert read_entry(menu_entry(TRIAL))["MimeType"] == "text/x-one;text/x-two;"
    assert read_entry(menu_entry(TRIAL))["Exec"] == f"{product.PROGRAM} %F"


def read_entry(text: str) -> "configparser.SectionProxy":
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(text)
    return entry["Desktop Entry"]


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not here")
@pytest.mark.parametrize("kinds", [(), TRIAL])
def test_the_menu_entry_is_valid(kinds: tuple[Kind, ...], tmp_path: Path) -> None:
    file = tmp_path / f"{product.PROGRAM}.desktop"
    file.write_text(menu_entry(kinds), "utf-8")
    told = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "")


def test_software_centres_are_told_this_version() -> None:
    told = fromstring(metainfo("1.2.3", 1_000_000_000))
    assert told.findtext("id") == product.IDENTIFIER
    assert told.findtext("launchable") == f"{product.PROGRAM}.desktop"
    release = told.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2001-09-09"}
    assert "@" not in metainfo("1.2.3", 0)


def test_software_centres_are_told_which_files_it_opens() -> None:
    told = fromstring(metainfo("1.2.3", 0, kinds=TRIAL)).findall("provides/mediatype")
    assert [kind.text for kind in told] == ["text/x-one", "text/x-two"]
    assert not fromstring(metainfo("1.2.3", 0, kinds=())).findall("provides/mediatype")


def test_software_centres_are_told_an_address_where_there_is_one() -> None:
    assert fromstring(metainfo("1.2.3", 0, homepage="")).find("url") is None
    address = "https://example.org/?a=1&b=2"
    assert fromstring(metainfo("1.2.3", 0, homepage=address)).findtext("url") == address


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not here")
def test_the_description_for_software_centres_is_valid(tmp_path: Path) -> None:
    file = tmp_path / f"{product.IDENTIFIER}.metainfo.xml"
    file.write_text(metainfo("1.2.3", 1_000_000_000, homepage="https://example.org"), "utf-8")
    told = subprocess.run(["appstreamcli", "validate", "--no-net", file], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_the_flatpak_is_ours_and_has_no_network(tmp_path: Path) -> None:
    told = json.loads(write_manifest(tmp_path / "tree", tmp_path).read_text("utf-8"))
    assert told["app-id"] == product.IDENTIFIER
    assert told["command"] == product.PROGRAM
    assert told["modules"][0]["sources"][0]["path"] == str(tmp_path / "tree")
    assert not [word for word in told["finish-args"] if "network" in word or "filesystem" in word]


def test_an_appimage_begins_with_the_runtime_that_is_named_and_no_other(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="APPIMAGE_RUNTIME"):
        appimage.runtime({}, "x86_64")
    with pytest.raises(TroubleError, match="names no AppImage runtime for sparc"):
        appimage.runtime({}, "sparc")
    other = tmp_path / "runtime"
    other.write_bytes(b"\x7fELF another")
    for given in (other, tmp_path / "missing"):
        with pytest.raises(TroubleError, match="no other is used"):
            appimage.runtime({"APPIMAGE_RUNTIME": str(given)}, "x86_64")


def test_an_appimage_is_its_runtime_and_the_files_behind_it(tmp_path: Path) -> None:
    runtime, packed, made = (tmp_path / name for name in ("runtime", "packed", "made"))
    runtime.write_bytes(b"\x7fELF")
    packed.write_bytes(b"hsqs")
    appimage.join(runtime, packed, made)
    assert made.read_bytes() == b"\x7fELFhsqs"
    assert sys.platform == "win32" or made.stat().st_mode & 0o111


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


def test_a_library_of_windows_says_its_version() -> None:
    told = "FileVersion\0\x003.9.1\0ProductVersion\0\x003.11.7\0\0".encode("utf-16-le")
    assert version_of(b"MZ" + told) == "3.11.7"
    assert version_of(b"MZ nothing of the kind") == version_of("ProductVersion\0\0none".encode("utf-16-le")) == ""


def test_the_modules_of_python_are_of_the_same_version_as_its_libraries_where_that_is_possible() -> None:
    newer, older, equal = (Modules(version, Path(version)) for version in ("3.13.0", "3.11.2", "3.11.7"))
    assert fitting([newer, older, equal], "3.11.7") == equal
    assert fitting([newer, older], "3.11.7") == older
    with pytest.raises(TroubleError, match=r"Python 3\.11\.7, and none is here"):
        fitting([newer], "3.11.7")


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


def test_the_setup_offers_what_it_is_told_and_nothing_otherwise() -> None:
    assert kinds_file(()) == ""
    told = kinds_file(TRIAL)
    assert '!define KINDS ".one, .two"' in told
    assert told.count("!insertmacro OfferKind ") == len(TRIAL)


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not here")
@pytest.mark.parametrize("kinds", [(), TRIAL])
def test_the_script_of_the_setup_compiles_without_a_warning(kinds: tuple[Kind, ...], tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "program.exe").write_bytes(b"MZ")
    (tmp_path / "kinds.nsh").write_text(kinds_file(kinds), "utf-8")
    draw_icons(tmp_path)
    names = ("NAME", "PROGRAM", "PUBLISHER", "SUMMARY", "COPYRIGHT")
    told: dict[str, str | Path] = {name: getattr(product, name) for name in names}
    told |= {"VERSION": "1.2.3", "NUMBERS": "1.2.3.0", "BUNDLE": tmp_path / "bundle", "LICENCE": ROOT / "LICENSE"}
    told |= {"ICON": tmp_path / "app.ico", "PICTURE": tmp_path / "setup.bmp", "OUT": tmp_path / "trial-setup.exe"}
    told["KINDS_FILE"] = tmp_path / "kinds.nsh"
    defined = [f"-D{name}={value}" for name, value in told.items()]
    script = str(PACKAGING / "windows" / "setup.nsi")
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, script]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "trial-setup.exe").read_bytes()[:2] == b"MZ"


def test_macos_is_told_the_same_version() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist("0.1.0+local")))
    assert told["CFBundleIdentifier"] == product.IDENTIFIER
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "0.1.0"
    assert told["LSMinimumSystemVersion"] == OLDEST_MACOS


def test_macos_is_offered_the_files_that_the_program_opens_and_no_others() -> None:
    assert "CFBundleDocumentTypes" not in info_plist("0.1.0", ())
    told = plistlib.loads(plistlib.dumps(info_plist("0.1.0", TRIAL)))["CFBundleDocumentTypes"]
    assert [kind["CFBundleTypeExtensions"] for kind in told] == [["one"], ["two"]]
    assert {kind["LSHandlerRank"] for kind in told} == {"Alternate"}


def test_the_entitlements_ask_for_two_things_and_the_sandbox_for_what_the_reader_chooses() -> None:
    plain, sandboxed = (
        plistlib.loads((PACKAGING / "macos" / name).read_bytes())
        for name in ("entitlements.plist", "entitlements-sandbox.plist")
    )
    assert set(plain.values()) == set(sandboxed.values()) == {True}
    assert len(plain) == 2
    assert {name.removeprefix("com.apple.security.") for name in set(sandboxed) - set(plain)} == {
        "app-sandbox",
        "files.user-selected.read-write",
        "print",
    }
    assert set(plain) <= set(sandboxed)


def test_the_bundler_is_told_which_entitlements() -> None:
    for is_sandboxed in (False, True):
        told = Path(settings_of_bundler("1", "", "", is_sandboxed=is_sandboxed)["CCA_ENTITLEMENTS"])
        assert told.exists()
        assert ("app-sandbox" in told.read_text("utf-8")) == is_sandboxed
    assert 'entitlements_file=os.environ["CCA_ENTITLEMENTS"]' in (PACKAGING / "app.spec").read_text("utf-8")


def test_the_mark_of_a_portable_bundle_is_the_one_that_the_program_looks_for(tmp_path: Path) -> None:
    assert MARK == PORTABLE_MARK
    portable.write_mark(tmp_path)
    assert "profile" in (tmp_path / PORTABLE_MARK).read_text("utf-8")


def draw_icons(folder: Path) -> None:
    drawing = ROOT / "resources" / "icons" / "app.svg"
    subprocess.run([sys.executable, PACKAGING / "installers" / "icon.py", drawing, folder], check=True)


def test_the_icon_is_drawn_at_every_size_and_packed_for_each_system(tmp_path: Path) -> None:
    draw_icons(tmp_path)
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
