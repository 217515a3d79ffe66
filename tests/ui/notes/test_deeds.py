"""Undo and redo say in whole sentences what they would do, and what they have done, and show it."""

from contextlib import closing

import pytest
from PySide6.QtCore import QLocale, QTimer

from cca_desktop.notes.history import DEEDS, Deed
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.deeds import SENTENCES, redo_named, told_of_others, told_redone, told_undone, undo_named
from tests.ui.opening import Open, Opened


@pytest.mark.parametrize("kind", DEEDS)
def test_whatever_can_be_undone_has_its_sentences(kind: str) -> None:
    for one, many in SENTENCES[kind]:
        assert "%Ln" not in one
        assert "%Ln" in many
    for told in (undo_named, redo_named, told_undone, told_redone):
        assert QLocale().toString(12_345) in told(Deed(kind, 12_345))
        assert "%" not in told(Deed(kind, 1))


def test_the_menu_says_what_undo_and_redo_would_do(program: Opened) -> None:
    program.write_note("I value this.", "a note")
    undo, redo = (program.program.actions[command] for command in (Command.UNDO, Command.REDO))
    assert undo.text() == "Undo: change the words of a note"
    program.do(Command.UNDO)
    program.until(lambda: redo.text() == "Redo: change the words of a note")
    assert undo.text() == "Undo: write a note"
    assert program.said() == "Undone: change the words of a note"
    program.do(Command.REDO)
    program.until(lambda: program.said() == "Done again: change the words of a note")
    assert undo.text() == "Undo: change the words of a note"


def test_what_is_undone_far_away_comes_into_view(program: Opened) -> None:
    program.write_note("the knot of war", "at the end")
    for number in range(8):
        program.write_note("", f"free {number}")
    program.program.desk.colour(program.notes.notes()[0].note.id, "pink")
    program.until(lambda: program.notes.notes()[0].note.colour == "pink")
    program.click_card(8)
    program.letter.setFocus()
    program.letter.go_to(0)
    cards, span = program.notes.cards, program.passage("the knot of war")
    cards.scrollToBottom()
    program.until(lambda: not program.sees(span))
    program.press("Ctrl+Z")
    program.until(lambda: program.said() == "Undone: colour a note")
    program.until(lambda: program.sees(span))
    current = program.notes.current()
    assert current is not None
    assert current.note.body == "at the end"
    assert cards.viewport().rect().contains(cards.visualRect(cards.currentIndex()).center())
    assert program.letter.hasFocus(), "the keys stay where they were"


def test_undo_goes_on_where_the_field_has_nothing_left_to_take_back(program: Opened) -> None:
    program.write_note("I value this.", "first words")
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None and program.focused() is program.words)
    program.type("x")
    program.press("Ctrl+Z")
    assert program.words.toPlainText() == "first words"
    program.press("Ctrl+Z")
    program.until(lambda: program.said() == "Undone: change the words of a note")
    assert program.words.toPlainText() == ""
    program.press("Ctrl+Shift+Z")
    program.until(lambda: program.said() == "Done again: change the words of a note")
    assert program.words.toPlainText() == "first words"


def test_what_another_program_wrote_a_moment_ago_is_told_before_it_is_undone(
    profile: Profile, open_program: Open
) -> None:
    program = open_program()
    program.write_note("I value this.", "mine")
    for timer in program.program.desk.findChildren(QTimer):
        timer.stop()  # or the window might see by itself what is written now
    answered: list[int] = []
    program.program.desk.ask(lambda notebook: len(notebook.notes()), answered.append)
    program.until(lambda: bool(answered))  # so that no look is under way any more
    with closing(Database.open(profile.database_file)) as elsewhere:
        Notebook(elsewhere, lambda _: None).revise(program.note().note.id, body="theirs")
    program.do(Command.UNDO)
    program.until(lambda: program.said() == told_of_others(1))
    assert program.bodies() == ["theirs"]
    program.do(Command.UNDO)
    program.until(lambda: program.bodies() == ["mine"])
