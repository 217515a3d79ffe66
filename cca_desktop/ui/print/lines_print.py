"""Set the lines of a concordance for paper, their nodes below one another, on sheets that lie."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from cca_desktop.errors import DiskTroubleError
from cca_desktop.search.concordance import Line
from cca_desktop.ui.print.letter_print import paper_of_country
from cca_desktop.ui.typeface import BOOK

_MARGINS_MM = QMarginsF(18, 17, 18, 15)
_SIZE_PT, _SMALL_PT, _TITLE_PT = 9.5, 8.5, 14
_LEADING = 1.5
_NODE_BEGINS_AT = 0.5  # of the width that the words have
_PLACE = 0.06  # of the page's width
_HAIRLINE_PT = 0.4


class Heading(NamedTuple):
    """What stands above the lines: the question, what was told about it, and below each page what was searched."""

    question: str
    told: str
    searched: str


def set_lines_page(device: QPagedPaintDevice) -> None:
    """Give ``device`` a sheet as the reader's country has it, lying, since lines want width."""
    device.setPageSize(QPageSize(paper_of_country(QLocale.system())))
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)


def print_lines(heading: Heading, lines: Sequence[Line], device: QPagedPaintDevice) -> int:
    """Draw ``lines`` under ``heading`` on ``device``, page after page.

    Returns:
        The number of pages.

    Raises:
        DiskTroubleError: The device cannot be drawn on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise DiskTroubleError("The lines could not be printed: the file or the printer cannot be written to.")
    sheet = _Sheet(painter, heading)
    rest = list(lines)
    first, others = sheet.room(is_first=True), sheet.room(is_first=False)
    pages = [rest[:first], *(rest[at : at + others] for at in range(first, len(rest), others))]
    for number, page in enumerate(pages, 1):
        if number > 1:
            device.newPage()
        sheet.set_page(page, number, len(pages))
    painter.end()
    return len(pages)


class _Sheet:
    """Sets one page after another."""

    def __init__(self, painter: QPainter, heading: Heading) -> None:
        self._painter = painter
        self._heading = heading
        device = painter.device()
        assert device is not None
        self._width, self._height = float(device.width()), float(device.height())
        self._point = device.logicalDpiY() / 72
        self._plain, self._strong = self._face(_SIZE_PT), self._face(_SIZE_PT)
        self._strong.setBold(True)
        self._small, self._title = self._face(_SMALL_PT), self._face(_TITLE_PT)
        self._line = QFontMetricsF(self._plain, device).height() * _LEADING
        self._head = QFontMetricsF(self._title, device).height() + self._line * 1.6

    def _face(self, points: float) -> QFont:
        face = QFont(BOOK)
        face.setPixelSize(round(points * self._point))
        return face

    def room(self, *, is_first: bool) -> int:
        """Return how many lines a page holds."""
        return max(1, int((self._height - (self._head if is_first else 0) - self._line * 1.8) / self._line))

    def set_page(self, lines: Sequence[Line], number: int, pages: int) -> None:
        """Draw the lines of one page, with what stands above and below them."""
        top = self._set_head() if number == 1 else 0.0
        for line in lines:
            self._set_line(line, top)
            top += self._line
        foot = QRectF(0, self._height - self._line, self._width, self._line)
        self._rule(foot.top())
        self._write(self._small, foot, self._heading.searched, Qt.AlignmentFlag.AlignLeft)
        told = QCoreApplication.translate("lines_print", "{page} of {pages}").format(page=number, pages=pages)
        self._write(self._small, foot, told, Qt.AlignmentFlag.AlignRight)

    def _set_head(self) -> float:
        title = self._metrics(self._title)
        told = QCoreApplication.translate("lines_print", "Concordance: {question}")
        words = title.elidedText(told.format(question=self._heading.question), Qt.TextElideMode.ElideRight, self._width)
        self._write(self._title, QRectF(0, 0, self._width, title.height()), words, Qt.AlignmentFlag.AlignLeft)
        small = self._metrics(self._small)
        below = QRectF(0, title.height(), self._width, self._line)
        words = small.elidedText(self._heading.told, Qt.TextElideMode.ElideRight, self._width)
        self._write(self._small, below, words, Qt.AlignmentFlag.AlignLeft)
        self._rule(below.bottom() + self._line * 0.15)
        return self._head

    def _set_line(self, line: Line, top: float) -> None:
        plain, strong = self._metrics(self._plain), self._metrics(self._strong)
        begin = self._width * _PLACE
        node_left = begin + (self._width - begin) * _NODE_BEGINS_AT
        left = plain.elidedText(line.left, Qt.TextElideMode.ElideLeft, node_left - begin)
        node = strong.elidedText(line.node, Qt.TextElideMode.ElideRight, self._width - node_left)
        right_left = node_left + strong.horizontalAdvance(node)
        right = plain.elidedText(line.right, Qt.TextElideMode.ElideRight, self._width - right_left)
        place = f"¶ {line.paragraph}" if line.paragraph.isdigit() else line.paragraph
        if line.kind == "note":
            place = QCoreApplication.translate("lines_print", "note {place}").format(place=place).rstrip()
        place = plain.elidedText(place, Qt.TextElideMode.ElideRight, begin * 0.95)
        base = top + plain.ascent()
        for face, at, words in (
            (self._plain, 0.0, place),
            (self._plain, node_left - plain.horizontalAdvance(left), left),
            (self._plain, right_left, right),
            (self._strong, node_left, node),
        ):
            self._painter.setFont(face)
            self._painter.drawText(QPointF(at, base), words)

    def _metrics(self, face: QFont) -> QFontMetricsF:
        return QFontMetricsF(face, self._painter.device())

    def _write(self, face: QFont, at: QRectF, words: str, side: Qt.AlignmentFlag) -> None:
        self._painter.setFont(face)
        self._painter.drawText(at, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _rule(self, top: float) -> None:
        self._painter.fillRect(QRectF(0, top, self._width, _HAIRLINE_PT * self._point), Qt.GlobalColor.black)
