"""The search panel: what it says, how one moves in it with the keyboard alone, and what leads on from nothing found."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from cca_desktop.search.searcher import Searcher
from cca_desktop.ui.actions import Command
from cca_desktop.ui.search.asker import SHOWN_AT_ONCE
from cca_desktop.ui.search.hit_model import HitRole
from tests.ui.opening import Open, Opened


def test_enter_before_the_answer_has_come_goes_to_the_first_hit_as_soon_as_it_has(program: Opened) -> None:
    program.press("Ctrl+F")
    program.type("thermonuclear")
    program.press("Return")
    assert program.search.answer() is None, "the answer is on another thread, whose word comes later"
    assert program.focused() is program.search.field
    answer = program.answered("thermonuclear")
    assert program.focused() is program.letter
    assert program.caret() == answer.hits[0].span.start


def test_enter_before_an_answer_that_finds_nothing_leaves_the_reader_in_the_field(program: Opened) -> None:
    program.press("Ctrl+F")
    program.type("zeppelins")
    program.press("Return")
    program.answered("zeppelins")
    assert program.focused() is program.search.field
    assert "Nothing found" in program.labels(program.search)


def test_while_it_still_looks_nothing_is_called_nothing(program: Opened) -> None:
    answer = program.ask("war")
    panel = program.search.answers()
    panel.show_answer(answer._replace(hits=(), total=0, total_is_floor=True))
    assert panel.told().startswith("Nothing found yet.")
    panel.show_answer(answer._replace(hits=answer.hits[:3], total_is_floor=True))
    assert panel.told().startswith(f"At least {answer.total} hits in all.")
    panel.show_answer(answer._replace(total_is_floor=True))
    assert panel.told().startswith("At least ")


@pytest.fixture
def may_answer(program: Opened) -> Iterator[threading.Event]:
    """What the searcher waits for before it answers anything."""
    waits, may_answer = threading.Event(), threading.Event()

    def wait(_searcher: Searcher, _is_outdated: Callable[[], bool]) -> None:
        waits.set()
        may_answer.wait()

    program.program.asker.look_up(wait, lambda _nothing: None)
    program.until(waits.is_set)
    yield may_answer
    may_answer.set()


def test_where_the_answer_takes_a_moment_the_panel_says_that_it_looks(
    program: Opened, may_answer: threading.Event
) -> None:
    program.press("Ctrl+F")
    program.type("war")
    program.until(lambda: "Looking …" in program.labels(program.search))
    may_answer.set()
    answer = program.answered("war")
    assert "Looking …" not in program.labels(program.search)
    assert program.search.answers().told().startswith(f"{answer.total} hits")


def test_what_is_no_longer_asked_is_not_looked_for(program: Opened, may_answer: threading.Event) -> None:
    program.press("Ctrl+F")
    program.type("war")
    program.until(lambda: "Looking …" in program.labels(program.search))
    program.press("Ctrl+A")
    program.press("Del")
    assert "Looking …" not in program.labels(program.search)
    may_answer.set()
    program.ask("peace")
    assert "Looking …" not in program.labels(program.search)


def test_enter_on_nothing_found_asks_what_was_perhaps_meant(program: Opened) -> None:
    answer = program.ask("misile")
    assert answer.total == 0
    assert answer.suggestion
    told = program.search.answers().told()
    assert told.startswith(f"Nothing found. Did you mean “{answer.suggestion}”?")
    program.press("Return")
    assert program.search.question() == answer.suggestion
    assert program.answered(answer.suggestion).total > 0
    assert not program.search.answers().suggestion.isVisible()


def test_what_was_perhaps_meant_can_be_clicked_and_reached_by_tab(program: Opened) -> None:
    answer = program.ask("misile")
    button = program.search.answers().suggestion
    program.press("Tab")
    assert program.focused() is button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 8))
    assert program.answered(answer.suggestion).total > 0


def test_hits_in_notes_are_set_apart_and_stepping_passes_over_headings(program: Opened) -> None:
    program.write_note("I value this.", "missiles and more missiles")
    answer = program.ask("missiles")
    program.until(lambda: any(hit.kind == "note" for hit in program.answered("missiles").hits))
    answer = program.answered("missiles")
    model = program.search.answers().rows.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount()) if _is_heading(model, row)]
    assert titles == ["Khrushchev to Kennedy", "Your notes"]
    seen = []
    for _ in answer.hits:
        seen.append(program.search.current())
        program.press("Down")
    assert seen == list(answer.hits)
    assert program.search.current() == answer.hits[0], "round again"
    program.press("Up")
    assert program.search.current() == answer.hits[-1]
    assert program.notes.current() == program.note(), "the card of the note is current"


def _is_heading(model: object, row: int) -> bool:
    return model.index(row, 0).data(HitRole.HIT) is None  # type: ignore[attr-defined]


def test_the_letter_follows_the_arrows_in_the_list_too(program: Opened) -> None:
    answer = program.ask("war")
    program.search.answers().rows.setFocus()
    program.press("End")
    assert program.search.current() == answer.hits[-1]
    assert program.sees(answer.hits[-1].span)
    program.press("Return")
    assert program.focused() is program.letter
    assert program.caret() == answer.hits[-1].span.start


def test_the_best_hits_come_first_where_one_wants_them(program: Opened) -> None:
    answer = program.ask("war peace OR knot")
    in_order = list(answer.hits)
    assert in_order == sorted(in_order, key=lambda hit: hit.span)
    order = program.search.answers().order
    assert order.accessibleName() == "Order of the hits: as they are read"
    order.click()
    program.until(lambda: list(program.search.answers().rows.hits()) != in_order)
    best = list(program.search.answers().rows.hits())
    assert [hit.score for hit in best] == sorted((hit.score for hit in in_order), reverse=True)
    assert order.accessibleName() == "Order of the hits: the best first"
    assert sorted(program.marked("hit")) == sorted(hit.exact for hit in in_order)
    order.click()
    program.until(lambda: list(program.search.answers().rows.hits()) == in_order)


def test_the_count_and_how_it_was_understood_are_there_to_be_read_aloud(program: Opened) -> None:
    program.write_note("I value this.", "offensive?")
    program.ask('"offensive weapons')
    program.until(lambda: program.search.answer() is not None)
    told = program.search.answers().told()
    answer = program.search.answer()
    assert answer is not None
    assert answer.understood in told
    assert f"{len([hit for hit in answer.hits if hit.kind == 'text'])} hits in " in told
    program.press("Down")
    assert program.search.answers().rows.current_aloud().startswith("Hit 2 of ")


def test_of_many_hits_the_first_come_at_once_and_all_of_them_a_moment_later(program: Opened) -> None:
    sizes: list[tuple[int, int]] = []
    program.program.asker.answered.connect(lambda answer: sizes.append((len(answer.hits), answer.total)))
    answer = program.ask("the")
    assert answer.total > SHOWN_AT_ONCE
    program.until(lambda: len(program.marked("hit")) == answer.total)
    assert sizes[-2:] == [(SHOWN_AT_ONCE, answer.total), (answer.total, answer.total)]
    assert len(program.search.answers().rows.hits()) == answer.total
    assert program.labels(program.search.answers())[0].startswith(f"{answer.total} hits in ")
    assert " paragraphs" in program.labels(program.search.answers())[0]


def test_a_hit_is_copied_from_the_list_even_when_words_are_selected_in_the_letter(program: Opened) -> None:
    program.select("I value this.")
    answer = program.ask("thermonuclear")
    program.search.answers().rows.setFocus()
    program.press("Ctrl+C")
    assert QGuiApplication.clipboard().text().startswith(f"“{answer.hits[0].exact}” (¶ ")


def test_a_hit_that_is_dropped_into_a_note_is_a_quotation_with_its_paragraph(program: Opened) -> None:
    answer = program.ask("thermonuclear")
    rows = program.search.answers().rows
    data = rows.model().mimeData([rows.currentIndex()])
    program.begin_note()
    program.words.insertFromMimeData(data)
    assert program.words.toPlainText().strip() == f"> thermonuclear (¶ {answer.hits[0].paragraph})"


def test_a_reader_of_a_profile_that_cannot_be_written_is_told_of_no_history(open_program: Open) -> None:
    open_program().quit()
    program = open_program(keeps=False)
    program.ask("thermonuclear")
    program.press("Return")
    program.ask("missiles")  # by then the lane has answered for the first
    assert "cannot" not in program.said()


def test_a_click_on_the_spread_goes_there_and_the_current_hit_is_marked_on_it(program: Opened) -> None:
    program.ask("war")
    spread = program.search.answers().spread
    assert "Paragraphs: " in spread.accessibleDescription()
    before = spread.grab().toImage()
    program.press("Up")
    assert spread.grab().toImage() != before, "the stroke of the current hit is another"
    QTest.mouseClick(spread, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(spread.width() - 6, 9))
    end = program.passage("N. Khrushchev")
    assert program.sees(end)


def test_the_strip_and_the_clearing_button_grow_with_the_text(program: Opened) -> None:
    program.ask("war")
    clear, spread = program.search.tools().clear, program.search.answers().spread
    usual = (clear.height(), clear.iconSize().width(), spread.height())
    for _ in range(10):
        program.do(Command.LARGER)
    assert (clear.height(), clear.iconSize().width(), spread.height()) == tuple(2 * one for one in usual)
    clear.click()
    assert program.search.question() == ""
    assert not clear.isVisible()


def test_the_rest_of_a_word_stands_behind_the_caret_and_tab_takes_it(program: Opened) -> None:
    program.ask("thermon")
    program.until(lambda: "uclear" in program.labels(program.search.field))
    program.press("Tab")
    assert program.search.question() == "thermonuclear"
    assert program.focused() is program.search.field
    program.answered("thermonuclear")
    program.press("Tab")
    assert program.focused() is not program.search.field, "nothing more to take: on to the answers"


def test_enter_and_the_arrows_belong_to_the_hits_while_a_word_could_go_on(program: Opened) -> None:
    answer = program.ask("offensiv")
    program.until(lambda: "e" in program.labels(program.search.field))
    program.press("Down")
    assert program.search.current() == answer.hits[1]
    program.press("Return")
    assert program.focused() is program.letter
    assert program.search.question() == "offensiv"
    assert "e" not in program.labels(program.search.field)


def completions(program: Opened) -> list[str]:
    lists = [one for one in program.window.findChildren(QListWidget, "completions") if one.isVisible()]
    return [one.item(row).text() for one in lists for row in range(one.count())]


def opens_list(program: Opened) -> bool:
    program.press("Ctrl+Space")
    return bool(completions(program))


def test_all_ways_to_go_on_come_by_key_and_one_is_taken_by_down_and_enter(program: Opened) -> None:
    program.ask("off")
    assert not completions(program), "nothing is in the way of a plain question"
    program.until(lambda: opens_list(program))
    ways = completions(program)
    assert any(words.startswith("offensive") for words in ways)
    program.press("Down")
    program.press("Return")
    taken = program.search.question()
    assert ways[0].startswith(taken)
    assert not completions(program)
    program.answered(taken)


def test_esc_closes_the_list_first_and_enter_passes_it_by(program: Opened) -> None:
    program.ask("off")
    program.until(lambda: opens_list(program))
    program.press("Esc")
    assert not completions(program)
    assert program.focused() is program.search.field
    program.press("Ctrl+Space")
    assert completions(program)
    program.press("Return")
    assert program.focused() is program.letter, "nothing was current in the list: Enter asks what stands there"
    assert not completions(program)


def test_the_values_of_a_field_are_offered_by_themselves(program: Opened) -> None:
    program.begin_note("I value this.")
    program.editor.tags.setText("analogy")
    program.editor.tags.textEdited.emit("analogy")
    program.until(program.is_saved)
    program.press("Esc")
    program.until(lambda: program.notes.editor() is None)
    program.until(lambda: bool(program.note().note.tags))
    program.ask("tag:")
    program.until(lambda: any(words.startswith("analogy") for words in completions(program)))
    program.press("Down")
    program.press("Return")
    assert program.search.question() == "tag:analogy"
    assert program.answered("tag:analogy").total == 1
