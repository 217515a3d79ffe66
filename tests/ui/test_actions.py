"""The table of commands: each has a key and a name, and each does something in the real window."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QTableWidget, QToolButton

from cca_desktop.ui.actions import GROUP_TITLES, TABLE, Command, spoken
from tests.ui.opening import Opened

NEEDS_A_PRINTER = {Command.PRINT}


def test_every_command_stands_in_the_table_once() -> None:
    assert [row.command for row in TABLE] == list(dict.fromkeys(row.command for row in TABLE))
    assert {row.command for row in TABLE} == set(Command)
    assert {row.group for row in TABLE} == set(GROUP_TITLES)


def test_every_command_has_a_key_or_is_a_choice_in_a_menu_and_no_key_means_two_things() -> None:
    without = {row.command for row in TABLE if not row.keys and not row.is_choice}
    assert without <= {Command.ABOUT}, "a page one reads once"
    keys = Counter(QKeySequence(key).toString() for row in TABLE for key in row.keys)
    assert all(keys), "every key is one that Qt knows"
    assert set(keys.values()) == {1}, keys


def test_every_command_says_what_it_does_in_words() -> None:
    for row in TABLE:
        assert row.text.count("&") == 1, row.text
        assert len(row.tip) > 3
        assert spoken(row.text)


def test_no_letter_opens_two_things_of_one_menu() -> None:
    for group in GROUP_TITLES:
        letters = [row.text[row.text.index("&") + 1].lower() for row in TABLE if row.group == group]
        assert sorted(letters) == sorted(set(letters)), (group, letters)


@pytest.mark.parametrize("command", [one for one in Command if one not in NEEDS_A_PRINTER])
def test_every_command_can_be_chosen_where_it_is_offered(program: Opened, command: Command) -> None:
    program.write_note("I value this.", "a note")
    program.ask("missiles")
    program.select("the knot of war")
    action = program.program.actions[command]
    assert action.receivers("2triggered(bool)"), "nobody answers"
    action.trigger()
    QApplication.sendPostedEvents()
    if command is Command.QUIT:
        assert not program.window.isVisible()
    else:
        assert program.window.isVisible()


def test_commands_that_need_selected_words_are_offered_only_with_some(program: Opened) -> None:
    needing = (Command.HIGHLIGHT, Command.SEARCH_SELECTION, Command.COPY)
    assert not any(program.program.actions[command].isEnabled() for command in needing)
    program.select("the knot of war")
    assert all(program.program.actions[command].isEnabled() for command in needing)


def test_the_menu_holds_every_command_with_its_key(program: Opened) -> None:
    (button,) = [one for one in program.window.findChildren(QToolButton) if one.accessibleName() == "Menu"]
    menu = button.menu()
    assert isinstance(menu, QMenu)
    held = [action.objectName() for group in menu.findChildren(QMenu) for action in group.actions()]
    assert sorted(filter(None, held)) == sorted(Command)


def test_no_menu_is_a_long_row_without_a_line_between(program: Opened) -> None:
    (button,) = [one for one in program.window.findChildren(QToolButton) if one.accessibleName() == "Menu"]
    for menu in button.menu().findChildren(QMenu):
        runs = "".join("|" if action.isSeparator() else "." for action in menu.actions()).split("|")
        assert all(1 <= len(run) <= 7 for run in runs), (menu.title(), runs)


def test_the_page_of_keys_shows_every_line_whole(program: Opened) -> None:
    program.press("F1")
    (page,) = [one for one in program.window.findChildren(QTableWidget) if one.isVisible()]
    assert page.rowCount() > len(TABLE)
    for row in range(page.rowCount()):
        assert page.rowHeight(row) >= page.sizeHintForRow(row)
        assert page.columnWidth(2) > page.width() / 3


def test_selected_words_are_searched_for_with_one_key(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Ctrl+E")
    assert program.search.question() == '"the knot of war"'
    assert program.answered('"the knot of war"').total == 1
