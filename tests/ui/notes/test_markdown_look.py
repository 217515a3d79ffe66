"""Marks are shown while one types, and a line that is no paragraph is left plain rather than looked at for minutes."""

import pytest
from PySide6.QtGui import QFont, QTextCursor, QTextDocument

from cca_desktop.ui.notes.markdown_look import MarkdownLook
from cca_desktop.ui.theme import LIGHT


@pytest.mark.usefixtures("qapp")
def test_the_heads_of_a_table_are_strong_once_there_is_a_rule_below_them() -> None:
    sheet = QTextDocument("| Who | What |\n| --- | --- |\n| one | two |")
    look = MarkdownLook(sheet, LIGHT, 13)
    look.rehighlight()

    def is_strong(line: int) -> bool:
        formats = sheet.findBlockByNumber(line).layout().formats()
        return any(one.format.fontWeight() > QFont.Weight.Normal for one in formats)

    assert [is_strong(line) for line in range(3)] == [True, False, False]
    cursor = QTextCursor(sheet.findBlockByNumber(1))
    cursor.insertText("no rule ")
    look.open_line(1)
    look.open_line(2)
    assert not is_strong(0)


@pytest.mark.timeout(60)  # not a speed: without the limit these lines take minutes
@pytest.mark.usefixtures("qapp")
def test_a_line_of_a_hundred_thousand_letters_is_left_plain() -> None:
    for line, is_plain in (("a **strong** word", False), ("__a " * 25_000, True), ("[x " * 33_000, True)):
        sheet = QTextDocument(line)
        MarkdownLook(sheet, LIGHT, 13).rehighlight()
        assert (not sheet.firstBlock().layout().formats()) == is_plain
