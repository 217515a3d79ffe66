"""The script that makes the installers: what it is asked, and the parts of its own logic that need no bundle."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import build
from installers import product
from installers.contents import sum_of, write_sums
from installers.making import FORMATS
from installers.steps import Checks, TroubleError, attempt, run

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def test_without_a_word_it_makes_what_this_system_has() -> None:
    order, is_verified, is_repeated = build.read([])
    assert order.target == build.this_system()
    assert order.formats == FORMATS[order.target]
    assert order.version == product.version()
    assert not is_verified
    assert not is_repeated


def test_it_makes_windows_under_wine_and_tries_it() -> None:
    order, is_verified, _ = build.read(["--target", "windows", "--backend", "wine", "--verify", "--format", "zip"])
    assert (order.target, order.formats, order.backend, is_verified) == ("windows", ("zip",), "wine", True)


@pytest.mark.parametrize(
    "words",
    [
        ["--target", "linux", "--format", "dmg"],
        ["--target", "amiga"],
        ["--sign", "perhaps"],
        ["--backend", "docker"],
        ["--sandbox"],
    ],
)
def test_what_it_cannot_make_is_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build.read(words)
    assert ended.value.code == 2
    assert "error" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for what only others have")
def test_one_system_does_not_pretend_to_be_another(capsys: pytest.CaptureFixture[str]) -> None:
    for target in ("macos", "windows"):
        with pytest.raises(SystemExit):
            build.read(["--target", target])
    assert "--backend wine" in capsys.readouterr().err


def test_it_needs_the_standard_library_alone() -> None:
    ours = {"installers", "develop", "cca_desktop"}
    bundled = {"PySide6", "PyInstaller"}  # imported inside functions that run in the environment which has them
    for file in (*PACKAGING.glob("*.py"), *(PACKAGING / "installers").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        atop = {name for node in tree.body for name in imported(node)}
        assert atop <= sys.stdlib_module_names | ours, file
        anywhere = {name for node in ast.walk(tree) for name in imported(node)}
        assert anywhere <= sys.stdlib_module_names | ours | bundled, file


def imported(node: ast.AST) -> set[str]:
    """Return the top names of the modules that a statement imports."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.module:
        names.append(node.module)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("2.0.10rc1+5", (2, 0, 10, 0))]
)
def test_windows_is_told_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert product.numbers(version) == numbers


def test_a_date_that_is_given_goes_before_the_last_commits() -> None:
    assert product.epoch({"SOURCE_DATE_EPOCH": "1000000000"}) == 1_000_000_000
    assert product.epoch({}) > 1_000_000_000


def test_sums_are_what_sha256sum_reads(tmp_path: Path) -> None:
    setup = tmp_path / "setup.exe"
    setup.write_bytes(b"abc")
    write_sums([setup], tmp_path)
    told = f"{sum_of(setup)}  setup.exe\n"
    assert told.startswith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    assert (tmp_path / "SHA256SUMS").read_text("utf-8") == told
    assert (tmp_path / "setup.exe.sha256").read_text("utf-8") == told


def test_sums_of_what_is_there_no_more_are_not_told(tmp_path: Path) -> None:
    (tmp_path / "old.exe.sha256").write_text("0  old.exe\n", "utf-8")
    write_sums([], tmp_path)
    assert not (tmp_path / "SHA256SUMS").read_text("utf-8")


def test_a_command_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(TroubleError, match=r"(?s)ended with 3.*no such luck"):
        run(sys.executable, "-c", "import sys; print('no such luck'); sys.exit(3)")
    assert attempt(sys.executable, "-c", "raise SystemExit(3)").returncode == 3


def test_a_command_that_is_not_there_is_told() -> None:
    with pytest.raises(TroubleError, match="is needed and not here"):
        run("no-such-tool-anywhere")


def test_checks_count_what_passed(capsys: pytest.CaptureFixture[str]) -> None:
    checks = Checks()
    checks.note("water is wet", ok=True)
    checks.note("fire is cold", ok=False, seen="hot")
    assert checks.told() == "1 of 2 checks passed"
    assert checks.failed == ["fire is cold"]
    assert "FAIL  fire is cold (hot)" in capsys.readouterr().out


def test_help_names_every_target() -> None:
    told = subprocess.run(
        [sys.executable, PACKAGING / "build.py", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(target in told for target in FORMATS)
