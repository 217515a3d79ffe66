"""The bin's list, with tens of thousands of notes in it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from cca_desktop.notes.note import Note
from cca_desktop.ui.dialogs.binned import BinList, binned_rows
from cca_desktop.ui.dialogs.when import exactly

MANY = 20_000


def in_the_bin(number: int, *, body: str = "", tags: tuple[str, ...] = ()) -> Note:
    at = f"2026-11-{number % 28 + 1:02d}T09:00:00.000Z"
    return Note(f"{number:05d}", None, body or f"note {number}", tags, "blue", at, at, 1, is_retired=True)


@pytest.fixture
def rows(qtbot: QtBot) -> Iterator[BinList]:
    rows = BinList(binned_rows(map(in_the_bin, range(MANY))))
    qtbot.addWidget(rows)
    with qtbot.waitExposed(rows):
        rows.show()
    yield rows
    rows.close()


def test_what_is_sought_is_found_whatever_was_sought_before(rows: BinList) -> None:
    for typed in ("note 7", "NOTE 77 19", "1234", "12345", "", "nowhere"):
        rows.sift(typed)
        held = [row for row in range(MANY) if all(word in f"note {row}" for word in typed.casefold().split())]
        assert rows.count_shown() == len(held), typed
    rows.sift("1999")
    rows.sift("2999")  # as many of another kind
    assert set(rows.chosen()) <= {"02999", "12999"}


def test_all_that_are_shown_are_chosen_at_once_and_the_next_one_takes_their_place(rows: BinList) -> None:
    rows.sift("note 1234")
    rows.selectAll()
    chosen = rows.chosen()
    assert len(chosen) == rows.count_chosen() == 12
    rows.take_out(chosen)
    assert (rows.count_shown(), rows.count_all(), rows.chosen()) == (0, MANY - 12, ())
    rows.sift("")
    assert rows.count_shown() == MANY - 12
    assert rows.count_chosen() == 1


@pytest.mark.usefixtures("qapp")
def test_a_row_says_what_there_is_to_say() -> None:
    told = [row.told for row in binned_rows([in_the_bin(1, body=" ", tags=("war",)), in_the_bin(2, body="\n")])]
    day = exactly("2026-11-02T09:00:00.000Z")
    assert told == [f"#war\nRetired {day}", f"An empty note\nRetired {exactly('2026-11-03T09:00:00.000Z')}"][::-1]
    assert "2026" in day
    assert exactly("no time") == "no time"
