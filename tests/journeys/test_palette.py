"""The command palette finds every command by its name; and the whole screen is one of them."""

import pytest
from PySide6.QtWidgets import QListWidget

from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import TABLE, Command
from cca_desktop.ui.commands import Row
from cca_desktop.ui.dialogs.palette import Palette, name_of, ranked
from cca_desktop.ui.window_state import load_state
from tests.ui.opening import Open, Opened


def palette(program: Opened) -> Palette:
    program.press("Ctrl+Shift+P")
    (found,) = program.window.findChildren(Palette)
    program.until(lambda: program.focused() is found.field)
    return found


def offered(found: Palette) -> list[str]:
    rows = found.findChildren(QListWidget)[0]
    return [rows.item(row).text() for row in range(rows.count())]


def test_a_command_is_found_by_a_few_letters_and_done(program: Opened) -> None:
    found = palette(program)
    program.type("sep")
    assert offered(found)[0] == "Sepia"
    program.press("Return")
    assert program.program.actions[Command.SEPIA].isChecked()
    program.come_back()
    assert program.focused() is program.letter


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.command)
def test_every_command_is_found_by_its_name(program: Opened, row: Row) -> None:
    action = program.program.actions.named(row.command)
    assert action in ranked(program.program.actions, name_of(action))[:2]


def test_arrow_keys_choose_while_one_types(program: Opened) -> None:
    found = palette(program)
    program.type("highlight")
    names = offered(found)
    assert names[0] == "Highlight"
    assert len(names) >= 5
    program.press("Down")
    program.press("Down")
    assert found.rows.currentRow() == 2
    program.press("Up")
    assert found.rows.currentRow() == 1
    program.press("Esc")
    program.come_back()


def test_what_cannot_be_chosen_now_says_so_and_does_nothing(program: Opened) -> None:
    palette(program)
    program.type("highlight in green")
    (found,) = program.window.findChildren(Palette)
    assert any("cannot be chosen now" in words for words in program.labels(found))
    program.press("Return")
    assert found.isVisible()
    program.press("Esc")
    program.come_back()


def test_a_name_nobody_bears_is_told(program: Opened) -> None:
    found = palette(program)
    program.type("xyzzy")
    assert offered(found) == []
    assert "No command is called so." in program.labels(found)
    program.press("Return")
    program.press("Esc")
    program.come_back()


def test_the_best_match_comes_first(program: Opened) -> None:
    actions = program.program.actions
    assert name_of(ranked(actions, "go")[0]) == "Go to paragraph"
    assert name_of(ranked(actions, "PRINT")[0]) == "Print"
    assert Command.SEARCH_SELECTION in [one.objectName() for one in ranked(actions, "words sel")]


def test_the_whole_screen_is_used_and_given_back(open_program: Open, profile: Profile) -> None:
    program = open_program()
    program.window.resize(1200, 800)
    program.press("F11")
    assert program.window.isFullScreen()
    program.press("F11")
    assert not program.window.isFullScreen()
    assert (program.window.width(), program.window.height()) == (1200, 800)
    program.press("F11")
    program.quit()
    state = load_state(profile.window_file)
    assert (state.width, state.height) == (1200, 800), "it comes back as a window"
