"""Edit one note where it stands: its words in Markdown, its tags, its colour. What is typed is on the disk at once."""

import re
from functools import partial

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from cca_desktop.errors import KnownError
from cca_desktop.notes.note import COLOURS, PlacedNote
from cca_desktop.ui.notes.markdown_look import MarkdownLook
from cca_desktop.ui.notes.note_delegate import paint_card
from cca_desktop.ui.notes.note_desk import Draft, NoteDesk
from cca_desktop.ui.notes.note_model import quoted
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import book_face, panel_face

SAVES_AFTER_MS = 300
LONGEST_BODY = 1_000_000  # code points; a text this long is a document, not a note
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_LEAST_LINES = 3
_MOST_LINES = 18


class Words(QPlainTextEdit):
    """The field for a note's words."""

    was_left = Signal()
    paste_refused = Signal(int)  # how many letters were too many

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, as long as a note can hold it."""
        too_long = len(source.text()) + self.document().characterCount() - LONGEST_BODY
        if too_long > 0:
            self.paste_refused.emit(len(source.text()))
            return
        self.insertPlainText(source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader looks elsewhere."""
        super().focusOutEvent(event)
        self.was_left.emit()


class NoteEditor(QFrame):
    """Edits one note's body, tags and colour; knows nothing of its neighbours."""

    grew = Signal(int)  # the height it would like, in pixels
    state_changed = Signal(str)  # what to say of the note: saved, being saved, or a trouble

    def __init__(
        self, placed: PlacedNote, desk: NoteDesk, writing: str, colours: Colours, scale: int, parent: QWidget
    ) -> None:
        """Open the note ``placed``; ``writing`` names this sitting, so that undo takes it as one step."""
        super().__init__(parent)
        note = placed.note
        self._note = note.id
        self._colour = note.colour
        self._on_disk = note.body
        self._tags_known = note.tags
        self._desk = desk
        self._writing = writing
        self._colours = colours
        self._saves = QTimer(self)
        self._saves.setSingleShot(True)
        self._saves.timeout.connect(self.save)
        self.setObjectName("noteEditor")
        draft = desk.draft_of(note.id)
        self.words = Words(note.body if draft is None or draft.body is None else draft.body)
        self.words.setObjectName("noteWords")
        self.words.setFont(panel_face(scale))
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setPlaceholderText(self.tr("Your words. Markdown is understood."))
        self.words.setTabChangesFocus(True)
        self.words.document().setDocumentMargin(0)
        about = quoted(placed)
        self._is_about_words = bool(about)
        self.words.setAccessibleName(
            self.tr("Note on “{words}”").format(words=about) if about else self.tr("Free note")
        )
        self._look = MarkdownLook(self.words.document(), colours)
        self.tags = QLineEdit(", ".join(note.tags))
        self._tags_on_disk = self._tags()  # as the field shows them: to look at a comma in one is not to rewrite it
        if draft is not None and draft.tags is not None:
            self.tags.setText(", ".join(draft.tags))
        self.tags.setObjectName("noteTags")
        self.tags.setPlaceholderText(self.tr("Tags, separated by commas"))
        self.tags.setAccessibleName(self.tr("Tags of the note, separated by commas"))
        self._state = QLabel(self.tr("saved"))
        self._state.setProperty("quiet", True)
        self._swatches: dict[str, QToolButton] = {}
        self._quote = QLabel(f"“{about}”" if about else "")
        self._quote.setFont(book_face(scale, size=17, is_italic=True))
        self._quote.setProperty("quiet", True)
        self._quote.setWordWrap(True)
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setMaximumHeight(self._quote.fontMetrics().lineSpacing() * 2 + 4)
        self._lay_out()
        self._quote.setVisible(bool(about))  # within the editor by now: alone it would be a window
        # No focus proxy: Qt's Tab would pass over all other parts of what has one among its own.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.words.accessibleName())
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.words.textChanged.connect(self._on_typing)
        self.words.was_left.connect(self.save)
        self.words.paste_refused.connect(self._on_refused_paste)
        self.tags.textEdited.connect(self._on_typing)
        self.tags.editingFinished.connect(self.save)
        desk.draft_saved.connect(self._on_saved)
        desk.draft_failed.connect(self._on_failure)
        self._fit()

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size; what is typed, the caret and the focus stay."""
        self._colours = colours
        self.words.setFont(panel_face(scale))
        self._quote.setFont(book_face(scale, size=17, is_italic=True))
        self._quote.setMaximumHeight(self._quote.fontMetrics().lineSpacing() * 2 + 4)
        self._look.setDocument(None)
        self._look = MarkdownLook(self.words.document(), colours)
        for colour, button in self._swatches.items():
            button.setIcon(self._swatch(colour))
        self._fit()
        self.update()

    @property
    def note(self) -> str:
        """The id of the note that is edited."""
        return self._note

    def is_nothing(self) -> bool:
        """Tell whether this is a free note without a word or a tag: one that nobody would miss."""
        return not self._is_about_words and not self.words.toPlainText().strip() and not self._tags()

    def take(self, placed: PlacedNote) -> None:
        """Show what the note has become elsewhere (by undo, by another program), unless there is something unsaved."""
        note = placed.note
        self._colour = note.colour
        self._show_colour()
        if self._is_as_on_disk() and self._on_disk != note.body:
            self._on_disk = note.body
            self.words.setPlainText(note.body)
            self.words.moveCursor(QTextCursor.MoveOperation.End)
        if self._tags() == self._tags_on_disk and note.tags not in (self._tags_on_disk, self._tags_known):
            self.tags.setText(", ".join(note.tags))
            self._tags_on_disk = self._tags()
        self._tags_known = note.tags

    @Slot()
    def save(self) -> None:
        """Send what differs from the disk to the disk."""
        self._saves.stop()
        body, tags = None if self._is_as_on_disk() else self._body(), self._tags()
        if body is None and tags == self._tags_on_disk:
            return
        self._desk.save_draft(
            self._note,
            Draft(
                body=body,
                tags=tags if tags != self._tags_on_disk else None,
                writing=self._writing,
            ),
        )

    def _on_typing(self) -> None:
        self._fit()
        if self.is_unsaved():
            self._say(self.tr("saving…"))
            if not self._saves.isActive():
                self._saves.start(SAVES_AFTER_MS)

    @Slot(str, object)
    def _on_saved(self, note: str, draft: Draft) -> None:
        if note == self._note:
            self._on_disk = self._on_disk if draft.body is None else draft.body
            self._tags_on_disk = self._tags_on_disk if draft.tags is None else draft.tags
            if not self.is_unsaved():
                self._say(self.tr("saved"))
            elif not self._saves.isActive():
                self._saves.start(SAVES_AFTER_MS)  # what was typed and taken back while this was on its way

    @Slot(str, object)
    def _on_failure(self, note: str, _trouble: KnownError) -> None:
        if note == self._note:
            self._state.setText(self.tr("not saved"))  # here; the whole sentence stands at the foot of the window

    @Slot(int)
    def _on_refused_paste(self, length: int) -> None:
        self.state_changed.emit(
            self.tr("What you pasted has {length} characters; a note holds {most}. Nothing was pasted.").format(
                length=f"{length:,}", most=f"{LONGEST_BODY:,}"
            )
        )

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self.state_changed.emit(words)

    def _body(self) -> str:
        """Return what stands in the field; ``toPlainText`` would make plain spaces of those that must not break."""
        return _shown(self.words.document().toRawText())

    def is_unsaved(self) -> bool:
        """Tell whether anything here is not on the disk yet."""
        return not self._is_as_on_disk() or self._tags() != self._tags_on_disk

    def _is_as_on_disk(self) -> bool:
        return self._body() == _shown(self._on_disk)

    def _tags(self) -> tuple[str, ...]:
        seen = dict.fromkeys(" ".join(tag.split()) for tag in self.tags.text().split(","))
        return tuple(tag for tag in seen if tag)

    # Marks of Markdown around what is selected.

    def _embrace(self, mark: str) -> None:
        cursor = self.words.textCursor()
        words = cursor.selectedText()
        cursor.insertText(f"{mark}{words}{mark}")
        if not words:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(mark))
            self.words.setTextCursor(cursor)
        self.words.setFocus()

    def _begin_lines_with(self, mark: str) -> None:
        cursor = self.words.textCursor()
        first = self.words.document().findBlock(cursor.selectionStart()).blockNumber()
        last = self.words.document().findBlock(cursor.selectionEnd()).blockNumber()
        cursor.beginEditBlock()
        for number in range(first, last + 1):
            cursor.setPosition(self.words.document().findBlockByNumber(number).position())
            cursor.insertText(mark)
        cursor.endEditBlock()
        self.words.setFocus()

    def _choose_colour(self, colour: str) -> None:
        self._colour = colour
        self._show_colour()
        self._desk.colour(self._note, colour)

    def _show_colour(self) -> None:
        for colour, button in self._swatches.items():
            button.setChecked(colour == self._colour)
        self.update()

    # How it looks.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the tags from reaching the list, which would open what is open already."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the words."""
        self.words.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card it stands on, as the current one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, QRectF(self.rect()), self._colours, self._colour, is_current=True)

    def sizeHint(self) -> QSize:
        """Return the height of its parts: the words take what they need, up to a limit."""
        return QSize(200, super().sizeHint().height())

    def _fit(self) -> None:
        lines = round(self.words.document().size().height())
        lines = min(_MOST_LINES, max(_LEAST_LINES, lines))
        self.words.setFixedHeight(round(lines * self.words.fontMetrics().lineSpacing()) + 8)
        self.grew.emit(self.sizeHint().height())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2)
        for sign, name, act in (
            ("B", self.tr("Strong"), partial(self._embrace, "**")),
            ("I", self.tr("Emphasis"), partial(self._embrace, "*")),
            ("❝", self.tr("Quotation"), partial(self._begin_lines_with, "> ")),
            ("•", self.tr("List"), partial(self._begin_lines_with, "- ")),
        ):
            button = self._button(name)
            button.setText(sign)
            face = button.font()
            face.setBold(sign == "B")
            face.setItalic(sign == "I")
            button.setFont(face)
            button.clicked.connect(act)
            bar.addWidget(button)
        bar.addSpacing(6)
        names = (self.tr("Yellow"), self.tr("Green"), self.tr("Blue"), self.tr("Pink"), self.tr("Violet"))
        for colour, name in zip(COLOURS, names, strict=True):
            button = self._button(name)
            button.setCheckable(True)
            button.setIcon(self._swatch(colour))
            button.clicked.connect(partial(self._choose_colour, colour))
            self._swatches[colour] = button
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self._state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(bar)
        for widget in (self._quote, self.words, self.tags):
            whole.addWidget(widget)
        self._show_colour()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFixedSize(24, 24)
        button.setStyleSheet("padding: 0")
        return button

    def _swatch(self, colour: str) -> QPixmap:
        swatch = QPixmap(24, 24)
        swatch.setDevicePixelRatio(2)
        swatch.fill(Qt.GlobalColor.transparent)
        painter = QPainter(swatch)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._colours.note_line(colour)))
        painter.setBrush(QColor(self._colours.note_ground(colour)))
        painter.drawEllipse(QRectF(1.5, 1.5, 9, 9))
        painter.end()
        return swatch


def _shown(body: str) -> str:
    """Return ``body`` as a field shows it, which knows one kind of line end: to look at it is not to rewrite it."""
    return _LINE_ENDS.sub("\n", body)
