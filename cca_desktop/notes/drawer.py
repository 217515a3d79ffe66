"""The drawer of a reader's desk: everything that is written down lies in it, and one opening brings it all."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from cca_desktop.errors import NotHereError
from cca_desktop.notes.note_table import NoteTable
from cca_desktop.notes.notebook import Notebook
from cca_desktop.reading.place_table import PlaceTable
from cca_desktop.storage.database import Database


class Drawer:
    """The drawer of a reader's desk: the one database, opened, with the notebook and the reading places in it.

    Used from the thread that opened it.
    """

    def __init__(self, database: Database, texts: Callable[[str], str | None]) -> None:
        """Lay a notebook and the reading places into ``database``; ``open`` is the way in."""
        self.database = database
        self.notebook = Notebook(database, texts)
        self.places = PlaceTable(database)
        self._version = database.version_seen()

    @classmethod
    def open_or_empty(cls, file: Path, texts: Callable[[str], str | None]) -> Self:
        """Open the drawer to read; where there is none, stand before an empty one, and say why to whoever writes.

        Raises:
            KnownError: It is there and cannot be opened.
        """
        try:
            return cls.open(file, texts, is_read_only=True)
        except NotHereError:
            from cca_desktop.storage.difficulty import stand_in

            return cls(stand_in(file), texts)

    @classmethod
    def open(cls, file: Path, texts: Callable[[str], str | None], *, is_read_only: bool = False) -> Self:
        """Open the drawer that is kept in ``file``; unless it is only read, make it where it is not there.

        Args:
            file: The database.
            texts: Gives the canonical text of the document that answers to a name, or None.
            is_read_only: Write nothing and make nothing.

        Raises:
            KnownError: It cannot be opened; the sentence says why.
        """
        database = Database.open(file, is_read_only=is_read_only)
        try:
            return cls(database, texts)
        except BaseException:
            database.close()
            raise

    def count_notes(self) -> int:
        """Return how many notes there are, those in the bin too, without reading one."""
        return NoteTable(self.database).count()

    def was_written_elsewhere(self) -> bool:
        """Tell whether another program has written since this was last asked; what is written here does not count.

        Raises:
            KnownError: The file cannot be asked, or was taken away.
        """
        self.database.refuse_if_replaced()
        before, self._version = self._version, self.database.version_seen()
        return before != self._version

    def close(self) -> None:
        """Close the drawer; what was saved is on disk."""
        self.database.close()
