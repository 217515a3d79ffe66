"""Words are selected by key, by click and by finger, and what one may want to do with them stands beside them."""

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton

from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.selection_bar import SelectionBar
from tests.ui.opening import Open, Opened

SENTENCE = "What sort of means is this: offensive or defensive?"


def selected(program: Opened) -> str:
    """The selected words as one sees them."""
    return program.letter.textCursor().selectedText()


def put_caret(program: Opened, words: str) -> None:
    """Put the caret before ``words``, where one sees it."""
    span = program.passage(words)
    program.letter.reveal(span)
    program.letter.put_caret(span)


def bar(program: Opened) -> SelectionBar:
    program.until(lambda: any(one.isVisible() for one in program.letter.findChildren(SelectionBar)))
    (found,) = program.letter.findChildren(SelectionBar)
    return found


def click(program: Opened, words: str, *times_ms: int) -> None:
    """Click on ``words`` at each of the moments, as a hand does: every second quick one comes as a double click."""
    put_caret(program, words)
    at = QPointF(program.letter.cursorRect().center()) + QPointF(3, 0)
    last = -10_000
    is_double = False
    for moment in times_ms:
        is_double = moment - last < QApplication.doubleClickInterval() and not is_double
        kind = QEvent.Type.MouseButtonDblClick if is_double else QEvent.Type.MouseButtonPress
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for one, buttons in ((kind, left), (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton)):
            event = QMouseEvent(one, at, program.letter.viewport().mapToGlobal(at), left, buttons, none)
            event.setTimestamp(moment)
            QApplication.sendEvent(program.letter.viewport(), event)
        last = moment


def test_words_sentences_and_paragraphs_are_selected_by_keys_alone(program: Opened) -> None:
    """The journey: read on, select, mark, and write, without a mouse."""
    put_caret(program, SENTENCE)
    program.press("Ctrl+Shift+Right")
    assert selected(program).strip() == "What"
    program.press("Esc")
    assert selected(program) == ""
    put_caret(program, SENTENCE)
    program.press("Alt+Shift+Down")
    assert selected(program).strip() == SENTENCE
    program.press("Alt+Shift+Down")
    assert selected(program).strip().startswith(f"{SENTENCE} A cannon is a defensive means")
    program.press("Alt+Shift+Up")
    assert selected(program).strip() == SENTENCE
    offered = bar(program)
    program.press("Tab")
    assert program.focused() in offered.findChildren(QToolButton)
    program.press("Right")
    program.press("Space")
    program.until(lambda: program.marked("note") == [SENTENCE])
    assert program.note().note.colour == "green"
    program.until(lambda: not offered.isVisible())
    assert program.focused() is program.letter
    program.press("Ctrl+Down")
    paragraph = program.program.document.paragraph("7")
    assert paragraph is not None
    assert program.caret() == paragraph.span.start
    program.press("Ctrl+Shift+Down")
    assert selected(program).strip("\u2029") == program.letter.reading.words(paragraph.span)


def test_steps_go_back_as_they_came(program: Opened) -> None:
    put_caret(program, SENTENCE)
    began = program.caret()
    for keys, back in (("Alt+Down", "Alt+Up"), ("Ctrl+Down", "Ctrl+Up")):
        program.press(keys)
        first = program.caret()
        assert first > began
        for _ in range(5):
            program.press(keys)
        for _ in range(5):
            program.press(back)
        assert program.caret() == first


def test_steps_end_at_both_ends_of_the_letter(program: Opened) -> None:
    text = program.letter.toPlainText()
    program.press("Ctrl+End")
    for keys in ("Alt+Down", "Ctrl+Down"):
        program.press(keys)
        assert program.letter.textCursor().position() == len(text)
    program.press("Ctrl+Home")
    for keys in ("Alt+Up", "Ctrl+Up"):
        program.press(keys)
        assert program.letter.textCursor().position() == 0


def test_the_caret_is_taken_to_the_page_one_reads_before_it_moves(program: Opened) -> None:
    """Whoever scrolled on by wheel is not thrown back to the first page by the first arrow key."""
    program.letter.verticalScrollBar().setValue(program.letter.verticalScrollBar().maximum() // 2)
    place = program.letter.place()
    program.press("Right")
    assert abs(program.letter.place() - place) < 100
    assert abs(program.caret() - place) < 200


def test_clicks_select_a_word_a_sentence_a_paragraph(program: Opened) -> None:
    click(program, "sort of means is this", 1000, 1100)
    assert selected(program) == "sort"
    click(program, "sort of means is this", 5000, 5100, 5200)
    assert selected(program) == SENTENCE
    click(program, "sort of means is this", 9000, 9100, 9200, 9300)
    paragraph = program.program.document.paragraph("6")
    assert paragraph is not None
    assert selected(program) == program.letter.reading.words(paragraph.span)


def test_slow_clicks_are_single_ones(program: Opened) -> None:
    click(program, "sort of means is this", 1000, 4000, 7000, 10000)
    assert selected(program) == ""


@pytest.mark.parametrize("words", [SENTENCE, "Department of State", "October 26, 1962. End Text."])
@pytest.mark.parametrize("size", [(1440, 900), (760, 420)])
def test_the_bar_never_covers_the_selected_words(open_program: Open, words: str, size: tuple[int, int]) -> None:
    program = open_program()
    program.window.resize(*size)
    program.select(words)
    offered = bar(program)
    for line in program.letter.selected_lines():
        assert not offered.geometry().intersects(line)
    assert program.letter.rect().contains(offered.geometry())


def test_the_bar_stays_away_where_it_would_cover_the_words(program: Opened) -> None:
    program.press("Ctrl+A")
    program.letter.verticalScrollBar().setValue(program.letter.verticalScrollBar().maximum() // 2)
    QApplication.processEvents()
    (offered,) = program.letter.findChildren(SelectionBar)
    program.until(lambda: not offered.isVisible())


def test_the_bar_follows_the_words_and_goes_with_them(program: Opened) -> None:
    program.select(SENTENCE)
    offered = bar(program)
    before = offered.geometry()
    scroll = program.letter.verticalScrollBar()
    scroll.setValue(scroll.value() + 40)
    assert offered.geometry() == QRect(before.translated(0, -40))
    scroll.setValue(scroll.maximum())
    assert not offered.isVisible()
    program.select(SENTENCE)
    assert bar(program).isVisible()
    program.press("Esc")
    assert not offered.isVisible()


def test_every_button_of_the_bar_has_a_name_and_a_key(program: Opened) -> None:
    program.select(SENTENCE)
    buttons = bar(program).findChildren(QToolButton)
    names = [button.accessibleName() for button in buttons]
    assert len(set(names)) == len(names) >= 8
    assert all(button.toolTip().startswith(f"{button.accessibleName()} (") for button in buttons)


def test_the_bar_searches_for_the_words(program: Opened) -> None:
    program.select("the knot of war")
    (button,) = [one for one in bar(program).findChildren(QToolButton) if "Ask where" in one.accessibleName()]
    button.click()
    assert program.search.question() == '"the knot of war"'


def test_no_key_of_the_window_is_lost_to_the_text_that_takes_it_for_a_step(program: Opened) -> None:
    program.select("the knot of war")
    # As on Linux, where Ctrl+E leads to the end of a line for Qt: it comes to the letter, and not to the window.
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    program.letter.keyPressEvent(pressed)
    assert program.search.question() == '"the knot of war"'
    assert selected(program) == "the knot of war"


def is_caret_painted(letter: LetterView) -> bool:
    """Whether a line as high as the caret stands where the caret is."""
    at = letter.cursorRect()
    if not letter.viewport().rect().contains(at):
        return False
    picture = letter.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    paper = letter.palette().base().color().lightness()
    column = (picture.pixelColor(round(at.left() * ratio), round(y * ratio)) for y in range(at.top() + 1, at.bottom()))
    return all(abs(colour.lightness() - paper) > 100 for colour in column)


def test_the_caret_is_seen_once_somebody_goes_by_it(program: Opened) -> None:
    assert program.focused() is program.letter
    assert not is_caret_painted(program.letter)
    program.program.moving.go_to(program.passage("the knot of war").start)
    assert not is_caret_painted(program.letter), "a jump has a mark of its own"
    program.press("Right")
    program.until(lambda: is_caret_painted(program.letter))  # it may blink
    program.press("Ctrl+Shift+D")
    second = program.window.letter()
    assert not is_caret_painted(second)
    program.press("Shift+Tab")
    program.press("Tab")
    assert program.focused() is second
    program.until(lambda: is_caret_painted(second))
