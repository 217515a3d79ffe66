"""How the window was left: its size, its panes, its tab, its question. The window's own affair, kept apart."""

import json
from pathlib import Path
from typing import NamedTuple

from cca_desktop.storage.atomic_file import write_atomically

LEFT_WIDTH, RIGHT_WIDTH = 330, 360
FOOT_HEIGHT = 330
_FRAME = 32  # how high a title bar is, which the system draws above


class WindowState(NamedTuple):
    """Everything that brings a window back as it was left. Sizes are in pixels at 100 %."""

    width: int = 1440
    height: int = 900
    is_maximised: bool = False
    left_width: int = LEFT_WIDTH
    right_width: int = RIGHT_WIDTH
    left_tab: str = "search"
    question: str = ""
    hit_note: str = ""  # the hit one stood at: the note it is in, "" for the text, and where there it begins
    hit_start: int = -1
    concordance: str = ""
    note: str = ""
    is_concordance_across: bool = False  # under the letter, and not on its page
    is_foot_open: bool = False
    foot_height: int = FOOT_HEIGHT
    second_place: int = -1  # what the second view of the letter shows, a code point; below 0 there is none
    is_second_active: bool = False  # whether one was in that one last
    first_share: int = 50  # of the two views' room, in per cent


def load_state(file: Path) -> WindowState:
    """Return what ``file`` tells, and the usual where it tells nothing or nonsense."""
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return WindowState()
    usual = WindowState()
    if not isinstance(told, dict):
        return usual
    known = {name: told[name] for name, value in usual._asdict().items() if type(told.get(name)) is type(value)}
    state = usual._replace(**known)
    return state._replace(
        width=min(max(state.width, 320), 20_000),
        height=min(max(state.height, 240), 20_000),
        left_width=min(max(state.left_width, 200), 2_000),
        right_width=min(max(state.right_width, 200), 2_000),
        foot_height=min(max(state.foot_height, 120), 4_000),
        first_share=min(max(state.first_share, 10), 90),
    )


def fitted(state: WindowState, width: int, height: int) -> WindowState:
    """Return ``state`` with a window that has room, with its frame, on a screen of this ``width`` and ``height``."""
    return state._replace(
        width=min(state.width, width), height=state.height if state.height <= height else height - _FRAME
    )


def save_state(file: Path, state: WindowState) -> None:
    """Write ``state`` into ``file``.

    Raises:
        DiskTroubleError: It could not be written.
    """
    write_atomically(file, json.dumps(state._asdict(), ensure_ascii=True, indent=1).encode())
