"""The letter on paper and as PDF: set for the width of the page, with its notes as footnotes where they are wanted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from cca_desktop.errors import DiskTroubleError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote

_DPI = 300
_MARGINS_MM = QMarginsF(34, 25, 30, 24)
_LAST_WORD = b"%%EOF"


def save_pdf(document: Document, file: Path, notes: Sequence[PlacedNote] = ()) -> int:
    """Write the letter into ``file`` as PDF, with ``notes`` as footnotes.

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
    """Give ``device`` a page as the reader's country has it, with the margins of a book."""
    device.setPageSize(QPageSize(paper_of_country(QLocale.system())))
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)


def paper_of_country(locale: QLocale) -> QPageSize.PageSizeId:
    """Return the size of paper that is usual there."""
    is_american = locale.measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if is_american else QPageSize.PageSizeId.A4


def print_letter(document: Document, device: QPagedPaintDevice, notes: Sequence[PlacedNote] = ()) -> int:
    """Draw the letter on ``device``, or those of its pages that the device wants, with ``notes`` as footnotes.

    Returns:
        The number of pages drawn.

    Raises:
        DiskTroubleError: The device cannot be drawn on.
    """
    from cca_desktop.ui.print.set_letter import SetLetter

    painter = QPainter()
    if not painter.begin(device):
        raise DiskTroubleError("The letter could not be printed: the file or the printer cannot be written to.")
    letter = SetLetter(document, notes, width=device.width(), height=device.height(), dots=device.logicalDpiY())
    wanted = device.pageRanges()
    pages = [page for page in range(letter.page_count()) if wanted.isEmpty() or wanted.contains(page + 1)]
    for page in pages:
        if page != pages[0]:
            device.newPage()
        letter.draw(painter, page)
    painter.end()
    return len(pages)
