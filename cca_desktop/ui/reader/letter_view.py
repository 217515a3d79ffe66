"""The letter as one reads it: its page, and what a reader does in it by key, pointer and selection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QTextCursor, QWheelEvent

from cca_desktop.text.span import Span
from cca_desktop.ui.reader.letter_page import LetterPage
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.reader.typesetting import patches
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import Typography

if TYPE_CHECKING:
    from cca_desktop.ui.actions import Actions
    from cca_desktop.ui.reader.glide import Glide
    from cca_desktop.ui.reader.hands import Hands
    from cca_desktop.ui.reader.ribbons import Ribbons

_USUAL = Typography()
_CARET_WIDTH = 2


class LetterView(LetterPage):
    """Shows one document and its marks; positions that come in and go out are canonical."""

    selection_made = Signal(bool)  # whether words are selected now
    size_asked = Signal(int)  # so many steps larger, or smaller below 0
    note_pressed = Signal(str)  # the id of the note on the words that were clicked

    def __init__(self, reading: ReadingText, colours: Colours, scale: int, typography: Typography = _USUAL) -> None:
        """Set ``reading`` at ``scale`` per cent."""
        super().__init__(reading, colours, scale, typography)
        self._actions: Actions | None = None
        self._hands: Hands | None = None
        self._may_glide: Callable[[], bool] | None = None
        self._glide: Glide | None = None
        self._ribbons: Ribbons | None = None
        self.copyAvailable.connect(self._on_selection)
        self._margin.pressed.connect(self._on_margin_pressed)

    def offer(self, actions: Actions) -> None:
        """Offer ``actions`` at the words that are selected."""
        self._actions = actions
        self._take_in_hand().know(actions)  # a click may come without the pointer having moved, by touch for one

    def another(self) -> LetterView:
        """Return a second view of the same text with the same marks; its place and its selection are its own."""
        second = LetterView(self._reading, self._colours, self._scale, self._typography)
        second.share_marks(self)
        return second

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size, and stay at the same words."""
        super().set_look(colours, scale)
        if self._hands is not None:
            self._hands.set_look(colours, scale)

    # Jumps.

    def glide_where(self, may_glide: Callable[[], bool]) -> None:
        """Let one see from where to where the page jumps, as often as ``may_glide`` says so."""
        self._may_glide = may_glide

    def may_glide(self) -> bool:
        """Tell whether the page may move on its own."""
        return self._may_glide is not None and self._may_glide()

    def go_to(self, offset: int) -> None:
        """Bring the line with the canonical ``offset`` to the top of the page."""
        self._jump(partial(super().go_to, offset))

    def reveal(self, span: Span) -> None:
        """Bring ``span`` into view, a third down the page, unless one sees it already."""
        self._jump(partial(super().reveal, span))

    def stand_at(self, offset: int, *, seeing: Span | None) -> None:
        """Be at the canonical ``offset`` at once, and see ``seeing`` too, as after a change of the page's shape."""
        may_glide, self._may_glide = self._may_glide, None
        self.go_to(offset)
        if seeing is not None and not self._is_seen(seeing.start):
            self.reveal(seeing)
        self._may_glide = may_glide

    def _jump(self, jump: Callable[[], object]) -> None:
        """Go at once where the page is only being arranged, or nothing may move; otherwise let the eye follow."""
        is_moved = not self._is_arranging and self.isVisible() and self.may_glide()
        if is_moved and self._glide is None:
            from cca_desktop.ui.reader.glide import Glide

            self._glide = Glide(self)
        if self._glide is None:
            jump()
        elif is_moved:
            self._glide.over(jump)
        else:
            self._glide.finish()
            jump()

    # Places that are kept.

    def ribbons(self) -> Ribbons:
        """Return the signs of the bookmarks, which are made with the first bookmark."""
        if self._ribbons is None:
            from cca_desktop.ui.reader.ribbons import Ribbons

            self._ribbons = Ribbons(self, self._margin)
        return self._ribbons

    def line_in_view(self, offset: int) -> list[int]:
        """Return how far down this widget the line of the canonical ``offset`` stands, if it is in view."""
        if self._reading.hides(offset):
            return []
        position = self._reading.shown_at(offset)
        blocks = list(self.blocks_in_view())
        if not blocks or not blocks[0].position() <= position < blocks[-1].position() + blocks[-1].length():
            return []
        block = self.document().findBlock(position)
        layout = block.layout()
        if not layout.lineCount():
            return []  # it is just being set
        line = layout.lineForTextPosition(position - block.position())
        top = round(layout.position().y() + line.y()) + self._paper.y() - self.verticalScrollBar().value()
        return [top] if -self._face.pixelSize() < top < self.height() else []

    # Caret and selection.

    def show_caret(self) -> None:
        """Let the caret be seen from now on: somebody goes by it."""
        if self.cursorWidth() != _CARET_WIDTH:
            self.setCursorWidth(_CARET_WIDTH)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret to whoever comes by key."""
        self._change_focus(super().focusInEvent, event)
        if self._actions is not None:
            self._take_in_hand().take_focus(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the page as it is."""
        self._change_focus(super().focusOutEvent, event)

    def _change_focus(self, change: Callable[[QFocusEvent], None], event: QFocusEvent) -> None:
        """Let Qt take or give the focus; where the caret has no width meanwhile, it paints all of the page anew."""
        width = self.cursorWidth()
        self.setCursorWidth(max(width, 1))
        change(event)
        self.setCursorWidth(width)

    def put_caret(self, span: Span) -> None:
        """Put the caret before ``span`` without moving the page."""
        cursor = self.textCursor()
        cursor.setPosition(self._reading.shown_at(span.start))
        self._put_cursor(cursor)

    def _put_cursor(self, cursor: QTextCursor) -> None:
        was_arranging, self._is_arranging = self._is_arranging, True  # Qt would bring it into view
        value = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)
        self._is_arranging = was_arranging

    def place_at_hand(self) -> int:
        """Return the canonical offset of the caret where one sees it, and of the first line in view otherwise."""
        is_seen = self._paper.rect().intersects(self.cursorRect())
        return self._reading.canonical_at(self.textCursor().position() if is_seen else self._position_at(0))

    def put_caret_in_view(self) -> None:
        """Put the caret into the first line in view."""
        cursor = self.textCursor()
        cursor.setPosition(self._position_at(0))
        self.setTextCursor(cursor)

    def looked_at(self) -> Span | None:
        """Return what one is most likely looking at: words that are selected, or marked as where one has come to."""
        marked = [mark.span for layer in ("current", "place") for mark in self._marks.layer(layer)]
        selected = self.selected()
        return next((span for span in [*filter(None, [selected]), *marked] if self._is_seen(span.start)), None)

    def _is_seen(self, offset: int) -> bool:
        line = self._face.pixelSize()
        return -line <= self.top_of(offset) - self.verticalScrollBar().value() <= self._paper.height() - 2 * line

    def let_go(self) -> None:
        """Select nothing; the caret stays, and the page too."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self._put_cursor(cursor)

    def select(self, span: Span) -> None:
        """Select the words of ``span`` and show them."""
        shown = self._reading.shown(span)
        cursor = self.textCursor()
        cursor.setPosition(shown.start)
        cursor.setPosition(shown.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.reveal(span)

    def selected(self) -> Span | None:
        """Return the canonical span of the selected words, without white space around them; None without any."""
        cursor = self.textCursor()
        shown = Span(cursor.selectionStart(), cursor.selectionEnd())
        start, end = self._reading.canonical(shown)
        text = self._reading.document.text  # looked at from both ends: a copy of half a long text takes its time
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end) if start < end else None

    def selected_lines(self) -> list[QRect]:
        """Return where each line of the selected words stands in this widget; of long ones, those near the view."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        left, top = self._paper.x(), self._paper.y() - self.verticalScrollBar().value()
        lines: list[QRect] = []
        for block in self.blocks_in_view():
            start, end = first - block.position(), last - block.position()
            if end > 0 and start < block.length():
                found = patches(block, max(0, start), end, self._face.pixelSize())
                lines.extend(patch.translated(left, top).toAlignedRect() for patch in found)
        return lines

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected words exactly as one sees them, and where they stand."""
        from cca_desktop.ui.passage import packed

        cursor = self.textCursor()
        words = self._reading.between(Span(cursor.selectionStart(), cursor.selectionEnd()))
        return packed(words, self._reading.document, self.selected())

    # What hands do.

    @Slot(bool)
    def _on_selection(self, is_there: bool) -> None:
        if is_there:
            self._take_in_hand().offer_bar(self._colours, self._scale)
        self.selection_made.emit(is_there)

    @Slot(QMouseEvent)
    def _on_margin_pressed(self, event: QMouseEvent) -> None:
        self._take_in_hand().take_margin_press(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Be ready for what the pointer may point at, once the commands are there."""
        if self._actions is not None:
            self._take_in_hand()
        super().enterEvent(event)

    def _take_in_hand(self) -> Hands:
        if self._hands is None:
            from cca_desktop.ui.reader.hands import Hands

            self._hands = Hands(self, self._margin, self._actions)
        return self._hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by sentences and paragraphs too; Qt knows letters, words, lines and pages, which one sees turning."""
        hands = self._take_in_hand()
        if hands.take_key(event):
            return
        if hands.turns_page(event):
            self._jump(partial(super().keyPressEvent, event))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl held, ask for another size."""
        if not self._take_in_hand().take_wheel(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or select by repeated clicks."""
        if not self._take_in_hand().take_press(event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which note was clicked, where nothing was being selected."""
        from PySide6.QtCore import Qt

        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            at = self.cursorForPosition(event.position().toPoint()).position()
            notes = self._marks.notes_at(self._reading.canonical_at(at))
            if notes:
                self.note_pressed.emit(notes[0])
