"""Two machines whose clocks jump, and whose readers do this and that, brought together again and again."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.joining import Joining
from cca_desktop.notes.letting_go import let_go_of_the_overdue
from cca_desktop.notes.note import Note, content_of
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile

DEEDS = ("write", "revise", "retire", "restore", "undo", "look after the bin", "the clock is wrong", "join")
KEPT_DAYS = 30


class Machine:
    """A notebook, a clock that may be years ahead, and what its reader has said and has in use."""

    def __init__(self, database: Database, seconds: "count[int]") -> None:
        """Begin with an empty notebook; no two machines look at one moment of ``seconds``."""
        self.database = database
        self.notebook = Notebook(database, lambda _: None, self.now)
        self.said: set[tuple[str, str]] = set()
        self.gone_on_with: set[str] = set()  # in use, and changed by its reader since the last joining
        self._seconds = seconds
        self._year = 2026

    def now(self) -> str:
        """Return the time that the clock shows."""
        minutes, second = divmod(next(self._seconds), 60)
        return f"{self._year}-06-01T{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}.000Z"

    def do(self, deed: str, which: int, word: str) -> None:
        """Do one thing to one of the notes that are there."""
        living, binned = self.notebook.notes(), self.notebook.binned()
        if deed == "the clock is wrong":
            self._year = 2026 if self._year != 2026 else 2026 + which
        elif deed == "look after the bin":
            let_go_of_the_overdue(self.database, KEPT_DAYS, self.now)
        elif deed == "write":
            self._on(self.notebook.write(None, word).notes)
        elif deed == "undo":
            change = self.notebook.undo()
            self.gone_on_with -= set(change.notes if change else ())
        elif deed == "restore" and binned:
            self._on(self.notebook.restore(binned[which % len(binned)].id).notes)
        elif deed in ("revise", "retire") and living:
            note_id = living[which % len(living)].id
            if deed == "revise":
                self._on(self.notebook.revise(note_id, body=word).notes)
            else:
                self.notebook.retire(note_id)
                self.gone_on_with.discard(note_id)

    def join(self, other: "Machine") -> None:
        """Bring the notes of the other machine in."""
        Joining(self.database, other.database.file, self.now).join()

    def _on(self, notes: tuple[str, ...]) -> None:
        self.gone_on_with |= set(notes)
        self.said |= {(note, self.notebook.note(note).body) for note in notes}

    def stand(self) -> dict[str, object]:
        """Return what is to be seen of each note that was not let go of."""
        notes: list[Note] = [*self.notebook.notes(), *self.notebook.binned()]
        return {note.id: content_of(note) for note in notes}


@contextmanager
def two_machines() -> Iterator[tuple[Machine, Machine]]:
    seconds = count()
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name / "notes.sqlite" for name in ("one", "other")]
        with closing(Database.open(files[0])) as one, closing(Database.open(files[1])) as other:
            yield Machine(one, seconds), Machine(other, seconds)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(DEEDS), st.integers(1, 40)), max_size=24))
def test_nothing_said_is_lost_and_nothing_in_use_goes_to_the_bin(deeds: list[tuple[bool, str, int]]) -> None:
    with two_machines() as machines:
        for number, (is_first, deed, which) in enumerate(deeds):
            one, other = machines if is_first else machines[::-1]
            if deed == "join":
                one.join(other)
                other.join(one)
                one.gone_on_with.clear()
                other.gone_on_with.clear()
            else:
                one.do(deed, which, f"words {number}")
        one, other = machines
        gone_on_with = one.gone_on_with | other.gone_on_with
        for _ in range(2):
            one.join(other)
            other.join(one)
        assert Joining(one.database, other.database.file, one.now).steps() == ()
        assert Joining(other.database, one.database.file, other.now).steps() == ()
        for machine in machines:
            kept = {(note, version.body) for note, _ in machine.said for version in machine.notebook.versions(note)}
            assert machine.said <= kept
            assert examine_notes(Profile.at(machine.database.file.parent)).troubles == ()
        both_in_use = {note.id for note in one.notebook.notes()} & {note.id for note in other.notebook.notes()}
        assert gone_on_with <= both_in_use
        in_both = one.stand().keys() & other.stand().keys()
        assert {note: one.stand()[note] for note in in_both} == {note: other.stand()[note] for note in in_both}
