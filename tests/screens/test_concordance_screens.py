"""Pictures of the concordance for a person to look at, in build/screens; here only that its nodes stand in a column."""

import pytest
from PySide6.QtGui import QImage

from cca_desktop.settings import Settings
from cca_desktop.ui.theme import colours_of
from tests.screens.test_screens import PLACE, share_of
from tests.ui.opening import Open
from tests.ui.test_concordance import line_up, panel_of


@pytest.mark.parametrize("theme", ["light", "sepia", "dark", "contrast"])
@pytest.mark.parametrize("is_across", [False, True])
def test_nodes_stand_below_one_another_and_the_spread_beside_them(
    open_program: Open, theme: str, is_across: bool
) -> None:
    opened = open_program(settings=Settings(theme=theme))
    line_up(opened, "peace")
    if is_across:
        opened.press("Ctrl+Alt+C")
    panel = panel_of(opened)
    opened.until(lambda: panel.lines.viewport().height() > 150 and (panel.lines.width() > 1000) == is_across)
    opened.press("Down")
    PLACE.mkdir(parents=True, exist_ok=True)
    picture = opened.window.grab().toImage()
    assert picture.save(str(PLACE / f"concordance-{'across' if is_across else 'aside'}-{theme}.png"))
    accent = colours_of(theme, is_desktop_dark=False).accent
    lines = panel.lines.viewport().grab().toImage()
    column = strip(lines, 0.46, 0.60)
    assert share_of(column, accent, 60) > 0.01, "the nodes are in the colour that nothing else there has"
    assert share_of(strip(lines, 0.70, 1.0), accent, 30) < 0.001, "and all of them in their column"
    assert share_of(panel.telling.picture.grab().toImage(), accent) > 0.05


def strip(picture: QImage, begin: float, end: float) -> QImage:
    """The part of a picture between two shares of its width."""
    left, right = round(picture.width() * begin), round(picture.width() * end)
    return picture.copy(left, 0, right - left, picture.height())
