"""The list of cards among thousands of notes: what is seen stays where it is, and every row can be come to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from cca_desktop.library.document import Document
from cca_desktop.notes.history import Change
from cca_desktop.notes.note import News, PlacedNote
from cca_desktop.text.span import Span
from cca_desktop.ui.notes.arrangement import Order, arranged
from cca_desktop.ui.notes.card_heights import CardHeights
from cca_desktop.ui.notes.card_list import CardList
from cca_desktop.ui.notes.note_desk import Listing
from cca_desktop.ui.notes.note_model import NoteModel
from tests.ui.opening import Opened
from tests.ui.test_models import placed

_DEEDS = st.tuples(st.sampled_from(["insert", "remove", "put"]), st.integers(0, 9_999), st.integers(1, 700))


@given(st.integers(0, 1_000), st.lists(_DEEDS, max_size=30), st.integers(-5, 9_999))
def test_heights_are_summed_as_by_adding_them_up(count: int, deeds: list[tuple[str, int, int]], y: int) -> None:
    plain = [7] * count
    heights = CardHeights(count, 7)
    for deed, where, much in deeds:
        if deed == "insert":
            row = where % (len(plain) + 1)
            plain[row:row] = [9] * much
            heights.insert(row, much, 9)
        elif plain and deed == "remove":
            row = where % len(plain)
            gone = plain[row : row + much]
            del plain[row : row + much]
            assert heights.remove(row, len(gone)) == sum(gone)
        elif plain:
            row = where % len(plain)
            assert heights.put(row, much) == much - plain[row]
            plain[row] = much
    assert len(heights) == len(plain)
    assert heights.whole() == sum(plain)
    row = y % (len(plain) + 1)
    assert heights.top(row) == sum(plain[:row])
    ends = [sum(plain[: row + 1]) for row in range(len(plain))]
    assert heights.row_at(y) == next((row for row, end in enumerate(ends) if end > y), len(plain) - 1)
    assert not plain or heights.height(row % len(plain)) == plain[row % len(plain)]


@given(st.data(), st.sampled_from(Order))
def test_notes_taken_one_by_one_stand_as_if_all_were_listed_anew(
    letter: Document, data: st.DataObject, order: Order
) -> None:
    """Whatever becomes of single notes, the list is what sorting them all would make it."""
    model = NoteModel(letter)
    there: dict[str, PlacedNote] = {}
    for name, start, day, tag in data.draw(
        st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(600, 609), st.integers(0, 3), st.sampled_from("xy")))
    ):
        note = placed(letter, name, span=Span(start, start + 5), tags=(tag,))
        now = note._replace(note=note.note._replace(modified=f"2026-01-0{day}", colour="pink" if day else "blue"))
        if not day and name in there:
            del there[name]
            model.show_notes(list(model.notes()), order)
            model.take(name, None)
        else:
            there[name] = now
            model.show_notes(list(model.notes()), order)
            model.take(name, now)
    in_place = sorted(there.values(), key=lambda one: (one.span or (0, 0), one.note.created, one.note.id))
    assert list(model.notes()) == arranged(in_place, order, None)
    assert [model.row_of(one.note.id) for one in model.notes()] == list(range(len(there)))
    assert model.row_of("never") is None


@pytest.fixture
def cards(program: Opened) -> CardList:
    """Two thousand cards of many heights, the list as the reader finds it."""
    program.notes.show_listing(Listing.anew(Change("elsewhere", ()), many(program.program.document)))
    program.until(lambda: program.notes.cards.viewport().height() > 200)
    return program.notes.cards


def many(document: Document, count: int = 2_000) -> tuple[PlacedNote, ...]:
    return tuple(
        placed(
            document, f"{row:05}", span=Span(600 + row, 640 + row), body=f"{row} " + "long words " * (1 + row % 7 * 5)
        )
        for row in range(count)
    )


def seen(cards: CardList) -> dict[int, int]:
    """The rows in view and where their upper edges are, told by asking what is at each place."""
    rows = {cards.indexAt(QPoint(5, y)).row() for y in range(0, cards.viewport().height(), 5)} - {-1}
    return {row: rect(cards, row).top() for row in rows}


def rect(cards: CardList, row: int) -> QRect:
    return cards.visualRect(cards.model().index(row, 0))


def test_cards_stand_close_below_one_another_wherever_one_scrolls_to(cards: CardList) -> None:
    bar = cards.verticalScrollBar()
    for share in (0.0, 0.5, 0.3, 1.0, 0.9, 0.0):
        bar.setValue(round(bar.maximum() * share))
        rows = sorted(seen(cards))
        assert len(rows) >= 2
        for one, other in pairwise(rows):
            assert rect(cards, one).bottom() + 1 == rect(cards, other).top()
        assert rect(cards, rows[0]).top() <= 0
        assert rect(cards, rows[-1]).bottom() >= cards.viewport().height() - 1
        assert len({rect(cards, row).height() for row in rows}) > 1, "cards have heights of their own"


def test_what_is_seen_stays_where_it_is_while_one_scrolls_up_into_the_unknown(cards: CardList) -> None:
    bar = cards.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    for _ in range(60):
        before = seen(cards)
        bar.setValue(bar.value() - 20)
        after = seen(cards)
        both = before.keys() & after.keys()
        assert both
        assert {after[row] - before[row] for row in both} == {20}


def test_the_keys_go_to_the_next_row_the_end_the_beginning_and_a_page_on(program: Opened, cards: CardList) -> None:
    def row_after(key: str) -> int:
        program.press(key)
        row = cards.currentIndex().row()
        assert 0 <= rect(cards, row).top() <= rect(cards, row).bottom() <= cards.viewport().height()
        return row

    program.notes.make_current("00000")
    cards.setFocus()
    assert row_after("Down") == 1
    assert row_after("End") == 1_999
    assert row_after("Up") == 1_998
    above = row_after("PgUp")
    assert 1_985 < above < 1_997
    assert row_after("PgDown") > above
    assert row_after("Home") == 0
    program.type("17")
    assert cards.currentIndex().row() == 17, "a row is found by how its words begin"


def test_a_selection_stretches_from_where_it_began_over_cards_nobody_has_seen(program: Opened, cards: CardList) -> None:
    program.notes.make_current("01000")
    cards.setFocus()
    for _ in range(12):
        program.press("Shift+Up")
    assert program.notes.selected() == tuple(f"{row:05}" for row in range(988, 1_001))
    program.press("Ctrl+A")
    assert len(program.notes.selected()) == 2_000
    program.press("Home")
    assert program.notes.selected() == ("00000",)
    second = rect(cards, 1).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, second)
    assert program.notes.selected() == ("00000", "00001")


def test_news_of_notes_move_nothing_that_is_looked_at(program: Opened, cards: CardList) -> None:
    everything = list(program.notes.notes())
    program.notes.make_current("01000")
    cards.selectionModel().select(cards.model().index(1_002, 0), QItemSelectionModel.SelectionFlag.Select)
    before = seen(cards)
    new = placed(program.program.document, "new", span=Span(601, 602), body="A new one.")
    gone = everything[7]
    changed = everything[3]._replace(note=everything[3].note._replace(body="Other words. " * 99, version=2))
    news = (
        News("new", None, new),
        News(gone.note.id, gone, None),
        News(changed.note.id, everything[3], changed),
        News("never listed", None, None),
    )
    listing = Listing(Change("elsewhere", ()), (*everything, new), None, None, news)
    program.notes.show_listing(listing)
    assert seen(cards) == before
    assert program.notes.current() is not None
    assert program.notes.selected() == ("01000", "01002")
    listed = [one.note.id for one in program.notes.notes()]
    assert listed[:9] == ["00000", "new", "00001", "00002", "00003", "00004", "00005", "00006", "00008"]
    assert program.notes.notes()[4].note.body.startswith("Other words.")


def test_assistive_technology_finds_every_row_in_words_and_hears_which_one_has_the_keyboard(
    program: Opened, cards: CardList
) -> None:
    interface = QAccessible.queryAccessibleInterface(cards)
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == 2_000
    assert interface.child(1_500).text(QAccessible.Text.Name).startswith("Note on ¶ ")
    program.notes.make_current("01500")
    cards.setFocus()
    focused = interface.focusChild()
    assert focused.text(QAccessible.Text.Name) == interface.child(1_500).text(QAccessible.Text.Name)
    inside = focused.rect()
    corner = cards.viewport().mapToGlobal(QPoint(0, 0))
    assert inside.top() - corner.y() == rect(cards, 1_500).top()
