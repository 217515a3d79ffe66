"""The field for a note's words: Markdown, shown as it will look, and kept as it was typed."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from cca_desktop.library.document import Document
from cca_desktop.notes.note import LONGEST_BODY
from cca_desktop.ui.notes import markdown_editing
from cca_desktop.ui.notes.markdown_lines import item_of
from cca_desktop.ui.notes.markdown_look import MarkdownLook
from cca_desktop.ui.notes.note_keys import NoteKey, key_pressed
from cca_desktop.ui.notes.references import Reference, reference_at
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.passage import FORMAT, passage_of, place_of
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face
from cca_desktop.ui.utf16 import Utf16Map

_LONGEST_RICH = 3_000_000  # code points of what a browser copies for it
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_LEADING = 120  # per cent of the face's own line, as on the cards
_LEAST_LINES = 3
_MOST_LINES = 18


class Words(QTextEdit):
    """The field for a note's words."""

    was_left = Signal()
    paste_refused = Signal(int)  # how many letters were too many
    reference_followed = Signal(object)  # a Reference: the reader wants to go there

    def __init__(self, body: str, document: Document, colours: Colours, scale: int) -> None:
        """Show ``body``, a note on ``document``."""
        super().__init__()
        self._document = document
        self._colours = colours
        self.setObjectName("noteWords")
        self.setFont(panel_face(scale))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptRichText(False)
        self.setPlaceholderText(self.tr("Your words. Markdown is understood."))
        self.setTabChangesFocus(True)
        paper_of(self).setMouseTracking(True)
        paper_of(self).setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self._look = MarkdownLook(self.document(), colours, self.font().pixelSize())
        self.show_body(body)
        self.cursorPositionChanged.connect(self._open_line)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size; what is typed, the caret and what can be taken back stay."""
        self._colours = colours
        self.setFont(panel_face(scale))
        self._look.set_look(colours, self.font().pixelSize())

    def body(self) -> str:
        """Return what stands in the field; ``toPlainText`` would make plain spaces of those that must not break."""
        return shown(self.document().toRawText())

    def show_body(self, body: str, *, caret: int | None = None) -> None:
        """Show other words, the caret behind them or at ``caret``; nothing before them can be taken back."""
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(body)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(leading)
        self.document().setUndoRedoEnabled(True)
        if caret is None:
            self.moveCursor(QTextCursor.MoveOperation.End)
        else:
            cursor.setPosition(Utf16Map(body).units(caret))
            self.setTextCursor(cursor)

    def height_wanted(self) -> int:
        """Return how high the field should be for its words, within limits, in pixels."""
        line = self.fontMetrics().lineSpacing() * _LEADING / 100
        height, block = 0.0, self.document().begin()
        while block.isValid() and height < line * _MOST_LINES:
            height = self.document().documentLayout().blockBoundingRect(block).bottom()  # with what stands between
            block = block.next()
        return round(min(line * _MOST_LINES, max(line * _LEAST_LINES, height))) + 8

    # Keys.

    def event(self, event: QEvent) -> bool:
        """Take a key that means something here before it means something to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and key_pressed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means in Markdown; every other key does what it does in any field."""
        key = key_pressed(event)
        cursor = self.textCursor()
        if key is not None and not self.isReadOnly():
            self.act(key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self._begin_line(is_plain=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._keeps_tab(cursor):
            is_out = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if markdown_editing.is_in_table(cursor):
                markdown_editing.step_in_table(cursor, -1 if is_out else 1)
                self.setTextCursor(cursor)
            else:
                (markdown_editing.move_out if is_out else markdown_editing.move_in)(cursor)
        else:
            super().keyPressEvent(event)

    def _keeps_tab(self, cursor: QTextCursor) -> bool:
        is_in = markdown_editing.is_in_list(cursor) or markdown_editing.is_in_table(cursor)
        return not self.isReadOnly() and is_in

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep Tab in a list item and in a table; anywhere else it leaves the field."""
        return not self._keeps_tab(self.textCursor()) and super().focusNextPrevChild(is_next)

    @Slot(object)
    def act(self, key: NoteKey) -> None:
        """Do what ``key`` stands for."""
        edit = markdown_editing
        deeds: dict[NoteKey, Callable[[QTextCursor], object]] = {
            NoteKey.STRONG: partial(edit.embrace, mark="**"),
            NoteKey.EMPHASIS: partial(edit.embrace, mark="*"),
            NoteKey.QUOTATION: partial(edit.begin_lines_with, mark="> "),
            NoteKey.LIST: partial(edit.begin_lines_with, mark="- "),
            NoteKey.TASK: edit.tick,
            NoteKey.TABLE: edit.begin_table,
            NoteKey.NOTE_LINK: partial(edit.embrace, mark="[[", closing="]]"),
            NoteKey.LINK: partial(edit.link, address=_address_in(QGuiApplication.clipboard().text())),
        }
        self.setFocus()
        if key is NoteKey.FOLLOW:
            self._follow(self.textCursor())
        elif key is NoteKey.PASTE_PLAIN:
            self._insert(QGuiApplication.clipboard().text())
        else:
            cursor = self.textCursor()
            deeds[key](cursor)
            self.setTextCursor(cursor)

    def _begin_line(self, *, is_plain: bool) -> None:
        cursor = self.textCursor()
        if is_plain:
            cursor.insertText("\n")
        else:
            markdown_editing.begin_line(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # What comes in and goes out.

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words in, and passages."""
        return source.hasText() or source.hasFormat(FORMAT)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: a passage as a quotation with its place, rich text as Markdown, anything else as it is."""
        passage = passage_of(source)
        if passage is not None:
            words = source.text() or passage.exact
            lines = [f"> {line}" for line in (" ".join(one.split()) for one in words.splitlines()) if line]
            self._insert_apart("\n>\n".join(lines) + f" ({place_of(self._document, passage)})")
            return
        rich = source.html() if source.hasHtml() else ""
        words = ""
        if rich and len(rich) <= _LONGEST_RICH:
            from cca_desktop.ui.notes.rich_paste import markdown_of

            words = markdown_of(rich)
        self._insert(words or source.text())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy Markdown as it was typed."""
        data = QMimeData()
        data.setText(shown(self.textCursor().selectedText()))
        return data

    def _insert_apart(self, words: str) -> None:
        """Insert ``words`` as a paragraph of their own, with the caret behind it."""
        line, column = markdown_editing.line_of(self.textCursor())
        before = "\n\n" if line[:column].strip() else ""
        self._insert(f"{before}{words}\n\n")

    def _insert(self, words: str) -> None:
        if len(words) + self.document().characterCount() > LONGEST_BODY:
            self.paste_refused.emit(len(words))
        else:
            self.insertPlainText(words)
            self.ensureCursorVisible()

    # References.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow what is clicked with Ctrl; tick what is clicked in its box."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._follow(cursor)
        elif not self.isReadOnly() and self._box_at(event.position()) is not None:
            markdown_editing.tick(cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        can_follow = is_ctrl and self._reference(self.cursorForPosition(event.position().toPoint())) is not None
        is_hand = can_follow or self._box_at(event.position()) is not None
        paper_of(self).setCursor(Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.IBeamCursor)

    def _reference(self, cursor: QTextCursor) -> Reference | None:
        return reference_at(*markdown_editing.line_of(cursor))

    def _follow(self, cursor: QTextCursor) -> None:
        reference = self._reference(cursor)
        if reference is not None:
            self.reference_followed.emit(reference)

    # How it looks.

    @Slot()
    def _open_line(self) -> None:
        self._look.open_line(self.textCursor().blockNumber() if self.hasFocus() else -1)
        paper_of(self).update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the marks of the line where one writes."""
        super().focusInEvent(event)
        self._open_line()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader looks elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._open_line()
        self.was_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and a box for each task."""
        super().paintEvent(event)
        painter = QPainter(paper_of(self))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for block in self._blocks_in_view():
            if self._has_box(block):
                self._paint_box(painter, block)

    def _paint_box(self, painter: QPainter, block: QTextBlock) -> None:
        item = item_of(block.text())
        box = self._box(block)
        if item is None or box is None:
            return
        painter.setPen(QPen(QColor(self._colours.ink_quiet), 1.2))
        painter.drawRoundedRect(box, 2, 2)
        if item.task != "[ ]":
            low = QPointF(box.left() + box.width() * 0.42, box.bottom() - box.height() * 0.24)
            painter.setPen(QPen(QColor(self._colours.accent), 1.8))
            painter.drawPolyline(
                [
                    QPointF(box.left() + box.width() * 0.2, box.top() + box.height() * 0.52),
                    low,
                    QPointF(box.right() - box.width() * 0.16, box.top() + box.height() * 0.24),
                ]
            )

    def _has_box(self, block: QTextBlock) -> bool:
        """Tell whether a box stands in the place of "[ ]": everywhere but in the line where one writes."""
        item = item_of(block.text())
        is_written = self.hasFocus() and block.blockNumber() == self.textCursor().blockNumber()
        return item is not None and bool(item.task) and not is_written

    def _box(self, block: QTextBlock) -> QRectF | None:
        """Return where the box of a task stands, counted from the top of the whole text."""
        item = item_of(block.text())
        if item is None or not item.task:
            return None
        layout = block.layout()
        units = Utf16Map(block.text())
        line = layout.lineForTextPosition(units.units(item.task_at))
        if not line.isValid():
            return None
        left, right = (line.cursorToX(units.units(at)) for at in (item.task_at, item.task_at + len(item.task)))
        assert isinstance(left, tuple)
        assert isinstance(right, tuple)
        size = self.font().pixelSize() * 0.9
        middle = QPointF((left[0] + right[0]) / 2, line.y() + line.ascent() - self.font().pixelSize() * 0.35)
        return QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size).translated(layout.position())

    def _box_at(self, place: QPointF) -> QRectF | None:
        block = self.cursorForPosition(place.toPoint()).block()
        box = self._box(block)
        at = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        return box if box is not None and box.adjusted(-3, -3, 3, 3).contains(at) else None

    def _blocks_in_view(self) -> list[QTextBlock]:
        block = self.cursorForPosition(paper_of(self).rect().topLeft()).block()
        bottom = self.verticalScrollBar().value() + paper_of(self).height()
        blocks = []
        while block.isValid() and block.layout().position().y() <= bottom:
            blocks.append(block)
            block = block.next()
        return blocks


def shown(body: str) -> str:
    """Return ``body`` as a field shows it, which knows one kind of line end: to look at it is not to rewrite it."""
    return _LINE_ENDS.sub("\n", body)


def _address_in(words: str) -> str:
    words = words.strip()
    return words if words.startswith(("http://", "https://")) and not re.search(r"\s", words) else ""
