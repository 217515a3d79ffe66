"""Files that macOS hands over as an event. One process has one application, so each trial is a process of its own."""

import subprocess
import sys

from cca_desktop.ui.care import NOTES_END_IN
from installers.product import KINDS
from tests.command.calling import environment

TRIAL = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from cca_desktop.ui.handed_files import FileTakingApplication

application = FileTakingApplication(["trial"])
application.sendEvent(application, QFileOpenEvent("/before.jsonld"))
application.sendEvent(application, QFileOpenEvent(QUrl("https://example.org")))
print(application.take_files())
application.files_came.connect(lambda: print(application.take_files()))
application.sendEvent(application, QFileOpenEvent("/after.jsonld"))
application.setApplicationName("an event that is Qt's")
application.processEvents()
print(application.take_files())
"""


def test_a_file_waits_until_somebody_asks_and_later_ones_are_told() -> None:
    told = subprocess.run(
        [sys.executable, "-c", TRIAL],
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert told == ["['/before.jsonld']", "['/after.jsonld']", "[]"]


def test_no_kind_of_file_is_offered_that_the_window_does_not_open() -> None:
    assert {f".{kind.extension}" for kind in KINDS} <= set(NOTES_END_IN)
