"""Two places of one letter at once: each view has its own place and selection, and both show the same marks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.typography import TypographyDialog
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.typeface import Typography
from cca_desktop.ui.window_state import WindowState
from tests.ui.opening import Open, Opened


def split(program: Opened) -> LetterView:
    program.press("Ctrl+Shift+D")
    first, second = program.window.letters()
    assert first is program.letter
    assert program.focused() is second
    return second


def test_two_places_are_read_marked_and_cited_at_once(program: Opened) -> None:
    """The journey: hold one paragraph while looking up another, mark a word there, and come back."""
    here = program.passage("We must not succumb")
    program.program.moving.go_to(here.start)
    second = split(program)
    assert second.place() == program.letter.place()
    assert second.accessibleName() != program.letter.accessibleName()

    there = program.passage("the knot of war")
    program.program.moving.go_to(there.start)
    assert second.place() == there.start
    assert program.is_on_first_line(here), "the first view stays where it is"

    second.select(there)
    assert program.program.actions[Command.HIGHLIGHT].isEnabled()
    program.press("Ctrl+Shift+C")
    assert ", ¶ 26, accessed " in QGuiApplication.clipboard().text()
    program.press("Ctrl+H")
    program.until(lambda: program.marked("note") == ["the knot of war"])
    assert second.marks is program.letter.marks
    program.until(lambda: second.selected() is None)

    held = second.place()
    program.letter.setFocus()
    program.until(lambda: program.window.letter() is program.letter)
    assert not program.program.actions[Command.HIGHLIGHT].isEnabled(), "nothing is selected here"
    program.press("Ctrl+G")
    program.until(lambda: isinstance(program.focused(), QLineEdit))
    program.type("12")
    program.press("Return")
    program.come_back()
    paragraph = program.program.document.paragraph("12")
    assert paragraph is not None
    assert program.letter.place() == paragraph.span.start
    assert second.place() == held
    program.press("Alt+Left")
    assert program.letter.place() == here.start

    program.press("Ctrl+Shift+D")
    assert program.window.letters() == (program.letter,)
    assert program.focused() is program.letter
    assert program.is_on_first_line(here)


def test_both_views_are_set_alike(program: Opened) -> None:
    second = split(program)
    program.do(Command.DARK)
    assert second.palette().base().color() == program.letter.palette().base().color()
    program.press("Ctrl++")
    assert second.font().pixelSize() == program.letter.font().pixelSize()
    program.press("Ctrl+D")
    assert second.toPlainText() == program.letter.toPlainText() == program.program.document.text
    program.do(Command.TYPOGRAPHY)
    program.window.findChildren(TypographyDialog)[0].typography_chosen.emit(Typography(face="plain"))
    assert second.font().family() == program.letter.font().family() == "Inter"


@pytest.mark.parametrize("width", [900, 2400])
def test_views_stand_side_by_side_where_both_have_their_measure(program: Opened, width: int) -> None:
    program.window.resize(width, 900)
    program.press("F9")
    second = split(program)
    program.until(lambda: second.pos() != program.letter.pos())
    assert (second.x() > program.letter.x()) == (width > 2000)
    assert (second.y() > program.letter.y()) == (width < 2000)
    program.until(lambda: _are_alike(second, program.letter))


def _are_alike(one: LetterView, other: LetterView) -> bool:
    return abs(one.width() - other.width()) <= 4 and abs(one.height() - other.height()) <= 4


def test_the_window_closes_with_two_views(program: Opened) -> None:
    split(program)
    program.press("Ctrl+Shift+D")
    split(program)
    program.quit()


def stands_at(program: Opened, paragraph: str) -> Callable[[], bool]:
    return lambda: any(words.startswith(f"¶ {paragraph} of") for words in program.labels(program.window.status))


def test_the_line_at_the_bottom_says_where_the_view_is_that_one_is_in(program: Opened) -> None:
    program.program.moving.go_to(program.passage("You are a military man").start)
    program.until(stands_at(program, "6"))
    second = split(program)
    program.program.moving.go_to(program.passage("the knot of war").start)
    program.until(stands_at(program, "26"))
    program.letter.setFocus()
    program.until(stands_at(program, "6"))
    second.setFocus()
    program.until(stands_at(program, "26"))
    program.press("Ctrl+Shift+D")
    program.until(stands_at(program, "6"))


def sees(letter: LetterView, start: int) -> bool:
    cursor = letter.textCursor()
    cursor.setPosition(letter.reading.shown_at(start))
    return letter.viewport().rect().contains(letter.cursorRect(cursor))


def scrolled_sees(letter: LetterView, top: int, start: int) -> bool:
    letter.verticalScrollBar().setValue(top)
    return sees(letter, start)


def signed(program: Opened) -> list[LetterView]:
    """The views that bear the sign of the one that one is in."""
    signs = ((one, one.findChild(QWidget, "activeSign")) for one in program.window.letters())
    return [one for one, sign in signs if sign is not None and sign.isVisible()]


def section_read(program: Opened) -> str:
    contents = program.program.moving.make_contents()
    return contents.parts.currentItem().text()


def test_hits_jumps_map_and_outline_follow_the_view_that_one_is_in(program: Opened) -> None:
    program.press("Ctrl+1")
    first = program.letter
    first.setFocus()
    second = split(program)
    assert signed(program) == [second]
    assert second.accessibleDescription()
    held = first.place()

    program.ask("knot")
    program.press("Return")
    hit = first.marks.layer("hit")[0]
    program.until(lambda: sees(second, hit.start))
    assert first.place() == held
    assert program.focused() is second
    program.press("F3")
    program.until(lambda: first.marks.layer("current") != [hit] and sees(second, first.marks.layer("current")[0].start))
    assert first.place() == held
    program.until(lambda: section_read(program) != "The telegram")
    program.press("Alt+Left")
    program.press("F4")
    assert sees(second, second.reading.canonical_at(second.textCursor().position()))
    assert first.place() == held

    bar = second.verticalScrollBar()
    before = bar.value()
    on_map = program.window.panels.mark_map
    QTest.mouseClick(on_map, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, on_map.height() - 5))
    assert bar.value() > before
    assert first.place() == held

    first.setFocus()
    program.until(lambda: signed(program) == [first])
    assert not second.accessibleDescription()
    program.until(lambda: section_read(program) == "The telegram")
    QTest.mouseClick(on_map, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, on_map.height() - 5))
    assert first.place() > held
    kept = section_read(program)
    second.verticalScrollBar().setValue(0)
    program.until(lambda: second.place() < first.place())
    program.press("Ctrl+Shift+D")
    assert signed(program) == []
    first.verticalScrollBar().setValue(0)
    program.until(lambda: section_read(program) != kept)


def test_what_one_looks_at_stays_in_sight_when_the_page_is_halved(open_program: Open) -> None:
    program = open_program(state=WindowState(width=1000, height=800))
    program.ask("knot")
    program.press("Return")
    hit = program.letter.marks.layer("current")[0]
    bar = program.letter.verticalScrollBar()
    lowest = next(top for top in range(bar.value(), 0, -10) if not scrolled_sees(program.letter, top, hit.start))
    bar.setValue(lowest + 30)  # as far down as it can be seen
    assert sees(program.letter, hit.start)
    second = split(program)
    assert second.y() > program.letter.y(), "there is no room side by side"
    assert sees(program.letter, hit.start)
    assert sees(second, hit.start)


def test_both_views_are_there_again_after_a_restart(open_program: Open) -> None:
    program = open_program()
    here, there = program.passage("We must not succumb"), program.passage("the knot of war")
    program.program.moving.go_to(here.start)
    split(program)
    program.program.moving.go_to(there.start)
    program.quit()
    again = open_program()
    first, second = again.window.letters()
    assert first.place() == here.start
    assert second.place() == there.start
    assert sees(first, here.start)
    assert sees(second, there.start)
    assert again.focused() is second
    assert signed(again) == [second]
    first.setFocus()
    again.press("Ctrl+Shift+D")
    again.quit()
    assert len(open_program().window.letters()) == 1


def test_the_views_lie_beside_or_under_one_another_as_there_is_room(program: Opened) -> None:
    program.press("F9")
    program.window.resize(1900, 900)
    program.until(lambda: program.window.width() == 1900)
    knot = program.passage("the knot of war")
    program.program.moving.go_to(knot.start)
    second = split(program)
    assert second.x() > 0
    program.window.resize(1000, 900)
    program.until(lambda: second.y() > 0)
    assert sees(program.letter, knot.start)
    assert sees(second, knot.start)
    program.window.resize(1900, 900)
    program.until(lambda: second.x() > 0 and second.y() == 0)
    program.press("Ctrl++")
    for _ in range(9):
        program.press("Ctrl++")
    program.until(lambda: second.y() > 0)
    assert sees(second, knot.start)
