"""The list of notes: which are listed, in what order, beside the letter, and several at once."""

import subprocess
import sys
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from cca_desktop.library.document import Document
from cca_desktop.notes.history import Change
from cca_desktop.notes.note import COLOURS, Note, PlacedNote
from cca_desktop.notes.standing import order_of
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.arrangement import Order, Reaches, arranged, comes_before
from cca_desktop.ui.notes.grouping import group_of
from cca_desktop.ui.notes.list_header import tags_typed
from cca_desktop.ui.notes.note_desk import Listing
from cca_desktop.ui.notes.note_model import NoteModel
from tests.command.calling import environment
from tests.ui.opening import Opened
from tests.ui.test_models import placed

Part = TypeVar("Part", bound=QWidget)


def placed_notes() -> st.SearchStrategy[list[PlacedNote]]:
    """Notes by place, as the notebook tells them."""
    one = st.builds(
        lambda number, start, length, tags, colour, day, state: PlacedNote(
            Note(str(number), None, "", tags, colour, f"2026-01-0{day}", f"2026-01-0{day}", 1, False),
            None if state in ("astray", "free") else Span(start, start + length),
            state,
        ),
        st.uuids(),
        st.integers(0, 99),
        st.integers(1, 30),
        st.lists(st.sampled_from(["a", "B", "c"]), unique=True, max_size=2).map(tuple),
        st.sampled_from(COLOURS),
        st.integers(1, 9),
        st.sampled_from(["found", "moved", "astray", "free"]),
    )
    return st.lists(one, max_size=20).map(
        lambda notes: sorted(notes, key=lambda note: (note.span is None, note.span or (0, 0)))
    )


@given(placed_notes(), st.sampled_from(Order))
def test_every_order_lists_every_note_once_and_alike_ones_by_place(notes: list[PlacedNote], order: Order) -> None:
    listed = arranged(notes, order, None)
    assert sorted(note.note.id for note in listed) == sorted(note.note.id for note in notes)
    groups: dict[object, list[int]] = {}
    for note in listed:
        like = {
            Order.PLACE: 0,
            Order.DATE: note.note.modified,
            Order.TAG: tuple(tag.casefold() for tag in note.note.tags),
            Order.COLOUR: note.note.colour,
            Order.ASTRAY: {"astray": "astray", "moved": "moved"}.get(note.state, "found"),
        }[order]
        groups.setdefault(like, []).append(notes.index(note))
    assert all(group == sorted(group) for group in groups.values())
    assert len(groups) == len({id(group) for group in groups.values()})


@given(placed_notes(), st.sampled_from(Order))
def test_two_notes_are_in_the_order_in_which_all_are_listed(notes: list[PlacedNote], order: Order) -> None:
    listed = arranged(sorted(notes, key=order_of), order, None)
    is_before = comes_before(order)
    assert all(is_before(one, other) for one, other in pairwise(listed))
    assert not any(is_before(other, one) for one, other in pairwise(listed))


@given(placed_notes(), st.lists(st.tuples(st.integers(0, 150), st.integers(0, 20)), min_size=1))
def test_the_row_for_a_place_is_the_first_note_that_reaches_beyond_it(
    notes: list[PlacedNote], asked: list[tuple[int, int]]
) -> None:
    reaches = Reaches(notes)
    for offset, forgotten in asked:
        is_right_about_the_row(notes, offset, reaches.row_at(offset))
        reaches.forget(forgotten)


def is_right_about_the_row(notes: list[PlacedNote], offset: int, row: int | None) -> None:
    with_place = [note for note in notes if note.span is not None]
    if not with_place:
        assert row is None
    else:
        beyond = [at for at, note in enumerate(with_place) if note.span is not None and note.span.end > offset]
        assert row == (beyond[0] if beyond else len(with_place) - 1)


@given(placed_notes(), st.sampled_from(Order))
def test_every_note_stands_under_its_heading_and_no_heading_comes_twice(
    letter: Document, notes: list[PlacedNote], order: Order
) -> None:
    listed = arranged(sorted(notes, key=order_of), order, None)
    model = NoteModel(letter)
    model.show_notes(list(listed), order)
    groups = [group_of(one, order, QDate.currentDate()).casefold() for one in listed]
    headings = [model.heading(row).casefold() for row in range(len(listed))]
    told = [heading for heading in headings if heading]
    assert len(told) == len(set(told)) == len(set(groups) - {""})
    for row, group in enumerate(groups):
        assert model.group_size(row) == groups.count(group)
        assert headings[row] == (group if groups.index(group) == row else "")


def test_tags_are_added_and_with_a_minus_taken_off() -> None:
    assert tags_typed(" war, -peace ,, two words,-, - rope") == (["war", "two words"], ["peace", "rope"])


def test_thousands_of_notes_come_and_go_at_once_and_are_as_told(letter: Document) -> None:
    model = NoteModel(letter)
    notes = [placed(letter, str(number), span=Span(600 + number, 610 + number)) for number in range(3000)]
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    for wanted in (notes, notes[::-1], notes[:10], notes, [*notes[5:], *notes[:5]]):
        model.show_notes(list(wanted))
        assert model.notes() == tuple(wanted)
    assert len(resets) == 5
    model.show_notes([notes[0]._replace(state="moved"), *notes[1:]])
    model.show_notes(notes[1:])
    assert model.notes() == tuple(notes[1:])


@pytest.fixture
def three(program: Opened) -> Opened:
    """Three notes, in the order of the letter: opening, middle, rope; written in another."""
    for on, words, tags in (
        ("the knot of war", "Rope and war.", "image"),
        ("I value this.", "An opening.", "tone"),
        ("What sort of means is this", "A cannon defends.", "argument"),
    ):
        program.begin_note(on)
        program.type(words)
        program.press("Tab")
        program.type(tags)
        program.until(program.is_saved)
        program.press("Esc")
        program.until(lambda words=words: words in program.bodies())  # type: ignore[misc]
    program.until(lambda: all(one.note.tags for one in program.notes.notes()))
    return program


def part(opened: Opened, kind: type[Part], name: str) -> Part:
    (found,) = opened.notes.findChildren(kind, name)
    return found


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("tag:image", ["Rope and war."]),
        ("cannons", ["A cannon defends."]),
        ("rope OR opening", ["An opening.", "Rope and war."]),
        ("a NOT rope", ["A cannon defends."]),
        ("knot of war", ["Rope and war."]),
        ("nothing like it", []),
    ],
)
def test_a_question_lists_the_notes_that_answer_it(three: Opened, question: str, bodies: list[str]) -> None:
    three.do(Command.FIND_NOTES)
    assert three.focused().objectName() == "notesFilter"
    three.type(question)
    three.until(lambda: three.bodies() == bodies)
    told = part(three, QLabel, "notesListed")
    assert told.text() == (f"{len(bodies)} of 3 notes" if bodies else "No note answers this.")
    three.press("Esc")
    three.until(lambda: len(three.bodies()) == 3)
    assert three.focused() is three.notes.cards
    three.press("Esc")
    assert three.focused() is three.letter


def test_a_note_that_is_not_listed_is_listed_when_it_is_wanted(three: Opened) -> None:
    three.do(Command.FIND_NOTES)
    three.type("cannon")
    three.until(lambda: len(three.bodies()) == 1)
    three.click_letter("I value this.")
    three.until(lambda: len(three.bodies()) == 3)
    current = three.notes.current()
    assert current is not None
    assert current.note.body == "An opening."


def test_notes_are_sorted_and_the_current_one_stays_the_current_one(three: Opened) -> None:
    assert three.bodies() == ["An opening.", "A cannon defends.", "Rope and war."]
    three.click_card(0)
    three.do(Command.FIND_NOTES)
    order = part(three, QComboBox, "notesOrder")
    for name, bodies in (
        ("By date", ["A cannon defends.", "An opening.", "Rope and war."]),
        ("By tag", ["A cannon defends.", "Rope and war.", "An opening."]),
        ("By place", ["An opening.", "A cannon defends.", "Rope and war."]),
    ):
        order.setCurrentText(name)
        three.until(lambda bodies=bodies: three.bodies() == bodies)  # type: ignore[misc]
        current = three.notes.current()
        assert current is not None
        assert current.note.body == "An opening."


def select_all(three: Opened) -> None:
    three.click_card(0)
    cards = three.notes.cards
    at = cards.visualRect(cards.model().index(2, 0)).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    assert len(three.notes.selected()) == 3


def test_what_can_be_done_to_several_notes_keeps_its_words_in_a_narrow_side(three: Opened) -> None:
    header = three.notes.header()
    header.setParent(None)
    header.show_selected(3)
    header.setFixedWidth(220)
    header.show()
    buttons = [one for one in header.findChildren(QPushButton) if one.text() in {"Export…", "Retire"}]
    assert len(buttons) == 2
    assert all(one.width() >= one.sizeHint().width() for one in buttons)


def test_several_notes_are_tagged_coloured_and_retired_at_once_and_each_is_one_step_back(three: Opened) -> None:
    select_all(three)
    three.until(part(three, QLabel, "notesSelected").isVisible)
    tags = part(three, QLineEdit, "tagsForSelected")
    tags.setFocus()
    three.type("essay, -tone")
    three.press("Return")
    three.until(
        lambda: (
            [one.note.tags for one in three.notes.notes()] == [("essay",), ("argument", "essay"), ("image", "essay")]
        )
    )
    green = next(one for one in three.notes.header().findChildren(QToolButton) if one.accessibleName() == "Green")
    green.click()
    three.until(lambda: {one.note.colour for one in three.notes.notes()} == {"green"})
    next(one for one in three.notes.header().findChildren(QPushButton) if one.text() == "Retire").click()
    three.until(lambda: three.bodies() == [])
    three.do(Command.UNDO)
    three.until(lambda: len(three.bodies()) == 3)
    three.do(Command.UNDO)
    three.until(lambda: {one.note.colour for one in three.notes.notes()} == {"yellow"})


def test_the_list_follows_the_letter_but_not_while_one_is_at_it(program: Opened) -> None:
    document = program.program.document
    notes = tuple(
        placed(document, str(number), span=paragraph.span, body="a word " * 40)
        for number, paragraph in enumerate(one for one in document.paragraphs if one.label.isdigit())
    )
    program.notes.show_listing(Listing.anew(Change("elsewhere", ()), notes))
    program.letter.setFocus()

    def first_seen() -> int:
        return program.notes.cards.indexAt(program.notes.cards.viewport().rect().center()).row()

    assert first_seen() < 5
    twentieth = document.paragraph("20")
    assert twentieth is not None
    program.letter.go_to(twentieth.span.start)
    program.until(lambda: 18 <= first_seen() <= 22)
    program.notes.cards.setFocus()
    program.letter.go_to(0)
    program.until(lambda: "¶" not in program.labels(program.window.status)[0])
    assert first_seen() >= 18


def many(program: Opened, count: int = 2000) -> tuple[PlacedNote, ...]:
    """Notes by place, their bodies of many lengths."""
    document = program.program.document
    return tuple(
        placed(
            document,
            f"{number:05}",
            span=Span(600 + number, 640 + number),
            body=f"{number} long words " * (1 + number % 50),
        )
        for number in range(count)
    )


def test_among_thousands_of_notes_one_is_edited_in_its_place(program: Opened) -> None:
    program.notes.show_listing(Listing.anew(Change("elsewhere", ()), many(program)))
    cards = program.notes.cards
    program.notes.make_current("01900", opens=True)
    editor = program.editor
    program.until(editor.isVisible)
    assert cards.viewport().rect().contains(editor.geometry().center())
    row = cards.visualRect(cards.currentIndex())
    assert row.contains(editor.geometry())
    assert cards.visualRect(cards.model().index(1901, 0)).top() == row.bottom() + 1
    cards.selectionModel().select(cards.model().index(3, 0), QItemSelectionModel.SelectionFlag.Select)
    assert program.notes.selected()[0] == "00003"
    program.notes.show_listing(Listing.anew(Change("elsewhere", ()), ()))
    assert program.notes.editor() is None


def test_notes_written_one_after_another_are_not_selected_together(program: Opened) -> None:
    program.write_note("I value this.", "one")
    program.write_note("the knot of war", "two")
    assert len(program.notes.selected()) == 1


def test_the_editor_is_loaded_while_the_reader_is_on_the_way_to_a_note() -> None:
    """In a program of its own: in this one somebody may have opened a note before."""
    words = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from cca_desktop.ui.notes.expecting import Expecting\n"
        "application = QCoreApplication([])\n"
        "expecting = Expecting(application)\n"
        "looks = QTimer()\n"
        "looks.timeout.connect(lambda: 'cca_desktop.ui.notes.note_editor' in sys.modules and application.quit())\n"
        "looks.start(5)\n"
        "application.exec()\n"
    )
    ended = subprocess.run([sys.executable, "-c", words], timeout=60, check=False, env=environment())
    assert ended.returncode == 0


def spot_of_tag(opened: Opened, tag: str) -> QPoint:
    """Where in the list the tag of a card can be clicked."""
    cards = opened.notes.cards
    for y in range(0, cards.viewport().height(), 3):
        for x in range(0, cards.viewport().width(), 5):
            if cards.tag_at(QPoint(x, y)) == tag:
                return QPoint(x, y)
    pytest.fail(f"the tag {tag} cannot be seen")


def test_a_click_on_a_tag_lists_the_notes_that_have_it(three: Opened) -> None:
    at = spot_of_tag(three, "image")
    QTest.mouseClick(three.notes.cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    three.until(lambda: three.bodies() == ["Rope and war."])
    assert three.notes.header().filter.text() == "tag:image"


def test_a_heading_stays_in_sight_and_covers_no_card_that_one_goes_to(program: Opened) -> None:
    document = program.program.document
    notes = tuple(placed(document, f"{row:03}", state="free", body=f"{row} words " * 30) for row in range(40))
    program.notes.show_listing(Listing.anew(Change("elsewhere", ()), notes))
    cards = program.notes.cards
    program.notes.make_current("030")
    program.notes.make_current("020")
    program.until(lambda: 0 <= cards.visualRect(cards.currentIndex()).top() < cards.viewport().height())
    row = cards.visualRect(cards.currentIndex())
    assert row.top() > 5, "the heading of all of them stands above it"
    program.notes.make_current("000")
    assert cards.visualRect(cards.currentIndex()).top() == 0, "it has the heading itself"
