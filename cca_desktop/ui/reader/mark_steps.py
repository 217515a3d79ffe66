"""From mark to mark by key: notes, highlights and hits in the order of the letter, each told in words."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QCoreApplication, QObject, Slot

from cca_desktop.library.document import Document
from cca_desktop.ui.announce import announce
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.marks import Mark

_SPOKEN_LETTERS = 240  # of a passage or a note: who wants more goes there


class MarkSteps(QObject):
    """Leads the caret from one mark to the next, and says what that is."""

    def __init__(self, document: Document, window: MainWindow, parent: QObject) -> None:
        """Step through the marks in ``document``."""
        super().__init__(parent)
        self._document = document
        self._window = window
        self._last: Mark | None = None

    @property
    def _letter(self) -> LetterView:
        """The view of the letter that one was in last."""
        return self._window.letter()

    @Slot()
    def next_mark(self) -> None:
        """Go to the next mark behind the caret."""
        self._come_to(self._letter.marks.next_after(self._here()), self.tr("There is no further mark below."))

    @Slot()
    def previous_mark(self) -> None:
        """Go to the last mark before the caret."""
        self._come_to(self._letter.marks.last_before(self._here()), self.tr("There is no further mark above."))

    def _here(self) -> tuple[object, ...]:
        """Return the mark one came to last, while the caret is still there: several may begin at one letter."""
        caret = self._letter.reading.canonical_at(self._letter.textCursor().position())
        return self._last if self._last is not None and self._last.start == caret else (caret,)

    def _come_to(self, mark: Mark | None, otherwise: str) -> None:
        if mark is None:
            self._say(otherwise)
            return
        self._last = mark
        self._letter.reveal(mark.span)
        self._letter.put_caret(mark.span)
        self._letter.set_marks("place", [mark._replace(kind="place")])
        if mark.is_note and self._window.notes is not None:
            self._window.notes.make_current(mark.key)
        self._letter.setFocus()
        self._say(self.told(mark))

    def _say(self, words: str) -> None:
        self._window.status.say(words)
        announce(self._letter, words)

    def told(self, mark: Mark) -> str:
        """Return what ``mark`` is, in words."""
        paragraph = self._document.paragraph_at(mark.start).label
        place = self.tr("¶ {number}").format(number=paragraph) if paragraph.isdigit() else paragraph
        words = _shortened(self._letter.reading_words(mark.span))
        if mark.kind == "hit":
            hits = self._letter.marks.whole("hit")
            count, number = len(hits.marks), bisect_left(hits.marks, mark) + 1
            told = self.tr("Hit {number} of {all}, {place}: {words}")
            return told.format(number=number, all=count, place=place, words=words)
        colour = _spoken_colour(mark.colour)
        body = self._body(mark.key)
        if body:
            told = self.tr("Note, {colour}, {place}: {words}; it says: {body}")
        else:
            told = self.tr("Highlight, {colour}, {place}: {words}")
        said = told.format(colour=colour, place=place, words=words, body=body)
        others = len(set(self._letter.marks.notes_at(mark.start))) - 1
        if others <= 0:
            return said
        return " ".join((said, self.tr("%Ln other notes on the same words.", "", others)))

    def _body(self, note: str) -> str:
        listed = self._window.notes.notes() if self._window.notes is not None else ()
        body = next((placed.note.body for placed in listed if placed.note.id == note), "")
        return _shortened(" ".join(body.split()))


def _shortened(words: str) -> str:
    if len(words) <= _SPOKEN_LETTERS:
        return words
    return words[:_SPOKEN_LETTERS].rsplit(" ", 1)[0] + " …"


def _spoken_colour(colour: str) -> str:
    named = {
        "yellow": QCoreApplication.translate("marks", "yellow"),
        "green": QCoreApplication.translate("marks", "green"),
        "blue": QCoreApplication.translate("marks", "blue"),
        "pink": QCoreApplication.translate("marks", "pink"),
        "violet": QCoreApplication.translate("marks", "violet"),
    }
    return named.get(colour, colour)
