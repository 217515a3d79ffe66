"""Tables in a note: cells below one another, Tab from cell to cell, and not a word changed."""

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.notes.markdown_tables import (
    EMPTY,
    Place,
    aligned,
    cells_of,
    column_at,
    is_rule,
    is_table,
    span_of,
    stepped,
)
from tests.ui.opening import Opened

_CELL = st.text(st.sampled_from("ab é日😀*`[]:-|"), max_size=6).map(lambda words: words.replace("|", r"\|"))
_TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.tuples(
        st.lists(st.lists(_CELL, min_size=1, max_size=columns), min_size=1, max_size=5),
        st.lists(st.sampled_from(["---", ":--", "--:", ":-:", "-"]), min_size=columns, max_size=columns),
    )
)


def written(rows: list[list[str]], rule: list[str]) -> list[str]:
    lines = ["|" + "|".join(row) + "|" for row in rows]
    return [lines[0], "|" + "|".join(rule) + "|", *lines[1:]]


@given(_TABLES)
def test_to_align_a_table_changes_none_of_its_words_and_is_done_once(table: tuple[list[list[str]], list[str]]) -> None:
    lines = written(*table)
    told = aligned(lines)
    assert len(told) == len(lines)
    count = max(len(cells_of(line)) for line in lines)
    for before, after in zip(lines, told, strict=True):
        if not is_rule(before):
            cells = cells_of(before)
            assert cells_of(after) == [*cells, *[""] * (count - len(cells))]
    assert aligned(told) == told
    for before, after in zip(cells_of(lines[1]), cells_of(told[1]), strict=False):
        assert (before[0] == ":", before[-1] == ":") == (after[0] == ":", after[-1] == ":")


@given(_TABLES, st.integers(1, 30))
def test_tab_comes_to_every_cell_in_turn_and_shift_tab_back(
    table: tuple[list[list[str]], list[str]], steps: int
) -> None:
    lines, place = written(*table), Place(0, 0)
    visited = [place]
    for _ in range(steps):
        lines, place = stepped(lines, place, 1)
        start, end = span_of(lines[place.row], place.column)
        assert column_at(lines[place.row], start) == column_at(lines[place.row], end) == place.column
        visited.append(place)
    assert len(set(visited)) == len(visited)
    assert all(place.row != 1 for place in visited)
    for expected in reversed(visited[:-1]):
        lines, place = stepped(lines, place, -1)
        assert place == expected
    assert stepped(lines, Place(0, 0), -1)[1] == Place(0, 0)


def test_what_is_a_table_and_what_only_looks_like_one() -> None:
    assert is_table(EMPTY)
    assert is_table(["| a |", "|---|"])
    assert not is_table(["| a |", "| b |"])
    assert not is_table(["|---|", "|---|"])
    assert not is_table(["| a |"])


def test_a_table_is_begun_and_filled_by_keys_and_taken_back(program: Opened) -> None:
    program.begin_note()
    program.type("Before")
    program.press("Ctrl+Shift+G")
    for words in ("Who", "What", "Khrushchev", "letter", "Kennedy"):
        program.type(words)
        program.press("Tab")
    program.type("answer")
    program.press("Shift+Tab")
    assert program.words.textCursor().selectedText() == "Kennedy"
    filled = (
        "Before\n\n| Who        | What   |\n| ---------- | ------ |\n| Khrushchev | letter |\n| Kennedy    | answer |\n"
    )
    assert program.words.toPlainText() == filled
    program.until(program.is_saved)
    assert program.bodies() == [filled]
    program.words.undo()
    assert program.words.toPlainText() != filled
    program.words.moveCursor(program.words.textCursor().MoveOperation.End)
    program.press("Tab")
    assert program.focused() is not program.words, "behind the table Tab leaves the words"


def test_a_table_is_begun_apart_from_the_words_above_it(program: Opened) -> None:
    program.begin_note()
    program.type("Before")
    program.press("Return")
    program.press("Ctrl+Shift+G")
    assert program.words.toPlainText().startswith("Before\n\n| "), "right below words it would be read as their end"


def test_enter_goes_on_with_a_table_and_on_an_empty_row_ends_it(program: Opened) -> None:
    program.begin_note()
    program.press("Ctrl+Shift+G")
    program.type("Who")
    program.press("Return")
    program.type("Kennedy")
    program.press("Return")
    program.type("Gromyko")
    program.press("Return")
    table = "| Who     |     |\n| ------- | --- |\n| Kennedy |     |\n| Gromyko |     |\n"
    assert program.words.toPlainText() == f"{table}|         |     |\n"
    program.press("Return")
    program.type("After")
    assert program.words.toPlainText() == f"{table}\nAfter"
    program.words.undo()
    program.words.undo()
    assert program.words.toPlainText() == f"{table}|         |     |\n", "the end of a table is one step back"


def test_a_table_may_be_written_with_all_its_bars(program: Opened) -> None:
    """Whoever knows Markdown types them, also where they stand already."""
    program.begin_note()
    for line in ("| Who | What |", "|-|-|", "| Khrushchev | letter |", "|Kennedy||", "| Gromyko | a\\|b |"):
        program.type(line)
        program.press("Return")
    assert program.words.toPlainText() == (
        "| Who        | What   |\n"
        "| ---------- | ------ |\n"
        "| Khrushchev | letter |\n"
        "| Kennedy    |        |\n"
        "| Gromyko    | a\\|b   |\n"
        "|            |        |"
    )


def test_enter_before_a_table_makes_room_above_it(program: Opened) -> None:
    program.begin_note()
    program.press("Ctrl+Shift+G")
    program.press("Ctrl+Home")
    program.press("Return")
    assert program.words.toPlainText().startswith("\n| ")


def test_a_space_that_does_not_break_is_a_letter_and_stays() -> None:
    """It is neither a space of the table nor anybody's to take away."""
    assert aligned(["|\u00a0a|b\u3000|", "|-|-|", "|\u00a0|"]) == [
        "| \u00a0a  | b\u3000 |",
        "| --- | --- |",
        "| \u00a0   |     |",
    ]
    assert cells_of("| a |\u00a0") == ["a", "\u00a0"]
