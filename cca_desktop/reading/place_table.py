"""The place a reader had reached in each document, kept beside the notes so that one opening brings both."""

from cca_desktop.storage.database import Database


class PlaceTable:
    """The first character in sight, document by document."""

    def __init__(self, database: Database) -> None:
        """Keep the places in ``database``."""
        self._database = database

    def place(self, document: str) -> int | None:
        """Return the code point at which the reader left the document of that id, or None if it was never opened."""
        rows = self._database.rows("SELECT starts FROM place WHERE document = ?", (document,))
        return int(str(rows[0][0])) if rows else None

    def keep(self, document: str, offset: int) -> None:
        """Keep the place in a document; nothing is written where it is kept already.

        Raises:
            KnownError: It could not be saved.
        """
        if self.place(document) == offset:
            return
        with self._database.transaction():
            self._database.run(
                "INSERT INTO place (document, starts) VALUES (?, ?) "
                "ON CONFLICT (document) DO UPDATE SET starts = excluded.starts",
                (document, offset),
            )
