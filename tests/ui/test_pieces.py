"""A line too long for one block is divided for Qt alone: every position, and every word copied, stays what it was."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.made_up_text import made_up_document
from cca_desktop.library.document import Block, Document, Page, Paragraph
from cca_desktop.text.span import Span
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.marks import Mark
from cca_desktop.ui.reader.pieces import LONGEST, divided
from cca_desktop.ui.reader.reading_text import LONG_FROM, ReadingText
from cca_desktop.ui.reader.typesetting import page_marks
from cca_desktop.ui.theme import DARK, LIGHT
from tests.ui.opening import WAITS_MS

_WORDS = 'We 𝔸nd you -- "ought" not now to pull. And it\'s on the e\u0301nds of the rope, 𝕏 Mr Chairman?'


def one_paragraph(words: str, *, pages: tuple[Page, ...] = ()) -> Document:
    """Return a document that is nothing but one paragraph."""
    whole = Span(0, len(words))
    return made_up_document(100)._replace(
        text=words,
        blocks=(Block(whole, "body"),),
        paragraphs=(Paragraph("1", whole),),
        pages=pages or (Page(1, whole, is_inferred=False),),
        sections=(),
    )


def long_words(length: int, *, joiner: str = " ") -> str:
    words = _WORDS.replace(" ", joiner)
    return joiner.join([words] * (length // len(words) + 1))


@given(
    st.lists(st.text('ab .𝔸\u0301\u200d—"', max_size=9_000), min_size=1, max_size=4), st.sets(st.integers(0, 20_000))
)
def test_a_divided_text_is_the_text_but_for_its_line_ends(lines: list[str], kept: set[int]) -> None:
    text = "\n".join(lines)
    pieces = divided(text, [str(number) for number in range(len(lines))], kept=kept)
    blocks = pieces.text.split("\n")
    assert len(blocks) == len(pieces.block_roles)
    assert max(map(len, blocks)) <= LONGEST
    assert [role for number, role in enumerate(pieces.block_roles) if number not in pieces.continued] == [
        str(number) for number in range(len(lines))
    ]
    put_in = [at + before for before, at in enumerate(pieces.parted)]
    assert all(pieces.text[at] == "\n" for at in put_in)
    same_long = "".join(letter for at, letter in enumerate(pieces.text) if at not in set(put_in))
    assert len(same_long) == len(text)
    differs = [at for at, (one, other) in enumerate(zip(text, same_long, strict=True)) if one != other]
    assert all(text[at] == " " and same_long[at] == "\n" for at in differs)
    assert not kept & set(differs)


@pytest.mark.parametrize("joiner", [" ", "", "_"])
@pytest.mark.parametrize("is_diplomatic", [False, True])
def test_every_position_goes_over_to_the_sheet_and_back(joiner: str, *, is_diplomatic: bool) -> None:
    document = one_paragraph(long_words(LONG_FROM, joiner=joiner))
    divided_reading = ReadingText(document, is_diplomatic=is_diplomatic)
    plain = ReadingText(document, is_diplomatic=is_diplomatic, is_in_pieces=False)
    assert len(divided_reading.block_roles) > 10
    assert len(plain.block_roles) == 1
    sheet = divided_reading.sheet_text.encode("utf-16-le")
    for offset in range(len(document.text)):
        at = divided_reading.shown_at(offset)
        assert divided_reading.canonical_at(at) == plain.canonical_at(plain.shown_at(offset))
        shown = divided_reading.shown(Span(offset, offset + 1))
        words = sheet[2 * shown.start : 2 * shown.end].decode("utf-16-le")
        expected = plain.words(Span(offset, offset + 1))
        assert words.strip("\n") == expected.strip(" ") or words.removesuffix("\n") == expected
        assert divided_reading.between(shown) == expected
    starts = divided_reading.block_starts()
    assert starts[-1] == len(sheet) // 2 + 1
    assert all(sheet[2 * start - 2 : 2 * start].decode("utf-16-le") == "\n" for start in starts[1:-1])


def show(document: Document, qtbot: QtBot) -> LetterView:
    letter = LetterView(ReadingText(document), LIGHT, 100)
    qtbot.addWidget(letter)
    letter.resize(860, 700)
    with qtbot.waitSignal(letter.first_painted, timeout=WAITS_MS):
        letter.show()
    return letter


def test_a_paragraph_of_a_million_letters_is_read_piece_by_piece(qtbot: QtBot) -> None:
    """Only what is in view is laid out, wherever one goes; and no piece is so long that it makes one wait."""
    document = one_paragraph(long_words(1_000_000))
    letter = show(document, qtbot)
    sheet = letter.document()
    for offset in (0, len(document.text) // 2, len(document.text) - 10):
        letter.go_to(offset)
        letter.grab()
        assert letter.place() == offset
        at = letter.cursorRect(at_canonical(letter, offset)).top()
        assert 0 <= at <= letter.viewport().height()
    letter.set_look(DARK, 200)
    letter.grab()
    starts = letter.reading.block_starts()
    assert max(after - before for before, after in pairwise(starts)) <= LONGEST
    laid = [number for number in range(sheet.blockCount()) if sheet.findBlockByNumber(number).layout().lineCount()]
    assert 0 < len(laid) < 8


def at_canonical(letter: LetterView, offset: int) -> QTextCursor:
    cursor = QTextCursor(letter.document())
    cursor.setPosition(letter.reading.shown_at(offset))
    return cursor


@pytest.mark.parametrize("joiner", [" ", ""])
def test_words_across_pieces_are_selected_and_copied_as_they_stand_in_the_text(joiner: str, qtbot: QtBot) -> None:
    document = one_paragraph(long_words(LONG_FROM, joiner=joiner))
    letter = show(document, qtbot)
    words = Span(1_200, 9_800)
    letter.select(words)
    letter.copy()
    assert letter.selected() == words
    assert QApplication.clipboard().text() == letter.reading.words(words)
    assert "\n" not in QApplication.clipboard().text()


def test_one_steps_by_paragraphs_and_sentences_over_pieces(qtbot: QtBot) -> None:
    document = one_paragraph(long_words(LONG_FROM))
    letter = show(document, qtbot)
    letter.setFocus()
    end = letter.document().characterCount() - 1
    QTest.keyClick(letter, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert letter.textCursor().position() == end
    QTest.keyClick(letter, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert letter.textCursor().position() == 0
    places = []
    for _ in range(120):
        QTest.keyClick(letter, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        places.append(letter.textCursor().position())
    expected = [letter.reading.shown_at(at) for at in range(len(document.text)) if document.text[at : at + 3] == "And"]
    assert [place for place in places if place in expected] == expected[:60], "no sentence is left out"
    for _ in range(119):
        QTest.keyClick(letter, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert letter.textCursor().position() == places[0]


def test_marks_over_pieces_are_painted_on_each(qtbot: QtBot) -> None:
    document = one_paragraph(long_words(LONG_FROM))
    letter = show(document, qtbot)
    second = letter.document().findBlockByNumber(1).position()
    edge = letter.reading.canonical_at(second)
    letter.set_marks("note", [Mark(edge - 40, edge + 40, "note", "one", "blue")])
    letter.go_to(edge - 300)
    page = letter.grab().toImage()
    rows = {
        y
        for y in range(page.height())
        for x in range(0, page.width(), 2)
        if page.pixelColor(x, y).name() == LIGHT.note_blue.lower()
    }
    assert len(rows) > 22, "on the last line of one piece and on the first of the next"


def test_a_page_that_begins_inside_a_very_long_paragraph_keeps_its_mark() -> None:
    words = long_words(LONG_FROM)
    breaks = [words.index(" ", at) for at in range(3_000, 30_000, 1_100)]
    for at in reversed(breaks):
        words = words[:at] + "\n\n" + words[at + 1 :]
    starts = [0, *(at + 2 + number for number, at in enumerate(breaks))]
    ends = [*starts[1:], len(words)]
    pages = tuple(
        Page(number + 1, Span(start, end), is_inferred=False)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    reading = ReadingText(one_paragraph(words, pages=pages))
    marks = page_marks(reading)
    assert len(marks) == len(breaks)
    assert all(mark.is_inline for mark in marks)
    sheet = reading.sheet_text.encode("utf-16-le")
    assert all(sheet[2 * mark.position : 2 * mark.position + 2].decode("utf-16-le") == " " for mark in marks)
