"""The lists behind the window: models that Qt can trust, and cards and rows that paint without a word of complaint."""

import json

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.modeltest import ModelTester

from cca_desktop.library.document import Document
from cca_desktop.notes.history import Change
from cca_desktop.notes.note import COLOURS, Note, PlacedNote, Target
from cca_desktop.search.answer import Answer, Hit
from cca_desktop.settings import Settings
from cca_desktop.text.selectors import describe_quote, position_of
from cca_desktop.text.span import Span
from cca_desktop.ui.days import day_told
from cca_desktop.ui.notes.note_desk import Listing
from cca_desktop.ui.notes.note_model import NoteModel, NoteRole, quoted
from cca_desktop.ui.search.hit_model import HitModel, HitRole
from tests.ui.opening import Open


def placed(
    letter: Document,
    name: str,
    *,
    span: Span | None = None,
    body: str = "",
    state: str = "found",
    tags: tuple[str, ...] = (),
) -> PlacedNote:
    target = Target(letter.id, describe_quote(letter.text, span), position_of(span)) if span else None
    at = "2026-01-01T00:00:00.000Z"
    return PlacedNote(Note(name, target, body, tags, COLOURS[0], at, at, 1, False), span, state)


def hit(letter: Document, start: int, end: int, kind: str = "text", paragraph: str = "6") -> Hit:
    return Hit(letter.id, kind, "", paragraph, 1, Span(start, end), letter.text[start:end], "before ", " after", 1.0)


def test_notes_come_go_and_move_row_by_row(letter: Document, qtmodeltester: ModelTester) -> None:
    model = NoteModel(letter)
    notes = [placed(letter, name, span=Span(at, at + 9)) for name, at in (("a", 600), ("b", 900), ("c", 1500))]
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    for order in ([0, 1, 2], [2, 0, 1], [1], [1, 2], [0, 1, 2], [2, 1, 0], []):
        wanted = tuple(notes[index] for index in order)
        model.show_notes(list(wanted))
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]
        assert model.notes() == wanted
        assert [model.index(row).data(NoteRole.PLACED) for row in range(model.rowCount())] == list(wanted)
    assert model.rowCount(model.index(0)) == 0


def test_a_row_that_stays_keeps_what_is_open_on_it(letter: Document) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    model = NoteModel(letter)
    notes = [placed(letter, name, span=Span(at, at + 9)) for name, at in (("a", 600), ("b", 900))]
    model.show_notes(notes)
    kept = QPersistentModelIndex(model.index(1))
    model.show_notes([placed(letter, "new", span=Span(100, 109)), *notes])
    assert kept.row() == 2
    model.show_notes([notes[1]._replace(note=notes[1].note._replace(body="changed")), notes[0]])
    assert kept.row() == 0
    assert kept.data(NoteRole.PLACED).note.body == "changed"
    model.show_notes([notes[0]])
    assert not kept.isValid()


def test_notes_say_aloud_what_they_are_about(letter: Document) -> None:
    model = NoteModel(letter)
    span = Span(letter.text.index("the knot of war"), letter.text.index("the knot of war") + 15)
    first = letter.paragraphs[0].span
    model.show_notes(
        [
            placed(letter, "a", span=span, body="A rope.", tags=("image", "war")),
            placed(letter, "b", span=Span(first.start, first.start + 4)),
            placed(letter, "c", span=span, state="astray")._replace(span=None),
            placed(letter, "d", state="free", body="Free."),
        ]
    )
    told = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    label = letter.paragraph_at(span.start).label
    changed = f"Changed: {day_told(model.notes()[0].note.modified, QDate.currentDate())}."
    assert told[0] == f"Note on ¶ {label}, “the knot of war”: A rope. Tags: image, war. {changed}"
    assert told[1].startswith("Note on header, ")
    assert "no words of its own" in told[1]
    assert told[2].startswith("Astray. Note astray, its words “the knot of war” are no longer in the letter")
    assert told[3] == f"On no passage. Note: Free. {changed}", "the first of a group tells its heading"
    assert quoted(model.notes()[3]) == ""
    assert model.index(0).data() == "A rope."
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


def test_hits_are_replaced_whole_and_say_where_they_stand(letter: Document, qtmodeltester: ModelTester) -> None:
    model = HitModel({letter.id: "The letter"})
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    hits = (hit(letter, 600, 610), hit(letter, 0, 5, "note", "close"), hit(letter, 0, 5, "note", ""))
    model.show_answer(Answer("q", "", (), "", 3, False, hits))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.hits() == hits
    assert [model.index(row).data(HitRole.HIT) for row in range(model.rowCount())] == [None, hits[0], None, *hits[1:]]
    assert [model.place_of(one) for one in hits] == ["¶ 6", "your note on close", "your note"]
    told = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert (told[0], told[2]) == ("The letter, 1 hit", "Your notes, 2 hits")
    assert told[3].startswith("Hit 2 of 3, your note on close: ")
    assert [model.number_at(model.index_of(number)) for number in range(3)] == [0, 1, 2]
    assert model.number_at(model.index(0)) == -1
    assert model.rowCount(model.index(0)) == 0
    model.show_answer(None)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 0


def test_hits_in_one_text_alone_need_no_heading(letter: Document) -> None:
    model = HitModel({letter.id: "The letter"})
    model.show_answer(Answer("q", "", (), "", 1, False, (hit(letter, 600, 610),)))
    assert model.rowCount() == 1
    assert not model.has_headings()


def test_hits_of_one_text_stand_together_in_whatever_order_they_come(letter: Document) -> None:
    model = HitModel({letter.id: "The letter", "other": "Another"})
    one, two, three = hit(letter, 600, 610), hit(letter, 700, 710)._replace(document="other"), hit(letter, 10, 20)
    model.show_answer(Answer("q", "", (), "", 3, False, (one, two, three)))
    assert model.hits() == (one, three, two)
    assert [model.index(row).data() for row in (0, 3)] == ["The letter", "Another"]


def test_a_hit_is_taken_elsewhere_as_a_quotation_that_knows_its_place(letter: Document) -> None:
    model = HitModel({letter.id: "The letter"})
    span = Span(letter.text.index("knot of war"), letter.text.index("knot of war") + len("knot of war"))
    found = hit(letter, *span, paragraph="26")
    in_note = hit(letter, 0, 5, "note", "6")
    model.show_answer(Answer("q", "", (), "", 2, False, (found, in_note)))
    data = model.mimeData([model.index_of(0)])
    assert set(data.formats()) == set(model.mimeTypes())
    assert data.text() == "knot of war"
    assert bytes(data.data("text/markdown").data()).decode() == "> knot of war (¶ 26)\n"
    assert json.loads(bytes(data.data("application/x-cca-passage+json").data())) == {
        "document": letter.id,
        "paragraph": "26",
        "start": span.start,
        "end": span.end,
        "exact": "knot of war",
    }
    of_note = model.mimeData([model.index_of(1)])
    assert not of_note.hasFormat("application/x-cca-passage+json"), "no place in the letter"
    assert of_note.text() == f"“{in_note.exact.strip()}” (your note on ¶ 6)"
    assert model.flags(model.index_of(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


@pytest.mark.parametrize("theme", ["light", "sepia", "dark", "contrast"])
@pytest.mark.parametrize("scale", [100, 300])
def test_cards_and_rows_of_every_kind_paint_without_a_warning(open_program: Open, theme: str, scale: int) -> None:
    """Qt's warnings fail a test; what is asserted is that something was painted."""
    opened = open_program(settings=Settings(theme=theme, text_scale=scale))
    document = opened.program.document
    span = Span(600, 900)
    notes = (
        placed(document, "a", span=span, body="# Heading\n\n- **one**\n- `two` [three](https://x)\n\n> four " * 20),
        placed(document, "b", span=span, state="astray")._replace(span=None),
        placed(document, "c", state="free", tags=tuple(f"tag number {number}" for number in range(30))),
        placed(document, "d", body="👩‍👩‍👧‍👦 رسالة " * 400, state="free"),
    )
    opened.window.sides.open("right")
    opened.notes.show_listing(Listing.anew(Change("elsewhere", ()), notes))
    opened.notes.make_current("b")
    opened.window.sides.open("left")
    opened.ask("war OR missiles OR a")
    picture = opened.notes.cards.viewport().grab().toImage()
    colours = {picture.pixelColor(left, 40).name() for left in range(0, picture.width(), 3)}
    assert len(colours) >= 2, "an empty middle"
    opened.search.answers().rows.grab()
    opened.search.step(1)
    opened.search.answers().rows.grab()
