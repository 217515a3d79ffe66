"""Whether things may move: what the reader prefers, what the system asks for, and who looks at all."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible, QGuiApplication

if TYPE_CHECKING:
    from cca_desktop.errors import KnownError
    from cca_desktop.notes.drawer import Drawer
    from cca_desktop.ui.lane import Lane

_ANSWERS_WITHIN_S = 0.5  # a desktop that takes longer to say what it wants is taken to want no movement
_SPI_GETCLIENTAREAANIMATION = 0x1042


class Motion(QObject):
    """Knows whether a jump may be seen as a movement; made with the first jump.

    Qt tells what the system wishes from 6.12 on, which the program does not run on yet: so each system is asked here.
    """

    def __init__(self, wish: Callable[[], str], lane: Lane[Drawer], parent: QObject) -> None:
        """Heed ``wish``, one of ``settings.MOTIONS``; the system is asked on ``lane``, for that may take a moment."""
        super().__init__(parent)
        self._wish = wish
        self._lane = lane
        self._system_moves = False  # until it has said so
        self._is_asked = False
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._ask_again)

    def may_glide(self) -> bool:
        """Tell whether things may move: never where nobody sees it, or somebody listens instead of looking."""
        wish = self._wish()
        if wish == "never" or QAccessible.isActive():
            return False
        if wish == "always":
            return True
        if QGuiApplication.platformName() == "offscreen":
            return False
        if not self._is_asked:
            self._is_asked = True
            self._lane.run(_asked, done=self._know, failed=self._stay)
        return self._system_moves

    def _know(self, moves: bool) -> None:
        self._system_moves = moves

    def _stay(self, _trouble: KnownError) -> None:
        """Go at once, where the lane has a trouble of its own; that is told by whoever needs the notes."""

    @Slot()
    def _ask_again(self) -> None:
        """Ask once more before the next jump: one may come back from the system's settings."""
        self._is_asked = False


def _asked(_drawer: Drawer) -> bool:
    return system_moves(os.environ)


def system_moves(environment: os._Environ[str] | dict[str, str]) -> bool:
    """Tell whether the system leaves movements on; where it has no such wish, they are.

    Args:
        environment: The variables of the session, by which a desktop's settings are found.
    """
    if sys.platform == "win32":
        import ctypes

        moves = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moves), 0)
        return bool(moves.value)
    if sys.platform == "darwin":
        return _mac_moves()
    return _kde_moves(environment) and _gnome_moves(environment)


def _mac_moves() -> bool:
    """Ask ``NSWorkspace.sharedWorkspace.accessibilityDisplayShouldReduceMotion``, which AppKit has beside Qt."""
    import ctypes

    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    to_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    to_truth = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    workspace = to_object(objc.objc_getClass(b"NSWorkspace"), objc.sel_registerName(b"sharedWorkspace"))
    return not to_truth(workspace, objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion"))


def _kde_moves(environment: os._Environ[str] | dict[str, str]) -> bool:
    """Read how fast Plasma moves things: a factor of 0 is not at all."""
    folder = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "/"), ".config")
    told = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        told.read(Path(folder, "kdeglobals"), encoding="utf-8")
        return told.getfloat("KDE", "AnimationDurationFactor", fallback=1.0) > 0
    except (configparser.Error, OSError, ValueError):
        return True


def _gnome_moves(environment: os._Environ[str] | dict[str, str]) -> bool:
    """Ask GNOME, and the desktops that keep its settings."""
    asks = shutil.which("gsettings", path=environment.get("PATH"))
    if asks is None:
        return True
    question = [asks, "get", "org.gnome.desktop.interface", "enable-animations"]
    try:
        answer = subprocess.run(
            question, capture_output=True, timeout=_ANSWERS_WITHIN_S, check=False, env=dict(environment)
        )
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return True
    return answer.stdout.strip() != b"false"
