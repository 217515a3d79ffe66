"""Every key that does something in the letter is on the page of keys, and does what is said there."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget

from cca_desktop.ui.dialogs.keys import KeysDialog
from cca_desktop.ui.place_keys import LETTER_KEYS, KeyRow, sequences
from tests.ui.opening import Opened


@pytest.mark.parametrize("row", LETTER_KEYS, ids=lambda row: row.name)
def test_each_key_of_the_letter_does_something_there(program: Opened, row: KeyRow) -> None:
    letter = program.letter
    middle = program.passage("the logic of war")
    keys = sequences(row)
    assert keys
    for one in keys:
        letter.reveal(middle)
        letter.put_caret(middle)
        before = (program.caret(), letter.textCursor().selectedText())
        QTest.keySequence(letter, one)
        assert (program.caret(), letter.textCursor().selectedText()) != before, one.toString()
        letter.let_go()


def test_the_page_of_keys_lists_what_counts_where_one_is(program: Opened) -> None:
    program.press("F1")
    (page,) = program.window.findChildren(KeysDialog)
    (table,) = page.findChildren(QTableWidget)
    cells = table.model()
    rows = [[str(cells.index(row, column).data()) for column in range(3)] for row in range(table.rowCount())]
    assert all(all(row[::2]) for row in rows)
    told = {row[0]: row[1] for row in rows}
    native = QKeySequence("F2").toString(QKeySequence.SequenceFormat.NativeText)
    assert native in told["At a bookmark's ribbon"]
    assert "Return" in told["In the search field: the hits"] or "↵" in told["In the search field: the hits"]
    assert told["In the letter: sentences"]
    page.close()
