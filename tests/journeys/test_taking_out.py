"""What leaves the window: citations, copies, PDF; and the pages that tell of the program itself."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QTableWidget

from cca_desktop import __version__
from cca_desktop.storage.profile import Profile
from cca_desktop.ui import place_keys
from cca_desktop.ui.actions import TABLE, Command
from cca_desktop.ui.notes import note_keys
from tests.ui.opening import Opened


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def plain(words: str) -> str:
    """The words without their line ends and the shape of their apostrophes: a reader of PDF gives those as it likes."""
    return " ".join(words.replace("’", "'").split())


def test_words_are_copied_with_where_they_stand(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Ctrl+Shift+C")
    words, _, source = clipboard().partition("\n\n")
    assert words == "“the knot of war”"
    paragraph = program.program.document.paragraph_at(program.passage("the knot of war").start).label
    assert f"¶ {paragraph}" in source or f"para. {paragraph}" in source, source
    assert "Khrushchev" in source
    assert "citation" in program.said()


def test_words_over_a_page_end_are_copied_as_they_are_shown(program: Opened) -> None:
    text = program.program.document.text
    page = program.program.document.pages[1].span.start
    start = text.rfind(" ", 0, page - 30) + 1
    words = " ".join(text[start : page + 40].split())
    program.select(words)
    program.press("Ctrl+C")
    assert clipboard() == words


def test_without_a_selection_the_paragraph_one_reads_is_cited(program: Opened) -> None:
    program.press("Ctrl+Shift+C")
    assert clipboard().startswith("“")
    assert "Khrushchev" in clipboard()


def test_one_goes_to_a_paragraph_by_its_number(program: Opened) -> None:
    began_at = program.first_line()
    program.press("Ctrl+G")
    dialog = program.window.findChild(QDialog)
    assert dialog is not None
    program.until(lambda: isinstance(program.focused(), QLineEdit) and dialog.isAncestorOf(program.focused()))
    program.type("31")
    program.press("Return")
    assert any(label.startswith("There is no ¶ 31 in") for label in program.labels(dialog))
    program.type("20")
    program.press("Return")
    place = program.program.document.paragraph("20")
    assert place is not None
    assert program.is_on_first_line(place.span)
    assert program.caret() == place.span.start
    program.until(lambda: program.window.findChild(QDialog) is None)
    program.come_back()
    assert program.focused() is program.letter
    program.press("Alt+Left")
    assert program.first_line() == began_at


def test_every_command_and_its_keys_can_be_looked_up(program: Opened) -> None:
    program.press("F1")
    page = program.window.findChild(QTableWidget)
    assert page is not None
    assert page.isVisible()
    assert page.rowCount() == len(TABLE) + len(place_keys.rows_spoken()) + len(note_keys.rows_spoken())
    model = page.model()
    shown = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(page.rowCount())}
    assert shown["Search"] == "Ctrl+F"
    dialog = page.window()
    assert isinstance(dialog, QDialog)
    dialog.reject()
    assert not dialog.isVisible()


def test_the_program_says_what_it_is_and_where_the_notes_lie(program: Opened, profile: Profile) -> None:
    program.do(Command.ABOUT)
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert __version__ in box.text()
    assert str(profile.folder) in box.informativeText()
    assert "SIL OFL" in box.informativeText()
    box.close()
