"""The job that brings notes in."""

from contextlib import closing
from pathlib import Path

from cca_desktop.command.arguments import Asked, UsageError
from cca_desktop.command.desk import profile_of, stand_up_shelf, text_finder
from cca_desktop.command.speech import finish, say
from cca_desktop.errors import DiskTroubleError, KnownError
from cca_desktop.export.reading import is_profile, read
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.joining import Joining
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import bring_settings, unpacked


def bring_in(asked: Asked) -> int:
    """Bring in the notes of a file, a folder or a packed profile, as one change that can be undone; say how many.

    Raises:
        UsageError: No file is named.
        KnownError: They cannot be read, or not be kept; nothing was changed.
    """
    if not asked.words[0]:
        raise UsageError("“import” needs the name of the file or folder to bring in")
    profile = profile_of(asked)
    path = Path(asked.words[0])
    if is_profile(path):
        return _join(profile, path)
    shelf = stand_up_shelf()
    incoming = read(path, shelf.documents())
    with closing(Drawer.open(profile.database_file, text_finder(shelf))) as drawer:
        arrivals = drawer.notebook.arrivals(incoming.notes)
        change = drawer.notebook.take_in(incoming.notes)
    astray = len(incoming.astray.intersection(change.notes))
    joined, missed, known = len(arrivals.joined), len(arrivals.missed), len(arrivals.here)
    parts = [f"{_notes(len(change.notes) - joined)} brought in"]
    if joined:
        parts.append(f"{joined} here already, to which tags were added")
    if known:
        parts.append(f"{known} here already")
    if missed:
        parts.append(f"{missed} of them with other words, which were not taken over")
    if astray:
        parts.append(f"{astray} astray, kept with their words")
    if incoming.left_out:
        parts.append(f"{incoming.left_out} left out, which could not be read")
    say("; ".join(parts) + ".")
    finish()
    return 0


def _join(profile: Profile, path: Path) -> int:
    """Bring a profile of another machine together with this one, which must be nobody else's meanwhile."""
    trouble: KnownError | None = None
    with unpacked(path) as contents:
        lock = profile.lock_or_tell()
        try:
            with closing(Database.open(profile.database_file)) as database:
                joining = Joining(database, contents.notes)
                belongings = joining.belongings()
                change = joining.join()
            try:
                bring_settings(contents, profile)
            except KnownError as unwritten:  # the notes are here all the same, and that is told first
                trouble = unwritten
        finally:
            lock.release()
    parts = [f"{_notes(len(change.notes))} brought in or brought up to date"]
    parts += [f"the saved question “{name}” is kept as “{own}”" for name, own in belongings.renamed]
    say("; ".join(parts) + ".")
    finish()
    if trouble is not None:
        raise DiskTroubleError(f"The notes came in, but not the preferences of the other machine. {trouble}")
    return 0


def _notes(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"
