"""Set the lines of a concordance for paper, their nodes below one another."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPainter

from cca_desktop.errors import DiskTroubleError
from cca_desktop.search.concordance import Line
from cca_desktop.ui.typeface import BOOK

_SIZE_PT = 9
_LEADING = 1.45
_NODE_BEGINS_AT = 0.47  # of the page's width
_PLACE = 0.09


def print_lines(heading: str, lines: Sequence[Line], device: QPagedPaintDevice) -> int:
    """Draw ``lines`` under ``heading`` on ``device``, page after page.

    Returns:
        The number of pages.

    Raises:
        DiskTroubleError: The device cannot be drawn on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise DiskTroubleError("The lines could not be printed: the file or the printer cannot be written to.")
    plain, strong = QFont(BOOK), QFont(BOOK)
    for font in (plain, strong):
        font.setPixelSize(round(_SIZE_PT / 72 * device.logicalDpiY()))
    strong.setBold(True)
    metrics = QFontMetricsF(plain, device)
    line_height = metrics.height() * _LEADING
    width, height = float(device.width()), float(device.height())
    pages, top = 1, _print_heading(painter, heading, strong, width, line_height)
    for line in lines:
        if top + line_height > height:
            device.newPage()
            pages += 1
            top = _print_heading(painter, heading, strong, width, line_height)
        _print_line(painter, line, (plain, strong), QRectF(0, top, width, line_height))
        top += line_height
    painter.end()
    return pages


def _print_heading(painter: QPainter, heading: str, font: QFont, width: float, line_height: float) -> float:
    painter.setFont(font)
    painter.drawText(QRectF(0, 0, width, line_height), Qt.AlignmentFlag.AlignLeft, heading)
    return line_height * 2


def _print_line(painter: QPainter, line: Line, fonts: tuple[QFont, QFont], at: QRectF) -> None:
    plain, strong = fonts
    metrics, bold = QFontMetricsF(plain, painter.device()), QFontMetricsF(strong, painter.device())
    baseline = at.top() + metrics.ascent()
    node_left = at.width() * _NODE_BEGINS_AT
    left_begins = at.width() * _PLACE
    place = f"¶ {line.paragraph}" if line.paragraph.isdigit() else line.paragraph
    left = metrics.elidedText(line.left, Qt.TextElideMode.ElideLeft, node_left - left_begins)
    node = bold.elidedText(line.node, Qt.TextElideMode.ElideRight, at.width() - node_left)
    right_begins = node_left + bold.horizontalAdvance(node)
    right = metrics.elidedText(line.right, Qt.TextElideMode.ElideRight, at.width() - right_begins)
    painter.setFont(plain)
    painter.drawText(0, round(baseline), metrics.elidedText(place, Qt.TextElideMode.ElideRight, left_begins * 0.9))
    painter.drawText(round(node_left - metrics.horizontalAdvance(left)), round(baseline), left)
    painter.drawText(round(right_begins), round(baseline), right)
    painter.setFont(strong)
    painter.drawText(round(node_left), round(baseline), node)
