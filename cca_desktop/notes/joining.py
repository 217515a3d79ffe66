"""Bring the notes of another machine together with those here: by versions, never by the clock alone, and none lost."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from cca_desktop.notes.belongings import Belongings, bring, coming
from cca_desktop.notes.history import JOINED, Change, History
from cca_desktop.notes.note import Note
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.stamp import earlier
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.storage.database import Database


class Step(NamedTuple):
    """What becomes of one note: states to ``keep`` among its versions, and ``state``, what it then is.

    ``kind`` is new (it was not here), newer (only the other machine had gone on) or both (the two had gone different
    ways: what was changed oftener stands, but what is in use before what lies in the bin, and the other's words are
    among the versions). ``version_before`` is 0 for a new one.
    """

    kind: str
    keep: tuple[Note, ...]
    state: Note
    version_before: int
    was_retired: bool = False  # here, before it


NEW, NEWER, BOTH = "new", "newer", "both"
_RETIRED_AND_LET_GO = 2  # so many versions lie between what was in use and what is left of it, at least
_A_DAY = 1


class Joining:
    """The notes of another machine, and what becomes of those here when they are brought together."""

    def __init__(self, database: Database, other: Path, now: Callable[[], str] = stamped_now) -> None:
        """Compare the notes in ``database`` with those in the file ``other``, be it in an older form."""
        self._database = database
        self._other = other
        self._now = now
        self._table = NoteTable(database)
        self._history = History(database, self._table)

    def steps(self) -> tuple[Step, ...]:
        """Return what joining would do, note by note; those that would stay as they are are not named.

        Raises:
            KnownError: One of the files cannot be read.
        """
        with closing(Database.open(self._other, is_read_only=True)) as other:
            table = NoteTable(other)
            history = History(other, table)
            theirs = [*table.living(), *table.not_living()]
            ours = self._table.several(note.id for note in theirs)
            steps = [(self._step(note, history, here := ours.get(note.id)), here) for note in theirs]
            return tuple(
                step._replace(was_retired=here is not None and here.is_retired)
                for step, here in steps
                if step is not None
            )

    def belongings(self) -> Belongings:
        """Return what would come along with the notes.

        Raises:
            KnownError: One of the files cannot be read.
        """
        with closing(Database.open(self._other, is_read_only=True)) as other:
            return coming(self._database, other)

    def join(self) -> Change:
        """Do it, as one change to undo, and bring the belongings. A copy is made before, if a note comes or changes.

        Raises:
            KnownError: They could not be read or saved: then nothing was done.
        """
        seen, steps = self._database.version_seen(), self.steps()
        if steps:
            self._history.back_up()
        with self._database.transaction():
            if self._database.version_seen() != seen:  # another program was quicker
                steps = self.steps()
            if steps:
                before = json.dumps({step.state.id: step.version_before for step in steps})
                self._history.record(JOINED, [step.state for step in steps], at=self._now(), writing=before)
                for step in steps:
                    self._history.keep(step.keep)
            with closing(Database.open(self._other, is_read_only=True)) as other:
                bring(self._database, other)
        return Change(JOINED, tuple(step.state.id for step in steps))

    def _step(self, theirs: Note, their_history: History, ours: Note | None) -> Step | None:
        their_versions = their_history.versions(theirs.id) or [theirs]
        if ours is None:
            keep = tuple(version for version in their_versions if version.version < theirs.version)
            return None if theirs.is_buried else Step(NEW, keep, theirs, 0)
        if theirs.is_buried or ours.is_buried:
            return self._of_a_buried(their_versions, ours) or self._of_one_that_went(their_versions, ours)
        our_versions = self._history.versions(ours.id) or [ours]
        if their_versions[: len(our_versions)] == our_versions:  # by clocks that stood still two states may be alike
            added = their_versions[len(our_versions) :]
            return Step(NEWER, tuple(added[:-1]), added[-1], ours.version) if added else None
        known = {_unnumbered(version) for version in our_versions}
        missing = [version for version in their_versions if _unnumbered(version) not in known]
        if not missing:
            return self._of_an_undone(theirs, ours)
        has_gone_on = _unnumbered(ours) not in {_unnumbered(version) for version in their_versions}
        is_behind = _unnumbered(theirs) in known
        ours_stands = is_behind or (has_gone_on and _rank(ours) > _rank(theirs))
        states = [*missing, ours] if ours_stands else missing
        numbered = [state._replace(version=number) for number, state in enumerate(states, start=ours.version + 1)]
        return Step(BOTH if has_gone_on or is_behind else NEWER, tuple(numbered[:-1]), numbered[-1], ours.version)

    def _of_an_undone(self, theirs: Note, ours: Note) -> Step | None:
        """Bring back what an earlier joining brought and undo took away; whatever else is here is newer than theirs."""
        kinds = self._history.kinds(ours.id)
        done = next((kind for kind in kinds if kind not in ("undo", "redo")), "")
        if done != JOINED or kinds[0] != "undo" or _unnumbered(theirs) == _unnumbered(ours):
            return None
        return Step(NEWER, (), theirs._replace(version=ours.version + 1), ours.version)

    def _of_a_buried(self, their_versions: Sequence[Note], ours: Note) -> Step | None:
        """Lay into the bin what was let go of there, so that its reader may let go of it here too; not the reverse.

        What has been gone on with here, or may have been, stays in use.
        """
        theirs = their_versions[-1]
        if ours.is_retired or not theirs.is_buried or self._may_have_gone_on(ours, their_versions):
            return None
        binned = ours._replace(is_retired=True, modified=theirs.modified, version=ours.version + 1)
        return Step(NEWER, (), binned, ours.version)

    def _may_have_gone_on(self, ours: Note, their_versions: Sequence[Note]) -> bool:
        theirs = their_versions[-1]
        if any(not version.is_buried for version in their_versions):  # it went by itself, and its words are there yet
            return _unnumbered(ours) not in {_unnumbered(version) for version in their_versions}
        if theirs.version - ours.version < _RETIRED_AND_LET_GO:
            return True
        return not ours.modified < theirs.modified <= earlier(self._now(), -_A_DAY)  # or a clock was wrong

    def _of_one_that_went(self, their_versions: Sequence[Note], ours: Note) -> Step | None:
        """Bring back what went from our bin by itself, if its reader has gone on with it on the other machine."""
        theirs, versions = their_versions[-1], self._history.versions(ours.id)
        known = {_unnumbered(version) for version in versions}
        went_by_itself = ours.is_buried and any(not version.is_buried for version in versions)
        if not went_by_itself or theirs.is_retired or _unnumbered(theirs) in known:
            return None
        missing = [version for version in their_versions if _unnumbered(version) not in known]
        numbered = [state._replace(version=number) for number, state in enumerate(missing, start=ours.version + 1)]
        return Step(NEWER, tuple(numbered[:-1]), numbered[-1], ours.version)


def _rank(note: Note) -> tuple[bool, int, str]:
    """Say how a state stands against another, where two machines went different ways; the same on both of them."""
    return not note.is_retired, note.version, note.modified


def _unnumbered(note: Note) -> Note:
    """Return a state as it is compared between machines, each of which has numbered it in its own way."""
    return note._replace(version=0)
