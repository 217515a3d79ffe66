"""Numbers and page marks can be pointed at, clicked and cited; and the edition tells where its text comes from."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTextBrowser, QToolTip, QWidget

from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.provenance import ProvenanceDialog
from cca_desktop.ui.reader.margin import Margin
from cca_desktop.ui.reader.typesetting import page_marks
from tests.ui.opening import Opened


def number_of(program: Opened, label: str) -> tuple[QWidget, QPoint]:
    """The margin, and where in it the number of a paragraph stands."""
    paragraph = program.program.document.paragraph(label)
    assert paragraph is not None
    program.program.moving.go_to(paragraph.span.start)
    (margin,) = program.letter.findChildren(Margin)
    cursor = program.letter.textCursor()
    cursor.setPosition(program.letter.reading.shown_at(paragraph.span.start))
    line = program.letter.viewport().mapTo(program.letter, program.letter.cursorRect(cursor).center())
    return margin, QPoint(4, margin.mapFrom(program.letter, line).y())


def page_mark(program: Opened, number: int) -> tuple[QWidget, QPoint]:
    """The letter's paper, and where in it a page mark stands among the words."""
    (mark,) = [mark for mark in page_marks(program.letter.reading) if mark.number == number]
    program.program.moving.go_to(program.letter.reading.canonical_at(mark.position) - 200)
    cursor = program.letter.textCursor()
    cursor.setPosition(mark.position)
    return program.letter.viewport(), program.letter.cursorRect(cursor).center() + QPoint(14, 0)


def click(at: tuple[QWidget, QPoint]) -> None:
    widget, point = at
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def tip(at: tuple[QWidget, QPoint]) -> str:
    widget, point = at
    QTest.mouseMove(widget, point + QPoint(0, 1))
    QTest.mouseMove(widget, point)
    QApplication.processEvents()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point)))
    told = QToolTip.text()
    QToolTip.hideText()
    return told


def menu_at(program: Opened, at: tuple[QWidget, QPoint]) -> QMenu:
    widget, point = at
    QTest.mouseClick(widget, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, point)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, point, widget.mapToGlobal(point)))
    (menu,) = [menu for menu in program.letter.findChildren(QMenu) if menu.isVisible()]
    return menu


def choose(menu: QMenu, command: Command) -> None:
    (action,) = [action for action in menu.actions() if action.objectName() == command]
    menu.close()
    action.trigger()


def test_a_click_on_a_number_selects_its_paragraph(program: Opened) -> None:
    click(number_of(program, "6"))
    paragraph = program.program.document.paragraph("6")
    assert paragraph is not None
    assert program.letter.selected() == paragraph.span
    assert program.focused() is program.letter
    assert "Paragraph 6" in tip(number_of(program, "6"))


def test_a_number_is_cited_from_its_menu(program: Opened) -> None:
    menu = menu_at(program, number_of(program, "8"))
    choose(menu, Command.CITE_ALONE)
    cited = QGuiApplication.clipboard().text()
    assert ", ¶ 8, accessed " in cited
    assert cited.startswith("Nikita S. Khrushchev to John F. Kennedy")


def test_a_page_mark_selects_its_page_and_is_cited_by_paragraphs(program: Opened) -> None:
    click(page_mark(program, 2))
    page = program.program.document.pages[1]
    selected = program.letter.selected()
    assert selected is not None
    assert selected.start == page.span.start
    assert page.span.end - selected.end < 3
    told = tip(page_mark(program, 2))
    assert "Page 2" in told
    choose(menu_at(program, page_mark(program, 2)), Command.CITE_ALONE)
    assert ", ¶¶ 5–11, accessed " in QGuiApplication.clipboard().text()


def test_words_beside_a_page_mark_are_not_the_mark(program: Opened) -> None:
    widget, point = page_mark(program, 2)
    assert tip((widget, point - QPoint(30, 0))) == ""


def test_the_pointer_tells_where_a_click_selects(program: Opened) -> None:
    margin, point = number_of(program, "6")
    QTest.mouseMove(program.letter, QPoint(1, 1))  # as every pointer comes: from outside
    program.press("Ctrl+Home")
    program.program.moving.go_to(program.passage("You are a military man").start)
    QTest.mouseMove(margin, point)
    program.until(lambda: margin.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    QTest.mouseMove(margin, point + QPoint(0, 60))
    program.until(lambda: margin.cursor().shape() != Qt.CursorShape.PointingHandCursor)


def test_the_menu_at_selected_words_offers_what_has_a_key_too(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Left")
    program.select("the knot of war")
    cursor = program.letter.cursorRect().topLeft()
    menu = menu_at(program, (program.letter.viewport(), cursor))
    held = {action.objectName() for action in menu.actions()}
    assert {Command.COPY, Command.CITE, Command.HIGHLIGHT_PINK, Command.SEARCH_SELECTION} <= held
    choose(menu, Command.COPY)
    assert QGuiApplication.clipboard().text() == "the knot of war"


def test_the_document_tells_its_sources_its_witnesses_and_its_checksum(program: Opened) -> None:
    program.press("Shift+F1")
    (dialog,) = program.window.findChildren(ProvenanceDialog)
    (page,) = dialog.findChildren(QTextBrowser)
    told = page.toPlainText()
    document = program.program.document
    assert document.title in told
    assert document.checksum in told
    assert document.address in told
    for name, sentence in (*document.facts, *document.witnesses):
        assert name in told
        assert sentence in told
    (copying,) = [one for one in dialog.findChildren(QPushButton) if "checksum" in one.text()]
    copying.click()
    assert QGuiApplication.clipboard().text() == document.checksum
    dialog.reject()


def test_a_range_is_cited_from_its_first_paragraph_to_its_last(program: Opened) -> None:
    first, last = program.passage("You are a military man"), program.passage("You, however, say")
    program.letter.select(first._replace(end=last.end))
    program.press("Ctrl+Shift+C")
    assert ", ¶¶ 6–8, accessed " in QGuiApplication.clipboard().text()
