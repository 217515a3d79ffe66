"""A place is kept with a key and found again from a list, with the name one gave it."""

from PySide6.QtWidgets import QListWidget, QPushButton

from cca_desktop.ui.dialogs.bookmarks import BookmarksDialog
from tests.ui.opening import Open, Opened


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
