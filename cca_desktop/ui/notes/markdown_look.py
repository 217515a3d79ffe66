"""Show Markdown as it will look while one types it; the text itself stays exactly what was typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from cca_desktop.notes.fences import is_fence
from cca_desktop.ui.notes.markdown_parts import (
    ALIGNED,
    BOX,
    CODE,
    LINK,
    MARK,
    QUIET,
    QUOTED,
    SLANTED,
    STRONG,
    STRUCK,
    parts_of,
)
from cca_desktop.ui.notes.markdown_tables import is_row, is_rule
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import BOOK
from cca_desktop.ui.utf16 import Utf16Map

_LONGEST_LINE = 2_000
IN_CODE = 1  # the state of a line between fences, and of the one that opens them
_QUOTATION = 1.3  # times the size of the words: the book face is a small one
_HEADINGS = {1: 1.35, 2: 1.2, 3: 1.1}  # times the size of the words; deeper ones are only strong


class MarkdownLook(QSyntaxHighlighter):
    """Gives words the look that Markdown asks for, and hides its marks but where the caret stands."""

    def __init__(self, sheet: QTextDocument, colours: Colours, size: int) -> None:
        """Look after ``sheet``, whose words are ``size`` pixels high."""
        super().__init__(sheet)
        self._colours = colours
        self._size = size
        self._open = -1  # the line on which every mark is shown
        self._formats: dict[tuple[int, int], QTextCharFormat] = {}

    def set_look(self, colours: Colours, size: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._size = size
        self._formats.clear()
        self.rehighlight()

    def open_line(self, number: int) -> None:
        """Show the marks of line ``number``, where one is writing; of no other, and of none at -1."""
        if number == self._open:
            return
        before, self._open = self._open, number
        # The line before, too: it becomes the heads of a table by what is written below it.
        for line in dict.fromkeys((before - 1, before, number)):
            block = self.document().findBlockByNumber(line)
            if block.isValid():
                self.rehighlightBlock(block)

    def highlightBlock(self, text: str) -> None:
        """Look at one line."""
        is_code = self.previousBlockState() == IN_CODE
        self.setCurrentBlockState(IN_CODE if is_code != is_fence(text) else 0)
        if len(text) > _LONGEST_LINE:
            return  # no paragraph: some of the patterns would look from each mark to the end
        parts = parts_of(text, is_code=is_code and not is_fence(text))
        is_head = is_row(text) and not is_rule(text) and is_rule(self.currentBlock().next().text())
        letters = [letter | STRONG for letter in parts.letters] if is_head else parts.letters
        units = Utf16Map(text)
        is_open = self.currentBlock().blockNumber() == self._open
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or letters[at] != letters[start]:
                look = self._format(letters[start], parts.heading, is_open=is_open)
                if look is not None:
                    self.setFormat(units.units(start), units.units(at) - units.units(start), look)
                start = at

    def _format(self, what: int, heading: int, *, is_open: bool) -> QTextCharFormat | None:
        if what & (MARK | BOX) and is_open:
            what = what & ~(MARK | BOX) | QUIET
        if not what and not heading:
            return None
        key = (what, heading)
        if key not in self._formats:
            self._formats[key] = self._made(what, heading)
        return self._formats[key]

    def _made(self, what: int, heading: int) -> QTextCharFormat:
        look = QTextCharFormat()
        if what & MARK:  # no width and no ink, but there: the caret never stands on such a line
            look.setFontPointSize(0.01)
            look.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
            look.setFontLetterSpacing(0.0001)
            look.setForeground(Qt.GlobalColor.transparent)
            return look
        if what & QUOTED:
            look.setFontFamilies([BOOK])
            look.setProperty(QTextCharFormat.Property.FontPixelSize, round(self._size * _QUOTATION))
        if heading:
            look.setProperty(QTextCharFormat.Property.FontPixelSize, round(self._size * _HEADINGS.get(heading, 1)))
        if heading or what & STRONG:
            look.setFontWeight(QFont.Weight.DemiBold)
        if bool(what & SLANTED) != bool(what & QUOTED):  # emphasis in a quotation stands upright
            look.setFontItalic(True)
        if what & STRUCK:
            look.setFontStrikeOut(True)
        if what & (CODE | ALIGNED):
            look.setFontFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        if what & (QUIET | CODE):
            look.setForeground(QColor(self._colours.ink_quiet))
        if what & LINK:
            look.setForeground(QColor(self._colours.accent))
            look.setFontUnderline(True)
        if what & BOX:
            look.setForeground(Qt.GlobalColor.transparent)  # a box is painted in its place
        return look
