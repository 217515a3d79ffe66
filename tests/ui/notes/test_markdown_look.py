"""Marks are shown while one types, and a line that is no paragraph is left plain rather than looked at for minutes."""

import pytest
from PySide6.QtGui import QTextDocument

from cca_desktop.ui.notes.markdown_look import MarkdownLook
from cca_desktop.ui.theme import LIGHT


@pytest.mark.timeout(20)  # not a speed: without the limit these lines take minutes
@pytest.mark.usefixtures("qapp")
def test_a_line_of_a_hundred_thousand_letters_is_left_plain() -> None:
    for line, is_plain in (("a **strong** word", False), ("__a " * 25_000, True), ("[x " * 33_000, True)):
        sheet = QTextDocument(line)
        MarkdownLook(sheet, LIGHT, 13).rehighlight()
        assert (not sheet.firstBlock().layout().formats()) == is_plain
