"""What is written on: the inner widget of a text or a list."""

from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def paper_of(area: QAbstractScrollArea) -> QWidget:
    """Return the viewport of ``area``.

    It is found by the name that Qt gives it, which costs nothing. Asked with ``viewport()`` for the first time, the
    binding tries every kind of widget there is, and builds their enumerations for that (10 ms of the first picture).
    """
    paper = area.findChild(QWidget, "qt_scrollarea_viewport")
    return area.viewport() if paper is None else paper
