"""Words in few lines: what is left out is said to be left out, and nothing is broken in the middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from cca_desktop.ui.painting import Lines, fill, frame
from cca_desktop.ui.typeface import panel_face

WIDE = 10_000.0


@pytest.fixture
def picture(qtbot: QtBot) -> QImage:  # noqa: ARG001  a picture needs the application
    image = QImage(60, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    return image


def ink_of(image: QImage) -> int:
    white = QColor("white").rgba()
    return sum(image.pixel(x, y) != white for x in range(image.width()) for y in range(image.height()))


def test_a_box_is_filled_to_its_edge_and_not_beyond(picture: QImage) -> None:
    painter = QPainter(picture)
    fill(painter, QRectF(10, 10, 20, 10), "#ff0000")
    painter.end()
    assert ink_of(picture) == 20 * 10
    assert picture.pixelColor(10, 10) == QColor("#ff0000")


def test_round_corners_leave_the_corner_free(picture: QImage) -> None:
    painter = QPainter(picture)
    frame(painter, QRectF(10, 10, 30, 20), "#ff0000", "#00ff00", width=2, rounding=8)
    painter.end()
    assert picture.pixelColor(10, 10) == QColor("white")
    assert picture.pixelColor(25, 10) == QColor("#ff0000"), "the line"
    assert picture.pixelColor(25, 20) == QColor("#00ff00"), "the ground"


def test_words_that_fit_are_painted_in_their_colour(picture: QImage) -> None:
    painter = QPainter(picture)
    Lines("HHH", panel_face(100), WIDE, at_most=1).paint(painter, QPointF(2, 2), "#0000ff")
    painter.end()
    blue = [picture.pixelColor(x, y) for x in range(60) for y in range(40)]
    assert QColor("#0000ff") in blue


@pytest.mark.usefixtures("qtbot")
@given(words=st.text(st.sampled_from("ab c𝕏é"), max_size=80), width=st.integers(40, 400), at_most=st.integers(1, 3))
def test_no_more_lines_than_asked_for_and_the_cut_is_told(words: str, width: int, at_most: int) -> None:
    lines = Lines(words, panel_face(100), width, at_most=at_most, closing="”")
    one = Lines("x", panel_face(100), WIDE, at_most=1).height
    assert lines.height <= at_most * one
    shown = lines.words()
    assert shown == words or (shown.endswith("…”") and words.startswith(shown.removesuffix("…”")))
