"""Notes for the tests of what goes out and comes in: every kind of them, on the real letter."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from hypothesis import strategies as st

from cca_desktop.export.outgoing import Outgoing, outgoing
from cca_desktop.library.document import Document
from cca_desktop.notes.history import Change
from cca_desktop.notes.letting_go import let_go
from cca_desktop.notes.note import COLOURS, MOTIVATIONS, Note, PlacedNote, PlacedPassage, Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.text.anchoring import find_quote, resolve
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span

NOW, LATER = "2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z"
LINES = (
    "", "\n", "\r\n", "\r", "---", "---\n", "# ", "> ", "- ", "> [!quote] x\n> y\n\n", "[[A title]]", "¶ 6", "\x00",
)  # fmt: skip
TAGS = ("cold war", "1962", "#war", "a, b", "null", "ü/ß")
NAMES = ("https://example.org/a?b=c#d", "about:blank", "urn:uuid:x", "a b%20/ü")


def passage(document: Document, at: Span) -> Target:
    """The stretch ``at`` of a document."""
    return Target(document.id, describe_quote(document.text, at), position_of(at))


def on(letter: Document, quote: str) -> Target:
    """The first passage of the letter where ``quote`` stands."""
    return passage(letter, find_quote(letter.text, quote)[0])


def a_note(number: int, target: Target | None, body: str = "", *tags: str, **more: object) -> Note:
    """A note with the id and the dates that ``number`` gives it."""
    note = Note(
        id=f"0192f000-0000-7000-8000-{number:012x}",
        target=target,
        body=body,
        tags=tags,
        colour="yellow",
        created=f"2026-10-{1 + number % 28:02d}T10:00:00.{number % 1000:03d}Z",
        modified=f"2026-11-{1 + number % 20:02d}T10:00:00.000Z",
        version=1,
        is_retired=False,
        motivation="commenting" if body else "highlighting",
    )
    return note._replace(**more)  # type: ignore[arg-type]


def words() -> st.SearchStrategy[str]:
    """Anything that can be typed or pasted into a note."""
    pieces = st.one_of(st.sampled_from(LINES), st.text(max_size=30))
    return st.lists(pieces, max_size=6).map("".join)


def targets(letter: Document) -> st.SearchStrategy[Target]:
    """A passage, the whole letter, a passage that is not there, a document that is not, or another note."""
    ends = st.integers(1, len(letter.text))
    spans = st.tuples(ends, st.integers(1, 300)).map(lambda told: Span(max(0, told[0] - told[1]), told[0]))
    short = st.text(min_size=1, max_size=20)
    places = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(
        lambda told: TextPositionSelector(told[0], sum(told))
    )
    names = st.one_of(st.sampled_from(NAMES), short).filter(lambda name: not letter.answers_to(name))
    lost = st.builds(
        TextQuoteSelector, short.map(lambda told: f"\x01{told}\x01"), st.text(max_size=9), st.text(max_size=9)
    )
    return st.one_of(
        spans.map(lambda at: passage(letter, at)),
        st.just(Target(letter.id)),
        st.builds(Target, names, st.one_of(st.none(), lost), st.none(), st.just("")),
        st.builds(Target, st.just(letter.id), lost, st.one_of(st.none(), places), st.just("")),
        st.uuids(version=4).map(lambda uuid: Target("", note=str(uuid))),
    )


def notes(letter: Document) -> st.SearchStrategy[Note]:
    """A note as a notebook can hold it."""
    times = st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "Z")

    def made(
        number: int, body: str, tags: list[str], look: tuple[str, str], creator: str, two: tuple[str, str],
        about: list[Target],
    ) -> Note:  # fmt: skip
        note = a_note(number, about[0] if about else None, body, *tags, created=min(two), modified=max(two))
        return note._replace(colour=look[0], motivation=look[1], creator=creator, further=tuple(about[1:]))

    return st.builds(
        made,
        st.integers(0, 1 << 40),
        words(),
        st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=12)), max_size=4),
        st.tuples(st.sampled_from(COLOURS), st.sampled_from(MOTIVATIONS)),
        st.text(max_size=12),
        st.tuples(times, times),
        st.lists(targets(letter), max_size=3),
    )


class Desk:
    """A profile of its own, to write into and read from."""

    def __init__(self, folder: Path, letter: Document) -> None:
        self._file = folder / "notes.sqlite"
        self._letter = letter

    def take_in(self, arriving: Sequence[Note]) -> Change:
        with closing(Database.open(self._file)) as database:
            return self._notebook(database).take_in(arriving)

    def undo(self) -> None:
        with closing(Database.open(self._file)) as database:
            notebook = self._notebook(database)
            notebook.what_undo_would_do()
            assert notebook.undo() is not None

    def revise(self, note: str, **change: object) -> None:
        with closing(Database.open(self._file)) as database:
            Notebook(database, {self._letter.id: self._letter.text}.get, lambda: LATER).revise(note, **change)  # type: ignore[arg-type]

    def retire(self, note: str) -> None:
        with closing(Database.open(self._file)) as database:
            self._notebook(database).retire(note)

    def let_go(self, note: str) -> None:
        with closing(Database.open(self._file)) as database:
            self._notebook(database).retire(note)
            let_go(database, note)

    def notes(self) -> dict[str, Note]:
        with closing(Database.open(self._file)) as database:
            return {note.id: note._replace(version=1) for note in self._notebook(database).notes()}

    def outgoing(self) -> Outgoing:
        with closing(Database.open(self._file)) as database:
            return outgoing(self._notebook(database).all_placed(), [self._letter], NOW)

    def _notebook(self, database: Database) -> Notebook:
        return Notebook(database, {self._letter.id: self._letter.text}.get, lambda: NOW)


def goes_out(letter: Document, *some: Note) -> Outgoing:
    """Notes as they go out, each in its place."""
    return outgoing([_placed(letter, note) for note in some], [letter], NOW)


def _placed(letter: Document, note: Note) -> PlacedNote:
    passages = []
    for which, target in enumerate(note.targets):
        if target.quote is not None:
            at_hand = letter.text if target.document == letter.id else ""
            anchoring = resolve(at_hand, target.quote, target.position)
            passages.append(PlacedPassage(which, anchoring.span, anchoring.state))
    if not passages:
        return PlacedNote(note, None, "free")
    first = next((passage for passage in passages if passage.span), passages[0])
    return PlacedNote(note, first.span, first.state, tuple(one for one in passages if one is not first))
