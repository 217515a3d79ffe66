"""The window, for the tests of this folder."""

import signal
import sys
from collections.abc import Iterator

import pytest

from cca_desktop.storage.profile import Profile
from tests.ui.opening import Opened, open_program, profile, program, qapp

__all__ = ["cared_for", "open_program", "profile", "program", "qapp"]

_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]


@pytest.fixture
def cared_for(program: Opened, profile: Profile) -> Iterator[Opened]:
    """The window with all that keeps watch behind it, as at a real start; the process is given back as it was."""
    hook, on_end = sys.excepthook, [signal.getsignal(number) for number in _ENDS]
    program.program.begin_care(())
    assert profile.inbox_folder.is_dir()
    yield program
    sys.excepthook = hook
    for number, handler in zip(_ENDS, on_end, strict=True):
        signal.signal(number, handler)
