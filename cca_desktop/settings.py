"""What a reader prefers: every preference with its type, its unit and its default."""

from collections.abc import Mapping
from typing import Any, NamedTuple

THEMES = ("system", "light", "sepia", "dark", "contrast")
FACES = ("book", "plain")
MOTIONS = ("system", "always", "never")
LEAST_TEXT_SCALE, GREATEST_TEXT_SCALE = 100, 300  # percent
LEAST_MEASURE = 62  # running letters a line
RANGES = {
    "text_scale": (LEAST_TEXT_SCALE, GREATEST_TEXT_SCALE),
    "letter_size": (16, 32),  # pixels at 100 %
    "measure": (LEAST_MEASURE, 72),
    "leading": (120, 200),  # percent of the letter's size
}
BIN_KEPT_DAYS = (0, 365, 90, 30)  # 0 is for ever


class Settings(NamedTuple):
    """All preferences. ``theme``, ``face`` and ``motion`` are of those above; numbers keep to ``RANGES``."""

    theme: str = "system"
    text_scale: int = 100
    is_left_open: bool = True
    is_right_open: bool = True
    is_diplomatic: bool = False  # the file's own characters and line ends, instead of a printer's
    is_frame_folded: bool = False
    face: str = "book"
    letter_size: int = 22
    measure: int = 68
    leading: int = 150
    bin_kept_days: int = 0  # how long the bin keeps a note, one of BIN_KEPT_DAYS
    motion: str = "system"  # whether one sees the page move


def settings_from(told: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Read preferences out of a file's content.

    Returns:
        The settings, and the names of those whose value was of no use and became the default. Names that this version
        does not know are passed over.
    """
    default = Settings()
    settings, refused = default, []
    for name in Settings._fields:
        if name not in told:
            continue
        value = told[name]
        if _is_usable(name, value, getattr(default, name)):
            settings = settings._replace(**{name: value})
        else:
            refused.append(name)
    return settings, tuple(refused)


def _is_usable(name: str, value: object, default: object) -> bool:
    if type(value) is not type(default):  # exactly: True is no percentage
        return False
    if name == "theme":
        return value in THEMES
    if name == "face":
        return value in FACES
    if name == "bin_kept_days":
        return value in BIN_KEPT_DAYS
    if name == "motion":
        return value in MOTIONS
    if name in RANGES and isinstance(value, int):
        least, greatest = RANGES[name]
        return least <= value <= greatest
    return True
