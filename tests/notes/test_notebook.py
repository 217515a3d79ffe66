import sqlite3
from contextlib import closing

import pytest

from cca_desktop.errors import DiskTroubleError, NotHereError
from cca_desktop.library.document import Document
from cca_desktop.notes.history import Change, Deed
from cca_desktop.notes.note import Target
from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage.database import Database
from cca_desktop.text.selectors import TextPositionSelector, TextQuoteSelector, describe_quote, position_of
from cca_desktop.text.span import Span
from tests.notes.conftest import ticking


def again(database: Database) -> Notebook:
    """The notebook at the next start of the program."""
    return Notebook(database, lambda _: None)


def passage(document: Document, words: str) -> Target:
    start = document.text.index(words)
    at = Span(start, start + len(words))
    return Target(document.id, describe_quote(document.text, at), position_of(at))


def test_a_note_comes_back_as_it_was_written(notebook: Notebook, database: Database) -> None:
    target = Target("letter", TextQuoteSelector("letter", "A ", " of"), TextPositionSelector(2, 8))
    change = notebook.write(target, "*Why* this word?", ("question", "style"), "green")
    assert change == Change("write", (notebook.notes()[0].id,))
    note = again(database).note(change.notes[0])
    assert (note.target, note.body, note.tags, note.colour) == (
        target,
        "*Why* this word?",
        ("question", "style"),
        "green",
    )
    assert (note.version, note.is_retired, note.created) == (1, False, note.modified)


@pytest.mark.parametrize(
    "target", [None, Target("letter"), Target("letter", TextQuoteSelector("", "", ""), TextPositionSelector(0, 0))]
)
def test_a_note_belongs_to_a_passage_a_document_or_nothing(notebook: Notebook, target: Target | None) -> None:
    assert notebook.note(notebook.write(target).notes[0]).target == target


def test_tags_are_tidied_and_keep_their_order(notebook: Notebook) -> None:
    note = notebook.note(notebook.write(None, tags=("  peace ", "", "war", "peace", "two\n words")).notes[0])
    assert note.tags == ("peace", "war", "two words")


def test_a_colour_that_is_none_writes_nothing(notebook: Notebook) -> None:
    with pytest.raises(ValueError, match="mauve"):
        notebook.write(None, colour="mauve")
    assert notebook.notes() == []
    assert notebook.what_undo_would_do() is None


def test_half_a_character_is_replaced_and_the_rest_is_kept(notebook: Notebook) -> None:
    target = Target("letter", TextQuoteSelector("a\ud800", "\udfff", ""), TextPositionSelector(0, 2))
    note = notebook.note(notebook.write(target, "x\ud83dy\0z", ("t\udc00",)).notes[0])
    assert note.body == "x\ufffdy\0z"
    assert note.tags == ("t\ufffd",)
    assert note.target == Target("letter", TextQuoteSelector("a\ufffd", "\ufffd", ""), TextPositionSelector(0, 2))
    assert notebook.revise(note.id, body="x\ud83dy\0z") == Change("revise", ())


def test_ten_megabytes_are_a_note_like_any_other(notebook: Notebook, database: Database) -> None:
    body = "слово 😀 " * 1_250_000
    note_id = notebook.write(None, body).notes[0]
    notebook.revise(note_id, body=body + "!")
    notebook.undo()
    assert again(database).note(note_id).body == body


def test_a_revision_is_a_new_version_and_the_old_one_is_kept(notebook: Notebook) -> None:
    note_id = notebook.write(None, "one").notes[0]
    assert notebook.revise(note_id, body="two", tags=["t"], colour="pink") == Change("revise", (note_id,))
    first, second = notebook.versions(note_id)
    assert (first.body, first.version) == ("one", 1)
    assert (second.body, second.tags, second.colour, second.version) == ("two", ("t",), "pink", 2)
    assert second == notebook.note(note_id)
    assert second.created == first.created
    assert second.modified > first.modified


def test_a_revision_that_changes_nothing_writes_nothing(notebook: Notebook, database: Database) -> None:
    note_id = notebook.write(None, "one", ("t",)).notes[0]
    with closing(Database.open(database.file)) as other:
        seen = other.version_seen()
        assert notebook.revise(note_id, body="one", tags=(" t",), colour="yellow") == Change("revise", ())
        assert other.version_seen() == seen


def test_drafts_of_one_writing_are_one_version_and_one_undo(notebook: Notebook) -> None:
    note_id = notebook.write(None, "").notes[0]
    for draft in ("P", "Pe", "Peace"):
        notebook.revise(note_id, body=draft, writing="first")
    notebook.revise(note_id, body="Peace!", writing="second")
    assert [version.body for version in notebook.versions(note_id)] == ["", "Peace", "Peace!"]
    notebook.undo()
    assert notebook.note(note_id).body == "Peace"
    notebook.undo()
    assert notebook.note(note_id).body == ""


@pytest.mark.parametrize("between", ["another note", "undo", "retire"])
def test_what_is_done_between_drafts_divides_them(notebook: Notebook, between: str) -> None:
    note_id = notebook.write(None, "").notes[0]
    notebook.revise(note_id, body="one", writing="w")
    if between == "another note":
        notebook.write(None, "another")
    elif between == "undo":
        notebook.undo()
    else:
        notebook.retire(note_id)
    versions = len(notebook.versions(note_id))
    notebook.revise(note_id, body="two", writing="w")
    assert len(notebook.versions(note_id)) == versions + 1
    assert "one" in [version.body for version in notebook.versions(note_id)]


def test_what_is_typed_while_undo_is_on_its_way_is_typed_upon_what_undo_left(notebook: Notebook) -> None:
    """The editor's next draft was sent before it could know of the undo; neither of the two may be lost."""
    note_id = notebook.write(None, "before").notes[0]
    notebook.revise(note_id, body="before, and aft", writing="w", base=1)
    notebook.undo()
    notebook.revise(note_id, body="before, and after that", writing="w", base=1)
    assert notebook.note(note_id).body == "beforeer that"
    assert "before, and aft" in [version.body for version in notebook.versions(note_id)]
    notebook.revise(note_id, body="beforeer that!", writing="w", base=notebook.note(note_id).version)
    assert notebook.note(note_id).body == "beforeer that!"
    assert notebook.undo() is not None
    assert notebook.note(note_id).body == "before"


def test_what_another_program_wrote_under_an_open_editor_is_kept_with_what_is_typed(
    notebook: Notebook, database: Database
) -> None:
    note_id = notebook.write(None, "one two three").notes[0]
    again(database).revise(note_id, body="one 2 three")
    notebook.revise(note_id, body="one two three, four", writing="w", base=1)
    assert notebook.note(note_id).body == "one 2 three, four"


def test_a_draft_that_was_never_saved_is_no_base(notebook: Notebook) -> None:
    note_id = notebook.write(None, "before").notes[0]
    notebook.revise(note_id, colour="pink")
    notebook.revise(note_id, body="before, and after", writing="w", base=1)
    assert notebook.note(note_id).body == "before, and after"


def test_words_upon_what_undo_left_begin_a_version_of_their_own(notebook: Notebook) -> None:
    note_id = notebook.write(None, "").notes[0]
    notebook.revise(note_id, body="one", writing="w", base=1)
    notebook.undo()
    notebook.revise(note_id, body="two", writing="w", base=notebook.note(note_id).version)
    assert notebook.note(note_id).body == "two"
    assert [version.body for version in notebook.versions(note_id)] == ["", "one", "", "two"]


def test_typing_taken_back_by_hand_leaves_nothing_to_undo(notebook: Notebook) -> None:
    note_id = notebook.write(None, "before").notes[0]
    notebook.revise(note_id, body="before!", writing="w")
    notebook.revise(note_id, body="before", writing="w")
    assert notebook.what_undo_would_do() == Deed("write", 1)
    notebook.revise(note_id, body="after", writing="w")
    notebook.undo()
    assert notebook.note(note_id).body == "before"


def test_a_retired_note_lies_in_the_bin_and_comes_back(notebook: Notebook, database: Database) -> None:
    note_id = notebook.write(None, "kept").notes[0]
    assert notebook.retire(note_id) == Change("retire", (note_id,))
    assert notebook.retire(note_id) == Change("retire", ())
    assert again(database).notes() == []
    assert [note.body for note in again(database).binned()] == ["kept"]
    assert notebook.restore(note_id) == Change("restore", (note_id,))
    assert notebook.restore(note_id) == Change("restore", ())
    assert [note.body for note in notebook.notes()] == ["kept"]


def test_words_typed_into_a_note_that_was_retired_meanwhile_are_kept_in_the_bin(notebook: Notebook) -> None:
    note_id = notebook.write(None, "one").notes[0]
    notebook.retire(note_id)
    notebook.revise(note_id, body="late words")
    assert [note.body for note in notebook.binned()] == ["late words"]


def test_a_note_that_is_not_here_is_told_in_a_sentence(notebook: Notebook) -> None:
    for do in (notebook.note, notebook.retire, notebook.restore, notebook.revise):
        with pytest.raises(NotHereError, match="There is no note “nowhere”"):
            do("nowhere")


def test_undo_and_redo_go_through_everything_that_was_done(notebook: Notebook) -> None:
    note_id = notebook.write(None, "one").notes[0]
    notebook.revise(note_id, body="two")
    notebook.retire(note_id)
    notebook.restore(note_id)
    states: list[tuple[str, bool]] = []
    told: list[str] = []
    while (deed := notebook.what_undo_would_do()) and notebook.undo():
        told.append(deed.kind)
        states.append((notebook.note(note_id).body, notebook.note(note_id).is_retired))
    assert told == ["restore", "retire", "rewrite", "write"]
    assert states == [("two", True), ("two", False), ("one", False), ("one", True)]
    assert notebook.undo() is None
    told = []
    while (deed := notebook.what_redo_would_do()) and notebook.redo():
        told.append(deed.kind)
    assert told == ["write", "rewrite", "retire", "restore"]
    assert notebook.redo() is None
    assert notebook.note(note_id).body == "two"
    assert not notebook.note(note_id).is_retired
    assert [version.version for version in notebook.versions(note_id)] == list(range(1, 13))


def test_undo_reaches_over_restarts_for_the_last_hundred(notebook: Notebook, database: Database) -> None:
    note_id = notebook.write(None, "0").notes[0]
    for number in range(1, 121):
        notebook.revise(note_id, body=str(number))
    for number in range(119, -1, -1):
        assert again(database).undo() == Change("undo", (note_id,))
        assert notebook.note(note_id).body == str(number)
    assert again(database).redo() == Change("redo", (note_id,))
    assert notebook.note(note_id).body == "1"


def test_something_new_forgets_what_could_be_done_again_but_not_its_words(notebook: Notebook) -> None:
    note_id = notebook.write(None, "one").notes[0]
    notebook.revise(note_id, body="two")
    notebook.undo()
    notebook.revise(note_id, body="three")
    assert notebook.what_redo_would_do() is None
    assert notebook.redo() is None
    assert "two" in [version.body for version in notebook.versions(note_id)]


def test_undo_does_not_take_back_what_the_reader_has_not_seen(notebook: Notebook, database: Database) -> None:
    """Another program writes between the reader's look at the menu and the key: the words of neither are touched."""
    note_id = notebook.write(None, "mine").notes[0]
    assert notebook.what_undo_would_do() == Deed("write", 1)
    with closing(Database.open(database.file)) as other:
        again(other).revise(note_id, body="theirs, newer")
    assert notebook.undo() == Change("elsewhere", (note_id,))
    assert notebook.note(note_id).body == "theirs, newer"
    assert notebook.undo() == Change("undo", (note_id,))
    assert notebook.note(note_id).body == "mine"
    assert "theirs, newer" in [version.body for version in notebook.versions(note_id)]
    assert notebook.redo() == Change("redo", (note_id,))
    assert notebook.note(note_id).body == "theirs, newer"


def test_undo_in_a_mended_file_never_overwrites_what_it_does_not_know(notebook: Notebook, database: Database) -> None:
    note_id = notebook.write(None, "one").notes[0]
    notebook.revise(note_id, body="two")
    database.run("UPDATE note SET body = 'found in the ruins'")
    assert notebook.undo() is None
    database.run("UPDATE note SET body = 'two'")
    database.run("DELETE FROM version WHERE version = 1")
    assert notebook.undo() is None
    database.run("DELETE FROM version")
    assert notebook.undo() is None
    assert notebook.note(note_id).body == "two"


def test_what_could_not_be_saved_was_not_done(notebook: Notebook, database: Database) -> None:
    note_id = notebook.write(None, "one").notes[0]
    database.run(f"PRAGMA max_page_count = {database.number('PRAGMA page_count')}")
    with pytest.raises(DiskTroubleError, match="is full"):
        notebook.revise(note_id, body="x" * 1_000_000)
    database.run("PRAGMA max_page_count = 100000")
    assert notebook.note(note_id).body == "one"
    assert len(notebook.versions(note_id)) == 1
    notebook.revise(note_id, body="x" * 1_000_000)
    assert len(notebook.versions(note_id)) == 2


def test_an_identifier_given_twice_overwrites_no_note(database: Database) -> None:
    notebook = Notebook(database, lambda _: None, ticking(), lambda: "the same")
    notebook.write(None, "first")
    with pytest.raises(sqlite3.IntegrityError):
        notebook.write(None, "second")
    assert [note.body for note in notebook.notes()] == ["first"]


def test_notes_are_placed_in_the_order_of_the_text(notebook: Notebook, letter: Document) -> None:
    free = notebook.write(None, "free").notes[0]
    whole = notebook.write(Target(letter.address), "whole").notes[0]
    late = notebook.write(passage(letter, "offensive weapons"), "late").notes[0]
    lost = notebook.write(Target(letter.id, TextQuoteSelector("no such words", "", "")), "lost").notes[0]
    early = notebook.write(passage(letter, "Dear Mr. President"), "early").notes[0]
    notebook.write(Target("answer"), "elsewhere")
    placed = notebook.placed(letter)
    assert [one.note.id for one in placed] == [early, late, lost, free, whole]
    assert [one.state for one in placed] == ["found", "found", "astray", "free", "free"]
    first = placed[0]
    assert first.span is not None
    assert first.span.cut(letter.text) == "Dear Mr. President"
    assert notebook.placed(letter) == placed


def test_a_note_finds_its_words_in_a_corrected_text(notebook: Notebook, letter: Document) -> None:
    notebook.write(passage(letter, "offensive weapons"), "moved")
    corrected = letter._replace(text="A heading added by an editor.\n\n" + letter.text)
    (one,) = notebook.placed(corrected)
    assert one.state == "moved"
    assert one.span is not None
    assert one.span.cut(corrected.text) == "offensive weapons"


def test_all_notes_are_placed_each_in_its_own_text(notebook: Notebook) -> None:
    quote = TextQuoteSelector("letter", "A ", " of")
    notebook.write(Target("letter", quote, TextPositionSelector(2, 8)))
    notebook.write(Target("withdrawn", quote, TextPositionSelector(2, 8)))
    notebook.write(None)
    assert [(one.state, one.span) for one in notebook.all_placed()] == [
        ("found", Span(2, 8)),
        ("astray", None),
        ("free", None),
    ]


def test_notes_are_listed_oldest_first_whatever_the_clock_did(database: Database) -> None:
    times = iter(["2026-01-02T00:00:00.000Z", "2026-01-01T00:00:00.000Z", "2026-01-03T00:00:00.000Z"])
    notebook = Notebook(database, lambda _: None, lambda: next(times))
    for body in ("second", "first", "third"):
        notebook.write(None, body)
    assert [note.body for note in notebook.notes()] == ["first", "second", "third"]


def test_a_note_on_a_text_that_is_not_at_hand_is_listed_astray_wherever_one_looks(
    database: Database, letter: Document
) -> None:
    notebook = Notebook(database, {letter.id: letter.text, "answer": "words"}.get, ticking())
    notebook.write(Target("answer", TextQuoteSelector("words", "", "")), "at hand, and elsewhere")
    stray = Target("https://elsewhere.example/", TextQuoteSelector("offensive weapons", "", ""))
    for number in (1, 2):  # the second comes to a list that stands already
        notebook.write(stray, f"stray {number}")
        assert [(one.note.body, one.span, one.state) for one in notebook.placed(letter)] == [
            (f"stray {which}", None, "astray") for which in range(1, number + 1)
        ]
