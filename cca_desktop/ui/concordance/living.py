"""Concordances that notes keep: their lines of now are shown in the notes, and one is kept or opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from cca_desktop.export.outgoing import day
from cca_desktop.notes.stamp import now
from cca_desktop.search.living import Now, as_block, as_list, as_words, filled_in, lines_now, living_in
from cca_desktop.ui.notes.note_desk import Listing, NoteDesk
from cca_desktop.ui.notes.note_model import Shown
from cca_desktop.ui.notes.panel import NotesPanel
from cca_desktop.ui.search.asker import Asker

if TYPE_CHECKING:
    from cca_desktop.search.searcher import Searcher
    from cca_desktop.ui.concordance.desk import ConcordanceDesk
    from cca_desktop.ui.main_window import MainWindow

_LOOKS_AFTER_MS = 200  # a pause between the changes of notes
_WIDTH = 15  # code points on either side: a line of a card
_SHOWN = 10  # lines of one concordance; all of them are counted


class LivingNotes(QObject):
    """Shows in notes what their questions find now. No note is changed by being shown."""

    def __init__(
        self,
        window: MainWindow,
        notes: NotesPanel,
        desk: NoteDesk,
        asker: Asker,
        concordance: Callable[[], ConcordanceDesk],
        parent: QObject,
    ) -> None:
        """Show lines in ``notes``; ``asker`` finds them, ``desk`` writes new notes, ``concordance`` gives its page."""
        super().__init__(parent)
        self._window = window
        self._concordance = concordance
        self._notes = notes
        self._desk = desk
        self._asker = asker
        self._bodies: dict[str, str] = {}
        notes.concordance_wanted.connect(self.open)
        self._looks = QTimer(self)
        self._looks.setSingleShot(True)
        self._looks.setInterval(_LOOKS_AFTER_MS)
        self._looks.timeout.connect(self._look)
        window.closing.connect(self._looks.stop)

    def take_up(self, listing: Listing) -> None:
        """Look for the lines of now: the notes have changed."""
        before = self._bodies
        changed = before.keys() if listing.news is None else {one.note for one in listing.news}
        kept = {note: body for note, body in before.items() if note not in changed}
        self._bodies = {**kept, **listing.asking}
        if self._bodies:
            self._looks.start()
        elif before:
            self._notes.show_living({})

    @Slot()
    def _look(self) -> None:
        self._asker.look_up(partial(_shown, bodies=self._bodies, at=now()), self._show)

    def _show(self, shown: dict[str, Shown] | None) -> None:
        if shown is None:  # a question came first
            self._looks.start()
        else:
            self._notes.show_living(shown)

    def keep(self) -> None:
        """Keep what is lined up as a note; where nothing is, let it be asked first."""
        desk = self._concordance()
        terms = desk.panel.terms
        question = " ".join(terms.question().split())
        if not question:
            desk.open("")
            return
        title = self.tr("Concordance: {question}").format(question=question)
        body = f"# {title}\n\n{as_block(question, terms.bounds(), terms.sorts())}\n"
        self._window.sides.open("right")
        self._desk.write(None, colour="yellow", body=body, written=self._notes.make_current)

    def open_current(self) -> None:
        """Line up what the current note asks first of all."""
        current = self._notes.current()
        if current is None or not living_in(self._bodies.get(current.note.id, "")):
            self._window.status.say(self.tr("The current note keeps no concordance."))
        else:
            self.open(current.note.id, 0)

    @Slot(str, int)
    def open(self, note: str, number: int) -> None:
        """Line up what a note asks: the question of that ``number`` in it."""
        for one in living_in(self._bodies.get(note, ""))[number : number + 1]:
            self._concordance().ask_so(one.question, one.bounds, one.sorts)


def _shown(searcher: Searcher, is_outdated: Callable[[], bool], *, bodies: dict[str, str], at: str) -> dict[str, Shown]:
    """Return what a card shows of each note; a job of the searcher's lane."""
    found = {}
    for note, body in bodies.items():
        kept = living_in(body)
        nows = [lines_now(one, note, searcher, width=_WIDTH, limit=_SHOWN, is_outdated=is_outdated) for one in kept]
        found[note] = _filled(note, body, nows, day(at))
    return found


def _filled(note: str, body: str, nows: list[Now], today: str) -> Shown:
    kept = [one.living for one in nows]

    def set_lines(one: Now, begins: str) -> str:
        return as_list(one, today, leads_to=f"concordance:{note}/{kept.index(one.living)}", begins=begins)

    return Shown(
        markdown=filled_in(body, nows, lambda _block, one: set_lines(one, "- ")),
        lines="\n\n".join(set_lines(one, "") for one in nows),
        aloud=filled_in(body, nows, lambda _block, one: as_words(one, today)),
    )
