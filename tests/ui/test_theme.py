"""Every pair of colours that stand on one another, in all four themes, by WCAG 2.2."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cca_desktop.notes.note import COLOURS
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.theme import CONTRAST, DARK, LIGHT, SEPIA, Colours, colours_of, is_dark, palette_of, style_sheet
from tests.ui.opening import WAITS_MS, Open

THEMES = {"light": LIGHT, "sepia": SEPIA, "dark": DARK, "contrast": CONTRAST}
GROUNDS = ["paper", "panel", "raised", "hit", "hit_current", *(f"note_{colour}" for colour in COLOURS)]
pytestmark = pytest.mark.usefixtures("qapp")
every_theme = pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)


def luminance(colour: str) -> float:
    """Relative luminance.

    Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@every_theme
@pytest.mark.parametrize("ground", GROUNDS)
def test_ink_can_be_read_on_every_ground_it_stands_on(colours: Colours, ground: str) -> None:
    assert contrast(colours.ink, getattr(colours, ground)) >= 7


@every_theme
@pytest.mark.parametrize("ground", ["paper", "panel", "raised"])
def test_quiet_ink_and_accent_can_be_read(colours: Colours, ground: str) -> None:
    assert contrast(colours.ink_quiet, getattr(colours, ground)) >= 4.5
    assert contrast(colours.accent, getattr(colours, ground)) >= 4.5


@every_theme
@pytest.mark.parametrize("ground", ["paper", "panel", "raised"])
def test_lines_of_notes_and_the_ring_of_focus_can_be_seen(colours: Colours, ground: str) -> None:
    for line in (colours.focus, *(colours.note_line(colour) for colour in COLOURS)):
        assert contrast(line, getattr(colours, ground)) >= 3


@every_theme
def test_the_line_under_a_note_can_be_told_from_its_ground(colours: Colours) -> None:
    for colour in COLOURS:
        assert contrast(colours.note_line(colour), colours.note_ground(colour)) >= 3


@every_theme
def test_what_is_selected_can_be_read(colours: Colours) -> None:
    palette = palette_of(colours)
    ground, ink = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.HighlightedText)
    assert contrast(ground.name(), ink.name()) >= 4.5


@every_theme
def test_the_current_hit_is_outlined_so_that_colour_alone_says_nothing(colours: Colours) -> None:
    assert contrast(colours.accent, colours.paper) >= 3
    assert colours.hit != colours.hit_current


def test_the_system_theme_follows_the_desktop() -> None:
    assert colours_of("system", is_desktop_dark=True) == DARK
    assert colours_of("system", is_desktop_dark=False) == LIGHT
    assert colours_of("sepia", is_desktop_dark=True) == SEPIA
    assert colours_of("of a later version", is_desktop_dark=False) == LIGHT


def test_a_note_of_a_later_colour_is_shown_as_yellow() -> None:
    assert LIGHT.note_ground("turquoise") == LIGHT.note_yellow
    assert LIGHT.note_line("turquoise") == LIGHT.note_yellow_line


@every_theme
def test_qt_knows_dark_from_light_and_takes_the_style_sheet(colours: Colours) -> None:
    assert is_dark(palette_of(colours)) == (colours in (DARK, CONTRAST))
    assert style_sheet(colours).count("{") == style_sheet(colours).count("}")


def _drawn(widget: QWidget) -> set[str]:
    """Return the colours along the middle of ``widget``, as it is drawn."""
    picture = widget.grab().toImage()
    middle = picture.height() // 2
    return {QColor(picture.pixel(x, middle)).name() for x in range(picture.width())}


@every_theme
@pytest.mark.parametrize("is_checked", [True, False])
def test_a_box_to_tick_can_be_seen_empty_or_full(colours: Colours, is_checked: bool) -> None:
    box = QCheckBox()
    box.setPalette(palette_of(colours))
    box.setStyleSheet(style_sheet(colours))
    box.setChecked(is_checked)
    drawn = _drawn(box)
    assert colours.ink_quiet.lower() in drawn
    assert (colours.ink.lower() in drawn) == is_checked


@every_theme
def test_a_list_to_choose_from_has_an_edge_and_a_ring_of_focus(colours: Colours, qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setPalette(palette_of(colours))
    whole.setStyleSheet(style_sheet(colours))
    column = QVBoxLayout(whole)
    idle, focused = QComboBox(), QComboBox()
    column.addWidget(idle)
    column.addWidget(focused)
    with qtbot.waitActive(whole, timeout=WAITS_MS):
        whole.show()
    focused.setFocus()
    assert colours.line.lower() in _drawn(idle)
    assert colours.focus.lower() in _drawn(focused)


def test_a_second_window_follows_the_desktop_and_not_the_theme_of_the_first(open_program: Open, tmp_path: Path) -> None:
    first = open_program()
    ground = first.letter.palette().base().color()
    first.program.actions[Command.DARK].trigger()
    assert first.letter.palette().base().color() != ground
    first.program.actions[Command.SYSTEM].trigger()
    assert first.letter.palette().base().color() == ground
    first.program.actions[Command.DARK].trigger()
    first.quit()
    second = open_program(Profile.at(tmp_path / "another"))
    assert second.letter.palette().base().color() == ground
