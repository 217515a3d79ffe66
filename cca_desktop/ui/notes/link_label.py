"""Lines below a note's words that lead elsewhere: who names the note, and what its questions find."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cca_desktop.notes.links import title_of
from cca_desktop.notes.note import Note

_BACKLINKS = 12  # shown at most


class LinkLabel(QLabel):
    """Words with links that mouse and keyboard can follow; it is not there while it has nothing to say."""

    def __init__(self, name: str, form: Qt.TextFormat, parent: QWidget) -> None:
        """Say nothing yet, in the ``form`` of what will be said; ``name`` is for those who cannot see it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setTextFormat(form)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.hide()

    def say(self, words: str) -> None:
        """Say ``words``, or be gone without any."""
        self.setText(words)
        self.setVisible(bool(words))


class Backlinks(LinkLabel):
    """The notes that name a note."""

    def __init__(self, parent: QWidget) -> None:
        """Name none yet."""
        super().__init__(self.tr("Notes that name this one"), Qt.TextFormat.RichText, parent)
        self.setObjectName("backlinks")

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show which notes are about this one, or name it."""
        links = [f'<a href="{note.id}">{escape(title_of(note.body) or note.id)}</a>' for note in notes[:_BACKLINKS]]
        told = self.tr("Named in: {notes}")
        if len(notes) > _BACKLINKS:
            told = self.tr("Named in %Ln notes, the oldest of them: {notes}", "", len(notes))
        self.say(told.format(notes=", ".join(links)) if links else "")
