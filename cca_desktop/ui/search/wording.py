"""Say in the reader's language what the search says."""

from PySide6.QtCore import QCoreApplication

from cca_desktop.search.sentences import Sentence


def worded(said: str) -> str:
    """Return a sentence of the search in the reader's language, as far as there is a translation of it."""
    words = said.in_wording(_translated) if isinstance(said, Sentence) else said
    return words.replace("¶ ", "¶\u00a0")  # no line ends between the sign and its number


def _translated(english: str) -> str:
    return QCoreApplication.translate("search", english)
