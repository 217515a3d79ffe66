"""Show Markdown as it will look while one types it; the text itself stays exactly what was typed."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from cca_desktop.ui.theme import Colours

_HEADING = re.compile(r"#{1,6} ")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])([*_])(?![*_\s])(.+?)(?<![*_\s])\1(?![*\w])")
_CODE = re.compile(r"`[^`]+`")
_LINK = re.compile(r"\[[^\]]+\]\([^)]*\)|<https?://[^>]+>|https?://\S+")
_LONGEST_LINE = 2_000
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)]|>)\s")


class MarkdownLook(QSyntaxHighlighter):
    """Gives bold, slanted and quiet letters to what Markdown marks so."""

    def __init__(self, sheet: QTextDocument, colours: Colours) -> None:
        """Look after ``sheet``."""
        super().__init__(sheet)
        self._strong, self._emphasis, self._quiet, self._link = (QTextCharFormat() for _ in range(4))
        self._strong.setFontWeight(QFont.Weight.DemiBold)
        self._emphasis.setFontItalic(True)
        self._quiet.setForeground(QColor(colours.ink_quiet))
        self._link.setForeground(QColor(colours.accent))

    def highlightBlock(self, text: str) -> None:
        """Look at one line."""
        units = len(text) + sum(letter > "\uffff" for letter in text)
        if units != len(text):
            return  # positions below are code points: a line with wide letters is left plain
        if len(text) > _LONGEST_LINE:
            return  # no paragraph: some of the patterns would look from each mark to the end
        if _HEADING.match(text):
            self.setFormat(0, len(text), self._strong)
        for pattern, look in (
            (_LINK, self._link),
            (_EMPHASIS, self._emphasis),
            (_STRONG, self._strong),
            (_CODE, self._quiet),
        ):
            for match in pattern.finditer(text):
                self.setFormat(match.start(), match.end() - match.start(), look)
        marker = _MARKER.match(text)
        if marker:
            self.setFormat(0, marker.end(), self._quiet)
