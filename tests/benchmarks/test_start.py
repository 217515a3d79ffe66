"""A figure in the README is worth what the measuring is worth."""

import sys
from pathlib import Path

import pytest

from benchmarks import bare_window
from benchmarks.screen import HEIGHT, WIDTH, Box, Picture, Screen, differing, ink
from benchmarks.start import NeverShownError, Reference, look, measure, running
from cca_desktop.storage.shipped import shipped

PAPER, INK = 255, 0


def page(*inked: tuple[int, int]) -> Picture:
    """A white screen with ink at these places."""
    green = bytearray([PAPER]) * (WIDTH * HEIGHT)
    for left, top in inked:
        green[top * WIDTH + left] = INK
    return Picture(bytes(green))


def test_a_cut_has_the_pixels_of_its_box_row_by_row() -> None:
    assert page((10, 20), (12, 21)).cut(Box(10, 20, 13, 22)) == bytes([INK, PAPER, PAPER, PAPER, PAPER, INK])


def test_pixels_that_differ_are_counted_and_paper_is_no_ink() -> None:
    blank, written = page().green, page((0, 0), (5, 7), (WIDTH - 1, HEIGHT - 1)).green
    assert differing(blank, written) == 3
    assert ink(written) == 3
    assert ink(blank) == 0


def test_a_letter_without_its_numbers_is_not_yet_the_first_picture() -> None:
    text = [(left, top) for left in range(300, 500) for top in range(100, 200)]
    number = [(left, 100) for left in range(250, 280)]
    caret = [(501, top) for top in range(100, 116)]
    whole = Box(0, 0, WIDTH, HEIGHT)
    letter = Reference(whole, page(*text, *number).cut(whole))
    assert not letter.is_reached(page(*text))
    assert letter.is_reached(page(*text, *number, *caret))


@pytest.mark.real_window
def test_the_bare_window_is_measured(real_screen: Screen, tmp_path: Path) -> None:
    letter = str(shipped("seeds", "khrushchev-1962-10-26.txt"))
    command = [sys.executable, str(Path(bare_window.__file__)), letter, "1200", "800"]
    box, still = look(command, real_screen, str(tmp_path))
    assert (box.right - box.left, box.bottom - box.top) == (1200, 800)
    start = measure(command, real_screen, str(tmp_path), Reference(box, still.cut(box)))
    assert 0 < start.first_picture_s <= start.still_s
    assert start.cpu_until_still_s > 0
    assert start.pss_mib > 20


@pytest.mark.real_window
def test_a_program_that_ends_by_itself_is_told_with_its_last_words(real_screen: Screen, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no letter today')"]
    with pytest.raises(NeverShownError, match="no letter today"):
        look(command, real_screen, str(tmp_path))
    with running(command, real_screen, str(tmp_path)) as program:
        assert program.wait(60) == 1
