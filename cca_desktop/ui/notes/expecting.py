"""Load what an open note needs, a little at a time, while the reader is on the way to one."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

_PARTS = (  # of the editor, each of which takes a few milliseconds; the first of all are there with the cards
    *("cca_desktop.notes.links", "cca_desktop.ui.notes.card_links", "cca_desktop.ui.notes.rich_paste"),
    *("cca_desktop.ui.notes.completion", "cca_desktop.ui.notes.linking", "cca_desktop.ui.notes.editor_bar"),
    *("cca_desktop.ui.notes.words", "cca_desktop.ui.notes.note_editor", "cca_desktop.ui.notes.sitting"),
)
_EVERY_MS = 10  # so that whatever the reader does meanwhile comes first


class Expecting(QObject):
    """Loads one part after the other; who opens a note before it is done loads the rest by that."""

    def __init__(self, parent: QObject) -> None:
        """Begin."""
        super().__init__(parent)
        self._parts = list(_PARTS)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._load_one)
        self._timer.start()

    @Slot()
    def _load_one(self) -> None:
        if self._parts:
            import_module(self._parts.pop(0))
        else:
            self._timer.stop()
