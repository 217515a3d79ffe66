"""Questions asked before, at the field; and those with a name: saved, asked again, renamed and removed by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.saved_questions import SavedQuestionsDialog
from tests.ui.opening import Open, Opened
from tests.ui.test_access import nameless


def menu(program: Opened) -> QMenu:
    """Open the menu with Up in the empty field."""
    program.press("Ctrl+F")
    program.press("Ctrl+A")
    program.press("Backspace")
    program.press("Up")
    program.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def offered(program: Opened) -> list[str]:
    popup = menu(program)
    words = [action.text() for action in popup.actions() if isinstance(action.data(), str)]
    popup.close()
    return words


def dialog(program: Opened) -> SavedQuestionsDialog:
    program.do(Command.SAVED_QUESTIONS)
    program.until(lambda: any(one.isVisible() for one in program.window.findChildren(SavedQuestionsDialog)))
    return next(one for one in program.window.findChildren(SavedQuestionsDialog) if one.isVisible())


def names(saved: SavedQuestionsDialog) -> list[str]:
    return [saved.rows.item(row).text() for row in range(saved.rows.count())]


def save(program: Opened, question: str, name: str) -> None:
    program.press("Ctrl+F")
    program.press("Ctrl+A")
    program.type(question)
    saved = dialog(program)
    saved.name.setText(name)
    saved.name.returnPressed.emit()
    program.until(lambda: name in names(saved))
    saved.reject()
    program.come_back()


def test_a_question_that_was_meant_is_remembered_and_one_half_typed_is_not(open_program: Open) -> None:
    today = open_program()
    for question in ("missiles", "thermonuclear"):
        today.press("Ctrl+F")
        today.press("Ctrl+A")
        today.ask(question)
        today.press("Return")
    today.ask("peac")
    assert offered(today) == ["thermonuclear", "missiles"]
    today.quit()
    tomorrow = open_program()
    assert offered(tomorrow) == ["thermonuclear", "missiles"], "the newest first, and kept"


def test_the_menu_asks_what_is_chosen_by_key(program: Opened) -> None:
    program.ask("missiles")
    program.press("Return")
    popup = menu(program)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert program.search.question() == "missiles"
    assert program.answered("missiles").total > 0


def test_what_was_asked_can_be_forgotten(program: Opened) -> None:
    program.ask("missiles")
    program.press("Return")
    popup = menu(program)
    next(action for action in popup.actions() if "Forget" in action.text()).trigger()
    popup.close()
    assert offered(program) == []


def test_a_question_is_saved_under_a_name_and_asked_by_it_tomorrow(open_program: Open, profile: Profile) -> None:
    today = open_program()
    save(today, '"offensive weapons" OR missiles', "Arms")
    today.quit()
    tomorrow = open_program()
    assert offered(tomorrow) == ['Arms:  "offensive weapons" OR missiles']
    saved = dialog(tomorrow)
    assert names(saved) == ["Arms"]
    assert not nameless(saved)
    assert saved.focusWidget() is saved.rows
    saved.rows.itemActivated.emit(saved.rows.currentItem())
    assert tomorrow.answered('"offensive weapons" OR missiles').total > 0
    assert profile.database_file.exists()


def test_saved_questions_are_renamed_and_removed(program: Opened) -> None:
    save(program, "war", "One")
    save(program, "peace", "Two")
    saved = dialog(program)
    assert names(saved) == ["One", "Two"]
    saved.rows.setCurrentRow(0)
    saved.rows.currentItem().setText("First")
    program.until(lambda: names(saved) == ["First", "Two"])
    saved.rows.item(0).setText("Two")
    program.until(lambda: any("“Two” already" in label for label in program.labels(saved)))
    assert names(saved) == ["First", "Two"], "as it was"
    saved.rows.setCurrentRow(1)
    saved.rows.setFocus()
    program.press("Del")
    program.until(lambda: names(saved) == ["First"])


def test_a_name_that_is_taken_says_what_becomes_of_what_has_it(program: Opened) -> None:
    save(program, "war", "One")
    program.press("Ctrl+F")
    program.press("Ctrl+A")
    program.type("peace")
    saved = dialog(program)
    saved.name.setText("One")
    assert any("in its place" in button.text() for button in saved.findChildren(QPushButton))
    saved.name.returnPressed.emit()
    program.until(lambda: "peace" in program.labels(saved))
    assert names(saved) == ["One"]
