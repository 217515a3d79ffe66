"""Paint a note as a card: its bar, the words it is about, its own words, its tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPersistentModelIndex, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from cca_desktop.notes.note import PlacedNote
from cca_desktop.ui.notes.card import Card, CardFaces
from cca_desktop.ui.notes.note_model import NoteModel, NoteRole, Shown, quoted
from cca_desktop.ui.painting import Lines, fill, frame
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from cca_desktop.ui.notes.card_rows import Index

_EDGE = 14
_INSIDE = 14
_GAP = 12
_BAR = 4
_CARDS_KEPT = 300


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
        self._open_editor = open_editor
        self._editing = QPersistentModelIndex()
        self._editor_height = 0
        self._cards: dict[tuple[str, int, str, int, str], Card] = {}
        self._living: Mapping[str, Shown] = {}
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        self._colours = colours
        self._faces = CardFaces.at(scale)
        self._palette = QPalette()
        self._palette.setColor(QPalette.ColorRole.Text, QColor(colours.ink))
        self._palette.setColor(QPalette.ColorRole.Link, QColor(colours.accent))
        self._bar_width = self._view.verticalScrollBar().sizeHint().width()
        self._edge = round(_EDGE * min(scale, 150) / 100)
        self._cards.clear()

    def show_living(self, shown: Mapping[str, Shown]) -> None:
        """Show the words in ``shown`` for the notes with these ids, which hold a question and its answer."""
        self._living = shown
        self._cards.clear()
        self._view.scheduleDelayedItemsLayout()

    def editor_grew(self, height: int) -> None:
        """Give the open editor ``height`` pixels."""
        if height != self._editor_height and self._editing.isValid():
            self._editor_height = height
            self.sizeHintChanged.emit(self._view.model().index(self._editing.row(), 0))

    # The editor.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the editor of the note in this row."""
        self._editing = QPersistentModelIndex(index)
        editor = self._open_editor(parent, index.data(NoteRole.PLACED))
        self._editor_height = editor.sizeHint().height()
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Show the card again."""
        self.editor_closes.emit(editor)
        self._editing = QPersistentModelIndex()
        super().destroyEditor(editor, index)
        self._view.scheduleDelayedItemsLayout()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the editor alone: it knows its note, and is never overwritten while one types."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Leave the model alone: the editor sends what is written to the disk by itself."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the editor over its card."""
        editor.setGeometry(self._box(option.rect, index))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Close the editor with Esc; every other key, Tab and Enter too, is the editor's own."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QKeyEvent, QKeySequence

        if (
            isinstance(event, QKeyEvent)
            and event.type() != QEvent.Type.KeyRelease  # of a key that has closed something else
            and isinstance(editor, QWidget)
            and event.matches(QKeySequence.StandardKey.Cancel)
        ):
            if event.type() == QEvent.Type.KeyPress:  # what comes before it only asks whose key it is
                self._view.setFocus()  # from whichever part of the editor
                self.editor_left.emit()
            event.accept()
            return True
        return False

    def is_elsewhere(self, index: Index) -> bool:
        """Tell whether an editor is open, and not in this row."""
        return self._editing.isValid() and index != self._editing

    def link_at(self, at: QPointF, row: QRect, index: Index) -> str:
        """Return where the words of a card at a place of the view lead, or ""."""
        card = self._card(index)
        within = at - self._corner(row, index) - QPointF(0, card.body_top)
        if card.body is None or not 0 <= within.y() < card.body_height:
            return ""
        return str(card.body.documentLayout().anchorAt(within))

    def tag_at(self, at: QPointF, row: QRect, index: Index) -> str:
        """Return the tag of a card at a place of the view, or ""."""
        if index == self._editing:
            return ""
        card = self._card(index)
        return card.foot.tag_at(at - self._corner(row, index) - QPointF(0, card.foot_top))

    def _corner(self, row: QRect, index: Index) -> QPointF:
        return QPointF(self._inner(self._box(row, index)).topLeft())

    # The card.

    def height(self, index: Index) -> int:
        """Return the height of a row: of its card, or of the editor in its place."""
        if index == self._editing:
            return self._editor_height + _GAP + self._heading_height(index)
        return self._card(index).height + 2 * _INSIDE + _GAP + self._heading_height(index)

    def _card_width(self) -> int:
        """Return the width of a card: the same with a scroll bar as without, or every card would be set twice."""
        return max(80, self._view.width() - self._bar_width - 2 * self._edge)

    def _box(self, row: QRect, index: Index) -> QRect:
        above = _GAP + self._heading_height(index)
        return QRect(row.left() + self._edge, row.top() + above, self._card_width(), row.height() - above)

    def _inner(self, box: QRect) -> QRect:
        return box.adjusted(_BAR + _INSIDE, _INSIDE, -_INSIDE, -_INSIDE)

    def _card(self, index: Index) -> Card:
        """Return the card of a note, from the few hundred set before if it is there."""
        placed, told = index.data(NoteRole.PLACED), index.data(NoteRole.TOLD)
        width = self._card_width() - _BAR - 2 * _INSIDE
        key = (placed.note.id, placed.note.version, placed.state, width, told)
        card = self._cards.get(key)
        if card is None:
            if len(self._cards) >= _CARDS_KEPT:
                del self._cards[next(iter(self._cards))]  # one at a time: to let go of hundreds takes half a frame
            note = placed.note
            if note.id in self._living:
                note = note._replace(body=self._living[note.id].markdown)
            card = self._cards[key] = Card(note, self._quote_words(placed), self._faces, width, told)
        return card

    def _quote_words(self, placed: PlacedNote) -> str:
        words = quoted(placed)
        if placed.state == "astray":
            return self.tr("Astray: “{words}”").format(words=words)
        return f"“{words}”" if words else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card as it looks while it is dragged."""
        self.paint_card(painter, option.rect, index)

    def paint_card(self, painter: QPainter, row: QRect, index: Index) -> None:
        """Paint one card into its row."""
        self._paint_heading(painter, row, index)
        if index == self._editing:
            return
        placed: PlacedNote = index.data(NoteRole.PLACED)
        is_current = index == self._view.currentIndex() or self._view.selectionModel().isSelected(index)
        has_focus = is_current and self._view.hasFocus()
        box = self._box(row, index)
        card = self._card(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, QRectF(box), self._colours, placed.note.colour, is_current=is_current, has_focus=has_focus)
        inner = self._inner(box)
        if card.quote is not None:
            card.quote.paint(painter, QPointF(inner.topLeft()), self._colours.ink_quiet)
        if card.body is not None:
            self._paint_body(painter, inner.adjusted(0, card.body_top, 0, 0), card)
        card.foot.paint(painter, QPointF(inner.left(), inner.top() + card.foot_top), self._colours)
        painter.restore()

    def _paint_body(self, painter: QPainter, at: QRect, card: Card) -> None:
        body = card.body
        assert body is not None, "who asks has looked"
        context = body.documentLayout().PaintContext()
        context.palette = self._palette
        context.clip = QRectF(0, 0, at.width(), card.body_height)
        painter.save()
        painter.translate(at.topLeft())
        painter.setClipRect(context.clip)
        body.documentLayout().draw(painter, context)
        for rule in card.rules:
            fill(painter, rule, self._colours.line)
        painter.restore()

    # The headings over groups of cards.

    def _heading_height(self, index: Index) -> int:
        return self._band() if index.data(NoteRole.HEADING) else 0

    def _band(self) -> int:
        return QFontMetrics(self._faces.small).height() + _GAP

    def pinned_height(self, index: Index) -> int:
        """Return how much of the view's upper edge belongs to the heading of a card that does not have it itself."""
        model = self._view.model()
        has_group = isinstance(model, NoteModel) and bool(model.group(index.row()))
        return self._band() if has_group and not index.data(NoteRole.HEADING) else 0

    def _paint_heading(self, painter: QPainter, row: QRect, index: Index) -> None:
        if index.data(NoteRole.HEADING):
            self._paint_words_over(painter, row.top() + _GAP, index.row())

    def paint_pinned(self, painter: QPainter, index: Index, next_top: int) -> None:
        """Keep the heading of the card at the upper edge in sight, until that of the next group pushes it away.

        ``next_top`` is where the first card of that group begins in the view, or anything below.
        """
        model = self._view.model()
        if isinstance(model, NoteModel) and model.group(index.row()):
            top = min(0, next_top - self._band())
            fill(painter, QRectF(0, top, self._view.width(), self._band()), self._colours.panel)
            self._paint_words_over(painter, top, index.row())

    def _paint_words_over(self, painter: QPainter, top: int, row: int) -> None:
        model = self._view.model()
        if not isinstance(model, NoteModel):
            return
        room = self._card_width()
        count = f"{model.group_size(row):,}"
        wide = QFontMetrics(self._faces.small).horizontalAdvance(count)
        words = Lines(model.group(row), self._faces.small, room - wide - _GAP, at_most=1)
        at = QPointF(self._edge, top + _GAP / 2)
        words.paint(painter, at, self._colours.ink)
        told = Lines(count, self._faces.small, wide + 2, at_most=1)
        told.paint(painter, at + QPointF(room - wide, 0), self._colours.ink_quiet)


def paint_card(
    painter: QPainter, card: QRectF, colours: Colours, colour: str, *, is_current: bool, has_focus: bool = False
) -> None:
    """Paint the card that a note stands on: raised, a line around it, and its colour as a bar at the left."""
    line = colours.focus if has_focus else colours.accent if is_current else colours.line
    frame(painter, card, line, colours.raised, width=2 if has_focus else 1, rounding=4)
    fill(painter, QRectF(card.left(), card.top(), _BAR, card.height()), colours.note_line(colour), rounding=2)
