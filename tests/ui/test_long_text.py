"""A text too long to be laid out whole: what is looked at stands as it would in a short one; nothing else is set."""

from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from typing import NamedTuple

import pytest
from PySide6.QtCore import QAbstractAnimation, QPoint, Qt
from PySide6.QtGui import QAccessible, QPalette, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from benchmarks.made_up_text import made_up_document
from cca_desktop.library.document import Block, Document
from cca_desktop.text.span import Span
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.map import MarkMap
from cca_desktop.ui.reader.marks import Mark
from cca_desktop.ui.reader.reading_text import LONG_FROM, ReadingText
from cca_desktop.ui.reader.typesetting import typeset
from cca_desktop.ui.theme import DARK, LIGHT
from cca_desktop.ui.typeface import book_face
from tests.ui.opening import WAITS_MS


class Shown(NamedTuple):
    """A long text in a window."""

    letter: LetterView
    mark_map: MarkMap
    window: QSplitter

    @property
    def document(self) -> Document:
        return self.letter.reading.document

    def top_of(self, span: Span) -> int:
        """How far below the view's upper edge the line with the first letter of ``span`` stands."""
        cursor = QTextCursor(self.letter.document())
        cursor.setPosition(self.letter.reading.shown_at(span.start))
        return self.letter.cursorRect(cursor).top()

    def laid_out(self) -> int:
        """How many blocks have lines now."""
        return sum(block.layout().lineCount() > 0 for block in _blocks(self.letter.document()))


@pytest.fixture(scope="module")
def long_document() -> Document:
    document = made_up_document(60_000)
    assert len(document.text) > LONG_FROM
    return document


@pytest.fixture
def shown(long_document: Document, qtbot: QtBot) -> Shown:
    return show(long_document, qtbot)


def show(document: Document, qtbot: QtBot) -> Shown:
    letter = LetterView(ReadingText(document), LIGHT, 100)
    mark_map = MarkMap(letter, LIGHT)
    window = QSplitter()
    window.addWidget(letter)
    window.addWidget(mark_map)
    qtbot.addWidget(window)
    window.resize(860, 700)
    with qtbot.waitSignal(letter.first_painted, timeout=WAITS_MS):
        window.show()
    return Shown(letter, mark_map, window)


def is_over(moving: QAbstractAnimation) -> bool:
    return moving.state() != QAbstractAnimation.State.Running


def _blocks(sheet: QTextDocument) -> Iterator[QTextBlock]:
    block = sheet.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def test_lines_end_and_stand_where_they_would_in_a_short_text(shown: Shown) -> None:
    """Checked against the layout that a short text has, at the same width: headings, paragraphs and page marks."""
    short = QTextDocument()
    typeset(short, shown.letter.reading, book_face(100), LIGHT)
    short.setPageSize(shown.letter.document().pageSize())
    for number in (0, 1, 2, 5, 40, 41, 201, 202):
        ours, theirs = (sheet.findBlockByNumber(number) for sheet in (shown.letter.document(), short))
        box = shown.letter.document().documentLayout().blockBoundingRect(ours)
        expected = short.documentLayout().blockBoundingRect(theirs)
        assert box.left() == expected.left()
        assert ours.layout().lineCount() == theirs.layout().lineCount()
        for index in range(ours.layout().lineCount()):
            one, other = ours.layout().lineAt(index), theirs.layout().lineAt(index)
            assert (one.textStart(), one.textLength()) == (other.textStart(), other.textLength())
            assert one.y() == pytest.approx(other.y(), abs=0.1)
    first, second = (short.documentLayout().blockBoundingRect(short.findBlockByNumber(one)).top() for one in (0, 1))
    layout = shown.letter.document().documentLayout()
    blocks = [shown.letter.document().findBlockByNumber(one) for one in (0, 1)]
    assert [layout.blockBoundingRect(block).top() for block in blocks] == pytest.approx([first, second], abs=0.6)


def test_nothing_is_laid_out_but_what_is_looked_at(shown: Shown) -> None:
    assert 0 < shown.laid_out() < 20
    shown.letter.go_to(shown.document.paragraphs[-1].span.start)
    shown.letter.grab()
    assert shown.laid_out() < 40
    shown.letter.set_look(DARK, 150)
    shown.letter.grab()
    assert shown.laid_out() < 20


@pytest.mark.parametrize("number", [0, 7, 150, 399, -1])
def test_one_comes_to_a_paragraph_and_stays_there_at_every_size_and_width(shown: Shown, number: int) -> None:
    place = shown.document.paragraphs[number].span
    shown.letter.go_to(place.start)
    is_last = number == -1
    for scale, width in ((100, 860), (180, 860), (300, 1200), (100, 640), (100, 860)):
        shown.letter.set_look(LIGHT, scale)
        shown.window.resize(width, 700)
        shown.letter.grab()
        assert shown.letter.place() == place.start
        top = shown.top_of(place)
        assert 0 <= top <= 700 if is_last or number == 0 else abs(top) < 40 * scale / 100


def test_a_far_jump_arrives_smoothly_and_nothing_on_the_way_is_laid_out(shown: Shown, qtbot: QtBot) -> None:
    shown.letter.glide_where(lambda: True)
    place = shown.document.paragraphs[300].span
    for offset in (place.start, shown.document.paragraphs[150].span.start, place.start):
        shown.letter.go_to(offset)
        (moving,) = shown.letter.findChildren(QAbstractAnimation)
        assert moving.state() == QAbstractAnimation.State.Running
        qtbot.waitUntil(partial(is_over, moving), timeout=WAITS_MS)
        assert shown.letter.place() == offset
    assert abs(shown.top_of(place)) < 40
    assert shown.laid_out() < 80


def test_words_move_by_what_was_scrolled_also_upwards_into_text_that_was_never_seen(shown: Shown) -> None:
    shown.letter.go_to(shown.document.paragraphs[300].span.start)
    for _ in range(60):
        in_view = shown.letter.cursorForPosition(QPoint(100, 350)).position()
        word = Span(*(shown.letter.reading.canonical_at(in_view + more) for more in (0, 1)))
        before = shown.top_of(word)
        bar = shown.letter.verticalScrollBar()
        bar.setValue(bar.value() - 48)
        shown.letter.grab()
        assert abs(shown.top_of(word) - before - 48) <= 1


def test_the_letter_under_the_pointer_is_the_one_that_is_drawn_there(shown: Shown) -> None:
    shown.letter.go_to(shown.document.paragraphs[200].span.start)
    start = shown.letter.cursorForPosition(QPoint(20, 20)).position()
    cursor = QTextCursor(shown.letter.document())
    for position in range(start, start + 900, 23):
        cursor.setPosition(position)
        assert shown.letter.cursorForPosition(shown.letter.cursorRect(cursor).center()).position() == position


def test_the_caret_goes_by_keys_from_line_to_line_and_is_followed(shown: Shown) -> None:
    shown.letter.go_to(shown.document.paragraphs[100].span.start)
    shown.letter.put_caret(Span(shown.letter.place(), shown.letter.place()))
    shown.letter.setFocus()
    lines = []
    for _ in range(60):
        QTest.keyClick(shown.letter, Qt.Key.Key_Down)
        lines.append(shown.letter.textCursor().position())
    assert lines == sorted(set(lines)), "each press leads one line down"
    assert shown.letter.viewport().rect().contains(shown.letter.cursorRect().center())


def test_what_is_selected_is_drawn_and_copied(shown: Shown) -> None:
    words = shown.document.paragraphs[3].span
    shown.letter.select(words)
    assert shown.letter.selected() == words
    page = shown.letter.grab().toImage()
    drawn = [page.pixelColor(x, y).name() for x in range(0, page.width(), 3) for y in range(0, page.height(), 3)]
    assert drawn.count(shown.letter.palette().color(QPalette.ColorRole.Highlight).name()) > 200


@pytest.mark.parametrize("form", [{"is_diplomatic": True}, {"is_folded": True}])
def test_a_long_text_is_shown_in_its_other_forms_at_the_same_words(shown: Shown, form: dict[str, bool]) -> None:
    place = shown.document.paragraphs[120].span
    shown.letter.select(place)
    shown.letter.go_to(place.start)
    for reading in (ReadingText(shown.document, **form), ReadingText(shown.document)):
        shown.letter.set_reading(reading)
        shown.letter.grab()
        assert shown.letter.toPlainText() == reading.text
        assert shown.letter.place() == place.start
        assert shown.letter.selected() == place
        assert abs(shown.top_of(place)) < 40
        assert shown.laid_out() < 40


def test_a_long_text_is_read_aloud_as_text(shown: Shown) -> None:
    found = QAccessible.queryAccessibleInterface(shown.letter)
    assert found is not None
    text = found.textInterface()
    place = shown.document.paragraphs[250].span
    shown.letter.go_to(place.start)
    at = shown.letter.reading.shown(place)
    assert text.text(at.start, at.end) == shown.letter.reading.words(place)
    assert not text.characterRect(at.start + 3).isEmpty()


def test_every_one_of_very_many_marks_is_seen_on_the_map(shown: Shown) -> None:
    assert _inked(shown.mark_map) == 0
    starts = range(0, len(shown.document.text) - 40, 150)
    shown.letter.set_marks("hit", [Mark(start, start + 9, "hit", "") for start in starts])
    assert _inked(shown.mark_map) > 0.95
    middle = len(shown.document.text) / 2
    outer = [start for start in starts if abs(start - middle) > middle / 2]
    shown.letter.set_marks("hit", [Mark(start, start + 9, "hit", "") for start in outer])
    assert 0.45 < _inked(shown.mark_map) < 0.55, "the middle is free"


def test_the_map_follows_the_text_when_that_grows(long_document: Document, qtbot: QtBot) -> None:
    """In a larger face prose breaks into more lines, and verses do not: so prose takes a larger share of the whole."""
    lines = ["A verse of six words only."] * 6_000 + ["Prose that runs on and on. " * 40] * 200
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    blocks = tuple(Block(Span(start, start + len(line)), "body") for start, line in zip(starts, lines, strict=False))
    mixed = long_document._replace(text="\n".join(lines), blocks=blocks, pages=())
    shown = show(mixed, qtbot)
    verses = range(0, 6_000 * 27, 60)
    shown.letter.set_marks("hit", [Mark(start, start + 9, "hit", "") for start in verses])
    before = _inked(shown.mark_map)
    shown.letter.set_look(LIGHT, 300)
    shown.letter.grab()
    qtbot.waitUntil(lambda: _inked(shown.mark_map) < before * 0.9, timeout=WAITS_MS)


def _inked(mark_map: MarkMap) -> float:
    """Return the share of the map's rows that have a stroke of a hit in them."""
    picture = mark_map.grab().toImage()
    rows = range(picture.height())
    return sum(picture.pixelColor(5, row).name() == LIGHT.accent.lower() for row in rows) / len(rows)
