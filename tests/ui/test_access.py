"""What a screen reader gets: names, the letter as text, the words of marks, the rows of lists; and the way of Tab."""

from itertools import groupby

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cca_desktop.settings import Settings
from cca_desktop.ui.actions import Command
from tests.ui.opening import Open, Opened


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def nameless(window: QWidget) -> list[str]:
    """What can have the keyboard in ``window`` and has no name to be read aloud."""
    return [
        repr(widget)
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(window)
        and widget.focusProxy() is None
        and not interface(widget).text(QAccessible.Text.Name)
        and not widget.objectName().startswith("qt_")
    ]


def test_whatever_takes_the_keyboard_has_a_name(program: Opened) -> None:
    program.write_note("I value this.", "a note")
    program.ask("missiles")
    program.do(Command.CONTENTS)
    assert not nameless(program.window)
    program.press("Ctrl+F")
    assert not nameless(program.window)
    program.begin_note("the knot of war")
    assert not nameless(program.window)


@pytest.mark.parametrize(
    "command", [Command.KEYS, Command.EXPORT, Command.PROVENANCE, Command.COPIES, Command.BIN, Command.VERSIONS]
)
def test_no_dialog_is_larger_than_the_screen_at_300_per_cent(open_program: Open, command: Command) -> None:
    program = open_program(settings=Settings(text_scale=300))
    program.write_note("I value this.", "a note")
    program.program.actions[command].trigger()
    program.until(lambda: any(one.isVisible() for one in program.window.findChildren(QDialog)))
    (dialog,) = [one for one in program.window.findChildren(QDialog) if one.isVisible()]
    room = dialog.screen().availableGeometry().size()
    assert dialog.height() <= room.height()
    assert dialog.width() <= room.width() or dialog.width() == dialog.minimumSizeHint().width()
    dialog.reject()


def test_whatever_takes_the_keyboard_in_a_dialog_has_a_name(program: Opened) -> None:
    for command in (
        *(Command.GO_TO_PARAGRAPH, Command.KEYS, Command.ABOUT, Command.PALETTE, Command.PROVENANCE),
        Command.TYPOGRAPHY,
    ):
        program.do(command)
        dialogs = [one for one in program.window.findChildren(QDialog) if one.isVisible()]
        assert dialogs, command
        for dialog in dialogs:
            assert dialog.windowTitle()
            assert not nameless(dialog)
            dialog.reject()
        program.come_back()


def test_a_paragraph_is_read_as_it_stands(program: Opened) -> None:
    text = interface(program.letter).textInterface()
    assert text is not None
    reading = program.letter.reading
    for paragraph in program.program.document.paragraphs:
        shown = reading.shown(paragraph.span)
        told = text.text(shown.start, shown.end)
        assert told.replace("\u2029", "\n") == reading.words(paragraph.span)
    assert text.characterCount() == len(program.letter.toPlainText())


def test_the_words_that_marks_cover_are_read_at_their_places(program: Opened) -> None:
    program.write_note("the knot of war", "a note")
    answer = program.ask("missiles")
    text = interface(program.letter).textInterface()
    (note,) = program.letter.marks.layer("note")
    (current,) = program.letter.marks.layer("current")
    hits = program.letter.marks.layer("hit")
    told = [text.text(*program.letter.reading.shown(mark.span)) for mark in (note, current, *hits)]
    assert told == ["the knot of war", answer.hits[0].exact, *(hit.exact for hit in answer.hits)]


def test_the_caret_and_the_selection_are_told(program: Opened) -> None:
    span = program.select("the knot of war")
    text = interface(program.letter).textInterface()
    shown = program.letter.reading.shown(span)
    assert text.selectionCount() == 1
    assert text.cursorPosition() == shown.end
    assert text.text(shown.start, shown.end) == "the knot of war"


def test_the_letter_has_its_title_for_name_and_its_caret_can_be_moved_by_keys(program: Opened) -> None:
    assert "Khrushchev" in interface(program.letter).text(QAccessible.Text.Name)
    program.press("Ctrl+Home")
    before = program.letter.textCursor().position()
    program.press("Right")
    program.press("Right")
    assert program.letter.textCursor().position() == before + 2
    program.press("Ctrl+Shift+Right")
    assert program.letter.selected() is not None


def test_rows_say_their_place_and_their_words(program: Opened) -> None:
    program.write_note("the knot of war", "A picture of a rope.")
    answer = program.ask("missiles")
    hits = interface(program.search.answers().rows)
    assert hits.childCount() == len(answer.hits)
    first = hits.child(0).text(QAccessible.Text.Name)
    assert first.startswith(f"Hit 1 of {len(answer.hits)}, ")
    assert answer.hits[0].exact in first
    model = program.notes.cards.model()
    assert isinstance(model, QAbstractItemModel)
    told = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Note on ¶ ")
    assert "the knot of war" in told
    assert "A picture of a rope." in told
    assert interface(program.notes.cards).child(0).text(QAccessible.Text.Name) == told


def is_within(widget: QWidget, name: str) -> bool:
    """Tell whether ``widget`` stands in the one of that name, or is it."""
    return widget.objectName() == name or ((up := widget.parentWidget()) is not None and is_within(up, name))


def test_tab_comes_to_everything_and_round_again(program: Opened) -> None:
    program.write_note("I value this.", "a note")
    program.ask("missiles")
    program.letter.setFocus()
    way = [program.focused()]
    for _ in range(60):
        program.press("Tab")
        if program.focused() is way[0]:
            break
        way.append(program.focused())
    else:
        raise AssertionError(f"Tab never came round: {way}")
    reachable = [
        widget
        for widget in program.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]
    missed = [widget for widget in reachable if widget not in way]
    assert not missed
    assert {"letter", "searchField", "hits", "notes"} <= {widget.objectName() for widget in way}
    order = [widget.objectName() for widget in way]
    assert order.index("searchField") < order.index("hits"), "from the question to its answers"
    areas = ("letter", "right", "topBar", "left")
    rounds = [next(area for area in areas if is_within(widget, area)) for widget in way]
    assert [area for area, _widgets in groupby(rounds)] == list(areas), "as the eye goes: right, over the top, left"
    assert QApplication.focusWidget() is program.letter


def test_tab_leads_from_the_words_of_a_note_to_its_tags(program: Opened) -> None:
    program.begin_note("I value this.")
    program.press("Tab")
    assert program.focused() is program.editor.tags
    program.press("Shift+Tab")
    assert program.focused() is program.words
