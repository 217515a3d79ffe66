import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.merging import merged

texts = st.text(alphabet="ab \n", max_size=20)


@given(texts, texts)
def test_what_only_one_side_changed_is_as_it_made_it(base: str, changed: str) -> None:
    assert merged(base, changed, base).text == changed
    assert merged(base, base, changed).text == changed
    assert merged(base, changed, changed).text == changed


@given(texts, st.integers(0, 20), st.text(alphabet="xyz", min_size=1, max_size=5), texts)
def test_nothing_typed_is_lost_and_nothing_theirs_either(base: str, at: int, typed: str, theirs: str) -> None:
    mine = base[:at] + typed + base[at:]
    text, typed_to = merged(base, mine, theirs)
    assert text[:typed_to].endswith(typed)
    assert text[: typed_to - len(typed)] + text[typed_to:] == theirs


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("Hello wor", "Hello world", "", "ld"),
        ("Hello wor", "Hello world", "Hello ", "Hello ld"),
        ("one two three", "one two three four", "one three", "one three four"),
        ("one two three", "zero one two three", "one 2 three", "zero one 2 three"),
        ("one two three", "one three", "ONE two three", "ONE three"),
        ("one two three", "one three", "one 2 three", "one 2 three"),
        ("one two three", "one TWO three", "one 2 three", "one 2TWO three"),
    ],
)
def test_each_side_finds_its_words(base: str, mine: str, theirs: str, both: str) -> None:
    assert merged(base, mine, theirs).text == both


def test_long_notes_are_brought_together_in_a_moment() -> None:
    base = "слово " * 150_000
    text, _ = merged(base, base + "typed", "before " + base.replace("слово слово", "слово мир"))
    assert text.startswith("before слово мир")
    assert text.endswith("typed")
