"""A card shows whole letters: no line is cut through, and no number of a list loses its first digits."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QTextDocument

from cca_desktop.notes.note import Note
from cca_desktop.ui.notes.card import Card, CardFaces
from cca_desktop.ui.notes.card_foot import CardFoot

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
    context = body.documentLayout().PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor("black"))  # whatever theme the test before it left
    body.documentLayout().draw(painter, context)
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


def test_quotations_have_a_rule_each_from_their_first_to_their_last_line() -> None:
    card = card_of("Before\n\n> one\n>\n> > within\n>\n> two\n\nAfter\n\n> another")
    outer, inner, last = card.rules
    assert card.body is not None
    assert outer.top() < inner.top() < inner.bottom() < outer.bottom() < last.top() < last.bottom()
    assert inner.left() > outer.left() == last.left() == 0
    assert outer.top() > 5, "not beside the words before"
    assert last.bottom() <= card.body_height + 1


def test_a_long_line_of_code_is_shown_to_its_end() -> None:
    card = card_of("```\n" + "a = 1; " * 30 + "\n```")
    assert card.body is not None
    assert card.body.size().width() <= WIDTH


def test_a_picture_is_told_in_words_and_never_loaded() -> None:
    card = card_of("See ![the map](file:///etc/hostname) here.")
    assert card.body is not None
    assert card.body.toPlainText() == "See [the map] here."


@pytest.mark.parametrize("scale", [100, 300])
def test_every_tag_stands_in_the_foot_or_is_counted(scale: int) -> None:
    face, tags = CardFaces.at(scale).small, [f"tag number {number}" for number in range(30)]
    foot = CardFoot(tags, "¶ 6 · yesterday", face, WIDTH)
    shown = [chip.tag for chip in foot.chips if chip.tag]
    assert shown == tags[: len(shown)]
    assert [chip.tag for chip in foot.chips][-1] == "", "what stands for the rest"
    for chip in foot.chips:
        assert chip.box.right() <= WIDTH
        assert chip.box.bottom() <= foot.height
        assert foot.tag_at(chip.box.center()) == chip.tag
    assert not any(one.box.intersects(other.box) for one, other in pairwise(foot.chips))
    assert CardFoot([], "", face, WIDTH).height == 0
