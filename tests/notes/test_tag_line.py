import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.note import tidy_tags
from cca_desktop.notes.tag_line import told_tags, typed_tags


@given(st.lists(st.text(alphabet='ab ,"\n', max_size=8)))
def test_tags_are_read_as_they_were_written(tags: list[str]) -> None:
    tidied = tidy_tags(tags)
    assert typed_tags(told_tags(tidied)) == tidied


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("", ()),
        (" peace , war,, peace ", ("peace", "war")),
        ('Kennedy, "Kennedy, John F.", war', ("Kennedy", "Kennedy, John F.", "war")),
        ('"not closed, war', ('"not closed', "war")),
        ('a "word" inside', ('a "word" inside',)),
        ('"a" b, c', ('"a" b', "c")),
    ],
)
def test_a_line_is_read_as_it_is_meant(line: str, tags: tuple[str, ...]) -> None:
    assert typed_tags(line) == tags
