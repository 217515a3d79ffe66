"""The editor of one note: it has the keyboard when it opens, and what it shows is what it keeps."""

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QTableWidget, QToolButton, QToolTip

from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.note_desk import Draft
from cca_desktop.ui.window_state import WindowState
from tests.ui.opening import Open, Opened


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


def offered(program: Opened) -> list[str]:
    """The titles that are offered."""
    found = program.window.findChild(QListWidget, "titlesOffered")
    if found is None or not found.isVisible():
        return []
    assert found.accessibleName() == "Titles of notes"
    return [found.item(row).text() for row in range(found.count())]


def test_the_titles_of_other_notes_are_offered_and_lead_to_them(program: Opened) -> None:
    program.write_note("the knot of war", "# The knot")
    program.write_note("", "Rope, again, and not")
    program.begin_note("I value this.")
    program.type("See [[ro")
    program.until(lambda: offered(program) == ["Rope, again, and not"])
    program.press("Esc")
    assert not offered(program)
    assert program.focused() is program.words, "Esc closed the titles, and not the note"
    program.press("Backspace")
    program.press("Backspace")
    assert offered(program) == ["Rope, again, and not", "The knot"], "the one written last comes first"
    program.type("not")
    program.press("Down")
    program.press("Down")
    program.press("Down")
    program.press("Return")
    assert program.words.toPlainText() == "See [[The knot]]"
    assert not offered(program)
    program.press("Ctrl+Return")
    program.until(lambda: (current := program.notes.current()) is not None and current.note.body.startswith("# The"))
    assert program.focused() is program.notes.cards
    program.press("Return")
    program.until(lambda: program.notes.editor() is not None and "Named in" in " ".join(program.labels(program.editor)))
    backlinks = program.editor.findChild(QLabel, "backlinks")
    assert backlinks is not None
    assert "See The knot" in backlinks.text()
    backlinks.setFocus()
    program.press("Tab")
    backlinks.linkActivated.emit(backlinks.text().split('"')[1])
    program.until(lambda: (current := program.notes.current()) is not None and current.note.body.startswith("See"))


def test_a_title_that_no_note_has_is_said_to_lead_nowhere(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("[[Nobody]]")
    program.press("Ctrl+Return")
    program.until(lambda: program.said() == "There is no note that begins with “Nobody” yet.")


def test_the_page_of_keys_tells_those_of_a_note(program: Opened) -> None:
    program.do(Command.KEYS)
    page = program.window.findChild(QTableWidget)
    assert page is not None
    told = [tuple(page.model().index(row, column).data() for column in (0, 1)) for row in range(page.rowCount())]
    assert ("Strong", "Ctrl+B") in told
    assert ("Follow", "Ctrl+Return") in told
    program.come_back()


def test_what_another_writing_saved_is_taken_up_and_not_written_over(program: Opened) -> None:
    """Two editors of one note live for a moment when it is left and opened again: neither may undo the other."""
    program.write_note("I value this.", "an old rope")
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None)
    editor = program.editor
    program.program.desk.save_draft(editor.note, Draft("a new rope", None, "another writing", 0))
    program.until(lambda: program.bodies() == ["a new rope"])
    program.until(lambda: program.words.toPlainText() == "a new rope")
    assert not editor.is_unsaved()
    assert not program.program.desk.unsaved()


def test_a_key_means_in_a_note_what_it_means_to_words(program: Opened) -> None:
    """Ctrl+B keeps a place elsewhere, and makes words strong here."""
    program.begin_note("I value this.")
    program.type("strong")
    program.press("Ctrl+A")
    program.press("Ctrl+B")
    assert program.words.toPlainText() == "**strong**"
    program.press("Ctrl+A")
    program.press("Ctrl+I")
    assert program.words.toPlainText() == "***strong***"


@pytest.mark.parametrize(
    "words", ["a\nb\nc\nd\ne", "| a | b |\n| --- | --- |\n| c | d |", "# Head\n\n> one\n> two", "word " * 40]
)
def test_a_short_note_is_seen_whole_when_it_is_opened(program: Opened, words: str) -> None:
    program.begin_note()
    program.paste(words)
    program.until(program.is_saved)
    program.press("Esc")
    program.until(lambda: program.bodies() == [words])
    program.press("Return")
    program.until(lambda: program.notes.editor() is not None and program.words.height() > 0)
    program.until(lambda: program.words.verticalScrollBar().maximum() == 0)


def test_a_long_passage_is_quoted_in_whole_lines(program: Opened) -> None:
    sentence = "I think you will understand me correctly if you are really concerned about the welfare of the world."
    program.begin_note(sentence)
    quote = next(label for label in program.editor.findChildren(QLabel) if label.text().startswith("“I think"))

    def lines(words: str) -> int:
        space = quote.fontMetrics().boundingRect(quote.rect(), Qt.TextFlag.TextWordWrap.value, words)
        return round(space.height() / quote.fontMetrics().lineSpacing())

    assert lines(sentence) > 2
    program.until(lambda: quote.text().endswith("…”") and lines(quote.text()) == 2)
    assert quote.height() >= 2 * quote.fontMetrics().lineSpacing(), "neither is cut"


def test_no_button_of_a_note_lies_on_another_in_a_narrow_side(open_program: Open) -> None:
    program = open_program(state=WindowState(700, 800, right_width=200))
    program.press("F8")
    program.begin_note()
    buttons = program.editor.findChildren(QToolButton)

    def boxes() -> list[QRect]:
        return [QRect(one.mapTo(program.editor, QPoint(0, 0)), one.size()) for one in buttons]

    def lie_apart() -> bool:
        within = all(map(program.editor.contentsRect().contains, boxes()))
        return within and not any(one.intersects(other) for one, other in combinations(boxes(), 2))

    program.until(lambda: program.editor.width() < 250 and lie_apart(), within_ms=3_000)
    program.until(lambda: program.editor.height() >= program.editor.sizeHint().height())


def test_links_follow_a_note_that_is_called_otherwise(program: Opened) -> None:
    program.write_note("", "The knot")
    program.write_note("", "See [[The knot]]")
    knot = next(placed.note for placed in program.notes.notes() if placed.note.body == "The knot")
    program.notes.make_current(knot.id, opens=True)
    program.press("Ctrl+End")
    program.type(" of war")
    program.press("Esc")
    program.until(lambda: "See [[The knot of war]]" in program.bodies())
    assert program.said() == "The links to this note follow its new title."
    program.do(Command.UNDO)
    program.until(lambda: "See [[The knot]]" in program.bodies())


def test_the_mouse_resting_on_a_reference_shows_what_it_leads_to(program: Opened) -> None:
    program.begin_note()
    program.paste("The knot\n\nof <b>war</b>")
    program.until(program.is_saved)
    program.press("Esc")
    program.begin_note("I value this.")
    program.type("[[The knot]] ¶¶ 6-7 [[Nobody]] ¶ 99 https://a.b")

    def told(words: str, tip: str) -> bool:
        cursor = program.words.textCursor()
        cursor.setPosition(program.words.toPlainText().index(words) + 2)
        at = program.words.cursorRect(cursor).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, program.words.viewport().mapToGlobal(at))
        QApplication.sendEvent(program.words.viewport(), event)
        program.until(lambda: tip in QToolTip.text())
        return True

    assert told("[[The knot]]", "<p><b>The knot</b></p><p>of &lt;b&gt;war&lt;/b&gt;</p>")
    assert told("¶¶ 6", "<p><b>¶ 6–7</b></p><p>You are a military man and")
    assert told("[[Nobody]]", "no note that begins with “Nobody”")
    assert told("¶ 99", "There is no ¶ 99 here.")
    assert told("https", "https://a.b")
    QToolTip.hideText()


def test_the_paragraph_where_one_reads_is_named_by_a_key(program: Opened) -> None:
    cannon = "Let us take for example a simple cannon."
    program.begin_note(cannon)
    program.letter.go_to(program.passage(cannon).start)
    program.until(lambda: program.editor.words.reads_at == "6")
    program.type("as in ")
    program.press("Ctrl+R")
    label = program.program.document.paragraph_at(program.passage(cannon).start).label
    assert program.words.toPlainText() == f"as in ¶ {label}"


def test_a_title_with_brackets_is_offered_as_it_can_stand_in_a_link(program: Opened) -> None:
    program.write_note("", "Draft [1] | rope")
    program.begin_note()
    program.type("[[dra")
    program.until(lambda: offered(program) == ["Draft 1 rope"])
    program.press("Return")
    assert program.words.toPlainText() == "[[Draft 1 rope]]"
    program.press("Ctrl+Return")
    program.until(lambda: (one := program.notes.current()) is not None and one.note.body == "Draft [1] | rope")


def test_words_are_found_within_the_note_and_by_the_same_key_in_everything(program: Opened) -> None:
    program.begin_note("I value this.")
    program.paste("Rope 👩 rope, and a roper")
    program.press("Ctrl+Home")
    program.press("Ctrl+F")
    field = program.focused()
    assert field.accessibleName().startswith("Find in this note")
    program.type("rope")
    assert program.words.textCursor().selectedText() == "Rope"
    assert "1 of 3" in program.labels(program.editor)
    assert len(program.words.extraSelections()) == 3
    program.press("Return")
    program.press("Return")
    assert "3 of 3" in program.labels(program.editor)
    program.press("Return")
    program.press("Shift+Return")
    assert "3 of 3" in program.labels(program.editor), "round and back"
    program.type("x")
    assert "not here" in program.labels(program.editor)
    program.press("Backspace")
    program.press("Esc")
    assert program.focused() is program.words, "Esc closes what finds, and not the note"
    assert not program.words.extraSelections()
    program.press("Ctrl+F")
    assert program.focused() is field
    program.press("Ctrl+F")
    assert program.focused().objectName() == "searchField"


def test_a_long_note_is_as_high_as_there_is_room(program: Opened) -> None:
    program.begin_note()
    program.paste("line\n" * 200)
    cards = program.notes.cards.viewport()
    program.until(lambda: cards.height() - 40 < program.editor.height() <= cards.height())
