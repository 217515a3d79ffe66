"""The notes beside a document as they stood last, kept up to date by reading only what has changed since."""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence

from cca_desktop.library.document import Document
from cca_desktop.notes.note import FREE, News, Note, PlacedNote, Target
from cca_desktop.notes.note_table import NoteTable

_Order = tuple[bool, bool, tuple[int, int], str, str]


class Standing:
    """The placed notes of one document, in order; tens of thousands cost no more than those that changed."""

    def __init__(
        self,
        document: Document,
        placed: Sequence[PlacedNote],
        place: Callable[[Document, Note], PlacedNote],
        table: NoteTable,
        texts: Callable[[str], str | None],
    ) -> None:
        """Begin with what was ``placed`` beside ``document``; ``place`` places a note that has changed.

        ``texts`` gives the text of the document that answers to a name, or None if it is not at hand.
        """
        self._document = document
        self._place = place
        self._table = table
        self._texts = texts
        self._placed = list(placed)
        self._by_id = {one.note.id: one for one in placed}
        self._before: dict[str, PlacedNote | None] = {}  # how what has changed stood when news were told last

    def is_of(self, document: Document) -> bool:
        """Tell whether this is about ``document``, with the very text it has."""
        return document.id == self._document.id and document.text == self._document.text

    def now(self, *, was_written_elsewhere: bool) -> list[PlacedNote]:
        """Return the notes as they stand now: what was written here is read anew, and what another program changed."""
        changed = self._table.take_notice()
        if was_written_elsewhere:
            stamps = self._table.stamps()
            known = {note_id: (one.note.modified, one.note.version) for note_id, one in self._by_id.items()}
            changed.update(note_id for note_id, _ in stamps.items() ^ known.items())
        if changed:
            there = self._table.several(changed)
            for note_id in changed:
                self._take(note_id, there.get(note_id))
        return list(self._placed)

    def news(self) -> tuple[News, ...]:
        """Return what has become of notes since this was last asked, or since the beginning."""
        before, self._before = self._before, {}
        told = (News(note_id, old, self._by_id.get(note_id)) for note_id, old in before.items())
        return tuple(one for one in told if one.before != one.now)

    def _take(self, note_id: str, note: Note | None) -> None:
        old = self._by_id.pop(note_id, None)
        self._before.setdefault(note_id, old)
        if old is not None:
            del self._placed[bisect_left(self._placed, order_of(old), key=order_of)]
        if note is not None and self._is_beside(note):
            placed = self._by_id[note_id] = self._place(self._document, note)
            insort(self._placed, placed, key=order_of)

    def _is_beside(self, note: Note) -> bool:
        return not note.is_retired and (note.target is None or any(map(self._belongs_here, note.targets)))

    def _belongs_here(self, target: Target) -> bool:
        """Tell whether a target is this document, or nothing that is at hand: then it is listed here as anywhere."""
        return bool(target.note) or self._document.answers_to(target.document) or self._texts(target.document) is None


def order_of(placed: PlacedNote) -> _Order:
    """Return what decides a note's place in the list: the text, then those astray, then the free ones; then its age."""
    span = placed.span
    return (placed.state == FREE, span is None, span or (0, 0), placed.note.created, placed.note.id)
