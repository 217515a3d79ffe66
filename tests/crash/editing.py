"""An editor at random: writes, joins, goes back, lets go of notes, and tells of each change once it is saved."""

import hashlib
import json
import os
import random
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cca_desktop.errors import KnownError
from cca_desktop.notes.history import Change
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.letting_go import let_go_of_the_overdue
from cca_desktop.notes.note import Note
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.returning import Returning
from cca_desktop.storage.backup import BACKUP_FOLDER, Kind, back_up, backups
from cca_desktop.storage.database import Database

_OFTEN = ("write", "revise", "draft", "draft", "retire", "restore", "undo", "redo", "many", "import") * 2
_DEEDS = (*_OFTEN, "join", "go back", "copy", "let go", "come back")
_KEPT_DAYS = 30


class Promise(NamedTuple):
    """What the editor was told is saved: a note's version, and what it held."""

    version: int
    is_retired: bool
    is_draft: bool
    words: str


def edit(file: Path, seed: int, told: int, mode: str) -> None:
    """Edit at random for ever, and write each change to ``told`` once it is saved."""
    chance = random.Random(seed)
    if mode == "fail":
        os.environ["CCA_FAULTS"] = f"fail:{chance.choice((15, 60, 200, 800))}:{seed}"
    elif mode == "kill":
        os.environ["CCA_FAULTS"] = f"kill:{int(chance.expovariate(1 / 60)) + 1}"
    else:
        os.environ.pop("CCA_FAULTS", None)
    database: Database | None = None
    for number in count():
        try:
            database = database or Database.open(file)
            if mode == "full":
                pages = database.number("PRAGMA page_count") + chance.choice((0, 1, 3, 1_000_000))
                database.run(f"PRAGMA max_page_count = {pages}")
            notebook = Notebook(database, lambda _: None)
            change, is_draft = do(notebook, database, chance, f"{seed}-{number}")
            for note_id in change.notes if change else ():
                os.write(told, tell(notebook, note_id, is_draft=is_draft))
        except KnownError:
            os.write(told, b"fault\n")
            if chance.random() < 0.3 and database is not None:
                database.close()
                database = None


def tell(notebook: Notebook, note_id: str, *, is_draft: bool) -> bytes:
    """Return the line that promises a note as it stands now."""
    saved = notebook.note(note_id)
    promise = Promise(saved.version, saved.is_retired, is_draft, digest(saved))
    return (json.dumps([note_id, *promise]) + "\n").encode()


def do(notebook: Notebook, database: Database, chance: random.Random, mark: str) -> tuple[Change | None, bool]:
    """Do one thing at random; tell what, and whether it may be drafted over."""
    notes = [note.id for note in notebook.notes()[-40:]]
    deed = chance.choice(_DEEDS) if len(notes) > 3 else "write"
    if deed in ("join", "go back", "copy", "let go", "come back"):
        return _do_to_all(deed, database, chance, mark), False
    body = f"{mark} " + "слово " * chance.choice((1, 50, 3000))
    if deed == "write":
        return notebook.write(None, body), False
    if deed == "import":
        new = Note("", None, body, (mark,), "blue", "", "", 1, is_retired=False)
        return (notebook.take_in([new, new._replace(body=body + "2")]) if chance.random() < 0.1 else None), False
    if deed == "many":
        some = chance.sample(notes, 3)
        return notebook.revise_all(some, more_tags=(mark,)) if chance.random() < 0.8 else notebook.retire(*some), False
    if deed in ("undo", "redo"):
        return (notebook.undo() if deed == "undo" else notebook.redo()), False
    if deed == "restore":
        binned = notebook.binned()
        return (notebook.restore(chance.choice(binned).id) if binned else None), False
    note = chance.choice(notes)
    if deed == "retire":
        return notebook.retire(note), False
    if deed == "draft":
        notebook.revise(note, body=body[: len(body) // 2], writing=mark)
        return notebook.revise(note, body=body, writing=mark), True
    return notebook.revise(note, body=body), False


def _do_to_all(deed: str, database: Database, chance: random.Random, mark: str) -> Change | None:
    """Do what touches the notebook as a whole; of what is let go of, the words are among its versions for a week."""
    folder = database.file.parent / BACKUP_FOLDER
    if deed == "join":
        return _join(database, chance, mark)
    if deed == "go back":
        copies = backups(folder)
        return Returning(database, chance.choice(copies)).go_back() if copies and chance.random() < 0.3 else None
    if deed == "copy":
        back_up(database.file, folder, chance.choice((Kind.DAILY, Kind.BY_HAND)))
        return None
    year = 2100 if deed == "let go" else 2026  # a clock that is wrong, and one that is right
    return let_go_of_the_overdue(database, _KEPT_DAYS, lambda: f"{year}-12-24T00:00:00.000Z")


def _join(database: Database, chance: random.Random, mark: str) -> Change:
    """Bring in what another machine has written, which began with the notes that are here."""
    with closing(Database.open(database.file.parent / "away" / database.file.name)) as away:
        if chance.random() < 0.5:
            Joining(away, database.file).join()
        there = Notebook(away, lambda _: None)
        there.write(None, f"{mark} from away")
        some = [note.id for note in there.notes()[-40:]]
        there.revise(chance.choice(some), body=f"{mark} changed away")
        if chance.random() < 0.3:
            there.retire(chance.choice(some))
        return Joining(database, away.file).join()


def digest(note: Note) -> str:
    """Return what a promise says of a note's content."""
    return hashlib.sha256(repr((note.body, note.tags, note.colour)).encode()).hexdigest()[:16]
