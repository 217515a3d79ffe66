"""What there is to search in: every paragraph and note, in the index or, while it is not in it, read.

The index may lag behind or be damaged; what it does not have in this very version is read instead, and counts alike.
"""

import gc
import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cca_desktop.errors import DamagedError, DiskTroubleError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.search.pace import OutdatedError
from cca_desktop.search.postings import ReadPostings
from cca_desktop.search.stems import stem
from cca_desktop.search.tier import Passages, Tier
from cca_desktop.search.tokens import folded_words
from cca_desktop.search.units import OnShelf, Unit, unit_of_note, units_of_text
from cca_desktop.search.volume import sign_of

if TYPE_CHECKING:
    from cca_desktop.search.index import Entry

_log = logging.getLogger(__name__)

IN_MEMORY = 200_000  # characters, some thirty thousand words: what more there is of documents lies in volumes
_MOMENT = 0.1  # seconds
_READ_AHEAD = 200  # words whose postings are read in one pause, which takes some 3 ms
_AT_A_TIME = 200  # units put into the index in one go, which takes some 0.1 s
_SHARE = 8  # and an eighth of what is in it already, where that is more


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

        Whoever ``answers_first`` leaves a few that are not to :meth:`settle`: they are read until then.

        The first document, and further ones of ``most_in_memory`` characters altogether, go into an index in memory;
        the others into volumes on the disk, which are made in pauses. Their texts are not kept in memory: where
        ``documents`` are read only when one is asked for, they are let go.
        """
        from cca_desktop.search.volumes import Volumes
        from cca_desktop.search.word_index import WordIndex

        self.documents = documents
        self.shelf = OnShelf(documents)
        self._units: dict[str, Unit] = {}
        self._signs: dict[str, str] = {}
        self._notes: dict[str, Note | PlacedNote] = {}
        self._index: WordIndex = WordIndex.open(folder)
        self._volumes = Volumes(folder and self._index.place_of_volumes())
        self._bound: dict[str, tuple[str, int, Document]] = {}  # what is in volumes: signatures, places, and no text
        self._loose: dict[int, Document] = {}  # what is not, by its place
        self._waiting: dict[int, int] = {}  # what is to be in one: places and lengths
        self._is_rested = False  # since a volume was taken up
        self._binding: Generator[dict[str, str], None, None] | None = None
        self._take_up_documents(most_in_memory)
        self._seat_all()
        if not answers_first or len(self._unread) > _AT_A_TIME:
            while self._unread and self._put_into_index(self._next_units(), [], never):
                pass
        self._warm_up()

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Return what questions are put to."""
        return (self._indexed, self._read, *self._volumes.tiers)

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
            self._units[unit.key] = unit
            self._signs[unit.key] = unit.sign()

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
            self._seat_all()
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
                    self._take_away(unit.key)
        self._volumes.show(self._bound)

    # -- what there is to search

    def update_notes(self, notes: Sequence[Note | PlacedNote]) -> None:
        """Take up the notes as they are now, all living ones; only what has changed costs time."""
        now = {_note_of(written).id: written for written in notes if not _note_of(written).is_retired}
        for gone in self._notes.keys() - now.keys():
            self._take_away(f"note/{gone}")
        for note_id, written in now.items():
            if self._notes.get(note_id) != written:
                self._put(unit_of_note(written, self.shelf))
        self._notes = now

    def notes(self) -> list[Note | PlacedNote]:
        """Return the notes as they are now."""
        return list(self._notes.values())

    def _put(self, unit: Unit) -> None:
        self._take_away(unit.key)
        self._units[unit.key] = unit
        self._signs[unit.key] = unit.sign()
        self._seat(unit)

    def _take_away(self, key: str) -> None:
        self._units.pop(key, None)
        self._signs.pop(key, None)
        if key in self._in_index:
            self._indexed.hide(self._in_index[key][0])
        if key in self._unread:
            self._read.hide(self._unread.pop(key))

    def _seat(self, unit: Unit) -> None:
        """Let a unit count in the index, if that has this very version of it, or else among those read."""
        number, sign = self._in_index.get(unit.key, (0, ""))
        if sign == self._signs[unit.key]:
            self._indexed.show(number, unit)
            return
        passages = tuple(map(folded_words, unit.passages()))
        self._unread[unit.key] = self._postings.add(passages, unit.language)
        self._read.show(self._unread[unit.key], unit, passages)

    def _seat_all(self) -> None:
        """Begin anew: let every unit count in the index, or else among those read."""
        self._postings = ReadPostings()
        self._read = Tier(self._postings)
        self._unread: dict[str, int] = {}
        self._seat_in_index({})
        for unit in self._units.values():
            self._seat(unit)

    def _seat_in_index(self, passages: dict[str, Passages]) -> None:
        """Let the units that the index has in this very version count there; ``passages`` are those known of them."""
        self._in_index = {key: (number, sign) for number, (key, sign) in enumerate(self._index.entries) if key}
        self._indexed = Tier(self._index)
        for key, (number, sign) in self._in_index.items():
            if self._signs.get(key) == sign:
                self._indexed.show(number, self._units[key], passages.get(key))

    def _move_into_index(self) -> None:
        """Let the index as it is now count, and read no more what has come into it; no word is cut anew."""
        passages: dict[str, Passages] = {}
        for tier, numbers in ((self._indexed, self._in_index), (self._read, self._unread)):
            for key, at in numbers.items():
                known = tier.known_passages(at if isinstance(at, int) else at[0])
                if known is not None:
                    passages[key] = known
        self._seat_in_index(passages)
        for key in [key for key in self._unread if self._in_index.get(key, (0, ""))[1] == self._signs[key]]:
            self._read.hide(self._unread.pop(key))
        for key in self._units.keys() - self._unread.keys():
            if self._in_index.get(key, (0, ""))[1] != self._signs[key]:  # another program has taken it out
                self._seat(self._units[key])
        if not self._unread:  # what is no longer read leaves its words behind
            self._postings = ReadPostings()
            self._read = Tier(self._postings)

    def _warm_up(self) -> None:
        """Load what the first question would wait for: the rules of inflection, and the list of words."""
        for language in {unit.language for unit in self._units.values()}:
            stem("", language)
        self._index.forms("", "")
        len(self._index.words)

    # -- keeping the index

    def settle(self, is_outdated: Callable[[], bool] = never) -> bool:
        """Write some of what is not in the index yet, in a pause; give up at once when ``is_outdated``.

        When all is written, read ahead what questions may ask for.

        Returns:
            Whether there is more to do, for the next pause. A disk that cannot be written to, or another process
            that is writing, is no trouble: the answers are the same.
        """
        stale = [key for key, (_, sign) in self._in_index.items() if self._signs.get(key) != sign]
        units = self._next_units()
        try:
            if (units or stale) and self._put_into_index(units, stale, is_outdated):
                return True
        except OutdatedError:
            return True
        if self._waiting:
            return self._bind(is_outdated)
        return self._read_ahead() if not units and not stale else False

    def _read_ahead(self) -> bool:
        if self._index.read_ahead(_READ_AHEAD) or any(tier.read_ahead(_READ_AHEAD) for tier in self.tiers):
            return True
        if self.is_large() and not self._is_rested:
            # What was made for a large library stays; now that it is looked through, a question need not wait for that.
            gc.collect()
            self._is_rested = True
        return False

    def _next_units(self) -> list[Unit]:
        """Return what is put into the index next: the more there is in it, the more, as each time takes longer."""
        return [self._units[key] for key in self._unread][: max(_AT_A_TIME, len(self._in_index) // _SHARE)]

    def _put_into_index(self, units: list[Unit], stale: list[str], is_outdated: Callable[[], bool]) -> bool:
        """Return whether the index has taken something up."""
        entries = list(self._entries(units, is_outdated))  # before the index is touched
        before, known = len(self._unread), self._index.entries
        try:
            self._index.write(entries, stale, is_outdated)
        except DamagedError:
            self.start_again()
            return False
        if self._index.entries is not known:
            self._move_into_index()
        return len(self._unread) < before or self._index.entries is not known

    def _entries(self, units: list[Unit], is_outdated: Callable[[], bool]) -> "Iterator[Entry]":
        from cca_desktop.search.index import Entry

        for unit in units:
            if is_outdated():
                raise OutdatedError
            words, *tags = map(folded_words, unit.passages())
            yield Entry(unit.key, self._signs[unit.key], words, [word for tag in tags for word in tag], unit.language)

    def start_again(self) -> None:
        """Go on by reading, with an empty index that is filled in the next pauses."""
        self._index.forget()
        self._seat_all()

    def close(self) -> None:
        """Let go of everything; a volume that is not finished is given up."""
        if self._binding is not None:
            self._binding.close()
        self._volumes.close()
        self._index.close()


def _without_text(document: Document) -> Document:
    return document._replace(text="", blocks=(), paragraphs=(), sections=(), facts=(), witnesses=())


def _note_of(written: Note | PlacedNote) -> Note:
    return written.note if isinstance(written, PlacedNote) else written
