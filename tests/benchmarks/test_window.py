"""The table that the window's benchmark prints: what was reached, and whether anything follows from it."""

from benchmarks.screen import Box
from benchmarks.start import Start
from benchmarks.window import Measured, table


def starts(first_s: float) -> list[Start]:
    return [Start(first_s, first_s, first_s, first_s, 50.0)] * 3


def told(control_s: float) -> str:
    contenders = {"bare": starts(0.1), "control": starts(control_s), "program": starts(0.12)}
    return table(Measured(Box(0, 0, 10, 10), contenders, [0.2, 0.2, 0.28]))


def test_the_table_sets_the_program_beside_the_bare_window() -> None:
    lines = told(0.102).splitlines()
    assert lines[1].split() == ["first", "picture,", "ms", "100", "102", "120"]
    assert lines[2].split()[-4:] == ["1.00", "1.02", "1.20", "1.30"]
    assert lines[-1] == "first answer after the first picture: 200 ms, slowest 280, must be 300"


def test_two_bare_windows_that_differ_say_that_nothing_was_measured() -> None:
    assert "differ by 10%" in told(0.11).splitlines()[-1]
