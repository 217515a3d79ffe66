"""Names as the web writes them: documents as IRIs, notes as urn:uuid, times in UTC, and the way back from each."""

import re
from collections.abc import Sequence

from cca_desktop.export.outgoing import document_named
from cca_desktop.library.document import Document
from cca_desktop.notes.stamp import as_time

NOTHING = "about:blank"  # the target of a note on nothing: the model wants one, and this is the page with nothing on it
GENERATOR = "urn:x-cca-desktop:program"
_OWN_NAME = "urn:x-cca-desktop:document:"
_UUID = "urn:uuid:"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]*")
_UUID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LONGEST_TIME = 40
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def source_of(name: str, documents: Sequence[Document]) -> str:
    """Return the IRI of the document that answers to ``name``: its address, or else one made of the name."""
    document = document_named(documents, name)
    if document is not None:
        name = document.address or document.id
    if _IRI.fullmatch(name) and not name.startswith((_OWN_NAME, _UUID, NOTHING)):
        return name
    return _OWN_NAME + "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in name.encode())


def name_of(source: str, documents: Sequence[Document]) -> str:
    """Return the name that ``source_of`` made ``source`` of; a document that is here by its id."""
    if source.startswith(_OWN_NAME):
        source = _unescaped(source.removeprefix(_OWN_NAME))
    document = document_named(documents, source)
    return document.id if document is not None else source


def urn_of(note_id: str) -> str:
    """Return the IRI of a note."""
    return _UUID + note_id


def note_of_urn(iri: str) -> str:
    """Return the id of the note that ``iri`` names, or "" if it names none."""
    plain = iri.removeprefix(_UUID).lower()
    return plain if iri.startswith(_UUID) and _UUID_FORM.fullmatch(plain) else ""


def utc(told: object) -> str:
    """Return a time that another program wrote as we write it, in UTC to the millisecond; "" if it is none."""
    return as_time(told) if isinstance(told, str) and len(told) <= _LONGEST_TIME else ""


def _unescaped(told: str) -> str:
    raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), told.encode("utf-8", "replace"))
    return raw.decode("utf-8", "replace")
