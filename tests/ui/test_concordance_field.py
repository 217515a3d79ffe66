"""The concordance's field helps as the search field does: the rest of the word, all ways to go on, what was asked."""

from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMenu

from tests.ui.opening import Opened
from tests.ui.test_concordance import line_up, lined_up, panel_of
from tests.ui.test_kept_questions import dialog, save


def rest_of_word(program: Opened) -> str:
    return "".join(one.text() for one in panel_of(program).field.findChildren(QLabel) if one.isVisible())


def ways(program: Opened) -> list[str]:
    return [
        shown.item(row).text()
        for shown in program.window.findChildren(QListWidget)
        if shown.isVisible() and shown.objectName() == "completions"
        for row in range(shown.count())
    ]


def go_to_field(program: Opened, question: str) -> None:
    program.press("Ctrl+Shift+F")
    program.press("Ctrl+A")
    program.type(question)


def test_the_rest_of_the_word_stands_behind_it_and_tab_takes_it(program: Opened) -> None:
    go_to_field(program, "thermonuc")
    program.until(lambda: rest_of_word(program) == "lear")
    program.press("Tab")
    assert panel_of(program).question() == "thermonuclear"
    assert program.focused() is panel_of(program).field
    assert {line.node for line in lined_up(program)} == {"thermonuclear"}
    assert not rest_of_word(program)


def test_all_ways_to_go_on_come_by_key_and_one_is_taken_by_down_and_enter(program: Opened) -> None:
    go_to_field(program, "pro")
    program.until(lambda: bool(rest_of_word(program)))
    program.press("Ctrl+Space")
    offered = ways(program)
    assert len(offered) > 1
    program.press("Down")
    program.press("Down")
    program.press("Return")
    assert panel_of(program).question() == offered[1].split("  ")[0]
    assert not ways(program)


def test_tags_are_offered_by_themselves(program: Opened) -> None:
    program.begin_note("I value this.")
    program.editor.tags.setText("analogy")
    program.editor.tags.textEdited.emit("analogy")
    program.until(program.is_saved)
    program.press("Esc")
    go_to_field(program, "tag:ana")
    program.until(lambda: ways(program) == ["analogy  (1)"])


def test_what_was_asked_in_either_field_is_offered_in_both(program: Opened) -> None:
    program.ask("thermonuclear")
    program.press("Down")
    line_up(program, "knot")
    program.press("Down")
    program.press("Ctrl+A")
    program.press("Backspace")
    program.press("Up")
    program.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    offered = [action for action in popup.actions() if isinstance(action.data(), str)]
    assert [action.text() for action in offered] == ["knot", "thermonuclear"]
    offered[1].trigger()
    popup.close()
    assert panel_of(program).question() == "thermonuclear"
    assert {line.node for line in lined_up(program)} == {"thermonuclear"}
    assert program.search.question() == "thermonuclear", "the other field is left alone"


def test_a_saved_question_is_asked_where_one_is(program: Opened) -> None:
    save(program, "missiles", "Rockets")
    line_up(program, "knot")
    saved = dialog(program)
    saved.rows.setCurrentRow(0)
    saved.rows.itemActivated.emit(saved.rows.currentItem())
    program.until(lambda: "missiles" in {line.node for line in panel_of(program).lines.lines()})
    assert panel_of(program).question() == "missiles"
    assert program.search.question() == "missiles", "as it was"
