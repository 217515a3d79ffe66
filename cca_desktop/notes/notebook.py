"""What a reader can do with notes: write, revise, retire and bring back, undo and redo. Nothing is ever destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from cca_desktop.library.document import Document
from cca_desktop.notes.history import Change, Deed, History
from cca_desktop.notes.note import COLOURS, FREE, News, Note, PlacedNote, Target, first_version, marked, tidy_tags
from cca_desktop.notes.note_table import NoteTable, here
from cca_desktop.notes.stamp import new_id as stamped_id
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.storage.database import Database
from cca_desktop.text.anchoring import Resolver

if TYPE_CHECKING:
    from cca_desktop.notes.arrivals import Arrivals
    from cca_desktop.notes.links import Titles
    from cca_desktop.notes.standing import Standing
    from cca_desktop.notes.writing import Writing
    from cca_desktop.text.guessing import Guess
    from cca_desktop.text.span import Span


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
        self._history = History(database, self._table)
        self._resolver = Resolver(self._former)
        self._titles: Titles | None = None
        self._writing: Writing | None = None  # made for the first change
        self._version_seen = -1
        self._placed: Standing | tuple[Document, list[PlacedNote]] | None = None  # what was placed last

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
        return here(self._table.several((note_id,)), note_id)

    def versions(self, note_id: str) -> list[Note]:
        """Return every version of a note, the first one first and the note as it stands last."""
        return self._history.versions(note_id)

    def placed(self, document: Document) -> list[PlacedNote]:
        """Return the notes on ``document`` in the order of its text; then the astray; last those on no passage.

        Notes on the whole document, on nothing (both free), and on what is not at hand (astray) are all here.
        """
        before, self._version_seen = self._version_seen, self._database.version_seen()
        if self._placed is not None:
            from cca_desktop.notes.standing import Standing

            if not isinstance(self._placed, Standing):
                self._placed = Standing(*self._placed, self._place_beside, self._table, self._texts)
            if self._placed.is_of(document):
                return self._placed.now(was_written_elsewhere=before != self._version_seen)
        self._table.take_notice()
        names = (document.id, document.address, document.checksum, *self._table.homeless(self._texts))
        placed = [self._place_beside(document, note) for note in self._table.about(names)]
        placed.sort(key=lambda one: (one.state == FREE, one.span is None, one.span or (0, 0)))
        self._placed = document, placed
        return placed

    def news(self) -> tuple[News, ...] | None:
        """Return what has become of the ``placed`` notes since this was last asked; None: all were placed anew.

        The first time it tells what has changed since they were placed first.
        """
        return None if self._placed is None or isinstance(self._placed, tuple) else self._placed.news()

    def all_placed(self) -> list[PlacedNote]:
        """Return all notes in use, the oldest first, each with its place in its own document."""
        living = [(note.target.document if note.target else "", note) for note in self._table.living()]
        texts = {name: self._texts(name) if name else None for name in {name for name, _ in living}}
        return [self._place(note, (name,), texts[name]) for name, note in living]

    def titles(self) -> list[tuple[str, str]]:
        """Return the id and the title of each note in use that has one, the note changed last first."""
        if self._titles is None:
            from cca_desktop.notes.links import Titles

            self._titles = Titles(self._table)
        return self._titles.now()

    def backlinks(self, note_id: str) -> list[Note]:
        """Return the notes in use that are about this one, or name its title in ``[[ ]]``, the oldest first.

        Raises:
            KnownError: There is no such note.
        """
        from cca_desktop.notes.links import backlinks

        return backlinks(self._table, self.note(note_id))

    def guesses(self, note_id: str, *, which: int = 0) -> tuple[Guess, ...]:
        """Return where an astray passage of a note might stand now, the likeliest first; ``which`` of its targets.

        Raises:
            KnownError: There is no such note.
        """
        from cca_desktop.text.guessing import best_guesses

        target = self.note(note_id).targets[which]
        return best_guesses(self._texts(target.document) or "", target.quote) if target.quote else ()

    def settle(self, note_id: str, span: Span | None, *, which: int = 0) -> Change:
        """Tie a note to ``span`` in its document, or to no passage of it, as its reader says; ``which`` of its targets.

        Raises:
            KnownError: It could not be saved; there is no such note; or its document is not at hand.
        """
        from cca_desktop.notes.passages import tied

        return self._changes().change_all("settle", (note_id,), lambda note: tied(note, which, span, self._texts))

    def write(
        self,
        target: Target | None,
        body: str = "",
        tags: Iterable[str] = (),
        colour: str = COLOURS[0],
        *,
        further: Iterable[Target] = (),
        motivation: str | None = None,
        creator: str = "",
    ) -> Change:
        """Write a new note about ``target``, and about ``further`` targets besides, or about nothing.

        What it is for follows from its content, now and with every change, unless ``motivation`` says something else.

        Raises:
            KnownError: It could not be saved.
            ValueError: There is no such colour or motivation; or there are further targets and no first one.
        """
        begin = partial(
            first_version,
            target=target,
            further=further,
            body=body,
            tags=tags,
            colour=colour,
            motivation=motivation,
            creator=creator,
        )
        return self._changes().write(begin)

    def revise(
        self,
        note_id: str,
        *,
        body: str | None = None,
        tags: Iterable[str] | None = None,
        colour: str | None = None,
        motivation: str | None = None,
        writing: str = "",
        base: int = 0,
    ) -> Change:
        """Change a note's words, tags, colour or what it is for; what is None stays. Nothing is written needlessly.

        Drafts with the same ``writing`` token, one after the other and with nothing done in between, are one change to
        undo and one version. A note that was retired meanwhile keeps its new words in the bin, one let go of none.

        Whoever types says with ``base`` which version the words were typed upon. If the note has become another since
        (it was undone while the typing went on, or another program has changed it), what was typed is done to what it
        has become: the note may then hold other words than ``body``, and ``note`` returns them.

        Raises:
            KnownError: It could not be saved, or there is no such note.
            ValueError: There is no such colour or motivation.
        """
        return self._changes().revise(
            note_id, body=body, tags=tags, colour=colour, motivation=motivation, writing=writing, base=base
        )

    def revise_all(
        self,
        note_ids: Iterable[str],
        *,
        colour: str | None = None,
        more_tags: Iterable[str] = (),
        fewer_tags: Iterable[str] = (),
    ) -> Change:
        """Colour several notes, and add tags to each or take them off, as one change to undo.

        Raises:
            KnownError: It could not be saved, or one of the notes is not here: then none is changed.
            ValueError: There is no such colour.
        """
        more, fewer = tidy_tags(more_tags), tidy_tags(fewer_tags)
        return self._changes().change_all("revise", note_ids, lambda note: marked(note, colour, more, fewer))

    def follow_title(self, note_id: str, before: str) -> Change:
        """Let the links that named a note ``before`` name it as it is called now, as one change to undo.

        Nothing is changed where another note is called so, or where this one has no other title.

        Raises:
            KnownError: It could not be saved: then no link was changed; or there is no such note.
        """
        from cca_desktop.notes.links import title_of
        from cca_desktop.notes.renaming import links_renamed, naming

        note = self.note(note_id)
        after = title_of(note.body)
        ids = naming(self._table, note, before)
        return self._changes().change_all(
            "revise", ids, lambda one: one._replace(body=links_renamed(one.body, before, after))
        )

    def retire(self, *note_ids: str) -> Change:
        """Lay notes in the bin, where they are kept.

        Raises:
            KnownError: It could not be saved, or one of the notes is not here: then none is retired.
        """
        return self._changes().change_all("retire", note_ids, lambda note: note._replace(is_retired=True))

    def restore(self, *note_ids: str) -> Change:
        """Take notes out of the bin; of one that was let go of nothing is left to take.

        Raises:
            KnownError: It could not be saved, or one of the notes is not here: then none is restored.
        """
        return self._changes().change_all("restore", note_ids, lambda note: note._replace(is_retired=note.is_buried))

    def arrivals(self, notes: Iterable[Note]) -> Arrivals:
        """Sort notes from elsewhere into those that are new, in the bin, or here already; nothing is written."""
        return self._changes().arrivals(notes)

    def take_in(self, notes: Iterable[Note]) -> Change:
        """Write notes from elsewhere, with their own ids, times and creators, as one change to undo: an import.

        What is here already stays as it is, unless newer words of it arrive, or more tags on the same words; what lies
        in the bin comes back. A copy of all notes is made before, if anything comes in.

        Raises:
            KnownError: They could not be saved: then none was.
        """
        return self._changes().take_in(notes)

    def undo(self) -> Change | None:
        """Take back what was done last, in this start of the program or an earlier one; None if nothing can be.

        What a note was before becomes a new version on top: newer words stay among the versions, and ``redo`` brings
        them back. A note whose writing is undone goes into the bin. Where another program has written something since
        the reader was last told what undo would do, nothing is undone: the change returned is of kind "elsewhere", and
        names the notes it touched.

        Raises:
            KnownError: It could not be saved.
        """
        return self._move("undo")

    def redo(self) -> Change | None:
        """Do again what was undone last; None if nothing can be. Any other change in between makes that impossible.

        Raises:
            KnownError: It could not be saved.
        """
        return self._move("redo")

    def what_undo_would_do(self) -> Deed | None:
        """Return what undo would take back, such as the import of 12 notes; None if nothing."""
        self._history.see()
        return self._history.deed(self._history.to_undo())

    def what_redo_would_do(self) -> Deed | None:
        """Return what redo would do again; None if nothing."""
        return self._history.deed(self._history.to_redo())

    def _move(self, kind: str) -> Change | None:
        from cca_desktop.notes.undoing import Undoing

        with self._database.transaction():
            change = Undoing(self._table, self._history).move(kind, now=self._now)
            if change is not None:
                self._history.see()
        return change

    def _changes(self) -> Writing:
        if self._writing is None:
            from cca_desktop.notes.writing import Writing

            self._writing = Writing(self._database, self._table, self._history, self._now, self._new_id, self._texts)
        return self._writing

    def _place(self, note: Note, names: tuple[str, ...], text: str | None) -> PlacedNote:
        """Say where the passages of ``note`` are in the document of these names."""
        if note.further:
            from cca_desktop.notes.passages import place_passages

            return place_passages(note, names, text, self._resolver, placeless=FREE)
        if note.target is None or note.target.quote is None:
            return PlacedNote(note, None, FREE)
        there = text if note.target.document in names else None
        anchoring = self._resolver.resolve(there, note.target.quote, note.target.position, note.target.document)
        return PlacedNote(note, anchoring.span, anchoring.state)

    def _place_beside(self, document: Document, note: Note) -> PlacedNote:
        return self._place(note, (document.id, document.address, document.checksum), document.text)

    def _former(self, document: str) -> list[str]:
        """Return the texts that a document had when notes were written on it."""
        from cca_desktop.notes.wordings import Wordings

        return Wordings(self._database).former(document)
