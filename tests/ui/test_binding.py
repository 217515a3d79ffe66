"""The binding itself: a fault that ends the program after some seconds, and a habit that slows its start."""

import sys

import pytest
from PySide6.QtWidgets import QWidget

from cca_desktop.ui.binding import stop_reading_sources


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there, and nobody counts it")
@pytest.mark.usefixtures("qapp")
def test_calls_that_return_nothing_take_no_reference_from_none() -> None:
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        widget.update()
    assert sys.getrefcount(None) > before - 100  # with PySide6 6.12.0: a thousand less


def test_the_binding_no_longer_reads_sources() -> None:
    stop_reading_sources()
    features = sys.modules["PySide6.support.feature"]
    assert vars(features)["_mod_uses_pyside"](sys.modules[__name__]) is False
