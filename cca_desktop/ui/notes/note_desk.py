"""The window's way to the notebook: each operation on its lane, and one signal with what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.history import Change, Deed
from cca_desktop.notes.note import ASKS, News, Note, PlacedNote, Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.text.span import Span
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.reader.marks import Layer, note_layer

if TYPE_CHECKING:
    from cca_desktop.ui.dialogs.binned import Binned
    from cca_desktop.ui.notes.arrangement import Arranged, Wanted

Answer = TypeVar("Answer")

LOOKS_FOR_OTHERS_EVERY_MS = 400
LOOKS_AGAIN_AFTER_MS = 10_000
TRIES_AGAIN_AFTER_MS = 2_000
_NEWS_AT_ONCE = 100  # notes: where more have changed, all are listed and marked anew


class Listing(NamedTuple):
    """What a change left: the notes with the document that is open, by place, and what undo and redo would do now.

    ``news`` is what became of notes since the listing before; None where many of them may be other ones. ``marks`` are
    all their marks in the letter then, ``listed`` and ``by_id`` the notes for whoever lists them and changes the list.
    ``asking`` are the bodies that hold a question, by the ids of their notes: of those in the news, or of all.
    """

    change: Change
    notes: tuple[PlacedNote, ...]
    undoes: Deed | None
    redoes: Deed | None
    news: tuple[News, ...] | None = None
    marks: Layer = Layer([])
    listed: list[PlacedNote] | None = None
    by_id: dict[str, PlacedNote] | None = None
    asking: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def anew(
        cls, change: Change, notes: tuple[PlacedNote, ...], undoes: Deed | None = None, redoes: Deed | None = None
    ) -> Listing:
        """Return the listing of all ``notes`` after a change of which there are no news."""
        by_id = {placed.note.id: placed for placed in notes}
        return cls(change, notes, undoes, redoes, None, note_layer(notes), list(notes), by_id, _asking(notes))


class Draft(NamedTuple):
    """What a reader has typed into a note and what may not be on the disk yet; None where it is as on the disk.

    ``base`` is the version of the note upon which it was typed.
    """

    body: str | None
    tags: tuple[str, ...] | None
    writing: str
    base: int = 0


class NoteDesk(QObject):
    """What the window can do to notes. Nothing here waits: ``changed`` or ``failed`` tells how it went.

    A draft that could not be saved stays here, is tried again every other second, and is what its note's editor opens
    on.
    """

    changed = Signal(object)  # a Listing: what was asked is on the disk
    failed = Signal(object)  # a KnownError: what was asked has not happened
    bin_opened = Signal(object)  # the rows of what lies in the bin
    draft_saved = Signal(object, object)  # the Note as it is on the disk now, the Draft that it was made of
    draft_failed = Signal(str, object)  # the note's id, the KnownError

    def __init__(self, lane: Lane[Drawer], document: Document, parent: QObject | None = None) -> None:
        """Work on the notebook that ``lane`` owns, for ``document``."""
        super().__init__(parent)
        self._lane = lane
        self._document = document
        self._drafts: dict[str, Draft] = {}
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRIES_AGAIN_AFTER_MS)
        self._again.timeout.connect(self._try_again)
        self._is_sighted = True
        self._looks = QTimer(self)
        self._looks.setInterval(LOOKS_FOR_OTHERS_EVERY_MS)
        self._looks.timeout.connect(self._look_for_others)

    def watch(self) -> None:
        """From now on notice what other programs write into the notebook."""
        self._looks.start()

    def write(
        self, target: Target | None, *, colour: str, body: str = "", written: Callable[[str], object] | None = None
    ) -> None:
        """Write a note on ``target``; ``written`` is called with its id once it is on the disk and listed."""

        def operate(notebook: Notebook) -> Change:
            return notebook.write(target, body, colour=colour)

        self._run(operate, written)

    def save_draft(self, note: str, draft: Draft) -> None:
        """Save what is being typed; ``draft_saved`` or ``draft_failed`` tells how it went."""
        self._drafts[note] = draft
        self._lane.run(
            partial(_save_draft, note=note, draft=draft, document=self._document),
            done=partial(self._on_draft, draft),
            failed=partial(self._on_draft_trouble, note),
        )

    def draft_of(self, note: str) -> Draft | None:
        """Return what was typed into ``note`` and is not on the disk yet."""
        return self._drafts.get(note)

    def unsaved(self) -> dict[str, Draft]:
        """Return every draft that is not on the disk yet, by its note's id."""
        return dict(self._drafts)

    def ask(self, question: Callable[[Notebook], Answer], told: Callable[[Answer], object]) -> None:
        """Ask the notebook something that changes nothing; ``told`` hears the answer."""
        self._lane.run(partial(_ask, question=question), done=told, failed=self._on_trouble)

    def look(self, question: Callable[[Drawer], Answer], told: Callable[[Answer], object]) -> None:
        """Ask the whole drawer something that changes nothing; ``told`` hears the answer."""
        self._lane.run(question, done=told, failed=self._on_trouble)

    def arrange(self, wanted: Wanted, told: Callable[[Arranged], object]) -> None:
        """Ask for those of the notes that are ``wanted``; ``told`` hears them, in order with all that changes."""
        from cca_desktop.ui.notes.arrangement import arrange

        self._lane.run(partial(arrange, document=self._document, wanted=wanted), done=told, failed=self._on_trouble)

    def rearrange(self, work: Callable[[Drawer], Change], done: Callable[[str], object]) -> None:
        """Change what is in the drawer; ``done`` is called once it is on the disk and listed."""
        self._lane.run(
            partial(_rearrange, work=work, document=self._document),
            done=partial(self._on_listing, done),
            failed=self._on_trouble,
        )

    def colour(self, note: str, colour: str) -> None:
        """Give ``note`` another colour."""
        self._run(lambda notebook: notebook.revise(note, colour=colour))

    def revise_all(
        self,
        notes: Sequence[str],
        *,
        colour: str | None = None,
        more_tags: Sequence[str] = (),
        fewer_tags: Sequence[str] = (),
    ) -> None:
        """Colour several notes, add tags to them and take tags off, as one change to undo."""
        self._run(lambda book: book.revise_all(notes, colour=colour, more_tags=more_tags, fewer_tags=fewer_tags))

    @Slot(object)
    def bring_back(self, version: Note) -> None:
        """Let a note have the words, tags and colour of an older version again; that is a new version."""
        self._run(lambda book: book.revise(version.id, body=version.body, tags=version.tags, colour=version.colour))

    def settle(self, note: str, span: Span | None, *, which: int) -> None:
        """Tie one of the passages of a note to ``span``, or to the whole document, as its reader says."""
        self._run(lambda notebook: notebook.settle(note, span, which=which))

    def retire(self, *notes: str) -> None:
        """Put notes into the bin."""
        self._run(lambda notebook: notebook.retire(*notes))

    def restore(self, *notes: str) -> None:
        """Take notes out of the bin."""
        self._run(lambda notebook: notebook.restore(*notes))

    def take_in(self, notes: Iterable[Note], taken: Callable[[str], object]) -> None:
        """Take in notes from elsewhere, as one change to undo; ``taken`` is called once they are on the disk."""
        self._run(lambda notebook: notebook.take_in(notes), taken)

    @Slot()
    def look_into_bin(self) -> None:
        """Ask what lies in the bin; ``bin_opened`` tells."""
        self._lane.run(_binned, done=self._on_bin, failed=self._on_trouble)

    def undo(self) -> None:
        """Undo the last change, whichever note it was made to."""
        self._run(_undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._run(_redo)

    def close(self) -> None:
        """Finish every write and end the lane."""
        self._looks.stop()
        self._again.stop()
        self._lane.close(finishes_all=True)

    def _run(self, operate: Callable[[Notebook], Change], done: Callable[[str], object] | None = None) -> None:
        self._lane.run(
            partial(_operate, operate=operate, document=self._document),
            done=partial(self._on_listing, done),
            failed=self._on_trouble,
        )

    def _on_listing(self, done: Callable[[str], object] | None, listing: Listing) -> None:
        self.changed.emit(listing)
        if done is not None:
            done(listing.change.notes[0] if listing.change.notes else "")

    def _on_bin(self, notes: list[Binned]) -> None:
        self.bin_opened.emit(notes)

    def _on_trouble(self, trouble: KnownError) -> None:
        self.failed.emit(trouble)

    def _on_draft(self, draft: Draft, saved: tuple[Note, Listing]) -> None:
        note, listing = saved
        if self._drafts.get(note.id) == draft:
            del self._drafts[note.id]
        self.draft_saved.emit(note, draft)
        self.changed.emit(listing)

    def _on_draft_trouble(self, note: str, trouble: KnownError) -> None:
        self._again.start()
        self.draft_failed.emit(note, trouble)

    @Slot()
    def _try_again(self) -> None:
        for note, draft in self.unsaved().items():
            self.save_draft(note, draft)

    @Slot()
    def _look_for_others(self) -> None:
        self._lane.run(partial(_look, document=self._document), done=self._on_look, failed=self._on_look_trouble)

    def _on_look_trouble(self, trouble: KnownError) -> None:
        """Say it once, and look again in a while; nobody is helped by hearing it twice a second."""
        self._looks.setInterval(LOOKS_AGAIN_AFTER_MS)
        if self._is_sighted:
            self._is_sighted = False
            self.failed.emit(trouble)

    def _on_look(self, listing: Listing | None) -> None:
        self._is_sighted = True
        self._looks.setInterval(LOOKS_FOR_OTHERS_EVERY_MS)
        if listing is not None:
            self.changed.emit(listing)


# Jobs of the lane: plain functions.


def listing_of(drawer: Drawer, *, document: Document, change: Change) -> Listing:
    """Return what there is after ``change``; a job of the notes' lane."""
    notebook = drawer.notebook
    notes = tuple(notebook.placed(document))
    news = notebook.news()
    undoes, redoes = notebook.what_undo_would_do(), notebook.what_redo_would_do()
    if news is None or len(news) > _NEWS_AT_ONCE:
        return Listing.anew(change, notes, undoes, redoes)
    asking = _asking(one.now for one in news if one.now is not None)
    return Listing(change, notes, undoes, redoes, news, asking=asking)


def _asking(notes: Iterable[PlacedNote]) -> dict[str, str]:
    return {placed.note.id: placed.note.body for placed in notes if ASKS in placed.note.body}


def _rearrange(drawer: Drawer, *, work: Callable[[Drawer], Change], document: Document) -> Listing:
    return listing_of(drawer, document=document, change=work(drawer))


def _ask(drawer: Drawer, *, question: Callable[[Notebook], Answer]) -> Answer:
    return question(drawer.notebook)


def _operate(drawer: Drawer, *, operate: Callable[[Notebook], Change], document: Document) -> Listing:
    return listing_of(drawer, document=document, change=operate(drawer.notebook))


def write_draft(drawer: Drawer, *, note: str, draft: Draft) -> Change:
    """Write what was typed into the notebook."""
    return drawer.notebook.revise(note, body=draft.body, tags=draft.tags, writing=draft.writing, base=draft.base)


def _save_draft(drawer: Drawer, *, note: str, draft: Draft, document: Document) -> tuple[Note, Listing]:
    change = write_draft(drawer, note=note, draft=draft)
    return drawer.notebook.note(note), listing_of(drawer, document=document, change=change)


def _binned(drawer: Drawer) -> list[Binned]:
    from cca_desktop.ui.dialogs.binned import binned_rows

    return binned_rows(drawer.notebook.binned())


def _look(drawer: Drawer, *, document: Document) -> Listing | None:
    """Return the notes anew if another program has written since the last look."""
    if not drawer.was_written_elsewhere():
        return None
    return listing_of(drawer, document=document, change=Change("elsewhere", ()))


def _undo(notebook: Notebook) -> Change:
    return notebook.undo() or Change("nothing", ())


def _redo(notebook: Notebook) -> Change:
    return notebook.redo() or Change("nothing", ())
