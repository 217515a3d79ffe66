"""When something was done, as the reader's desktop writes it."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from cca_desktop.ui.days import locale_of_reader


def when(at: str) -> str:
    """Return the UTC time ``at``, in ISO 8601, as local date and time; as it is where it makes no sense."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    told = locale_of_reader().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat)
    return told if moment.isValid() else at


def exactly(at: str) -> str:
    """Return the UTC time ``at``, in ISO 8601, as local date in full and time to the minute; as it is if senseless."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    return told_moment(moment) if moment.isValid() else at


def told_moment(moment: QDateTime) -> str:
    """Return the day in words, as no country takes it for another one, and the time to the minute."""
    here, locale = moment.toLocalTime(), locale_of_reader()
    return QCoreApplication.translate("when", "{date}, {time}").format(
        date=locale.toString(here.date(), QLocale.FormatType.LongFormat),
        time=locale.toString(here.time(), QLocale.FormatType.ShortFormat),
    )
