"""Pictures of the window for a person to look at, in build/screens; here only that each is a page one could read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from cca_desktop.settings import Settings
from cca_desktop.ui.theme import colours_of
from tests.ui.opening import Open

PLACE = Path(__file__).resolve().parents[2] / "build" / "screens"
SCREENS = [("light", 100), ("sepia", 100), ("dark", 100), ("contrast", 100), ("light", 200), ("light", 300)]


def share_of(picture: QImage, colour: str, tolerance: int = 24) -> float:
    """How much of the picture has about this colour, looking at every fourth pixel."""
    wanted = QColor(colour)
    seen = [
        picture.pixelColor(left, top) for left in range(0, picture.width(), 4) for top in range(0, picture.height(), 4)
    ]
    near = [
        one
        for one in seen
        if max(abs(one.red() - wanted.red()), abs(one.green() - wanted.green()), abs(one.blue() - wanted.blue()))
        <= tolerance
    ]
    return len(near) / max(1, len(seen))


@pytest.mark.parametrize(("theme", "scale"), SCREENS)
def test_the_window_looks_like_a_page_one_could_read(open_program: Open, theme: str, scale: int) -> None:
    opened = open_program(settings=Settings(theme=theme, text_scale=scale))
    opened.write_note("I value this.", "A *measured* opening; compare the close.")
    opened.write_note("the knot of war", "The rope.")
    if scale > 100:
        opened.window.sides.fold("right")
    opened.ask("missiles")
    opened.press("Down")
    place = "¶ " + opened.program.document.paragraph_at(opened.letter.place_read()).label
    opened.until(lambda: any(words.startswith(place) for words in opened.labels(opened.window.status)))
    picture = opened.window.grab().toImage()
    PLACE.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(PLACE / f"{theme}-{scale}.png"))
    assert (picture.width(), picture.height()) == (1440, 900)

    colours = colours_of(theme, is_desktop_dark=False)
    page = opened.letter.grab().toImage()
    assert page.width() >= 240
    assert share_of(page, colours.paper) > 0.5
    assert share_of(page, colours.ink, 60) > 0.01, "there is ink on the page"
    middle = page.copy(page.width() // 4, page.height() // 4, page.width() // 2, page.height() // 2)
    assert share_of(middle, colours.ink, 60) > 0.01, "nor is its middle empty"
    assert share_of(page, colours.hit_current, 8) > 0.0003, "the current hit is seen"
