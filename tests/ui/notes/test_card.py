"""A card shows whole letters: no line is cut through, and no number of a list loses its first digits."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from cca_desktop.notes.note import Note
from cca_desktop.ui.notes.card import Card, CardFaces

pytestmark = pytest.mark.usefixtures("qapp")
WIDTH, BESIDE = 300, 40
LONG = "# Concordance: peace\n\nSixteen lines\n\n" + "\n".join(f"- ¶ {n}: about the peace" for n in range(20))


def card_of(markdown: str, scale: int = 100) -> Card:
    note = Note("1", None, markdown, (), "yellow", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1, False)
    return Card(note, "", CardFaces.at(scale), WIDTH)


def painted(body: QTextDocument | None) -> QImage:
    """The body in black on white, with room at its left."""
    assert body is not None
    image = QImage(WIDTH + 2 * BESIDE, round(body.size().height()) + 2, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(BESIDE, 0)
    body.drawContents(painter)
    painter.end()
    return image


def has_ink(image: QImage, columns: range, rows: range) -> bool:
    return any(image.pixelColor(x, y).value() < 200 for x in columns for y in rows)


@pytest.mark.parametrize("scale", [100, 150, 230])
@pytest.mark.parametrize("body", [LONG, "word " * 400], ids=["list", "words"])
def test_no_line_is_cut_through(body: str, scale: int) -> None:
    card = card_of(body, scale)
    whole = painted(card.body)
    assert 100 < card.body_height < whole.height() - 10, "there is more than a card shows"
    last, below = (
        has_ink(whole, range(whole.width()), range(y, y + 1)) for y in (card.body_height - 1, card.body_height)
    )
    assert not (last and below), "a letter goes on below the end"


@pytest.mark.parametrize("scale", [100, 300])
def test_numbers_of_lists_have_room(scale: int) -> None:
    image = painted(card_of("\n".join(f"{n}. word" for n in range(1, 13)), scale).body)
    assert has_ink(image, range(BESIDE, image.width()), range(image.height()))
    assert not has_ink(image, range(BESIDE), range(image.height())), "a card is cut at its left edge"
