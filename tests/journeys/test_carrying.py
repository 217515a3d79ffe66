"""Notes taken elsewhere and brought in, in the window: asked for, looked at first, undone whole."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from cca_desktop.export.formats import FORMATS, HTML, JSON_LD, MARKDOWN, PDF, PROFILE
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.stamp import now
from cca_desktop.search.kept import KeptQuestions
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import pack, unpacked
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.arriving import MOST_SHOWN, ArrivingDialog, ImportDialog
from cca_desktop.ui.dialogs.export import SUFFIXES, ExportDialog
from tests.ui.opening import WAITS_MS, Open, Opened
from tests.ui.test_access import nameless


def dialog_of(program: Opened, kind: type[QDialog]) -> QDialog:
    """The dialog of that kind that is open, once it is."""
    program.until(lambda: any(one.isVisible() for one in program.window.findChildren(kind)))
    (dialog,) = [one for one in program.window.findChildren(kind) if one.isVisible()]
    assert dialog.windowTitle()
    return dialog


def arriving(program: Opened) -> ArrivingDialog:
    """The dialog that shows what would come in, once the file is read."""
    dialog = dialog_of(program, ArrivingDialog)
    assert isinstance(dialog, ArrivingDialog)
    program.until(lambda: not program.labels(dialog)[0].startswith("Reading"))
    return dialog


def press(dialog: QDialog, words: str) -> None:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words]
    button.click()


def foreign(tmp_path: Path, count: int) -> Path:
    """A file of annotations that somebody else made, one of them on words that are not in the letter."""
    quotes = ["the knot of war", "no such words are here", *(f"words {number}" for number in range(count))][:count]
    told = [
        {
            "type": "Annotation",
            "id": f"https://example.org/{number}",
            "bodyValue": f"note {number}",
            "target": {
                "source": "https://elsewhere.example/letter",
                "selector": {"type": "TextQuoteSelector", "exact": quote},
            },
        }
        for number, quote in enumerate(quotes)
    ]
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps([*told, {"type": "Annotation"}]))
    return file


def test_an_export_asks_for_a_format_and_a_name_and_tells_what_it_wrote(program: Opened, tmp_path: Path) -> None:
    program.write_note("I value this.", "mine")
    program.press("Ctrl+Shift+S")
    dialog = dialog_of(program, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert not nameless(dialog)
    names = [dialog.rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.rows.count())]
    assert set(names) == {*FORMATS, PDF, PROFILE}
    dialog.rows.setCurrentRow(names.index(HTML))
    press(dialog, "Export…")
    files = dialog_of(program, QFileDialog)
    assert isinstance(files, QFileDialog)
    assert files.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert not files.testOption(QFileDialog.Option.DontConfirmOverwrite)
    file = tmp_path / "page.html"
    files.fileSelected.emit(str(file))
    files.reject()
    program.until(lambda: program.said() == f"1 note exported to {file}")
    assert ">mine</p>" in file.read_text("utf-8")


@pytest.mark.parametrize("form", [*FORMATS, PDF])
def test_every_format_can_be_written_from_the_window(program: Opened, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"out{SUFFIXES[form]}"
    program.program.taking_out.make_carrying().export_to(form, str(file))
    program.until(lambda: str(file) in program.said())
    assert program.said().startswith("0 notes exported to ")
    assert file.exists()


def test_selected_notes_alone_are_exported(program: Opened, tmp_path: Path) -> None:
    for words in ("I value this.", "the knot of war", "Dear Mr. President"):
        program.write_note(words, f"on {words}")
    program.notes.cards.setFocus()
    for keys in ("Home", "Shift+Down"):
        program.press(keys)
    header = program.notes.header()
    (button,) = [one for one in header.findChildren(QPushButton) if one.text() == "Export…"]
    program.until(button.isVisible)
    button.click()
    dialog = dialog_of(program, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert program.labels(dialog) == ["The 2 selected notes go out, in the order of the letter."]
    dialog.rows.setCurrentRow(1)
    press(dialog, "Export…")
    files = dialog_of(program, QFileDialog)
    assert isinstance(files, QFileDialog)
    file = tmp_path / "two.html"
    files.fileSelected.emit(str(file))
    files.reject()
    program.until(lambda: program.said() == f"2 notes exported to {file}")
    page = file.read_text("utf-8")
    assert [words in page for words in (">on Dear", ">on I value", ">on the knot")] == [True, True, False]


def test_an_import_is_looked_at_first_then_comes_and_goes_as_one(program: Opened, tmp_path: Path) -> None:
    program.write_note("I value this.", "mine")
    program.press("Ctrl+Shift+O")
    asking = dialog_of(program, ImportDialog)
    assert not nameless(asking)
    press(asking, "A file…")
    files = dialog_of(program, QFileDialog)
    assert isinstance(files, QFileDialog)
    files.fileSelected.emit(str(foreign(tmp_path, 2)))
    files.reject()
    look = arriving(program)
    assert not nameless(look)
    (told,) = program.labels(look)
    assert told.split("\n") == [
        "New in “theirs.json”: 2.",
        "Astray, as their words are in no text here, but kept: 1.",
        "Left out, as they could not be read: 1.",
    ]
    shown = [look.rows.item(row).text() for row in range(look.rows.count())]
    assert shown == ["“the knot of war”  note 0", "“no such words are here”  note 1 (astray)"]
    assert program.bodies() == ["mine"], "nothing came yet"
    press(look, "Bring in")
    program.until(lambda: program.said() == "2 notes brought in")
    assert program.bodies() == ["mine", "note 0", "note 1"], "the astray one last"
    assert len(program.marked("note")) == 2
    program.do(Command.UNDO)
    program.until(lambda: program.bodies() == ["mine"])


def test_what_is_not_wanted_does_not_come_and_can_be_looked_at_again(program: Opened, tmp_path: Path) -> None:
    carrying = program.program.taking_out.make_carrying()
    file = foreign(tmp_path, 4)
    for _ in range(2):
        carrying.look_into(str(file))
        look = arriving(program)
        press(look, "Cancel")
        program.until(lambda: not program.window.findChildren(ArrivingDialog))
        assert program.bodies() == []
    carrying.look_into(str(file))
    press(arriving(program), "Bring in")
    program.until(lambda: len(program.bodies()) == 4)


def test_reading_is_ended_by_whoever_has_enough_of_it(program: Opened, tmp_path: Path) -> None:
    carrying = program.program.taking_out.make_carrying()
    small = foreign(tmp_path, 2).rename(tmp_path / "small.json")
    large = foreign(tmp_path, 3_000)
    carrying.look_into(str(large))
    look = dialog_of(program, ArrivingDialog)
    assert program.labels(look) == ["Reading “theirs.json”…"]
    QTest.keyClick(look, Qt.Key.Key_Escape)
    program.until(lambda: not program.window.findChildren(ArrivingDialog))
    carrying.look_into(str(small))
    assert program.labels(arriving(program))[0].startswith("New in “small.json”: 2.")
    assert program.bodies() == []


def test_what_is_here_already_is_told_and_there_is_nothing_to_bring_in(program: Opened, tmp_path: Path) -> None:
    carrying = program.program.taking_out.make_carrying()
    program.write_note("I value this.", "mine")
    carrying.export_to(JSON_LD, str(tmp_path / "mine.jsonld"))
    program.until(lambda: "exported" in program.said())
    carrying.look_into(str(tmp_path / "mine.jsonld"))
    look = arriving(program)
    assert program.labels(look)[0].startswith(
        "Nothing in “mine.jsonld” is new.\nHere already, and left as they are: 1."
    )
    assert "Bring in" not in [button.text() for button in look.findChildren(QPushButton)]
    look.reject()
    assert program.bodies() == ["mine"]


def test_what_cannot_be_read_or_written_is_told_in_a_sentence(program: Opened, tmp_path: Path) -> None:
    carrying = program.program.taking_out.make_carrying()
    (tmp_path / "words.txt").write_text("just words")
    carrying.look_into(str(tmp_path / "words.txt"))
    program.until(lambda: "nothing that can be brought in" in program.said())
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "mine.md").write_text("mine")
    carrying.export_to(MARKDOWN, str(tmp_path / "vault"))
    program.until(lambda: "there already" in program.said())
    assert [file.name for file in (tmp_path / "vault").iterdir()] == ["mine.md"]


def test_a_window_that_closes_finishes_what_it_writes(program: Opened, tmp_path: Path) -> None:
    program.program.taking_out.make_carrying().export_to(HTML, str(tmp_path / "page.html"))
    program.until(lambda: "Exporting" in program.said() or "exported" in program.said())
    program.quit()
    assert not list(tmp_path.glob(".*.new"))


def test_a_profile_of_another_machine_comes_in_and_goes_as_one(
    program: Opened, open_program: Open, tmp_path: Path
) -> None:
    program.write_note("I value this.", "written there")
    program.program.taking_out.make_carrying().export_to(PROFILE, str(tmp_path / "there.zip"))
    program.until(lambda: program.said() == f"1 note exported to {tmp_path / 'there.zip'}")
    program.quit()
    here = open_program(Profile.at(tmp_path / "here"))
    here.write_note("the knot of war", "written here")
    here.program.taking_out.make_carrying().look_into(str(tmp_path / "there.zip"))
    look = arriving(here)
    assert here.labels(look) == ["New in “there.zip”: 1."]
    press(look, "Bring in")
    here.until(lambda: here.said() == "1 note brought in")
    assert here.bodies() == ["written there", "written here"]
    here.do(Command.UNDO)
    here.until(lambda: here.bodies() == ["written here"])


def test_the_words_typed_last_go_out_as_well(program: Opened, tmp_path: Path) -> None:
    carrying = program.program.taking_out.make_carrying()
    program.begin_note("I value this.")
    program.type("the first words")
    carrying.export_to(JSON_LD, str(tmp_path / "mine.jsonld"))
    program.type(", and more")
    carrying.export_to(PROFILE, str(tmp_path / "mine.zip"))
    program.until((tmp_path / "mine.zip").exists)
    assert '"the first words"' in (tmp_path / "mine.jsonld").read_text("utf-8")
    with (
        unpacked(tmp_path / "mine.zip") as contents,
        closing(Database.open(contents.notes, is_read_only=True)) as there,
    ):
        assert [note.body for note in NoteTable(there).living()] == ["the first words, and more"]


def test_saved_questions_alone_are_worth_bringing_in(
    program: Opened, profile: Profile, tmp_path: Path, qtbot: QtBot
) -> None:
    away = Profile.at(tmp_path / "away")
    with qtbot.waitSignal(program.program.desk.changed, timeout=WAITS_MS):  # the window has seen it, and said so
        for one, question in ((away, "knot"), (profile, "rope")):
            with closing(Database.open(one.database_file)) as database:
                KeptQuestions(database, now).save("ropes", question)
    pack(away, tmp_path / "there.zip")
    carrying = program.program.taking_out.make_carrying()
    carrying.look_into(str(tmp_path / "there.zip"))
    look = arriving(program)
    assert program.labels(look)[0].split("\n") == [
        "Saved questions that come along: 1.",
        "The saved question “ropes” is another one here, so theirs is kept as “ropes (2)”.",
    ]
    press(look, "Bring in")
    program.until(lambda: program.said() == "Bookmarks and saved questions brought in")
    carrying.look_into(str(tmp_path / "there.zip"))
    again = arriving(program)
    assert program.labels(again) == ["Nothing in “there.zip” is new."]


def test_of_thousands_of_notes_the_first_are_shown_and_the_others_counted(program: Opened, tmp_path: Path) -> None:
    program.program.taking_out.make_carrying().look_into(str(foreign(tmp_path, 3_000)))
    look = arriving(program)
    assert program.labels(look)[0].startswith("New in “theirs.json”: 3000.")
    assert look.rows.count() == MOST_SHOWN + 1
    assert look.rows.item(MOST_SHOWN).text() == f"and {3_000 - MOST_SHOWN} more"
    press(look, "Bring in")
    program.until(lambda: program.said() == "3000 notes brought in")
