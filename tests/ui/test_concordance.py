"""The concordance in the window: lines that follow the question, sorted, filtered, walked, and taken elsewhere."""

import csv
import json
import random
from itertools import combinations, pairwise
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester

from cca_desktop.library.document import Document
from cca_desktop.search.concordance import Concordance, Line
from cca_desktop.search.searcher import Searcher
from cca_desktop.settings import Settings
from cca_desktop.storage.profile import Profile
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Command
from cca_desktop.ui.concordance.line_model import LineModel, LineRole
from cca_desktop.ui.concordance.panel import ConcordancePanel
from cca_desktop.ui.passage import FORMAT
from cca_desktop.ui.print.lines_print import Heading, print_lines, set_lines_page
from tests.ui.opening import Open, Opened
from tests.ui.test_access import nameless


def panel_of(program: Opened) -> ConcordancePanel:
    return program.program.inquiry.concordance().panel


def line_up(program: Opened, question: str) -> tuple[Line, ...]:
    program.press("Ctrl+Shift+F")
    program.press("Ctrl+A")
    program.type(question)
    return lined_up(program)


def lined_up(program: Opened) -> tuple[Line, ...]:
    program.until(lambda: bool(panel_of(program).lines.lines()))
    return panel_of(program).lines.lines()


def lines_of(letter: Document, question: str) -> tuple[Line, ...]:
    searcher = Searcher(None, [letter])
    lines = searcher.concordance(question).lines
    searcher.close()
    return lines


def test_nothing_of_it_is_made_before_somebody_wants_it(program: Opened) -> None:
    assert not program.window.findChildren(ConcordancePanel)
    program.window.left.setCurrentWidget(program.window.concordance_page)
    (panel,) = program.window.findChildren(ConcordancePanel)
    program.until(lambda: "type a word" in "".join(program.labels(panel)))
    assert not panel.lines.isVisible()
    assert not nameless(program.window)


def test_it_lines_up_what_is_asked_and_begins_with_what_was_asked_last(program: Opened) -> None:
    answer = program.ask("=war")
    program.do(Command.CONCORDANCE)
    program.until(lambda: len(panel_of(program).lines.lines()) == answer.total)
    panel = panel_of(program)
    assert panel.question() == "=war"
    assert panel.told().startswith(f"{answer.total} lines. {answer.understood}. In ")
    assert sorted(program.marked("hit")) == sorted(hit.exact for hit in answer.hits)
    assert not nameless(program.window)


def test_lines_are_sorted_by_the_words_to_the_right_and_then_by_those_to_the_left(program: Opened) -> None:
    lines = line_up(program, "=war")
    keys = [(line.words_right, line.words_left) for line in lines]
    assert keys == sorted(keys)
    panel = panel_of(program)
    panel.terms.first_sort.setFocus()
    panel.terms.first_sort.setCurrentIndex(panel.terms.first_sort.findData("place"))
    panel.terms.first_sort.activated.emit(panel.terms.first_sort.currentIndex())
    program.until(lambda: [line.place for line in panel.lines.lines()] == list(range(len(lines))))
    panel.terms.first_sort.setCurrentIndex(panel.terms.first_sort.findData("left"))
    panel.terms.first_sort.activated.emit(panel.terms.first_sort.currentIndex())
    program.until(lambda: panel.lines.lines()[0].place != 0)
    keys_left = [line.words_left for line in panel.lines.lines()]
    assert keys_left == sorted(keys_left)


def test_the_arrows_walk_along_the_lines_with_the_letter_following(program: Opened) -> None:
    began_at = program.first_line()
    lines = line_up(program, "=war")
    panel = panel_of(program)
    assert program.focused() is panel.field
    program.press("Down")
    assert panel.lines.current() == lines[1]
    assert program.sees(lines[1].span)
    assert program.focused() is panel.field, "the caret stays where one types"
    assert panel.lines.current_aloud().startswith(f"Line 2 of {len(lines)}, ")
    program.press("F3")
    assert panel.lines.current() == lines[2]
    program.press("Shift+F3")
    program.press("Up")
    program.press("Up")
    assert panel.lines.current() == lines[-1]
    program.press("Esc")
    assert program.focused() is program.letter
    assert program.first_line() == began_at


def test_enter_goes_to_a_line_and_back_leads_to_where_one_was(program: Opened) -> None:
    began_at = program.first_line()
    lines = line_up(program, "thermonuclear OR knot")
    program.press("Down")
    program.press("Return")
    assert program.focused() is program.letter
    assert program.caret() == lines[1].span.start
    program.press("Alt+Left")
    assert program.first_line() == began_at


def test_a_click_on_a_line_turns_the_page_and_one_on_the_picture_too(program: Opened) -> None:
    lines = line_up(program, "thermonuclear")
    panel = panel_of(program)
    program.until(lambda: panel.lines.visualRect(panel.lines.model().index(0, 0)).height() > 0)
    at = panel.lines.visualRect(panel.lines.model().index(0, 0)).center()
    QTest.mouseClick(panel.lines.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert program.sees(lines[0].span)
    assert program.marked("current") == [lines[0].node]
    picture = panel.telling.picture
    assert picture.accessibleDescription() == f"¶ {lines[0].paragraph}: 1"
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(picture.width() - 2, 5))
    last = program.program.document.paragraphs[-1]
    assert program.sees(last.span)


def test_lines_can_be_kept_to_paragraphs_and_to_a_tag(program: Opened) -> None:
    everywhere = line_up(program, "=war")
    panel = panel_of(program)
    panel.terms.paragraphs.setFocus()
    program.type("5")
    program.until(lambda: {line.paragraph for line in panel.lines.lines()} == {"5"})
    assert panel.lines.lines() == tuple(sorted(panel.lines.lines(), key=lambda line: line.words_right))
    panel.terms.paragraphs.clear()
    program.until(lambda: len(panel.lines.lines()) == len(everywhere))
    panel.terms.tag.setFocus()
    program.type("nowhere")
    program.until(lambda: not panel.lines.lines())
    assert "Nothing found" in program.labels(panel)


def test_lines_that_may_not_be_all_are_told_so(program: Opened) -> None:
    line_up(program, "peace")
    telling = panel_of(program).telling
    found = Concordance("peace", "", (), 0, True, ())
    telling.show_lines(found, ())
    assert telling.told().startswith("Nothing found yet.")
    lines = panel_of(program).lines.lines()
    telling.show_lines(found._replace(total=99, lines=lines), lines)
    assert telling.told().startswith(f"The first {len(lines)} of at least 99 lines.")
    telling.show_lines(found._replace(total=len(lines), lines=lines), lines)
    assert telling.told().startswith(f"At least {len(lines)} lines.")


def test_selected_words_are_looked_at_in_the_concordance(program: Opened) -> None:
    line_up(program, "peace")
    panel_of(program).terms.paragraphs.setText("5")
    program.select("hermonucle")
    program.do(Command.LOOK_IN_CONCORDANCE)
    program.until(lambda: [line.node for line in panel_of(program).lines.lines()] == ["thermonuclear"])
    assert panel_of(program).question() == "thermonuclear"
    assert panel_of(program).terms.paragraphs.text() == "", "it is looked for everywhere"
    offered = [action.objectName() for action in program.letter.actions()]
    assert {Command.SEARCH_SELECTION, Command.LOOK_IN_CONCORDANCE} <= set(offered), "in the menu at the words"


def test_the_letter_marks_what_stands_on_the_page_in_front(program: Opened) -> None:
    program.ask("thermonuclear")
    line_up(program, "knot")
    assert set(program.marked("hit")) == {"knot"}
    program.press("Ctrl+F")
    assert program.marked("hit") == ["thermonuclear"]
    program.press("Ctrl+Shift+F")
    assert set(program.marked("hit")) == {"knot"}


def test_a_note_that_is_written_stands_among_the_lines_at_once(program: Opened) -> None:
    before = line_up(program, "knot")
    program.write_note("I value this.", "the knot, the knot")
    program.until(lambda: len(panel_of(program).lines.lines()) == len(before) + 2)
    in_note = [line for line in panel_of(program).lines.lines() if line.kind == "note"]
    assert [line.node for line in in_note] == ["knot", "knot"]
    panel_of(program).became_current.emit(in_note[0])
    assert program.notes.current() == program.note()


def test_an_emptied_field_takes_lines_and_marks_away(program: Opened) -> None:
    line_up(program, "knot")
    program.press("Ctrl+A")
    program.press("Backspace")
    assert not panel_of(program).lines.lines()
    assert not program.marked("hit")
    assert not panel_of(program).lines.isVisible()


def test_it_is_there_again_tomorrow_in_front_or_behind(open_program: Open) -> None:
    today = open_program()
    lines = line_up(today, "knot")
    today.quit()
    tomorrow = open_program()
    assert lined_up(tomorrow) == lines
    assert tomorrow.window.left.currentWidget() is tomorrow.window.concordance_page
    tomorrow.press("Ctrl+F")
    tomorrow.quit()
    later = open_program()
    assert not later.window.findChildren(ConcordancePanel), "nothing of it is made"
    later.do(Command.CONCORDANCE)
    assert lined_up(later) == lines


def test_nothing_lies_over_anything_else_in_large_text(open_program: Open) -> None:
    program = open_program(settings=Settings(text_scale=200))
    program.window.left.setMaximumWidth(428)
    line_up(program, "peace")
    panel = panel_of(program)
    terms, telling = panel.terms, panel.telling
    column = (panel.field, terms.tag, terms.first_sort, telling.picture, panel.lines, panel.copy)
    program.until(lambda: all(part.height() > 8 for part in column))
    for above, below in pairwise(column):
        assert _within(panel, above).bottom() < _within(panel, below).top()
    labels = [one for one in panel.findChildren(QLabel) if one.isVisible() and one.parent() in (terms, telling)]
    assert len(labels) >= 4
    for one, other in combinations((*labels, telling.picture, terms.first_sort, terms.second_sort), 2):
        assert not _within(panel, one).intersects(_within(panel, other))


def _within(panel: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(panel, QPoint(0, 0)), part.size())


def test_chosen_lines_are_copied_as_they_stand(program: Opened) -> None:
    lines = line_up(program, "=war")
    panel = panel_of(program)
    panel.lines.setFocus()
    program.press("Shift+Down")
    program.press("Ctrl+C")
    copied = QGuiApplication.clipboard().text().split("\n")
    assert [row.split("\t")[1:] for row in copied] == [[one.left, one.node, one.right] for one in lines[:2]]
    program.press("Ctrl+A")
    panel.copy.click()
    assert len(QGuiApplication.clipboard().text().split("\n")) == len(lines)


def test_a_table_holds_every_line_in_the_order_shown(program: Opened, tmp_path: Path) -> None:
    lines = line_up(program, "=war")
    file = tmp_path / "lines.csv"
    program.program.inquiry.concordance().save_table(str(file))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [(row["left"], row["node"], row["right"]) for row in rows] == [
        (one.left, one.node, one.right) for one in lines
    ]
    assert [row["paragraph"] for row in rows] == [line.paragraph for line in lines]
    assert program.said() == f"Saved as {file}"


def test_a_table_that_cannot_be_written_is_told(program: Opened, tmp_path: Path) -> None:
    line_up(program, "knot")
    (tmp_path / "file").write_text("in the way of a folder")
    program.program.inquiry.concordance().save_table(str(tmp_path / "file" / "lines.csv"))
    assert program.said()
    assert "Saved" not in program.said()


def test_a_table_is_not_written_over_the_notes_themselves(program: Opened, profile: Profile) -> None:
    line_up(program, "knot")
    program.program.inquiry.concordance().save_table(str(profile.database_file))
    assert "part of your own notebook" in program.said()


def test_lines_are_printed_on_as_many_pages_as_they_need(letter: Document, tmp_path: Path, program: Opened) -> None:
    lines = lines_of(letter, "the")
    writer = QPdfWriter(str(tmp_path / "lines.pdf"))
    set_lines_page(writer)
    assert program is not None, "the faces are known"
    heading = Heading("the", "141 lines.", letter.short_title)
    assert print_lines(heading, lines[:20], writer) == 1
    assert print_lines(heading, (*lines, *lines)[:200], writer) > 2
    assert print_lines(heading, (), writer) == 1
    assert (tmp_path / "lines.pdf").read_bytes().startswith(b"%PDF")


def test_the_button_prints_what_is_lined_up(program: Opened, profile: Profile, tmp_path: Path) -> None:
    """The dialog only borrows the printer, which was gone by the time one pressed Print."""
    line_up(program, "=war")
    panel_of(program).paper.click()
    (dialog,) = program.window.findChildren(QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "lines.pdf"))
    dialog.accepted.emit(printer)
    assert (tmp_path / "lines.pdf").read_bytes().startswith(b"%PDF")
    printer.setOutputFileName(str(profile.database_file))
    dialog.accepted.emit(printer)
    assert profile.database_file.read_bytes().startswith(b"SQLite"), "not over the notes"
    dialog.close()


def test_the_model_is_one_that_qt_can_trust_and_a_line_knows_its_place(
    letter: Document, qtmodeltester: ModelTester
) -> None:
    model = LineModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    lines = lines_of(letter, "knot")
    model.show_lines(lines)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert [model.index(row).data(LineRole.LINE) for row in range(model.rowCount())] == list(lines)
    assert model.rowCount(model.index(0)) == 0
    data = model.mimeData([model.index(0)])
    assert data.text() == lines[0].node
    assert bytes(data.data("text/markdown").data()).decode() == f"> {lines[0].node} (¶ {lines[0].paragraph})\n"
    told = json.loads(bytes(data.data(FORMAT).data()))
    assert letter.text[told["start"] : told["end"]] == told["exact"] == lines[0].node
    assert len(model.mimeData([model.index(row) for row in range(len(lines))]).text().split("\n")) == len(lines)
    in_note = lines[0]._replace(kind="note", paragraph="")
    assert model.place_of(in_note) == "✎"
    assert not _mime_of(in_note).hasFormat(FORMAT)


def _mime_of(line: Line) -> QMimeData:
    model = LineModel()
    model.show_lines((line,))
    return model.mimeData([model.index(0)])


def test_ten_thousand_lines_are_shown_and_walked_without_a_stall(program: Opened, letter: Document) -> None:
    """The bound is far above what it takes; it is there for whoever makes every line cost something."""
    chance = random.Random(19621026)
    some = lines_of(letter, "the")
    many = tuple(chance.choice(some)._replace(place=number) for number in range(10_000))
    program.press("Ctrl+Shift+F")
    panel = panel_of(program)
    panel.show_lines(Concordance("the", "", (), len(many), False, many), many)
    assert panel.lines.model().rowCount() == 10_000
    painted = []
    for share in range(0, 101, 10):
        panel.lines.verticalScrollBar().setValue(panel.lines.verticalScrollBar().maximum() * share // 100)
        painted.append(panel.lines.viewport().grab().toImage())
    assert painted[0] != painted[-1]
    panel.step(-1)
    assert panel.lines.current() == many[-1]


def test_a_screen_reader_gets_every_line_in_words(program: Opened) -> None:
    lines = line_up(program, "knot")
    interface = QAccessible.queryAccessibleInterface(panel_of(program).lines)
    assert interface is not None
    assert interface.childCount() == len(lines)
    assert interface.child(0).text(QAccessible.Text.Name).startswith(f"Line 1 of {len(lines)}, ")


def test_a_span_stands_where_the_line_says(letter: Document) -> None:
    for line in lines_of(letter, "war"):
        assert Span(*line.span).cut(letter.text) == line.node
