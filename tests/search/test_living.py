"""A concordance kept in a note: what stands in the block, and what its lines are now."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.library.document import Document
from cca_desktop.search.concordance import SORTS, WIDTH, Bounds, in_order
from cca_desktop.search.living import Now, as_block, as_list, filled_in, lines_now, living_in, with_block, without_lines
from cca_desktop.search.searcher import OutdatedError, Searcher
from cca_desktop.search.stacks import never
from cca_desktop.text.span import Span
from tests.search.asking import note_on

PEACE = "Before.\n\n```concordance\npeace\nsort: left, right\npara: 4\n```\n\nAfter."


@pytest.fixture
def searcher(letter: Document) -> Iterator[Searcher]:
    opened = Searcher(None, [letter])
    yield opened
    opened.close()


def test_a_block_tells_question_order_and_bounds() -> None:
    (living,) = living_in(PEACE)
    assert living.question == "peace"
    assert living.sorts == ("left", "right")
    assert living.bounds == Bounds(paragraphs="4")
    assert living.at.cut(PEACE) == "```concordance\npeace\nsort: left, right\npara: 4\n```"


@pytest.mark.parametrize(
    "body",
    ["", "peace", "```\npeace\n```", "```concordance\n\n```", "```concordance\npeace", "in ```concordance``` words"],
)
def test_what_is_no_whole_block_with_a_question_keeps_nothing(body: str) -> None:
    assert living_in(body) == ()


def test_what_is_not_understood_in_a_block_is_passed_over() -> None:
    (living,) = living_in("```concordance\n  war AND peace \nSort : upwards, LEFT, left\nin: notes\nyes\n```")
    assert living.question == "war AND peace"
    assert living.sorts == ("left",)
    assert living.bounds == Bounds(kind="note")
    (plain,) = living_in("```concordance\ntag:image\n```")
    assert plain.question == "tag:image", "the first line is the question, whatever it looks like"
    assert plain.sorts == ("place",)


@given(
    question=st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="`"), min_size=1),
    bounds=st.builds(
        Bounds,
        document=st.none(),
        kind=st.sampled_from(["", "text", "note"]),
        paragraphs=st.sampled_from(["", "4", "5-8"]),
        tag=st.sampled_from(["", "image", "two words"]),
        width=st.just(WIDTH),
    ),
    sorts=st.lists(st.sampled_from(sorted(SORTS)), min_size=1, unique=True).map(tuple),
)
def test_what_is_kept_is_asked_again(question: str, bounds: Bounds, sorts: tuple[str, ...]) -> None:
    (living,) = living_in(f"# Words\n\n{as_block(question, bounds, sorts)}\n")
    assert living[1:] == (question, bounds, sorts)


def test_its_lines_are_those_of_the_concordance_in_the_order_it_asks_for(searcher: Searcher) -> None:
    (living,) = living_in(PEACE)
    now = lines_now(living, "1", searcher, width=40, is_outdated=never)
    assert now.lines == tuple(
        in_order(searcher.concordance("peace", paragraphs="4", width=40).lines, ["left", "right"])
    )
    assert now.total == len(now.lines) > 3
    few = lines_now(living, "1", searcher, width=40, is_outdated=never, limit=2)
    assert few.lines == now.lines[:2]
    assert few.total == now.total


def test_a_question_that_is_kept_in_a_note_is_no_line_of_its_own(searcher: Searcher, letter: Document) -> None:
    body = "About peace.\n\n```concordance\npeace\n```"
    notes = [note_on(letter, name, words, at=400) for name, words in (("1", body), ("2", "peace"), ("3", body))]
    searcher.update_notes(notes)
    (living,) = living_in(body)
    now = lines_now(living, "1", searcher, width=40, is_outdated=never)
    in_notes = [line for line in now.lines if line.kind == "note"]
    assert [(line.note, line.span) for line in in_notes] == [("2", Span(0, 5)), ("3", Span(6, 11))]
    assert now.total == len(now.lines)


def test_nor_is_the_heading_over_it_that_says_it_once_more(searcher: Searcher, letter: Document) -> None:
    before = searcher.concordance("peace").total
    block = as_block("peace", Bounds(), ("place",))
    searcher.update_notes([note_on(letter, "1", f"# Concordance: peace\n\n{block}\n")])
    assert searcher.concordance("peace").total == before
    searcher.update_notes([note_on(letter, "1", f"# Concordance: war\n\nHis peace.\n\n{block}\n")])
    assert searcher.concordance("peace").total == before + 1, "other words above it are the reader's"


def test_lines_are_shown_in_the_place_of_the_block_or_below_it(searcher: Searcher) -> None:
    (living,) = living_in(PEACE)
    now = lines_now(living, "1", searcher, width=20, is_outdated=never, limit=1)
    shown = filled_in(PEACE, [now], lambda _block, now: as_list(now, "24 November 2026"))
    assert shown.startswith(f"Before.\n\n\n*{now.total} lines for “peace”, 24 November 2026*\n\n- ¶ 4: ")
    assert "**peace**" in shown
    assert shown.endswith(f"\n- and {now.total - 1} more  \n\n\nAfter.")
    assert "```" not in shown
    below = filled_in(PEACE, [now], lambda block, now: with_block(block, as_list(now, "today"), "today"))
    assert "```\n\n<!-- lines of today -->\n" in below
    assert without_lines(below) == PEACE


def test_nothing_in_a_line_is_taken_for_markdown(searcher: Searcher, letter: Document) -> None:
    searcher.update_notes([note_on(letter, "1", "*a* [[b]] xyzzy <c> `d`", at=400)])
    (living,) = living_in("```concordance\nxyzzy\n```")
    shown = as_list(lines_now(living, "2", searcher, width=40, is_outdated=never), "today")
    assert r"\*a\* \[\[b\]\] **xyzzy** \<c\> \`d\`" in shown
    nothing = Now(living, 0, ())
    assert "0 lines for “xyzzy”, today" in as_list(nothing, "today")


def test_lines_of_now_give_way_to_a_question(searcher: Searcher, letter: Document) -> None:
    searcher.update_notes([note_on(letter, str(number), "war " * 9) for number in range(3000)])
    (living,) = living_in("```concordance\nwar\n```")
    with pytest.raises(OutdatedError):
        lines_now(living, "1", searcher, width=40, is_outdated=lambda: True)
