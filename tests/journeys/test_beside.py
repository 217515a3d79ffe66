"""Several programs on one profile, and things in a bad state: told in a sentence, the window still there."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from pytestqt.qtbot import QtBot

from cca_desktop.storage import inbox
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.notes.note_desk import LOOKS_FOR_OTHERS_EVERY_MS
from tests.command.calling import ROOT, call, command, environment
from tests.conftest import Complaints
from tests.journeys.test_carrying import arriving
from tests.ui.opening import WAITS_MS, Open, Opened

OFFSCREEN = environment(QT_QPA_PLATFORM="offscreen")


def is_a_sentence(words: str) -> bool:
    return len(words.split()) > 4 and words.endswith(".") and "Traceback" not in words


def test_a_second_start_raises_the_first_window_and_is_done(cared_for: Opened, profile: Profile) -> None:
    lock = profile.lock()
    assert lock is not None
    cared_for.window.showMinimized()
    try:
        assert call("--profile", profile.folder, env=OFFSCREEN) == (0, "", "")
        cared_for.until(lambda: not cared_for.window.isMinimized())
        assert not inbox.take(profile)
    finally:
        lock.release()


def test_a_second_start_with_a_file_says_that_this_version_reads_the_letter_alone(
    cared_for: Opened, profile: Profile, tmp_path: Path
) -> None:
    lock = profile.lock()
    assert lock is not None
    (tmp_path / "diary.txt").touch()
    try:
        assert call(tmp_path / "diary.txt", "--profile", profile.folder, env=OFFSCREEN).code == 0
        cared_for.until(lambda: "diary.txt" in cared_for.said())
        assert is_a_sentence(cared_for.said())
    finally:
        lock.release()


def test_a_second_start_with_a_file_of_notes_shows_what_would_come_in(
    cared_for: Opened, profile: Profile, tmp_path: Path
) -> None:
    """What a file manager offers the program for must open in it."""
    other, file = tmp_path / "other", tmp_path / "notes.JSONLD"
    assert call("note", "--quote", "I value this.", "--profile", other).code == 0
    assert call("export", "jsonld", file, "--profile", other).code == 0
    lock = profile.lock()
    assert lock is not None
    try:
        assert call(file, "--profile", profile.folder, env=OFFSCREEN).code == 0
        look = arriving(cared_for)
        assert "notes.JSONLD" in cared_for.labels(look)[0]
        assert not cared_for.bodies(), "nothing came yet"
        look.accept()
        cared_for.until(lambda: cared_for.said() == "1 note brought in")
    finally:
        lock.release()


def test_a_note_from_a_second_process_is_found_by_the_search_of_the_first(program: Opened, profile: Profile) -> None:
    program.ask("zeppelin")
    assert program.answered("zeppelin").total == 0
    body = profile.folder / "body"
    body.write_text("zeppelin")
    assert call("note", "--quote", "I value this.", "--body", body, "--profile", profile.folder).code == 0
    program.until(lambda: program.answered("zeppelin").total == 1)


def test_an_altered_seed_is_told_on_the_page_and_notes_are_still_listed(tmp_path: Path) -> None:
    """The program is copied, its letter changed by one letter, and drawn: the sentence is what its page says."""
    profile = tmp_path / "profile"
    assert call("note", "--quote", "I value this.", "--profile", profile).code == 0
    for part in ("cca_desktop", "resources", "seeds"):
        shutil.copytree(ROOT / part, tmp_path / "copy" / part, ignore=shutil.ignore_patterns("__pycache__"))
    seed = tmp_path / "copy" / "seeds" / "khrushchev-1962-10-26.txt"
    seed.write_bytes(seed.read_bytes().replace(b"missiles", b"missives"))
    assert "not the one that came with the program" in _page_of(tmp_path / "copy", profile)
    seed.unlink()
    assert "missing" in _page_of(tmp_path / "copy", profile)


def _page_of(copy: Path, profile: Path) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", _READS_THE_PAGE, str(profile)],
        env={**environment(QT_QPA_PLATFORM="offscreen"), "PYTHONPATH": str(copy)},
        cwd=copy,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


_READS_THE_PAGE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from cca_desktop.app import Program, make_application
from cca_desktop.storage.profile import Profile

def read():
    print(program.window.panels.letter.toPlainText())
    print(len(program.window.notes.notes()), "notes")
    assert len(program.window.notes.notes()) == 1
    for action in program.actions:
        if action.isEnabled() and action.objectName() in ("cite", "find", "contents", "find_next", "larger"):
            action.trigger()
    program.window.close()

application = make_application()
program = Program(Profile.at(Path(sys.argv[1])))
program.introduced.connect(read)
program.show()
application.exec()
"""


def test_a_damaged_database_is_told_and_the_letter_can_be_read_and_asked(open_program: Open, profile: Profile) -> None:
    profile.folder.mkdir()
    profile.database_file.write_bytes(b"SQLite format 3\0" + b"nonsense" * 4000)
    before = profile.database_file.read_bytes()
    opened = open_program()
    assert is_a_sentence(opened.said())
    assert opened.ask("missiles").total > 0
    opened.select("I value this.")
    opened.press("Ctrl+N")
    opened.until(lambda: is_a_sentence(opened.said()))
    assert opened.notes.editor() is None, "no editor that could not keep what is typed"
    opened.quit()
    assert profile.database_file.read_bytes() == before, "what is damaged is left for the repair"


def test_a_newer_database_is_told_and_left_untouched(open_program: Open, profile: Profile) -> None:
    first = open_program()
    first.write_note("I value this.", "from tomorrow")
    first.quit()
    with closing(sqlite3.connect(profile.database_file)) as database:
        database.execute("PRAGMA user_version = 99")
        database.execute("PRAGMA journal_mode = DELETE")
    before = profile.database_file.read_bytes()
    opened = open_program()
    assert "newer" in opened.said()
    assert is_a_sentence(opened.said())
    assert opened.letter.toPlainText().count("missiles")
    opened.quit()
    assert profile.database_file.read_bytes() == before


def test_a_trouble_is_said_once_and_other_words_stay(open_program: Open, profile: Profile, qtbot: QtBot) -> None:
    """The notes are looked at every half second; a screen reader must not hear the same sentence each time."""
    profile.folder.mkdir()
    profile.database_file.write_bytes(b"SQLite format 3\0" + b"nonsense" * 4000)
    opened = open_program()
    with qtbot.waitSignal(opened.program.desk.failed, timeout=WAITS_MS):
        pass  # the first look
    opened.press("Ctrl+Shift+C")
    told = opened.said()
    assert "citation" in told
    opened.program.moving.go_to(opened.passage("the knot of war").start)
    with qtbot.assertNotEmitted(opened.program.desk.failed, wait=3 * LOOKS_FOR_OTHERS_EVERY_MS):
        pass
    assert opened.said() == told


def test_a_profile_that_cannot_be_made_still_shows_the_letter(
    open_program: Open, tmp_path: Path, complaints: Complaints
) -> None:
    (tmp_path / "file").touch()
    opened = open_program(Profile.at(tmp_path / "file" / "profile"))
    assert is_a_sentence(opened.said())
    assert opened.ask("missiles").total > 0
    opened.quit()
    complaints.sentences.clear()  # that it could not keep its index, its size and its settings


def test_a_window_killed_by_the_system_leaves_in_order(profile: Profile) -> None:
    with subprocess.Popen(command("--profile", profile.folder), env=OFFSCREEN, stderr=subprocess.PIPE) as process:
        try:
            while not profile.inbox_folder.is_dir() and process.poll() is None:
                pass
            process.terminate()
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert profile.window_file.exists(), "how it was left is kept"
