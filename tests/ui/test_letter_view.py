"""The letter as it is set: its place, its numbers, its page marks, its map."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cca_desktop.library.document import Document
from cca_desktop.settings import Settings
from cca_desktop.text.span import Span
from cca_desktop.ui.commands import Command
from cca_desktop.ui.reader.typesetting import PADDING, page_marks
from cca_desktop.ui.search.spread import Spread
from cca_desktop.ui.theme import LIGHT
from tests.ui.opening import Open, Opened


@pytest.mark.parametrize("scale", [100, 200, 300])
@pytest.mark.parametrize("label", ["2", "9", "20", "30"])
def test_the_place_is_found_again_at_every_size_however_far_down(open_program: Open, scale: int, label: str) -> None:
    settings = Settings(text_scale=scale)
    today = open_program(settings=settings)
    paragraph = today.program.document.paragraph(label)
    assert paragraph is not None
    today.program.moving.go_to(paragraph.span.start)
    assert today.is_on_first_line(paragraph.span)
    today.quit()
    tomorrow = open_program(settings=settings)
    assert tomorrow.is_on_first_line(paragraph.span)


@pytest.mark.parametrize("command", [Command.WRITE_NOTE, Command.HIGHLIGHT])
def test_what_one_reads_stays_in_view_when_a_note_is_written(program: Opened, command: Command) -> None:
    """The caret may be pages away from where the wheel has brought the reader."""
    program.select("I value this.")
    bar = program.letter.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    read = program.letter.place()
    program.do(command)
    program.until(lambda: len(program.bodies()) == 1)
    program.until(lambda: program.letter.selected() is None)
    assert program.letter.place() == read


def test_a_click_on_the_map_brings_that_part_of_the_letter(program: Opened) -> None:
    strip = program.window.panels.mark_map
    assert strip.accessibleName()
    bar = program.letter.verticalScrollBar()
    for share in (0.5, 1.0, 0.0):
        at = QPoint(strip.width() // 2, round(share * (strip.height() - 1)))
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        assert abs(bar.value() / bar.maximum() - share) < 0.06


def test_the_map_shows_where_notes_and_hits_stand(program: Opened) -> None:
    strip = program.window.panels.mark_map
    blank = strip.grab().toImage()
    program.write_note("the knot of war", "a note")
    noted = strip.grab().toImage()
    assert noted != blank
    program.ask("missiles")
    assert strip.grab().toImage() != noted


def test_a_drag_on_the_map_moves_the_letter_with_it(program: Opened) -> None:
    strip, bar = program.window.panels.mark_map, program.letter.verticalScrollBar()
    middle = strip.width() // 2
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle, 10))
    for share in (0.3, 0.6, 0.4):
        to = QPointF(middle, share * strip.height())
        held = Qt.MouseButton.LeftButton
        moved = QMouseEvent(
            QEvent.Type.MouseMove, to, strip.mapToGlobal(to), held, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(strip, moved)
        assert abs((bar.value() + bar.pageStep() / 2) / (bar.maximum() + bar.pageStep()) - share) < 0.02
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle, 10))


def point_at(program: Opened, offset: int) -> str:
    """Let the pointer rest on the map where the canonical ``offset`` is; return the tip."""
    strip = program.window.panels.mark_map
    at = QPointF(strip.width() / 2, program.letter.share_of(offset) * (strip.height() - 3))
    QApplication.sendEvent(strip, QEnterEvent(at, at, strip.mapToGlobal(at)))
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, strip.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(strip, moved)
    return strip.toolTip()


def test_the_map_tells_in_a_tip_what_stands_where_one_points(program: Opened) -> None:
    began_at = program.first_line()
    section = program.program.document.sections[4]
    assert f"{section.numeral} {section.title}, ¶ " in point_at(program, section.span.start + 5)
    program.write_note("the knot of war", "a note")
    knot = program.passage("the knot of war").start
    assert "¶ 26: “the knot of war”" in point_at(program, knot)
    answer = program.ask("=quarantine")
    hit = answer.hits[-1]
    assert f"¶ {hit.paragraph}: …" in point_at(program, hit.span.start)
    assert program.letter.reading_words(hit.span) in point_at(program, hit.span.start)
    program.letter.go_to(0)
    assert program.first_line() == began_at, "pointing moves nothing"
    assert program.window.panels.mark_map.accessibleDescription() == f"Notes: 1, hits: {len(answer.hits)}"


def test_the_map_shows_where_sections_begin(program: Opened) -> None:
    strip = program.window.panels.mark_map
    picture = strip.grab().toImage()
    drawn = [y for y in range(picture.height()) if picture.pixelColor(6, y).name() == LIGHT.ink_quiet.lower()]
    for section in program.program.document.sections[1:]:
        top = program.letter.share_of(section.span.start) * (strip.height() - 3)
        assert min(abs(y - top) for y in drawn) <= 1


def test_a_click_on_the_spread_goes_there_and_one_can_come_back(program: Opened) -> None:
    program.ask("war")
    (spread,) = program.window.findChildren(Spread)
    assert spread.accessibleDescription().startswith(f"Strokes: {len(program.marked('hit'))}.")
    began_at = program.letter.place()
    at = QPoint(round(spread.width() * 0.5), spread.height() // 2)
    QTest.mouseClick(spread, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert abs(program.letter.place() / len(program.program.document.text) - 0.5) < 0.03
    program.press("Alt+Left")
    assert program.letter.place() == began_at


def test_every_paragraph_in_view_has_its_number_beside_its_first_line(program: Opened) -> None:
    """There is ink left of the line of each numbered paragraph, and none left of the salutation."""
    paper = QColor(LIGHT.paper)
    for label, is_numbered in (("1", True), ("8", True), ("30", True), ("salutation", False)):
        paragraph = program.program.document.paragraph(label)
        assert paragraph is not None
        program.program.moving.go_to(paragraph.span.start)
        program.until(partial(_is_as_numbered, program, paragraph.span.start, paper, is_numbered=is_numbered))


def _is_as_numbered(program: Opened, offset: int, paper: QColor, *, is_numbered: bool) -> bool:
    return (_ink_beside(program, offset, paper) > 3) == is_numbered


def _ink_beside(program: Opened, offset: int, paper: QColor) -> int:
    """Count the dark dots left of the line that holds the canonical ``offset``."""
    cursor = program.letter.textCursor()
    cursor.setPosition(program.letter.reading.shown_at(offset))
    line = program.letter.cursorRect(cursor)
    page = program.letter.grab().toImage()
    left = program.letter.viewport().x() + PADDING
    beside = page.copy(left - 38, program.letter.viewport().y() + line.top(), 30, line.height())
    return sum(
        beside.pixelColor(x, y).lightness() < paper.lightness() - 60
        for x in range(beside.width())
        for y in range(beside.height())
    )


def test_page_ends_are_marked_in_the_line_without_a_letter_added(program: Opened) -> None:
    reading = program.letter.reading
    marks = page_marks(reading)
    assert [mark.words for mark in marks] == ["| p. 2", "| p. 3", "| p. 4?", "| p. 5"]
    assert [mark.is_inferred for mark in marks] == [False, False, True, False]
    assert "p. 2" not in program.letter.toPlainText()
    for mark in marks:
        if mark.is_inline:
            assert reading.text[mark.position] == " "
            program.program.moving.go_to(reading.canonical_at(mark.position))
            cursor = program.letter.textCursor()
            cursor.setPosition(mark.position)
            before = program.letter.cursorRect(cursor)
            cursor.setPosition(mark.position + 1)
            after = program.letter.cursorRect(cursor)
            assert after.top() > before.top() or after.left() - before.left() > 25, "there is room for the mark"


def test_a_page_end_in_a_sentence_is_read_as_one_sentence(letter: Document, program: Opened) -> None:
    page = letter.pages[1].span.start
    words = program.letter.reading.words(Span(page - 40, page + 40))
    assert "\n" not in words
