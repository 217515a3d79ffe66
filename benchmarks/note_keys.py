"""Measure how long a key takes in the editor of a note: short and long, with tables, code and links in it.

The note is in a notebook on the disk and open in the program's own window. Keys are pressed at its end, in its middle
and at its beginning, so far apart that what follows one (the look of the line, painting, the draft on its way to the
disk) is over before the next. What counts is the longest stretch of CPU in one event, of the key or of what follows.

Usage: python benchmarks/note_keys.py [KIND ...]
"""

import gc
import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QTextCursor  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from benchmarks.large_text import Heart, wait  # noqa: E402
from cca_desktop.app import Program, collect_again, make_application  # noqa: E402
from cca_desktop.library.edition import SEEDS, read_edition  # noqa: E402
from cca_desktop.notes.drawer import Drawer  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.ui.notes.note_editor import NoteEditor  # noqa: E402

SEED = 1962
FRAME_MS = 16.0
TYPED = "He *answers* the quarantine, see ¶ 6 and [[rope]]. "
_KEYS_ARE_APART_MS = 40
_KEYS = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}


def words(count: int, *, chance: random.Random) -> list[str]:
    """Return so many words of the letter, in no order that means anything."""
    text = shipped("seeds", "khrushchev-1962-10-26.txt").read_text("utf-8")
    return chance.choices(text.split(), k=count)


def prose(count: int) -> str:
    """Return so many words in paragraphs, with headings, lists and quotations among them."""
    chance = random.Random(SEED)
    left = words(count, chance=chance)
    lines = []
    while left:
        taken, left = left[: chance.randrange(8, 90)], left[90:]
        lines.append(chance.choice(["", "", "", "- ", "> ", "## ", "1. "]) + " ".join(taken))
    return "\n\n".join(lines)


def long_prose(letters: int) -> str:
    """Return prose of so many characters."""
    told = prose(letters // 3)
    return told[:letters]


def with_all(letters: int) -> str:
    """Return prose of so many characters, and a table, code and five hundred links at its end."""
    chance = random.Random(SEED)
    links = " ".join(f"[{word}](https://example.org/{number})" for number, word in enumerate(words(500, chance=chance)))
    rows = "\n".join("| " + " | ".join(words(4, chance=chance)) + " |" for _ in range(60))
    table = "| a | b | c | d |\n| --- | --- | --- | --- |\n" + rows
    code = "```\n" + "\n".join(" ".join(words(8, chance=chance)) for _ in range(200)) + "\n```"
    rest = f"{table}\n\n{code}\n\n" + "\n\n".join(links[at : at + 1500] for at in range(0, len(links), 1500))
    return long_prose(letters - len(rest)) + "\n\n" + rest


KINDS: dict[str, Callable[[], str]] = {
    "2,000 words": lambda: prose(2_000),
    "200,000 characters": lambda: long_prose(200_000),
    "the same, table, code, 500 links": lambda: with_all(200_000),
    "one line of 20,000": lambda: " ".join(words(4_000, chance=random.Random(SEED)))[:20_000],
    "a table of 200 rows": lambda: "| a | b |\n| --- | --- |\n" + "| one cell | another |\n" * 200,
}


class Sitting:
    """The program with one note open in its editor."""

    def __init__(self, folder: Path, body: str) -> None:
        """Write the note, open the window and the note."""
        profile = Profile.at(folder)
        document = read_edition(shipped("seeds", f"{SEEDS[0]}.json"))
        drawer = Drawer.open(profile.database_file, lambda name: document.text if document.answers_to(name) else None)
        (note,) = drawer.notebook.write(None, body).notes
        drawer.close()
        self._heart = Heart()
        gc.disable()
        self.program = Program(profile)
        self.program.introduced.connect(collect_again)  # as the program itself does
        self.program.show()
        panel = None
        while panel is None or not panel.notes():
            wait(20)
            panel = self.program.window.notes
        wait(500)
        self._heart.start()
        panel.make_current(note, opens=True)
        self._heart._beat()  # noqa: SLF001  the deed itself is one stall, whatever the timer makes of it
        wait(300)
        self._heart.stop()
        self.opened_ms = max(cpu for _, cpu in self._heart.gaps)
        editor = panel.editor()
        assert editor is not None, "the note is open"
        self.editor: NoteEditor = editor

    def typed(self, keys: str) -> list[float]:
        """Return for each key the longest stretch of CPU in one event, in milliseconds."""
        told = []
        for letter in keys:
            self._heart.start()
            if letter in _KEYS:
                QTest.keyClick(self.editor.words, _KEYS[letter])
            else:
                QTest.keyClicks(self.editor.words, letter)
            self._heart._beat()  # noqa: SLF001
            wait(_KEYS_ARE_APART_MS)
            self._heart.stop()
            told.append(max(cpu for _, cpu in self._heart.gaps))
        return told

    def put_caret(self, share: float) -> None:
        """Put the caret at so much of the note."""
        sheet = self.editor.words.document()
        block = sheet.findBlock(round((sheet.characterCount() - 1) * share))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.editor.words.setTextCursor(cursor)
        wait(100)

    def close(self) -> None:
        """Close the window and forget it."""
        self.program.window.close()
        self.program.deleteLater()
        self.program.window.deleteLater()
        QApplication.processEvents()


def main(kinds: list[str]) -> None:
    """Print a line for each kind of note and place of the caret."""
    sys.stdout.write(f"{'':36}{'':12}{'p50':>8}{'p95':>8}{'worst':>8}  ms of CPU in one event\n")
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            sitting = Sitting(Path(folder) / "profile", KINDS[kind]())
            sys.stdout.write(f"{kind:36}{'opened':12}{'':16}{sitting.opened_ms:8.1f}\n")
            for place, share in (("end", 1.0), ("middle", 0.5), ("beginning", 0.0)):
                sitting.put_caret(share)
                took = sorted(sitting.typed(TYPED + "\n" + TYPED[:30] + "\b" * 10))
                p50, p95 = took[len(took) // 2], took[len(took) * 95 // 100]
                mark = " " if p95 <= FRAME_MS else "!"
                sys.stdout.write(f"{'':36}{place:12}{p50:8.1f}{p95:8.1f}{took[-1]:8.1f} {mark}\n")
                sys.stdout.flush()
            sitting.close()


if __name__ == "__main__":
    make_application()
    main(sys.argv[1:] or list(KINDS))
