"""A place is kept with a key and found again from a list, with the name one gave it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from cca_desktop.errors import KnownError
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.bookmarks import BookmarksDialog
from cca_desktop.ui.reader.ribbons import Ribbon
from cca_desktop.ui.reader.selection_bar import SelectionBar
from tests.ui.opening import WAITS_MS, Open, Opened


def opened(program: Opened) -> BookmarksDialog:
    program.press("Ctrl+Shift+M")
    program.until(lambda: any(one.isVisible() for one in program.window.findChildren(BookmarksDialog)))
    (dialog,) = [one for one in program.window.findChildren(BookmarksDialog) if one.isVisible()]
    return dialog


def names(dialog: BookmarksDialog) -> list[str]:
    rows = dialog.findChildren(QListWidget)[0]
    return [rows.item(row).text() for row in range(rows.count())]


def click(dialog: BookmarksDialog, words: str) -> None:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words]
    button.click()


def test_places_are_kept_named_and_gone_to(open_program: Open) -> None:
    program = open_program()
    knot = program.select("the knot of war")
    program.press("Ctrl+B")
    program.until(lambda: program.said() == "Bookmark at ¶ 26")
    program.press("Ctrl+B")
    program.until(lambda: program.said().startswith("There is a bookmark here already"))
    program.press("Esc")
    program.press("Ctrl+Home")
    program.press("Ctrl+B")
    program.until(lambda: program.said() == "Bookmark at header")
    dialog = opened(program)
    assert [name[:19] for name in names(dialog)] == ["Department of State", "the knot of war"]
    dialog.rows.item(1).setText("The knot")
    dialog.close()
    program.come_back()
    program.quit()

    again = open_program()
    dialog = opened(again)
    assert names(dialog)[1] == "The knot"
    again.press("Down")
    again.press("Return")
    again.until(lambda: again.caret() == knot.start)
    assert again.sees(knot)
    again.come_back()
    assert again.focused() is again.letter
    again.press("Alt+Left")
    assert again.letter.place() < knot.start - 1000, "one can go back from a bookmark as from any jump"


def test_a_bookmark_that_is_removed_comes_back(open_program: Open) -> None:
    program = open_program()
    program.select("the knot of war")
    program.press("Ctrl+B")
    program.until(lambda: program.said() == "Bookmark at ¶ 26")
    dialog = opened(program)
    program.press("Delete")
    assert names(dialog) == []
    assert any("No place is kept yet" in words for words in program.labels(dialog))
    click(dialog, "Bring back")
    assert names(dialog) == ["the knot of war"]
    click(dialog, "Remove")
    program.press("Ctrl+Z")
    assert names(dialog) == ["the knot of war"]
    dialog.close()
    program.come_back()
    program.quit()
    assert names(opened(open_program())) == ["the knot of war"]


def test_a_name_of_nothing_is_no_name(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Ctrl+B")
    program.until(lambda: program.said() == "Bookmark at ¶ 26")
    dialog = opened(program)
    dialog.rows.item(0).setText("   ")
    assert names(dialog) == ["the knot of war"]


def ribbons(program: Opened) -> list[Ribbon]:
    return [one for one in program.window.letter().findChildren(Ribbon) if one.isVisible()]


def ribbon_there(program: Opened) -> Ribbon:
    program.until(lambda: len(ribbons(program)) == 1)
    return ribbons(program)[0]


def choose(program: Opened, words: str) -> None:
    """Choose in the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [one for one in menu.actions() if words in one.text().replace("&", "")]
    at = menu.actionGeometry(action).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    program.until(lambda: QApplication.activePopupWidget() is None)


def click_on(ribbon: Ribbon) -> None:
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton)


def name_it(program: Opened, words: str) -> None:
    program.until(lambda: isinstance(program.focused(), QLineEdit))
    program.press("Ctrl+A")
    program.type(words)
    program.press("Return")
    program.come_back()


def test_a_ribbon_hangs_at_the_place_and_is_named_renamed_and_removed_there(open_program: Open) -> None:
    """The journey: keep a place, see it hang in the margin, name it by mouse and by key, remove it, bring it back."""
    program = open_program()
    knot = program.select("the knot of war")
    program.press("Ctrl+B")
    ribbon = ribbon_there(program)
    assert ribbon.accessibleName() == "Bookmark at ¶ 26: the knot of war"
    cursor = program.letter.textCursor()
    cursor.setPosition(program.letter.reading.shown_at(knot.start))
    line = program.letter.cursorRect(cursor)
    assert line.top() - 8 <= ribbon.mapTo(program.letter, QPoint()).y() <= line.bottom()
    assert "bookmarks: 1" in program.window.panels.mark_map.accessibleDescription()

    click_on(ribbon)
    choose(program, "another name")
    name_it(program, "The knot")
    program.until(lambda: "The knot" in ribbon_there(program).accessibleName())

    program.letter.setFocus()
    program.press("Ctrl+B")
    program.until(lambda: program.focused() is ribbon_there(program))
    program.press("F2")
    name_it(program, "A knot")
    program.until(lambda: "A knot" in ribbon_there(program).accessibleName())
    program.quit()

    again = open_program()
    again.program.moving.go_to(knot.start)
    ribbon = ribbon_there(again)
    assert ribbon.accessibleName() == "Bookmark at ¶ 26: A knot"
    again.letter.verticalScrollBar().setValue(0)
    assert ribbons(again) == [], "it hangs at its line"
    again.letter.go_to(knot.start)
    ribbon_there(again).setFocus()
    again.press("Delete")
    again.until(lambda: ribbons(again) == [])
    assert again.focused() is again.letter
    assert again.said() == "The bookmark at ¶ 26 is removed; the list of bookmarks can bring it back."
    dialog = opened(again)
    click(dialog, "Bring back")
    dialog.close()
    again.come_back()
    assert ribbon_there(again).accessibleName() == "Bookmark at ¶ 26: A knot"


def test_tab_leads_from_words_to_their_bar_also_beside_a_ribbon(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Ctrl+B")
    ribbon = ribbon_there(program)
    program.letter.let_go()
    program.press("Tab")
    assert program.focused() is ribbon, "Tab leads to what is beside the words"
    program.press("Esc")
    program.select("the knot of war")
    program.until(lambda: any(one.isVisible() for one in program.letter.findChildren(SelectionBar)))
    program.press("Tab")
    assert program.focused().parent() is program.letter.findChild(SelectionBar)


def test_ribbons_hang_in_both_views_and_at_every_size(program: Opened) -> None:
    knot = program.select("the knot of war")
    program.press("Ctrl+B")
    first = ribbon_there(program)
    program.press("Ctrl+Shift+D")
    second = ribbon_there(program)
    assert second is not first
    assert second.accessibleName() == first.accessibleName()
    small = second.height()
    for _ in range(5):
        program.press("Ctrl++")
    program.program.moving.go_to(knot.start)
    program.until(lambda: [one.height() > small for one in ribbons(program)] == [True])
    for theme in (Command.DARK, Command.CONTRAST, Command.LIGHT):
        program.do(theme)
        assert ribbon_there(program).isVisible()
        assert program.window.letter().place() == knot.start, "other colours leave one where one is"


def test_where_the_bookmarks_cannot_be_read_the_window_says_so_and_stays(
    open_program: Open, profile: Profile, qtbot: QtBot
) -> None:
    profile.folder.mkdir()
    profile.database_file.write_bytes(b"no database" * 1000)
    program = open_program()
    with qtbot.waitSignal(program.program.moving.place_to_keep, timeout=WAITS_MS):
        program.program.moving.follow_place(0)
    with pytest.raises(KnownError):
        program.program.lane.wait_for(lambda _drawer: None)  # which comes after the question for the bookmarks
    program.until(lambda: bool(program.said()))
    assert ribbons(program) == []
    assert program.window.isVisible()
