"""A note is come to by how its words begin, however many there are."""

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from cca_desktop.library.document import Document
from cca_desktop.text.span import Span
from cca_desktop.ui.notes.note_model import NoteModel
from cca_desktop.ui.notes.type_ahead import TypeAhead
from tests.ui.test_models import placed

pytestmark = pytest.mark.usefixtures("qapp")
MANY = 10_000


@pytest.fixture
def model(letter: Document) -> NoteModel:
    """Thousands of notes that begin with their numbers, and a few that do not."""
    model = NoteModel(letter)
    bodies = {7: "# Beta", 8: "> a quotation", 9: "**alpha** and", MANY - 2: "[[omega]] last of all"}
    model.show_notes(
        [placed(letter, f"{row:05}", span=Span(600, 610), body=bodies.get(row, f"{row} words")) for row in range(MANY)]
    )
    return model


@pytest.mark.parametrize(
    ("letters", "current", "row"),
    [
        ("bet", 0, 7),
        ("a q", 0, 8),
        ("alp", -1, 9),
        ("OMEGA", 0, MANY - 2),
        ("beta", MANY - 1, 7),
        ("omega", MANY - 2, MANY - 2),
        ("8", 80, 81),
    ],
    ids=["heading", "quotation", "strong, nobody being anywhere", "far away", "round", "itself alone", "the next"],
)
def test_typing_comes_to_the_next_note_that_begins_so(
    qtbot: QtBot, model: NoteModel, letters: str, current: int, row: int
) -> None:
    ahead = TypeAhead(model, model)
    with qtbot.waitSignal(ahead.found) as came:
        ahead.type(letters, current)
    assert came.args == [row]


def is_looking(ahead: TypeAhead) -> bool:
    """Whether there are rows left to look through."""
    return any(timer.isActive() for timer in ahead.findChildren(QTimer))


def test_letters_that_follow_at_once_narrow_and_the_same_letter_goes_on(qtbot: QtBot, model: NoteModel) -> None:
    ahead = TypeAhead(model, model)
    rows: list[int] = []
    ahead.found.connect(rows.append)
    ahead.type("a", 0)
    ahead.type("a", rows[-1])
    ahead.type("l", rows[-1])
    assert rows == [8, 9], "“aal” begins nothing; “aa” is the next with an a"
    qtbot.waitUntil(lambda: not is_looking(ahead))
    assert rows == [8, 9]


def test_a_list_that_is_told_anew_is_not_looked_through_by_its_old_rows(qtbot: QtBot, model: NoteModel) -> None:
    ahead = TypeAhead(model, model)
    rows: list[int] = []
    ahead.found.connect(rows.append)
    ahead.type("omega", 0)
    assert is_looking(ahead)
    model.show_notes([])
    assert not is_looking(ahead)
    ahead.type("omega", -1)
    qtbot.waitUntil(lambda: not is_looking(ahead))
    assert rows == []
