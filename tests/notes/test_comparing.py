import itertools

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.comparing import GONE, NEW, SAME, Piece, compared, differences
from cca_desktop.notes.notebook import Notebook

texts = st.lists(st.sampled_from(["peace", "war", " ", "\n", "-", "мир", "😀"]), max_size=30).map("".join)


@given(texts, texts)
def test_the_pieces_make_up_both_versions(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == after
    assert all(one.kind != other.kind for one, other in itertools.pairwise(pieces))
    assert all(piece.text for piece in pieces)


@given(texts)
def test_a_version_is_the_same_as_itself(text: str) -> None:
    assert compared(text, text) == ((Piece(SAME, text),) if text else ())


def test_a_change_is_told_by_words() -> None:
    assert compared("first line\nthe knot of war\nlast", "first line\nthe rope of war, now\nlast") == (
        (SAME, "first line\nthe "),
        (GONE, "knot"),
        (NEW, "rope"),
        (SAME, " of war"),
        (NEW, ", now"),
        (SAME, "\nlast"),
    )


def test_long_versions_are_compared_in_a_moment() -> None:
    before, after = (f"{word} " * 200_000 for word in ("old", "new"))
    assert compared(before, after) == ((GONE, before), (NEW, after))


def test_a_few_words_are_found_in_a_line_of_a_hundred_thousand() -> None:
    words = [f"word{number}" for number in range(50_000)]
    before = " of many ".join(words)
    after = before.replace("word700 ", "another ").replace("word9000 of many ", "").replace("word49999", "the last")
    pieces = compared(before, after)
    assert [(kind, text) for kind, text in pieces if kind != SAME] == [
        (GONE, "word700"),
        (NEW, "another"),
        (GONE, "word9000 of many "),
        (GONE, "word49999"),
        (NEW, "the last"),
    ]
    assert "".join(text for kind, text in pieces if kind != NEW) == before


@given(st.lists(st.integers(0, 40), max_size=60), st.lists(st.integers(0, 40), max_size=60))
def test_long_stretches_between_words_in_common_make_up_both_versions(one: list[int], other: list[int]) -> None:
    before, after = ("".join(f"w{number} " + "x " * 150 for number in numbers) for numbers in (one, other))
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == after
    assert all(first.kind != second.kind for first, second in itertools.pairwise(pieces))


def test_what_differs_besides_the_words_is_named(notebook: Notebook) -> None:
    note_id = notebook.write(None, "one").notes[0]
    notebook.revise(note_id, body="two", tags=("t",), colour="pink")
    notebook.retire(note_id)
    first, second, third = notebook.versions(note_id)
    assert differences(first, second) == ("tags", "colour")
    assert differences(second, third) == ("is_retired",)
