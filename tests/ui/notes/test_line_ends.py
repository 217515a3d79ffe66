"""A note keeps its line ends wherever nobody has typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.notes.line_ends import kept, shown

TEXTS = st.lists(st.sampled_from(["a", "b", "\r", "\n", "\u2028", "\ufdd1", "👩"]), max_size=12).map("".join)


@given(TEXTS)
def test_what_was_only_looked_at_is_the_same(body: str) -> None:
    assert kept(body, shown(body)) == body


@given(TEXTS, st.text("xy\n", max_size=4).map("x{}x".format), TEXTS)
def test_what_was_typed_is_there_and_what_stands_around_it_is_untouched(head: str, typed: str, tail: str) -> None:
    body = f"{head}|{tail}"
    new = kept(body, f"{shown(head)}|{typed}|{shown(tail)}")
    assert shown(new) == f"{shown(head)}|{typed}|{shown(tail)}"
    assert new.startswith(head)
    assert new.endswith(tail)


@pytest.mark.parametrize(
    ("body", "typed", "after"),
    [
        ("a\r\nb\r\n", "a\nnew\nb\n", "a\r\nnew\r\nb\r\n"),
        ("a\r\nb\n", "a\nnew\nb\n", "a\r\nnew\nb\n"),
        ("a\r\nb", "ab", "ab"),
        ("a\r\nb", "", ""),
    ],
)
def test_new_lines_end_as_all_the_others_do(body: str, typed: str, after: str) -> None:
    assert kept(body, typed) == after
