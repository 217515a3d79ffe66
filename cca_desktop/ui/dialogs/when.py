"""When something was done, as the reader's desktop writes it."""

from PySide6.QtCore import QDateTime, QLocale, Qt


def when(at: str) -> str:
    """Return the UTC time ``at``, in ISO 8601, as local date and time; as it is where it makes no sense."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODateWithMs)
    return QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat) if moment.isValid() else at
