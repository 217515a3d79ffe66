"""Any sequence of deeds leaves the notebook as a dictionary in memory says."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from cca_desktop.notes.note import COLOURS
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database, storable

bodies = st.text(max_size=8) | st.sampled_from(["", "one", "two", "\0", "\ud800", "שלום"])


class Known(NamedTuple):
    """What the model knows of a note."""

    body: str
    colour: str
    is_retired: bool


class NotebookMachine(RuleBasedStateMachine):
    """A notebook, and beside it a dictionary with two stacks."""

    notes = Bundle("notes")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.model: dict[str, Known] = {}
        self.undone: list[tuple[str, Known, Known]] = []
        self.done: list[tuple[str, Known, Known]] = []
        self.drafting: tuple[str, str] | None = None
        self.open()

    def open(self) -> None:
        self.database = Database.open(Path(self.folder.name) / "notes.sqlite")
        self.notebook = Notebook(self.database, lambda _: None)

    def teardown(self) -> None:
        assert self.database.complaints() == []
        assert self.database.rows("PRAGMA foreign_key_check") == []
        self.database.close()
        self.folder.cleanup()

    def do(self, note: str, before: Known, after: Known) -> None:
        self.model[note] = after
        self.done.append((note, before, after))
        self.undone.clear()
        self.drafting = None

    @rule(target=notes, body=bodies, colour=st.sampled_from(COLOURS))
    def write(self, body: str, colour: str) -> str:
        (note,) = self.notebook.write(None, body, colour=colour).notes
        known = Known(storable(body), colour, is_retired=False)
        self.do(note, known._replace(is_retired=True), known)
        return note

    @rule(note=notes, body=bodies, colour=st.sampled_from(COLOURS))
    def revise(self, note: str, body: str, colour: str) -> None:
        before = self.model[note]
        after = before._replace(body=storable(body), colour=colour)
        change = self.notebook.revise(note, body=body, colour=colour)
        assert bool(change.notes) == (before != after)
        if before != after:
            self.do(note, before, after)

    @rule(note=notes, body=bodies, token=st.sampled_from(["a", "b"]))
    def draft(self, note: str, body: str, token: str) -> None:
        before = self.model[note]
        after = before._replace(body=storable(body))
        self.notebook.revise(note, body=body, writing=token)
        if before == after:
            return
        if self.drafting == (note, token):
            _, origin, _ = self.done.pop()
            self.model[note] = after
            if origin == after:
                self.drafting = None
            else:
                self.done.append((note, origin, after))
        else:
            self.do(note, before, after)
            self.drafting = (note, token)

    @rule(note=notes, is_retired=st.booleans())
    def bin(self, note: str, *, is_retired: bool) -> None:
        before = self.model[note]
        after = before._replace(is_retired=is_retired)
        (self.notebook.retire if is_retired else self.notebook.restore)(note)
        if before != after:
            self.do(note, before, after)

    @rule()
    def undo(self) -> None:
        change = self.notebook.undo()
        assert (change is None) == (not self.done)
        if self.done:
            note, before, _ = self.done[-1]
            self.undone.append(self.done.pop())
            self.model[note] = before
            self.drafting = None

    @rule()
    def redo(self) -> None:
        change = self.notebook.redo()
        assert (change is None) == (not self.undone)
        if self.undone:
            note, _, after = self.undone[-1]
            self.done.append(self.undone.pop())
            self.model[note] = after
            self.drafting = None

    @rule()
    def reopen(self) -> None:
        self.database.close()
        self.open()

    @rule(note=consumes(notes))
    def let_rest(self, note: str) -> None:
        """Some notes are never touched again."""

    @invariant()
    def the_notebook_is_as_the_model_says(self) -> None:
        known = {
            note.id: Known(note.body, note.colour, note.is_retired)
            for note in self.notebook.notes() + self.notebook.binned()
        }
        assert known == self.model
        assert bool(self.notebook.what_undo_would_do()) == bool(self.done)
        assert bool(self.notebook.what_redo_would_do()) == bool(self.undone)

    @invariant()
    def no_state_that_was_left_is_forgotten(self) -> None:
        left = [*self.done, *self.undone]
        for note in {note for note, _, _ in left}:
            kept = {Known(one.body, one.colour, one.is_retired) for one in self.notebook.versions(note)}
            assert {after for name, _, after in left if name == note} <= kept


NotebookMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestNotebook = NotebookMachine.TestCase
