"""What holds for every test: no display, quick and repeatable examples, nothing left behind, nothing complained of."""

import gc
import logging
import os
import re
import shutil
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from benchmarks.screen import Screen
from cca_desktop.library.document import Document
from cca_desktop.library.edition import read_edition
from cca_desktop.storage.shipped import shipped

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first import of Qt; a test of a real window starts a process

FAILURES = Path(__file__).resolve().parent.parent / "build" / "failed-windows"

# `ci` draws the same examples each time, so that a red check is the fault of the change that it checks; `search` goes
# looking for new ones: pytest --hypothesis-profile=search
_unhurried = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("ci", max_examples=60, derandomize=True, database=None, **_unhurried)  # type: ignore[arg-type]
settings.register_profile("search", max_examples=2000, **_unhurried)  # type: ignore[arg-type]
settings.load_profile("ci")


@pytest.fixture(scope="session")
def letter() -> Document:
    """The letter of 26 October 1962, as it comes with the program."""
    return read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))


class Complaints(logging.Handler):
    """Keeps what the program itself logs from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        """Take away the complaints that this test provoked; one at least must be there."""
        expected = [sentence for sentence in self.sentences if re.search(pattern, sentence)]
        assert expected, f"nothing like {pattern!r} was logged: {self.sentences}"
        self.sentences = [sentence for sentence in self.sentences if sentence not in expected]


@pytest.fixture(autouse=True)
def complaints() -> Iterator[Complaints]:
    """Fail a test during which the program logged a warning that the test does not expect."""
    kept = Complaints()
    logger = logging.getLogger("cca_desktop")
    logger.addHandler(kept)
    yield kept
    logger.removeHandler(kept)
    assert not kept.sentences, f"the program complained: {kept.sentences}"


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window behind; picture the windows of one that failed.

    The fixtures that a test asks for are made after this one, and so are done with before it looks.
    """
    threads = set(threading.enumerate())
    yield
    if "PySide6.QtWidgets" in sys.modules:
        _empty_clipboard()
        left = _left_in_qt()
        assert not left, f"left behind: {left}"
    threads_left = [thread.name for thread in threading.enumerate() if thread not in threads and _is_ours(thread)]
    assert not threads_left, f"threads left behind: {threads_left}"


def _is_ours(thread: threading.Thread) -> bool:
    # A dummy stands for a thread that Python did not start; Qt's own pool keeps a few.
    return thread.is_alive() and not isinstance(thread, threading._DummyThread)  # noqa: SLF001 - it has no other name


def _left_in_qt() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    windows = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
    living = [thing for thing in gc.get_objects() if isinstance(thing, QObject)]
    threads = [thing for thing in living if isinstance(thing, QThread) and _lives(thing) and thing.isRunning()]
    timers = [thing for thing in living if isinstance(thing, QTimer) and _lives(thing) and thing.isActive()]
    threads = [thread for thread in threads if thread != application.thread()]
    left = [repr(thing) for thing in [*windows, *threads, *timers]]
    for window in windows:
        window.close()
        window.deleteLater()
    for timer in timers:
        timer.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return left


def _empty_clipboard() -> None:
    """Free what was copied: offscreen it would outlive Python, whose object it may be."""
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


def _lives(thing: object) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))


@pytest.fixture(scope="session")
def real_screen() -> Iterator[Screen]:
    """A display of our own, for a test marked ``real_window``: start the program with ``real_screen.environment()``."""
    with Screen.opened() as screen:
        yield screen


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a real window where none can be had."""
    missing = [tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool)]
    if missing and item.get_closest_marker("real_window"):
        pytest.skip(f"needs {' and '.join(missing)}, which are not installed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    """Picture the open windows of a test that has just failed, while they are still there."""
    report = yield
    if call.when == "call" and report.failed and "PySide6.QtWidgets" in sys.modules:
        pictures = _picture_windows(item.nodeid)
        if pictures:
            report.sections.append(("windows", "\n".join(map(str, pictures))))
    return report


def _picture_windows(test: str) -> list[Path]:
    from PySide6.QtWidgets import QApplication

    FAILURES.mkdir(parents=True, exist_ok=True)
    pictures = []
    for number, window in enumerate(w for w in QApplication.topLevelWidgets() if w.isVisible()):
        picture = FAILURES / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', test)[-120:]}-{number}.png"
        if window.grab().save(str(picture)):
            pictures.append(picture)
    return pictures
