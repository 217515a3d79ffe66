"""The window, for the tests of this folder."""

from tests.ui.opening import open_program, profile, program, qapp

__all__ = ["open_program", "profile", "program", "qapp"]
