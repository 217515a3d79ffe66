"""Draw the window twice on one screen: brought there from another screen, and opened there. For test_two_screens.py.

Usage: across.py PROFILE FROM TO FOLDER; it makes moved.png and opened.png. Screens have their names in
QT_SCREEN_SCALE_FACTORS.
"""

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from PySide6.QtWidgets import QFrame, QLabel

from cca_desktop.app import Program, make_application
from cca_desktop.storage.profile import Profile
from cca_desktop.text.anchoring import find_quote

_FAR_AWAY = 30_000
_LOOKS_EVERY_MS = 300
_STILL_FOR_LOOKS = 3  # what is told after a pause is told by then


def wait(milliseconds: int) -> None:
    """Let the event loop run for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def drawn(profile: Path, places: list[str]) -> QImage:
    """Open the window on the first of the screens, bring it to the next ones, and draw it on the last."""
    screens = {screen.name(): screen for screen in QGuiApplication.screens()}
    program = Program(Profile.at(profile))
    program.window.setScreen(screens[places[0]])
    program.window.resize(1300, 800)
    program.window.move(screens[places[0]].geometry().topLeft())
    introduced = QEventLoop()
    program.introduced.connect(introduced.quit)
    QTimer.singleShot(0, program.show)
    introduced.exec()
    letter = program.window.panels.letter
    letter.select(find_quote(program.document.text, "the knot of war")[0])
    letter.setFocus()
    while not is_settled(program):
        wait(_LOOKS_EVERY_MS)
    for place in places:
        program.window.move(screens[place].geometry().topLeft())
        still, looks = program.window.grab().toImage(), 0
        while looks < _STILL_FOR_LOOKS:
            wait(_LOOKS_EVERY_MS)
            now = program.window.grab().toImage()
            is_still = now == still and still.devicePixelRatio() == ratio(screens[place]) and is_settled(program)
            still, looks = now, looks + 1 if is_still else 0
    program.window.close()
    return still


def is_settled(program: Program) -> bool:
    """Tell whether the bar stands at the selected words, and the line at the bottom says where one reads."""
    bar = program.window.panels.letter.findChild(QFrame, "selectionBar")
    told = [label.text() for label in program.window.status.findChildren(QLabel)]
    return bar is not None and bar.isVisible() and any(words.startswith("¶ 26") for words in told)


def ratio(screen: object) -> float:
    """Return how many dots a pixel has on ``screen``."""
    return float(screen.devicePixelRatio())  # type: ignore[attr-defined]


def main(profile: Path, origin: str, target: str, folder: Path) -> None:
    """Save both pictures in ``folder``."""
    application = make_application()
    application.setCursorFlashTime(0)
    QCursor.setPos(_FAR_AWAY, _FAR_AWAY)  # a pointer over a button would be seen
    for name, places in (("moved", [origin, target]), ("opened", [target])):
        copy = folder / name
        shutil.copytree(profile, copy)
        assert drawn(copy, places).save(str(folder / f"{name}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
