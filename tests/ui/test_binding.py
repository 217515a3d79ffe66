"""The binding itself: a fault that ends the program after some seconds, and the habits that slow its start."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.command.calling import environment

_START = """
import json, sys
compiled = []

def hear(event, told):
    if event == "compile" and str(told[1]).startswith("shibokensupport/"):
        compiled.append(told[1])

sys.addaudithook(hear)
if sys.argv[1] == "ours":
    from cca_desktop.ui.binding import import_binding
    import_binding()
from PySide6.QtCore import QPoint
from PySide6.support.signature import get_signature
try:
    QPoint().setX("far")
except TypeError as trouble:
    told = str(trouble)
features = sys.modules["PySide6.support.feature"]
print(json.dumps({
    "compiled": compiled,
    "says": [told, str(get_signature(QPoint.setX)), QPoint.__doc__],
    "reads sources": features._mod_uses_pyside(sys.modules["PySide6"]),
    "stub writer": hasattr(sys.modules["PySide6.support.signature.lib.pyi_generator"], "Formatter"),
}))
"""


def start(folder: Path, whose: str = "ours", **more: str) -> dict[str, object]:
    """Import the binding in a fresh interpreter that keeps its bytecode in ``folder``; return what it told."""
    ended = subprocess.run(
        [sys.executable, "-c", _START, whose],
        env=environment(**{"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": "", **more}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, object] = json.loads(ended.stdout)
    return told


def kept(folder: Path) -> list[Path]:
    """Return the files in which the binding's own modules are kept, of which there is one at most."""
    return list(folder.rglob("*.opt-shiboken*.pyc"))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there, and nobody counts it")
@pytest.mark.usefixtures("qapp")
def test_calls_that_return_nothing_take_no_reference_from_none() -> None:
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        widget.update()
    assert sys.getrefcount(None) > before - 100  # with PySide6 6.12.0: a thousand less


def test_the_bindings_own_modules_are_compiled_once_and_not_at_every_start(tmp_path: Path) -> None:
    first, second = start(tmp_path), start(tmp_path)
    assert first["compiled"]
    assert not second["compiled"]
    assert not second["stub writer"]


def test_whatever_the_binding_says_it_says_as_ever(tmp_path: Path) -> None:
    """What a wrong call is answered with, and what help() shows, comes out of the modules that are kept."""
    start(tmp_path)
    assert start(tmp_path)["says"] == start(tmp_path, "as it comes")["says"]


@pytest.mark.parametrize("content", [b"", b"no bytecode", b"cut"])
def test_a_damaged_file_of_bytecode_is_made_anew(tmp_path: Path, content: bytes) -> None:
    start(tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content == b"cut" else content)
    assert start(tmp_path)["compiled"]
    assert not start(tmp_path)["compiled"]


def test_nothing_is_kept_where_python_may_keep_nothing(tmp_path: Path) -> None:
    told = start(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert told["compiled"]
    assert not kept(tmp_path)


def test_a_folder_that_takes_nothing_stops_no_start(tmp_path: Path) -> None:
    barred = tmp_path / "a file, not a folder"
    barred.write_text("")
    assert start(barred)["compiled"]


def test_the_binding_no_longer_reads_sources(tmp_path: Path) -> None:
    assert not start(tmp_path)["reads sources"]
    assert start(tmp_path, "as it comes")["reads sources"]
