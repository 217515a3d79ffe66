"""Spare the start-up one habit of the binding."""

import sys

import PySide6.QtCore  # noqa: F401  it brings the table that is looked for below


def stop_reading_sources() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks there for the word "PySide6", to know which modules might use its snake_case names; this program uses none.
    The search costs 0.2 ms a module and keeps the sources in memory. Whoosh alone has 60.
    """
    # WORKAROUND https://doc.qt.io/qtforpython-6/developer/feature-motivation.html: until there is a switch for it
    features = sys.modules.get("PySide6.support.feature")
    if hasattr(features, "_mod_uses_pyside"):
        features._mod_uses_pyside = _uses_no_feature  # type: ignore[union-attr]  # noqa: SLF001


def _uses_no_feature(_module: object) -> bool:
    return False
