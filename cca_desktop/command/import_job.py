"""The job that brings notes in."""

from contextlib import closing
from pathlib import Path

from cca_desktop.command.arguments import Asked, UsageError
from cca_desktop.command.desk import profile_of, stand_up_shelf, text_finder
from cca_desktop.command.speech import finish, say
from cca_desktop.export.reading import read
from cca_desktop.notes.drawer import Drawer


def bring_in(asked: Asked) -> int:
    """Bring in the notes of a file or a folder, as one change that can be undone; say how many were new.

    Raises:
        UsageError: No file is named.
        KnownError: They cannot be read, or not be kept; nothing was changed.
    """
    if not asked.words[0]:
        raise UsageError("“import” needs the name of the file or folder to bring in")
    profile = profile_of(asked)
    shelf = stand_up_shelf()
    incoming = read(Path(asked.words[0]), shelf.documents())
    with closing(Drawer.open(profile.database_file, text_finder(shelf))) as drawer:
        change = drawer.notebook.take_in(incoming.notes)
    astray = len(incoming.astray.intersection(change.notes))
    new, known = len(change.notes), len(incoming.notes) - len(change.notes)
    parts = [f"{_notes(new)} brought in"]
    if known:
        parts.append(f"{known} here already")
    if astray:
        parts.append(f"{astray} astray, kept with their words")
    if incoming.left_out:
        parts.append(f"{incoming.left_out} left out, which could not be read")
    say("; ".join(parts) + ".")
    finish()
    return 0


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"
