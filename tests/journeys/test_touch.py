"""The letter under the fingers: scrolled, read larger, and its words chosen, without mouse or keyboard."""

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from cca_desktop.settings import Settings
from cca_desktop.text.span import Span
from cca_desktop.ui.reader.grips import Grip
from cca_desktop.ui.reader.margin import Margin
from cca_desktop.ui.reader.selection_bar import SelectionBar
from tests.ui.opening import Open, Opened


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:  # noqa: ARG001  a device needs the application
    return QTest.createTouchDevice()


class Finger:
    """One finger on the screen."""

    def __init__(self, on: QWidget, screen: QPointingDevice) -> None:
        self._on = on
        self._screen = screen
        self._at = QPoint()

    def press(self, at: QPoint) -> None:
        self._at = at
        QTest.touchEvent(self._on, self._screen).press(0, at, self._on).commit()

    def move(self, to: QPoint, *, steps: int = 6) -> None:
        begins = self._at
        for step in range(1, steps + 1):
            self._at = begins + (to - begins) * step / steps
            QTest.touchEvent(self._on, self._screen).move(0, self._at, self._on).commit()

    def lift(self) -> None:
        QTest.touchEvent(self._on, self._screen).release(0, self._at, self._on).commit()

    def tap(self, at: QPoint) -> None:
        self.press(at)
        self.lift()


@pytest.fixture
def finger(program: Opened, screen: QPointingDevice) -> Finger:
    program.window.move(-program.letter.mapTo(program.window, QPoint()).x(), 0)  # no finger reaches beyond the screen
    return Finger(program.letter.viewport(), screen)


def point_of(program: Opened, words: str) -> QPoint:
    """The middle of ``words`` on the paper."""
    span = program.passage(words)
    cursor = program.letter.textCursor()
    cursor.setPosition(program.letter.reading.shown_at((span.start + span.end) // 2))
    return program.letter.cursorRect(cursor).center()


def selected(program: Opened) -> str:
    return program.letter.textCursor().selectedText()


def bar(program: Opened) -> SelectionBar:
    (found,) = program.letter.findChildren(SelectionBar)
    return found


def grips(program: Opened) -> list[Grip]:
    return [grip for grip in program.letter.findChildren(Grip) if grip.isVisible()]


def hold_on(program: Opened, finger: Finger, words: str) -> None:
    program.letter.reveal(program.passage(words))
    finger.press(point_of(program, words))
    program.until(lambda: bool(selected(program)))


def test_a_finger_scrolls_and_chooses_nothing(program: Opened, finger: Finger) -> None:
    middle = program.letter.viewport().rect().center()
    value = program.letter.verticalScrollBar()
    finger.press(middle)
    finger.move(middle - QPoint(0, 200))
    assert value.value() == 200, "the words stay under the finger"
    finger.move(middle - QPoint(0, 50))
    assert value.value() == 50
    finger.lift()
    assert not selected(program)
    assert program.letter.place() > 0


def test_a_page_that_is_thrown_rolls_on_and_a_tap_stops_it(open_program: Open, screen: QPointingDevice) -> None:
    program = open_program(settings=Settings(motion="always"))
    finger = Finger(program.letter.viewport(), screen)
    middle = program.letter.viewport().rect().center()
    value = program.letter.verticalScrollBar().value

    def is_rolling() -> bool:
        """Throw the page: where the machine is so busy that the finger seems to rest before it lifts, once more."""
        program.letter.go_to(0)
        finger.press(middle)
        finger.move(middle - QPoint(0, 30), steps=3)
        finger.lift()
        return any(one.state() == QAbstractAnimation.State.Running for one in animations())

    def animations() -> list[QAbstractAnimation]:
        return program.letter.findChildren(QAbstractAnimation)

    program.until(is_rolling)
    program.until(lambda: value() > 50)
    caret = program.caret()
    finger.tap(middle)
    stopped = value()
    assert all(one.state() == QAbstractAnimation.State.Stopped for one in animations())
    assert value() == stopped
    assert program.caret() == caret, "who stops the page chooses nothing"


def test_words_are_held_drawn_out_and_highlighted(program: Opened, finger: Finger, screen: QPointingDevice) -> None:
    """The journey: hold a word, draw the finger on, correct both ends by their grips, and highlight by the bar."""
    hold_on(program, finger, "intoxication")
    assert selected(program) == "intoxication"
    finger.move(point_of(program, "petty"))
    assert selected(program) == "intoxication and petty"
    finger.move(point_of(program, "succumb"))
    assert selected(program) == "succumb to intoxication"
    finger.move(point_of(program, "petty"))
    finger.lift()
    first, last = grips(program)
    assert "eginning" in first.accessibleName()
    assert min(first.width(), first.height(), last.width()) >= 44

    cursor = program.letter.textCursor()
    cursor.setPosition(program.letter.reading.shown_at(program.passage("passions").end))
    hold = Finger(program.window, screen)  # the grip moves with the finger
    begins = last.mapTo(program.window, QPoint(22, 0))
    ends = program.letter.viewport().mapTo(program.window, program.letter.cursorRect(cursor).bottomLeft())
    hold.press(begins + QPoint(0, 15))
    hold.move(ends + QPoint(0, 15))
    hold.lift()
    assert selected(program) == "intoxication and petty passions"

    program.until(bar(program).isVisible)
    buttons = bar(program).findChildren(QToolButton)
    assert all(min(button.width(), button.height()) >= 44 for button in buttons)
    around = QRect(bar(program).pos(), bar(program).size())
    assert not any(around.intersects(line) for line in program.letter.selected_lines())
    assert not any(around.intersects(grip.geometry().adjusted(12, 0, -12, -20)) for grip in grips(program))
    Finger(buttons[0], screen).tap(buttons[0].rect().center())
    program.until(lambda: program.marked("note") == ["intoxication and petty passions"])
    program.until(lambda: not grips(program))


def test_a_tap_is_a_click_and_two_taps_take_a_word(program: Opened, finger: Finger) -> None:
    program.write_note("the knot of war", "an image")
    program.letter.reveal(program.passage("the knot of war"))
    pressed: list[str] = []
    program.letter.note_pressed.connect(pressed.append)
    finger.tap(point_of(program, "knot"))
    assert len(pressed) == 1
    assert Span(program.caret(), program.caret() + 1).start in range(*program.passage("the knot of war"))

    def is_taken() -> bool:
        """Tap: the second time, or a later one where the machine is so busy that two are not quick enough."""
        finger.tap(point_of(program, "tighter"))
        return selected(program) == "tighter"

    finger.tap(point_of(program, "tighter"))
    assert not selected(program)
    program.until(is_taken)
    assert len(grips(program)) == 2
    program.press("Esc")
    assert not grips(program)


def test_the_number_of_a_paragraph_is_tapped(program: Opened, screen: QPointingDevice) -> None:
    paragraph = program.program.document.paragraph("12")
    assert paragraph is not None
    program.program.moving.go_to(paragraph.span.start)
    (margin,) = program.letter.findChildren(Margin)
    (at,) = [QPoint(4, y) for y in range(0, 90, 4) if getattr(margin.landmark_at(QPoint(4, y)), "label", "") == "12"][
        :1
    ]
    Finger(margin, screen).tap(at)
    assert program.letter.selected() == paragraph.span
    program.press("Ctrl+Shift+K")
    assert "¶ 12" in QGuiApplication.clipboard().text()


def test_two_fingers_make_the_text_larger_and_smaller(program: Opened, screen: QPointingDevice) -> None:
    paper = program.letter.viewport()
    middle = paper.rect().center()
    place = program.passage("You are a military man")
    program.program.moving.go_to(place.start)

    def fingers(apart: int) -> tuple[QPoint, QPoint]:
        return middle - QPoint(apart // 2, 0), middle + QPoint(apart // 2, 0)

    one, other = fingers(100)
    QTest.touchEvent(paper, screen).press(0, one, paper).press(1, other, paper).commit()
    for apart in range(104, 150, 4):
        one, other = fingers(apart)
        QTest.touchEvent(paper, screen).move(0, one, paper).move(1, other, paper).commit()
    assert program.program.looks.settings().text_scale == 140
    assert program.is_on_first_line(place)
    one, other = fingers(100)
    QTest.touchEvent(paper, screen).move(0, one, paper).move(1, other, paper).commit()
    assert program.program.looks.settings().text_scale in (100, 110)
    QTest.touchEvent(paper, screen).release(0, one, paper).release(1, other, paper).commit()
    assert not selected(program)


def test_the_wheel_with_ctrl_makes_all_text_larger(program: Opened) -> None:
    paper = program.letter.viewport()
    at = QPointF(paper.rect().center())
    for turn in (60, 60, 120):
        wheel = QWheelEvent(
            at, paper.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(paper, wheel)
    assert program.program.looks.settings().text_scale == 120
    assert program.letter.verticalScrollBar().value() == 0
    program.press("Ctrl+0")
    assert program.letter.font().pixelSize() == 22
