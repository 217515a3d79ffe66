"""Open the real window in a test, use it as a reader does, and read what stands in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cca_desktop.app import Program, make_application
from cca_desktop.notes.note import PlacedNote
from cca_desktop.search.answer import Answer
from cca_desktop.storage.profile import Profile
from cca_desktop.text.anchoring import find_quote
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Command
from cca_desktop.ui.notes.note_editor import NoteEditor
from cca_desktop.ui.notes.panel import NotesPanel
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.search.panel import SearchPanel

WAITS_MS = 20_000


class Opened:
    """One open window, and a reader before it."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        """Sit down before ``program``."""
        self.program = program
        self.window = program.window
        self._qtbot = qtbot

    # What stands in the window.

    @property
    def letter(self) -> LetterView:
        return self.window.panels.letter

    @property
    def search(self) -> SearchPanel:
        return self.window.panels.search

    @property
    def notes(self) -> NotesPanel:
        assert self.window.notes is not None
        return self.window.notes

    @property
    def editor(self) -> NoteEditor:
        editor = self.notes.editor()
        assert editor is not None, "no note is being edited"
        return editor

    @property
    def words(self) -> QTextEdit:
        """The field of the note that is being written."""
        return self.editor.words

    def said(self) -> str:
        """What the line at the bottom says of the notes, or of a trouble."""
        return self.window.status.said()

    def labels(self, inside: QWidget | None = None) -> list[str]:
        """The words of every label that can be seen."""
        found = (inside or self.window).findChildren(QLabel)
        return [label.text() for label in found if label.isVisible() and label.text()]

    def bodies(self) -> list[str]:
        """The words of the notes that are listed."""
        return [placed.note.body for placed in self.notes.notes()]

    def note(self) -> PlacedNote:
        """The only note there is."""
        (placed,) = self.notes.notes()
        return placed

    def marked(self, layer: str) -> list[str]:
        """The words in the letter that the marks of a layer cover, as they are shown."""
        return [self.letter.reading_words(mark.span) for mark in self.letter.marks.layer(layer)]

    def first_line(self) -> str:
        """The first words that can be read in the letter."""
        cursor = self.letter.cursorForPosition(QPoint(20, 12))
        return self.letter.toPlainText()[cursor.position() :][:60]

    def sees(self, span: Span) -> bool:
        """Whether the first letter of the canonical ``span`` is in view."""
        cursor = self.letter.textCursor()
        cursor.setPosition(self.letter.reading.shown_at(span.start))
        return self.letter.viewport().rect().contains(self.letter.cursorRect(cursor))

    def caret(self) -> int:
        """The canonical place of the caret in the letter."""
        return self.letter.reading.canonical_at(self.letter.textCursor().position())

    def is_on_first_line(self, span: Span) -> bool:
        """Whether the line with the first letter of ``span`` is the first one in view, or as near as the end allows."""
        cursor = self.letter.textCursor()
        cursor.setPosition(self.letter.reading.shown_at(span.start))
        at = self.letter.cursorRect(cursor)
        bar = self.letter.verticalScrollBar()
        return -2 <= at.top() < at.height() or (bar.maximum() - bar.value() < at.height() and self.sees(span))

    # What a reader does.

    def until(self, is_so: Callable[[], bool], *, within_ms: int = WAITS_MS) -> None:
        self._qtbot.waitUntil(is_so, timeout=within_ms)

    def press(self, keys: str) -> None:
        """Press a key, or several at once, wherever the caret is."""
        QTest.keySequence(self.focused(), QKeySequence(keys))

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focused(), words)

    def focused(self) -> QWidget:
        """The widget that has the keyboard."""
        return QApplication.focusWidget() or self.window

    def do(self, command: Command) -> None:
        """Choose a command from the menu."""
        action = self.program.actions[command]
        assert action.isEnabled(), f"{command} cannot be chosen"
        action.trigger()

    def ask(self, question: str) -> Answer:
        """Type a question into the field and wait for its answer."""
        self.press("Ctrl+F")
        self.type(question)
        return self.answered(question)

    def answered(self, question: str) -> Answer:

        def is_whole() -> bool:
            answer = self.search.answer()
            return answer is not None and answer.query == question and len(answer.hits) == answer.total

        self.until(is_whole)
        answer = self.search.answer()
        assert answer is not None
        return answer

    def passage(self, words: str) -> Span:
        """The canonical place of ``words``, the first of them."""
        return find_quote(self.program.document.text, words)[0]

    def select(self, words: str) -> Span:
        """Select words of the letter, as with the mouse."""
        span = self.passage(words)
        self.letter.setFocus()
        self.letter.select(span)
        return span

    def begin_note(self, on: str = "") -> None:
        """Select words and press Ctrl+N; without words the note is a free one. The caret is in the editor then."""
        if on:
            self.select(on)
        self.press("Ctrl+N")
        self.until(lambda: self.notes.editor() is not None and self.focused() is self.words)

    def write_note(self, on: str, words: str) -> None:
        """Write a whole note, wait until it is said to be saved, and leave the editor."""
        count = len(self.notes.notes())
        self.begin_note(on)
        self.type(words)
        self.until(self.is_saved)
        self.press("Esc")
        self.until(lambda: self.notes.editor() is None and len(self.notes.notes()) == count + 1)
        self.until(lambda: words in self.bodies())

    def is_saved(self) -> bool:
        """Whether the editor says that what stands in it is on the disk."""
        return "saved" in self.labels(self.editor)

    def paste(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.press("Ctrl+V")

    def click_letter(self, words: str) -> None:
        """Click into the middle of ``words`` in the letter."""
        span = self.passage(words)
        self.letter.reveal(span)
        cursor = self.letter.textCursor()
        cursor.setPosition(self.letter.reading.shown_at((span.start + span.end) // 2))
        at = self.letter.cursorRect(cursor).center()
        QTest.mouseClick(self.letter.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def click_card(self, row: int) -> None:
        cards = self.notes.cards
        at = cards.visualRect(cards.model().index(row, 0)).center()
        QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def come_back(self) -> None:
        """Make the window the active one, as every desktop does when a dialog is closed; the offscreen one does not."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def quit(self) -> None:
        """Close the window with its key; everything is on the disk then."""
        self.press("Ctrl+Q")
        assert not self.window.isVisible(), f"the window would not close: {self.said()}"
        self.clear_away()

    def clear_away(self) -> None:
        """Give everything back that the window held."""
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self.window and dialog.isVisible():
                dialog.close()
        for _ in range(2):  # the first time a window may refuse, with a sentence
            if self.window.isVisible():
                self.window.close()
        self.program.close()
        for thing in (self.window, self.program):
            forget(thing)


def forget(thing: QObject) -> None:
    """Delete an object of Qt and all that is in it, now."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Qt's application object as the program makes it, for every test of this process."""
    there = QApplication.instance()
    application = there if isinstance(there, QApplication) else make_application()
    application.setQuitOnLastWindowClosed(False)  # one test opens several windows, one after another
    return application


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile that nobody has used yet."""
    return Profile.at(tmp_path / "profile")


@pytest.fixture
def open_program(qtbot: QtBot, profile: Profile) -> Iterator[Open]:
    """Open the window, on ``profile`` if no other is given, and wait until every part of it is there."""
    opened: list[Opened] = []

    def open_now(at: Profile = profile, **more: object) -> Opened:
        program = Program(at, **more)  # type: ignore[arg-type]
        one = Opened(program, qtbot)
        opened.append(one)
        with qtbot.waitSignal(program.introduced, timeout=WAITS_MS):
            program.show()
        return one

    yield open_now
    for one in opened:
        if _lives(one.window):
            one.clear_away()


@pytest.fixture
def program(open_program: Open) -> Opened:
    """The window on a new profile."""
    return open_program()


def _lives(thing: QObject) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))
