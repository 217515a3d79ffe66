"""The notes as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from cca_desktop.export.outgoing import Outgoing, place_told

COLUMNS = (
    "place", "quotation", "note", "tags", "colour", "motivation", "creator", "created", "modified", "document",
    "start", "end", "state", "id",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(out: Outgoing) -> Iterator[str]:
    """Write a row a note, with a byte order mark first, without which Excel takes UTF-8 for something else.

    What a spreadsheet would take for a formula is given an apostrophe before it, as OWASP advises: a note may have come
    from a stranger.

    Source:
        RFC 4180: commas, CRLF, quotation marks doubled.
    """
    line = io.StringIO()
    table = csv.writer(line, lineterminator="\r\n")
    line.write("\ufeff")
    table.writerow(COLUMNS)
    for placed in out.notes:
        note, span = placed.note, placed.span
        document = out.document_of(placed)
        quote = note.target.quote if note.target else None
        quoted = span.cut(document.text) if document and span else quote.exact if quote else ""
        name = document.id if document else note.target.document if note.target else ""
        table.writerow(
            _safe(cell)
            for cell in (
                place_told(document, placed),
                " ".join(quoted.split()),
                note.body,
                ", ".join(note.tags),
                note.colour,
                note.motivation,
                note.creator,
                note.created,
                note.modified,
                name,
                str(span.start) if span else "",
                str(span.end) if span else "",
                placed.state,
                note.id,
            )
        )
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
