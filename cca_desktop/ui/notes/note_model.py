"""The notes as rows of a list, changed row by row so that an open editor stays open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from itertools import compress
from operator import attrgetter, is_not
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QDate, QModelIndex, QObject, QPersistentModelIndex

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.days import day_told
from cca_desktop.ui.notes.arrangement import Order, Reaches, comes_before

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, Qt

_NO_PARENT = QModelIndex()
_ROW_BY_ROW = 300  # rows: more of them are not compared one by one when they are told anew
_FEW = 50  # rows that come or go among many
_ID = attrgetter("note.id")
_BEFORE_WORDS = " \t\n#>*_-`[]()"  # signs of Markdown, which a card does not show


class NoteRole(IntEnum):
    """What a row can be asked for: Qt's own three by their numbers, and the note itself.

    By number, since the list stands there before anything mentions ``Qt``: docs/decisions/first-picture.md.
    """

    DISPLAY = 0
    TIP = 3
    ALOUD = 11  # Qt.ItemDataRole.AccessibleTextRole
    PLACED = 0x101
    HEADING = 0x102  # what stands over the first note of a group
    TOLD = 0x103  # where and when, as far as the heading does not tell it


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
        self._by_id: dict[str, PlacedNote] = {}
        self._order = Order.PLACE
        self._reaches = Reaches(self._notes)

    def show_notes(
        self, notes: list[PlacedNote], order: Order = Order.PLACE, by_id: dict[str, PlacedNote] | None = None
    ) -> None:
        """Become ``notes``, which are in ``order``: rows that stay keep their index, and whatever is open on them.

        Where thousands come and go at once, no row stays. ``by_id`` are the same notes by their ids, if that is known;
        both are this model's own from here on.
        """
        is_ordered_alike, self._order = self._order is order, order
        if max(len(notes), len(self._notes)) <= _ROW_BY_ROW:
            wanted = set(map(_ID, notes))
            for row in range(len(self._notes) - 1, -1, -1):
                if self._notes[row].note.id not in wanted:
                    self._remove(row)
            for row, placed in enumerate(notes):
                self._bring_to(row, placed)
            return
        known = by_id if by_id is not None else {placed.note.id: placed for placed in notes}
        if self._change_rows(notes, known):
            return
        if is_ordered_alike and abs(len(notes) - len(self._notes)) <= _FEW:
            differing = known.keys() ^ self._by_id.keys()
            for note in differing if len(differing) <= _FEW else ():
                self.take(note, known.get(note))
            if self._change_rows(notes, known):
                return
        self.beginResetModel()
        self._become(notes, known)
        self.endResetModel()

    def take(self, note: str, placed: PlacedNote | None) -> None:
        """Let a note be listed as ``placed``, where it belongs by the order of the list; None lets it go.

        All other rows stay: this is how one note changes, comes or goes among tens of thousands.
        """
        row = self.row_of(note)
        if placed is None:
            if row is not None:
                self._remove(row)
            return
        is_before = comes_before(self._order)
        if row is None:
            self._insert(self._row_for(placed, is_before, range(len(self._notes))), placed)
            return
        there = row
        if row and not is_before(self._notes[row - 1], placed):
            there = self._row_for(placed, is_before, range(row))
        elif row + 1 < len(self._notes) and not is_before(placed, self._notes[row + 1]):
            there = self._row_for(placed, is_before, range(row + 1, len(self._notes))) - 1
        self._move(row, there)
        self._change(there, placed)

    def _row_for(self, placed: PlacedNote, is_before: Callable[[PlacedNote, PlacedNote], bool], rows: range) -> int:
        """Return the first of ``rows`` that ``placed`` comes before, or the one behind them."""
        low, high = rows.start, rows.stop
        while low < high:
            middle = (low + high) // 2
            if is_before(placed, self._notes[middle]):
                high = middle
            else:
                low = middle + 1
        return low

    def _change_rows(self, notes: list[PlacedNote], by_id: dict[str, PlacedNote]) -> bool:
        """Become ``notes`` if they are those that are shown, row for row, of which some have changed; tell if so."""
        if len(notes) != len(self._notes):
            return False
        changed = list(compress(range(len(notes)), map(is_not, self._notes, notes)))
        if any(self._notes[row].note.id != notes[row].note.id for row in changed):
            return False
        if len(changed) <= _FEW:
            for row in changed:
                self._change(row, notes[row])
        else:
            self._become(notes, by_id)
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        return True

    def _bring_to(self, row: int, placed: PlacedNote) -> None:
        old = self.row_of(placed.note.id)
        if old is None:
            self._insert(row, placed)
        elif old != row:
            self._move(old, row)
        self._change(row, placed)

    # Taken elsewhere.

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let notes be dragged away."""
        from PySide6.QtCore import Qt

        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Return what a note can be taken as."""
        from cca_desktop.ui.notes.carried import TYPES

        return list(TYPES)

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: ANN401  Qt's own signature
        """Return the notes in these rows, in order, with the words they are about."""
        from cca_desktop.ui.notes.carried import carried

        notes = [self._notes[row] for row in sorted(index.row() for index in indexes)]
        return carried([(placed, self.place_of(placed)) for placed in notes])

    # One row at a time.

    def _become(self, notes: list[PlacedNote], by_id: dict[str, PlacedNote]) -> None:
        self._notes = notes
        self._by_id = by_id
        self._reaches = Reaches(notes)

    def _insert(self, row: int, placed: PlacedNote) -> None:
        self.beginInsertRows(_NO_PARENT, row, row)
        self._notes.insert(row, placed)
        self._by_id[placed.note.id] = placed
        self._reaches.forget(row)
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(_NO_PARENT, row, row)
        del self._by_id[self._notes.pop(row).note.id]
        self._reaches.forget(row)
        self.endRemoveRows()

    def _move(self, old: int, row: int) -> None:
        """Move the row ``old`` so that it is ``row``."""
        if old == row:
            return
        self.beginMoveRows(_NO_PARENT, old, old, _NO_PARENT, row if row < old else row + 1)
        self._notes.insert(row, self._notes.pop(old))
        self._reaches.forget(min(old, row))
        self.endMoveRows()

    def _change(self, row: int, placed: PlacedNote) -> None:
        if self._notes[row] is not placed and self._notes[row] != placed:
            self._notes[row] = self._by_id[placed.note.id] = placed
            self._reaches.forget(row)
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def show_living(self, shown: Mapping[str, Shown]) -> None:
        """Say from now on the words in ``shown`` for the notes with these ids, which hold a question and its answer."""
        before, self._living = self._living, shown
        for note in before.keys() | shown.keys():
            if before.get(note) != shown.get(note) and (row := self.row_of(note)) is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, note: str) -> int | None:
        """Return the row of the note with this id, or None."""
        placed = self._by_id.get(note)
        if placed is None:
            return None
        row = self._row_for(placed, comes_before(self._order), range(len(self._notes))) - 1
        is_here = row >= 0 and self._notes[row] is placed
        return row if is_here else self._notes.index(placed)  # while rows move they are not in order

    def row_at(self, offset: int) -> int | None:
        """Return the row of the first note at or after ``offset`` of the text, where they are listed by place."""
        return self._reaches.row_at(offset) if self._order is Order.PLACE else None

    def note_in(self, row: int) -> PlacedNote:
        """Return the note that is listed in ``row``."""
        return self._notes[row]

    def ids(self, rows: Sequence[int]) -> list[str]:
        """Return the ids of the notes in ``rows``."""
        return [self._notes[row].note.id for row in rows]

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
        if role == NoteRole.HEADING:
            return self.heading(index.row())
        if role == NoteRole.TOLD:
            return self._told(placed)
        if role == NoteRole.ALOUD:
            return self._aloud(placed, self.heading(index.row()))
        return self._tip(placed) if role == NoteRole.TIP else None

    def group(self, row: int) -> str:
        """Return what the note in ``row`` has in common with those it is listed with; "" where they need no heading."""
        placed = self._notes[row]
        if self._order is Order.PLACE and placed.span is not None:
            return ""  # as on most cards that are seen first, which need nothing more for it
        from cca_desktop.ui.notes.grouping import group_of

        return group_of(placed, self._order, QDate.currentDate())

    def heading(self, row: int) -> str:
        """Return the heading over ``row``, which only the first of a group has; "" for none."""
        group = self.group(row)
        return group if not row or self.group(row - 1).casefold() != group.casefold() else ""

    def group_size(self, row: int) -> int:
        """Return how many notes stand under the same heading as the one in ``row``; a few of them are looked at."""
        group, here = self.group(row).casefold(), row
        low, high = row, len(self._notes)  # the last one that is known to be in it, and one that is not
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.group(middle).casefold() == group else (low, middle)
        before = -1
        while before + 1 < here:
            middle = (before + here) // 2
            before, here = (before, middle) if self.group(middle).casefold() == group else (middle, here)
        return high - here

    def _told(self, placed: PlacedNote) -> str:
        place = self.place_of(placed)
        day = "" if self._order is Order.DATE else day_told(placed.note.modified, QDate.currentDate())
        return " · ".join(part for part in (place, day) if part)

    def _tip(self, placed: PlacedNote) -> str:
        from cca_desktop.ui.dialogs.when import exactly

        note = placed.note
        words = self.tr("Written: {created}")
        if note.modified[:16] != note.created[:16]:
            words = self.tr("Written: {created}\nChanged: {modified}")
        told = words.format(created=exactly(note.created), modified=exactly(note.modified))
        return "\n".join((*([place] if (place := self.place_of(placed)) else []), told))

    def row_that_begins(self, letters: str, rows: range) -> int | None:
        """Return the first of ``rows`` whose words begin with ``letters``, as they are shown, or None."""
        sought, notes = letters.casefold(), self._notes
        for row in rows:
            placed = notes[row] if row < len(notes) else None
            if placed is not None:
                words = placed.note.body.lstrip(_BEFORE_WORDS) or quoted(placed)
                if words[: len(sought)].casefold() == sought:
                    return row
        return None

    def place_of(self, placed: PlacedNote) -> str:
        """Return the paragraph of the note's passage, as it is printed: "¶ 6", or "" without a place."""
        if placed.span is None:
            return ""
        label = self._document.paragraph_at(placed.span.start).label
        named = {"header": self.tr("header"), "salutation": self.tr("salutation"), "close": self.tr("close")}
        return named.get(label, f"¶ {label}")

    def _aloud(self, placed: PlacedNote, heading: str) -> str:
        words = self.tr("Note: {body}")
        living = self._living.get(placed.note.id)
        body = living.aloud if living is not None else placed.note.body
        if placed.state == "astray":
            words = self.tr("Note astray, its words “{quote}” are no longer in the letter: {body}")
        elif placed.span is not None:
            words = self.tr("Note on {place}, “{quote}”: {body}")
        told = [f"{heading}."] if heading else []
        told.append(
            words.format(place=self.place_of(placed), quote=quoted(placed), body=body or self.tr("no words of its own"))
        )
        if placed.note.tags:
            told.append(self.tr("Tags: {tags}.").format(tags=", ".join(placed.note.tags)))
        if day := day_told(placed.note.modified, QDate.currentDate()):
            told.append(self.tr("Changed: {day}.").format(day=day))
        return " ".join(told)


def about_words(notes: Sequence[PlacedNote], words: str) -> frozenset[str]:
    """Return the ids of the notes on passages that hold ``words``, without regard to case or white space."""
    wanted = " ".join(words.casefold().split())
    return frozenset(placed.note.id for placed in notes if wanted in quoted(placed).casefold())


def quoted(placed: PlacedNote) -> str:
    """Return the words a note is about, in one line, or "" where it is about none."""
    target = placed.note.target
    return " ".join(target.quote.exact.split()) if target and target.quote else ""
