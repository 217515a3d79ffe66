"""What may be in a bundle: nothing unknown, nothing lacking, nothing too large."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from installers import contents
from installers.components import Component, cyclonedx, joined_licences, libraries, packages, write_licences
from installers.making import BUDGET_OF, FORMATS, ON_REQUEST
from installers.pruning import pruning_for
from installers.steps import TroubleError

ROOT = Path(__file__).resolve().parents[2]
SITE = next((ROOT / ".venv").glob("lib/python3*/site-packages"), None) or ROOT / ".venv" / "Lib" / "site-packages"
SYSTEMS = ("linux", "windows", "macos")
needs_environment = pytest.mark.skipif(
    not list(SITE.glob("pyside6_essentials-*.dist-info")), reason="the environment was not made by develop.py"
)


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_pruned_is_not_allowed_either(system: str) -> None:
    """A rule that stops working must fail the build, not let things in silently."""
    folder = {"linux": "_internal/PySide6/Qt/plugins", "windows": "_internal/PySide6/plugins"}.get(
        system, "Contents/Frameworks/PySide6/Qt/plugins"
    )
    tail = {"linux": "so", "windows": "dll", "macos": "dylib"}[system]
    names = [f"{folder}/platforms/{'' if system == 'windows' else 'lib'}qminimal.{tail}", f"{folder}/tls/x.{tail}"]
    assert all(pruning_for(system).drops(name) for name in names)
    assert contents.strangers(names, system) == names


@pytest.mark.parametrize("name", ["PySide6/Qt/plugins/platforms/libqoffscreen.so", "PySide6/Qt/lib/libQt6Gui.so.6"])
def test_what_the_window_needs_is_not_pruned(name: str) -> None:
    assert not pruning_for("linux").drops(name)
    assert not contents.strangers([f"_internal/{name}"], "linux")


def test_backslashes_of_windows_are_no_way_past_the_rules() -> None:
    assert pruning_for("windows").drops(r"PySide6\plugins\platforms\qminimal.dll")
    assert pruning_for("windows").drops("PySide6\\opengl32sw.dll")


def test_the_systems_own_libraries_stay_out_on_linux_alone() -> None:
    assert pruning_for("linux").drops("libxcb-cursor.so.0")
    assert pruning_for("linux").drops("libstdc++.so.6")
    assert all(pruning_for("linux").drops(f"libX{name}.so.6") for name in ("11", "11-xcb", "i", "cursor", "inerama"))
    assert not pruning_for("linux").drops("libsqlite3.so.0")
    assert not pruning_for("windows").drops("sqlite3.dll")


def test_every_rule_says_why_and_every_pattern_can_be_read() -> None:
    rules = tomllib.loads((ROOT / "packaging" / "prune.toml").read_text("utf-8"))
    for rule in (*rules["drop"], *rules["exclude"]):
        assert rule["why"]
        re.compile(rule.get("files", ""))
        assert set(rule.get("systems", SYSTEMS)) <= set(SYSTEMS)


def test_every_shipped_file_is_allowed_and_the_needed_ones_are_there() -> None:
    shipped = [
        f"_internal/cca_desktop/{path.relative_to(ROOT).as_posix()}"
        for folder in ("seeds", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    assert not contents.strangers(shipped, "linux")
    lacking = contents.missing(shipped, "linux")
    assert not [pattern for pattern in lacking if "seeds" in pattern or "resources" in pattern]


def test_every_module_of_the_program_is_bundled() -> None:
    assert {"cca_desktop", "cca_desktop.__main__", "cca_desktop.ui.print.letter_print"} <= set(contents.own_modules())
    assert "*own_modules()" in (ROOT / "packaging" / "app.spec").read_text("utf-8")


def test_a_strange_file_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "telemetry.so").touch()
    with pytest.raises(TroubleError, match=r"(?s)1 files are in the bundle.*telemetry\.so"):
        contents.check_contents(tmp_path, "linux")


def test_a_bundle_without_its_program_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(TroubleError, match="The bundle lacks"):
        contents.check_contents(tmp_path, "linux")


def test_what_is_too_large_fails_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setup = tmp_path / "setup.exe"
    with setup.open("wb") as opened:
        opened.truncate(24_000_000)
    contents.check_budget("setup", setup)
    assert "24.0 MB of 24.0 MB" in capsys.readouterr().out
    with setup.open("ab") as opened:
        opened.write(b"!")
    with pytest.raises(TroubleError, match="its budget"):
        contents.check_budget("setup", setup)


def test_the_budgets_are_those_that_were_promised() -> None:
    budget = tomllib.loads(contents.RULES.read_text("utf-8"))["budget"]
    assert (budget["setup"], budget["windows-installed"], budget["dmg"], budget["deb"]) == (24, 75, 45, 36)


def test_everything_that_can_be_made_has_a_budget() -> None:
    budget = tomllib.loads(contents.RULES.read_text("utf-8"))["budget"]
    kinds = {kind for system in SYSTEMS for kind in (*FORMATS[system], *ON_REQUEST[system])}
    assert {BUDGET_OF.get(kind, kind) for kind in kinds} | {f"{system}-installed" for system in SYSTEMS} == set(budget)


def test_the_inventory_is_the_same_each_time_and_names_every_file() -> None:
    parts = [Component("Qt", "6.11.3", "LGPL-3.0-only", "wheels"), Component("x", "1", "a licence: see it", "wheels")]
    told = cyclonedx(parts, "0.1.0", [("a.so", "0" * 64)], 1_000_000_000)
    assert told == cyclonedx(parts, "0.1.0", [("a.so", "0" * 64)], 1_000_000_000)
    read = json.loads(told)
    assert (read["bomFormat"], read["specVersion"]) == ("CycloneDX", "1.6")
    assert read["metadata"]["timestamp"] == "2001-09-09T01:46:40Z"
    assert [component["name"] for component in read["components"]] == ["Qt", "x", "a.so"]
    assert read["components"][0]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    assert read["components"][1]["licenses"] == [{"license": {"name": "a licence: see it"}}]
    references = [component["bom-ref"] for component in read["components"]]
    assert len(set(references)) == len(references)


def test_libraries_that_come_along_are_found_by_their_files() -> None:
    found = libraries(
        ["_internal/PySide6/Qt/lib/libicudata.so.73", "_internal/libffi-8.dll", "_internal/_bz2.pyd", "x"]
    )
    assert [(part.name, part.version) for part in found] == [
        ("ICU", "73"),
        ("bzip2", "as built into Python"),
        ("libffi", "8"),
    ]
    assert [part.name for part in libraries(["_internal/PySide6/MSVCP140_1.dll", "shiboken6/VCRUNTIME140.dll"])] == [
        "Microsoft C runtime"
    ]
    assert [part.licence for part in libraries(["_internal/python311.dll", "_internal/_decimal.pyd"])] == [
        "BSD-2-Clause",
        "Zlib",
    ]


@needs_environment
def test_every_package_that_the_program_runs_on_is_found_with_its_licence(tmp_path: Path) -> None:
    found = packages(SITE)
    assert {"pyside6-essentials", "shiboken6", "regex", "whoosh3"} <= {component.name for component in found}
    write_licences(found, SITE, tmp_path / "licences")
    texts = {path.stem for path in (tmp_path / "licences").iterdir()}
    assert {
        "README",
        "LGPL-3",
        "GPL-3",
        "Qt-parts",
        "Python",
        "Libraries",
        "CCA-Desktop",
        "regex",
        "whoosh3",
        "components",
    } <= texts
    joined = joined_licences(tmp_path / "licences")
    assert joined.startswith("README\n\nCCA Desktop itself is under the MIT licence.")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in joined
