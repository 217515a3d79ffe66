"""Lines of a note's editor: the passage the note is about, and its tags."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from cca_desktop.notes.tag_line import told_tags, typed_tags
from cca_desktop.ui.notes.card import QUOTE_LINES, SHOWN_AT_MOST
from cca_desktop.ui.painting import Lines
from cca_desktop.ui.typeface import book_face, put_on


class PassageLine(QLabel):
    """The words a note is about, as many of them as two lines hold."""

    def __init__(self, about: str, scale: int) -> None:
        """Quote ``about``; "" of a free note."""
        super().__init__()
        self._about = f"“{about}”"[:SHOWN_AT_MOST] if about else ""
        self.setText(self._about)
        self.setFont(book_face(scale, size=17, is_italic=True))
        self.setProperty("quiet", True)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_look(self, scale: int) -> None:
        """Change the size."""
        put_on(self, book_face(scale, size=17, is_italic=True))
        self.cut()

    def cut(self) -> None:
        """Quote as much as two lines of this width hold."""
        self.setText(Lines(self._about, self.font(), self.width(), at_most=QUOTE_LINES, closing="”").words())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Quote as much as fits now."""
        super().resizeEvent(event)
        self.cut()


class TagLine(QLineEdit):
    """The tags of a note, separated by commas."""

    def __init__(self, tags: Iterable[str]) -> None:
        """Show ``tags``."""
        super().__init__(told_tags(tags))
        self.setObjectName("noteTags")
        self.setPlaceholderText(self.tr("Tags, separated by commas"))
        self.setAccessibleName(self.tr("Tags of the note, separated by commas"))

    def tags(self) -> tuple[str, ...]:
        """Return the tags that stand here."""
        return typed_tags(self.text())

    def show_tags(self, tags: Iterable[str]) -> None:
        """Show other tags."""
        self.setText(told_tags(tags))
