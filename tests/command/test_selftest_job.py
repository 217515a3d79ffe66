"""`cca-desktop selftest`: what installers are tried with."""

import json
from pathlib import Path

from cca_desktop import __version__
from tests.command.calling import call, environment, is_one_sentence


def test_everything_works_and_the_report_says_so(tmp_path: Path) -> None:
    env = environment(XDG_DATA_HOME=str(tmp_path / "data"), TMPDIR=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    ended = call("selftest", tmp_path / "report.json", env=env)
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert ended.code == 0, report
    assert ended.err == ""
    assert list(report) == ["ok", "version", "qt", "python", "steps"]
    assert (report["ok"], report["version"]) == (True, __version__)
    assert [step["name"] for step in report["steps"]] == [
        "open", "read", "search", "write a note", "close", "open again", "read the note again", "close again",
        "take the note elsewhere and back", "print to PDF", "load every part",
    ]  # fmt: skip
    for step in report["steps"]:
        assert list(step) == ["name", "ok", "detail", "ms"]
        assert step["ok"] is True
        assert step["ms"] >= 0
    # The reader's own notes are not touched, and nothing of the trial stays.
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]


def test_a_report_that_cannot_be_written_is_told_before_anything_is_tried(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = call("selftest", tmp_path / "file" / "report.json")
    assert (ended.code, ended.out) == (1, "")
    assert is_one_sentence(ended.err), ended.err


def test_a_folder_that_is_not_there_is_not_made_for_the_report(tmp_path: Path) -> None:
    ended = call("selftest", tmp_path / "none" / "report.json")
    assert (ended.code, ended.out) == (1, "")
    assert "no folder" in ended.err
    assert not list(tmp_path.iterdir())
