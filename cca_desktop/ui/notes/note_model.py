"""The notes as rows of a list, changed row by row so that an open editor stays open."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote

_NO_PARENT = QModelIndex()
_ROW_BY_ROW = 200  # changes; more of them are no faster one by one, and nobody has a card open then that would mind


class NoteRole(IntEnum):
    """What a row can be asked for: Qt's own two by their numbers, and the note itself.

    By number, since the list stands there before anything mentions ``Qt``: docs/decisions/first-picture.md.
    """

    DISPLAY = 0
    ALOUD = 11  # Qt.ItemDataRole.AccessibleTextRole
    PLACED = 0x101


class Shown(NamedTuple):
    """What is shown of a note instead of its own words, which hold questions, and the ``lines`` alone, as Markdown."""

    markdown: str
    lines: str
    aloud: str


class NoteModel(QAbstractListModel):
    """Shows what the notebook last told; owns no truth."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        """Begin empty, for the notes of ``document``."""
        super().__init__(parent)
        self._document = document
        self._notes: list[PlacedNote] = []
        self._living: Mapping[str, Shown] = {}

    def show_notes(self, notes: Sequence[PlacedNote]) -> None:
        """Become ``notes``: rows that stay keep their index, and whatever is open on them."""
        if [placed.note.id for placed in notes] == [placed.note.id for placed in self._notes]:
            self._change_rows(notes)
            return
        wanted = {placed.note.id for placed in notes}
        known = {placed.note.id for placed in self._notes}
        if len(wanted ^ known) > _ROW_BY_ROW or (len(notes) > _ROW_BY_ROW and self._order_differs(notes, known)):
            self.beginResetModel()
            self._notes = list(notes)
            self.endResetModel()
            return
        for row in range(len(self._notes) - 1, -1, -1):
            if self._notes[row].note.id not in wanted:
                self.beginRemoveRows(_NO_PARENT, row, row)
                del self._notes[row]
                self.endRemoveRows()
        for row, placed in enumerate(notes):
            self._bring_to(row, placed)

    def _change_rows(self, notes: Sequence[PlacedNote]) -> None:
        """Become ``notes``, which are those that are shown, row for row; some of them have changed."""
        for row, placed in enumerate(notes):
            if self._notes[row] is not placed and self._notes[row] != placed:
                self._notes[row] = placed
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def _order_differs(self, notes: Sequence[PlacedNote], known: set[str]) -> bool:
        """Tell whether more than a few rows stand elsewhere than before."""
        now = [placed.note.id for placed in notes if placed.note.id in known]
        wanted = set(now)
        before = [placed.note.id for placed in self._notes if placed.note.id in wanted]
        return sum(one != other for one, other in zip(now, before, strict=True)) > _ROW_BY_ROW

    def _bring_to(self, row: int, placed: PlacedNote) -> None:
        if row < len(self._notes) and self._notes[row].note.id == placed.note.id:
            if self._notes[row] != placed:
                self._notes[row] = placed
                index = self.index(row)
                self.dataChanged.emit(index, index)
            return
        old = self.row_of(placed.note.id)
        if old is None:
            self.beginInsertRows(_NO_PARENT, row, row)
            self._notes.insert(row, placed)
            self.endInsertRows()
        else:
            self.beginMoveRows(_NO_PARENT, old, old, _NO_PARENT, row)
            del self._notes[old]
            self._notes.insert(row, placed)
            self.endMoveRows()

    def show_living(self, shown: Mapping[str, Shown]) -> None:
        """Say from now on the words in ``shown`` for the notes with these ids, which hold a question and its answer."""
        before, self._living = self._living, shown
        for row, placed in enumerate(self._notes):
            if before.get(placed.note.id) != shown.get(placed.note.id):
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, note: str) -> int | None:
        """Return the row of the note with this id, or None."""
        return next((row for row, placed in enumerate(self._notes) if placed.note.id == note), None)

    def notes(self) -> tuple[PlacedNote, ...]:
        """Return what is shown, in order."""
        return tuple(self._notes)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return how many notes there are."""
        return 0 if parent.isValid() else len(self._notes)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = NoteRole.DISPLAY) -> Any:  # noqa: ANN401
        """Return a note, or the words that are read aloud for it."""
        if not index.isValid():
            return None
        placed = self._notes[index.row()]
        if role == NoteRole.PLACED:
            return placed
        if role == NoteRole.DISPLAY:
            return placed.note.body or quoted(placed)
        if role == NoteRole.ALOUD:
            return self._aloud(placed)
        return None

    def place_of(self, placed: PlacedNote) -> str:
        """Return the paragraph of the note's passage, as it is printed: "¶ 6", or "" without a place."""
        if placed.span is None:
            return ""
        label = self._document.paragraph_at(placed.span.start).label
        named = {"header": self.tr("header"), "salutation": self.tr("salutation"), "close": self.tr("close")}
        return named.get(label, f"¶ {label}")

    def _aloud(self, placed: PlacedNote) -> str:
        words = self.tr("Note: {body}")
        living = self._living.get(placed.note.id)
        body = living.aloud if living is not None else placed.note.body
        if placed.state == "astray":
            words = self.tr("Note astray, its words “{quote}” are no longer in the letter: {body}")
        elif placed.span is not None:
            words = self.tr("Note on {place}, “{quote}”: {body}")
        told = words.format(
            place=self.place_of(placed), quote=quoted(placed), body=body or self.tr("no words of its own")
        )
        if placed.note.tags:
            told += " " + self.tr("Tags: {tags}.").format(tags=", ".join(placed.note.tags))
        return told


def quoted(placed: PlacedNote) -> str:
    """Return the words a note is about, in one line, or "" where it is about none."""
    target = placed.note.target
    return " ".join(target.quote.exact.split()) if target and target.quote else ""
