"""What a job works on: the documents, the notes beside them, and the words as the system handed them over."""

import os
from collections.abc import Callable
from contextlib import closing

from cca_desktop.command.arguments import Asked
from cca_desktop.errors import DiskTroubleError, KnownError, NotHereError
from cca_desktop.library.document import Document
from cca_desktop.library.edition import SEEDS, read_edition
from cca_desktop.library.shelf import Shelf
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.note import PlacedNote
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.shipped import shipped


def profile_of(asked: Asked) -> Profile:
    """Return the profile that a job works on; that its folder is not there yet is no trouble.

    Raises:
        DiskTroubleError: It is no folder.
    """
    profile = Profile.at(asked.profile_folder())
    if os.path.lexists(profile.folder) and not os.path.isdir(profile.folder):  # noqa: PTH112 (Path.is_dir may raise)
        raise DiskTroubleError(
            f"{profile.folder} is a file and not a folder, so no notes are kept there; choose another with --profile."
        )
    return profile


def stand_up_shelf() -> Shelf:
    """Read the documents that come with the program.

    Raises:
        KnownError: One is missing or is not what it was.
    """
    return Shelf([read_edition(shipped("seeds", f"{seed}.json")) for seed in SEEDS])


def text_finder(shelf: Shelf) -> Callable[[str], str | None]:
    """Return what gives the text of the document that answers to a name, or None."""

    def text_of(name: str) -> str | None:
        document = document_named(shelf, name)
        return document.text if document else None

    return text_of


def document_named(shelf: Shelf, name: str) -> Document | None:
    """Return the document that answers to ``name``, or None."""
    return next((document for document in shelf.documents() if document.answers_to(name)), None)


def notes_at_hand(profile: Profile, shelf: Shelf) -> list[PlacedNote]:
    """Return all notes, the oldest first, each with its place; none where nobody has written any. Nothing is written.

    Raises:
        KnownError: They are there and cannot be read.
    """
    try:
        drawer = Drawer.open(profile.database_file, text_finder(shelf), is_read_only=True)
    except NotHereError:
        return []
    with closing(drawer):
        return drawer.notebook.all_placed()


def shelf_or_trouble() -> tuple[Shelf, KnownError | None]:
    """Read the documents, or stand up an empty shelf and say what was wrong: the notes are to be had all the same."""
    try:
        return stand_up_shelf(), None
    except KnownError as trouble:
        return Shelf([]), trouble
