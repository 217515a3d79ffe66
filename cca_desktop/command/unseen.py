"""Qt where nobody looks: jobs that open the window without a display."""

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from cca_desktop.command.speech import tell

# The platform without a display has no window manager to tell sizes to; that it says so is of no use to anybody.
_OF_NO_USE = "This plugin does not support"


def has_no_display() -> bool:
    """Tell whether Qt would find no display; what the environment says of it is taken as it is."""
    if sys.platform in ("win32", "darwin"):
        return False
    return not any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def hush() -> None:
    """Keep off standard error what the platform without a display says about itself."""
    qInstallMessageHandler(_pass_on)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if not message.startswith(_OF_NO_USE):
        tell(message)
