"""The contract of the command line, kept by whole processes: how it ends, and what goes where."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from cca_desktop import __version__
from tests.command.calling import ROOT, call, command, environment, is_one_sentence

# What a job that draws nothing must not pay for.
HEAVY = ("PySide6", "asyncio", "argparse", "importlib.metadata", "importlib.resources", "urllib.request", "socket")


def test_version_and_help_go_to_standard_output() -> None:
    assert call("--version") == (0, f"CCA Desktop {__version__}\n", "")
    told = call("--help")
    assert told.code == 0
    assert "search" in told.out
    assert not told.err


@pytest.mark.parametrize("words", [("serch",), ("note", "--frob"), (b"\xff\xfe",), ("\u202e\U0001f600" * 5_000,)])
def test_wrong_usage_is_two_and_one_sentence(words: tuple[str | bytes, ...]) -> None:
    ended = call(*words)
    assert (ended.code, ended.out) == (2, "")
    assert is_one_sentence(ended.err), ended.err


def test_a_known_trouble_is_one_and_one_sentence() -> None:
    ended = call("search", "war", "--in", "no such letter")
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-16"])
def test_data_are_utf8_whatever_the_system_prefers(encoding: str) -> None:
    ended = call("cite", "--paragraph", "6", env=environment(PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0"))
    assert ended.code == 0
    assert ", ¶ 6, accessed " in ended.out


def test_what_the_system_could_not_decode_is_asked_and_answered(profile: Path) -> None:
    ended = call("search", b"caf\xe9 OR war", "--json", "--limit", "1", "--profile", profile)
    assert ended.code == 0
    assert ended.json()["query"] == "caf\ufffd OR war"
    assert ended.json()["total"] > 0


def test_whoever_has_read_enough_is_no_trouble(profile: Path) -> None:
    # More than a pipe holds, so that the program is still writing when its reader goes.
    with subprocess.Popen(
        command("search", "/./", "--json", "--profile", profile),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            command("documents"), stdout=full, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False
        )
    assert ended.returncode == 1
    assert is_one_sentence(ended.stderr.decode()), ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that can close an output")
def test_no_outputs_at_all_are_no_trouble(profile: Path) -> None:
    words = [os.fsencode(word) for word in command("note", "--quote", "I value this.", "--profile", profile)]
    shell = [b"/bin/sh", b"-c", b'exec "$@" >&- 2>&- <&-', b"sh", *words]
    assert subprocess.run(shell, env=environment(), timeout=60, check=False).returncode == 0
    assert len(call("notes", "--json", "--profile", profile).json()["notes"]) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def _interrupted(process: subprocess.Popen[bytes]) -> int | None:
    """Press Ctrl+C until the program ends: one that comes just before it waits for input is heard with the next."""
    for _time in range(20):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(1)
    return None


@pytest.fixture
def heeding_interrupts() -> Iterator[None]:
    """Let what is started here heed Ctrl+C, also where these tests run behind a shell that lets them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding_interrupts")
def test_an_interrupted_job_ends_quietly_and_has_written_nothing(profile: Path) -> None:
    with subprocess.Popen(
        command("note", "--quote", "I value this.", "--body", "-", "--profile", profile),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"x" * 1_000_000)  # more than a pipe holds: once it is written, the program reads
        assert _interrupted(process) == 130
        assert process.stdout.read() == process.stderr.read() == b""
        process.stdin.close()
    assert not profile.exists()


def test_the_system_has_a_place_for_notes(tmp_path: Path) -> None:
    env = environment(XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path), LOCALAPPDATA=str(tmp_path))
    written = call("note", "--quote", "I value this.", env=env)
    assert written.code == 0
    assert [file.parent.name for file in tmp_path.rglob("notes.sqlite")] == ["CCA Desktop"]
    assert written.out.strip() in call("notes", env=env).out


def test_a_job_without_a_window_loads_nothing_heavy(profile: Path) -> None:
    code = (
        "import sys; from cca_desktop.__main__ import main\n"
        f"assert main(['notes', '--profile', {str(profile)!r}]) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert ended.stderr == b"[]\n"


def test_without_a_display_the_window_is_told_to_be_impossible_and_picture_is_named(profile: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere there is always a display")
    env = {name: value for name, value in environment().items() if name not in _DISPLAYS}
    for words in (("--profile", profile), (f"--profile={profile}",)):
        ended = call(*words, env=env)
        assert (ended.code, ended.out) == (1, "")
        assert is_one_sentence(ended.err), ended.err
        assert "cca-desktop picture" in ended.err
    assert not profile.exists()


_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
