"""Edit one note where it stands: its words in Markdown, its tags, its colour. What is typed is on the disk at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cca_desktop.errors import KnownError
from cca_desktop.library.document import Document
from cca_desktop.notes.note import LONGEST_BODY, Note, PlacedNote
from cca_desktop.ui.notes.completion import TitleCompletion
from cca_desktop.ui.notes.editor_bar import EditorBar
from cca_desktop.ui.notes.editor_parts import PassageLine, TagLine
from cca_desktop.ui.notes.line_ends import kept, shown
from cca_desktop.ui.notes.link_label import Backlinks, LinkLabel
from cca_desktop.ui.notes.note_delegate import paint_card
from cca_desktop.ui.notes.note_desk import Draft, NoteDesk
from cca_desktop.ui.notes.note_model import quoted
from cca_desktop.ui.notes.word_count import WordCount
from cca_desktop.ui.notes.words import Words
from cca_desktop.ui.theme import Colours

if TYPE_CHECKING:
    from cca_desktop.ui.notes.note_find import NoteFind

SAVES_AFTER_MS = 300
_AROUND = 16  # pixels between the editor and the ends of what it stands in


class NoteEditor(QFrame):
    """Edits one note's body, tags and colour; knows nothing of its neighbours."""

    grew = Signal(int)  # the height it would like, in pixels
    state_changed = Signal(str)  # what to say of the note: saved, being saved, or a trouble
    reference_followed = Signal(object)  # a Reference: the reader wants to go there
    note_wanted = Signal(str)  # the id of a note that leads to this one
    link_clicked = Signal(str)  # where the lines of a kept concordance lead

    def __init__(
        self,
        placed: PlacedNote,
        document: Document,
        desk: NoteDesk,
        writing: str,
        colours: Colours,
        scale: int,
        parent: QWidget,
    ) -> None:
        """Open the note ``placed``, on ``document``; undo takes what is done during one ``writing`` as one step."""
        super().__init__(parent)
        self._view = parent
        note = placed.note
        self._note = note.id
        self._colour = note.colour
        self._know_disk(note.body)
        self._version = note.version  # upon which is typed
        self._tags_known = note.tags
        self._desk = desk
        self._writing = writing
        self._colours = colours
        self._saves = QTimer(self)
        self._saves.setSingleShot(True)
        self._saves.timeout.connect(self.save)
        self.setObjectName("noteEditor")
        draft = desk.draft_of(note.id)
        body = note.body if draft is None or draft.body is None else draft.body
        if draft is not None:  # it is on its way yet, and what is typed now goes on with it
            self._writing, self._version = draft.writing, draft.base
        self.words = Words(body, document, colours, scale)
        about = quoted(placed)
        self._is_about_words = bool(about)
        self.words.setAccessibleName(
            self.tr("Note on “{words}”").format(words=about) if about else self.tr("Free note")
        )
        self.tags = TagLine(note.tags)
        self._tags_on_disk = self.tags.tags()  # as the field shows them: to look at a comma in one is not to rewrite it
        if draft is not None and draft.tags is not None:
            self.tags.show_tags(draft.tags)
        self._state = QLabel(self.tr("saved") if draft is None else self.tr("saving…"))
        self._state.setProperty("quiet", True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._completion = TitleCompletion(self.words)
        self._backlinks = Backlinks(self)
        self._backlinks.linkActivated.connect(self.note_wanted)
        self._living = LinkLabel(self.tr("The lines of now"), Qt.TextFormat.MarkdownText, self)
        self._living.linkActivated.connect(self.link_clicked)
        self._count = WordCount(self.words)
        self._bar = EditorBar(colours, scale)
        self._bar.key_wanted.connect(self.words.act)
        self._bar.colour_chosen.connect(self._choose_colour)
        self._bar.turned.connect(self._fit, Qt.ConnectionType.QueuedConnection)
        self._quote = PassageLine(about, scale)
        self._find: NoteFind | None = None
        self._lay_out()
        self._quote.setVisible(bool(about))  # within the editor by now: alone it would be a window
        # No focus proxy: Qt's Tab would pass over all other parts of what has one among its own.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.words.accessibleName())
        self.words.was_changed.connect(self._on_typing)
        self.words.textChanged.connect(self._fit)
        self.words.was_left.connect(self.save)
        self.words.was_left.connect(self.update)
        self.words.was_entered.connect(self.update)
        self.words.find_wanted.connect(self._open_find)
        self.words.paste_refused.connect(self._on_refused_paste)
        self.words.reference_followed.connect(self.reference_followed)
        self.tags.textEdited.connect(self._on_typing)
        self.tags.editingFinished.connect(self.save)
        desk.draft_saved.connect(self._on_saved)
        desk.draft_failed.connect(self._on_failure)
        self._fit()

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size; what is typed, the caret and the focus stay."""
        self._colours = colours
        self.words.set_look(colours, scale)
        self._quote.set_look(scale)
        self._bar.set_look(colours, scale)
        if self._find is not None:
            self._find.set_look(colours)
        self._fit()
        self.update()

    def know_titles(self, titles: Sequence[tuple[str, str]]) -> None:
        """Offer the titles of other notes where one is being named."""
        self._completion.know(titles)

    def show_backlinks(self, notes: Sequence[Note]) -> None:
        """Show which notes are about this one, or name it."""
        self._backlinks.show_notes(notes)
        self._fit()

    def show_living(self, shown: str) -> None:
        """Show below the words what the questions that they hold find now, as Markdown; "" for nothing."""
        self._living.say(shown)
        self._fit()

    @property
    def note(self) -> str:
        """The id of the note that is edited."""
        return self._note

    def is_nothing(self) -> bool:
        """Tell whether this is a free note without a word or a tag: one that nobody would miss."""
        return not self._is_about_words and not self.words.toPlainText().strip() and not self.tags.tags()

    def take(self, placed: PlacedNote) -> None:
        """Show what the note has become elsewhere (by undo, by another program), unless there is something unsaved."""
        note = placed.note
        self._colour = note.colour
        self._show_colour()
        if self._is_as_on_disk() and self._on_disk != note.body:
            self._know_disk(note.body)
            self._version = note.version
            self.words.show_body(note.body)
        if self.tags.tags() == self._tags_on_disk and note.tags not in (self._tags_on_disk, self._tags_known):
            self.tags.show_tags(note.tags)
            self._tags_on_disk = self.tags.tags()
        self._tags_known = note.tags

    @Slot()
    def save(self) -> None:
        """Send what differs from the disk to the disk."""
        self._saves.stop()
        body = None if self._is_as_on_disk() else kept(self._on_disk, self.words.body())
        tags = self.tags.tags()
        if body is None and tags == self._tags_on_disk:
            return
        self._desk.save_draft(
            self._note,
            Draft(
                body=body,
                tags=tags if tags != self._tags_on_disk else None,
                writing=self._writing,
                base=self._version,
            ),
        )

    def _on_typing(self) -> None:
        if self.is_unsaved():
            self._say(self.tr("saving…"))
            if not self._saves.isActive():
                self._saves.start(SAVES_AFTER_MS)

    @Slot(object, object)
    def _on_saved(self, note: Note, draft: Draft) -> None:
        if note.id == self._note and draft.writing == self._writing:  # and not an editor's before this one
            if draft.body is not None and shown(note.body) != shown(draft.body):
                self._take_together(draft.body, note.body)
            if draft.body is not None:
                self._know_disk(note.body)
            self._version = note.version
            self._tags_on_disk = self._tags_on_disk if draft.tags is None else draft.tags
            if not self.is_unsaved():
                self._say(self.tr("saved"))
            elif not self._saves.isActive():
                self._saves.start(SAVES_AFTER_MS)  # what was typed and taken back while this was on its way

    def _take_together(self, sent: str, on_disk: str) -> None:
        """Show what a note has become that was undone, or changed elsewhere, while one typed; keep what is newer."""
        from cca_desktop.notes.merging import merged

        both = merged(shown(sent), self.words.body(), shown(on_disk))
        self.words.show_body(both.text, caret=both.typed_to)

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

    def is_unsaved(self) -> bool:
        """Tell whether anything here is not on the disk yet."""
        return not self._is_as_on_disk() or self.tags.tags() != self._tags_on_disk

    def _is_as_on_disk(self) -> bool:
        return self.words.body() == self._shown_on_disk

    def _know_disk(self, body: str) -> None:
        self._on_disk = body
        self._shown_on_disk = shown(body)

    @Slot(str)
    def _choose_colour(self, colour: str) -> None:
        self._colour = colour
        self._show_colour()
        self._desk.colour(self._note, colour)

    def _show_colour(self) -> None:
        self._bar.show_colour(self._colour)
        self.update()

    @Slot()
    def _open_find(self) -> None:
        """Let the reader find words in the note; what does that is made when it is first wanted."""
        if self._find is None:
            from cca_desktop.ui.notes.note_find import NoteFind

            self._find = NoteFind(self.words, self._colours)
            self._find.turned.connect(self._fit)
            self._whole.insertWidget(1, self._find)
            self.setTabOrder(self._find.field, self.words)
        self._find.open()

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
        card, has_focus = QRectF(self.rect()), self.words.hasFocus()
        paint_card(painter, card, self._colours, self._colour, is_current=True, has_focus=has_focus)

    def sizeHint(self) -> QSize:
        """Return the height of its parts: the words take what they need, as far as all can be seen at once."""
        return QSize(200, super().sizeHint().height())

    @Slot()
    def _fit(self) -> None:
        room = self._view.height() - _AROUND - (self.sizeHint().height() - self.words.height())
        self.words.setFixedHeight(self.words.height_wanted(room))
        self.grew.emit(self.sizeHint().height())

    def _lay_out(self) -> None:
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 12, 12)
        whole.setSpacing(8)
        whole.addWidget(self._bar)
        parts: tuple[QWidget, ...] = (self._quote, self.words, self.tags, self._living, self._backlinks)
        for part in parts:
            whole.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self._state)
        whole.addLayout(foot)
        self._show_colour()
