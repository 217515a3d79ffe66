"""What the keys do to Markdown around the caret, which stands at the bar; two bars are a selection."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest

from cca_desktop.library.document import Document
from cca_desktop.ui.notes.words import Words
from cca_desktop.ui.passage import Passage, put_passage
from cca_desktop.ui.theme import LIGHT
from cca_desktop.ui.utf16 import Utf16Map
from tests.ui.opening import forget

pytestmark = pytest.mark.usefixtures("qapp")

CARET = "¦"


def opened(letter: Document, told: str) -> Words:
    """A field with these words, and the caret where ¦ stands."""
    body = told.replace(CARET, "")
    words = Words(body, letter, LIGHT, 100)
    words.resize(320, 400)
    places = [at for at, sign in enumerate(told) if sign == CARET]
    units = Utf16Map(body)
    cursor = QTextCursor(words.document())
    for number, place in enumerate(places or [len(body)]):
        mode = QTextCursor.MoveMode.KeepAnchor if number else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(units.units(place - number), mode)
    words.setTextCursor(cursor)
    return words


def told(words: Words) -> str:
    """What stands in the field, with ¦ at the caret, or at both ends of what is selected."""
    cursor, body = words.textCursor(), words.body()
    units = Utf16Map(body)
    for at in sorted({cursor.selectionStart(), cursor.selectionEnd()}, reverse=True):
        point = units.points(at)
        body = body[:point] + CARET + body[point:]
    return body


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        # Lists go on, are counted on, and end one level at a time.
        ("1. a¦\n2. b\n3. c", "Return", "1. a\n2. ¦\n3. b\n4. c"),
        ("1. a¦b\n2. c", "Return", "1. a\n2. ¦b\n3. c"),
        ("1. a\n1. b¦\n1. c", "Return", "1. a\n1. b\n1. ¦\n1. c"),
        ("3) a¦\n\n4) b\n\nwords\n\n4) c", "Return", "3) a\n4) ¦\n\n5) b\n\nwords\n\n4) c"),
        ("- a\n    - ¦", "Return", "- a\n- ¦"),
        ("1. a\n    1. ¦\n2. b", "Return", "1. a\n2. ¦\n3. b"),
        ("> - ¦", "Return", "> ¦"),
        ("> > a\n> > ¦", "Return", "> > a\n> ¦"),
        ("> a\n> ¦", "Return", "> a\n\n¦"),
        ("- a\n- ¦", "Return", "- a\n\n¦"),
        ("- a\n- ¦\nb", "Return", "- a\n\n¦\nb"),
        ("a\n\n- ¦", "Return", "a\n\n¦"),
        ("- [x] a¦", "Return", "- [x] a\n- [ ] ¦"),
        ("```\n- a¦", "Return", "```\n- a\n¦"),
        ("```\n    a¦", "Return", "```\n    a\n    ¦"),
        # Tab and Shift+Tab.
        ("1. a\n2. b¦\n3. c", "Tab", "1. a\n    1. b¦\n2. c"),
        ("1. a\n    1. b\n2. c¦", "Tab", "1. a\n    1. b\n    2. c¦"),
        ("1. a\n    1. b¦\n2. c", "Shift+Tab", "1. a\n2. b¦\n3. c"),
        # Backspace before the words of an item.
        ("- ¦a", "Backspace", "¦a"),
        ("- a\n    - ¦b", "Backspace", "- a\n- ¦b"),
        ("- [ ] ¦a", "Backspace", "¦a"),
        ("> > ¦a", "Backspace", "> ¦a"),
        ("> ¦a", "Backspace", "¦a"),
        ("> - ¦a", "Backspace", "> ¦a"),
        ("- a¦", "Backspace", "- ¦"),
        ("```\n- ¦a", "Backspace", "```\n-¦a"),
        # Lines move.
        ("a\nb¦\nc", "Alt+Up", "b¦\na\nc"),
        ("a¦\nb\nc", "Alt+Down", "b\na¦\nc"),
        ("a\n¦b\nc¦\nd", "Alt+Down", "a\nd\n¦b\nc¦"),
        ("1. a\n2. 👩¦\n3. c", "Alt+Up", "1. 👩¦\n2. a\n3. c"),
        ("4. a¦\n5. b", "Alt+Down", "4. b\n5. a¦"),
        ("¦a\nb", "Alt+Up", "¦a\nb"),
        ("a\nb¦", "Alt+Down", "a\nb¦"),
        # Headings.
        ("a¦b", "Ctrl+H", "# a¦b"),
        ("# a¦b", "Ctrl+H", "## a¦b"),
        ("### a¦b", "Ctrl+H", "a¦b"),
        # Marks.
        ("one t¦wo", "Ctrl+B", "one **t¦wo**"),
        ("one **t¦wo**", "Ctrl+B", "one t¦wo"),
        ("one ¦", "Ctrl+B", "one **¦**"),
        ("one **¦**", "Ctrl+B", "one ¦"),
        ("one¦ two ¦three", "Ctrl+B", "one ¦**two**¦ three"),
        ("¦- one\n- two¦", "Ctrl+B", "- ¦**one**\n- **two**¦"),
        ("¦- **one**\n- **two**¦", "Ctrl+B", "- ¦one\n- two¦"),
        ("¦**a** and **b**¦", "Ctrl+B", "¦****a** and **b****¦"),
        ("~~**¦a¦**~~", "Ctrl+I", "~~**¦*a*¦**~~"),
        ("~~**¦a¦**~~", "Ctrl+Shift+X", "**¦a¦**"),
        ("¦a¦", "Ctrl+Shift+M", "¦`a`¦"),
        ("`¦a¦`", "Ctrl+Shift+M", "¦a¦"),
        ("¦👩¦", "Ctrl+Shift+X", "¦~~👩~~¦"),
    ],
)
def test_a_key_does_what_a_writer_expects(letter: Document, before: str, keys: str, after: str) -> None:
    words = opened(letter, before)
    QTest.keySequence(words, QKeySequence(keys))
    assert told(words) == after
    while words.document().isUndoAvailable():
        QTest.keySequence(words, QKeySequence("Ctrl+Z"))
    assert words.body() == before.replace(CARET, "")
    forget(words)


def test_each_key_is_one_step_to_take_back(letter: Document) -> None:
    for before, keys in (
        ("1. a¦\n2. b", "Return"),
        ("¦- a\n- b¦", "Ctrl+B"),
        ("1. a\n2. b¦", "Alt+Up"),
        ("- ¦a", "Backspace"),
    ):
        words = opened(letter, before)
        QTest.keySequence(words, QKeySequence(keys))
        assert words.body() != before.replace(CARET, "")
        QTest.keySequence(words, QKeySequence("Ctrl+Z"))
        assert words.body() == before.replace(CARET, ""), keys
        forget(words)


QUOTED = "> the knot (¶ 17)"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{QUOTED}\n\n¦"),
        ("a¦", f"a\n\n{QUOTED}\n\n¦"),
        ("a w¦ord\nb", f"a word\n\n{QUOTED}¦\n\nb"),
        ("a w¦ord\n\nb", f"a word\n\n{QUOTED}¦\n\nb"),
        ("a\n¦b", f"a\n\n{QUOTED}¦\n\nb"),
        ("a\n¦\nb", f"a\n\n{QUOTED}¦\n\nb"),
        ("- a\n- b¦b\n- c", f"- a\n- bb\n  {QUOTED}¦\n- c"),
        ("- a\n¦- b\n- c", f"- a\n- b\n  {QUOTED}¦\n- c"),
        ("1. a\n    1. [ ] b¦\nc", f"1. a\n    1. [ ] b\n       {QUOTED}¦\n\nc"),
        ("- a\n- ¦", f"- a\n- {QUOTED}¦"),
        ("> a¦\n> b", f"> a\n\n{QUOTED}¦\n\n> b"),
        ("| a | b |\n| --- | --- |\n| c¦ | d |\n\nx", f"| a | b |\n| --- | --- |\n| c | d |\n\n{QUOTED}¦\n\nx"),
        ("```\na¦b\nc\n```\nx", f"```\nab\nc\n```\n\n{QUOTED}¦\n\nx"),
        ("# a¦", f"# a\n\n{QUOTED}\n\n¦"),
    ],
)
def test_a_quotation_divides_no_line_and_belongs_to_its_item(letter: Document, before: str, after: str) -> None:
    words = opened(letter, before)
    data = QMimeData()
    data.setText("the knot")
    put_passage(data, Passage(letter.id, "17", 0, 0, "the knot"))
    words.insertFromMimeData(data)
    assert told(words) == after
    QTest.keySequence(words, QKeySequence("Ctrl+Z"))
    assert words.body() == before.replace(CARET, "")
    forget(words)


def test_an_address_pasted_on_words_makes_a_link_of_them(letter: Document) -> None:
    data = QMimeData()
    data.setText("https://a.b/c\n")
    data.setHtml("<a href='https://a.b/c'>https://a.b/c</a>")
    for before, after in (
        ("see ¦the page¦ there", "see [the page](https://a.b/c)¦ there"),
        ("see ¦http://x.y¦", "see [https://a.b/c](https://a.b/c)¦"),
    ):
        words = opened(letter, before)
        words.insertFromMimeData(data)
        assert told(words) == after
        forget(words)
