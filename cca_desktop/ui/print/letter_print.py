"""The letter on paper and as PDF: set for the width of the page, with its notes as footnotes where they are wanted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from cca_desktop.errors import DiskTroubleError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote

_DPI = 300
_MARGINS_MM = QMarginsF(34, 25, 30, 24)
_LAST_WORD = b"%%EOF"


def save_pdf(document: Document, file: Path, notes: Sequence[PlacedNote] = ()) -> int:
    """Write the letter into ``file`` as PDF, on A4, with ``notes`` as footnotes.

    Returns:
        The number of pages.

    Raises:
        DiskTroubleError: The file could not be written; what stood there before is as it was.
    """
    beside = file.with_name(f".{file.name}.new")
    writer = QPdfWriter(str(beside))
    writer.setResolution(_DPI)
    writer.setTitle(document.title)
    writer.setAuthor(document.author)
    writer.setCreator("CCA Desktop")
    set_page(writer)
    try:
        pages = print_letter(document, writer, notes)
        if not beside.read_bytes().rstrip().endswith(_LAST_WORD):  # Qt's writer keeps quiet about a full disk
            raise DiskTroubleError("The PDF could not be written whole: the disk may be full. Nothing was changed.")
        beside.replace(file)
    except OSError as trouble:
        raise DiskTroubleError(f"The PDF could not be written: {trouble.strerror}. Nothing was changed.") from trouble
    finally:
        beside.unlink(missing_ok=True)
    return pages


def set_page(device: QPagedPaintDevice) -> None:
    """Give ``device`` an A4 page with the margins of a book."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)


def print_letter(document: Document, device: QPagedPaintDevice, notes: Sequence[PlacedNote] = ()) -> int:
    """Draw the letter on ``device``, page after page, with ``notes`` as footnotes.

    Returns:
        The number of pages.

    Raises:
        DiskTroubleError: The device cannot be drawn on.
    """
    from cca_desktop.ui.print.set_letter import SetLetter

    painter = QPainter()
    if not painter.begin(device):
        raise DiskTroubleError("The letter could not be printed: the file or the printer cannot be written to.")
    letter = SetLetter(document, notes, width=device.width(), height=device.height(), dots=device.logicalDpiY())
    for page in range(letter.page_count()):
        if page:
            device.newPage()
        letter.draw(painter, page)
    painter.end()
    return letter.page_count()
