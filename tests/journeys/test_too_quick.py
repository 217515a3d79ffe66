"""Whoever presses a key with the first picture is heard."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cca_desktop.app import Program
from cca_desktop.storage.profile import Profile
from tests.ui.opening import forget


def test_a_key_pressed_before_the_commands_are_there_is_heard(qtbot: QtBot, profile: Profile) -> None:
    program = Program(profile)
    letter, field = program.window.panels.letter, program.window.panels.search.field
    press = partial(QTest.keyClick, letter, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    letter.first_painted.connect(press)  # the commands come after this
    program.show()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Vienna")
    qtbot.waitUntil(lambda: program.window.panels.search.current() is not None)
    program.window.close()
    for thing in (program.window, program):
        forget(thing)
