"""How large a dialog is: by its letters and lines, so that larger text finds room, and never beyond the screen."""

from PySide6.QtWidgets import QDialog

_SHARE = 0.94  # of the screen: a frame and a title stand around the dialog


def take_room(dialog: QDialog, letters: int, lines: int) -> None:
    """Give ``dialog`` room for so many running letters and lines, as far as the screen has it."""
    metrics = dialog.fontMetrics()
    screen = dialog.screen().availableGeometry()
    dialog.resize(
        min(metrics.averageCharWidth() * letters, round(screen.width() * _SHARE)),
        min(metrics.lineSpacing() * lines, round(screen.height() * _SHARE)),
    )
