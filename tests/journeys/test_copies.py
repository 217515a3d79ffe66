"""The copies of the notes, in the window: where they lie, one made now, and the way back to it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from cca_desktop.storage.profile_archive import is_archive
from cca_desktop.ui.dialogs.bin import BinDialog
from cca_desktop.ui.dialogs.copies import CopiesDialog
from tests.journeys.test_carrying import dialog_of, press
from tests.ui.opening import Opened
from tests.ui.test_access import nameless


def test_a_copy_is_made_and_gone_back_to_and_undo_leads_back(program: Opened) -> None:
    program.write_note("I value this.", "first words")
    program.press("Ctrl+Alt+S")
    dialog = dialog_of(program, CopiesDialog)
    assert isinstance(dialog, CopiesDialog)
    assert not nameless(dialog)
    assert any("notes.sqlite" in words for words in program.labels(dialog))
    press(dialog, "Copy now")
    program.until(lambda: dialog.rows.count() == 1)
    copy = dialog.rows.item(0).data(Qt.ItemDataRole.UserRole)
    assert isinstance(copy, Path)
    assert copy.is_file()
    assert "made by hand" in dialog.rows.item(0).text()
    dialog.reject()
    program.program.desk.write(None, colour="pink")
    program.until(lambda: len(program.bodies()) == 2)
    program.press("Ctrl+Alt+S")
    again = dialog_of(program, CopiesDialog)
    press(again, "Go back to this copy…")
    box = dialog_of(program, QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "which go into the bin: 1." in box.text()
    press(box, "Go back")
    program.until(lambda: program.bodies() == ["first words"])
    program.program.desk.undo()
    program.until(lambda: len(program.bodies()) == 2)


def test_the_copies_lead_to_the_file_that_carries_all_to_another_machine(program: Opened, tmp_path: Path) -> None:
    program.write_note("I value this.", "first words")
    program.press("Ctrl+Alt+S")
    dialog = dialog_of(program, CopiesDialog)
    told = next(label for label in dialog.findChildren(QLabel) if "notes.sqlite" in label.text())
    told.setFocus()
    program.press("Tab")  # from the label's beginning to its link
    program.press("Return")
    files = dialog_of(program, QFileDialog)
    assert isinstance(files, QFileDialog)
    assert not dialog.isVisible()
    assert files.defaultSuffix() == "zip"
    files.fileSelected.emit(str(tmp_path / "carried.zip"))
    files.reject()
    program.until(lambda: program.said() == f"1 note exported to {tmp_path / 'carried.zip'}")
    assert is_archive(tmp_path / "carried.zip")


def test_a_copy_that_is_the_present_offers_no_way_back(program: Opened) -> None:
    program.write_note("I value this.", "first words")
    program.press("Ctrl+Alt+S")
    dialog = dialog_of(program, CopiesDialog)
    assert isinstance(dialog, CopiesDialog)
    press(dialog, "Copy now")
    program.until(lambda: dialog.rows.count() == 1)
    press(dialog, "Go back to this copy…")
    box = dialog_of(program, QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "just as they are in this copy" in box.text()
    press(box, "Cancel")


def test_a_note_in_the_bin_is_let_go_of_only_after_a_question(program: Opened) -> None:
    program.write_note("I value this.", "unwanted")
    program.program.desk.retire(program.note().note.id)
    program.until(lambda: program.bodies() == [])
    program.press("Ctrl+Shift+B")
    dialog = dialog_of(program, BinDialog)
    assert isinstance(dialog, BinDialog)
    press(dialog, "Let go for ever…")
    press(dialog_of(program, QMessageBox), "Cancel")
    assert dialog.rows.model().rowCount() == 1
    program.until(lambda: not any(box.isVisible() for box in dialog.findChildren(QMessageBox)))
    press(dialog, "Let go for ever…")
    press(dialog_of(program, QMessageBox), "Let go")
    program.until(lambda: program.said() == "The note is gone for good")
    assert dialog.rows.model().rowCount() == 0
