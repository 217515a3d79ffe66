"""The texts that notes were written on, as they were: by them the notes find their words in a corrected text."""

import hashlib
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress

from cca_desktop.notes.note import Note
from cca_desktop.storage.database import Database
from cca_desktop.text.anchoring import stands_where_it_was

LONGEST = 20_000_000  # code points of a text that is kept
MOST_BYTES = 4 * LONGEST  # a profile from elsewhere may hold what unpacks to any length


class Wordings:
    """Every text of every document on which a note was written here."""

    def __init__(self, database: Database) -> None:
        """Keep the texts in ``database``."""
        self._database = database

    def keep(self, document: str, text: str, at: str) -> None:
        """Keep the ``text`` that a document has now, unless it is kept already; belongs inside a transaction."""
        if len(text) > LONGEST or self.has(document, text):
            return
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"))
        self._database.run("INSERT INTO wording VALUES (?, ?, ?, ?)", (_checksum(text), document, at, packed))

    def keep_those_of(self, notes: Iterable[Note], texts: Callable[[str], str | None], at: str) -> None:
        """Keep the texts in which ``notes`` stand where they say; belongs inside a transaction."""
        done = set()
        for target in (target for note in notes for target in note.targets):
            if target.quote is None or target.document in done:
                continue
            text = texts(target.document)
            if text is not None and stands_where_it_was(text, target.quote, target.position):
                done.add(target.document)
                self.keep(target.document, text, at)

    def has(self, document: str, text: str) -> bool:
        """Tell whether this very text of a document is kept."""
        sql = "SELECT 1 FROM wording WHERE checksum = ? AND document = ?"
        return bool(self._database.rows(sql, (_checksum(text), document)))

    def former(self, document: str) -> list[str]:
        """Return the texts that a document had, the one seen last first; what is damaged is left out."""
        sql = "SELECT text FROM wording WHERE document = ? ORDER BY seen DESC, rowid DESC"
        texts = []
        for (packed,) in self._database.rows(sql, (document,)):
            with suppress(zlib.error, UnicodeDecodeError):
                unpacking = zlib.decompressobj()
                text = unpacking.decompress(packed, MOST_BYTES) if isinstance(packed, bytes) else b""
                if unpacking.eof:
                    texts.append(text.decode("utf-8", "surrogatepass"))
        return texts


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
