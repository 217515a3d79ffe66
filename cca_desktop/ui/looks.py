"""The reader's preferences, live: theme, size, sides. Each change is shown at once and kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from cca_desktop.settings import GREATEST_TEXT_SCALE, LEAST_TEXT_SCALE, Settings
from cca_desktop.ui.actions import Actions, Command
from cca_desktop.ui.main_window import MainWindow
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.theme import Colours, colours_of
from cca_desktop.ui.typeface import Typography, typography_of

_STEP = 10  # per cent
THEME_COMMANDS = {
    Command.LIGHT: "light",
    Command.SEPIA: "sepia",
    Command.DARK: "dark",
    Command.CONTRAST: "contrast",
    Command.SYSTEM: "system",
}


class Looks(QObject):
    """Holds the settings, which are replaced whole, and shows them in the window."""

    def __init__(
        self,
        settings: Settings,
        window: MainWindow,
        actions: Actions,
        keep: Callable[[Settings], object],
        parent: QObject,
        *,
        is_desktop_dark: bool,
    ) -> None:
        """Begin with ``settings``; ``keep`` brings them to the disk."""
        super().__init__(parent)
        self._settings = settings
        self._is_desktop_dark = is_desktop_dark
        self._window = window
        self._actions = actions
        self._keep = keep
        self._unfocused = ["right", "left"]  # the sides that come back when the letter is no longer alone
        self._show_choice()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def settings(self) -> Settings:
        """Return what is preferred now."""
        return self._settings

    @Slot()
    def choose_theme(self) -> None:
        """Take the theme of the action that was triggered."""
        sender = self.sender()
        if sender is not None:
            self._become(self._settings._replace(theme=THEME_COMMANDS[Command(sender.objectName())]))

    @Slot()
    def larger(self) -> None:
        """Make all text one step larger."""
        self._scale(self._settings.text_scale + _STEP)

    @Slot()
    def smaller(self) -> None:
        """Make all text one step smaller."""
        self._scale(self._settings.text_scale - _STEP)

    @Slot(int)
    def resize_by(self, steps: int) -> None:
        """Make all text so many steps larger, or smaller below 0."""
        self._scale(self._settings.text_scale + steps * _STEP)

    @Slot()
    def usual_size(self) -> None:
        """Bring all text to its usual size."""
        self._scale(100)

    @Slot()
    def ask_for_typography(self) -> None:
        """Ask for face, size, measure and leading, and show each at once."""
        from cca_desktop.ui.dialogs.typography import TypographyDialog

        dialog = TypographyDialog(typography_of(self._settings), self._settings.motion, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.typography_chosen.connect(self.set_typography)
        dialog.motion_chosen.connect(self.set_motion)
        dialog.finished.connect(self._window.activateWindow)
        dialog.show()

    @Slot(object)
    def set_typography(self, chosen: Typography) -> None:
        """Set the letter otherwise, and keep it so."""
        face, size, measure, leading = chosen
        settings = self._settings._replace(face=face, letter_size=size, measure=measure, leading=leading)
        if settings != self._settings:
            self._settings = settings
            for letter in self._window.letters():
                letter.set_typography(chosen)
            self._keep(settings)

    @Slot(int)
    def keep_bin_for(self, days: int) -> None:
        """Let the bin keep its notes for so many days from now on, 0 for ever."""
        self._settings = self._settings._replace(bin_kept_days=days)
        self._keep(self._settings)

    def motion(self) -> str:
        """Return whether jumps are to be seen as movements, as one of ``MOTIONS``."""
        return self._settings.motion

    @Slot(str)
    def set_motion(self, chosen: str) -> None:
        """Move smoothly or at once from now on, and keep it so."""
        if chosen != self._settings.motion:
            self._settings = self._settings._replace(motion=chosen)
            self._keep(self._settings)

    @Slot()
    def turn_diplomatic(self) -> None:
        """Show the file's own characters, or a printer's again."""
        self._set_anew(self._settings._replace(is_diplomatic=not self._settings.is_diplomatic))

    @Slot()
    def fold_frame(self) -> None:
        """Fold the telegraphic frame away, or show it."""
        self._set_anew(self._settings._replace(is_frame_folded=not self._settings.is_frame_folded))

    @Slot()
    def unfold_frame(self) -> None:
        """Show the telegraphic frame."""
        self._set_anew(self._settings._replace(is_frame_folded=False))

    def _set_anew(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            document = self._window.panels.letter.reading.document
            reading = ReadingText(document, is_diplomatic=settings.is_diplomatic, is_folded=settings.is_frame_folded)
            for letter in self._window.letters():
                letter.set_reading(reading)
            self._keep(settings)
        self._show_choice()

    @Slot()
    def fold_left(self) -> None:
        """Fold the left side, or open it."""
        self._turn("left")

    @Slot()
    def fold_right(self) -> None:
        """Fold the right side, or open it."""
        self._turn("right")

    @Slot()
    def focus(self) -> None:
        """Leave the letter alone, or bring both sides back."""
        window = self._window
        if window.sides.is_open("left") or window.sides.is_open("right"):
            self._unfocused = sorted(filter(window.sides.wants, ("right", "left")), key=window.sides.is_open)
            window.sides.fold("left")
            window.sides.fold("right")
        else:
            for side in self._unfocused:  # last the one that was open where there was room for one alone
                window.sides.open(side)
        self.keep_sides()

    def keep_sides(self) -> None:
        """Keep which sides are open."""
        settings = self._settings._replace(
            is_left_open=self._window.sides.wants("left"), is_right_open=self._window.sides.wants("right")
        )
        if settings != self._settings:
            self._settings = settings
            self._keep(settings)

    def _turn(self, side: str) -> None:
        if self._window.sides.is_open(side):
            self._window.sides.fold(side)
        else:
            self._window.sides.open(side)
        self.keep_sides()

    def _scale(self, scale: int) -> None:
        self._become(self._settings._replace(text_scale=min(max(scale, LEAST_TEXT_SCALE), GREATEST_TEXT_SCALE)))

    def _become(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._window.set_look(self._colours(), settings.text_scale)
            self._keep(settings)
        self._show_choice()

    def _show_choice(self) -> None:
        for command, theme in THEME_COMMANDS.items():
            self._actions[command].setChecked(theme == self._settings.theme)
        self._actions[Command.DIPLOMATIC].setChecked(self._settings.is_diplomatic)
        self._actions[Command.FRAME].setChecked(not self._settings.is_frame_folded)

    @Slot()
    def _on_system_scheme(self) -> None:
        self._is_desktop_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self._settings.theme == "system":
            self._window.set_look(self._colours(), self._settings.text_scale)

    def _colours(self) -> Colours:
        return colours_of(self._settings.theme, is_desktop_dark=self._is_desktop_dark)
