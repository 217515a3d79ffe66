"""The editor of one note: it has the keyboard when it opens, and what it shows is what it keeps."""

from PySide6.QtWidgets import QApplication

from tests.ui.opening import Opened


def test_the_editor_of_the_very_first_note_has_the_caret_and_no_window_flashes_up(program: Opened) -> None:
    shown: list[object] = []
    QApplication.instance().focusWindowChanged.connect(shown.append)  # type: ignore[union-attr]
    try:
        program.begin_note("I value this.")
    finally:
        QApplication.instance().focusWindowChanged.disconnect(shown.append)  # type: ignore[union-attr]
    assert not shown, "another window had the keyboard for a moment"
    program.type("Responsibility is the word.")
    assert program.words.toPlainText() == "Responsibility is the word."
    program.until(program.is_saved)
