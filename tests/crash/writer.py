"""A program that writes notes until it is killed, and says of each change that it is saved, once it is.

Run as ``python writer.py PROFILE SEED``. A line of its output is the id of a note, its version and its body.
"""

import random
import sys
from itertools import count
from pathlib import Path

from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(folder: str, seed: str) -> None:
    """Edit at random."""
    chance = random.Random(int(seed))
    say("started")
    database = Database.open(Profile.at(Path(folder)).database_file)
    notebook = Notebook(database, lambda _: None)
    notes = [note.id for note in notebook.notes()] or list(notebook.write(None, "first").notes)
    for number in count():
        deed = chance.choice(("write", "revise", "draft", "retire", "restore", "undo", "redo"))
        note = chance.choice(notes)
        body = f"{seed}-{number} " + "слово " * chance.choice((1, 50, 3000))
        if deed == "write":
            notes.extend(notebook.write(None, body).notes)
            note = notes[-1]
        elif deed == "revise":
            notebook.revise(note, body=body)
        elif deed == "draft":
            for end in (len(body) // 2, len(body)):
                notebook.revise(note, body=body[:end], writing="a session")
        elif deed in ("retire", "restore"):
            getattr(notebook, deed)(note)
        else:
            change = getattr(notebook, deed)()
            note = change.notes[0] if change else note
        saved = notebook.note(note)
        say(f"{saved.id} {saved.version} {int(saved.is_retired)} {saved.body.split(' ')[0]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
