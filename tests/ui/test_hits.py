"""Hits as marks that are made when they are asked for: the same as if all of them had been made."""

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.hits import HitLayer
from cca_desktop.ui.reader.marks import Layer, Mark, Marks

spans = st.lists(
    st.builds(
        lambda start, length: Span(start, start + length), st.integers(0, 400), st.sampled_from([1, 7, 63, 64, 300])
    ),
    max_size=25,
)


@given(spans, st.integers(0, 500), st.integers(1, 200))
def test_hits_are_found_as_marks_are(found: list[Span], at: int, length: int) -> None:
    made = Layer(sorted({Mark(*span, "hit", "") for span in found}))
    hits = HitLayer(found)
    assert list(hits.marks) == made.marks
    assert sorted(hits.between(at, at + length)) == sorted(made.between(at, at + length))
    assert hits.index_from(at) == made.index_from(at)


@given(spans)
def test_one_comes_from_hit_to_hit_in_the_order_of_the_letter(found: list[Span]) -> None:
    kept = Marks()
    kept.replace("hit", HitLayer(found))
    way: list[Span] = []
    mark = kept.next_after((0,))
    while mark is not None:
        way.append(mark.span)
        mark = kept.next_after(mark)
    assert way == sorted(set(found))


def test_the_same_hits_again_change_nothing() -> None:
    kept = Marks()
    assert kept.replace("hit", HitLayer([Span(3, 9), Span(20, 26)]))
    assert not kept.replace("hit", HitLayer([Span(20, 26), Span(3, 9)]))
    assert kept.replace("hit", HitLayer([Span(3, 9)]))
    assert kept.replace("hit", [])


@given(spans, spans, st.sets(st.integers(0, 24)), st.integers(0, 500))
def test_a_layer_that_was_changed_is_as_one_made_of_what_it_holds(
    before: list[Span], come: list[Span], gone: set[int], at: int
) -> None:
    old = [Mark(*span, "note", str(number)) for number, span in enumerate(before)]
    new = [Mark(*span, "note", f"new {number}") for number, span in enumerate(come)]
    changed = Layer(sorted(old)).changed([mark for number, mark in enumerate(old) if number in gone], new)
    made = Layer(sorted([*(mark for number, mark in enumerate(old) if number not in gone), *new]))
    assert changed.marks == made.marks
    assert sorted(changed.between(at, at + 50)) == sorted(made.between(at, at + 50))
