"""A reader's first day: opens the letter, asks it, writes on it, and finds all of it again tomorrow."""

import pytest

from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.window_state import WindowState
from tests.ui.opening import Open, Opened

NOTE = "He answers the *quarantine* here.\n\n- compare the reply"


def test_answers_come_letter_by_letter_and_the_letter_follows_the_arrows(program: Opened) -> None:
    began_at = program.first_line()
    program.press("Ctrl+F")
    for typed in ("o", "of", "off", "offe", "offensive"):
        program.type(typed[len(program.search.question()) :])
        assert program.answered(typed).total > 0
    answer = program.answered("offensive")
    first, second = answer.hits[:2]
    assert f"{answer.total} hits" in "".join(program.labels())
    assert program.search.current() == first
    assert "offensive" in program.marked("hit")

    program.press("Down")
    assert program.search.current() == second
    assert program.sees(second.span)
    assert program.focused() is program.search.field, "the caret stays where one types"
    program.press("Up")
    assert program.search.current() == first
    assert program.sees(first.span)
    program.press("Up")
    assert program.search.current() == answer.hits[-1], "it goes round"

    program.press("Esc")
    assert program.focused() is program.letter
    assert program.first_line() == began_at, "one is back where one began to ask"


def test_enter_goes_to_the_hit_and_f3_on_to_the_next(program: Opened) -> None:
    began_at = program.first_line()
    answer = program.ask("missiles")
    program.press("Return")
    assert program.focused() is program.letter
    assert program.caret() == answer.hits[0].span.start
    assert program.sees(answer.hits[0].span)
    assert program.marked("current") == [answer.hits[0].exact]

    program.press("F3")
    assert program.search.current() == answer.hits[1]
    assert program.sees(answer.hits[1].span)
    program.press("Shift+F3")
    assert program.search.current() == answer.hits[0]

    program.press("Alt+Left")
    assert program.first_line() == began_at
    program.press("Alt+Right")
    assert program.sees(answer.hits[0].span)


def test_an_emptied_field_takes_its_marks_away(program: Opened) -> None:
    program.ask("war")
    assert program.marked("hit")
    program.press("Ctrl+A")
    program.press("Backspace")
    assert not program.marked("hit")
    assert not program.marked("current")
    assert any(label.startswith("Type a word") for label in program.labels())


def test_a_note_its_mark_the_place_the_question_and_the_panes_are_there_tomorrow(
    open_program: Open, profile: Profile
) -> None:
    today = open_program()
    today.ask("knot")
    today.begin_note("knot of war")
    today.type("He answers the *quarantine* here.")
    today.press("Return")
    today.press("Return")
    today.type("- compare the reply")
    today.until(today.is_saved)
    today.window.resize(1300, 800)
    today.press("F7")
    place = today.passage("We must not succumb")
    today.program.moving.go_to(place.start)
    today.until(lambda: today.is_on_first_line(place))
    today.quit()

    tomorrow = open_program()
    note = tomorrow.note()
    assert note.note.body == NOTE
    assert note.state == "found"
    assert tomorrow.marked("note") == ["knot of war"]
    assert tomorrow.window.sides.right.tabText(0) == "Notes 1"
    assert tomorrow.is_on_first_line(place)
    assert tomorrow.search.question() == "knot"
    assert tomorrow.answered("knot").total > 0
    assert (tomorrow.window.width(), tomorrow.window.height()) == (1300, 800)
    assert not tomorrow.window.sides.is_open("left")
    assert tomorrow.window.sides.is_open("right")
    assert tomorrow.notes.current() == note, "the card that was current is"
    assert profile.database_file.exists()


def test_a_typed_note_is_found_by_asking(program: Opened) -> None:
    program.write_note("I value this.", "zeppelin")
    program.ask("zeppelin")
    program.until(lambda: any(hit.kind == "note" for hit in program.answered("zeppelin").hits))
    assert any("1 in your notes" in label for label in program.labels())
    program.press("Return")
    assert program.focused() is program.notes.cards
    assert program.notes.current() == program.note()


def test_the_whole_letter_can_be_walked_to_by_paragraph_contents_map_and_back(program: Opened) -> None:
    began_at = program.first_line()
    program.do(Command.CONTENTS)
    parts = program.focused()
    assert parts.accessibleName() == "Contents"
    program.press("Down")
    program.press("Down")
    program.press("Return")
    assert program.first_line() != began_at
    there = program.first_line()
    program.press("Alt+Left")
    assert program.first_line() == began_at
    program.press("Alt+Right")
    assert program.first_line() == there


def test_the_index_is_written_in_the_pause_after_the_first_question(program: Opened, profile: Profile) -> None:
    assert program.ask("offensive weapons").total
    program.until(lambda: any(profile.index_folder.rglob("manifest.json")))


@pytest.mark.parametrize("steps", [0, 4, -1])
def test_tomorrow_one_stands_at_the_same_hit(open_program: Open, steps: int) -> None:
    today = open_program()
    today.write_note("the knot of war", "War and peace")
    today.ask("war")
    today.search.step(steps)
    stood = today.search.current()
    assert stood is not None
    number = today.search.answers().number()
    today.quit()

    tomorrow = open_program()
    tomorrow.until(lambda: tomorrow.search.current() == stood)
    assert tomorrow.search.answers().number() == number
    if stood.kind == "text":
        tomorrow.until(lambda: tomorrow.letter.marks.layer("current")[0].span == stood.span)
    tomorrow.ask("=Cuba")
    assert tomorrow.search.answers().number() == 0, "of another question it is the first"


def test_where_the_hit_is_no_more_the_first_is_the_current_one(open_program: Open) -> None:
    program = open_program(state=WindowState(question="war", hit_note="of a note that is no more", hit_start=3))
    program.until(lambda: program.search.current() is not None)
    assert program.answered("war").total > 1
    assert program.search.answers().number() == 0
    program.search.step(1)
    program.write_note("the knot of war", "War and peace")
    program.until(lambda: any(hit.kind == "note" for hit in program.answered("war").hits))
    assert program.search.answers().number() == 1, "and one stays where one goes from there"
