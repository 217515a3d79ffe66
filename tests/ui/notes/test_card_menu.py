"""What one does with a card itself: its menu, and taking it elsewhere."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from cca_desktop.library.document import Document
from cca_desktop.text.span import Span
from cca_desktop.ui.notes.card_menu import CardMenu
from cca_desktop.ui.notes.carried import FOR_NOTES
from cca_desktop.ui.notes.incoming import incoming
from cca_desktop.ui.notes.note_model import NoteModel
from tests.ui.opening import Opened
from tests.ui.test_models import placed


@pytest.fixture
def two(program: Opened) -> Opened:
    program.write_note("I value this.", "First words")
    program.write_note("the knot of war", "Second words")
    program.click_card(0)
    return program


def menu_of(opened: Opened) -> QMenu:
    """The menu at the current card, as its key brings it."""
    cards = opened.notes.cards
    cards.setFocus()
    QApplication.sendEvent(cards, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    menu = cards.findChildren(CardMenu)[-1]
    opened.until(menu.isVisible)
    return menu


def choose(opened: Opened, name: str) -> None:
    """Choose an entry by its words, in a menu of it too."""
    menu = menu_of(opened)
    found = [one for one in menu.findChildren(QAction) if one.text().replace("&", "") == name]
    assert found, f"no {name} among {[one.text() for one in menu.actions()]}"
    menu.close()
    opened.come_back()
    found[0].trigger()


def test_the_menu_of_a_card_opens_colours_and_tags_it(two: Opened) -> None:
    choose(two, "Open")
    two.until(lambda: two.notes.editor() is not None)
    two.press("Esc")
    two.until(lambda: two.notes.editor() is None)
    choose(two, "Blue")
    two.until(lambda: [one.note.colour for one in two.notes.notes()] == ["blue", "yellow"])
    choose(two, "Tags…")
    assert "One note is selected." in [label.text() for label in two.notes.header().findChildren(QLabel)]
    two.until(lambda: isinstance(two.focused(), QLineEdit))
    two.type("tone")
    two.press("Return")
    two.until(lambda: [one.note.tags for one in two.notes.notes()] == [("tone",), ()])


def test_a_place_is_looked_for_only_where_it_is_lost(two: Opened) -> None:
    """A choice that could only answer that there is nothing to do is none."""
    menu = menu_of(two)
    assert "Find its place…" not in [action.text().replace("&", "") for action in menu.actions()]
    menu.close()
    two.come_back()


def test_the_menu_is_for_all_that_are_selected(two: Opened) -> None:
    two.press("Ctrl+A")
    menu = menu_of(two)
    assert "Open" not in [action.text() for action in menu.actions()]
    menu.close()
    two.come_back()
    choose(two, "Green")
    two.until(lambda: {one.note.colour for one in two.notes.notes()} == {"green"})


def test_selected_notes_are_copied_whole_and_pasted_into_a_note_as_links(two: Opened) -> None:
    two.press("Ctrl+A")
    two.press("Ctrl+C")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "> I value this. (¶ 1)\n\nFirst words\n\n> the knot of war (¶ 26)\n\nSecond words"
    assert bytes(copied.data("text/markdown").data()).decode().rstrip("\n") == copied.text()
    two.begin_note()
    two.press("Ctrl+V")
    assert two.words.toPlainText() == "[[First words]]\n\n[[Second words]]"


def test_a_card_is_dragged_as_a_link_or_without_a_title_as_its_words(letter: Document) -> None:
    model = NoteModel(letter)
    start = letter.text.index("the knot of war")
    span = Span(start, start + len("the knot of war"))
    model.show_notes(
        [placed(letter, "a", span=span, body="# A title\n\nand more"), placed(letter, "b", span=span, body="")]
    )
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    titled, bare = (model.mimeData([model.index(row)]) for row in (0, 1))
    assert incoming(titled, letter).words == "[[A title]]"
    label = letter.paragraph_at(start).label
    assert incoming(bare, letter) == (f"> the knot of war (¶ {label})", True)
    assert FOR_NOTES in model.mimeTypes()


def test_an_open_note_stays_open_while_another_card_is_pressed_and_goes_when_that_is_clicked(two: Opened) -> None:
    cards = two.notes.cards
    paper, left, none = cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    choose(two, "Open")
    two.until(lambda: two.notes.editor() is not None)
    at = cards.visualRect(cards.model().index(1, 0)).center()
    QTest.mousePress(paper, left, none, at)
    assert two.editor.note == two.notes.notes()[0].note.id, "the card may be dragged there"
    QTest.mouseRelease(paper, left, none, at)
    assert two.notes.editor() is None
    assert cards.currentIndex().row() == 1
    assert len(two.notes.selected()) == 1
    QTest.mouseDClick(paper, left, none, cards.visualRect(cards.currentIndex()).center())
    two.until(lambda: two.notes.editor() is not None)
    assert two.editor.note == two.notes.notes()[1].note.id
    QTest.mouseDClick(paper, left, none, cards.visualRect(cards.model().index(0, 0)).center())
    two.until(lambda: two.notes.editor() is not None and two.editor.note == two.notes.notes()[0].note.id)


@pytest.mark.parametrize(
    ("tag", "asked"), [("image", "tag:image"), ("two words", 'tag:"two words"'), ('say "hi"', 'tag:"say  hi "')]
)
def test_whatever_a_tag_is_made_of_it_is_asked_for(two: Opened, tag: str, asked: str) -> None:
    two.notes.on_selected().tag((tag,), ())
    two.until(lambda: [one.note.tags for one in two.notes.notes()] == [(tag,), ()])
    two.notes.find_tag(tag)
    assert two.notes.header().filter.text() == asked
    two.until(lambda: two.bodies() == ["First words"])
