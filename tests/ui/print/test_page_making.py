"""Pages are made so that nothing is lost, nothing stands outside them, and no line stands alone."""

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.print.page_making import MadePage, PageMaker, PrintLine

HEIGHT, RULE, LINE, NOTE_LINE = 100.0, 6.0, 10.0, 7.0


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[PrintLine], list[list[float]]]:
    """Paragraphs of a few lines, headings, and footnotes here and there, of up to thirty lines."""
    lines: list[PrintLine] = []
    notes: list[list[float]] = []
    for length in draw(st.lists(st.integers(1, 12), min_size=1, max_size=12)):
        for index in range(length):
            own = []
            for note_length in draw(st.lists(st.integers(1, 30), max_size=1 if draw(st.integers(0, 6)) else 3)):
                own.append(len(notes))
                notes.append([NOTE_LINE] * note_length)
            is_heading = length == 1 and draw(st.booleans())
            lines.append(
                PrintLine(LINE, 5.0 if index == 0 else 0.0, index == 0, index == length - 1, is_heading, tuple(own))
            )
    return lines, notes


def made(lines: list[PrintLine], notes: list[list[float]]) -> list[MadePage]:
    return PageMaker(lines, notes, height=HEIGHT, rule=RULE).pages()


def body_of(lines: list[PrintLine], page: MadePage) -> float:
    within = lines[page.start : page.end]
    return sum(line.height for line in within) + sum(line.above for line in within[1:])


@given(texts())
def test_every_line_and_every_footnote_is_printed_once_and_in_order(
    text: tuple[list[PrintLine], list[list[float]]],
) -> None:
    lines, notes = text
    pages = made(lines, notes)
    assert [index for page in pages for index in range(page.start, page.end)] == list(range(len(lines)))
    printed = [(part.note, line) for page in pages for part in page.parts for line in range(part.start, part.end)]
    assert printed == [(note, line) for note, all_lines in enumerate(notes) for line in range(len(all_lines))]


@given(texts())
def test_no_page_is_fuller_than_it_can_be(text: tuple[list[PrintLine], list[list[float]]]) -> None:
    lines, notes = text
    for page in made(lines, notes):
        foot = sum(sum(notes[part.note][part.start : part.end]) for part in page.parts)
        height = body_of(lines, page) + (foot + RULE if page.parts else 0)
        assert height <= HEIGHT


@given(texts())
def test_a_footnote_begins_on_the_page_of_its_line_unless_longer_ones_before_it_fill_that(
    text: tuple[list[PrintLine], list[list[float]]],
) -> None:
    lines, notes = text
    pages = made(lines, notes)
    page_of = {index: number for number, page in enumerate(pages) for index in range(page.start, page.end)}
    begins_on = {part.note: number for number, page in enumerate(pages) for part in page.parts if part.start == 0}
    ends_on = {part.note: number for number, page in enumerate(pages) for part in page.parts}
    for index, line in enumerate(lines):
        for note in line.notes:
            late = any(part.start for part in pages[page_of[index]].parts) or (
                note and ends_on[note - 1] > page_of[index]
            )
            assert begins_on[note] == page_of[index] or late or len(line.notes) > 1


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_no_line_of_a_paragraph_stands_alone(lengths: list[int]) -> None:
    lines = [
        PrintLine(LINE, 5.0 if index == 0 else 0.0, index == 0, index == length - 1)
        for length in lengths
        for index in range(length)
    ]
    for page in made(lines, [])[:-1]:
        last, following = lines[page.end - 1], lines[page.end]
        assert not (last.begins and not last.ends)
        assert not (following.ends and not following.begins)


def test_a_heading_stands_with_what_follows_it() -> None:
    lines = [PrintLine(LINE)] * 9 + [PrintLine(LINE, keeps=True)] + [PrintLine(LINE)] * 3
    assert [(page.start, page.end) for page in made(lines, [])] == [(0, 9), (9, 13)]
