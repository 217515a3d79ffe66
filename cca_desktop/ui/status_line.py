"""The line at the bottom: where one reads, and whether the notes are safe."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document

_HEIGHT = 29


class StatusLine(QFrame):
    """Says two things, and longer ones when something went wrong."""

    def __init__(self, document: Document, scale: int) -> None:
        """Speak of ``document``."""
        super().__init__()
        self.setObjectName("statusLine")
        self._document = document
        self._last = next((one.label for one in reversed(document.paragraphs) if one.label.isdigit()), "")
        self._place = QLabel()
        self._state = QLabel()
        for label in (self._place, self._state):
            label.setProperty("quiet", True)
            label.setProperty("textFormat", "PlainText")
        self._state.setWordWrap(True)
        self._state.setProperty("alignment", "AlignRight|AlignVCenter")
        self._state.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self._place)
        row.addWidget(self._state, 1)
        self.set_look(scale)

    def set_look(self, scale: int) -> None:
        """Change size: the line is as high with words as without."""
        self.setMinimumHeight(round(_HEIGHT * scale / 100))

    def show_place(self, offset: int) -> None:
        """Say which paragraph and section the canonical ``offset`` stands in."""
        label = self._document.paragraph_at(offset).label
        section = self._document.section_at(offset)
        if label.isdigit() and section is not None:
            words = self.tr("¶ {number} of {last} · {numeral} {title}").format(
                number=label, last=self._last, numeral=section.numeral, title=section.title
            )
        else:
            named = {"header": self.tr("The telegram"), "salutation": self.tr("Salutation"), "close": self.tr("Close")}
            words = named.get(label, "")
        self._place.setText(words)

    def say(self, words: str) -> None:
        """Say ``words`` about the notes."""
        self._say(words, is_trouble=False)

    def say_saved(self) -> None:
        """Say that every note is on the disk."""
        self.say(self.tr("All notes saved"))

    def _say(self, words: str, *, is_trouble: bool) -> None:
        self._state.setText(words)
        self._state.setToolTip(words)
        if bool(self._state.property("trouble")) != is_trouble:
            self._state.setProperty("trouble", is_trouble)
            self._state.style().polish(self._state)

    def tell_trouble(self, words: str) -> None:
        """Say what went wrong, so that it is seen."""
        self._say(words, is_trouble=True)

    def show_trouble(self, trouble: KnownError) -> None:
        """Say in one sentence what did not work, and say it aloud."""
        self.tell_trouble(str(trouble))
        self.speak(str(trouble))

    def speak(self, words: str) -> None:
        """Say ``words`` aloud to whoever listens instead of looking."""
        from cca_desktop.ui.announce import announce

        announce(self, words)

    def said(self) -> str:
        """Return what is said about the notes."""
        return self._state.text()
