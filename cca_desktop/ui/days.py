"""Days as a reader says them, today, yesterday, Monday, and else with the month in letters: no two read one otherwise.

Only the headings mention an enumeration of Qt's, since the first cards are painted with the rest:
docs/decisions/first-picture.md.
"""

import time
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale

_NAMED_FOR = 7  # days, in which the name of one says which it was
_FIELDS = ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16))  # year to minute in a time of ISO 8601
_EPOCH = QDate(1970, 1, 1)
_NO_COUNTRY = "C"
_MONTH_FIRST = ("en_US", "en_CA", "en_PH")


def locale_of_reader() -> QLocale:
    """Return what dates are written by: the desktop's locale, unless that is of no country and writes “24 11 2026”."""
    here = QLocale()
    return QLocale("en_GB") if here.name() == _NO_COUNTRY else here


@lru_cache(maxsize=4096)
def local_day(at: str) -> QDate:
    """Return the reader's own day of the UTC time ``at``, in ISO 8601; an invalid one where it makes no sense."""
    try:
        year, month, day, hour, minute = (int(at[start:end]) for start, end in _FIELDS)
        there = QDate(year, month, day)
        here = time.localtime(((_EPOCH.daysTo(there) * 24 + hour) * 60 + minute) * 60)
    except (ValueError, OverflowError, OSError):
        return QDate()
    if not there.isValid():
        return there
    return QDate(here.tm_year, here.tm_mon, here.tm_mday)


def day_told(at: str, today: QDate) -> str:
    """Return the day of the UTC time ``at`` in a word or two, as seen from ``today``; "" where it makes no sense."""
    day = local_day(at)
    if not day.isValid():
        return ""
    ago = day.daysTo(today)
    if ago == 0:
        return QCoreApplication.translate("days", "today")
    if ago == 1:
        return QCoreApplication.translate("days", "yesterday")
    locale = locale_of_reader()
    if 0 < ago < _NAMED_FOR:
        return locale.dayName(day.dayOfWeek())
    is_month_first = locale.name() in _MONTH_FIRST
    if day.year() == today.year():
        return locale.toString(day, "MMM d" if is_month_first else "d MMM")
    return locale.toString(day, "MMM d, yyyy" if is_month_first else "d MMM yyyy")


def day_in_full(at: str, today: QDate) -> str:
    """Return the day of the UTC time ``at`` as a heading has it; "" where it makes no sense."""
    day = local_day(at)
    if not day.isValid():
        return ""
    ago = day.daysTo(today)
    if ago == 0:
        return QCoreApplication.translate("days", "Today")
    if ago == 1:
        return QCoreApplication.translate("days", "Yesterday")
    return locale_of_reader().toString(day, QLocale.FormatType.LongFormat)
