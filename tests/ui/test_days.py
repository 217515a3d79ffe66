"""Days and moments are told as a reader says them, and never so that two would read them otherwise."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale

from cca_desktop.ui.days import day_in_full, day_told, local_day, locale_of_reader
from cca_desktop.ui.dialogs.when import exactly, when

pytestmark = pytest.mark.usefixtures("qapp")
TODAY = QDate(2026, 11, 24)


@pytest.fixture
def written_in(request: pytest.FixtureRequest) -> Iterator[str]:
    """A desktop with another locale, for as long as a test takes."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def at_noon(ago: int) -> str:
    """The UTC time of noon here, so many days ago."""
    day = TODAY.addDays(-ago)
    here = time.mktime((day.year(), day.month(), day.day(), 12, 0, 0, 0, 0, -1))
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(here))


@pytest.mark.usefixtures("written_in")
@pytest.mark.parametrize("written_in", ["C", "en_GB"], indirect=True)
def test_a_day_is_told_by_how_long_ago_it_is() -> None:
    told = [day_told(at_noon(ago), TODAY) for ago in (0, 1, 2, 6, 7, 300, 700)]
    assert told == ["today", "yesterday", "Sunday", "Wednesday", "17 Nov", "28 Jan", "24 Dec 2024"]
    assert day_told(at_noon(-1), TODAY) == "25 Nov", "a clock that was wrong"
    assert day_in_full(at_noon(0), TODAY) == "Today"
    assert day_in_full(at_noon(2), TODAY) == "Sunday, 22 November 2026"


@pytest.mark.usefixtures("written_in")
@pytest.mark.parametrize(
    ("written_in", "told"),
    [("en_US", "Dec 24, 2024"), ("de_DE", "24 Dez."), ("fr_FR", "24 d"), ("ru_RU", "24 дек")],
    indirect=["written_in"],
)
def test_other_days_are_told_in_the_readers_language(told: str) -> None:
    assert day_told(at_noon(700), TODAY).startswith(told)


@pytest.mark.usefixtures("written_in")
@pytest.mark.parametrize("written_in", ["C"], indirect=True)
def test_a_desktop_of_no_country_does_not_write_numbers_apart() -> None:
    assert "24/11/2026" in when(at_noon(0))
    assert exactly(at_noon(0)) == "Tuesday, 24 November 2026, 12:00"
    assert locale_of_reader().name() == "en_GB"


@pytest.mark.parametrize("at", ["", "soon", "2026-99-99T99:99:00Z", "99999-01-01"])
def test_what_is_no_time_is_told_as_nothing(at: str) -> None:
    assert day_told(at, TODAY) == day_in_full(at, TODAY) == ""
    assert not local_day(at).isValid()
    assert when(at) == exactly(at) == at
