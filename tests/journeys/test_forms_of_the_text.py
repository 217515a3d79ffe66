"""One document in several forms: set by a printer or as filed, with its frame or without; no place is lost."""

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor

from cca_desktop.settings import Settings
from cca_desktop.ui.actions import Command
from tests.ui.opening import Open, Opened

OVER_A_PAGE_END = "or rather, we have\n\ndifferent estimates"
DASHES = "--I spoke about it in Vienna--"
FRAME = "Department of State Telegram"


def selected(program: Opened) -> str:
    cursor = program.letter.textCursor()
    return program.letter.toPlainText()[cursor.selectionStart() : cursor.selectionEnd()]


def copied(program: Opened) -> str:
    program.press("Ctrl+C")
    return QGuiApplication.clipboard().text()


def test_reading_text_and_diplomatic_text_are_one_text(open_program: Open) -> None:
    """The journey: compare the printer's text with the file's, with a note, hits, a selection and a place in it."""
    program = open_program()
    document = program.program.document
    program.write_note(DASHES, "a note")
    program.ask("war")
    hits = len(program.marked("hit"))
    program.program.moving.go_to(program.passage("different estimates").start)
    program.select(DASHES)
    place = program.letter.place()
    assert selected(program) == copied(program) == "—I spoke about it in Vienna—"
    assert program.marked("note") == ["—I spoke about it in Vienna—"]

    program.press("Ctrl+D")
    assert program.letter.toPlainText() == document.text
    assert selected(program) == copied(program) == DASHES
    assert program.letter.selected() == program.passage(DASHES)
    assert program.marked("note") == [DASHES]
    assert len(program.marked("hit")) == hits
    assert {words.lower() for words in program.marked("hit")} == {"war", "wars"}
    assert len(program.marked("current")) == 1
    assert abs(program.letter.place() - place) < 5
    program.select(OVER_A_PAGE_END)
    assert copied(program) == OVER_A_PAGE_END
    program.press("Ctrl+H")
    program.until(lambda: OVER_A_PAGE_END in program.marked("note"))

    program.press("Ctrl+D")
    assert set(program.marked("note")) == {"—I spoke about it in Vienna—", "or rather, we have different estimates"}
    program.press("Ctrl+D")
    program.quit()
    again = open_program()
    assert again.letter.toPlainText() == document.text, "the form is kept"
    assert set(again.marked("note")) == {DASHES, OVER_A_PAGE_END}


@pytest.mark.parametrize("command", [Command.DIPLOMATIC, Command.FRAME])
def test_a_selection_made_backwards_stays_one(program: Opened, command: Command) -> None:
    shown = program.letter.reading.shown(program.passage("the knot of war"))
    cursor = program.letter.textCursor()
    cursor.setPosition(shown.end)
    cursor.setPosition(shown.start, QTextCursor.MoveMode.KeepAnchor)
    program.letter.setTextCursor(cursor)
    program.do(command)
    assert selected(program) == "the knot of war"
    assert program.letter.textCursor().position() < program.letter.textCursor().anchor()


def test_the_frame_folds_away_and_unfolds_for_whoever_goes_there(open_program: Open) -> None:
    program = open_program()
    program.press("Ctrl+T")
    assert program.letter.toPlainText().startswith("Dear Mr. President")
    assert program.letter.toPlainText().endswith("N. Khrushchev")
    program.quit()
    program = open_program()
    assert program.letter.toPlainText().startswith("Dear Mr. President"), "the fold is kept"
    program.ask(FRAME)
    program.press("Enter")
    program.until(lambda: program.letter.toPlainText().startswith(FRAME))
    assert program.program.actions[Command.FRAME].isChecked()
    program.press("Ctrl+T")
    program.do(Command.CONTENTS)
    program.press("Home")
    program.press("Enter")
    assert program.letter.toPlainText().startswith(FRAME)


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("diplomatic", [False, True])
def test_every_place_is_found_in_every_form(open_program: Open, *, folded: bool, diplomatic: bool) -> None:
    program = open_program(settings=Settings(is_diplomatic=diplomatic, is_frame_folded=folded))
    reading = program.letter.reading
    for paragraph in program.program.document.paragraphs:
        if not reading.hides(paragraph.span.start):
            program.program.moving.go_to(paragraph.span.start)
            is_at_the_top = program.letter.verticalScrollBar().value() == 0 and program.sees(paragraph.span)
            assert program.is_on_first_line(paragraph.span) or is_at_the_top
            assert program.caret() == paragraph.span.start


def test_a_place_in_the_frame_is_left_when_it_is_folded(program: Opened) -> None:
    program.press("Ctrl+Home")
    program.press("Ctrl+T")
    assert program.first_line().startswith("Dear Mr. President")
    program.press("Ctrl+T")
    assert FRAME in program.letter.toPlainText()
