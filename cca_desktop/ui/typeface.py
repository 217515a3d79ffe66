"""The faces that travel with the program, and their sizes."""

import sys

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from cca_desktop.storage.shipped import shipped

BOOK = "EB Garamond"
PANEL = "Inter"
READING_SIZE = 22  # pixels at 100 %
PANEL_SIZE = 13
LEADING = 150  # per cent of the face's own line, which in this face is its size
_SAMPLE = "We must not succumb to intoxication and petty passions, regardless of whether elections are impending"


def load_faces() -> None:
    """Make the book face and the panels' face known to Qt."""
    for name in ("EBGaramond12-Regular", "EBGaramond12-Italic", "Inter-Regular", "Inter-SemiBold"):
        QFontDatabase.addApplicationFont(str(shipped("resources", "fonts", f"{name}.otf")))


def book_face(scale: int, *, size: float = READING_SIZE, is_italic: bool = False) -> QFont:
    """Return the face of the letter and of everything quoted from it, ``scale`` in per cent."""
    font = QFont(BOOK)
    font.setPixelSize(max(1, round(size * scale / 100)))
    font.setItalic(is_italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def panel_face(scale: int, *, size: float = PANEL_SIZE) -> QFont:
    """Return the face of the panels: the system's own where it has one, ours on Linux and in pictures."""
    brings_its_own = sys.platform in ("win32", "darwin") and QGuiApplication.platformName() != "offscreen"
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont) if brings_its_own else QFont(PANEL)
    font.setPixelSize(max(1, round(size * scale / 100)))
    return font


def width_of(characters: int, font: QFont) -> int:
    """Return how wide a line of ``characters`` running letters is in ``font``, in pixels."""
    return round(QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)
