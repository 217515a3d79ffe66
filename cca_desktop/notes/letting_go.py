"""Let go of notes in the bin: for good by the reader's own hand, or when they have lain there for as long as wished.

What goes by itself can be taken back for a week, by undo as any other change; then its words are wiped out as well.
Clocks are wrong at times: what went while one was ahead comes back into the bin once it is right, and no words are
wiped out on the word of a clock that nothing but this day bears out.
"""

from collections.abc import Callable

from cca_desktop.errors import NotHereError
from cca_desktop.notes.history import LET_GO, Change, History
from cca_desktop.notes.note import Note, next_version
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.stamp import earlier
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.storage.database import Database

WIPED_OUT_AFTER_DAYS = 7
_A_DAY = 1


def let_go(database: Database, *note_ids: str, now: Callable[[], str] = stamped_now) -> Change:
    """Wipe out the words of notes that lie in the bin, with all their versions.

    What is left of each is its id, its dates and its version, so that no other machine brings it back. Copies made
    before still hold it, until they make room for newer ones.

    Raises:
        NotHereError: One of them is not in the bin: then none was wiped out.
        KnownError: It could not be done: then nothing was.
    """
    table = NoteTable(database)
    history = History(database, table)
    database.run("PRAGMA secure_delete = ON")  # zeros, and not the words, in what is free
    with database.transaction():
        there, at = table.several(note_ids), now()
        for note_id in note_ids:
            note = there.get(note_id)
            if note is None or not note.is_retired or note.is_buried:
                raise NotHereError("One of the notes is not in the bin, so none was let go of.")
            left = next_version(_emptied(note), at)
            table.put(left)
            _leave_only(left, history)
    return Change(LET_GO, note_ids)


def overdue(database: Database, kept_days: int, at: str) -> tuple[str, ...]:
    """Return the ids of the notes that have lain in the bin for more than ``kept_days`` at a time; 0 is for ever."""
    if not kept_days:
        return ()
    return tuple(note.id for note in NoteTable(database).retired_before(earlier(at, kept_days), at))


def gone_too_early(database: Database, at: str) -> tuple[str, ...]:
    """Return the ids of the notes that were let go of, by the clock, later than a day after ``at``."""
    return tuple(note.id for note in NoteTable(database).let_go_of_after(earlier(at, -_A_DAY)))


def let_go_of_the_overdue(database: Database, kept_days: int, now: Callable[[], str] = stamped_now) -> Change:
    """Let go of what has lain in the bin for more than ``kept_days``, as one change to undo, once a day at most.

    Nothing goes as long as something that was undone can be done again, which a change of ours would make impossible.
    What went too early lies in the bin again after that, with its full time before it.

    Raises:
        KnownError: It could not be done: then nothing was.
    """
    table = NoteTable(database)
    history = History(database, table)
    with database.transaction():
        at = now()
        _bring_back(table, history, at)
        ids = overdue(database, kept_days, at)
        if not ids or history.to_redo() or history.was_done_between(LET_GO, earlier(at, _A_DAY), at):
            return Change(LET_GO, ())
        gone = [next_version(_emptied(note), at) for note in table.several(ids).values()]
        history.record(LET_GO, gone, at=at)
    return Change(LET_GO, ids)


def wipe_out_what_went(database: Database, at: str) -> int:
    """Wipe out the words of notes that were let go of more than a week before ``at``; return how many those are.

    None are, unless something was changed on another day of that week: a clock may have jumped.

    Raises:
        KnownError: It could not be done: then nothing was.
    """
    table = NoteTable(database)
    history = History(database, table)
    if not table.let_go_of_before(earlier(at, WIPED_OUT_AFTER_DAYS)):
        return 0
    if not history.was_changed_between(earlier(at, WIPED_OUT_AFTER_DAYS), earlier(at, _A_DAY)):
        return 0
    database.run("PRAGMA secure_delete = ON")
    with database.transaction():
        gone = table.let_go_of_before(earlier(at, WIPED_OUT_AFTER_DAYS))
        for note in gone:
            _leave_only(note, history)
    return len(gone)


def _bring_back(table: NoteTable, history: History, at: str) -> None:
    """Lay into the bin again what was let go of too early; that is nothing of the reader's to undo."""
    gone = table.let_go_of_after(earlier(at, -_A_DAY))
    stood = [(note, history.before(note)) for note in gone]
    back = [next_version(before._replace(version=note.version), at) for note, before in stood if before is not None]
    if back:
        history.take_back_by_itself("retire", LET_GO, back, since=earlier(at, -_A_DAY), at=at)


def _leave_only(note: Note, history: History) -> None:
    """Wipe out every version of a note but the one that is left of it."""
    history.forget(note.id)
    history.keep([note])


def _emptied(note: Note) -> Note:
    return note._replace(target=None, further=(), body="", tags=(), creator="", is_buried=True, besides="")
