"""The field for a note's words, as a reader writes in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cca_desktop.library.document import Document
from cca_desktop.text.span import Span
from cca_desktop.ui.notes.line_ends import shown
from cca_desktop.ui.notes.references import Reference
from cca_desktop.ui.notes.words import Words
from cca_desktop.ui.passage import passage_at, put_passage
from cca_desktop.ui.theme import DARK, LIGHT
from tests.ui.opening import Opened, forget

pytestmark = pytest.mark.usefixtures("qapp")


def words_with(letter: Document, body: str) -> Words:
    words = Words(body, letter, LIGHT, 100)
    words.resize(320, 400)
    return words


def key(words: Words, keys: str) -> None:
    QTest.keySequence(words, QKeySequence(keys))


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ",
            "- ",
            "[ ] ",
            "> ",
            "**",
            "*",
            "`",
            "```",
            "|",
            "[[",
            "]]",
            "¶ 6",
            "a",
            " ",
            "\n",
            "\u2028",
            "\ufdd0",
            "\0",
            "\t",
            "שלום",
            "\u00a0",
            "👩‍👧",
            "\r\n",
            "é́",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKDOWN)
def test_a_note_is_the_same_letter_for_letter_after_it_was_looked_at(letter: Document, body: str) -> None:
    """Opened, read line by line with the caret, set in other colours, painted: nothing of it is rewritten."""
    words = words_with(letter, body)
    words.grab()
    for number in range(words.document().blockCount()):
        words.setTextCursor(QTextCursor(words.document().findBlockByNumber(number)))
    words.set_look(DARK, 200)
    words.grab()
    assert words.body() == shown(body)
    assert not words.document().isUndoAvailable()
    forget(words)


@pytest.mark.parametrize(
    ("body", "typed", "after"),
    [
        ("- one", "Return", "- one\n- "),
        ("3. one", "Return", "3. one\n4. "),
        ("- one\n- ", "Return", "- one\n\n"),
        ("> said", "Return", "> said\n> "),
        ("- one", "Shift+Return", "- one\n"),
        ("plain", "Return", "plain\n"),
        ("- one\n- two", "Tab", "- one\n    - two"),
        ("- one\n    - two", "Shift+Tab", "- one\n- two"),
        ("- one", "Ctrl+L", "- [ ] one"),
        ("- [ ] one", "Ctrl+L", "- [x] one"),
        ("one", "Ctrl+Shift+L", "- one"),
        ("- one", "Ctrl+Shift+L", "one"),
        ("one", "Ctrl+Shift+Q", "> one"),
        ("👩 - one\n- 👩", "Return", "👩 - one\n- 👩\n- "),
    ],
)
def test_a_key_does_to_the_line_what_markdown_would(letter: Document, body: str, typed: str, after: str) -> None:
    words = words_with(letter, body)
    key(words, typed)
    assert words.body() == after
    key(words, "Ctrl+Z")
    assert words.body() == body, "one step back"
    forget(words)


@pytest.mark.parametrize(
    ("keys", "once"),
    [("Ctrl+B", "**a 👩 b**"), ("Ctrl+I", "*a 👩 b*"), ("Ctrl+Shift+K", "[[a 👩 b]]")],
)
def test_what_is_selected_is_embraced_and_let_go_again(letter: Document, keys: str, once: str) -> None:
    words = words_with(letter, "a 👩 b")
    words.selectAll()
    key(words, keys)
    assert words.body() == once
    words.selectAll()
    key(words, keys)
    assert words.body() == "a 👩 b"
    key(words, "Ctrl+End")
    key(words, keys)
    QTest.keyClicks(words, "c")
    assert words.body() == "a 👩 b" + once.replace("a 👩 b", "c")
    forget(words)


def test_slanted_and_strong_come_and_go_without_harming_one_another(letter: Document) -> None:
    words = words_with(letter, "**a**")
    cursor = words.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)
    key(words, "Ctrl+I")
    assert words.body() == "***a***"
    words.selectAll()
    key(words, "Ctrl+B")
    assert words.body() == "*a*"
    words.show_body("")
    key(words, "Ctrl+B")
    key(words, "Ctrl+B")
    assert words.body() == ""
    forget(words)


def test_a_link_takes_the_address_that_was_copied(letter: Document) -> None:
    words = words_with(letter, "the edition")
    QGuiApplication.clipboard().setText("https://a.b/c")
    words.selectAll()
    key(words, "Ctrl+K")
    assert words.body() == "[the edition](https://a.b/c)"
    QGuiApplication.clipboard().setText("no address")
    words.show_body("👩 edition")
    words.selectAll()
    key(words, "Ctrl+K")
    QTest.keyClicks(words, "x")
    assert words.body() == "[👩 edition](x)"
    forget(words)


def test_a_passage_becomes_a_quotation_with_its_place(letter: Document) -> None:
    words = words_with(letter, "Compare:")
    sixth, seventh = letter.paragraph("6"), letter.paragraph("7")
    assert sixth is not None
    assert seventh is not None
    data = QMimeData()
    data.setText("as one\nsees it")
    put_passage(data, passage_at(letter, Span(sixth.span.start, seventh.span.end)))
    words.insertFromMimeData(data)
    assert words.body() == "Compare:\n\n> as one\n>\n> sees it (¶ 6-7)\n\n"
    forget(words)


def test_rich_text_is_pasted_as_markdown_and_plain_where_one_wishes(letter: Document) -> None:
    words = words_with(letter, "")
    data = QMimeData()
    data.setText("a b")
    data.setHtml("a <b>b</b>")
    words.insertFromMimeData(data)
    assert words.body() == "a **b**"
    words.show_body("")
    QGuiApplication.clipboard().setMimeData(data)
    key(words, "Ctrl+Shift+V")
    assert words.body() == "a b"
    forget(words)


def test_markdown_is_copied_as_it_was_typed(letter: Document) -> None:
    words = words_with(letter, "# a\n\n**b**")
    words.selectAll()
    words.copy()
    assert QGuiApplication.clipboard().text() == "# a\n\n**b**"
    words.moveCursor(QTextCursor.MoveOperation.End)
    words.paste()
    assert words.body() == "# a\n\n**b**# a\n\n**b**"
    forget(words)


def test_a_reference_is_followed_by_a_key_and_by_a_click(letter: Document) -> None:
    words = words_with(letter, "👩 see ¶ 12\n\nand [[The knot]]")
    words.show()
    followed: list[Reference] = []
    words.reference_followed.connect(followed.append)
    key(words, "Ctrl+Return")
    assert [one.target for one in followed] == ["The knot"]
    cursor = words.textCursor()
    cursor.setPosition(len("xx see ¶ 1"))
    at = words.cursorRect(cursor).center()
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert len(followed) == 1, "a bare click only puts the caret there"
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    assert [one.target for one in followed] == ["The knot", "12"]
    forget(words)


def test_a_task_is_ticked_by_a_click_into_its_box(letter: Document) -> None:
    words = words_with(letter, "- [ ] read\n\nelsewhere")
    words.show()
    cursor = words.textCursor()
    cursor.setPosition(3)
    box = words.cursorRect(cursor).center() + QPoint(2, 0)
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box)
    assert words.body() == "- [x] read\n\nelsewhere"
    cursor.setPosition(9)
    beside = words.cursorRect(cursor).center()
    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beside)
    assert words.body() == "- [x] read\n\nelsewhere"
    forget(words)


def test_words_copied_in_the_letter_come_into_a_note_with_their_place_and_the_place_leads_back(program: Opened) -> None:
    program.select("the knot of war")
    program.press("Ctrl+C")
    program.begin_note("I value this.")
    program.press("Ctrl+V")
    label = program.program.document.paragraph_at(program.passage("the knot of war").start).label
    assert program.words.toPlainText() == f"> the knot of war (¶ {label})\n\n"
    program.press("Up")
    program.press("Up")
    program.press("End")
    program.press("Left")
    program.press("Ctrl+Return")
    assert program.is_on_first_line(program.passage("If you did this as the first step"))
    program.press("Alt+Left")
    program.until(lambda: program.sees(program.passage("I value this.")))


def test_a_paragraph_that_is_not_there_is_said_to_be_none(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("see ¶ 31")
    program.press("Ctrl+Return")
    assert program.said() == "There is no ¶ 31 here."


def test_tab_leaves_the_words_but_not_a_list(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("- one")
    program.press("Tab")
    assert program.focused() is program.words
    assert program.words.toPlainText() == "    - one"
    for _ in range(3):  # a new item, one level out, and out of the list
        program.press("Return")
    program.press("Tab")
    assert program.focused() is program.editor.tags


def test_the_editor_counts_words(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("one")
    assert "1 word" in program.labels(program.editor)
    program.type(" two")
    assert "2 words" in program.labels(program.editor)
    program.press("Ctrl+Shift+G")
    program.type("three")
    assert "3 words" in program.labels(program.editor), "the bars of a table are no words"


def test_words_are_taken_back_one_by_one(letter: Document) -> None:
    """Qt would take back all that was typed since the last Enter."""
    words = words_with(letter, "")
    QTest.keyClicks(words, "one two  three, four")
    told = []
    while words.document().isUndoAvailable():
        key(words, "Ctrl+Z")
        told.append(words.body())
    assert told == ["one two  three, ", "one two  ", "one ", ""]
    key(words, "Ctrl+Shift+Z")
    key(words, "Ctrl+Shift+Z")
    assert words.body() == "one two  "
    forget(words)


def test_undo_goes_on_with_what_was_done_before_the_note_was_opened(program: Opened) -> None:
    program.write_note("I value this.", "old words")
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None)
    program.type("er")
    program.press("Ctrl+Z")
    assert program.words.toPlainText() == "old words", "first what was typed now"
    program.press("Esc")
    program.until(lambda: program.notes.editor() is None and not program.program.desk.unsaved())
    program.press("F2")
    program.until(lambda: program.notes.editor() is not None)
    program.press("Ctrl+Z")
    program.until(lambda: program.words.toPlainText() == "")
    program.press("Ctrl+Shift+Z")
    program.until(lambda: program.words.toPlainText() == "old words")


def test_the_words_that_are_selected_are_counted_first(program: Opened) -> None:
    program.begin_note("I value this.")
    program.type("one two three")
    program.press("Ctrl+Shift+Left")
    assert "1 of 3 words" in program.labels(program.editor)
    program.press("Right")
    assert "3 words" in program.labels(program.editor)


def test_only_what_is_typed_changes_in_a_note_with_other_line_ends(program: Opened) -> None:
    body = "one\r\ntwo\u2028three\ufdd0 four\r"
    ids: list[str] = []
    program.program.desk.write(None, colour="blue", body=body, written=ids.append)
    program.until(lambda: bool(ids) and program.bodies() == [body])
    program.notes.make_current(ids[0], opens=True)
    assert not program.editor.is_unsaved()
    program.press("Ctrl+Home")
    program.press("Down")
    program.type("x")
    program.until(lambda: program.bodies() == [body.replace("two", "xtwo")])


def test_the_word_before_the_caret_is_deleted_and_not_the_note(program: Opened) -> None:
    """On the list the same key retires the note."""
    program.begin_note("I value this.")
    program.type("one two")
    program.press("Ctrl+Backspace")
    assert program.words.toPlainText() == "one "
    program.until(lambda: program.bodies() == ["one "])


def test_an_empty_field_says_what_comes_here_in_as_many_lines_as_it_takes(letter: Document, qtbot: QtBot) -> None:
    """At 300 % the sentence is longer than the field is wide."""
    field = Words("", letter, LIGHT, 300)
    qtbot.addWidget(field)
    field.resize(260, 300)
    picture = field.grab().toImage()
    field.setPlainText("x")  # to compare with
    blank = field.grab().toImage()
    third = range(2 * field.fontMetrics().lineSpacing(), picture.height())
    assert any(picture.pixel(x, y) != blank.pixel(x, y) for y in third for x in range(picture.width()))
