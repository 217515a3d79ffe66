"""The bin, for as long as its reader wishes: chosen in its window, kept, done quietly, told, and undone."""

import datetime as dt
from contextlib import closing

from PySide6.QtCore import QTimer

from cca_desktop.notes.letting_go import let_go_of_the_overdue
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.backup import Kind, backups
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.settings_file import load
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.bin import BinDialog
from cca_desktop.ui.keeping import LOOKS_AGAIN_AFTER_MS, Keeping
from tests.journeys.test_carrying import dialog_of
from tests.ui.opening import Open, Opened
from tests.ui.test_access import nameless


def retired_days_ago(profile: Profile, body: str, days: int) -> None:
    """Leave a note that was retired so many days ago."""
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None, lambda: then)
        notebook.retire(notebook.write(None, body).notes[0])


def bin_of(program: Opened) -> BinDialog:
    """Look into the bin, once whatever was asked before is done."""
    program.come_back()
    program.do(Command.BIN)
    dialog = dialog_of(program, BinDialog)
    assert isinstance(dialog, BinDialog)
    assert not nameless(dialog)
    return dialog


def words_in(dialog: BinDialog) -> list[str]:
    model = dialog.rows.model()
    return [model.index(row, 0).data().partition("\n")[0] for row in range(model.rowCount())]


def hasten(program: Opened) -> QTimer:
    """Let what is due be looked at now, and not only when the window has been open for a while."""
    keeping = program.window.findChild(Keeping)
    assert keeping is not None
    timer = keeping.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    timer.start(0)
    program.until(lambda: timer.interval() == LOOKS_AGAIN_AFTER_MS)
    return timer


def test_the_bin_keeps_for_ever_until_its_reader_says_otherwise(profile: Profile, open_program: Open) -> None:
    retired_days_ago(profile, "old words", 4000)
    program = open_program()
    hasten(program)
    program.until(lambda: bool(backups(profile.backup_folder, Kind.WEEKLY)))
    dialog = bin_of(program)
    assert dialog.keeps.currentText() == "for ever"
    assert "Nothing goes by itself." in program.labels(dialog)
    assert words_in(dialog) == ["old words"]
    dialog.keeps.setCurrentIndex(dialog.keeps.findText("for 30 days"))
    assert any("Undo brings it back for a week" in words for words in program.labels(dialog))
    assert words_in(dialog) == ["old words"], "nothing goes while one looks"
    dialog.reject()
    program.until(lambda: load(profile.settings_file).bin_kept_days == 30)
    program.do(Command.LARGER)
    program.until(lambda: load(profile.settings_file).text_scale == 110)
    assert load(profile.settings_file).bin_kept_days == 30, "no other preference takes it back"


def test_what_has_lain_there_too_long_goes_is_told_and_undone(profile: Profile, open_program: Open) -> None:
    retired_days_ago(profile, "old words", 31)
    retired_days_ago(profile, "young words", 29)
    profile.settings_file.write_text('{"bin_kept_days": 30}')
    program = open_program()
    timer = hasten(program)
    program.until(
        lambda: program.said() == "1 note lay in the bin for more than 30 days and is let go of; Undo brings it back"
    )
    assert backups(profile.backup_folder), "copied before"
    dialog = bin_of(program)
    assert words_in(dialog) == ["young words"]
    assert dialog.keeps.currentText() == "for 30 days"
    dialog.reject()
    assert "let go of a note in the bin" in program.program.actions[Command.UNDO].text()
    program.do(Command.UNDO)
    program.until(lambda: program.said() == "Undone: let go of a note in the bin")
    dialog = bin_of(program)
    assert sorted(words_in(dialog)) == ["old words", "young words"]
    dialog.reject()
    assert timer.isActive(), "a window may stay open for weeks"


def test_what_went_while_the_clock_was_ahead_lies_in_the_bin_again(profile: Profile, open_program: Open) -> None:
    retired_days_ago(profile, "put away yesterday", 1)
    with closing(Database.open(profile.database_file)) as database:
        ahead = (dt.datetime.now(dt.UTC) + dt.timedelta(days=365)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        assert len(let_go_of_the_overdue(database, 30, lambda: ahead).notes) == 1
    program = open_program()
    undo = program.program.actions[Command.UNDO]
    assert "let go" in undo.text()
    hasten(program)
    program.until(lambda: "retire a note" in undo.text())
    dialog = bin_of(program)
    assert words_in(dialog) == ["put away yesterday"]
    dialog.reject()
