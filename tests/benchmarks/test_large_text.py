"""The measuring of long texts: the text is what it says it is, and the heart hears when the window stands still."""

import time

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.large_text import Phase, Told, measure, table
from benchmarks.made_up_text import made_up_document
from cca_desktop.app import make_application


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else make_application()


def busy(milliseconds: float) -> None:
    """Let nothing else happen for so long, in processor time."""
    end = time.thread_time() + milliseconds / 1000
    while time.thread_time() < end:
        pass


def test_the_made_up_text_has_as_many_words_as_asked_and_is_the_same_each_time() -> None:
    document = made_up_document(30_000)
    assert document == made_up_document(30_000)
    heads = [block for block in document.blocks if block.role == "heading"]
    paragraphs = [paragraph.span.cut(document.text) for paragraph in document.paragraphs]
    assert sum(len(words.split()) for words in paragraphs) == 30_000
    assert len(heads) == len(document.sections) > 1
    assert [page.span.start for page in document.pages[1:]] == [page.span.end for page in document.pages[:-1]]
    assert any("\n\n" in words for words in paragraphs), "pages end within sentences"


@pytest.mark.usefixtures("qapp")
def test_the_heart_hears_how_long_the_window_stood_still() -> None:
    still = measure("still", lambda: busy(40), 2, 60)
    assert still.stall_ms >= 40
    assert still.deeds == 2
    assert still.busy_each_ms >= 40
    quiet = measure("quiet", int, 3, 20)
    assert quiet.busy_ms < 40 <= still.busy_ms


def test_the_table_says_what_must_be_reached() -> None:
    phase = Phase("scrolls", deeds=60, seconds=1.0, busy_each_ms=3.2, stall_ms=12.5, busy_ms=4.1)
    shown = table({"somewhere": Told([200.0, 250.0, 900.0], [100.0], [phase])})
    assert "somewhere: first screen 250 ms after the text is in memory, 100 of them in CPU; must be 300" in shown
    row = shown.splitlines()[-1].split()
    assert row == ["scrolls", "60.0", "3.2", "12.5", "4.1", "16"]
