"""Code points here, UTF-16 units there: the map is held against Python's own encoder."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.utf16 import Utf16Map

texts = st.text(st.characters(codec="utf-16") | st.sampled_from("a\U0001f680é\u0301\U00010348"), max_size=60)


@given(texts)
def test_every_place_of_a_text_is_where_utf16_has_it(text: str) -> None:
    mapped = Utf16Map(text)
    for points in range(len(text) + 1):
        units = len(text[:points].encode("utf-16-le")) // 2
        assert mapped.units(points) == units
        assert mapped.points(units) == points


@given(texts)
def test_order_is_kept_and_half_a_letter_belongs_to_the_letter(text: str) -> None:
    mapped = Utf16Map(text)
    length = mapped.units(len(text))
    points = [mapped.points(units) for units in range(length + 1)]
    assert points == sorted(points)
    assert all(after - before <= 1 for before, after in pairwise(points))
    assert points[-1] == len(text)
