"""Notes: written, marked, coloured, retired, brought back, and seen wherever they were written."""

import subprocess

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from tests.command.calling import call, command, environment
from tests.ui.opening import Open, Opened


def swatch(opened: Opened, colour: str) -> QToolButton:
    """The button of a colour, found by the name that is read aloud."""
    return next(one for one in opened.editor.findChildren(QToolButton) if one.accessibleName() == colour)


def test_a_highlight_marks_the_words_in_one_key(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Ctrl+H")
    program.until(lambda: program.marked("note") == ["the knot of war"])
    assert program.bodies() == [""]
    assert program.notes.editor() is None, "nothing is asked of the reader"
    assert program.letter.selected() is None, "the mark is seen, not the selection"


def test_a_note_is_edited_tagged_and_coloured_where_it_stands(program: Opened, profile: Profile) -> None:
    program.write_note("the knot of war", "A picture of two men pulling.")
    program.press("F2")
    program.until(lambda: program.focused() is program.words)
    program.type(" It stays.")
    program.press("Tab")
    program.type("image, rope ,, image")
    swatch(program, "Green").click()
    program.press("Esc")
    program.until(lambda: program.note().note.tags == ("image", "rope"))
    program.until(lambda: program.note().note.colour == "green")
    assert program.bodies() == ["A picture of two men pulling. It stays."]
    assert [mark.colour for mark in program.letter.marks.layer("note")] == ["green"]
    told = call("notes", "--json", "--profile", profile.folder).json()["notes"]
    assert [(note["body"], note["tags"], note["colour"]) for note in told] == [
        ("A picture of two men pulling. It stays.", ["image", "rope"], "green")
    ]


def test_a_click_in_the_letter_chooses_the_card_and_a_click_on_the_card_shows_the_words(program: Opened) -> None:
    program.write_note("I value this.", "first")
    program.write_note("the knot of war", "second")
    assert program.bodies() == ["first", "second"]
    program.click_letter("I value this.")
    current = program.notes.current()
    assert current is not None
    assert current.note.body == "first"
    assert not program.sees(program.passage("the knot of war"))
    program.click_card(1)
    assert program.sees(program.passage("the knot of war"))
    assert program.caret() == program.passage("the knot of war").start
    program.click_card(0)
    assert program.sees(program.passage("I value this."))


def test_what_was_retired_comes_back_by_undo_even_after_a_restart(open_program: Open) -> None:
    today = open_program()
    today.write_note("I value this.", "kept")
    today.write_note("the knot of war", "thrown away")
    today.click_card(1)
    today.press("Ctrl+Backspace")
    today.until(lambda: today.bodies() == ["kept"])
    assert today.marked("note") == ["I value this."]
    today.quit()

    tomorrow = open_program()
    assert tomorrow.bodies() == ["kept"]
    assert tomorrow.program.actions[Command.UNDO].text() != "&Undo", "it says what would be undone"
    tomorrow.press("Ctrl+Z")
    tomorrow.until(lambda: tomorrow.bodies() == ["kept", "thrown away"])
    assert tomorrow.marked("note") == ["I value this.", "the knot of war"]
    tomorrow.press("Ctrl+Y")
    tomorrow.until(lambda: tomorrow.bodies() == ["kept"])
    tomorrow.quit()

    later = open_program()
    later.press("Ctrl+Z")
    later.until(lambda: later.bodies() == ["kept", "thrown away"])


def test_what_was_typed_in_one_sitting_is_undone_in_one_step(program: Opened) -> None:
    program.write_note("I value this.", "before")
    program.press("F2")
    program.until(lambda: program.focused() is program.words)
    program.type(" and")
    program.until(program.is_saved)
    program.type(" after")
    program.until(program.is_saved)
    program.press("Esc")
    program.until(lambda: program.bodies() == ["before and after"])
    program.do(Command.UNDO)
    program.until(lambda: program.bodies() == ["before"])
    program.do(Command.REDO)
    program.until(lambda: program.bodies() == ["before and after"])


def test_a_free_note_stands_last_and_marks_nothing(program: Opened) -> None:
    program.write_note("", "about nothing")
    program.write_note("I value this.", "about something")
    assert program.bodies() == ["about something", "about nothing"]
    assert program.marked("note") == ["I value this."]
    assert [placed.state for placed in program.notes.notes()] == ["found", "free"]


def test_a_note_written_by_another_process_appears_by_itself(program: Opened, profile: Profile) -> None:
    with subprocess.Popen(
        command("note", "--quote", "the knot of war", "--profile", profile.folder),
        env=environment(),
        stdout=subprocess.PIPE,
    ) as process:
        program.until(lambda: process.poll() is not None)
        assert process.returncode == 0
        program.until(lambda: program.marked("note") == ["the knot of war"])
    assert program.window.sides.right.tabText(0) == "Notes 1"


def test_a_note_that_is_being_written_is_not_overwritten_by_another_process(program: Opened, profile: Profile) -> None:
    program.begin_note("I value this.")
    program.type("mine")
    assert call("note", "--quote", "the knot of war", "--profile", profile.folder).code == 0
    program.until(lambda: len(program.notes.notes()) == 2)
    assert program.words.toPlainText() == "mine"
    assert program.focused() is program.words
    program.until(program.is_saved)
    assert sorted(program.bodies()) == ["", "mine"]


def test_overlapping_notes_are_both_marked_and_a_click_takes_the_shorter(program: Opened) -> None:
    program.write_note("pull on the ends of the rope in which you have tied the knot of war", "long")
    program.write_note("the knot of war", "short")
    program.click_letter("the knot of war")
    current = program.notes.current()
    assert current is not None
    assert current.note.body == "short"
    program.click_letter("pull on the ends")
    current = program.notes.current()
    assert current is not None
    assert current.note.body == "long"


def test_markdown_buttons_embrace_what_is_selected(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("one two")
    program.press("Ctrl+A")
    QTest.mouseClick(swatch(program, "Strong"), Qt.MouseButton.LeftButton)
    assert program.words.toPlainText() == "**one two**"
    QTest.mouseClick(swatch(program, "List"), Qt.MouseButton.LeftButton)
    assert program.words.toPlainText() == "- **one two**"
    program.until(program.is_saved)
    assert program.bodies() == ["- **one two**"]


def test_what_is_typed_while_undo_is_on_its_way_is_kept_and_what_was_undone_is_gone(program: Opened) -> None:
    program.write_note("I value this.", "before")
    program.press("F2")
    program.until(lambda: program.focused() is program.words)
    program.type(" and after")
    program.do(Command.UNDO)
    program.type(", and more")
    program.until(lambda: program.bodies() == ["before, and more"] and program.is_saved())
    assert program.words.toPlainText() == "before, and more"
    assert program.words.textCursor().position() == len("before, and more")
    program.type("!")
    program.until(lambda: program.bodies() == ["before, and more!"])


def test_undo_while_a_note_is_open_shows_it_as_it_was(program: Opened) -> None:
    program.write_note("I value this.", "before")
    program.press("F2")
    program.until(lambda: program.focused() is program.words)
    program.type(" and after")
    program.do(Command.UNDO)
    program.until(lambda: program.bodies() == ["before"] and program.words.toPlainText() == "before")
    program.do(Command.REDO)
    program.until(lambda: program.bodies() == ["before and after"])
    program.until(lambda: program.words.toPlainText() == "before and after")
