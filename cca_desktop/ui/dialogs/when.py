"""When something was done, as the reader's desktop writes it."""

from PySide6.QtCore import QDateTime, QLocale, Qt

from cca_desktop.ui.days import locale_of_reader


def when(at: str) -> str:
    """Return the UTC time ``at``, in ISO 8601, as local date and time; as it is where it makes no sense."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    told = locale_of_reader().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat)
    return told if moment.isValid() else at


def exactly(at: str) -> str:
    """Return the UTC time ``at``, in ISO 8601, as local date in full and time to the minute; as it is if senseless."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return at
    here, locale = moment.toLocalTime(), locale_of_reader()
    day = locale.toString(here.date(), QLocale.FormatType.LongFormat)
    return f"{day}, {locale.toString(here.time(), QLocale.FormatType.ShortFormat)}"
