"""The window fits its screen and its text: the letter keeps its measure, and what has no room is shortened, not cut."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel

from cca_desktop.settings import LEAST_MEASURE, Settings
from cca_desktop.ui.typeface import width_of
from cca_desktop.ui.window_state import WindowState
from tests.ui.opening import Open, Opened

WIDTHS = (700, 800, 900, 1000, 1100, 1280, 1440, 1920, 2560)
SCALES = (100, 150, 170, 200, 300)


def measure(program: Opened) -> float:
    """How many running letters have room in a line."""
    return (program.letter.viewport().width() - 24) / width_of(1000, program.letter.font()) * 1000


def resized(program: Opened, width: int) -> None:
    program.window.resize(width, 900)
    program.until(lambda: program.window.width() == width)


@pytest.mark.parametrize("scale", SCALES)
def test_the_letter_has_its_measure_beside_sides_and_no_name_is_cut(open_program: Open, scale: int) -> None:
    program = open_program(settings=Settings(text_scale=scale), state=WindowState(width=1440, height=900))
    for width in WIDTHS:
        resized(program, width)
        sides = [side for side in ("left", "right") if program.window.sides.is_open(side)]
        if sides:
            assert measure(program) >= LEAST_MEASURE - 0.5, (width, sides)
        bar = program.window.left.tabBar()
        if "left" in sides:
            assert bar.tabRect(bar.count() - 1).right() <= bar.width(), width
        top = program.window.findChild(QFrame, "topBar")
        assert top is not None
        for label in top.findChildren(QLabel):
            if label.isVisible():
                shown = label.fontMetrics().horizontalAdvance(label.text())
                assert shown <= max(label.contentsRect().width(), 0), (width, label.text())
                assert label.text() in ("", label.accessibleName()) or label.text().endswith("…")


def test_a_side_that_is_asked_for_takes_the_others_room(program: Opened) -> None:
    resized(program, 1000)
    assert program.window.sides.is_open("left")
    program.press("F8")
    assert (program.window.sides.is_open("left"), program.window.sides.is_open("right")) == (False, True)
    assert measure(program) >= LEAST_MEASURE
    program.press("F8")
    assert program.window.sides.is_open("left"), "it comes back when the other goes"
    program.press("F8")
    program.press("F9")
    assert not program.window.sides.is_open("right")
    program.press("F9")
    assert (program.window.sides.is_open("left"), program.window.sides.is_open("right")) == (False, True)
    resized(program, 1440)
    assert program.window.sides.is_open("left")
    assert program.window.sides.is_open("right")


def test_widths_that_one_likes_come_back_with_the_room(open_program: Open) -> None:
    program = open_program(state=WindowState(width=1440, height=900, left_width=330, right_width=360))
    resized(program, 1130)
    assert program.window.left.width() < 330
    resized(program, 1440)
    assert program.window.left.width() == 330
    program.quit()
    assert open_program().window.left.width() == 330


def test_shortened_tabs_are_told_whole_and_reached_by_key(program: Opened) -> None:
    for _ in range(7):
        program.press("Ctrl++")
    program.press("Ctrl+F")
    bar = program.window.left.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()
    told = QAccessible.queryAccessibleInterface(bar)
    assert [told.child(index).text(QAccessible.Text.Name) for index in range(3)] == [
        "Contents",
        "Search",
        "Concordance",
    ]
    bar.setFocus()
    program.press("Right")
    assert program.window.left.currentWidget() is program.window.concordance_page
    at = bar.tabRect(0).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at))
    assert program.window.left.currentWidget() is program.window.contents_page


def test_the_letter_has_the_keys_when_the_side_that_had_them_goes(program: Opened) -> None:
    program.write_note("I value this.", "Responsibility.")
    for keys, fold in (("Ctrl+F", "F7"), ("Ctrl+1", "F9"), ("Ctrl+2", "F8")):
        program.press(keys)
        assert program.focused() is not program.letter
        program.press(fold)
        assert program.focused() is program.letter, f"after {fold} from {keys}"
    program.press("Ctrl+F")
    resized(program, 380)
    assert program.focused() is not program.letter, "the one that was asked for stays"
