"""Large letters, which are drawn a few at a time: no reader can tell that from a line drawn in one go."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTextLayout

from cca_desktop.ui.reader.outlines import are_outlines, draw_letters
from cca_desktop.ui.typeface import book_face

pytestmark = pytest.mark.usefixtures("qapp")

_WORDS = "The offices of the first floor, finely affixed; שלום; ﬁ, and “quoted” words — end."
_EVERYTHING = QRectF(0, 0, 900, 1000)


def _set(scale: int) -> QTextLayout:
    layout = QTextLayout(_WORDS, book_face(scale))
    layout.beginLayout()
    y = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(860)
        line.setPosition(QPointF(7, y))
        y += line.height()
        line = layout.createLine()
    layout.endLayout()
    layout.setPosition(QPointF(12, 20.5))
    return layout


def _page() -> QImage:
    page = QImage(900, 1000, QImage.Format.Format_Grayscale8)
    page.fill(255)
    return page


def test_letters_drawn_a_few_at_a_time_stand_where_they_do_in_a_line() -> None:
    layout = _set(300)
    at_once, by_few = _page(), _page()
    painter = QPainter(at_once)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    layout.draw(painter, QPointF(0, 0))
    painter.end()
    painter = QPainter(by_few)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_letters(painter, layout, _EVERYTHING)
    painter.end()
    one, other = bytes(at_once.constBits()), bytes(by_few.constBits())
    assert sum(pixel < 128 for pixel in one) > 5_000
    assert sum(abs(here - there) > 8 for here, there in zip(one, other, strict=True)) < 100  # where two letters touch


def test_lines_out_of_sight_are_not_drawn() -> None:
    layout = _set(300)
    page = _page()
    painter = QPainter(page)
    draw_letters(painter, layout, QRectF(0, 0, 900, 50))
    painter.end()
    rows = bytes(page.constBits())
    second = round(layout.position().y() + layout.lineAt(2).y())
    assert min(rows[: 900 * 100]) < 128
    assert min(rows[900 * second :]) == 255


def test_what_counts_are_the_pixels_of_the_screen() -> None:
    def is_large(scale: int, times: int) -> bool:
        page = _page()
        page.setDevicePixelRatio(times)
        painter = QPainter(page)
        found = are_outlines(book_face(scale), painter)
        painter.end()
        return found

    assert not is_large(100, times=1)
    assert not is_large(280, times=1)
    assert is_large(290, times=1)
    assert not is_large(140, times=2)
    assert is_large(150, times=2)
