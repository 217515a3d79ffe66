"""What a reader can do with notes: write, revise, retire and bring back, undo and redo. Nothing is ever destroyed."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cca_desktop.errors import NotHereError
from cca_desktop.library.document import Document
from cca_desktop.notes.history import DONE, PAST, Entry, History
from cca_desktop.notes.note import COLOURS, Note, PlacedNote, Target
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.stamp import new_id as stamped_id
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.storage.database import Database, storable
from cca_desktop.text.anchoring import FOUND, Anchoring, resolve
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector

FREE, ASTRAY = "free", "astray"

_DEEDS = {"write": "write a note", "revise": "change a note", "retire": "retire a note", "restore": "bring back a note"}


class Change(NamedTuple):
    """What was done: its ``kind``, and the ids of the ``notes`` it touched (none, if nothing needed doing).

    ``kind`` is write, revise, retire, restore, undo or redo; or elsewhere, when another program has written meanwhile.
    """

    kind: str
    notes: tuple[str, ...]


class Notebook:
    """All of a reader's notes. When a method returns, what it did is on disk; when it raises, nothing was done."""

    def __init__(
        self,
        database: Database,
        texts: Callable[[str], str | None],
        now: Callable[[], str] = stamped_now,
        new_id: Callable[[], str] = stamped_id,
    ) -> None:
        """Keep notes in ``database``.

        Args:
            database: Used from the thread that opened it.
            texts: Gives the canonical text of the document that answers to a name, or None.
            now: The time in UTC, as ISO 8601.
            new_id: An identifier for a new note.
        """
        self._database = database
        self._texts = texts
        self._now = now
        self._new_id = new_id
        self._table = NoteTable(database)
        self._history = History(database)
        self._seen: int | None = None  # the newest change that the reader can know of
        self._searched: dict[tuple[int, TextQuoteSelector, TextPositionSelector | None], Anchoring] = {}

    def notes(self) -> list[Note]:
        """Return all notes that are not in the bin, the oldest first."""
        return self._table.living()

    def binned(self) -> list[Note]:
        """Return the notes in the bin, the oldest first."""
        return self._table.retired()

    def note(self, note_id: str) -> Note:
        """Return one note, be it in the bin.

        Raises:
            NotHereError: There is none of that id.
        """
        note = self._table.get(note_id)
        if note is None:
            raise NotHereError(f"There is no note “{note_id}” here. “cca-desktop notes” lists those that are.")
        return note

    def versions(self, note_id: str) -> list[Note]:
        """Return every version of a note, the first one first and the note as it stands last."""
        return self._history.versions(note_id)

    def placed(self, document: Document) -> list[PlacedNote]:
        """Return the notes on ``document`` in the order of its text; then the astray; last those on no passage.

        Notes on the document as a whole and notes on nothing are both free and both here.
        """
        notes = self._table.about((document.id, document.address, document.checksum))
        placed = [self._place(note, document.text) for note in notes]
        return sorted(placed, key=lambda one: (one.state == FREE, one.span is None, one.span or (0, 0)))

    def all_placed(self) -> list[PlacedNote]:
        """Return all notes that are not in the bin, the oldest first, each with its place in its own document."""
        texts: dict[str, str | None] = {}
        placed = []
        for note in self._table.living():
            name = note.target.document if note.target else ""
            if name not in texts:
                texts[name] = self._texts(name) if name else None
            placed.append(self._place(note, texts[name]))
        return placed

    def write(
        self, target: Target | None, body: str = "", tags: Iterable[str] = (), colour: str = COLOURS[0]
    ) -> Change:
        """Write a new note about ``target``, or about nothing.

        Raises:
            KnownError: It could not be saved.
            ValueError: There is no such colour.
        """
        with self._database.transaction():
            at = self._now()
            note = Note(
                id=self._new_id(),
                target=_storable(target),
                body=storable(body),
                tags=_tidy(tags),
                colour=_known(colour),
                created=at,
                modified=at,
                version=1,
                is_retired=False,
            )
            self._table.put(note)
            self._seen = self._history.record("write", note, at=at)
        return Change("write", (note.id,))

    def revise(
        self,
        note_id: str,
        *,
        body: str | None = None,
        tags: Iterable[str] | None = None,
        colour: str | None = None,
        writing: str = "",
    ) -> Change:
        """Change a note's words, tags or colour; what is None stays. Nothing is written where nothing changes.

        Drafts with the same ``writing`` token, one after the other and with nothing done in between, are one change to
        undo and one version. A note that was retired meanwhile keeps its new words in the bin.

        Raises:
            KnownError: It could not be saved, or there is no such note.
            ValueError: There is no such colour.
        """
        with self._database.transaction():
            note = self.note(note_id)
            revised = note._replace(
                body=note.body if body is None else storable(body),
                tags=note.tags if tags is None else _tidy(tags),
                colour=note.colour if colour is None else _known(colour),
            )
            if revised == note:
                return Change("revise", ())
            session = self._session(note, writing)
            if session is None:
                self._set("revise", revised, writing=writing)
            else:
                self._redraft(session, revised)
        return Change("revise", (note_id,))

    def retire(self, note_id: str) -> Change:
        """Lay a note in the bin, where it is kept.

        Raises:
            KnownError: It could not be saved, or there is no such note.
        """
        return self._bin("retire", note_id, is_retired=True)

    def restore(self, note_id: str) -> Change:
        """Take a note out of the bin.

        Raises:
            KnownError: It could not be saved, or there is no such note.
        """
        return self._bin("restore", note_id, is_retired=False)

    def undo(self) -> Change | None:
        """Take back what was done last, in this start of the program or an earlier one; None if nothing can be.

        What a note was before becomes a new version on top: newer words stay among the versions, and ``redo`` brings
        them back. A note whose writing is undone goes into the bin. Where another program has written something since
        the reader was last told what undo would do, nothing is undone: the change returned is of kind "elsewhere", and
        names the notes it touched.

        Raises:
            KnownError: It could not be saved.
        """
        with self._database.transaction():
            entry = self._history.to_undo()
            after = self._history.left_by(entry) if entry else None
            if entry is None or after is None:
                return None
            if self._seen is not None and entry.number > self._seen:
                self._seen = entry.number
                return Change("elsewhere", (after.id,))
            return self._move("undo", entry, after, self._before(entry, after))

    def redo(self) -> Change | None:
        """Do again what was undone last; None if nothing can be. Any other change in between makes that impossible.

        Raises:
            KnownError: It could not be saved.
        """
        with self._database.transaction():
            entry = self._history.to_redo()
            after = self._history.left_by(entry) if entry else None
            if entry is None or after is None:
                return None
            return self._move("redo", entry, self._before(entry, after), after)

    def what_undo_would_do(self) -> str:
        """Return what undo would take back, such as "retire a note"; "" if nothing."""
        entry, last = self._history.to_undo(), self._history.last()
        self._seen = last.number if last else 0
        return _DEEDS.get(entry.kind, "") if entry else ""

    def what_redo_would_do(self) -> str:
        """Return what redo would do again, such as "retire a note"; "" if nothing."""
        entry = self._history.to_redo()
        return _DEEDS.get(entry.kind, "") if entry else ""

    def _place(self, note: Note, text: str | None) -> PlacedNote:
        if note.target is None or note.target.quote is None:
            return PlacedNote(note, None, FREE)
        if text is None:
            return PlacedNote(note, None, ASTRAY)
        quote, position = note.target.quote, note.target.position
        key = (hash(text), quote, position)
        anchoring = self._searched.get(key)
        if anchoring is None:
            anchoring = resolve(text, quote, position)
            if anchoring.state != FOUND:  # that took long
                self._searched[key] = anchoring
        return PlacedNote(note, anchoring.span, anchoring.state)

    def _bin(self, kind: str, note_id: str, *, is_retired: bool) -> Change:
        with self._database.transaction():
            note = self.note(note_id)
            if note.is_retired == is_retired:
                return Change(kind, ())
            self._set(kind, note._replace(is_retired=is_retired))
        return Change(kind, (note_id,))

    def _set(self, kind: str, note: Note, *, writing: str = "") -> None:
        at = self._now()
        note = note._replace(modified=at, version=note.version + 1)
        self._table.put(note)
        self._seen = self._history.record(kind, note, at=at, writing=writing)

    def _session(self, note: Note, writing: str) -> Entry | None:
        """Return the change that a draft of ``note`` belongs to, or None if it begins a new one."""
        last = self._history.last() if writing else None
        if last is None or (last.kind, last.writing, last.standing) != ("revise", writing, DONE):
            return None
        left = self._history.left_by(last)
        return last if left is not None and (left.id, left.version) == (note.id, note.version) else None

    def _redraft(self, session: Entry, note: Note) -> None:
        note = note._replace(modified=self._now())
        self._table.put(note)
        self._history.rewrite(session, note)
        before = self._history.before(note)
        if before is not None and _content(before) == _content(note):
            self._history.stand(session.number, PAST)  # typed and taken back by hand: nothing is left to undo

    def _before(self, entry: Entry, after: Note) -> Note | None:
        """Return the note as it was before ``entry``; before it was written it was, so to say, in the bin."""
        return after._replace(is_retired=True) if entry.kind == "write" else self._history.before(after)

    def _move(self, kind: str, entry: Entry, here: Note | None, there: Note | None) -> Change | None:
        """Take a note from the state ``here`` to the state ``there``, if it is in the first and both are known."""
        note = self._table.get(here.id) if here else None
        if note is None or here is None or there is None or _content(note) != _content(here):
            return None  # only in a file that lost something and was repaired
        at = self._now()
        note = there._replace(modified=at, version=note.version + 1)
        self._table.put(note)
        self._seen = self._history.record_move(kind, entry, note, at=at)
        return Change(kind, (note.id,))


def _content(note: Note) -> Note:
    """Return a note without what every change alters."""
    return note._replace(modified="", version=0)


def _tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Return ``tags`` without white space around them, empty ones, or any twice, in their order."""
    return tuple(dict.fromkeys(tag for raw in tags if (tag := " ".join(storable(raw).split()))))


def _known(colour: str) -> str:
    if colour not in COLOURS:
        raise ValueError(f"{colour!r} is none of {COLOURS}")
    return colour


def _storable(target: Target | None) -> Target | None:
    if target is None:
        return None
    quote = TextQuoteSelector(*map(storable, target.quote)) if target.quote else None
    return Target(storable(target.document), quote, target.position)
