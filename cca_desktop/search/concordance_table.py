"""A concordance as a table: a row for its heading, and one for each line."""

import csv
import io
from collections.abc import Iterable, Iterator

from cca_desktop.search.concordance import Line

_COLUMNS = ("document", "kind", "paragraph", "page", "start", "end", "left", "node", "right")


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the rows as they stand in a file of comma-separated values (RFC 4180), each with its line end."""
    yield _row(_COLUMNS)
    for line in lines:
        at = (line.document, line.kind, line.paragraph, line.page, *line.span)
        yield _row((*at, line.left, line.node, line.right))


def _row(cells: Iterable[object]) -> str:
    row = io.StringIO()
    csv.writer(row).writerow(cells)
    return row.getvalue()
