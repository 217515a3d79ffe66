"""Hits and lines of a concordance in the letter: marked there, followed, and the way back to where one was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.marks import Mark

if TYPE_CHECKING:
    from cca_desktop.library.document import Document
    from cca_desktop.ui.main_window import MainWindow
    from cca_desktop.ui.moving import Moving
    from cca_desktop.ui.notes.panel import NotesPanel
    from cca_desktop.ui.reader.letter_view import LetterView


class Found(Protocol):
    """What was found, in a text or in a note: a hit, or a line of a concordance."""

    @property
    def document(self) -> str:
        """The text it stands in, or that its note is about."""

    @property
    def kind(self) -> str:
        """Either "text" or "note"."""

    @property
    def note(self) -> str:
        """The note it stands in, "" in a text."""

    @property
    def span(self) -> Span:
        """Where it stands in the canonical text, or in the words of the note."""


class InLetter:
    """Turns the letter's pages to what was found, and back."""

    def __init__(self, document: Document, window: MainWindow, notes: NotesPanel, moving: Moving) -> None:
        """Show things in ``document``, and in the notes on it."""
        self._document = document
        self._window = window
        self._notes = notes
        self._moving = moving
        self._left_from: tuple[LetterView, int] | None = None  # the view that one was in, and its place

    @property
    def _letter(self) -> LetterView:
        """The view of the letter that one was in last."""
        return self._window.letter()

    def begin(self) -> None:
        """Remember where one is now, unless that is done already."""
        if self._left_from is None:
            self._left_from = (self._letter, self._letter.place())

    def forget(self) -> None:
        """Let one stay where one is."""
        self._left_from = None

    def show(self, found: Iterable[Found], current: Found | None) -> None:
        """Mark all of ``found``, and nothing else; one of them as the current one."""
        from cca_desktop.ui.reader.hits import HitLayer

        here = self._document.id
        spans = [one.span for one in found if one.document == here and one.kind == "text"]
        self._letter.set_marks("hit", HitLayer(spans))
        self._mark_current(current)

    def follow(self, found: Found) -> None:
        """Bring it into view, wherever it stands."""
        self._mark_current(found)
        if found.kind == "note":
            self._window.sides.open("right")
            self._notes.make_current(found.note)
        else:
            self._letter.reveal(found.span)

    def accept(self, found: Found) -> None:
        """Go there and stay; one can come back to where one was before."""
        leaving = self._letter.place()
        if self._left_from is not None and self._left_from[0] is self._letter:
            leaving = self._left_from[1]
        self.follow(found)
        self._left_from = None
        if found.kind == "note":
            self._notes.cards.setFocus()
            return
        self._letter.put_caret(found.span)
        self._letter.setFocus()
        self._moving.jumped_from(leaving)

    def go_to(self, offset: int) -> None:
        """Go to a canonical offset; one can come back from there."""
        self._left_from = None
        self._moving.go_to(offset)

    def leave(self) -> None:
        """Go back to where one was."""
        if self._left_from is not None:
            letter, offset = self._left_from
            if letter in self._window.letters():
                letter.go_to(offset)
            self._left_from = None
        self._letter.setFocus()

    def _mark_current(self, found: Found | None) -> None:
        is_here = found is not None and self._is_here(found)
        self._letter.set_marks("current", [self._mark(found, "current", "")] if found is not None and is_here else [])
        self._window.panels.mark_map.refresh()

    def _mark(self, found: Found, kind: str, name: str) -> Mark:
        return Mark(found.span.start, found.span.end, kind, name)

    def _is_here(self, found: Found) -> bool:
        return found.kind == "text" and found.document == self._document.id
