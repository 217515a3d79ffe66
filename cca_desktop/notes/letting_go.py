"""Let go of notes in the bin for good, because their reader wishes it: the one deed that undo does not take back."""

from collections.abc import Callable

from cca_desktop.errors import NotHereError
from cca_desktop.notes.history import History
from cca_desktop.notes.note import Note, next_version
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.notebook import Change
from cca_desktop.notes.stamp import now as stamped_now
from cca_desktop.storage.database import Database


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
            history.forget(note_id)
            table.put(left)
            history.keep([left])
    return Change("let go", note_ids)


def _emptied(note: Note) -> Note:
    return note._replace(target=None, further=(), body="", tags=(), creator="", is_buried=True)
