"""What a corrected text has done to the notes on it, told once for each of its forms."""

from contextlib import suppress
from typing import NamedTuple

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.notes.wordings import Wordings
from cca_desktop.text.anchoring import ASTRAY, MOVED


class Correction(NamedTuple):
    """A text was corrected: how many notes have found their words again, and how many are astray."""

    moved: int
    astray: int


def correction_of(drawer: Drawer, *, document: Document) -> Correction | None:
    """Say what the correction of ``document`` did to its notes; None where it has not been corrected, or it was said.

    From here on the text it has now is one that the notebook knows.
    """
    wordings = Wordings(drawer.database)
    if not wordings.former(document.id) or wordings.has(document.id, document.text):
        return None
    with suppress(KnownError), drawer.database.transaction():  # where it cannot be kept, it is said again
        wordings.keep(document.id, document.text, stamped_now())
    on_it = [
        placed
        for placed in drawer.notebook.placed(document)
        if placed.note.target is not None and document.answers_to(placed.note.target.document)
    ]
    return Correction(*(sum(placed.state == state for placed in on_it) for state in (MOVED, ASTRAY)))
