"""Large letters, drawn a few at a time.

From 64 of the device's pixels on, Qt draws letters as outlines, those of a whole line in one go, and looks for the
place of each edge among all that stand in the same row: the time grows with the square of the line's length.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QGlyphRun, QPainter, QTextLayout

_FROM = 64  # pixels of the device
_AT_A_TIME = 2  # letters


def are_outlines(face: QFont, painter: QPainter) -> bool:
    """Tell whether Qt draws the letters of ``face`` as outlines."""
    return face.pixelSize() * painter.deviceTransform().m22() >= _FROM


def draw_letters(painter: QPainter, layout: QTextLayout, clip: QRectF) -> None:
    """Draw those lines of ``layout`` that are in ``clip``, all in the painter's colour."""
    origin = layout.position()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        top = origin.y() + line.y()
        if top > clip.bottom():
            break
        if top + line.height() < clip.top():
            continue
        for run in line.glyphRuns():
            letters, places = run.glyphIndexes(), run.positions()
            few = QGlyphRun()
            few.setRawFont(run.rawFont())
            for first in range(0, len(letters), _AT_A_TIME):
                few.setGlyphIndexes(letters[first : first + _AT_A_TIME])
                few.setPositions(places[first : first + _AT_A_TIME])
                painter.drawGlyphRun(origin, few)
