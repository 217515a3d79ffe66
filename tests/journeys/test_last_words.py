"""What was typed last is on the disk: while the typing goes on, when the session ends, after a mistake of ours."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from PySide6.QtWidgets import QMessageBox

from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.care import Care
from tests.command.calling import ROOT, environment
from tests.conftest import Complaints
from tests.ui.opening import Opened


def on_disk(profile: Profile) -> list[str]:
    """The words of the notes, as another program reads them."""
    with closing(Database.open(profile.database_file, is_read_only=True)) as database:
        return [str(body) for (body,) in database.rows("SELECT body FROM note")]


class Session:
    """A session that ends, and may be asked to go on."""

    def __init__(self, *, can_wait: bool) -> None:
        self._can_wait = can_wait
        self.asked: list[str] = []

    def allowsErrorInteraction(self) -> bool:
        return self._can_wait

    def release(self) -> None:
        self.asked.append("release")

    def cancel(self) -> None:
        self.asked.append("cancel")


def notice_of(opened: Opened) -> QMessageBox:
    """The only sentence that one has to see, once it is there."""

    def shown() -> list[QMessageBox]:
        return [box for box in opened.window.findChildren(QMessageBox) if box.isVisible()]

    opened.until(lambda: bool(shown()))
    (box,) = shown()
    return box


def care_of(opened: Opened) -> Care:
    care = opened.program.findChild(Care)
    assert care is not None
    return care


def test_whoever_never_pauses_is_saved_all_the_same(program: Opened, profile: Profile) -> None:
    """The wait for the end of the typing must not begin anew with each key."""
    program.begin_note("the knot of war")

    def is_there_after_one_more_key() -> bool:
        program.type("a")
        return any(len(body) > 20 for body in on_disk(profile))

    program.until(is_there_after_one_more_key)
    assert not program.is_saved(), "the last key is not there yet, and nobody says so"


def test_the_last_key_is_on_the_disk_when_the_session_ends(cared_for: Opened, profile: Profile) -> None:
    cared_for.begin_note("the knot of war")
    cared_for.type("last words")
    session = Session(can_wait=True)
    care_of(cared_for).end_session(session)
    assert on_disk(profile) == ["last words"]
    assert session.asked == []
    assert cared_for.window.isVisible(), "another program may have asked for the session to go on"


@pytest.mark.parametrize("can_wait", [True, False])
def test_a_session_that_would_end_without_a_note_is_asked_to_go_on(
    cared_for: Opened, profile: Profile, *, can_wait: bool
) -> None:
    lane = cared_for.program.lane
    cared_for.begin_note("the knot of war")
    cared_for.until(cared_for.is_saved)
    lane.wait_for(lambda drawer: drawer.database.run("PRAGMA max_page_count = 1"))  # no more than there are
    words = "last words " * 2000
    cared_for.paste(words)
    session = Session(can_wait=can_wait)
    care_of(cared_for).end_session(session)
    assert session.asked == (["release", "cancel"] if can_wait else [])
    assert "has not been saved" in notice_of(cared_for).text()
    lane.wait_for(lambda drawer: drawer.database.run("PRAGMA max_page_count = 1000000"))
    cared_for.until(lambda: on_disk(profile) == [words])  # it is tried again, as long as the window is there


@pytest.mark.skipif(sys.platform == "win32", reason="a process there is ended by a message, or without a word")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_the_last_key_is_on_the_disk_when_the_system_ends_the_window(profile: Profile, end: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _TYPES_AND_IS_ENDED, str(profile.folder), end],
        cwd=ROOT,
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert on_disk(profile) == ["last words"]


_TYPES_AND_IS_ENDED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from cca_desktop.app import Program, make_application
from cca_desktop.storage.profile import Profile
from cca_desktop.text.anchoring import find_quote
from cca_desktop.ui.actions import Command

def begin():
    program.begin_care(())
    program.window.panels.letter.select(find_quote(program.document.text, "the knot of war")[0])
    program.actions[Command.WRITE_NOTE].trigger()
    types.start()

def type_and_end():
    editor = program.window.notes.editor()
    if editor is not None:
        types.stop()
        QTest.keyClicks(editor.words, "last words")
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))

signal.signal(getattr(signal, sys.argv[2]), signal.SIG_DFL)  # whoever runs the tests may have it ignored
application = make_application()
program = Program(Profile.at(Path(sys.argv[1])))
types = QTimer(interval=5, timeout=type_and_end)
program.introduced.connect(begin)
program.show()
sys.exit(application.exec())
"""


def test_a_signal_that_is_to_be_ignored_is_ignored(cared_for: Opened) -> None:
    """A window started with nohup stays when its terminal is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cared_for.program.begin_care(())
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_after_a_mistake_the_last_words_are_on_the_disk_before_it_is_said_that_they_are(
    cared_for: Opened, profile: Profile, complaints: Complaints
) -> None:
    cared_for.begin_note("the knot of war")
    cared_for.type("last words")
    mistake = ValueError("of ours")
    for _ in range(3):
        sys.excepthook(ValueError, mistake, None)
    assert on_disk(profile) == ["last words"]
    assert "Your notes are on the disk" in notice_of(cared_for).text(), "once, however many mistakes"
    complaints.expect("A mistake of the program")


def test_after_a_mistake_that_keeps_words_from_the_disk_nobody_says_that_they_are_there(
    cared_for: Opened, profile: Profile, complaints: Complaints
) -> None:
    cared_for.begin_note("the knot of war")
    with closing(sqlite3.connect(profile.database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        cared_for.type("last words")
        mistake = ValueError("of ours")
        sys.excepthook(ValueError, mistake, None)
        told = notice_of(cared_for)
        assert "not saved" in told.text()
    told.close()
    cared_for.until(lambda: on_disk(profile) == ["last words"])
    complaints.expect("A mistake of the program")
