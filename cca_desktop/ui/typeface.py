"""The faces that travel with the program, and their sizes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from cca_desktop.settings import Settings
from cca_desktop.storage.shipped import shipped

BOOK = "EB Garamond"
PANEL = "Inter"
PANEL_SIZE = 13
LETTER_SIZE = 22  # pixels at 100 %
LEADING = 150  # per cent of the letter's size
_PLAIN_SHARE = 0.8  # of the book face's size: the plain one has taller small letters
_KEPT_BY_QT = "_q_styleSheetWidgetFont"
_SAMPLE = "We must not succumb to intoxication and petty passions, regardless of whether elections are impending"

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Typography(NamedTuple):
    """How the letter is set: ``face`` is "book" or "plain", ``size`` in pixels at 100 %, ``measure`` in letters a line.

    ``leading`` is in per cent of the size.
    """

    face: str = "book"
    size: int = LETTER_SIZE
    measure: int = 68
    leading: int = LEADING

    def letter_face(self, scale: int) -> QFont:
        """Return the face of the letter, ``scale`` in per cent."""
        if self.face == "book":
            return book_face(scale, size=self.size)
        font = book_face(scale, size=self.size * _PLAIN_SHARE)
        font.setFamily(PANEL)
        return font


def typography_of(settings: Settings) -> Typography:
    """Return how the letter is to be set."""
    return Typography(settings.face, settings.letter_size, settings.measure, settings.leading)


def load_faces() -> None:
    """Make the book face and the panels' face known to Qt."""
    for name in ("EBGaramond12-Regular", "EBGaramond12-Italic", "Inter-Regular", "Inter-SemiBold"):
        QFontDatabase.addApplicationFont(str(shipped("resources", "fonts", f"{name}.otf")))


def book_face(scale: int, *, size: float = LETTER_SIZE, is_italic: bool = False) -> QFont:
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


def share_of_own_line(leading: int, face: QFont) -> int:
    """Return ``leading``, in per cent of the size of ``face``, in per cent of its own line, from which Qt counts."""
    return round(leading * face.pixelSize() / QFontMetricsF(face).height())


def put_on(widget: QWidget, face: QFont) -> None:
    """Set ``widget`` in ``face``, wherever in the window it is moved to.

    WORKAROUND: where there is a style sheet, Qt gives a widget that is moved to another parent, and all inside it, the
    face that it was first dressed in (qstylesheetstyle.cpp, ``unsetPalette``): until Qt keeps the last one.
    """
    widget.setFont(face)
    widget.setProperty(_KEPT_BY_QT, face)


def width_of(characters: float, font: QFont) -> int:
    """Return how wide a line of ``characters`` running letters is in ``font``, in pixels."""
    return round(QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)
