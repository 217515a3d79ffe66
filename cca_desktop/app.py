"""Build every part once, in order, introduce them, and show the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from cca_desktop.errors import DiskTroubleError, KnownError
from cca_desktop.library.document import Document
from cca_desktop.library.edition import SEEDS, read_edition, stand_in
from cca_desktop.notes.drawer import Drawer
from cca_desktop.notes.history import Change
from cca_desktop.settings import Settings
from cca_desktop.storage import settings_file
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.shipped import shipped
from cca_desktop.ui.lane import Lane
from cca_desktop.ui.main_window import MainWindow, Panels, dress
from cca_desktop.ui.notes.note_desk import Listing, NoteDesk, listing_of
from cca_desktop.ui.reader.letter_view import LetterView
from cca_desktop.ui.reader.map import MarkMap
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.search.panel import SearchPanel
from cca_desktop.ui.theme import colours_of, is_dark
from cca_desktop.ui.typeface import load_faces, typography_of
from cca_desktop.ui.window_state import WindowState, fitted, load_state

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from cca_desktop.ui.keeping import Keeping

_SWITCHES_THREADS_AFTER_S = 0.0005  # a busy lane may hold the GUI thread up no longer than this
_DESKTOP_IS_DARK = "desktopIsDark"
_COLLECTS_AFTER = (3_000, 10, 1_000)  # new things, portions of these, and portions of those again
_WAITED_FOR = 2_000  # notes: so many belong to the first picture, more of them only if they are quick
_WAITS_FOR_MANY_S = 0.1
_INTRODUCES_AFTER_MS = 100  # when the cards and the buttons are painted too, and nobody can have reached for one


class Program(QObject):
    """All parts of one window on one profile, from its first picture to its last save."""

    introduced = Signal()  # every part is there, and every key does what it says

    def __init__(
        self,
        profile: Profile,
        *,
        settings: Settings | None = None,
        state: WindowState | None = None,
        keeps: bool = True,
        trouble: KnownError | None = None,
    ) -> None:
        """Build the window on ``profile``; it is not shown yet.

        Args:
            profile: Where the reader's things lie.
            settings: Stand in for those that are kept there.
            state: Stands in for how the window was left.
            keeps: Whether anything is written there; a picture leaves no trace.
            trouble: Why nothing can be written there, to be told to the reader.
        """
        super().__init__()
        self._profile = profile
        self._keeps = keeps
        self._is_closed = False
        self.is_introduced = False  # whether every part is there
        self._trouble = trouble
        self._listing: Listing | None = None
        self._keeping: Keeping | None = None
        self.document = _read_letter()
        texts = partial(_text_of, self.document)
        opens = partial(Drawer.open if keeps else Drawer.open_or_empty, profile.database_file, texts)
        self.lane: Lane[Drawer] = Lane("notes", opens, self)
        # Asked for while the window is built, and waited for when it is shown.
        self._place_left = self.lane.ask(partial(_place, document=self.document))
        self._first_look = self.lane.ask(partial(listing_of, document=self.document, change=Change("elsewhere", ())))
        self._settings = settings or settings_file.load(profile.settings_file)
        self._state = state or load_state(profile.window_file)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._is_desktop_dark = bool(application.property(_DESKTOP_IS_DARK))
        colours = colours_of(self._settings.theme, is_desktop_dark=self._is_desktop_dark)
        self._colours = colours
        scale = self._settings.text_scale
        dress(application, colours, scale)
        reading = ReadingText(
            self.document, is_diplomatic=self._settings.is_diplomatic, is_folded=self._settings.is_frame_folded
        )
        letter = LetterView(reading, colours, scale, typography_of(self._settings))
        self.desk = NoteDesk(self.lane, self.document, self)
        panels = Panels(
            letter,
            MarkMap(letter, colours),
            SearchPanel(self.document, colours, scale),
        )
        self.window = MainWindow(self.document, panels, self._state, self._settings, colours)
        self.window.closing.connect(self.close)
        letter.first_painted.connect(self._on_first_picture)

    def show(self) -> None:
        """Show the window as it was left: its letter, numbers and note marks. What moves them comes a moment later.

        Where there are thousands of notes they may come after the letter, which does not wait for them to be counted.
        """
        place: int | None = None
        panels = self.window.panels
        try:
            place, count = self._place_left.answer()
            waits_for_all = count <= _WAITED_FOR or not self._keeps
            if waits_for_all or self._first_look.has_come(_WAITS_FOR_MANY_S):
                self._listing = self._first_look.answer()
                self._mark(self._listing)
            else:
                looked = self._first_look  # which is done when the next job begins
                self.lane.run(lambda _drawer: looked.answer(), done=self._on_first_look, failed=self._on_no_look)
        except KnownError as trouble:
            if self._keeps:
                self._trouble = trouble
        if self._state.is_maximised:
            self.window.showMaximized()
        else:
            self.window.show()
        if place is not None:
            panels.letter.go_to(place)
        panels.letter.know_place()
        panels.letter.setFocus()

    def _mark(self, listing: Listing) -> None:
        self.window.panels.letter.set_marks("note", listing.marks)
        self.window.show_note_count(len(listing.notes))

    def _on_first_look(self, listing: Listing) -> None:
        """Show the notes that the letter did not wait for, as far as the window is there by now."""
        if self._is_closed:
            return
        self._listing = listing
        self._mark(listing)
        notes = self.window.notes
        if notes is not None:
            notes.show_listing(listing)
            notes.make_current(self._state.note)
        if self.is_introduced:
            self._introduce_notes(listing)

    def _on_no_look(self, trouble: KnownError) -> None:
        if self._keeps:
            self._trouble = trouble
        if self.window.notes is not None:
            self.window.notes.show_trouble(str(trouble))
            self.window.status.show_trouble(trouble)

    @Slot()
    def _on_first_picture(self) -> None:
        self.window.panels.letter.installEventFilter(self)
        QTimer.singleShot(0, self._furnish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        """Let nobody be too quick: a key pressed before the commands are there brings them first."""
        from PySide6.QtCore import QEvent

        if event.type() == QEvent.Type.ShortcutOverride:
            self._introduce()
        return super().eventFilter(watched, event)

    @Slot()
    def _furnish(self) -> None:
        """Show what else there is to see in a window that nobody has touched: the cards, the buttons, where one is."""
        from cca_desktop.notes.stamp import new_id
        from cca_desktop.ui.notes.panel import NotesPanel

        if self._is_closed or self.window.notes is not None:
            return
        notes = NotesPanel(self.desk, self.document, self._colours, self._settings.text_scale, new_id)
        self.window.fill_notes(notes)
        if self._listing is not None:
            notes.show_listing(self._listing)  # in its place: the cards are set once, for the width that they have
        elif self._trouble is None:
            notes.await_listing()
        if self._trouble is not None:
            notes.show_trouble(str(self._trouble))
        self.window.show_buttons()  # after the notes: Tab goes from the letter to the right, and on to the top
        self.window.status.show_place(self.window.panels.letter.place_read())
        if self._listing is not None and self._trouble is None:
            self.window.status.say_saved()
        if self._state.note:
            notes.make_current(self._state.note)
        self.window.settle()
        QTimer.singleShot(_INTRODUCES_AFTER_MS, self._introduce)

    @Slot()
    def _introduce(self) -> None:
        """Make the parts that cannot be seen, and introduce all of them to one another."""
        from cca_desktop.ui.actions import Actions
        from cca_desktop.ui.icons import window_icon
        from cca_desktop.ui.looks import Looks
        from cca_desktop.ui.moving import Moving
        from cca_desktop.ui.notes.note_taking import NoteTaking
        from cca_desktop.ui.search.asker import Asker
        from cca_desktop.ui.search.inquiry import Inquiry
        from cca_desktop.ui.taking_out import TakingOut
        from cca_desktop.ui.wiring import wire

        if self._is_closed or self.is_introduced:
            return
        self.is_introduced = True
        self._furnish()
        notes = self.window.notes
        assert notes is not None
        self.window.panels.letter.removeEventFilter(self)
        self.actions = Actions(self)
        self.asker = Asker(self._profile.index_folder if self._keeps else None, (self.document,), self)
        self.moving = Moving(self.document, self.window, self.actions, self.lane, self)
        self.inquiry = Inquiry(self.document, self.window, notes, self.moving, self.asker, self.lane, self.desk, self)
        self.note_taking = NoteTaking(self.document, self.window, notes, self.actions, self.desk, self)
        keeping = self._keeper()
        keep = keeping.keep_settings if self._keeps else _let_go
        self.looks = Looks(self._settings, self.window, self.actions, keep, self, is_desktop_dark=self._is_desktop_dark)
        self.taking_out = TakingOut(self.document, self.window, self.desk, self._profile.folder, self)
        siblings = (self.moving, self.inquiry, self.note_taking, self.looks, self.taking_out)
        wire(self.window, self.actions, *siblings, self.asker, self.desk, notes)
        self.window.may_close = keeping.may_close
        if self._keeps:
            keeping.begin(self.looks.settings)
            self.desk.watch()
            if self._trouble is None:  # which is told already
                self.moving.place_to_keep.connect(keeping.keep_place)
        self._resume()
        self.window.setWindowIcon(window_icon())
        self.introduced.emit()

    def _keeper(self) -> Keeping:
        if self._keeping is None:
            from cca_desktop.ui.keeping import Keeping

            self._keeping = Keeping(self.lane, self.document, self._profile, self.window, self.desk)
        return self._keeping

    def _resume(self) -> None:
        """Bring back what was open."""
        self.moving.follow_place(self.window.panels.letter.place_read())
        self.moving.on_left_tab()
        if self._listing is not None:
            self._introduce_notes(self._listing)
        if self._trouble is not None:
            self.window.status.show_trouble(self._trouble)
        if self._state.question:
            self.window.panels.search.resume(self._state.question, self._state.hit_note, self._state.hit_start)
        self.inquiry.on_left_tab()
        self.window.resume_split()

    def _introduce_notes(self, listing: Listing) -> None:
        self.note_taking.show_listing(listing)
        self.asker.know_notes(listing.notes)
        self.inquiry.answer_notes(listing)

    def begin_care(self, files: Sequence[str]) -> None:
        """Keep watch behind the window: a second start, the end of the session, mistakes of our own."""
        from cca_desktop.ui.care import Care

        care = Care(self.window, self._profile, self._keeper(), self)
        care.notes_handed.connect(self.taking_out.look_into)
        care.begin()
        care.open_files(files)

    @Slot()
    def close(self) -> None:
        """Save how everything was left, and end every lane."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._keeps:
            self._keeper().end()
        if hasattr(self, "asker"):
            self.asker.close()
        self.desk.close()


def open_window(profile: Profile, files: Sequence[str]) -> int:
    """Open the window on ``profile`` and stay until it is closed; where one is open already, raise that one.

    Raises:
        KnownError: There is no display, or the profile cannot be used.
    """
    if _has_no_display():
        raise KnownError(
            "There is no display here, so no window can be opened. “cca-desktop picture FILE.png” draws the window "
            "into a file."
        )
    trouble: KnownError | None = None
    lock = None
    try:
        lock = profile.lock()
    except DiskTroubleError as unwritable:
        trouble = unwritable  # the letter can still be read, and whatever notes are there
    if lock is None and trouble is None:
        from cca_desktop.storage import inbox

        inbox.leave(profile, inbox.request_for(files))
        return 0
    try:
        application = make_application()
        room = application.primaryScreen().availableGeometry()
        state = fitted(load_state(profile.window_file), room.width(), room.height())
        program = Program(profile, state=state, keeps=trouble is None, trouble=trouble)
        program.introduced.connect(partial(program.begin_care, files))
        program.introduced.connect(collect_again)
        program.show()
        return application.exec()
    finally:
        if lock is not None:
            lock.release()


def collect_again() -> None:
    """Begin to look for what is no longer used, but not among all that the window was built of: that stays.

    Whoever looks holds everything up. Answers are let go without that; so all is looked through seldom, and what is new
    in portions that take a millisecond or two, and not the 40 that held the window up while a question was answered.
    """
    gc.freeze()
    gc.set_threshold(*_COLLECTS_AFTER)
    gc.enable()


def make_application() -> QApplication:
    """Make Qt's application object, with the faces that travel with the program."""
    sys.setswitchinterval(_SWITCHES_THREADS_AFTER_S)
    kind: type[QApplication] = QApplication
    if sys.platform == "darwin":
        from cca_desktop.ui.handed_files import FileTakingApplication

        kind = FileTakingApplication
    application = kind(["cca-desktop", "-style", "Fusion"])
    application.setApplicationName("cca-desktop")
    application.setApplicationDisplayName("CCA Desktop")
    application.setDesktopFileName("cca-desktop")
    load_faces()
    application.setProperty(_DESKTOP_IS_DARK, is_dark(application.palette()))  # before it is given another
    return application


def _has_no_display() -> bool:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _read_letter() -> Document:
    """Read the letter; where it is missing or altered, show the sentence that says so in its place."""
    description = shipped("seeds", f"{SEEDS[0]}.json")
    try:
        return read_edition(description)
    except KnownError as trouble:
        return stand_in(SEEDS[0], str(trouble))


def _text_of(document: Document, name: str) -> str | None:
    return document.text if document.answers_to(name) else None


def _place(drawer: Drawer, *, document: Document) -> tuple[int | None, int]:
    """Return where the reader was in the document, and how many notes there are; a job of the notes' lane."""
    return drawer.places.place(document.id), drawer.count_notes()


def _let_go(_settings: Settings) -> None:
    """Keep nothing: a picture leaves no trace."""
