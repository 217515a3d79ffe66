"""Set the letter for paper: margins, a running head, paragraph numbers, page numbers."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from cca_desktop.errors import DiskTroubleError
from cca_desktop.library.document import Document
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import typeset
from cca_desktop.ui.theme import LIGHT
from cca_desktop.ui.typeface import BOOK

_DPI = 300
_MARGINS_MM = QMarginsF(32, 24, 28, 24)
_SIZE_PT = 11.5
_HEAD_MM = 9.0


def save_pdf(document: Document, file: Path) -> int:
    """Write the letter into ``file`` as PDF, on A4.

    Returns:
        The number of pages.

    Raises:
        DiskTroubleError: The file could not be written; what stood there before is as it was.
    """
    beside = file.with_name(f".{file.name}.new")
    writer = QPdfWriter(str(beside))
    writer.setResolution(_DPI)
    writer.setTitle(document.title)
    writer.setCreator("CCA Desktop")
    set_page(writer)
    try:
        pages = print_letter(document, writer)
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


def print_letter(document: Document, device: QPagedPaintDevice) -> int:
    """Draw the letter on ``device``, page after page.

    Returns:
        The number of pages.

    Raises:
        DiskTroubleError: The device cannot be drawn on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise DiskTroubleError("The letter could not be printed: the file or the printer cannot be written to.")
    dots = device.logicalDpiY()
    reading = ReadingText(document)
    face = QFont(BOOK)
    face.setPixelSize(round(_SIZE_PT * dots / 72))
    sheet = QTextDocument()
    sheet.documentLayout().setPaintDevice(device)
    typeset(sheet, reading, face, LIGHT)
    sheet.setDocumentMargin(0)
    width = device.width()
    height = device.height()
    sheet.setPageSize(QSizeF(width, height))
    small = QFont(face)
    small.setPixelSize(round(8.5 * dots / 72))
    above = round(_HEAD_MM / 25.4 * dots)
    pages = sheet.pageCount()
    for page in range(pages):
        if page:
            device.newPage()
        painter.setFont(small)
        painter.setPen(QColor("#555555"))
        head = QRectF(0, -above, width, above)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, _head(document))
        number = f"{page + 1} / {pages}"
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, number)
        _draw_page(painter, sheet, reading, small, page)
    painter.end()
    return pages


def _head(document: Document) -> str:
    return QCoreApplication.translate("print", "{title}, {date}").format(title=document.short_title, date=document.date)


def _draw_page(painter: QPainter, sheet: QTextDocument, reading: ReadingText, small: QFont, page: int) -> None:
    size = sheet.pageSize()
    view = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -view.top())
    numbers = {
        reading.shown_at(one.span.start): one.label for one in reading.document.paragraphs if one.label.isdigit()
    }
    painter.setFont(small)
    block = sheet.begin()
    while block.isValid():
        label = numbers.get(block.position())
        line = block.layout().lineAt(0)
        baseline = block.layout().position().y() + line.y() + line.ascent()
        if label is not None and view.top() <= baseline < view.bottom():
            painter.drawText(
                QRectF(
                    -size.width() * 0.08,
                    baseline - small.pixelSize() * 1.5,
                    size.width() * 0.06,
                    small.pixelSize() * 1.5,
                ),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom,
                label,
            )
        block = block.next()
    context = sheet.documentLayout().PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
    context.palette = palette
    context.clip = view
    painter.setClipRect(view)
    sheet.documentLayout().draw(painter, context)
    painter.restore()
