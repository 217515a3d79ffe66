"""The job that draws the window."""

import math
import os
import re
from pathlib import Path
from typing import NamedTuple

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.desk import profile_of
from cca_desktop.errors import NotHereError
from cca_desktop.settings import GREATEST_TEXT_SCALE, LEAST_TEXT_SCALE, THEMES
from cca_desktop.storage import settings_file
from cca_desktop.storage.database import storable
from cca_desktop.ui.window_state import load_state

LEAST_SIZE, GREATEST_SIZE = (320, 240), (8000, 8000)
_SIZE = "1440x900"
_LANGUAGES = ("en",)


class _Size(NamedTuple):
    width: int
    height: int


def picture(asked: Asked) -> int:
    """Draw the window as a reader would see it into a PNG file.

    Raises:
        UsageError: What is to be drawn cannot be.
        KnownError: The picture, or what stands in it, cannot be had.
    """
    file = Path(asked.words[0])
    if file.suffix.lower() != ".png":
        raise UsageError(
            f"The picture is a PNG file, so its name ends in .png, which “{shown(asked.words[0])}” does not"
        )
    size = _size(asked.value_or("--size", _SIZE))
    theme = asked.value("--theme")  # none: the reader's own
    if theme is not None:
        _one_of("theme", theme, THEMES)
    _one_of("language", asked.value_or("--language", "en"), _LANGUAGES)
    scale = _percent(asked.value_or("--scale", "1"))
    query = storable(asked.value_or("--query", ""))
    profile = profile_of(asked)
    profile.refuse_own(file)
    if not file.parent.is_dir():
        raise NotHereError(f"There is no folder “{shown(str(file.parent))}” to put the picture into.")
    settings = settings_file.load(profile.settings_file)._replace(text_scale=scale)
    if theme is not None:
        settings = settings._replace(theme=theme)
    state = load_state(profile.window_file)._replace(width=size.width, height=size.height, is_maximised=False)
    if query:
        state = state._replace(left_tab="search", question="")
    # Qt comes in here: what was typed wrongly is told before it.
    from cca_desktop.app import Program, make_application
    from cca_desktop.command.unseen import hush
    from cca_desktop.ui.picture import grab

    hush()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_application()
    grab(Program(profile, settings=settings, state=state, keeps=False), query, file)
    return 0


def _size(told: str) -> _Size:
    found = re.fullmatch(r"(\d{1,5})[x×X](\d{1,5})", told.strip(), re.ASCII)
    size = _Size(int(found[1]), int(found[2])) if found else None
    if size is None or not (
        LEAST_SIZE[0] <= size.width <= GREATEST_SIZE[0] and LEAST_SIZE[1] <= size.height <= GREATEST_SIZE[1]
    ):
        least, greatest = "x".join(map(str, LEAST_SIZE)), "x".join(map(str, GREATEST_SIZE))
        raise UsageError(
            f"--size is a width and a height such as {_SIZE}, from {least} to {greatest}, not “{shown(told)}”"
        )
    return size


def _one_of(what: str, told: str, known: tuple[str, ...]) -> None:
    if told not in known:
        there = f"there are {', '.join(known[:-1])} and {known[-1]}" if len(known) > 1 else f"there is {known[0]}"
        raise UsageError(f"There is no {what} “{shown(told)}” in this version; {there}")


def _percent(told: str) -> int:
    try:
        scale = float(told)
    except ValueError:
        scale = math.nan
    percent = round(scale * 100) if math.isfinite(scale) else 0
    if not LEAST_TEXT_SCALE <= percent <= GREATEST_TEXT_SCALE:
        raise UsageError(f"--scale is a number from 1 to 3, such as 1.5, not “{shown(told)}”")
    return percent
