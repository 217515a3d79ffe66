"""Jumps can be followed by the eye, never make one wait, and are not moved where the reader wants no movement."""

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from cca_desktop.settings import Settings
from cca_desktop.storage import settings_file
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.typography import TypographyDialog
from tests.ui.opening import Open, Opened


@pytest.fixture
def moving(open_program: Open) -> Opened:
    """A window in which jumps are seen as movements."""
    return open_program(settings=Settings(motion="always"))


def is_under_way(program: Opened) -> bool:
    found = program.letter.findChildren(QAbstractAnimation)
    return any(one.state() == QAbstractAnimation.State.Running for one in found)


def turn_wheel(program: Opened, by: int) -> None:
    paper = program.letter.viewport()
    at = QPointF(paper.rect().center())
    buttons, modifiers = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    delta = QPoint(0, by)
    event = QWheelEvent(
        at, paper.mapToGlobal(at), QPoint(), delta, buttons, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(paper, event)


def test_a_far_jump_is_seen_arriving_and_nothing_waits_for_it(moving: Opened) -> None:
    there = moving.passage("the knot of war")
    bar, page = moving.letter.verticalScrollBar(), moving.letter.viewport().height()
    left = moving.letter.place()
    seen: list[int] = []
    bar.valueChanged.connect(seen.append)
    moving.program.moving.go_to(there.start)
    assert moving.letter.place() == there.start, "one is there at once"
    assert moving.marked("place"), "and it is marked at once"
    begins = bar.value()
    assert is_under_way(moving)
    assert not moving.is_on_first_line(there)
    seen.clear()
    moving.until(lambda: not is_under_way(moving))
    assert moving.is_on_first_line(there)
    assert 0 < bar.value() - begins < page, "only the last stretch is shown"
    assert seen == sorted(seen), "the page slides one way"
    moving.press("Alt+Left")
    assert is_under_way(moving)
    assert moving.letter.place() == left
    moving.until(lambda: not is_under_way(moving))
    assert bar.value() == 0


def test_a_jump_upwards_arrives_too(moving: Opened) -> None:
    moving.program.moving.go_to(moving.passage("the knot of war").start)
    moving.until(lambda: not is_under_way(moving))
    there = moving.passage("You are a military man")
    moving.program.moving.go_to(there.start)
    assert is_under_way(moving)
    assert moving.letter.place() == there.start
    moving.until(lambda: not is_under_way(moving))
    assert moving.letter.place() == there.start
    assert moving.is_on_first_line(there)


def test_a_key_during_the_movement_has_the_page_at_once(moving: Opened) -> None:
    there = moving.passage("the knot of war")
    moving.program.moving.go_to(there.start)
    assert is_under_way(moving)
    moving.press("Down")
    assert not is_under_way(moving)
    assert moving.is_on_first_line(there)
    assert moving.caret() > there.start


def test_the_wheel_during_the_movement_has_the_page_at_once(moving: Opened) -> None:
    there = moving.passage("the knot of war")
    moving.program.moving.go_to(there.start)
    before = moving.letter.verticalScrollBar().value()
    turn_wheel(moving, 120)
    turned = moving.letter.verticalScrollBar().value()
    assert turned < before
    moving.until(lambda: not is_under_way(moving))
    assert moving.letter.verticalScrollBar().value() == turned
    assert moving.letter.place() < there.start, "the place is where the wheel has led"


def test_page_keys_and_hits_are_seen_moving(moving: Opened) -> None:
    moving.press("PgDown")
    assert is_under_way(moving)
    moving.press("PgDown")
    assert is_under_way(moving)
    moving.until(lambda: not is_under_way(moving))
    page = moving.letter.viewport().height()
    assert page < moving.letter.verticalScrollBar().value() <= 2 * page, "two pages were turned"
    moving.ask("knot")
    moving.press("Down")
    moving.until(lambda: bool(moving.marked("current")))
    moving.until(lambda: not is_under_way(moving))
    assert moving.sees(moving.letter.marks.layer("current")[0].span)


def test_who_wants_no_movement_is_there_at_once_and_stays_so(open_program: Open, profile: Profile) -> None:
    program = open_program(settings=Settings(motion="always"))
    program.do(Command.TYPOGRAPHY)
    (asked,) = program.window.findChildren(TypographyDialog)
    (field,) = [one for one in asked.findChildren(QComboBox) if one.accessibleName() == "Move smoothly"]
    assert field.currentText() == "always"
    field.setCurrentText("never")
    asked.close()
    program.come_back()
    there = program.passage("the knot of war")
    program.program.moving.go_to(there.start)
    assert not is_under_way(program)
    assert program.is_on_first_line(there)
    program.quit()
    assert settings_file.load(profile.settings_file).motion == "never"


def test_a_window_that_is_made_narrower_meanwhile_is_at_the_place(moving: Opened) -> None:
    there = moving.passage("the knot of war")
    moving.program.moving.go_to(there.start)
    moving.window.resize(900, 700)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert not is_under_way(moving)
    assert moving.is_on_first_line(there)
