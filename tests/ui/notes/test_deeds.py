"""Undo and redo say in whole sentences what they would do."""

import pytest

from cca_desktop.notes.history import DEEDS
from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.deeds import SENTENCES, told
from tests.ui.opening import Opened


@pytest.mark.parametrize("kind", DEEDS)
def test_whatever_can_be_undone_has_its_sentences_for_translators(kind: str) -> None:
    one, many = DEEDS[kind]
    for name, is_undo in (("Undo", True), ("Redo", False)):
        assert f"{name}: {one}" in SENTENCES
        assert f"{name}: {many.format(count='%n')}" in SENTENCES
        assert told(one, is_undo=is_undo) == f"{name}: {one}"
        assert told(many.format(count=12), is_undo=is_undo) == f"{name}: {many.format(count=12)}"


def test_the_menu_says_what_undo_and_redo_would_do(program: Opened) -> None:
    program.write_note("I value this.", "a note")
    undo, redo = (program.program.actions[command] for command in (Command.UNDO, Command.REDO))
    assert undo.text() == "Undo: change a note"
    program.do(Command.UNDO)
    program.until(lambda: redo.text() == "Redo: change a note")
    assert undo.text() == "Undo: write a note"
