"""A reader who types into a note of the real window for ever, and tells each time the window says that it is saved.

Started by the tests as ``python -m tests.crash.typist PROFILE``; it is killed and never ends by itself.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from cca_desktop.app import Program, make_application
from cca_desktop.storage.profile import Profile
from cca_desktop.text.anchoring import find_quote
from cca_desktop.ui.actions import Command

_TYPES_EVERY_MS = 4


class Typist(QObject):
    """Presses a key every few milliseconds; reads the word about saving as a reader would."""

    def __init__(self, program: Program) -> None:
        """Sit down before ``program``."""
        super().__init__()
        self._program = program
        self._count = 0
        self._told = ""
        self._types = QTimer(self)
        self._types.setInterval(_TYPES_EVERY_MS)
        self._types.timeout.connect(self._press)
        self._looks = QTimer(self)
        self._looks.setInterval(1)
        self._looks.timeout.connect(self._look)

    @Slot()
    def begin(self) -> None:
        """Open a note on a passage and begin to type."""
        span = find_quote(self._program.document.text, "the knot of war")[0]
        self._program.window.panels.letter.select(span)
        self._program.actions[Command.WRITE_NOTE].trigger()
        self._types.start()
        self._looks.start()

    @Slot()
    def _press(self) -> None:
        assert self._program.window.notes is not None
        editor = self._program.window.notes.editor()
        if editor is not None and self._count % 120 < 12:  # in bursts: what is shown is saved in the quiet between
            QTest.keyClicks(editor.words, f"{self._count} ")
        self._count += 1

    @Slot()
    def _look(self) -> None:
        assert self._program.window.notes is not None
        editor = self._program.window.notes.editor()
        if editor is None:
            return
        shown = editor.words.toPlainText()
        says_saved = any(label.text() == "saved" for label in editor.findChildren(QLabel))
        if says_saved and shown != self._told:
            self._told = shown
            sys.stdout.write(f"{editor.note} {shown}\n")
            sys.stdout.flush()


def main() -> None:
    """Type into the notes of the profile that is named."""
    application = make_application()
    program = Program(Profile.at(Path(sys.argv[1])))
    typist = Typist(program)
    program.introduced.connect(typist.begin)
    program.show()
    application.exec()


if __name__ == "__main__":
    main()
