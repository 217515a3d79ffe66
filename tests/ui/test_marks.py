"""Marks: found without looking at all of them, told apart without colours, reached by key and told in words."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cca_desktop.library.document import Document
from cca_desktop.notes.note import COLOURS, Note, PlacedNote, PlacedPassage
from cca_desktop.text.span import Span
from cca_desktop.ui.actions import Command
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.mark_painting import MarkPainter
from cca_desktop.ui.reader.marks import Layer, Mark, Marks, note_marks
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.underlines import lanes_of
from cca_desktop.ui.theme import CONTRAST, DARK, LIGHT, SEPIA, Colours
from cca_desktop.ui.typeface import Typography
from tests.ui.opening import WAITS_MS, Opened
from tests.ui.test_access import interface

EVERYWHERE = (0.0, 1e6)


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    """Marks of very different lengths, over one another."""
    spans = draw(st.lists(st.tuples(st.integers(0, 400), st.sampled_from([1, 2, 9, 40, 300])), max_size=25))
    return [
        Mark(start, start + length, draw(st.sampled_from(["note", "highlight"])), str(number))
        for number, (start, length) in enumerate(spans)
    ]


@given(marks(), st.integers(0, 500), st.integers(1, 200))
def test_the_marks_of_a_stretch_are_all_that_touch_it_the_longest_first(
    all_of_them: list[Mark], at: int, length: int
) -> None:
    kept = Marks()
    kept.replace("note", all_of_them)
    found = list(kept.between(at, at + length))
    assert sorted(found) == sorted(mark for mark in all_of_them if mark.span.overlaps(Span(at, at + length)))
    lengths = [mark.end - mark.start for mark in found]
    assert lengths == sorted(lengths, reverse=True)


@given(marks(), marks())
def test_one_comes_from_mark_to_mark_and_back_by_the_same_way(notes: list[Mark], hits: list[Mark]) -> None:
    kept = Marks()
    kept.replace("note", notes)
    kept.replace("hit", [mark._replace(kind="hit") for mark in hits])
    way: list[Mark] = []
    mark = kept.next_after((0,))
    while mark is not None:
        way.append(mark)
        mark = kept.next_after(mark)
    assert way == sorted([*kept.layer("note"), *kept.layer("hit")])
    back = [kept.last_before((1000,))] if way else []
    while back and (before := kept.last_before(back[-1] or ())) is not None:
        back.append(before)
    assert back == way[::-1]


@given(marks())
def test_marks_that_overlap_are_underlined_at_different_depths(all_of_them: list[Mark]) -> None:
    lanes = lanes_of(all_of_them)
    for one in all_of_them:
        overlapping = [mark for mark in all_of_them if mark.span.overlaps(one.span)]
        if len(overlapping) == 2 and all(
            sum(mark.span.overlaps(other.span) for mark in all_of_them) == 2 for other in overlapping
        ):
            assert lanes[overlapping[0]] != lanes[overlapping[1]]
    assert set(lanes.values()) <= {0, 1, 2}


@pytest.fixture
def page(letter: Document, qtbot: QtBot) -> LetterView:
    view = LetterView(ReadingText(letter), LIGHT, 100)
    qtbot.addWidget(view)
    view.resize(860, 700)
    with qtbot.waitSignal(view.first_painted, timeout=WAITS_MS):
        view.show()
    return view


def drawn(page: LetterView, notes: list[Mark]) -> list[list[int]]:
    """The lightness of every dot around the words "What sort of means", with these notes and no others."""
    words = page.reading.document.text.index("What sort of means is this")
    page.set_marks("note", notes)
    page.reveal(Span(words, words + 10))
    cursor = page.textCursor()
    cursor.setPosition(page.reading.shown_at(words))
    first = page.cursorRect(cursor)
    left, top = page.viewport().x() + first.left(), page.viewport().y() + first.top()
    picture = page.grab().toImage()
    return [[picture.pixelColor(left + x, top + y).lightness() for x in range(150)] for y in range(34)]


def note(page: LetterView, words: str, *, colour: str = "yellow", kind: str = "note") -> Mark:
    start = page.reading.document.text.index(words)
    return Mark(start, start + len(words), kind, colour, colour)


def line(picture: list[list[int]], blank: list[list[int]]) -> tuple[str, ...]:
    """Where dots are much darker than without the mark: the shape of its underline, whatever its colour."""
    return tuple(
        "".join("#" if here < there - 60 else "." for here, there in zip(row, bare, strict=True))
        for row, bare in zip(picture[20:], blank[20:], strict=True)
    )


def test_the_five_colours_differ_in_shape_and_a_note_from_a_highlight(page: LetterView) -> None:
    words = "What sort of means is this"
    blank = drawn(page, [])
    shapes = {
        line(drawn(page, [note(page, words, colour=colour, kind=kind)]), blank)
        for colour in COLOURS
        for kind in ("note", "highlight")
    }
    assert len(shapes) == 2 * len(COLOURS)


@pytest.mark.parametrize("top", [0, 35, 90, 150])
def test_the_lines_in_view_are_marked_as_if_all_were_painted(page: LetterView, top: int) -> None:
    """What stands above and below them is left alone, and which underline is deeper does not depend on it."""
    block = page.document().findBlock(page.reading.shown_at(page.reading.document.text.index("What sort of means")))
    start = page.reading.canonical_at(block.position())
    kept = Marks()
    kept.replace(
        "note", [Mark(start + at, start + at + 130, "note", str(at), COLOURS[at % 5]) for at in range(0, 900, 37)]
    )
    kept.replace("hit", [Mark(start + at, start + at + 8, "hit", str(at)) for at in range(0, 900, 50)])
    above = block.layout().position().y() + top
    pictures = []
    some = (above - 22, above + 82)
    known, anew = MarkPainter(page.reading, kept), MarkPainter(page.reading, kept)
    for marked, part in ((known, some), (known, EVERYWHERE), (known, some), (anew, EVERYWHERE)):
        picture = QImage(700, 60, QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFFFF)
        painter = QPainter(picture)
        painter.translate(0, -above)
        marked.paint(painter, block, LIGHT, 22, part)
        painter.end()
        pictures.append(picture)
    assert pictures[0] == pictures[1] == pictures[2] == pictures[3]
    blank = QImage(700, 60, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    assert pictures[0] != blank


def test_marks_stand_as_if_painted_for_the_first_time_whatever_has_changed(page: LetterView, qtbot: QtBot) -> None:
    """What was drawn up for a line is kept: as long as its words, its marks, its place and its size are the same."""
    text = page.reading.document.text
    at = text.index("What sort of means is this")
    notes = [Mark(at + place, at + place + 90, "note", str(place), COLOURS[place % 5]) for place in range(0, 600, 31)]

    def hit(words: str) -> Mark:
        start = text.index(words, at)
        return Mark(start, start + len(words), "hit", "")

    def at_first_sight() -> QImage:
        other = page.another()
        qtbot.addWidget(other)
        other.resize(page.size())
        other.show()
        other.go_to(page.place())
        return other.viewport().grab().toImage()

    page.set_marks("note", notes)
    page.go_to(at)
    pictures = [page.viewport().grab().toImage()]
    for change in (
        partial(page.set_marks, "hit", [hit("means"), hit("cannon")]),
        partial(page.change_marks, "note", notes[:3], [notes[0]._replace(colour="pink")]),
        partial(page.set_marks, "note", notes[3:]),
        partial(page.set_look, DARK, 100),
        partial(page.set_look, DARK, 150),
        partial(page.resize, 1000, 700),
        partial(page.set_typography, Typography(measure=62)),
        partial(page.set_typography, Typography(leading=180)),
        partial(page.set_reading, ReadingText(page.reading.document, is_diplomatic=True)),
    ):
        change()
        pictures.append(page.viewport().grab().toImage())
        assert pictures[-1] != pictures[-2], change
        assert pictures[-1] == at_first_sight(), change


def picture_of(page: LetterView, marks: dict[str, list[Mark]], colours: Colours, size: int) -> QImage:
    """The first lines of the paragraph with the cannon, its marks alone, without colours."""
    block = page.document().findBlock(page.reading.shown_at(page.reading.document.text.index("What sort of means")))
    kept = Marks()
    for layer, of_layer in marks.items():
        kept.replace(layer, of_layer)
    picture = QImage(700, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor(colours.paper))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(0, -int(block.layout().position().y()))
    MarkPainter(page.reading, kept).paint(painter, block, colours, size, EVERYWHERE)
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("colours", [LIGHT, SEPIA, DARK, CONTRAST])
@pytest.mark.parametrize("colour", COLOURS)
def test_a_hit_inside_a_note_is_seen_without_colours(page: LetterView, colours: Colours, colour: str) -> None:
    """Its ground may be as bright as that of the note: its edge is not."""
    outer = note(page, "What sort of means is this", colour=colour)
    start = page.reading.document.text.index("sort of means is this")
    bare = picture_of(page, {"note": [outer]}, colours, 22)
    found = picture_of(page, {"note": [outer], "hit": [Mark(start, start + 4, "hit", "1")]}, colours, 22)
    dots = [(x, y) for x in range(700) for y in range(120)]
    differs = [at for at in dots if abs(found.pixelColor(*at).lightness() - bare.pixelColor(*at).lightness()) > 18]
    assert len(differs) > 60, "a frame around four letters"


@pytest.mark.parametrize(("size", "thick"), [(22, 2), (44, 4), (66, 6)])
def test_underlines_grow_with_the_letters(page: LetterView, size: int, thick: int) -> None:
    blank = picture_of(page, {}, LIGHT, size)
    lined = picture_of(page, {"note": [note(page, "What sort of means is this")]}, LIGHT, size)
    dark = [[lined.pixelColor(x, y).lightness() < 130 for x in range(700)] for y in range(120)]
    assert blank != lined
    rows = [row for row in dark if sum(row) > 40]
    assert len(rows) in (thick, 2 * thick), "on one line of the text, or on two"


def test_of_nested_and_overlapping_notes_each_is_seen_from_its_beginning_to_its_end(page: LetterView) -> None:
    blank = drawn(page, [])
    outer, inner = note(page, "What sort of means is this"), note(page, "sort of", colour="green")
    both = drawn(page, [outer, inner])
    alone = line(drawn(page, [outer]), blank)
    assert line(drawn(page, [outer, inner]), blank) != alone
    rows = [row for row in line(both, blank) if row.count("#") > 25]
    assert len(rows) >= 4, "two underlines, one below the other"
    crossing = note(page, "means is this: offensive", colour="blue")
    assert line(drawn(page, [outer, crossing]), blank) not in (alone, line(both, blank))


def test_the_keys_lead_from_mark_to_mark_and_each_is_told_in_words(program: Opened) -> None:
    program.select("a simple cannon")
    program.do(Command.HIGHLIGHT)
    program.until(lambda: program.marked("note") == ["a simple cannon"])
    program.write_note("a simple cannon. What sort", "An argument from use.")
    program.ask("=cannon")
    program.letter.setFocus()
    program.press("Ctrl+Home")
    told = []
    for _ in range(4):
        program.press("F4")
        told.append(program.said())
        aloud = [interface(one).text(QAccessible.Text.Name) for one in program.window.status.findChildren(QLabel)]
        assert told[-1] in aloud, "a screen reader finds it too"
    assert told[0].startswith("Highlight, yellow, ¶ 6: a simple cannon")
    assert told[1].startswith("Note, yellow, ¶ 6: a simple cannon. What sort; it says: An argument from use.")
    assert "1 other note" in told[0]
    assert told[2].startswith("Hit 1 of ")
    assert told[2].endswith("¶ 6: cannon")
    assert told[3].startswith("Hit 2 of ")
    assert program.caret() == program.letter.marks.layer("hit")[1].start
    assert program.sees(program.letter.marks.layer("hit")[1].span)
    back = []
    for _ in range(4):
        program.press("Shift+F4")
        back.append(program.said())
    assert back == [told[2], told[1], told[0], "There is no further mark above."]
    assert program.focused() is program.letter


def test_every_passage_of_a_note_is_marked_each_once() -> None:
    note = Note("a", None, "on three places", (), "green", "", "", 1, is_retired=False)
    others = tuple(PlacedPassage(which, span, "found") for which, span in enumerate((Span(50, 60), None, Span(3, 9))))
    placed = PlacedNote(note, Span(3, 9), "moved", others)
    assert note_marks([placed, PlacedNote(note, None, "free")]) == [
        Mark(3, 9, "note", "a", "green"),
        Mark(50, 60, "note", "a", "green"),
    ]


def test_the_note_one_comes_to_is_the_current_one_in_the_list(program: Opened) -> None:
    program.write_note("a simple cannon", "first")
    program.write_note("the knot of war", "second")
    program.letter.setFocus()
    program.press("Ctrl+Home")
    program.press("F4")
    current = program.notes.current()
    assert current is not None
    assert current.note.body == "first"


def test_the_place_one_has_jumped_to_has_a_bar_beside_it_until_the_next(program: Opened) -> None:
    paragraphs = [program.program.document.paragraph(label) for label in ("6", "20")]
    for paragraph in paragraphs:
        assert paragraph is not None
        program.program.moving.go_to(paragraph.span.start)
        (mark,) = program.letter.marks.layer("place")
        assert mark.start == paragraph.span.start
        page = program.letter.grab().toImage()
        strip = [page.pixelColor(program.letter.viewport().x() + 6, y).name() for y in range(page.height())]
        assert 15 < strip.count(LIGHT.accent.lower()) < 40, "as high as one line"
    program.press("Alt+Left")
    assert not program.letter.marks.layer("place")


_SOME = st.lists(
    st.builds(
        lambda start, length, key: Mark(start, start + length, "note", key, "pink"),
        st.integers(0, 40),
        st.sampled_from([1, 2, 5, 40, 63, 64, 65, 128, 300]),
        st.sampled_from("abc"),
    ),
    max_size=12,
)


@given(_SOME, _SOME, _SOME, st.integers(0, 60))
def test_a_changed_layer_holds_what_one_made_anew_would(
    there: list[Mark], gone: list[Mark], come: list[Mark], place: int
) -> None:
    left = sorted(there)
    for mark in gone:
        if mark in left:
            left.remove(mark)
    layer = Layer(sorted(there))
    changed, anew = layer.changed(gone, come), Layer(sorted([*left, *come]))
    assert changed.marks == anew.marks
    assert sorted(changed.between(place, place + 5)) == sorted(anew.between(place, place + 5))
    assert layer.marks == sorted(there), "the layer before stays as it was"
