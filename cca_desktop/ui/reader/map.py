"""The map beside the scroll bar: where the marks stand in the whole letter, and what part of it is in view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.marks import Layer, Mark
from cca_desktop.ui.theme import Colours, brush, letter_palette

if TYPE_CHECKING:
    from cca_desktop.reading.bookmarks import Bookmarks

_WIDTH = 14
_MAPPED = ("note", "hit", "current")
_STROKE = 3
_INSET = 3
_LEAST_VIEW = 6.0  # pixels: of the longest text one still sees where one is
_MOST_TOLD, _MOST_LETTERS, _AROUND = 4, 160, 32  # in a tip: marks, letters of each, letters around a hit
_TOLERANCE = 0.001  # a letter that has grown by so small a part is mapped as before
_MAPS_AFTER_MS = 150
_RIBBON = QRectF(1, 0, 5, 8)


class MarkMap(QWidget):
    """A strip as high as the letter's window; a click or a drag brings that part of the letter into view."""

    def __init__(self, letter: LetterView, colours: Colours) -> None:
        """Map ``letter``."""
        super().__init__()
        self._letter = letter
        self._colours = colours
        self._strokes: dict[str, tuple[Sequence[Mark], dict[str, list[QRectF]]]] = {}
        self._begins: list[int] = []  # the canonical offset at which each row of the strip begins
        self._sections: list[float] | None = None
        self._bookmarks: Bookmarks | None = None
        self._ribbons: list[float] | None = None
        self._mapped_on = 0  # how high this strip was when the strokes were found
        self._mapped = 1.0  # how high the letter was then
        self._awaited = 0.0  # the height for which it is going to be mapped soon
        self._soon: QTimer | None = None
        self.setFixedWidth(_WIDTH)
        self.setPalette(letter_palette(colours))
        self.setAccessibleName(self.tr("Map of the marks in the letter"))
        self._hold_to(letter)

    def _hold_to(self, letter: LetterView) -> None:
        bar = letter.verticalScrollBar()
        bar.valueChanged.connect(self._follow)
        bar.rangeChanged.connect(self._follow)

    @Slot(object)
    def follow(self, letter: LetterView) -> None:
        """Map another view of the letter from now on: the one that is worked in."""
        if letter is not self._letter:
            self._letter.verticalScrollBar().disconnect(self)
            self._letter = letter
            self._hold_to(letter)
            self._mapped_on = 0
            self.update()

    def set_look(self, colours: Colours, _scale: int) -> None:
        """Change colours."""
        self._colours = colours
        self.setPalette(letter_palette(colours))
        self.update()

    @Slot()
    def refresh(self) -> None:
        """Paint anew what is marked, and say how much that is."""
        notes, hits = (len(self._letter.marks.layer(layer)) for layer in ("note", "hit"))
        words = self.tr("Notes: {notes}, hits: {hits}").format(notes=notes, hits=hits)
        if self._bookmarks is not None and self._bookmarks.marks:
            words = self.tr("Notes: {notes}, hits: {hits}, bookmarks: {bookmarks}").format(
                notes=notes, hits=hits, bookmarks=len(self._bookmarks.marks)
            )
        self.setAccessibleDescription(words)
        self.update()

    @Slot()
    def _follow(self) -> None:
        self.update()

    def show_bookmarks(self, bookmarks: Bookmarks) -> None:
        """Show where places are kept, by ribbons at the left edge."""
        self._bookmarks = bookmarks
        self._ribbons = None
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return its fixed width."""
        return QSize(_WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a stroke for each mark, and a frame around the view."""
        painter = QPainter(self)
        _fill(painter, QRectF(self.rect()), self._colours.panel)
        _fill(painter, QRectF(0, 0, 1, self.height()), self._colours.line)
        self._look_anew()
        painter.setBackground(brush(self._colours.ink_quiet))
        for top in self._section_tops():
            painter.eraseRect(QRectF(_INSET, top, self.width() - 2 * _INSET, 1))
        for layer in _MAPPED:
            for colour, areas in self._strokes_of(layer).items():
                painter.setBackground(brush(self._colours.note_line(colour) if colour else self._colours.accent))
                for area in areas:
                    painter.eraseRect(area)
        self._paint_ribbons(painter)
        bar = self._letter.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if bar.maximum() > 0:
            height = max(_LEAST_VIEW, bar.pageStep() / whole * self.height())
            top = bar.value() / bar.maximum() * (self.height() - height)
            painter.drawRect(QRectF(1.5, top + 0.5, self.width() - 3, height - 1))

    def _paint_ribbons(self, painter: QPainter) -> None:
        """Paint a small ribbon, which ends in a notch, for each place that is kept."""
        if self._bookmarks is None:
            return
        if self._ribbons is None:
            room = self.height() - _RIBBON.height()
            shares = (self._letter.share_of(mark.offset) for mark in self._bookmarks.marks)
            self._ribbons = [share * room for share in shares]
        painter.setBackground(brush(self._colours.ink))
        for top in self._ribbons:
            painter.eraseRect(_RIBBON.translated(0, top).adjusted(0, 0, 0, -2))
            for left in (0, 3):
                painter.eraseRect(QRectF(_RIBBON.left() + left, top + _RIBBON.height() - 2, 2, 2))

    def _section_tops(self) -> list[float]:
        """Return where the sections but the first begin."""
        if self._sections is None:
            starts = [section.span.start for section in self._letter.reading.document.sections[1:]]
            self._sections = [self._letter.share_of(start) * (self.height() - _STROKE) for start in starts]
        return self._sections

    def _look_anew(self) -> None:
        """Forget the strokes where the letter or this strip has another height."""
        height = max(1.0, self._letter.document().size().height())
        is_crowded = any(len(self._letter.marks.layer(layer)) > self._rows() for layer in _MAPPED)
        if self.height() == self._mapped_on and abs(height / self._mapped - 1) <= _TOLERANCE:
            return
        if self._mapped_on and is_crowded:
            self._map_soon(height)  # the strokes are a little off for a moment, but the letter that grows comes first
            return
        self._mapped_on, self._mapped = self.height(), height
        self._strokes.clear()
        self._begins.clear()
        self._sections = None
        self._ribbons = None

    def _strokes_of(self, layer: str) -> dict[str, list[QRectF]]:
        """Return a layer's strokes by colour of note, those of hits under ""; found anew where its marks change."""
        kept = self._letter.marks.whole(layer)
        marks = kept.marks
        known = self._strokes.get(layer)
        if known is not None and known[0] is marks:
            return known[1]
        strokes: dict[str, list[QRectF]] = {}
        for mark, share in self._places(kept):
            colour = (mark.colour or "yellow") if mark.is_note else ""
            strokes.setdefault(colour, []).append(self._stroke(mark, share))
        self._strokes[layer] = (marks, strokes)
        return strokes

    def _places(self, layer: Layer) -> Iterable[tuple[Mark, float]]:
        """Return marks and where they stand, from 0 to 1: all, or of very many the first in each row."""
        rows = self._rows()
        if len(layer.marks) <= rows:
            return [(mark, self._letter.share_of(mark.start)) for mark in layer.marks]
        return _first_of_each_row(layer, self._rows_begin())

    def _rows_begin(self) -> list[int]:
        """Return the canonical offset at which each row of the strip begins."""
        if not self._begins:
            self._begins = self._letter.offsets_at_shares(self._rows())
        return self._begins

    def _map_soon(self, height: float) -> None:
        if self._soon is None:
            self._soon = QTimer(self)
            self._soon.setSingleShot(True)
            self._soon.setInterval(_MAPS_AFTER_MS)
            self._soon.timeout.connect(self._map_now)
        if height != self._awaited or not self._soon.isActive():
            self._awaited = height  # as long as it changes, somebody is at work: in a pause nobody waits for the map
            self._soon.start()

    @Slot()
    def _map_now(self) -> None:
        self._mapped_on = 0
        self.update()

    def _rows(self) -> int:
        return max(1, self.height() // _STROKE)

    def _stroke(self, mark: Mark, share: float) -> QRectF:
        width = self.width() - 6
        left = 3 + (width // 2 if mark.is_note else 0)
        return QRectF(left, share * (self.height() - _STROKE), width // 2 if mark.kind != "current" else width, _STROKE)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show by the pointer that a click leads somewhere, and tell from now on what is where."""
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the map was clicked."""
        self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag; without one, tell in a tip what stands at the pointer."""
        from PySide6.QtCore import Qt

        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())
        else:
            self.setToolTip(self._told(event.position().y()))

    def _told(self, y: float) -> str:
        """Return what stands at ``y``, as a tip: the words of marks, or else the section."""
        from html import escape

        begins = self._rows_begin()
        row = min(max(int(y) // _STROKE, 0), len(begins) - 1)
        start, end = begins[max(0, row - 1)], begins[min(row + 2, len(begins) - 1)]
        reading = self._letter.reading
        lines: list[str] = []
        for mark in list(self._letter.marks.between(start, max(end, start + 1))):
            if mark.kind not in ("current", "place") and len(lines) < _MOST_TOLD:
                around = _AROUND if mark.kind == "hit" else 0
                span = Span(max(0, mark.start - around), min(mark.end + around, mark.start + _MOST_LETTERS))
                words = reading.words(span).replace("\n", " ")
                lines.append(f"{self._place(mark.start)}: {'…' if around else '“'}{words}{'…' if around else '”'}")
        kept = self._bookmarks.marks if self._bookmarks is not None else ()
        names = [mark for mark in kept if start <= mark.offset < max(end, start + 1)]
        bookmark = self.tr("Bookmark, {place}: {name}")
        lines += [bookmark.format(place=self._place(mark.offset), name=mark.name) for mark in names[:_MOST_TOLD]]
        if not lines:
            here = range(begins[row], end)
            heads = (one.span.start for one in reading.document.sections if one.span.start in here)
            at = next(heads, begins[row])  # where one begins at this stroke, that one
            section = reading.document.section_at(at)
            title = f"{section.numeral} {section.title}" if section is not None else reading.document.short_title
            lines.append(f"{title}, {self._place(at)}")
        return "<qt>" + "<br>".join(escape(line) for line in lines) + "</qt>"

    def _place(self, offset: int) -> str:
        label = self._letter.reading.document.paragraph_at(offset).label
        return self.tr("¶ {number}").format(number=label) if label.isdigit() else label

    def _go(self, y: float) -> None:
        bar = self._letter.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        bar.setValue(round(y / max(1, self.height()) * whole - bar.pageStep() / 2))


def _first_of_each_row(layer: Layer, rows: list[int]) -> Iterator[tuple[Mark, float]]:
    """Yield the first mark of each row, ``rows`` being where they begin, with the share at which it is drawn."""
    firsts = [layer.index_from(begins) for begins in rows]
    for row, (index, after) in enumerate(pairwise((*firsts, len(layer.marks)))):
        if index < after:
            yield layer.marks[index], row / max(1, len(rows) - 1)


def _fill(painter: QPainter, area: QRectF, colour: str) -> None:
    painter.setBackground(brush(colour))
    painter.eraseRect(area)
