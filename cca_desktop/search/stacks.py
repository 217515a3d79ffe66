"""What there is to search in: a reader's documents and notes, taken up as they come.

The first document, the notes and short texts count in memory; a large library lies in volumes on the disk. Where there
are many notes that are new, questions are answered without them until each of them has been taken up.
"""

import gc
import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path

from cca_desktop.errors import DiskTroubleError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.pace import OutdatedError
from cca_desktop.search.seats import AT_A_TIME, Seats
from cca_desktop.search.tier import Tier
from cca_desktop.search.units import NOTE, OnShelf, unit_of_note, units_of_text
from cca_desktop.search.volume import sign_of

_log = logging.getLogger(__name__)

IN_MEMORY = 200_000  # characters, some thirty thousand words: what more there is of documents lies in volumes
_MOMENT = 0.1  # seconds
NOTES_AT_ONCE = 500  # are taken up before any question is answered, which takes 0.04 s at most
_READ_AHEAD = 200  # words whose postings are read in one pause, which takes some 3 ms


def never() -> bool:
    """Say that no newer question has come."""
    return False


class Stacks:
    """Holds a reader's texts and notes as tiers, which questions are put to. One thread uses it."""

    def __init__(
        self,
        folder: Path | None,
        documents: Sequence[Document],
        *,
        answers_first: bool = False,
        most_in_memory: int = IN_MEMORY,
    ) -> None:
        """Open the index in ``folder`` (None: in memory alone) and see to it that the texts are in it.

        Whoever ``answers_first`` leaves a few that are not to :meth:`settle`, and many notes to :meth:`take_up`.

        The first document, and further ones of ``most_in_memory`` characters altogether, go into an index in memory;
        the others into volumes on the disk, which are made in pauses. Their texts are not kept in memory: where
        ``documents`` are read only when one is asked for, they are let go.
        """
        from cca_desktop.search.volumes import Volumes

        self.documents = documents
        self.shelf = OnShelf(documents)
        self._answers_first = answers_first
        self._notes: dict[str, Note | PlacedNote] = {}
        self._arriving: dict[str, Note | PlacedNote] = {}  # those of the notes that no question finds yet
        self._seats = Seats(folder)
        self._volumes = Volumes(folder and self._seats.index.place_of_volumes())
        self._bound: dict[str, tuple[str, int, Document]] = {}  # what is in volumes: signatures, places, and no text
        self._loose: dict[int, Document] = {}  # what is not, by its place
        self._waiting: dict[int, int] = {}  # what is to be in one: places and lengths
        self._is_rested = False  # since a volume was taken up
        self._binding: Generator[dict[str, str], None, None] | None = None
        self._take_up_documents(most_in_memory)
        if not answers_first or self._seats.unread() > AT_A_TIME:
            self._seats.move_in()
        self._seats.warm_up()

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Return what questions are put to."""
        return (*self._seats.tiers, *self._volumes.tiers)

    # -- documents

    def _take_up_documents(self, room: int) -> None:
        known = self._volumes.signs()
        for place, document in enumerate(self.documents):
            self.shelf.note(place, document)
            if document.id in known and (sign := sign_of(document)) in known[document.id]:
                self._bound[document.id] = sign, place, _without_text(document)
            elif place == 0 or len(document.text) <= room or not self._volumes.can_be_made():
                room -= len(document.text) if place else 0
                self._hold(place, document)
            else:
                self._waiting[place] = len(document.text)
        self._volumes.show(self._bound)

    def _hold(self, place: int, document: Document) -> None:
        """Let the paragraphs of a document be searched in memory."""
        self._loose[place] = document
        for unit in units_of_text(document, place):
            self._seats.put(unit)

    def waiting(self) -> int:
        """Return how many documents are not searched yet."""
        return len(self._waiting)

    def is_large(self) -> bool:
        """Tell whether there is more than is held in memory."""
        return bool(self._volumes.tiers)

    def listed(self) -> list[Document]:
        """Return what is known of every document that is searched; of most of them, all but the text."""
        return [*self._loose.values(), *(document for _, _, document in self._bound.values())]

    def _bind(self, is_outdated: Callable[[], bool]) -> bool:
        """Go on making a volume of what waits, for a moment; return whether there is more to do."""
        if self._binding is None:
            self._binding = self._volumes.make(self._to_be_bound())
        end = time.monotonic() + _MOMENT
        try:
            for signs in self._binding:
                if signs:
                    self._take_up_volume(signs)
                elif is_outdated() or time.monotonic() > end:
                    return True
        except (OSError, DiskTroubleError) as trouble:
            _log.info("The search index of the documents could not be kept: %s", type(trouble).__name__)
            waiting, self._waiting = self._waiting, {}
            for place in waiting:
                self._hold(place, self.documents[place])
        self._binding = None
        return True

    def _to_be_bound(self) -> Iterator[Document]:
        """Yield the documents of the next volume: those that wait, as far as they go in, and some others besides."""
        room = self._volumes.characters_for_next()
        anew = {self._bound[document][1] for document in self._volumes.to_be_bound_anew()}
        places = [*self._waiting, *(place for place in self._loose if place), *anew]
        for place in sorted(places):
            room -= self._waiting.get(place, 0)
            if room < 0 and place in self._waiting:
                continue
            yield self.documents[place]

    def _take_up_volume(self, signs: dict[str, str]) -> None:
        self._is_rested = False
        for document, sign in signs.items():
            place, whole = self.shelf[document]
            self._bound[document] = sign, place, _without_text(whole)
            self._waiting.pop(place, None)
            if self._loose.pop(place, None) is not None:
                for unit in units_of_text(whole, place):
                    self._seats.take_away(unit.key)
        self._volumes.show(self._bound)

    # -- notes

    def update_notes(self, notes: Sequence[Note | PlacedNote]) -> bool:
        """Take up the notes as they are now, all living ones; only what has changed costs time.

        Returns:
            Whether some are left to :meth:`take_up`, as whoever answers first leaves what takes longer than a moment.
        """
        now = {_note_of(written).id: written for written in notes if not _note_of(written).is_retired}
        for gone in self._notes.keys() - now.keys():
            self._arriving.pop(gone, None)
            self._seats.take_away(_key_of(gone))
        for note_id, written in now.items():
            if self._notes.get(note_id) != written:
                self._arriving[note_id] = written
        self._notes = now
        self.take_up(NOTES_AT_ONCE if self._answers_first else None)
        for note_id in self._arriving:  # what it was before is no answer any more
            self._seats.take_away(_key_of(note_id))
        return bool(self._arriving)

    def take_up(self, most: int | None, is_outdated: Callable[[], bool] = never) -> bool:
        """Take up so many notes that no question finds yet (None: all of them); tell whether there are more.

        Where it is outdated it gives up after a note, but never before the first.
        """
        for note_id in list(islice(self._arriving, most)):
            self._seats.put(unit_of_note(self._arriving.pop(note_id), self.shelf))
            if is_outdated():
                break
        return bool(self._arriving)

    def arriving(self) -> int:
        """Return how many notes no question finds yet."""
        return len(self._arriving)

    def notes(self) -> list[Note | PlacedNote]:
        """Return the notes as they are now."""
        return list(self._notes.values())

    # -- keeping the index

    def settle(self, is_outdated: Callable[[], bool] = never) -> bool:
        """Write some of what is not in the index yet, in a pause; give up at once when ``is_outdated``.

        When all is written, read ahead what questions may ask for.

        Returns:
            Whether there is more to do, for the next pause. A disk that cannot be written to, or another process
            that is writing, is no trouble: the answers are the same.
        """
        if self.take_up(NOTES_AT_ONCE, is_outdated):
            return True
        try:
            has_settled = self._seats.settle(is_outdated)
        except OutdatedError:
            return True
        if has_settled:
            return True
        if self._waiting:
            return self._bind(is_outdated)
        return self._read_ahead() if has_settled is None else False

    def _read_ahead(self) -> bool:
        if self._seats.index.read_ahead(_READ_AHEAD) or any(tier.read_ahead(_READ_AHEAD) for tier in self.tiers):
            return True
        if self.is_large() and not self._is_rested:
            # What was made for a large library stays; now that it is looked through, a question need not wait for that.
            gc.collect()
            self._is_rested = True
        return False

    def start_again(self) -> None:
        """Go on by reading, with an empty index that is filled in the next pauses."""
        self._seats.start_again()

    def close(self) -> None:
        """Let go of everything; a volume that is not finished is given up."""
        if self._binding is not None:
            self._binding.close()
        self._volumes.close()
        self._seats.close()


def _without_text(document: Document) -> Document:
    return document._replace(text="", blocks=(), paragraphs=(), sections=(), facts=(), witnesses=())


def _note_of(written: Note | PlacedNote) -> Note:
    return written.note if isinstance(written, PlacedNote) else written


def _key_of(note_id: str) -> str:
    return f"{NOTE}/{note_id}"
