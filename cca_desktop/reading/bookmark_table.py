"""Bookmarks, kept beside the notes."""

from cca_desktop.reading.bookmarks import Bookmark, Bookmarks
from cca_desktop.storage.database import Database


class BookmarkTable:
    """Rows of ``bookmark``."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    def bookmarks(self, document: str) -> Bookmarks:
        """Return the bookmarks in the document of that id."""
        rows = self._database.rows(
            "SELECT id, document, starts, name FROM bookmark WHERE document = ? ORDER BY starts, id", (document,)
        )
        return Bookmarks(tuple(Bookmark(str(key), str(of), int(str(at)), str(name)) for key, of, at, name in rows))

    def keep(self, bookmark: Bookmark) -> None:
        """Keep ``bookmark``, in the place of the one of its id.

        Raises:
            KnownError: It could not be saved.
        """
        with self._database.transaction():
            self._database.run(
                "INSERT INTO bookmark (id, document, starts, name) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET starts = excluded.starts, name = excluded.name",
                tuple(bookmark),
            )

    def drop(self, bookmark_id: str) -> None:
        """Remove the bookmark of that id.

        Raises:
            KnownError: It could not be removed.
        """
        with self._database.transaction():
            self._database.run("DELETE FROM bookmark WHERE id = ?", (bookmark_id,))
