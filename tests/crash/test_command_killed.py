"""The writer of notes, killed at every moment, in a crowd, and at a door that is locked: what was printed is there."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from cca_desktop.storage.health import examine
from cca_desktop.storage.profile import Profile
from tests.command.calling import call, command, environment, is_one_sentence

BODY = "Every word of this note, or none of it. " * 50
WRITE = ("note", "--quote", "the knot of war", "--tag", "crash", "--body", "-")
STEADY = """
import sys
from cca_desktop.__main__ import main
while main(["note", "--quote", "the knot of war", "--profile", sys.argv[1], "--body", sys.argv[2]]) == 0:
    pass
"""


def notes_in(profile: Path) -> dict[str, str]:
    """Return the body of every note by its id, as a reader would get them; the profile must be healthy."""
    assert not examine(Profile.at(profile)).troubles
    told = call("notes", "--json", "--profile", profile)
    assert (told.code, told.err) == (0, "")
    return {note["id"]: note["body"] for note in told.json()["notes"]}


def kill_after(process: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    """Let a process go on for a moment, kill it, and return what it had printed by then."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    return process.communicate()[0]


def test_a_note_whose_id_was_printed_is_there_whenever_the_writer_is_killed(tmp_path: Path) -> None:
    """The moments cover a whole life: the imports, the making of the database, the writing, the end."""
    printed, endings = set(), set()
    profile = tmp_path / "profile"
    for moment in range(26):
        with subprocess.Popen(
            command(*WRITE, "--profile", profile if moment % 2 else tmp_path / f"new-{moment}"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        ) as process:
            assert process.stdin is not None
            process.stdin.write(BODY.encode())
            process.stdin.close()
            process.stdin = None
            said = kill_after(process, 0.04 + moment * 0.006)
        endings.add(bool(said))
        if moment % 2:
            printed.update(said.decode().split())
        else:
            new = tmp_path / f"new-{moment}"
            there = notes_in(new)
            assert set(said.decode().split()) <= set(there)
            assert set(there.values()) <= {BODY}
    there = notes_in(profile)
    assert printed <= set(there)
    assert set(there.values()) <= {BODY}
    assert endings >= {False}, "none was killed before its end: the moments are too late"


def test_a_steady_writer_killed_at_many_moments_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "body").write_text(BODY)
    profile = tmp_path / "profile"
    printed: set[str] = set()
    for moment in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", STEADY, str(profile), str(tmp_path / "body")],
            stdout=subprocess.PIPE,
            env=environment(),
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first
            said = first + kill_after(process, moment * 0.0037)
        printed.update(said.decode().split())
    there = notes_in(profile)
    assert len(printed) >= 12
    assert printed <= set(there)
    assert set(there.values()) == {BODY}
    assert len(there) <= len(printed) + 12  # at most one a time was on disk and not told


def test_writers_who_come_at_once_to_a_new_profile_all_write(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    writers = [
        subprocess.Popen(
            command("note", "--quote", "the knot of war", "--tag", str(number), "--profile", profile),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        for number in range(6)
    ]
    ended = [(*writer.communicate(timeout=60), writer.returncode) for writer in writers]
    assert [(err, code) for _, err, code in ended] == [(b"", 0)] * 6
    printed = {out.decode().strip() for out, _, _ in ended}
    assert len(printed) == 6
    assert set(notes_in(profile)) == printed


def test_a_note_waits_for_another_who_is_writing(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert call("note", "--quote", "I value this.", "--profile", profile).code == 0
    with closing(sqlite3.connect(Profile.at(profile).database_file, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        with subprocess.Popen(
            command("note", "--quote", "the knot of war", "--profile", profile),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(1.0)
            # Whoever only reads does not wait.
            assert len(call("notes", "--json", "--profile", profile).json()["notes"]) == 1
            another.execute("ROLLBACK")
            out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.decode().strip() in notes_in(profile)


def test_another_who_never_ends_is_told_after_five_seconds(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert call("note", "--quote", "I value this.", "--profile", profile).code == 0
    with closing(sqlite3.connect(Profile.at(profile).database_file, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        ended = call("note", "--quote", "the knot of war", "--profile", profile)
        another.execute("ROLLBACK")
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err
    assert len(notes_in(profile)) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a disk that can be filled by a limit on file sizes")
def test_a_full_disk_is_told_and_what_was_saved_is_there(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    kept = call("note", "--quote", "I value this.", "--profile", profile).out.strip()
    (tmp_path / "body").write_text("x" * 1_000_000)
    words = [os.fsencode(word) for word in command("note", "--quote", "the knot of war", "--profile", profile)]
    limited = 'trap "" XFSZ; ulimit -f 900; exec "$@"'  # blocks of 512 or 1024 bytes: both less than the body
    ended = subprocess.run(
        ["/bin/sh", "-c", limited, "sh", *words, "--body", str(tmp_path / "body")],
        capture_output=True,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert is_one_sentence(ended.stderr.decode()), ended.stderr
    assert list(notes_in(profile)) == [kept]
