"""The release: its workflow, and what is gathered for it."""

import re
from pathlib import Path

import pytest

import announce
from installers.contents import rules, sum_of
from installers.steps import TroubleError

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    uses = [line.strip() for file in WORKFLOWS for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    pinned = re.compile(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert not [line for line in uses if not pinned.fullmatch(line)]


def test_keys_are_given_to_tags_alone() -> None:
    for file in WORKFLOWS:
        lines = file.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if "secrets." in line and "refs/tags/" not in line:
                step = next(above for above in range(number, 0, -1) if lines[above].lstrip().startswith("- "))
                assert "refs/tags/" in "".join(lines[step : step + 3]), line


def test_a_release_has_the_appimage_too() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert "--preserve-env=PATH,APPIMAGE_RUNTIME" in text
    assert "--format deb,tar.xz,appimage --verify" in text
    assert rules()["appimage"]["runtime"].startswith("https://")


def test_nothing_may_write_but_the_draft() -> None:
    for file in WORKFLOWS:
        text = file.read_text("utf-8")
        assert "permissions:\n  contents: read" in text
        assert text.count("contents: write") <= 1


def test_a_release_has_every_file_its_sum_the_cask_and_what_changed(tmp_path: Path) -> None:
    for name in (
        "windows/CCA-Desktop-0.1.0-setup.exe",
        "windows/window-windows.png",
        "macos-arm64/CCA-Desktop-0.1.0-arm64.dmg",
        "macos-x86_64/CCA-Desktop-0.1.0-x86_64.dmg",
        "linux/cca-desktop_0.1.0_amd64.deb",
        "linux/cca-desktop_0.1.0_amd64.deb.sha256",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name, "utf-8")
    folder = announce.gather(tmp_path, "v0.1.0", "https://example.org/cca")
    names = {file.name for file in folder.iterdir()}
    assert {"CCA-Desktop-0.1.0-setup.exe", "cca-desktop_0.1.0_amd64.deb", "cca-desktop.rb", "SHA256SUMS"} <= names
    assert not [name for name in names if name.endswith((".png", ".sha256"))]
    recipe = (folder / "cca-desktop.rb").read_text("utf-8")
    assert sum_of(folder / "CCA-Desktop-0.1.0-arm64.dmg") in recipe
    assert "https://example.org/cca/releases/download/v0.1.0" in recipe
    sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(sums) == len(names) - 1
    assert (tmp_path / "notes.md").read_text("utf-8").startswith("### ")


def test_what_changed_is_that_versions_or_the_unreleased() -> None:
    text = "# What changed\n\n## Unreleased\n\nNew.\n\n## 0.2.0 (2027-01-01)\n\nOld.\n\n## 0.1.0\n\nOldest.\n"
    assert announce.changes(text, "0.2.0") == "Old.\n"
    assert announce.changes(text, "0.1.0") == "Oldest.\n"
    assert announce.changes(text, "0.3.0") == "New.\n"


def test_no_release_is_made_in_the_name_of_somebody_whom_nobody_can_write_to() -> None:
    with pytest.raises(TroubleError, match="No release is made yet"):
        announce.check_maintainer("Somebody <somebody@localhost>")
    announce.check_maintainer("Somebody <somebody@example.org>")
