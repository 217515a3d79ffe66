"""References in cards are links: seen as such, and followed by a click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlockFormat, QTextDocument, QTextTable
from PySide6.QtTest import QTest

from cca_desktop.notes.note import Note
from cca_desktop.ui.notes.card import Card, CardFaces
from cca_desktop.ui.notes.card_links import reference_of
from cca_desktop.ui.notes.references import Reference
from tests.ui.opening import Opened

pytestmark = pytest.mark.usefixtures("qapp")


def set_in_card(markdown: str) -> QTextDocument:
    """The words of a card."""
    at = "2026-01-01T00:00:00.000Z"
    note = Note("a", None, markdown, (), "yellow", at, at, 1, is_retired=False)
    body = Card(note, "", CardFaces.at(100), 300).body
    assert body is not None
    return body


def test_a_table_is_a_table_in_its_card_and_a_task_has_a_box() -> None:
    body = set_in_card("| Who | What |\n|---|---|\n| Khrushchev | letter |\n\n- [ ] open\n- [x] done\n")
    (table,) = [frame for frame in body.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert (table.rows(), table.columns()) == (2, 2)
    weights = [table.cellAt(row, 0).firstCursorPosition().block().begin().fragment() for row in (0, 1)]
    assert [one.text() for one in weights] == ["Who", "Khrushchev"]
    assert weights[0].charFormat().fontWeight() > weights[1].charFormat().fontWeight()
    kinds = QTextBlockFormat.MarkerType
    block, markers = body.begin(), []
    while block.isValid():
        markers.append(block.blockFormat().marker())
        block = block.next()
    assert markers[-2:] == [kinds.Unchecked, kinds.Checked]


def links(markdown: str) -> list[tuple[str, str]]:
    """The words of each link in a card's words, and where it leads."""
    body = set_in_card(markdown)
    found = []
    block = body.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            look = at.fragment().charFormat()
            if look.isAnchor():
                found.append((at.fragment().text(), look.anchorHref()))
            at += 1
        block = block.next()
    return found


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("See ¶ 6 and **¶ 7-8**.", [("¶ 6", "paragraph:6"), ("¶ 7-8", "paragraph:7")]),
        ("😀 [[A title]] and [[Another|shown]].", [("A title", "note:A title"), ("shown", "note:Another")]),
        ("[[Of a part#heading]]", [("Of a part#heading", "note:Of a part")]),
        ("https://example.org/a and [named](https://example.org/b)", [
            ("https://example.org/a", "https://example.org/a"),
            ("named", "https://example.org/b"),
        ]),
        ("`¶ 6` and\n\n    [[code]] ¶ 7\n", []),
        ("- [ ] ¶ 6\n\n| a | b |\n|---|---|\n| ¶ 7 | [[c]] |\n", [
            ("¶ 6", "paragraph:6"),
            ("¶ 7", "paragraph:7"),
            ("c", "note:c"),
        ]),
        ("[[]] ¶ and nothing", []),
    ],
)  # fmt: skip
def test_what_a_note_names_is_a_link_in_its_card_and_code_is_not(markdown: str, wanted: list[tuple[str, str]]) -> None:
    assert links(markdown) == wanted


def test_only_paragraphs_notes_and_addresses_are_followed() -> None:
    assert reference_of("paragraph:6") == Reference("paragraph", 0, 0, "6")
    assert reference_of("note:A: b") == Reference("note", 0, 0, "A: b")
    assert reference_of("mailto:a@example.org") == Reference("address", 0, 0, "mailto:a@example.org")
    assert reference_of("file:///etc/passwd") is None
    assert reference_of("javascript:alert(1)") is None


def place_of_link(opened: Opened, row: int, link: str) -> QPoint:
    """Where a link can be clicked in a card."""
    cards = opened.notes.cards
    index = cards.model().index(row, 0)
    box = cards.visualRect(index)
    found = [
        QPoint(x, y)
        for y in range(box.top(), box.bottom(), 4)
        for x in range(box.left(), box.right(), 4)
        if cards.link_at(QPoint(x, y)) == link
    ]
    assert found, f"no link to {link} in the card"
    return found[len(found) // 2]


def test_a_click_on_a_reference_in_a_card_jumps(program: Opened) -> None:
    program.write_note("I value this.", "The first")
    program.write_note(
        "the knot of war", "After [[The first]], see ¶ 20, not [this](file:///nowhere) or [that](place:x)."
    )
    row = [body.startswith("After") for body in program.bodies()].index(True)
    cards = program.notes.cards

    def click(link: str) -> None:
        at = place_of_link(program, row, link)
        QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    click("paragraph:20")
    twentieth = program.program.document.paragraph("20")
    assert twentieth is not None
    program.until(lambda: program.sees(twentieth.span))
    click("note:The first")
    program.until(lambda: (now := program.notes.current()) is not None and now.note.body.startswith("The first"))
    for link in ("file:///nowhere", "place:x"):
        click(link)
        program.until(lambda link=link: link in program.said())  # type: ignore[misc]
    assert program.notes.editor() is None
