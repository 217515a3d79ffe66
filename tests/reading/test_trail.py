from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.reading.trail import LONGEST, Stop, Trail

stops = st.builds(Stop, st.sampled_from(["letter", "reply"]), st.integers(0, 20))
A, B, C, D = (Stop("letter", offset) for offset in (0, 100, 200, 300))


def test_a_new_trail_leads_nowhere() -> None:
    trail = Trail()
    assert trail.here is None
    assert not trail.can_go_back
    assert not trail.can_go_forward
    assert trail.back(A) == trail == trail.forward(A)


def test_back_leads_to_where_the_reader_had_got_to_and_forward_to_where_they_left() -> None:
    trail = Trail().jumped(A, B).back(leaving=C)
    assert trail.here == A
    assert trail.forward(A).here == C


def test_a_jump_forgets_what_lay_ahead() -> None:
    trail = Trail().jumped(A, B).back(B).jumped(A, D)
    assert trail.here == D
    assert not trail.can_go_forward
    assert trail.back(D).here == A


def test_a_jump_to_where_one_is_is_no_jump() -> None:
    assert Trail().jumped(A, A) == Trail()


@given(stops, st.lists(stops, max_size=10))
def test_back_and_forward_undo_each_other(first: Stop, jumps: list[Stop]) -> None:
    trail, here = Trail(), first
    for to in jumps:
        trail, here = trail.jumped(here, to), to
    for _ in range(len(trail.stops)):
        there = trail.back(trail.here or here)
        assert not trail.can_go_back or there.forward(there.here or here) == trail
        trail = there
    assert not trail.can_go_back


def test_a_trail_does_not_grow_for_ever() -> None:
    trail = Trail()
    for offset in range(10 * LONGEST):
        trail = trail.jumped(Stop("letter", offset), Stop("letter", offset + 1))
    assert len(trail.stops) == LONGEST
    assert trail.here == Stop("letter", 10 * LONGEST)
