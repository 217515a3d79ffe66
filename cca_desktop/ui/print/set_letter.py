"""The pages of the letter as they are drawn: running head, lines, numbers, footnotes, page number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout

from cca_desktop.library.document import Document
from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.print.page_making import MadePage, NotePart, PageMaker, PrintLine
from cca_desktop.ui.print.set_blocks import (
    BlockSetter,
    SetBlock,
    areas_on_line,
    broken,
    print_face,
    x_of,
)
from cca_desktop.ui.print.set_notes import Words, footnotes, long_notes, notes_behind, ranges_of
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import page_mark_face, page_marks, space_above
from cca_desktop.ui.reader.underlines import lanes_of, underline
from cca_desktop.ui.theme import LIGHT, brush
from cca_desktop.ui.utf16 import Utf16Map

_SIZE_PT, _QUIET_PT, _HEADING_PT, _NOTE_PT, _NUMBER_PT, _HEAD_PT = 11.0, 9.0, 15.0, 9.0, 8.5, 9.5
_LEADING, _NOTE_LEADING = 1.44, 1.32
_SPACE_BEFORE_NOTE = 0.3  # of the size of footnotes
_RULE = 1.6  # of the size of footnotes: what parts them from the text
_RULE_WIDTH = 0.22  # of the page's
_QUIET = frozenset(("dateline", "frame", "end", "source"))
_KEPT = frozenset(("heading", "dateline", "salutation", "behind"))
_ABOVE_BEHIND = 2.4  # of the size of the letter: what parts a heading behind it from what stands before
_HEAD_MM, _HAIRLINE_MM, _FOOT_MM, _NUMBER_MM = 9.0, 3.4, 10.0, 4.5
_INK, _QUIET_INK = "#000000", "#555555"


class SetLetter:
    """One letter set for one size of paper; all measures are dots of the device."""

    def __init__(
        self, document: Document, notes: Sequence[PlacedNote], *, width: float, height: float, dots: int
    ) -> None:
        """Set ``document`` with ``notes`` for a page of ``width`` and ``height``, ``dots`` to the inch.

        Those on its passages are footnotes, and all others stand behind it.
        """
        self._document = document
        self._width, self._height, self._dots = width, height, dots
        reading = ReadingText(document, is_in_pieces=False)
        setter = BlockSetter(reading, notes, page_marks(reading))
        self._blocks: list[SetBlock] = []
        start = 0
        for text, role in zip(reading.text.split("\n"), reading.roles, strict=True):
            self._blocks.append(setter.set(text, start, role, self._face(role), width))
            start += Utf16Map(text).units(len(text)) + 1
        self._lanes = lanes_of(setter.marks)
        self._note_face = print_face(_NOTE_PT, dots)
        self._notes: list[QTextLayout] = [
            broken(words.text, self._note_face, width, ranges_of(words, self._note_face))
            for words in footnotes(document, reading, notes)
        ]
        long = long_notes(document, reading, notes)
        longer = [(QCoreApplication.translate("print", "Longer notes"), long)] if long else []
        for heading, some in (*notes_behind(notes), *longer):
            self._blocks.append(_behind(Words(heading, ()), "behind", self._face("behind"), width))
            self._blocks += [_behind(words, "note", self._note_face, width) for words in some]
        self._places = [(block, line) for block in self._blocks for line in range(block.lines.lineCount())]
        self._numbers = self._numbers_of_lines()
        self._lines = [self._line(block, index) for block, index in self._places]
        self._note_heights = [self._heights(lines) for lines in self._notes]
        rule = _RULE * self._note_face.pixelSize()
        self._pages: list[MadePage] = PageMaker(self._lines, self._note_heights, height=height, rule=rule).pages()

    def page_count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def _face(self, role: str) -> QFont:
        size = _HEADING_PT if role in ("heading", "behind") else _QUIET_PT if role in _QUIET else _SIZE_PT
        return print_face(size, self._dots, is_italic=role == "dateline")

    def _numbers_of_lines(self) -> list[str]:
        """Return for each line the number of the paragraph it belongs to, or nothing in the frame and the close."""
        numbers, number = [], ""
        for block, _ in self._places:
            number = block.number or (number if block.role == "body" else "")
            numbers.append(number)
        return numbers

    def _line(self, block: SetBlock, index: int) -> PrintLine:
        size = block.lines.font().pixelSize()
        space = _ABOVE_BEHIND if block.role == "behind" else space_above(block.role)
        above = space * _SIZE_PT * self._dots / 72 if index == 0 else 0.0
        is_last = index == block.lines.lineCount() - 1
        keeps = block.role in _KEPT and is_last
        return PrintLine(size * _LEADING, above, index == 0, is_last, keeps, block.notes_of_line(index))

    def _heights(self, lines: QTextLayout) -> list[float]:
        size = self._note_face.pixelSize()
        heights = [size * _NOTE_LEADING] * lines.lineCount()
        heights[0] += size * _SPACE_BEFORE_NOTE
        return heights

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw the page of that number, the first being 0."""
        page = self._pages[number]
        if number:
            self._draw_head(painter, page)
        self._draw_foot(painter, number)
        top = 0.0
        for index in range(page.start, page.end):
            line = self._lines[index]
            top += line.above if index > page.start else 0.0
            self._draw_line(painter, *self._places[index], top)
            top += line.height
        if page.parts:
            self._draw_notes(painter, page.parts)

    def _draw_head(self, painter: QPainter, page: MadePage) -> None:
        """Draw what the letter is, and which of its paragraphs stand here, above a hairline."""
        head = QRectF(0, -self._mm(_HEAD_MM), self._width, self._mm(_HEAD_MM))
        painter.setPen(QColor(_QUIET_INK))
        painter.setFont(print_face(_HEAD_PT, self._dots, is_italic=True))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, _title(self._document))
        painter.setFont(print_face(_HEAD_PT, self._dots))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._paragraphs(page))
        self._hairline(painter, -self._mm(_HAIRLINE_MM), self._width)

    def _paragraphs(self, page: MadePage) -> str:
        """Return the numbers of the first and the last paragraph on a page."""
        numbers = [number for number in self._numbers[page.start : page.end] if number]
        if not numbers:
            return ""
        told = QCoreApplication.translate("print", "¶ {paragraph}")
        return told.format(paragraph=numbers[0] if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}")

    def _draw_foot(self, painter: QPainter, number: int) -> None:
        painter.setPen(QColor(_QUIET_INK))
        painter.setFont(print_face(_HEAD_PT, self._dots))
        foot = QRectF(0, self._height + self._mm(_FOOT_MM) - self._mm(_HEAD_MM), self._width, self._mm(_HEAD_MM))
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, f"{number + 1} / {len(self._pages)}"
        )

    def _draw_line(self, painter: QPainter, block: SetBlock, index: int, top: float) -> None:
        line = block.lines.lineAt(index)
        size = block.lines.font().pixelSize()
        lead = (size * _LEADING - line.height()) / 2
        baseline = top + lead + line.ascent()
        unit = self._dots / 120  # an underline on paper is finer than one on the screen
        for mark, area in areas_on_line(block, index, baseline, size):
            painter.setBackground(brush(LIGHT.note_line(mark.colour)))
            underline(area, mark, self._lanes[mark], unit).paint(painter)
        if index == 0 and block.number:
            painter.setPen(QColor(_QUIET_INK))
            painter.setFont(print_face(_NUMBER_PT, self._dots))
            beside = painter.fontMetrics().horizontalAdvance(block.number)
            painter.drawText(QPointF(-self._mm(_NUMBER_MM) - beside, baseline), block.number)
        for at, page in block.rooms:
            if line.textStart() <= at < line.textStart() + line.textLength():
                painter.setPen(QColor(_QUIET_INK))
                painter.setFont(page_mark_face(block.lines.font()))
                painter.drawText(QPointF(x_of(block.lines, index, at) + size * 0.3, baseline), page.words)
        painter.setPen(QColor(_QUIET_INK if block.role in _QUIET else _INK))
        line.draw(painter, QPointF(0, top + lead))

    def _draw_notes(self, painter: QPainter, parts: Sequence[NotePart]) -> None:
        size = self._note_face.pixelSize()
        height = sum(sum(self._note_heights[part.note][part.start : part.end]) for part in parts)
        top = self._height - height
        self._hairline(painter, top - size * _RULE / 2, self._width * _RULE_WIDTH)
        painter.setPen(QColor(_INK))
        for part in parts:
            for index in range(part.start, part.end):
                top += size * _SPACE_BEFORE_NOTE if index == 0 else 0.0
                self._notes[part.note].lineAt(index).draw(painter, QPointF(0, top))
                top += size * _NOTE_LEADING

    def _hairline(self, painter: QPainter, top: float, width: float) -> None:
        painter.fillRect(QRectF(0, top, width, max(1.0, self._dots / 288)), QColor("#999999"))

    def _mm(self, millimetres: float) -> float:
        return millimetres / 25.4 * self._dots


def _behind(words: Words, role: str, face: QFont, width: float) -> SetBlock:
    """Set what stands behind the letter, which nothing is marked in."""
    return SetBlock(broken(words.text, face, width, ranges_of(words, face)), role, "", (), (), ())


def _title(document: Document) -> str:
    date = QDate.fromString(document.date, Qt.DateFormat.ISODate)
    told = QLocale(document.language).toString(date, "d MMMM yyyy") if date.isValid() else document.date
    return QCoreApplication.translate("print", "{title}, {date}").format(title=document.short_title, date=told)
