"""Set the letter for paper: margins, a running head, paragraph numbers, page numbers."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
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
from cca_desktop.ui.reader.marks import ABOVE_BASELINE, patches
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import page_mark_face, page_marks, typeset
from cca_desktop.ui.theme import LIGHT
from cca_desktop.ui.typeface import BOOK

_DPI = 300
_MARGINS_MM = QMarginsF(34, 25, 30, 22)
_SIZE_PT = 11
_LAST_WORD = b"%%EOF"
_HEAD_MM = 9.0
_DOTS_OF_A_SCREEN = 96  # to the inch: what Qt takes one unit of space to be


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
    for feature in (
        "liga",
        "clig",
        "calt",
    ):  # else a PDF shows “fly” and says “y”: Qt writes a joined shape without letters
        face.setFeature(QFont.Tag(feature), 0)
    sheet = QTextDocument()
    sheet.documentLayout().setPaintDevice(device)
    unit = dots / _DOTS_OF_A_SCREEN
    typeset(sheet, reading, face, LIGHT, dots_per_unit=unit)
    _set_margins(sheet, face.pixelSize() / unit)
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


def _set_margins(sheet: QTextDocument, size: float) -> None:
    """Leave room at the head and the foot of every page for what stands above and below a line."""
    sheet.setDocumentMargin(0)
    margins = sheet.rootFrame().frameFormat()
    margins.setTopMargin(size * 0.5)
    margins.setBottomMargin(size * 0.5)
    sheet.rootFrame().setFrameFormat(margins)


def _head(document: Document) -> str:
    return QCoreApplication.translate("print", "{title}, {date}").format(title=document.short_title, date=document.date)


def _draw_page(painter: QPainter, sheet: QTextDocument, reading: ReadingText, small: QFont, page: int) -> None:
    size = sheet.pageSize()
    view = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -view.top())
    painter.setFont(small)
    _draw_numbers(painter, sheet, reading, view)
    _draw_page_marks(painter, sheet, reading, view)
    context = sheet.documentLayout().PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
    context.palette = palette
    context.clip = view
    painter.setClipRect(view)
    sheet.documentLayout().draw(painter, context)
    painter.restore()


def _draw_numbers(painter: QPainter, sheet: QTextDocument, reading: ReadingText, view: QRectF) -> None:
    """Print the number of every paragraph that begins on this page beside its first line."""
    height = painter.fontMetrics().height()
    for paragraph in reading.document.paragraphs:
        block = sheet.findBlock(reading.shown_at(paragraph.span.start))
        line = block.layout().lineAt(0)
        baseline = block.layout().position().y() + line.y() + line.ascent()
        if paragraph.label.isdigit() and view.top() <= baseline < view.bottom():
            beside = QRectF(-view.width() * 0.08, baseline - height, view.width() * 0.06, height)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, paragraph.label)


def _draw_page_marks(painter: QPainter, sheet: QTextDocument, reading: ReadingText, view: QRectF) -> None:
    """Print where a page of the copy ends, in the room that the typesetting made for it."""
    size = sheet.defaultFont().pixelSize()
    painter.save()
    painter.setFont(page_mark_face(sheet.defaultFont()))
    for mark in page_marks(reading):
        block = sheet.findBlock(mark.position)
        at = mark.position - block.position()
        for patch in patches(block, at, at + 1, size) if mark.is_inline else ():
            if view.top() <= patch.top() < view.bottom():
                painter.drawText(QPointF(patch.left() + size * 0.3, patch.top() + size * ABOVE_BASELINE), mark.words)
    painter.restore()
