"""All documents at hand."""

from collections.abc import Sequence

from cca_desktop.errors import NotHereError
from cca_desktop.library.document import Document


class Shelf:
    """The documents a reader can open, in order; the first is the one the program opens on."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Stand ``documents`` on the shelf."""
        self._documents = tuple(documents)

    def documents(self) -> tuple[Document, ...]:
        """Return every document, in order."""
        return self._documents

    def find(self, name: str) -> Document:
        """Return the document that answers to ``name``: its id, its address or its checksum.

        Raises:
            NotHereError: None does.
        """
        for document in self._documents:
            if document.answers_to(name):
                return document
        raise NotHereError(f"There is no document “{name}” here. “cca-desktop documents” lists those that can be read.")
