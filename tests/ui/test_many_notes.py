"""A window on thousands of notes: the letter does not wait for them, and nothing is missing when they have come."""

import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication

from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.note import COLOURS, Note, Target
from cca_desktop.search.answer import Answer
from cca_desktop.search.stacks import NOTES_AT_ONCE
from cca_desktop.storage.profile import Profile
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from cca_desktop.ui.reader.marks import Mark
from cca_desktop.ui.window_state import WindowState
from tests.ui.opening import Open, Opened

MANY = 6_000
MANY_TO_READ = 3 * NOTES_AT_ONCE
_AT = "2026-01-01T00:00:00.000Z"


def id_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def many_notes(letter: Document) -> Iterator[Note]:
    """Notes on passages of the letter, one a few letters behind the other and round."""
    for number in range(MANY):
        start = 600 + number * 7 % (len(letter.text) - 800)
        span = Span(start, start + 5 + number % 120)
        target = Target(letter.id, describe_quote(letter.text, span), position_of(span))
        words = f"Remark {number}"
        yield Note(id_of(number), target, words, (), COLOURS[number % 5], _AT, _AT, 1, is_retired=False)


@pytest.fixture(scope="module")
def written(letter: Document, tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A profile with thousands of notes, which is only copied: to write them takes seconds."""
    profile = Profile.at(tmp_path_factory.mktemp("many"))
    write(profile, letter, many_notes(letter))
    return profile


@pytest.fixture
def profile(written: Profile, tmp_path: Path) -> Profile:
    """Such a profile of one's own."""
    return Profile.at(Path(shutil.copytree(written.folder, tmp_path / "many")))


def write(profile: Profile, letter: Document, notes: Iterable[Note]) -> None:
    drawer = Drawer.open(profile.database_file, lambda name: letter.text if letter.answers_to(name) else None)
    drawer.notebook.take_in(notes)
    drawer.close()


def test_thousands_of_notes_are_all_there_in_the_end(open_program: Open) -> None:
    program = open_program(state=WindowState(note=id_of(5000)))
    program.until(lambda: len(program.bodies()) == MANY)
    assert len(program.letter.marks.layer("note")) == MANY
    current = program.notes.current()
    assert current is not None
    assert current.note.body == "Remark 5000", "where the reader was"
    assert program.window.sides.right.tabText(0) == f"Notes {MANY}"
    program.until(lambda: program.said() == "All notes saved")
    program.ask("4711")
    program.until(lambda: program.answered("4711").total == 1)  # the searcher knows them


def test_a_question_is_answered_before_all_notes_are_read_and_anew_when_they_are(
    open_program: Open, letter: Document, tmp_path: Path
) -> None:
    profile = Profile.at(tmp_path / "another")
    write(profile, letter, islice(many_notes(letter), MANY_TO_READ))
    program = open_program(profile)
    lacks: list[bool] = []
    totals: list[int] = []

    def keep(answer: Answer) -> None:
        lacks.append(answer.total_is_floor)
        totals.append(answer.total)

    program.program.asker.answered.connect(keep)
    program.until(lambda: len(program.bodies()) == MANY_TO_READ)
    program.ask("remark")
    program.until(lambda: program.answered("remark").total == MANY_TO_READ)  # though nobody has asked again
    assert not program.answered("remark").total_is_floor
    assert lacks == sorted(lacks, reverse=True), "all is told in the end, and stays so"
    assert totals == sorted(totals)


def test_after_a_restart_one_stands_at_the_same_hit_though_its_note_is_read_late(
    open_program: Open, letter: Document, tmp_path: Path
) -> None:
    profile = Profile.at(tmp_path / "another")
    write(profile, letter, islice(many_notes(letter), MANY_TO_READ))
    last = id_of(MANY_TO_READ - 1)
    program = open_program(profile)
    program.window.panels.search.resume("remark", last, 0)
    program.until(lambda: program.search.answer() is not None)
    program.until(lambda: (hit := program.search.current()) is not None and hit.note == last)
    assert program.search.stands_at() == (last, 0)


class Painted(QObject):
    """What of a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@pytest.mark.parametrize("is_last", [False, True])
def test_who_comes_to_the_letter_or_goes_has_no_line_of_it_painted_anew(program: Opened, *, is_last: bool) -> None:
    """Under thousands of notes that would be a frame of its own; only a caret, or its place, may blink."""
    program.until(lambda: len(program.bodies()) == MANY)
    letter, paper, field = program.letter, program.letter.viewport(), program.window.panels.search.field
    away, to = (letter, field) if is_last else (field, letter)
    away.setFocus()
    program.until(away.hasFocus)
    QApplication.processEvents()
    painted = Painted()
    paper.installEventFilter(painted)
    to.setFocus()
    program.until(to.hasFocus)
    QApplication.processEvents()  # what is to be painted anew is painted now
    assert painted.region.boundingRect().width() < 20
    paper.removeEventFilter(painted)


def test_a_mark_that_changes_has_its_own_paragraph_painted_and_no_other(program: Opened) -> None:
    program.until(lambda: len(program.bodies()) == MANY)
    letter, paper = program.letter, program.letter.viewport()
    span = program.passage("What sort of means is this")
    letter.go_to(span.start)
    letter.repaint()
    painted = Painted()
    paper.installEventFilter(painted)
    letter.change_marks("note", [], [Mark(span.start, span.end, "note", "a", "pink")])
    program.until(lambda: not painted.region.isEmpty())
    cursor = letter.textCursor()
    tops = []
    for place in (span.start, span.end):
        cursor.setPosition(letter.reading.shown_at(place))
        tops.append(letter.cursorRect(cursor))
    assert all(painted.region.contains(top) for top in tops), "all of its lines"
    assert painted.region.boundingRect().height() < paper.height() * 0.8
    paper.removeEventFilter(painted)
