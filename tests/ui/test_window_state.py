"""How the window was left, and what comes of a file that says nonsense about it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cca_desktop.storage.profile import Profile
from cca_desktop.ui.window_state import WindowState, fitted, load_state, save_state
from tests.ui.opening import Open


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        WindowState,
        width=st.integers(320, 20_000),
        height=st.integers(240, 20_000),
        is_maximised=st.booleans(),
        left_width=st.integers(200, 2000),
        right_width=st.integers(200, 2000),
        left_tab=st.sampled_from(["search", "contents", "concordance"]),
        question=st.text(st.characters(), max_size=20),
        hit_note=st.sampled_from(["", "0190b1c2-0000-7000-8000-000000000001"]),
        hit_start=st.integers(-1, 10**9),
        concordance=st.text(st.characters(), max_size=20),
        note=st.uuids().map(str),
        foot_height=st.integers(120, 4000),
        second_place=st.integers(-1, 10**9),
        is_second_active=st.booleans(),
        first_share=st.integers(10, 90),
    )
)
def test_a_window_comes_back_as_it_was_left(tmp_path: Path, state: WindowState) -> None:
    save_state(tmp_path / "window.json", state)
    assert load_state(tmp_path / "window.json") == state


def test_a_window_is_made_no_larger_than_the_screen_it_comes_to() -> None:
    usual = WindowState()
    assert fitted(usual, 1920, 1040) == usual
    assert fitted(usual, usual.width, usual.height) == usual, "it may have been made as large as that"
    small = fitted(usual, 1366, 728)
    assert small.width == 1366
    assert 600 < small.height < 728, "there is a title bar as well"


NONSENSE = [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b"1e999", b"[" * 100_000,
    json.dumps({"width": "wide", "height": None, "left_tab": 3, "question": [], "note": {}}).encode(),
    json.dumps({"width": -5, "height": 10**30, "left_width": 0, "right_width": True}).encode(),
    json.dumps({"second_place": 10**12, "is_second_active": 1, "first_share": 1000}).encode(),
    json.dumps({"left_tab": "attic", "note": "nobody", "later": "version"}).encode(),
]  # fmt: skip


@pytest.mark.parametrize("raw", NONSENSE)
def test_nonsense_opens_a_window_one_can_use(open_program: Open, profile: Profile, raw: bytes) -> None:
    profile.folder.mkdir()
    profile.window_file.write_bytes(raw)
    state = load_state(profile.window_file)
    assert 320 <= state.width <= 20_000
    assert 240 <= state.height <= 20_000
    if state.width * state.height < 10_000_000:
        opened = open_program()
        assert opened.window.isVisible()
        assert opened.letter.viewport().width() > 100
        opened.quit()
        assert load_state(profile.window_file).width == opened_width(profile)


def opened_width(profile: Profile) -> int:
    return int(json.loads(profile.window_file.read_bytes())["width"])
