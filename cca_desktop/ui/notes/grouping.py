"""What notes have in common that are listed together: the heading over the first of them."""

from PySide6.QtCore import QCoreApplication, QDate

from cca_desktop.notes.note import COLOURS, FREE, PlacedNote
from cca_desktop.ui.days import day_in_full
from cca_desktop.ui.notes.arrangement import Order


def group_of(placed: PlacedNote, order: Order, today: QDate) -> str:
    """Return the heading of a note among those listed in ``order``; "" where it needs none."""
    if order is Order.PLACE:
        if placed.state == FREE:
            return _tr("On no passage")
        return "" if placed.span is not None else _tr("Astray")
    if order is Order.DATE:
        return day_in_full(placed.note.modified, today)
    if order is Order.TAG:
        return placed.note.tags[0] if placed.note.tags else _tr("No tag")
    if order is Order.COLOUR:
        names = (_tr("Yellow"), _tr("Green"), _tr("Blue"), _tr("Pink"), _tr("Violet"))
        colour = placed.note.colour
        return names[COLOURS.index(colour)] if colour in COLOURS else _tr("Other colours")
    return {"astray": _tr("Astray"), "moved": _tr("Moved")}.get(placed.state, _tr("In their place"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("groups", text)
