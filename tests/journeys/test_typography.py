"""The letter is set as its reader likes it: seen at once, kept, and with a measure one can read at every size."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from cca_desktop.library.document import Document
from cca_desktop.settings import FACES, RANGES, Settings
from cca_desktop.storage import settings_file
from cca_desktop.ui.actions import Command
from cca_desktop.ui.dialogs.typography import TypographyDialog
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.theme import CONTRAST, DARK, LIGHT
from cca_desktop.ui.typeface import Typography
from tests.ui.opening import WAITS_MS, Open, Opened


def dialog(program: Opened) -> TypographyDialog:
    program.do(Command.TYPOGRAPHY)
    (found,) = program.window.findChildren(TypographyDialog)
    return found


def field(of: TypographyDialog, name: str) -> QSpinBox:
    (found,) = [one for one in of.findChildren(QSpinBox) if one.accessibleName() == name]
    return found


def letters_a_line(letter: LetterView) -> float:
    """The mean length of the full lines of the paragraphs, without the space at their ends."""
    lengths: list[int] = []
    letter.document().size()  # which has all of it laid out
    block = letter.document().firstBlock()
    while block.isValid():
        layout = block.layout()
        is_body = letter.reading.roles[block.blockNumber()] == "body"  # the frame is set smaller
        for number in range(layout.lineCount() - 1 if is_body else 0):
            line = layout.lineAt(number)
            lengths.append(len(block.text()[line.textStart() : line.textStart() + line.textLength()].rstrip()))
        block = block.next()
    return sum(lengths) / len(lengths)


def line_height(program: Opened) -> float:
    paragraph = program.passage("I see, Mr. President").start
    layout = program.letter.document().findBlock(program.letter.reading.shown_at(paragraph)).layout()
    return layout.lineAt(2).y() - layout.lineAt(1).y()


def test_a_change_is_seen_at_once_at_the_same_words_and_is_kept(open_program: Open) -> None:
    program = open_program()
    place = program.passage("You are a military man")
    program.program.moving.go_to(place.start)
    asked = dialog(program)
    assert all(one.accessibleName() for one in (*asked.findChildren(QSpinBox), *asked.findChildren(QComboBox)))
    field(asked, "Size").setValue(28)
    assert program.letter.font().pixelSize() == 28
    field(asked, "Leading").setValue(180)
    assert line_height(program) == pytest.approx(28 * 1.8, abs=1)
    field(asked, "Measure").setValue(62)
    asked.findChildren(QComboBox)[0].setCurrentIndex(1)
    assert program.letter.font().family() == "Inter"
    assert program.is_on_first_line(place)
    asked.close()
    program.quit()
    again = open_program()
    assert again.letter.font().family() == "Inter"
    assert again.is_on_first_line(place)
    asked = dialog(again)
    (usual,) = [one for one in asked.findChildren(QPushButton) if one.text() == "As usual"]
    usual.click()
    assert again.letter.font().family() == "EB Garamond"
    again.quit()
    assert settings_file.load(again.program._profile.settings_file) == Settings()  # noqa: SLF001  as the next start


@pytest.mark.parametrize("scale", [100, 200, 300])
@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("measure", [62, 68, 72])
def test_the_measure_holds_at_every_size_of_the_window_s_text(
    open_program: Open, scale: int, face: str, measure: int
) -> None:
    program = open_program(settings=Settings(text_scale=scale, face=face, measure=measure))
    program.window.resize(2400, 900)
    assert letters_a_line(program.letter) == pytest.approx(measure, abs=1)


@pytest.mark.parametrize("face", FACES)
def test_the_measure_holds_at_every_size_of_the_letter_that_is_offered(
    letter: Document, face: str, qtbot: QtBot
) -> None:
    """A full line has as many letters, on the average, as was asked: never fewer than 62 or more than 72."""
    view = LetterView(ReadingText(letter), LIGHT, 100)
    qtbot.addWidget(view)
    view.resize(1800, 400)
    least, greatest = RANGES["letter_size"]
    with qtbot.waitSignal(view.first_painted, timeout=WAITS_MS):
        view.show()
    for size in range(least, greatest + 1):
        for measure in (RANGES["measure"][0], 67, RANGES["measure"][1]):
            view.set_typography(Typography(face, size, measure))
            assert letters_a_line(view) == pytest.approx(measure, abs=0.8), (size, measure)


def edges(of: QSpinBox) -> set[str]:
    """The colours at the middle of the four sides of a field."""
    picture = of.grab().toImage()
    right, bottom = picture.width() - 1, picture.height() - 1
    places = ((right // 2, 0), (right // 2, bottom), (0, bottom // 2), (right, bottom // 2))
    return {picture.pixelColor(*place).name() for place in places}


def test_the_fields_have_an_edge_in_every_theme_also_one_chosen_while_they_are_open(open_program: Open) -> None:
    program = open_program()
    asked = dialog(program)
    for command, colours in ((Command.CONTRAST, CONTRAST), (Command.DARK, DARK), (Command.LIGHT, LIGHT)):
        program.do(command)
        for name in ("Size", "Measure", "Leading"):
            one = field(asked, name)
            expected = colours.focus if one.hasFocus() else colours.line
            assert edges(one) == {expected.lower()}


@pytest.mark.parametrize("face", FACES)
def test_lines_are_as_far_apart_as_was_asked_in_either_face(open_program: Open, face: str) -> None:
    program = open_program(settings=Settings(face=face))
    assert line_height(program) == pytest.approx(program.letter.font().pixelSize() * 1.5, abs=1)


@pytest.mark.usefixtures("qapp")
def test_the_book_face_has_old_style_figures() -> None:
    """They rise and fall as small letters do: in a line of running text they do not shout."""
    metrics = QFontMetricsF(Typography().letter_face(300))
    heights = {figure: metrics.tightBoundingRect(figure).height() for figure in "0123456789"}
    small = metrics.tightBoundingRect("x").height()
    for figure in "012":
        assert heights[figure] == pytest.approx(small, rel=0.12)
    for figure in "3456789":
        assert heights[figure] > small * 1.3
