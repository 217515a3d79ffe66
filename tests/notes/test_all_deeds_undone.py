"""Whatever is done to notes, by whomever and over however many starts, undo leads back through all of it and redo on.

Every deed there is, in any order, on a real file, is held against a dictionary with two stacks.
"""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cca_desktop.notes.joining import Joining
from cca_desktop.notes.letting_go import let_go, let_go_of_the_overdue
from cca_desktop.notes.note import COLOURS, Note, Target, implied_motivation
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.returning import Returning
from cca_desktop.notes.stamp import new_id
from cca_desktop.storage.backup import Kind, back_up
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine_notes
from cca_desktop.storage.profile import Profile
from cca_desktop.text.selectors import TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span

TEXT = "You and I ought not now to pull on the ends of the rope in which you have tied the knot of war."
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

bodies = st.text(max_size=6) | st.sampled_from(["", "a rope", "a cannon", "שלום", "two\nlines", "# title", "😀"])
tags = st.lists(st.sampled_from(["war", "rope", "peace", "two words"]), max_size=2, unique=True).map(tuple)
colours = st.sampled_from(COLOURS)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 30))
which = st.integers(0, 10_000)
several = st.lists(which, min_size=1, max_size=6)


class State(NamedTuple):
    """What the model knows of a note; its ``words`` are those of the letter that it is about."""

    body: str
    tags: tuple[str, ...]
    colour: str
    words: str | None = None
    is_retired: bool = False
    is_buried: bool = False


def state_of(note: Note) -> State:
    words = note.target.quote.exact if note.target and note.target.quote else None
    return State(note.body, note.tags, note.colour, words, note.is_retired, note.is_buried)


class Deed(NamedTuple):
    """What one deed did: the notes it touched, as they were before, and as they were after it."""

    before: dict[str, State]
    after: dict[str, State]


class DeedsMachine(RuleBasedStateMachine):
    """A notebook, a second program on its file, other machines, and a plain model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "notes.sqlite"
        self.seconds = 0
        self.model: dict[str, State] = {}
        self.born: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.done: list[Deed] = []
        self.undone: list[Deed] = []
        self.drafting: tuple[str, str] | None = None
        self.unseen = 0  # of the deeds done last, so many the reader has not been told of
        self.copy: tuple[Path, dict[str, State]] | None = None
        self.open()

    # What the test itself does.

    def now(self) -> str:
        self.seconds += 1
        return (START + dt.timedelta(seconds=self.seconds)).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def open(self) -> None:
        self.database = Database.open(self.file)
        self.notebook = Notebook(self.database, lambda _: TEXT, self.now)

    def teardown(self) -> None:
        try:
            self.go_all_the_way()
            self.database.close()
            assert examine_notes(Profile.at(Path(self.folder.name))).troubles == ()
        finally:
            self.database.close()
            self.folder.cleanup()

    def go_all_the_way(self) -> None:
        """Undo all that can be undone, and do it again, with a start of the program in between every now and then."""
        for move, stack in ((self.undo, self.done), (self.redo, self.undone)):
            self.look()
            while stack:
                move()
                self.the_notebook_is_as_the_model_says()
                if len(stack) % 8 == 0:
                    self.start_again()

    def those(self, numbers: Iterable[int], *, fitting: Callable[[State], bool] = lambda _: True) -> list[str]:
        """The ids of some of the notes that can be touched, each once."""
        ids = [note for note, state in self.model.items() if fitting(state)]
        return list(dict.fromkeys(ids[number % len(ids)] for number in numbers)) if ids else []

    def do(self, after: dict[str, State], *, created: bool = False, is_other: bool = False) -> None:
        """Take it that one deed has left those notes so; a note is put away when its beginning is undone."""
        if created:
            before = {note: state._replace(is_retired=True) for note, state in after.items()}
        else:
            after = {note: state for note, state in after.items() if self.model[note] != state}
            before = {note: self.model[note] for note in after}
        if not after:
            return
        self.model |= after
        self.done.append(Deed(before, after))
        self.undone.clear()
        self.drafting = None
        self.unseen = self.unseen + 1 if is_other else 0

    # Deeds.

    @initialize()
    def begin_with_some(self) -> None:
        for body in ("one", "two", "three"):
            self.write(body, (), "yellow", None, is_known=True)

    @rule(body=bodies, tags=tags, colour=colours, span=spans | st.none(), is_known=st.booleans())
    def write(self, body: str, tags: tuple[str, ...], colour: str, span: Span | None, *, is_known: bool) -> None:
        target = None
        if span is not None:
            quote = describe_quote(TEXT, span) if is_known else TextQuoteSelector("words that are nowhere", "", "")
            target = Target("letter", quote, position_of(span))
        (note,) = self.notebook.write(target, body, tags, colour).notes
        words = target.quote.exact if target and target.quote else None
        self.do({note: State(body, tags, colour, words)}, created=True)

    @rule(number=which, body=bodies | st.none(), tags=tags | st.none(), colour=colours | st.none())
    def revise(self, number: int, body: str | None, tags: tuple[str, ...] | None, colour: str | None) -> None:
        for note in self.those([number]):
            self.notebook.revise(note, body=body, tags=tags, colour=colour)
            before = self.model[note]
            after = before._replace(
                body=before.body if body is None else body,
                tags=before.tags if tags is None else tags,
                colour=before.colour if colour is None else colour,
            )
            self.do({note: before if before.is_buried else after})

    @rule(number=which, body=bodies, writing=st.sampled_from("ab"))
    def draft(self, number: int, body: str, writing: str) -> None:
        for note in self.those([number], fitting=lambda state: not state.is_buried):
            before, after = self.model[note], self.model[note]._replace(body=body)
            self.notebook.revise(note, body=body, writing=writing)
            if self.drafting != (note, writing):
                self.do({note: after})
                self.drafting = (note, writing) if before != after else self.drafting
            elif before != after:
                first = self.done.pop().before
                self.model[note] = after
                if first == {note: after}:
                    self.drafting = None  # typed and taken back: nothing is left to undo
                else:
                    self.done.append(Deed(first, {note: after}))

    @rule(numbers=several, colour=colours | st.none(), more=tags, fewer=tags)
    def revise_all(self, numbers: list[int], colour: str | None, more: tuple[str, ...], fewer: tuple[str, ...]) -> None:
        ids = self.those(numbers, fitting=lambda state: not state.is_buried)
        self.notebook.revise_all(ids, colour=colour, more_tags=more, fewer_tags=fewer)
        after = {}
        for note in ids:
            state = self.model[note]
            kept = tuple(tag for tag in dict.fromkeys((*state.tags, *more)) if tag not in fewer)
            after[note] = state._replace(tags=kept, colour=colour or state.colour)
        self.do(after)

    @rule(numbers=several, is_retired=st.booleans())
    def put_away_or_bring_back(self, numbers: list[int], *, is_retired: bool) -> None:
        ids = self.those(numbers)
        (self.notebook.retire if is_retired else self.notebook.restore)(*ids)
        self.do({note: self.model[note]._replace(is_retired=is_retired or self.model[note].is_buried) for note in ids})

    @rule(number=which, span=spans)
    def move_to_another_passage(self, number: int, span: Span) -> None:
        """As a reader does who says where a note astray belongs."""
        for note in self.those([number], fitting=lambda state: state.words is not None):
            quote = self.notebook.note(note).target
            self.notebook.settle(note, span)
            is_same = quote is not None and quote.position == position_of(span)
            after = self.model[note]._replace(words=span.cut(TEXT))
            if not is_same or after != self.model[note]:
                self.do({note: after})

    @rule(told=st.lists(bodies, min_size=1, max_size=3), number=which)
    def bring_in(self, told: list[str], number: int) -> None:
        """New notes come in; of two that come with them one is here already and the other lies in the bin."""
        arriving = {(name := new_id()): State(f"{body}{name}", ("arrived",), "blue") for body in told}
        back = {
            note: self.model[note]._replace(is_retired=False)
            for note in self.those([number], fitting=lambda state: state.is_retired and not state.is_buried)
        }
        here = self.those([number], fitting=lambda state: not state.is_retired)
        notes = [_arriving(note, state) for note, state in arriving.items()]
        notes += [self.notebook.note(note) for note in (*back, *here)]
        self.notebook.take_in(notes)
        before = {note: self.model[note] for note in back}
        self.do(arriving | back, created=True)
        self.done[-1].before.update(before)

    @rule(told=st.lists(bodies, min_size=1, max_size=3), retires=st.booleans())
    def join_with_another_machine(self, told: list[str], *, retires: bool) -> None:
        file = Path(self.folder.name) / f"away-{self.seconds}" / "notes.sqlite"
        with closing(Database.open(file)) as away:
            there = Notebook(away, lambda _: TEXT, self.now)
            ids = [there.write(None, "", ("away",)).notes[0] for _ in told]
            for note, body in zip(ids, told, strict=True):
                there.revise(note, body=body)
            if retires:
                there.retire(ids[0])
            come = {note.id: state_of(note) for note in (*there.notes(), *there.binned())}
            Joining(self.database, file, self.now).join()
        self.notebook.what_undo_would_do()
        self.do(come, created=True)

    @rule()
    def copy_all(self) -> None:
        self.copy = back_up(self.file, self.file.parent / "backups", Kind.BY_HAND), dict(self.model)

    @precondition(lambda self: self.copy is not None and self.copy[0].exists())
    @rule()
    def go_back_to_the_copy(self) -> None:
        assert self.copy is not None
        copy, then = self.copy
        since = {note: state._replace(is_retired=True) for note, state in self.model.items() if note not in then}
        change = Returning(self.database, copy, self.now).go_back()
        assert set(change.notes) == {note for note, state in (then | since).items() if self.model[note] != state}
        self.do(then | since)
        self.look()

    @rule()
    def a_month_passes(self) -> None:
        """What lies in the bin has lain there for too long then, and goes; what was undone can be done again yet."""
        self.seconds += 32 * 86_400
        overdue = [note for note, state in self.model.items() if state.is_retired and not state.is_buried]
        gone = let_go_of_the_overdue(self.database, 30, self.now).notes
        self.look()
        assert sorted(gone) == ([] if self.undone else sorted(overdue))
        self.do({note: _emptied(self.model[note]) for note in gone})

    @rule(number=which)
    def let_go_of_one_for_ever(self, number: int) -> None:
        """Which cannot be undone, and takes the note out of all that can be."""
        for note in self.those([number], fitting=lambda state: state.is_retired and not state.is_buried):
            let_go(self.database, note, now=self.now)
            self.model[note] = _emptied(self.model[note])
            for stack in (self.done, self.undone):
                for deed in stack:
                    deed.before.pop(note, None)
                    deed.after.pop(note, None)
                stack[:] = [deed for deed in stack if deed.after]
            self.look()
            self.drafting = None if self.drafting and self.drafting[0] == note else self.drafting

    @rule(number=which, body=bodies, deed=st.sampled_from(["write", "revise", "retire"]))
    def another_program_writes(self, number: int, body: str, deed: str) -> None:
        """As the command line does, while the window knows nothing of it yet."""
        with closing(Database.open(self.file)) as database:
            other = Notebook(database, lambda _: TEXT, self.now)
            if deed == "write":
                (note,) = other.write(None, body, ("theirs",)).notes
                self.do({note: State(body, ("theirs",), "yellow")}, created=True, is_other=True)
            for note in self.those([number], fitting=lambda state: not state.is_buried) if deed != "write" else ():
                if deed == "revise":
                    other.revise(note, body=body)
                    self.do({note: self.model[note]._replace(body=body)}, is_other=True)
                else:
                    other.retire(note)
                    self.do({note: self.model[note]._replace(is_retired=True)}, is_other=True)

    # Undo and redo.

    @rule()
    def look(self) -> None:
        """The window shows what undo would do."""
        assert bool(self.notebook.what_undo_would_do()) == bool(self.done)
        assert bool(self.notebook.what_redo_would_do()) == bool(self.undone)
        self.unseen = 0

    @rule(times=st.integers(1, 5))
    def undo_some(self, times: int) -> None:
        for _ in range(times):
            self.undo()

    def undo(self) -> None:
        change = self.notebook.undo()
        if not self.done:
            assert change is None
            return
        assert change is not None
        if self.unseen:
            assert change.kind == "elsewhere"
            assert set(change.notes) == set(self.done[-1].after)
        else:
            deed = self.done.pop()
            assert (change.kind, set(change.notes)) == ("undo", set(deed.after))
            self.model |= deed.before
            self.undone.append(deed)
            self.drafting = None
        self.unseen = 0

    @rule(times=st.integers(1, 5))
    def redo_some(self, times: int) -> None:
        for _ in range(times):
            self.redo()

    def redo(self) -> None:
        change = self.notebook.redo()
        if not self.undone:
            assert change is None
            return
        deed = self.undone.pop()
        assert change is not None
        assert (change.kind, set(change.notes)) == ("redo", set(deed.after))
        self.model |= deed.after
        self.done.append(deed)
        self.drafting = None
        self.unseen = 0

    @rule()
    def start_again(self) -> None:
        """What another program wrote before is known to a reader who sees it listed at the start."""
        self.database.close()
        self.open()
        self.look()

    # What holds at any time.

    @invariant()
    def the_notebook_is_as_the_model_says(self) -> None:
        rows = [self.notebook.note(note) for note in self.model]
        assert {note.id: state_of(note) for note in rows} == self.model
        living = {note for note, state in self.model.items() if not state.is_retired}
        binned = {note for note, state in self.model.items() if state.is_retired and not state.is_buried}
        assert {note.id for note in self.notebook.notes()} == living
        assert {note.id for note in self.notebook.binned()} == binned
        for note in rows:
            assert note.created == self.born.setdefault(note.id, note.created) or note.is_buried
            assert note.modified >= note.created
            assert note.version >= self.versions.get(note.id, 1), "no version is taken back, by undo neither"
            self.versions[note.id] = note.version
            if not note.is_buried:
                assert note.motivation == implied_motivation(note.body, note.tags, note.target)

    @invariant()
    def no_words_that_can_come_back_are_forgotten(self) -> None:
        for deed in (*self.done[-3:], *self.undone[-3:]):
            for note, state in deed.after.items():
                kept = {(one.body, one.tags, one.colour) for one in self.notebook.versions(note)}
                assert (state.body, state.tags, state.colour) in kept


def _emptied(state: State) -> State:
    return State("", (), state.colour, is_retired=True, is_buried=True)


def _arriving(note: str, state: State) -> Note:
    is_for = implied_motivation(state.body, state.tags, None)
    return Note(note, None, state.body, state.tags, state.colour, "", "", 1, is_retired=False, motivation=is_for)


DeedsMachine.TestCase.settings = settings(max_examples=8, stateful_step_count=120, deadline=None)
TestAllDeeds = DeedsMachine.TestCase
