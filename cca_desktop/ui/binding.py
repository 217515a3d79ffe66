"""Spare the start-up one habit of the binding that serves nobody here."""

import sys

import PySide6.QtCore  # noqa: F401  it brings what is looked for below


def stop_reading_sources() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks there for its own name, to know which modules might use its snake_case names; this program uses none. The
    search costs 0.2 ms a module and keeps the sources in memory; Whoosh alone has 60. A version that does not do so is
    left alone.
    """
    # WORKAROUND https://doc.qt.io/qtforpython-6/considerations.html: until there is a switch for it
    features = sys.modules.get("PySide6.support.feature")
    if hasattr(features, "_mod_uses_pyside"):
        features._mod_uses_pyside = _uses_no_feature  # type: ignore[union-attr]  # noqa: SLF001


def _uses_no_feature(_module: object) -> bool:
    return False
