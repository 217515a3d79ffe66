"""Work off the GUI thread: its results, its troubles, its order, its end."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from cca_desktop.errors import DiskTroubleError, KnownError
from cca_desktop.ui.lane import Lane
from tests.ui.opening import WAITS_MS

pytestmark = pytest.mark.usefixtures("qapp")


class Ledger:
    """Something that one thread alone may touch."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.written: list[int] = []
        self.is_closed = False

    def write(self, number: int) -> int:
        assert threading.get_ident() == self.thread
        self.written.append(number)
        return number

    def close(self) -> None:
        assert threading.get_ident() == self.thread
        self.is_closed = True


@pytest.fixture
def lane() -> Iterator[Lane[Ledger]]:
    made: Lane[Ledger] = Lane("ledger", Ledger)
    yield made
    made.close()


def write(ledger: Ledger, *, number: int) -> int:
    return ledger.write(number)


def refuse(_ledger: Ledger) -> None:
    raise DiskTroubleError("The disk is full.")


def stumble(_ledger: Ledger) -> None:
    raise ZeroDivisionError("a mistake of ours")


def test_results_come_back_in_order_on_the_gui_thread(lane: Lane[Ledger], qtbot: QtBot) -> None:
    came: list[tuple[int, int]] = []
    for number in range(50):
        lane.run(partial(write, number=number), done=lambda result: came.append((result, threading.get_ident())))
    qtbot.waitUntil(lambda: len(came) == 50, timeout=WAITS_MS)
    assert came == [(number, threading.get_ident()) for number in range(50)]


def test_a_known_trouble_goes_to_whoever_asked_and_the_lane_goes_on(lane: Lane[Ledger], qtbot: QtBot) -> None:
    troubles: list[KnownError] = []
    came: list[int] = []
    lane.run(refuse, failed=troubles.append)
    lane.run(partial(write, number=1), done=came.append)
    qtbot.waitUntil(lambda: came == [1], timeout=WAITS_MS)
    assert [str(trouble) for trouble in troubles] == ["The disk is full."]


@pytest.mark.parametrize("job", [stumble, refuse])
def test_a_mistake_of_ours_reaches_the_crash_dialog_and_so_does_a_trouble_nobody_takes(
    lane: Lane[Ledger], qtbot: QtBot, job: object
) -> None:
    came: list[int] = []
    with capture_exceptions() as mistakes:
        lane.run(job)  # type: ignore[arg-type]
        lane.run(partial(write, number=1), done=came.append)
        qtbot.waitUntil(lambda: came == [1], timeout=WAITS_MS)
    assert [kind for kind, _, _ in mistakes] == [ZeroDivisionError if job is stumble else DiskTroubleError]


def test_waiting_gives_the_result_or_the_trouble(lane: Lane[Ledger]) -> None:
    assert lane.wait_for(partial(write, number=7)) == 7
    with pytest.raises(DiskTroubleError, match="full"):
        lane.wait_for(refuse)
    with pytest.raises(ZeroDivisionError):
        lane.wait_for(stumble)


def test_one_can_wait_for_an_answer_no_longer_than_one_likes(lane: Lane[Ledger]) -> None:
    may_end = threading.Event()
    held, behind = lane.ask(lambda _ledger: may_end.wait(WAITS_MS / 1000)), lane.ask(partial(write, number=7))
    assert not held.has_come(0.01)
    assert not behind.has_come(0.01)
    may_end.set()
    assert behind.has_come(WAITS_MS / 1000)
    assert behind.has_come(0), "and it stays"
    assert (held.answer(), behind.answer(), behind.answer()) == (True, 7, 7)
    with pytest.raises(DiskTroubleError, match="full"):
        lane.ask(refuse).answer()


def test_what_could_not_be_opened_fails_every_job_with_the_same_words(qtbot: QtBot) -> None:
    def opens() -> Ledger:
        raise DiskTroubleError("The folder cannot be written to.")

    barred: Lane[Ledger] = Lane("barred", opens)
    troubles: list[KnownError] = []
    barred.run(partial(write, number=1), failed=troubles.append)
    with pytest.raises(DiskTroubleError, match="cannot be written to"):
        barred.wait_for(partial(write, number=2))
    qtbot.waitUntil(lambda: len(troubles) == 1, timeout=WAITS_MS)
    barred.close()


def test_closing_finishes_every_write_and_closes_what_was_open() -> None:
    ledgers: list[Ledger] = []

    def opens() -> Ledger:
        ledgers.append(Ledger())
        return ledgers[0]

    made: Lane[Ledger] = Lane("ledger", opens)
    for number in range(1000):
        made.run(partial(write, number=number))
    made.close(finishes_all=True)
    assert ledgers[0].written == list(range(1000))
    assert ledgers[0].is_closed


def test_a_lane_nobody_used_has_no_thread_and_can_be_closed_twice() -> None:
    before = threading.active_count()
    made: Lane[Ledger] = Lane("idle", Ledger)
    assert threading.active_count() == before
    made.close()
    made.wait_for(partial(write, number=1))
    made.close()
    made.close()


def test_a_lane_whose_opening_failed_opens_at_the_next_job(tmp_path: Path) -> None:
    """Nobody has to start the program again because a lock was held, or a folder was missing, when it began."""
    file = tmp_path / "there by now"

    def opens() -> str:
        if not file.exists():
            raise KnownError("It is not there yet.")
        return file.read_text("utf-8")

    reopening: Lane[str] = Lane("reopening", opens)
    with pytest.raises(KnownError, match="not there yet"):
        reopening.wait_for(str.upper)
    file.write_text("notes", "utf-8")
    assert reopening.wait_for(str.upper) == "NOTES"
    reopening.close(finishes_all=True)
