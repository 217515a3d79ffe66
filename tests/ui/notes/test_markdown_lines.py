"""What Enter, Tab and the key of a task make of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.notes.markdown_lines import begins_next, is_bare, item_of, moved_in, moved_out, ticked, words_begin

WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40)
MARKS = st.sampled_from(["- ", "* ", "+ ", "1. ", "12) ", "- [ ] ", "- [x] ", "> ", "> - ", "    - ", "> > 3. ", ""])


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("9. nine", "10. "),
        ("3) three", "4) "),
        ("- [x] done", "- [ ] "),
        ("> said", "> "),
        ("> - said", "> - "),
        ("> > 1. said", "> > 2. "),
        ("plain", ""),
        ("-no item", ""),
        ("1963. a year is an item too", "1964. "),
        ("", ""),
    ],
)
def test_a_list_and_a_quotation_go_on(line: str, following: str) -> None:
    assert begins_next(line) == following


@pytest.mark.parametrize("line", ["- ", "1. ", "- [ ] ", "> ", "> - ", "    * "])
def test_a_bare_item_ends_its_list(line: str) -> None:
    assert is_bare(line)
    assert not is_bare(line + "a")


@pytest.mark.parametrize(
    ("line", "once", "twice"),
    [
        ("- [ ] read", "- [x] read", "- [ ] read"),
        ("- [X] read", "- [ ] read", "- [x] read"),
        ("- read", "- [ ] read", "- [x] read"),
        ("read", "- [ ] read", "- [x] read"),
        ("  read", "  - [ ] read", "  - [x] read"),
        ("> 2. read", "> 2. [ ] read", "> 2. [x] read"),
        ("> read", "> - [ ] read", "> - [x] read"),
    ],
)
def test_a_task_is_made_and_ticked_off(line: str, once: str, twice: str) -> None:
    assert ticked(line) == once
    assert ticked(once) == twice


@given(MARKS, WORDS)
def test_what_was_moved_in_is_moved_out_again(mark: str, words: str) -> None:
    line = mark + words
    assert moved_out(moved_in(line)) == line
    assert moved_in(line).replace(" ", "") == line.replace(" ", "")


@given(MARKS, WORDS)
def test_a_line_is_its_mark_and_its_words(mark: str, words: str) -> None:
    line = mark + words
    at = words_begin(line)
    assert 0 <= at <= len(line)
    item = item_of(line)
    if item is not None:
        assert line.startswith(item.before + item.mark + item.gap + item.task)
    assert ticked(ticked(ticked(line))) == ticked(line)
