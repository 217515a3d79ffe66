"""Heights of blocks, partly estimated: the quick sums are those that one would add up by hand."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.ui.reader.heights import Heights

_lengths = st.lists(st.integers(1, 400), min_size=1, max_size=40)
_changes = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 900)), max_size=30)


@given(_lengths, _changes, st.floats(-50, 20_000))
def test_tops_and_the_block_at_a_place_are_those_added_up_by_hand(
    lengths: list[int], changes: list[tuple[int, int]], y: float
) -> None:
    starts = [0, *accumulate(lengths)]
    heights = Heights(starts, above=16, per_letter=0.5, per_block=30)
    plain = [length * 0.5 + 30 for length in lengths]
    for block, height in changes:
        if block < len(plain):
            assert heights.set_exact(block, height) == pytest.approx(height - plain[block])
            plain[block] = height
    tops = [16.0, *(16 + below for below in accumulate(plain))]
    for block, top in enumerate(tops):
        assert heights.top(block) == pytest.approx(top)
    assert heights.whole() == pytest.approx(tops[-1])
    if min(abs(y - top) for top in tops) > 1e-6:
        assert heights.block_at(y) == max((block for block, top in enumerate(tops[:-1]) if top <= y), default=0)


def test_a_block_is_estimated_until_its_height_is_known() -> None:
    heights = Heights([0, 100, 300], above=0, per_letter=0.1, per_block=5)
    assert heights.height(1) == pytest.approx(25)
    heights.set_exact(1, 40)
    assert heights.height(1) == 40
    assert heights.top(1) == pytest.approx(15), "what stands above does not move"
