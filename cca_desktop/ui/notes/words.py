"""The field for a note's words: Markdown, shown as it will look, and kept as it was typed."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from cca_desktop.library.document import Document
from cca_desktop.notes.note import LONGEST_BODY
from cca_desktop.ui.notes import markdown_editing
from cca_desktop.ui.notes.incoming import address_in, incoming
from cca_desktop.ui.notes.line_ends import shown
from cca_desktop.ui.notes.markdown_look import MarkdownLook
from cca_desktop.ui.notes.markdown_quoting import quote
from cca_desktop.ui.notes.note_deeds import DEEDS
from cca_desktop.ui.notes.note_keys import NoteKey, key_pressed
from cca_desktop.ui.notes.references import Reference, reference_at
from cca_desktop.ui.notes.task_boxes import is_on_box, paint_boxes
from cca_desktop.ui.paper import paper_of
from cca_desktop.ui.passage import FORMAT
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face, put_on
from cca_desktop.ui.utf16 import Utf16Map

_LEADING = 120  # per cent of the face's own line, as on the cards
_LEAST_LINES = 3
_BELOW = 8  # pixels below the last line


class Words(QTextEdit):
    """The field for a note's words."""

    was_entered = Signal()
    was_left = Signal()
    paste_refused = Signal(int)  # how many letters were too many
    reference_followed = Signal(object)  # a Reference: the reader wants to go there
    preview_wanted = Signal(object, QPoint, QWidget)  # a Reference the mouse rests on, where on the screen, in what
    find_wanted = Signal()
    was_changed = Signal()  # the words, and not only how they look

    def __init__(self, body: str, document: Document, colours: Colours, scale: int) -> None:
        """Show ``body``, a note on ``document``."""
        super().__init__()
        self._document = document
        self.reads_at = ""  # the label of the paragraph where one reads; whoever knows it says so
        self._colours = colours
        self.setObjectName("noteWords")
        self.setFont(panel_face(scale))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptRichText(False)
        self._invitation = self.tr("Your words. Markdown is understood.")
        self.setAccessibleDescription(self._invitation)
        self.setTabChangesFocus(True)
        paper_of(self).setMouseTracking(True)
        paper_of(self).setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self._body = (-1, "")  # as it was at which revision
        self._revision = -1  # that was told of last
        self._look = MarkdownLook(self.document(), colours, self.font().pixelSize())
        self.show_body(body)
        self.cursorPositionChanged.connect(self._open_line)
        self.textChanged.connect(self._on_change)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size; what is typed, the caret and what can be taken back stay."""
        self._colours = colours
        put_on(self, panel_face(scale))
        self._look.set_look(colours, self.font().pixelSize())

    def body(self) -> str:
        """Return what stands in the field; ``toPlainText`` would make plain spaces of those that must not break."""
        revision = self.document().revision()
        if revision != self._body[0]:
            self._body = revision, shown(self.document().toRawText())
        return self._body[1]

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

    def height_wanted(self, room: int) -> int:
        """Return how high the field should be for its words, in pixels, where there is ``room`` for so many."""
        line = self.fontMetrics().lineSpacing() * _LEADING / 100
        most = max(line * _LEAST_LINES, room - _BELOW)
        height, block = 0.0, self.document().begin()
        while block.isValid() and height < most:
            height = self.document().documentLayout().blockBoundingRect(block).bottom()  # with what stands between
            block = block.next()
        return round(min(most, max(line * _LEAST_LINES, height))) + _BELOW

    @Slot()
    def _on_change(self) -> None:
        """Tell what Qt tells, unless nothing is other than its look."""
        revision = self.document().revision()
        if revision != self._revision:
            self._revision = revision
            self.was_changed.emit()

    # Keys.

    def event(self, event: QEvent) -> bool:
        """Take a key that means something here before it means something to the window.

        Undo and redo are the window's where there is nothing more of them here: they go on with what was done before.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            sheet, standard = self.document(), QKeySequence.StandardKey
            # Qt leaves these two to the window, where they put the note away.
            deletes_word = event.matches(standard.DeleteStartOfWord) or event.matches(standard.DeleteEndOfWord)
            if key_pressed(event) or deletes_word:
                event.accept()
                return True
            is_over = event.matches(standard.Undo) and not sheet.isUndoAvailable()
            if is_over or (event.matches(standard.Redo) and not sheet.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means in Markdown; every other key does what it does in any field."""
        key = key_pressed(event)
        cursor = self.textCursor()
        if key is not None and not self.isReadOnly():
            self.act(key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self._begin_line(is_plain=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif self._is_stepped(cursor, event):
            self.setTextCursor(cursor)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._keeps_tab(cursor):
            is_out = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if markdown_editing.is_in_table(cursor):
                markdown_editing.step_in_table(cursor, -1 if is_out else 1)
                self.setTextCursor(cursor)
            else:
                (markdown_editing.move_out if is_out else markdown_editing.move_in)(cursor)
        else:
            self._begin_step(event.text())
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method has made of several keys."""
        self._begin_step(event.commitString())
        super().inputMethodEvent(event)

    def _begin_step(self, typed: str) -> None:
        """Let undo stop here if a word begins with what is ``typed``: Qt would take back all since the last Enter."""
        before = self.document().characterAt(self.textCursor().position() - 1)
        if typed[:1].strip() and before.isspace():
            self.document().setModified(False)  # Qt adds nothing to a step that ended in what is saved

    def _is_stepped(self, cursor: QTextCursor, event: QKeyEvent) -> bool:
        """Let Backspace step out of an item, and a bar over the one that stands in a table already."""
        if self.isReadOnly():
            return False
        if event.text() == "|":
            return markdown_editing.step_over_bar(cursor)
        is_back = event.key() == Qt.Key.Key_Backspace and not event.modifiers()
        return is_back and markdown_editing.step_out_at(cursor)

    def _keeps_tab(self, cursor: QTextCursor) -> bool:
        is_in = markdown_editing.is_in_list(cursor) or markdown_editing.is_in_table(cursor)
        return not self.isReadOnly() and is_in

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep Tab in a list item and in a table; anywhere else it leaves the field."""
        return not self._keeps_tab(self.textCursor()) and super().focusNextPrevChild(is_next)

    @Slot(object)
    def act(self, key: NoteKey) -> None:
        """Do what ``key`` stands for."""
        self.setFocus()
        if key is NoteKey.FIND:
            self.find_wanted.emit()
        elif key is NoteKey.FOLLOW:
            self._follow(self.textCursor())
        elif key is NoteKey.PARAGRAPH:
            self.insertPlainText(f"¶ {self.reads_at}" if self.reads_at.isdigit() else "¶ ")
        elif key is NoteKey.PASTE_PLAIN:
            words = QGuiApplication.clipboard().text()
            if self._has_room_for(words):
                self.insertPlainText(words)
            else:
                self.paste_refused.emit(len(words))
        else:
            cursor = self.textCursor()
            if key is NoteKey.LINK:
                markdown_editing.link(cursor, address_in(QGuiApplication.clipboard().text()))
            else:
                DEEDS[key](cursor)
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
        words, is_quotation = incoming(source, self._document)
        cursor, address = self.textCursor(), address_in(source.text())
        if not self._has_room_for(words):
            self.paste_refused.emit(len(words))
        elif is_quotation:
            quote(cursor, words)
            self.setTextCursor(cursor)
        elif address and cursor.hasSelection() and not address_in(cursor.selectedText()):
            markdown_editing.link(cursor, address)
            self.setTextCursor(cursor)
        else:
            self.insertPlainText(words)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy Markdown as it was typed."""
        data = QMimeData()
        data.setText(shown(self.textCursor().selectedText()))
        return data

    def _has_room_for(self, words: str) -> bool:
        return len(words) + self.document().characterCount() <= LONGEST_BODY

    # References.

    def viewportEvent(self, event: QEvent) -> bool:
        """Let be shown what the words lead to that the mouse rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            reference = self._reference(self.cursorForPosition(event.pos()))
            if reference is not None:
                self.preview_wanted.emit(reference, event.globalPos(), self)
                return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow what is clicked with Ctrl; tick what is clicked in its box."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._follow(cursor)
        elif not self.isReadOnly() and is_on_box(self, event.position()):
            markdown_editing.tick(cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        can_follow = is_ctrl and self._reference(self.cursorForPosition(event.position().toPoint())) is not None
        is_hand = can_follow or is_on_box(self, event.position())
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
        self.was_entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader looks elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._open_line()
        self.was_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and a box for each task; where there are none yet, what comes here."""
        super().paintEvent(event)
        painter = QPainter(paper_of(self))
        if self.document().isEmpty() and not self.textCursor().block().layout().preeditAreaText():
            wrapped = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap  # Qt's placeholder shows its first line only
            painter.setFont(self.font())
            painter.setPen(QColor(self._colours.ink_quiet))
            painter.drawText(paper_of(self).rect(), wrapped, self._invitation)
        paint_boxes(self, painter, self._colours)
