"""The concordance across the window: under the letter, as wide as both sides and the letter together."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QStyle, QStyleOptionComboBox, QWidget

from cca_desktop.settings import Settings
from cca_desktop.ui.actions import Command
from cca_desktop.ui.typeface import LETTER_SIZE
from cca_desktop.ui.window_state import WindowState
from tests.ui.opening import Open, Opened
from tests.ui.test_access import nameless
from tests.ui.test_concordance import line_up, lined_up, panel_of


def top_of(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()


def bottom_of(widget: QWidget) -> int:
    return top_of(widget) + widget.height()


def put_across(program: Opened) -> None:
    """Turn it with its key."""
    program.press("Ctrl+Alt+C")
    program.until(lambda: panel_of(program).width() == program.window.width())


def test_it_stands_under_the_letter_as_wide_as_the_window_with_fields_beside_one_another(program: Opened) -> None:
    lines = line_up(program, "=war")
    program.press("Down")
    current = panel_of(program).lines.current()
    assert current is not None
    put_across(program)
    panel = panel_of(program)
    assert program.focused() is panel.field, "the caret stays where it was"
    assert top_of(panel) >= bottom_of(program.letter)
    assert program.letter.viewport().height() > 200
    assert panel.lines.current() == lines[1], "the line that was current stays so"
    assert max(len(line.left) for line in lines) > 140, "there are words for all this room"
    program.until(lambda: top_of(panel.terms.tag) == top_of(panel.field))
    assert program.window.left.currentWidget() is program.search
    assert not nameless(program.window)


def test_a_click_on_a_line_jumps_in_the_letter_with_both_seen(program: Opened) -> None:
    line_up(program, "thermonuclear OR knot")
    put_across(program)
    panel = panel_of(program)
    last = panel.lines.model().index(panel.lines.model().rowCount() - 1, 0)
    panel.lines.scrollTo(last)
    at = panel.lines.visualRect(last).center()
    QTest.mouseClick(panel.lines.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    line = panel.lines.lines()[-1]
    assert program.sees(line.span)
    assert program.marked("current") == [line.node]
    program.press("Up")
    line = panel.lines.lines()[-2]
    assert program.sees(line.span)


def test_the_letter_marks_what_one_used_last_of_the_two_that_are_seen(program: Opened) -> None:
    line_up(program, "knot")
    put_across(program)
    program.ask("thermonuclear")
    assert set(program.marked("hit")) == {"thermonuclear"}
    assert panel_of(program).isVisible()
    program.press("F3")
    assert program.marked("current") == ["thermonuclear"]
    program.press("Ctrl+Shift+F")
    assert set(program.marked("hit")) == {"knot"}
    program.press("F3")
    assert program.marked("current") == ["knot"]
    panel_of(program).away.click()
    assert set(program.marked("hit")) == {"thermonuclear"}


def test_it_is_closed_and_opened_again_and_put_back(program: Opened) -> None:
    line_up(program, "knot")
    put_across(program)
    height = program.letter.height()
    panel_of(program).away.click()
    assert not panel_of(program).isVisible()
    assert program.focused() is program.letter
    program.until(lambda: program.letter.height() > height)
    program.press("Ctrl+Shift+F")
    assert panel_of(program).isVisible()
    program.until(lambda: program.letter.height() == height)
    panel_of(program).away.click()
    program.window.left.setCurrentWidget(program.window.concordance_page)
    assert panel_of(program).isVisible(), "who asks for its page sees it where it is"
    page = program.window.concordance_page
    assert "The concordance stands across the window, under the letter." in program.labels(page)
    (back,) = [one for one in page.findChildren(QPushButton) if one.text() == "Put it back here"]
    back.click()
    assert page.isAncestorOf(panel_of(program))
    assert panel_of(program).isVisible()
    assert not back.isVisible()
    assert program.focused() is panel_of(program).field


def test_tomorrow_it_stands_where_it_was_left(open_program: Open) -> None:
    today = open_program()
    line_up(today, "knot")
    put_across(today)
    height = panel_of(today).height()
    today.press("Ctrl+F")
    today.quit()
    tomorrow = open_program()
    assert [line.node for line in lined_up(tomorrow)]
    assert panel_of(tomorrow).isVisible()
    tomorrow.until(lambda: panel_of(tomorrow).height() == height)
    panel_of(tomorrow).away.click()
    tomorrow.quit()
    later = open_program()
    assert later.window.stand is None, "nothing of it is made"
    later.do(Command.CONCORDANCE)
    assert top_of(panel_of(later)) >= bottom_of(later.letter)


def test_the_command_puts_one_across_that_nobody_has_opened_yet(program: Opened) -> None:
    program.do(Command.CONCORDANCE_ACROSS)
    assert panel_of(program).isVisible()
    assert top_of(panel_of(program)) >= bottom_of(program.letter)
    assert program.focused() is panel_of(program).field


def test_fields_stand_below_one_another_where_large_text_leaves_no_room(open_program: Open) -> None:
    program = open_program(settings=Settings(text_scale=300), state=WindowState(1400, 1000, left_tab="concordance"))
    program.do(Command.CONCORDANCE_ACROSS)
    terms = panel_of(program).terms
    program.until(lambda: top_of(terms.tag) > top_of(terms.field))
    line_up(program, "peace")
    telling, lines = panel_of(program).telling, panel_of(program).lines
    column = (terms.field, terms.tag, terms.first_sort, telling, lines, panel_of(program).copy)
    program.until(lambda: lines.height() >= lines.sizeHintForRow(0))
    for above, below in pairwise(column):
        program.until(lambda above=above, below=below: bottom_of(above) < top_of(below))  # type: ignore[misc]
    assert telling.picture.isHidden(), "it would lie under the words"
    for field in (terms.field, terms.tag, terms.first_sort):
        assert field.height() >= field.minimumSizeHint().height(), "and none is pressed flat"


@pytest.mark.parametrize("width", [700, 800, 900, 1100])
def test_what_is_chosen_can_be_read_at_every_width(open_program: Open, width: int) -> None:
    program = open_program(state=WindowState(width, 800, left_tab="concordance"))
    line_up(program, "peace")
    program.do(Command.CONCORDANCE_ACROSS)
    program.until(lambda: panel_of(program).width() == program.window.width() == width)

    def is_cut(box: QComboBox) -> bool:
        told = QStyleOptionComboBox()
        box.initStyleOption(told)
        style = QStyle.ComplexControl.CC_ComboBox, told, QStyle.SubControl.SC_ComboBoxEditField
        return box.style().subControlRect(*style, box).width() < box.fontMetrics().horizontalAdvance(box.currentText())

    terms = panel_of(program).terms
    QCoreApplication.sendPostedEvents()  # so that all is laid out
    assert not any(map(is_cut, (terms.where, terms.first_sort, terms.second_sort)))


def test_lines_can_be_kept_to_the_letter_or_to_the_notes(program: Opened) -> None:
    in_letter = line_up(program, "knot")
    program.write_note("I value this.", "the knot")
    panel = panel_of(program)
    program.until(lambda: len(panel.lines.lines()) == len(in_letter) + 1)
    where = panel.terms.where
    assert [where.itemText(row) for row in range(where.count())] == [
        "everywhere",
        "Khrushchev to Kennedy",
        "your notes",
    ]
    for name, kind, count in (("your notes", "note", 1), ("Khrushchev to Kennedy", "text", len(in_letter))):
        where.setCurrentIndex(where.findText(name))
        where.activated.emit(where.currentIndex())
        program.until(lambda count=count: len(panel.lines.lines()) == count)  # type: ignore[misc]
        assert {line.kind for line in panel.lines.lines()} == {kind}


def test_where_it_is_low_all_that_is_told_stands_whole_in_one_line_and_lines_are_seen(open_program: Open) -> None:
    program = open_program(settings=Settings(text_scale=180), state=WindowState(700, 700, left_tab="concordance"))
    line_up(program, "war OR peace")
    put_across(program)
    panel = panel_of(program)
    count, *others = panel.telling.findChildren(QLabel)
    program.until(lambda: count.text().startswith("34 lines · paragraphs with “war”"))
    assert not any(other.isVisible() and other.text() for other in others)
    assert count.height() >= count.fontMetrics().height(), "nothing of it is squeezed"
    assert count.text().endswith("…")
    assert count.toolTip().endswith("In 11 of 33 paragraphs, 30 of them numbered · DP 0.51")
    assert panel.told() == (
        "34 lines. paragraphs with “war” in any form or “peace” in any form. "
        "In 11 of 33 paragraphs, 30 of them numbered · DP 0.51."
    )
    row = panel.lines.visualRect(panel.lines.model().index(0, 0)).height()
    assert panel.lines.viewport().height() >= row * 1.5
    panel.turn.click()
    program.until(lambda: count.text() == "34 lines")
    assert any(other.isVisible() and other.text().startswith("paragraphs with") for other in others)


@pytest.mark.parametrize("command", [Command.CONCORDANCE_ACROSS, Command.SPLIT])
def test_text_keeps_its_size_when_the_panes_make_room(open_program: Open, command: Command) -> None:
    """Qt would set what it moves in the size that the program was started with."""
    opened = open_program(settings=Settings(text_scale=200))
    opened.ask("peace")
    line_up(opened, "=war")
    opened.do(Command.USUAL_SIZE)
    parts = [opened.letter, *opened.window.findChildren(QLabel)]
    sizes = [part.font().pixelSize() for part in parts]
    assert opened.letter.font().pixelSize() == LETTER_SIZE
    opened.do(command)
    assert [part.font().pixelSize() for part in parts] == sizes
