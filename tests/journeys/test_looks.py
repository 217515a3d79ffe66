"""Themes, sizes and sides: changed live, kept, and never losing the words one was at."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from cca_desktop.settings import Settings
from cca_desktop.storage import settings_file
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.theme import CONTRAST, DARK, LIGHT, SEPIA, Colours
from tests.ui.opening import Open, Opened


def paper_is(opened: Opened, colours: Colours) -> bool:
    """Whether the letter stands on this theme's paper: at its margin and on its page, where no letter is."""
    picture = opened.letter.grab().toImage()
    page = opened.letter.viewport().geometry().topLeft() + QPoint(2, 2)
    return all(picture.pixelColor(at) == QColor(colours.paper) for at in (QPoint(2, 2), page))


def test_a_theme_is_chosen_live_and_kept(open_program: Open, profile: Profile) -> None:
    today = open_program()
    today.write_note("I value this.", "**kept**")
    today.ask("war")
    for command, colours in ((Command.DARK, DARK), (Command.SEPIA, SEPIA), (Command.CONTRAST, CONTRAST)):
        today.do(command)
        assert paper_is(today, colours)
        assert today.program.actions[command].isChecked()
    today.do(Command.DARK)
    assert not today.program.actions[Command.CONTRAST].isChecked()
    today.until(lambda: settings_file.load(profile.settings_file).theme == "dark")
    today.quit()
    assert paper_is(open_program(), DARK)


def test_text_grows_to_three_times_its_size_and_keeps_its_words_and_its_measure(open_program: Open) -> None:
    today = open_program()
    place = today.passage("We must not succumb")
    today.program.moving.go_to(place.start)
    usual = today.letter.document().firstBlock().layout().lineAt(0).height()
    for _ in range(25):
        today.press("Ctrl++")
    assert 2.8 < today.letter.document().firstBlock().layout().lineAt(0).height() / usual < 3.2
    assert today.is_on_first_line(place)
    assert not today.window.sides.is_open("left"), "the sides make room for the letter"
    assert not today.window.sides.is_open("right")
    today.until(lambda: today.program.looks.settings().text_scale == 300)
    today.quit()

    tomorrow = open_program()
    tomorrow.until(lambda: tomorrow.is_on_first_line(place))
    tomorrow.press("Ctrl+-")
    assert tomorrow.is_on_first_line(place)
    tomorrow.press("Ctrl+0")
    assert tomorrow.is_on_first_line(place)
    assert tomorrow.window.sides.is_open("left")
    assert tomorrow.letter.document().firstBlock().layout().lineAt(0).height() == usual


def test_a_line_has_as_many_letters_as_a_good_book_at_every_size(program: Opened) -> None:
    for scale in (100, 150, 200):
        while program.program.looks.settings().text_scale < scale:
            program.do(Command.LARGER)
        first = program.letter.reading.shown_at(program.passage("I value this.").start)
        block = program.letter.document().findBlock(first)
        block = max((block, block.next(), block.next().next()), key=lambda one: one.length())
        lines = [block.layout().lineAt(number).textLength() for number in range(block.layout().lineCount() - 1)]
        assert 60 <= sum(lines) / len(lines) <= 74, (scale, lines)


def test_sides_fold_by_key_and_stay_folded(open_program: Open) -> None:
    today = open_program()
    today.press("F9")
    assert not today.window.sides.is_open("left")
    assert not today.window.sides.is_open("right")
    today.press("F9")
    assert today.window.sides.is_open("left")
    assert today.window.sides.is_open("right")
    today.press("F8")
    today.quit()
    tomorrow = open_program()
    assert tomorrow.window.sides.is_open("left")
    assert not tomorrow.window.sides.is_open("right")
    tomorrow.begin_note("I value this.")
    assert tomorrow.window.sides.is_open("right"), "a note that is written is seen"


def test_a_folded_side_opens_for_whoever_searches(program: Opened) -> None:
    program.press("F7")
    program.press("Ctrl+F")
    assert program.window.sides.is_open("left")
    assert program.focused() is program.search.field


def test_narrow_windows_fold_the_right_and_then_the_left(program: Opened) -> None:
    for width, left, right in ((1120, True, True), (1099, True, False), (799, False, False), (1200, True, True)):
        program.window.resize(width, 700)
        program.until(lambda width=width: program.window.width() == width)  # type: ignore[misc]
        assert (program.window.sides.is_open("left"), program.window.sides.is_open("right")) == (left, right), width
    program.window.resize(700, 600)
    program.until(lambda: not program.window.sides.is_open("left"))
    program.press("Ctrl+F")
    assert program.focused() is program.search.field, "whoever asks for it has it, however narrow the window"
    assert program.window.width() <= 720


def test_the_letter_keeps_its_first_line_when_the_window_changes_width(program: Opened) -> None:
    place = program.passage("We must not succumb")
    program.program.moving.go_to(place.start)
    for width, right, left in ((900, False, True), (640, False, False), (1500, True, True), (1440, True, True)):
        program.window.resize(width, 700)
        program.until(lambda right=right: program.window.sides.is_open("right") == right)  # type: ignore[misc]
        program.until(lambda left=left: program.window.sides.is_open("left") == left)  # type: ignore[misc]
        program.until(lambda: program.is_on_first_line(place))


def test_an_open_editor_survives_a_change_of_theme_with_its_words(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("half a sentence")
    program.do(Command.DARK)
    program.until(lambda: program.bodies() == ["half a sentence"])
    assert not program.program.desk.unsaved()


def test_what_is_being_written_and_its_tags_are_kept_over_a_change_of_theme_and_size(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("one")
    program.words.textCursor().insertText(" two")
    program.editor.tags.setFocus()
    program.type("image, ro")
    program.do(Command.DARK)
    program.do(Command.LARGER)
    assert program.words.toPlainText() == "one two"
    assert program.editor.tags.text() == "image, ro"
    assert program.focused() is program.editor.tags
    program.type("pe")
    program.press("Esc")
    program.until(lambda: program.note().note.tags == ("image", "rope"))
    assert program.bodies() == ["one two"]


def test_both_views_of_the_letter_stand_on_the_paper_of_the_theme_there_is(open_program: Open) -> None:
    opened = open_program(settings=Settings(theme="contrast"))
    opened.program.actions[Command.LIGHT].trigger()
    opened.press("Ctrl+Shift+D")
    assert paper_is(opened, LIGHT)
    opened.program.actions[Command.SEPIA].trigger()
    for _turn in ("closed", "open again"):
        opened.press("Ctrl+Shift+D")
        assert paper_is(opened, SEPIA)


def test_a_side_that_is_asked_for_in_a_narrow_window_takes_the_room_of_the_other(open_program: Open) -> None:
    opened = open_program(settings=Settings(text_scale=300))
    opened.press("Ctrl+F")
    assert opened.window.sides.is_open("left")
    opened.press("Ctrl+2")
    assert opened.window.sides.is_open("right")
    assert not opened.window.sides.is_open("left"), "or the letter is a column of syllables"
    opened.press("Ctrl+F")
    assert opened.window.sides.is_open("left")
    assert not opened.window.sides.is_open("right")
