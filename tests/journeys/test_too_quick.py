"""Whoever presses a key with the first picture is heard."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cca_desktop.app import Program
from cca_desktop.storage.profile import Profile
from tests.ui.opening import Opened


def test_a_key_pressed_before_the_commands_are_there_is_heard(qtbot: QtBot, profile: Profile) -> None:
    program = Program(profile)
    opened = Opened(program, qtbot)
    letter, field = opened.letter, opened.search.field
    press = partial(QTest.keyClick, letter, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    letter.first_painted.connect(press)  # the commands come after this
    try:
        program.show()
        opened.until(field.hasFocus)
        QTest.keyClicks(field, "Vienna")
        opened.until(lambda: opened.search.current() is not None)
    finally:
        opened.clear_away()
