"""The job that takes the notes elsewhere."""

import os
from pathlib import Path

from cca_desktop.command.arguments import Asked, UsageError, shown
from cca_desktop.command.desk import notes_at_hand, profile_of, shelf_or_trouble, stand_up_shelf
from cca_desktop.command.speech import say, tell
from cca_desktop.errors import KnownError, NotHereError
from cca_desktop.export.formats import FORMATS, PDF, PROFILE, write
from cca_desktop.export.living_lines import with_lines
from cca_desktop.export.outgoing import outgoing
from cca_desktop.notes.stamp import now
from cca_desktop.storage.profile import Profile

_ALL = (*FORMATS, PDF, PROFILE)


def export(asked: Asked) -> int:
    """Write all notes that are not in the bin, in the order of the book.

    A file that is there already is replaced, as a shell does; a folder is not, unless it is empty. A document that
    cannot be read does not keep the notes here; its sentence goes to standard error.

    Raises:
        UsageError: There is no such format.
        KnownError: The notes cannot be read, or not be written there.
    """
    name, path = asked.words[0].strip().lower(), Path(asked.words[1])
    if name not in _ALL:
        raise UsageError(
            f"There is no format “{shown(asked.words[0])}” in this version; there are "
            f"{', '.join(_ALL[:-1])} and {_ALL[-1]}"
        )
    if not asked.words[1]:
        raise UsageError("“export” needs the name of the file to write")
    if not os.path.isdir(path.absolute().parent):  # noqa: PTH112 (Path.is_dir raises on a name that is too long)
        raise NotHereError(f"There is no folder “{shown(str(path.parent))}” to write into.")
    profile_of(asked).refuse_own(path)
    if name == PROFILE:
        return _pack(profile_of(asked), path)
    if name == PDF:
        return _print(profile_of(asked), path)
    shelf, trouble = shelf_or_trouble()
    at = now()
    notes = with_lines(name, notes_at_hand(profile_of(asked), shelf), shelf.documents(), at)
    write(name, outgoing(notes, shelf.documents(), at), path)
    _say_count(len(notes))
    if trouble is not None:
        tell(str(trouble))
    return 0


def _print(profile: Profile, path: Path) -> int:
    """Print the letter with the notes on its passages as footnotes, and behind it all others."""
    shelf = stand_up_shelf()
    document = shelf.documents()[0]
    at = now()
    out = outgoing(with_lines(PDF, notes_at_hand(profile, shelf), (document,), at), (document,), at)
    _refuse_folder(path)
    # Qt comes in here: what was asked wrongly is told before it.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from cca_desktop.app import make_application
    from cca_desktop.command.unseen import hush
    from cca_desktop.ui.print.letter_print import save_pdf

    hush()
    make_application()
    save_pdf(document, path, out.notes)
    _say_count(len(out.notes))
    return 0


def _pack(profile: Profile, path: Path) -> int:
    from cca_desktop.storage.profile_archive import pack

    _refuse_folder(path)
    _say_count(pack(profile, path))
    return 0


def _refuse_folder(path: Path) -> None:
    if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises on a name that is too long)
        raise KnownError(f"“{path}” is a folder, so nothing was written; give the file another name.")


def _say_count(count: int) -> None:
    say("1 note." if count == 1 else f"{count} notes.")
