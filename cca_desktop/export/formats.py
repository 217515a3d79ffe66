"""What can be taken elsewhere: the formats by name, and the way each is written to the disk."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cca_desktop.errors import KnownError
from cca_desktop.export.outgoing import Outgoing

MARKDOWN, HTML, DOCX, CSV, JSON_LD, HYPOTHESIS = "markdown", "html", "docx", "csv", "jsonld", "hypothesis"
PDF = "pdf"  # which needs Qt: ui/print/ sets it
PROFILE = "profile"  # everything that is kept, and not the notes alone: storage/profile_archive.py packs it
FORMATS = (MARKDOWN, HTML, DOCX, CSV, JSON_LD, HYPOTHESIS)


def write(name: str, out: Outgoing, path: Path) -> None:
    """Write the notes in the format ``name``, whole or not at all: to a new folder for Markdown, else to a file.

    A file that is there already is replaced; a folder is not.

    Raises:
        KnownError: It could not be written; what was there is as it was.
    """
    if name == MARKDOWN:
        from cca_desktop.export import markdown_folder
        from cca_desktop.export.folder import write_folder

        write_folder(path, ((file.name, file.text.encode()) for file in markdown_folder.write(out)))
        return
    if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises on a name that is too long)
        raise KnownError(f"“{path}” is a folder, so nothing was written; give the file another name.")
    from cca_desktop.storage.atomic_file import write_pieces_atomically

    write_pieces_atomically(path, _pieces(name, out))


def _pieces(name: str, out: Outgoing) -> Iterator[bytes]:
    if name == DOCX:
        from cca_desktop.export import docx

        return docx.write(out)
    writer = _writer(name)
    return (piece.encode() for piece in writer(out))


def _writer(name: str) -> Callable[[Outgoing], Iterable[str]]:  # each imported when it is asked for
    if name == HTML:
        from cca_desktop.export import html_page

        return html_page.write
    if name == CSV:
        from cca_desktop.export import csv_table

        return csv_table.write
    if name == JSON_LD:
        from cca_desktop.export import json_ld

        return json_ld.write
    if name == HYPOTHESIS:
        from cca_desktop.export import hypothesis

        return hypothesis.write
    raise ValueError(f"{name!r} is no format")
