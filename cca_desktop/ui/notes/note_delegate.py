"""Paint a note as a card: its bar, the words it is about, its own words, its tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.note_model import NoteRole, quoted
from cca_desktop.ui.painting import Lines, fill, frame
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import book_face, panel_face

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

_EDGE = 14
_INSIDE = 14
_GAP = 12
_BAR = 4
_BETWEEN = 6
_SHOWN_AT_MOST = 4_000  # code points of a body that a card shows
_CARDS_KEPT = 300
_QUOTE_LINES = 2
_BODY_LINES = 12
_LEADING = 120  # per cent of the face's own line, which is 1.2 of its size


class NoteDelegate(QStyledItemDelegate):
    """Paints cards, and opens the editor in the place of one."""

    editor_left = Signal()  # with Esc
    editor_closes = Signal(object)  # the editor, for the last time whole

    def __init__(
        self,
        colours: Colours,
        scale: int,
        open_editor: Callable[[QWidget, PlacedNote], QWidget],
        parent: QAbstractItemView,
    ) -> None:
        """Paint in ``colours``, at ``scale`` per cent; ``open_editor`` makes the editor of a note."""
        super().__init__(parent)
        self._view = parent
        self._paper = paper_of(parent)
        self._open_editor = open_editor
        self._editing = QPersistentModelIndex()
        self._editor_height = 0
        self._bodies: dict[tuple[str, str, int], QTextDocument] = {}
        self._quotes: dict[tuple[str, int], Lines] = {}
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._face = panel_face(scale)
        self._small = panel_face(scale, size=12)
        self._quote_face = book_face(scale, size=17, is_italic=True)
        self._edge = round(_EDGE * min(scale, 150) / 100)
        self._bodies.clear()
        self._quotes.clear()

    def editor_grew(self, height: int) -> None:
        """Give the open editor ``height`` pixels."""
        if height != self._editor_height and self._editing.isValid():
            self._editor_height = height
            self.sizeHintChanged.emit(self._view.model().index(self._editing.row(), 0))

    # The editor.

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Open the editor of the note in this row."""
        self._editing = QPersistentModelIndex(index)
        editor = self._open_editor(parent, index.data(NoteRole.PLACED))
        self._editor_height = editor.sizeHint().height()
        return editor

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show the card again."""
        self.editor_closes.emit(editor)
        self._editing = QPersistentModelIndex()
        super().destroyEditor(editor, index)
        self._view.scheduleDelayedItemsLayout()

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the editor alone: it knows its note, and is never overwritten while one types."""

    def setModelData(self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the model alone: the editor sends what is written to the disk by itself."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Lay the editor over its card."""
        editor.setGeometry(self._card(option.rect))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Close the editor with Esc; every other key, Tab and Enter too, is the editor's own."""
        from PySide6.QtGui import QKeyEvent, QKeySequence

        if (
            isinstance(event, QKeyEvent)
            and event.type() != QEvent.Type.KeyRelease  # of a key that has closed something else
            and isinstance(editor, QWidget)
            and event.matches(QKeySequence.StandardKey.Cancel)
        ):
            self._view.setFocus()  # from whichever part of the editor
            self.editor_left.emit()
            return True
        return False

    # The card.

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the card, or of the editor in its place."""
        if index == self._editing:
            return QSize(80, self._editor_height + _GAP)
        placed: PlacedNote = index.data(NoteRole.PLACED)
        return QSize(80, sum(self._heights(placed)) + 2 * _INSIDE + _GAP)

    def _width(self) -> int:
        return max(60, self._paper.width() - 2 * self._edge - _BAR - 2 * _INSIDE)

    def _card(self, row: QRect) -> QRect:
        return QRect(row.left() + self._edge, row.top() + _GAP, row.width() - 2 * self._edge, row.height() - _GAP)

    def _heights(self, placed: PlacedNote) -> tuple[int, int, int]:
        """Return the heights of the quotation, the body and the tags, each with the space after it."""
        lines = self._quote(placed)
        quote = round(lines.height) if lines else 0
        body = self._body_height(placed)
        tags = QFontMetrics(self._small).height() + 6 if placed.note.tags else 0
        rows = [height for height in (quote, body, tags) if height]
        extra = _BETWEEN if len(rows) > 1 else 0
        return quote + (extra if quote else 0), body + (extra if body and tags else 0), tags

    def _quote(self, placed: PlacedNote) -> Lines | None:
        """Return the words that the note is about, set for the width of the card, or None where there are none."""
        words = self._quote_words(placed)
        if not words:
            return None
        key = (words, self._width())
        quote = self._quotes.get(key)
        if quote is None:
            if len(self._quotes) >= _CARDS_KEPT:
                self._quotes.clear()
            quote = Lines(words[:_SHOWN_AT_MOST], self._quote_face, self._width(), at_most=_QUOTE_LINES, closing="”")
            self._quotes[key] = quote
        return quote

    def _body_height(self, placed: PlacedNote) -> int:
        if not placed.note.body.strip():
            return 0
        height = round(self._body(placed).size().height())
        return min(height, round(QFontMetrics(self._face).lineSpacing() * 1.45 * _BODY_LINES))

    def _quote_words(self, placed: PlacedNote) -> str:
        words = quoted(placed)
        if placed.state == "astray":
            return self.tr("Astray: “{words}”").format(words=words)
        return f"“{words}”" if words else ""

    def _body(self, placed: PlacedNote) -> QTextDocument:
        """Return the note's Markdown set for the width of the card, from the few hundred set before if it is there."""
        key = (placed.note.id, placed.note.modified, self._width())
        body = self._bodies.get(key)
        if body is None:
            if len(self._bodies) >= _CARDS_KEPT:
                self._bodies.clear()
            body = QTextDocument(self)
            body.setUndoRedoEnabled(False)
            body.setDocumentMargin(0)
            body.setDefaultFont(self._face)
            body.setMarkdown(placed.note.body[:_SHOWN_AT_MOST], QTextDocument.MarkdownFeature.MarkdownNoHTML)
            _set_closely(body, self._face.pixelSize())
            body.setTextWidth(self._width())
            self._bodies[key] = body
        return body

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one card."""
        if index == self._editing:
            return
        placed: PlacedNote = index.data(NoteRole.PLACED)
        row: QRect = option.rect
        is_current = index == self._view.currentIndex()
        card = self._card(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = is_current and self._view.hasFocus()
        paint_card(painter, QRectF(card), self._colours, placed.note.colour, is_current=is_current, has_focus=has_focus)
        inner = card.adjusted(_BAR + _INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
        quote, body, _tags = self._heights(placed)
        lines = self._quote(placed)
        if lines:
            lines.paint(painter, QPointF(inner.topLeft()), self._colours.ink_quiet)
        self._paint_body(painter, inner.adjusted(0, quote, 0, 0), placed)
        self._paint_tags(painter, inner.adjusted(0, quote + body, 0, 0), placed)
        painter.restore()

    def _paint_body(self, painter: QPainter, at: QRect, placed: PlacedNote) -> None:
        height = self._body_height(placed)
        if height:
            painter.save()
            painter.translate(at.topLeft())
            body = self._body(placed)
            context = body.documentLayout().PaintContext()
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.Text, QColor(self._colours.ink))
            palette.setColor(QPalette.ColorRole.Link, QColor(self._colours.accent))
            context.palette = palette
            context.clip = QRectF(0, 0, at.width(), height)
            painter.setClipRect(context.clip)
            body.documentLayout().draw(painter, context)
            painter.restore()

    def _paint_tags(self, painter: QPainter, at: QRect, placed: PlacedNote) -> None:
        metrics = QFontMetrics(self._small)
        left = float(at.left())
        for tag in placed.note.tags:
            width = metrics.horizontalAdvance(tag) + 16
            if left + width > at.right() and left > at.left():
                break
            chip = QRectF(left, at.top() + 2, min(width, at.right() - left), metrics.height() + 3)
            frame(painter, chip, self._colours.line, self._colours.panel, rounding=chip.height() / 2)
            name = Lines(tag, self._small, chip.width() - 12, at_most=1)
            name.paint(painter, QPointF(chip.left() + 8, chip.top() + 1.5), self._colours.ink)
            left += width + 6


def _set_closely(body: QTextDocument, size: int) -> None:
    """Give a card's words their leading, a short indent, and the strong weight that our face has."""
    body.setIndentWidth(size)
    cursor = QTextCursor(body)
    block = body.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        leading.setTopMargin(size * 0.25 if block.blockNumber() else 0)
        leading.setBottomMargin(0)
        cursor.mergeBlockFormat(leading)
        for fragment in _fragments(block):
            if fragment.charFormat().fontWeight() > QFont.Weight.DemiBold:
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                strong = QTextCharFormat()
                strong.setFontWeight(QFont.Weight.DemiBold)
                strong.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)  # a heading is no poster here
                cursor.mergeCharFormat(strong)
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    fragments = []
    at = block.begin()
    while not at.atEnd():
        fragments.append(at.fragment())
        at += 1
    return fragments


def paint_card(
    painter: QPainter, card: QRectF, colours: Colours, colour: str, *, is_current: bool, has_focus: bool = False
) -> None:
    """Paint the card that a note stands on: raised, a line around it, and its colour as a bar at the left."""
    line = colours.focus if has_focus else colours.accent if is_current else colours.line
    frame(painter, card, line, colours.raised, width=2 if has_focus else 1, rounding=4)
    fill(painter, QRectF(card.left(), card.top(), _BAR, card.height()), colours.note_line(colour), rounding=2)
