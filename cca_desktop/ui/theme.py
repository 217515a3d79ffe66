"""Colours by name, in four themes, and what Qt needs to know of them."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QBrush, QColor, QPalette

_HALF_LIGHT = 128


class Colours(NamedTuple):
    """One theme. What each name is for stands in the guide; a test holds their contrasts to WCAG."""

    paper: str
    ink: str
    ink_quiet: str
    panel: str
    raised: str
    line: str
    accent: str
    focus: str
    hit: str
    hit_current: str
    note_yellow: str
    note_yellow_line: str
    note_green: str
    note_green_line: str
    note_blue: str
    note_blue_line: str
    note_pink: str
    note_pink_line: str
    note_violet: str
    note_violet_line: str

    def note_ground(self, colour: str) -> str:
        """Return the ground of a note in ``colour``; a colour of a later version is shown as yellow."""
        return str(getattr(self, f"note_{colour}", self.note_yellow))

    def note_line(self, colour: str) -> str:
        """Return the underline of a note in ``colour``, which is also the bar of its card."""
        return str(getattr(self, f"note_{colour}_line", self.note_yellow_line))


LIGHT = Colours(
    *("#FFFEFA", "#1F1B16", "#6B6257", "#F4F0EA", "#FFFFFF", "#D9D0C3", "#8A2B22", "#1F5FBF", "#F7DFA0", "#EDB04E"),
    *("#FBF0C4", "#8F6B00", "#DFEBD6", "#46702F", "#DCE7F4", "#2F629A", "#F8DFE5", "#A0345A", "#E8E1F4", "#63459B"),
)
SEPIA = Colours(
    *("#F7EDDA", "#33261A", "#6A573F", "#EDE1CA", "#FBF4E6", "#D2C09F", "#7E2A20", "#1B559F", "#EFCF86", "#E9B25E"),
    *("#F2E3A6", "#7A5C00", "#D9E2C0", "#3F6429", "#D3DDE2", "#2B5A88", "#F0D3CF", "#93304F", "#E0D5DF", "#5B3F8C"),
)
DARK = Colours(
    *("#1D1B19", "#E8E2D8", "#A89F91", "#252320", "#2E2B27", "#45403A", "#F0998A", "#8AB8FF", "#4F3E14", "#634200"),
    *("#3F3817", "#DDBE55", "#2A3A25", "#93C67E", "#223446", "#86B7E8", "#452731", "#F29CB5", "#342B48", "#BDA2F2"),
)
CONTRAST = Colours(
    *("#000000", "#FFFFFF", "#E6E6E6", "#000000", "#000000", "#FFFFFF", "#FFD400", "#00E5FF", "#5A4A00", "#7A3D00"),
    *("#3A3200", "#FFE14D", "#0B3A0B", "#7CFF7C", "#062A4D", "#7CC4FF", "#4D0A26", "#FF9EC2", "#2C1457", "#D0B0FF"),
)
_BY_NAME = {"light": LIGHT, "sepia": SEPIA, "dark": DARK, "contrast": CONTRAST}


def colours_of(theme: str, *, is_desktop_dark: bool) -> Colours:
    """Return the colours of ``theme``; "system" is dark where the desktop is."""
    if theme in _BY_NAME:
        return _BY_NAME[theme]
    return DARK if is_desktop_dark else LIGHT


@lru_cache(maxsize=64)
def brush(colour: str) -> QBrush:
    """Return a brush that fills with ``colour``, for :meth:`QPainter.setBackground`.

    A palette hands it out already made: to make one, or to give a painter a bare colour, is to have the binding build
    all of Qt's enumerations first, which takes as long as laying out the letter (docs/decisions/first-picture.md).
    """
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(colour))
    return palette.brush(QPalette.ColorRole.Base)


def letter_palette(colours: Colours) -> QPalette:
    """Return the palette of the letter and of what stands beside it: ``ink_quiet`` is what a painter begins with."""
    role = QPalette.ColorRole
    palette = palette_of(colours)
    for one, name in ((role.Base, colours.paper), (role.Window, colours.paper), (role.WindowText, colours.ink_quiet)):
        palette.setColor(one, QColor(name))
    return palette


def is_dark(palette: QPalette) -> bool:
    """Tell whether ``palette``, as the desktop gave it to the program, is a dark one."""
    return palette.color(QPalette.ColorRole.Window).lightness() < _HALF_LIGHT


def palette_of(colours: Colours) -> QPalette:
    """Return the palette that Qt's own widgets are drawn with."""
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, name in (
        ((role.Window, role.Button, role.ToolTipBase, role.AlternateBase), colours.panel),
        ((role.Base,), colours.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), colours.ink),
        ((role.PlaceholderText,), colours.ink_quiet),
        ((role.Highlight, role.Accent), colours.focus),
        ((role.HighlightedText,), colours.paper),
        ((role.Link, role.LinkVisited), colours.accent),
        ((role.Mid, role.Midlight, role.Dark, role.Light, role.Shadow), colours.line),
    ):
        for one in roles:
            palette.setColor(one, QColor(name))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.ink_quiet))
    return palette


def style_sheet(colours: Colours) -> str:
    """Return the one short style sheet: hairlines and space, one accent, a focus ring that can always be seen."""
    return f"""
QToolTip {{ color: {colours.ink}; background: {colours.raised}; border: 1px solid {colours.line}; padding: 4px; }}
QSplitter::handle {{ background: {colours.line}; }}
QFrame#topBar {{ border-bottom: 1px solid {colours.line}; }}
QFrame#statusLine {{ border-top: 1px solid {colours.line}; }}
QLabel[quiet="true"] {{ color: {colours.ink_quiet}; }}
QLabel[trouble="true"] {{ color: {colours.accent}; }}
QTabBar {{ background: {colours.panel}; }}
QTabBar::tab {{ color: {colours.ink_quiet}; padding: 10px 0 9px 0; margin: 0 8px 0 14px; border: 0;
  border-bottom: 2px solid transparent; background: transparent; }}
QTabBar::tab:selected {{ color: {colours.ink}; font-weight: 600; border-bottom-color: {colours.accent}; }}
QTabBar::tab:focus {{ border-bottom-color: {colours.focus}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {colours.line}; }}
QLineEdit {{ color: {colours.ink}; background: {colours.raised}; border: 1px solid {colours.line};
  border-radius: 5px; padding: 6px 8px; selection-background-color: {colours.focus}; }}
QLineEdit:focus {{ border: 2px solid {colours.focus}; padding: 5px 7px; }}
QToolButton, QPushButton {{ color: {colours.ink}; background: transparent; border: 1px solid transparent;
  border-radius: 5px; padding: 4px; }}
QToolButton:hover, QPushButton:hover {{ border-color: {colours.line}; }}
QToolButton:checked {{ background: {colours.raised}; border-color: {colours.line}; }}
QToolButton:focus, QPushButton:focus {{ border: 2px solid {colours.focus}; padding: 3px; }}
QToolButton[framed="true"], QPushButton {{ background: {colours.raised}; border: 1px solid {colours.line}; }}
QPushButton[link="true"] {{ color: {colours.accent}; background: transparent; border: 2px solid transparent;
  padding: 0; margin-left: -2px; text-align: left; }}
QPushButton[link="true"]:hover {{ text-decoration: underline; }}
QPushButton[link="true"]:focus {{ border-color: {colours.focus}; }}
QCheckBox::indicator {{ width: 13px; height: 13px; border: 1px solid {colours.ink_quiet}; border-radius: 3px;
  background: {colours.raised}; }}
QCheckBox::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, fx: 0.5, fy: 0.5, radius: 0.5,
  stop: 0.7 {colours.ink}, stop: 0.75 {colours.raised}); }}
QCheckBox::indicator:focus {{ border: 2px solid {colours.focus}; width: 11px; height: 11px; }}
QComboBox {{ background: {colours.raised}; border: 1px solid {colours.line}; border-radius: 5px; padding: 3px 6px; }}
QComboBox:focus {{ border: 2px solid {colours.focus}; padding: 2px 5px; }}
QComboBox::drop-down {{ border: 0; width: 18px; }}
QComboBox::down-arrow {{ width: 0; height: 0; border-left: 4px solid {colours.raised};
  border-right: 4px solid {colours.raised}; border-top: 5px solid {colours.ink_quiet}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QFrame#selectionBar {{ background: {colours.raised}; border: 1px solid {colours.line}; border-radius: 6px; }}
QMenu {{ color: {colours.ink}; background: {colours.raised}; border: 1px solid {colours.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; }}
QMenu::item:selected {{ color: {colours.paper}; background: {colours.focus}; }}
QMenu::item:disabled {{ color: {colours.ink_quiet}; }}
QMenu::separator {{ height: 1px; background: {colours.line}; margin: 4px 8px; }}
QListView {{ background: {colours.panel}; border: 0; outline: 0; }}
QListView#completions {{ background: {colours.raised}; border: 1px solid {colours.line}; padding: 2px; }}
QScrollArea#facts {{ background: {colours.panel}; border: 0; border-top: 1px solid {colours.line}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {colours.line}; border-radius: 3px; margin: 2px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: {colours.ink_quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
