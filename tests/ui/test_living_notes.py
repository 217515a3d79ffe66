"""A concordance kept as a note: written by one key, shown with its lines of now, opened by a click."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cca_desktop.export.outgoing import day
from cca_desktop.notes.stamp import now
from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.note_model import NoteRole
from tests.ui.opening import Open, Opened
from tests.ui.test_concordance import line_up, panel_of

BODY = "# Concordance: peace\n\n```concordance\npeace\nsort: right, left\n```\n"


def aloud(program: Opened) -> str:
    """What a screen reader says of the only note."""
    return str(program.notes.cards.model().index(0, 0).data(NoteRole.ALOUD))


def keep(program: Opened, question: str) -> None:
    """Line up a question and keep it with a key."""
    line_up(program, question)
    program.press("Ctrl+Alt+K")
    program.until(lambda: len(program.notes.notes()) == 1)
    program.until(lambda: f" for “{question}”, " in aloud(program))


def click_link(program: Opened, words: str) -> None:
    """Click a link in the only card, where it stands."""
    cards = program.notes.cards
    index = cards.model().index(0, 0)
    rect = cards.visualRect(index)
    delegate = cards.itemDelegate()
    for y in range(rect.top(), rect.bottom(), 4):
        for x in range(rect.left(), rect.right(), 6):
            if words in delegate.link_at(QPoint(x, y).toPointF(), rect, index):  # type: ignore[attr-defined]
                at = QPoint(x, y)
                QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
                return
    raise AssertionError(f"no link to {words}")


def test_one_key_keeps_what_is_lined_up_and_the_card_shows_its_lines(program: Opened) -> None:
    keep(program, "peace")
    lines = panel_of(program).lines.lines()
    assert program.note().note.body == BODY, "the note holds the question, and no line"
    told = aloud(program)
    total = sum(line.kind == "text" for line in lines)
    assert f"{total} lines for “peace”, {day(now())}:\n¶ {lines[0].paragraph}: " in told
    assert told.count("peace") > 10
    assert program.notes.current() == program.note()


def test_the_lines_follow_the_notes_and_the_note_stays_as_it_is(program: Opened) -> None:
    keep(program, "knot")
    before = aloud(program)
    kept = program.note().note
    program.write_note("I value this.", "another knot")
    living = next(one for one in program.notes.notes() if one.note.id == kept.id)

    def told() -> str:
        row = [one.note.id for one in program.notes.notes()].index(kept.id)
        return str(program.notes.cards.model().index(row, 0).data(NoteRole.ALOUD))

    program.until(lambda: told() != before)
    assert "✎ ¶ 1: another knot" in told()
    assert living.note == kept, "to be looked at does not change it"
    assert told().count("✎") == 1, "it is no answer to itself"


def test_a_click_on_its_head_lines_it_up_and_one_on_a_place_goes_there(program: Opened) -> None:
    keep(program, "thermonuclear")
    line = next(one for one in panel_of(program).lines.lines() if one.kind == "text")
    line_up(program, "knot")
    click_link(program, f"place:{line.span.start}")
    assert program.sees(line.span)
    click_link(program, "concordance:")
    assert panel_of(program).question() == "thermonuclear"
    program.until(lambda: {one.node for one in panel_of(program).lines.lines()} == {"thermonuclear"})
    assert program.focused() is panel_of(program).field


def test_what_it_asks_comes_back_with_its_order_and_bounds_by_key(program: Opened) -> None:
    line_up(program, "=war")
    terms = panel_of(program).terms
    terms.paragraphs.setText("4-5")
    terms.first_sort.setCurrentIndex(terms.first_sort.findData("left"))
    terms.where.setCurrentIndex(1)
    terms.wanted.emit()
    program.do(Command.KEEP_CONCORDANCE)
    program.until(lambda: len(program.notes.notes()) == 1)
    line_up(program, "knot")
    terms.first_sort.setCurrentIndex(terms.first_sort.findData("place"))
    program.until(lambda: "for “=war”" in aloud(program))
    program.notes.cards.setFocus()
    program.do(Command.OPEN_KEPT)
    assert panel_of(program).question() == "=war"
    assert terms.paragraphs.text() == "4-5"
    assert terms.sorts() == ("left",)
    assert terms.where.currentText() == "Khrushchev to Kennedy"
    program.until(lambda: {line.paragraph for line in panel_of(program).lines.lines()} == {"4", "5"})


def test_who_keeps_nothing_is_told_so(program: Opened) -> None:
    program.write_note("I value this.", "plain words")
    program.do(Command.OPEN_KEPT)
    assert program.said() == "The current note keeps no concordance."
    program.do(Command.KEEP_CONCORDANCE)
    assert program.focused() is panel_of(program).field, "there is nothing to keep before something is asked"
    assert len(program.notes.notes()) == 1


def test_the_editor_shows_the_question_and_below_it_the_lines(program: Opened) -> None:
    keep(program, "knot")
    program.notes.make_current(program.note().note.id, opens=True)
    assert "```concordance\nknot\n" in program.words.toPlainText()

    def below() -> str:
        return " ".join(one.text() for one in program.editor.findChildren(QLabel) if one.isVisible())

    program.until(lambda: "lines for “knot”" in below())
    cursor = program.words.textCursor()
    cursor.setPosition(program.words.toPlainText().index("\nknot\n") + len("\nknot"))
    program.words.setTextCursor(cursor)
    program.type(" OR thermonuclear")
    program.until(lambda: "lines for “knot OR thermonuclear”" in below())
    program.press("Esc")
    program.until(lambda: program.notes.editor() is None)
    assert "\nknot OR thermonuclear\n" in program.note().note.body


def test_tomorrow_the_lines_are_there_again(open_program: Open) -> None:
    today = open_program()
    keep(today, "peace")
    today.quit()
    tomorrow = open_program()
    tomorrow.until(lambda: "lines for “peace”" in aloud(tomorrow))
    assert tomorrow.note().note.body == BODY


def test_an_export_shows_the_lines_of_its_day(program: Opened, tmp_path: Path) -> None:
    keep(program, "peace")
    carrying = program.program.taking_out.make_carrying()
    carrying.export_to("html", str(tmp_path / "notes.html"))
    program.until((tmp_path / "notes.html").exists)
    page = (tmp_path / "notes.html").read_text()
    assert f"lines for “peace”, {day(now())}" in page
    assert "<strong>peace</strong>" in page
    assert "sort: right" not in page


def test_lines_that_gave_way_to_questions_come_in_the_next_pause(program: Opened) -> None:
    keep(program, "knot")
    asker = program.program.asker
    before = aloud(program)
    program.write_note("I value this.", "another knot")
    for question in ("*e*", "war", "peace OR war", "the"):  # the lane is busy, and what nobody waits for gives way
        asker.ask(question)
    program.until(lambda: any("another knot" in told and told != before for told in all_aloud(program)))


def all_aloud(program: Opened) -> list[str]:
    model = program.notes.cards.model()
    told = [str(model.index(row, 0).data(NoteRole.ALOUD)) for row in range(model.rowCount())]
    return [one for one in told if "lines for" in one]
